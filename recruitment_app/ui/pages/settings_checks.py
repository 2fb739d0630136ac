"""Settings of the report's checks: figures and lists of words, each with its source."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from typing_extensions import override

from recruitment_app.casework.check_settings import (
    CheckSettingRow,
    check_setting_rows,
    restore_check_setting,
    set_check_setting,
)
from recruitment_app.rules.report_checks import CHECKS
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_sourced import SourcedSettings, certainty_words
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import label


class ChecksSettings(SourcedSettings[CheckSettingRow]):
    """The list of settings; below, the one chosen with its source, to be set for the agency."""

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "settings_checks",
            listed=office.tr("What the checks go by"),
            one=office.tr("Setting"),
        )
        self.check = label("", "strong", wraps=True)
        self.source = label("", "second", wraps=True)
        self.remark = label("", "second", wraps=True)
        self.value = QPlainTextEdit(self)
        self.reason = QLineEdit(self)
        self.set_button = QPushButton(self.tr("Set for the a&gency"), self)
        self.set_button.clicked.connect(self._on_set_pressed)
        self._shown = ""
        self._arrange()

    @override
    def rows(self) -> Sequence[CheckSettingRow]:
        return self.office.quick(check_setting_rows)

    @override
    def restore(self, row: CheckSettingRow) -> None:
        self.do(restore_check_setting, name=row.name)

    @override
    def columns(self) -> Sequence[Column[CheckSettingRow]]:
        def state(row: CheckSettingRow) -> str:
            return self.tr("Set by the agency") if row.is_own else self.tr("As shipped")

        def tint(row: CheckSettingRow) -> Tint:
            return Tint.INFORMATION if row.is_own else Tint.PLAIN

        def value(row: CheckSettingRow) -> str:
            return ", ".join(row.value.split("\n"))

        return [
            Column(
                "check", self.tr("Check"), lambda row: str(row.check), width=tokens.COLUMN_SHORT
            ),
            Column("title", self.tr("Setting"), lambda row: row.title, width=tokens.COLUMN_WIDE),
            Column("value", self.tr("Value"), value, width=tokens.COLUMN_NAME),
            Column("unit", self.tr("Counted in"), lambda row: row.unit, width=tokens.COLUMN_NARROW),
            Column("state", self.tr("Whose"), state, tinted=tint, width=tokens.COLUMN_USUAL),
        ]

    def _arrange(self) -> None:
        self.value.setAccessibleName(self.tr("Value: a figure, or a word or phrase on each line"))
        self.value.setFixedHeight(tokens.TEXT_HEIGHT)
        self.value.setTabChangesFocus(True)
        self.value.setReadOnly(not self.may_change)
        self.reason.setAccessibleName(self.tr("Why the agency sets this"))
        self.reason.setPlaceholderText(self.tr("Why the agency sets this"))
        self.reason.setVisible(self.may_change)
        self.lay_out(
            (self.check, self.source, self.remark, self.value, self.reason),
            (self.set_button, self.restore_button),
        )

    @override
    def show_row(self, row: CheckSettingRow) -> None:
        self.detail.set_heading(row.title)
        check = self.tr("Check {number}: {title}")
        self.check.setText(check.format(number=row.check, title=CHECKS[row.check].title))
        source = self.tr("Source: {source} ({certainty}, {day})")
        self.source.setText(
            source.format(
                source=row.source,
                certainty=certainty_words(row.certainty).lower(),
                day=labels.in_text(row.dated),
            )
        )
        shipped = self.tr("Set by the agency: {reason} Shipped: {value}").format(
            reason=row.reason, value=", ".join(row.shipped.split("\n"))
        )
        self.remark.setText(shipped if row.is_own else "")
        self.remark.setVisible(row.is_own)
        if f"{row.name}\n{row.value}" != self._shown:  # what is being typed stays
            self._shown = f"{row.name}\n{row.value}"
            self.value.setPlainText(row.value)
            self.reason.clear()
        self.restore_button.setVisible(self.may_change and row.is_own)

    @Slot()
    def _on_set_pressed(self) -> None:
        row = self.chosen()
        if row is not None and self.may_change:
            self.do(
                set_check_setting,
                name=row.name,
                value=self.value.toPlainText(),
                reason=self.reason.text(),
            )
