"""Settings of the report's checks: figures and lists of words, each with its source."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton

from recruitment_app.casework.check_settings import (
    CheckSettingRow,
    check_setting_rows,
    restore_check_setting,
    set_check_setting,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.report_checks import CHECKS
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_limits import CERTAINTY_WORDS
from recruitment_app.ui.pages.settings_page import SettingsPage
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.table_view import TableView


class ChecksSettings(SettingsPage):
    """The list of settings; below, the one chosen with its source, to be set for the agency."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, "settings_checks", scrolls=False)
        self.table: ShortTable[CheckSettingRow] = ShortTable(self._columns())
        self.list = TableView(self.tr("What the checks go by"), self)
        self.detail = Card(self.tr("Setting"), self)
        self.check = label("", "strong", wraps=True)
        self.source = label("", "second", wraps=True)
        self.remark = label("", "second", wraps=True)
        self.value = QPlainTextEdit(self)
        self.reason = QLineEdit(self)
        self.set_button = QPushButton(self.tr("Set for the a&gency"), self)
        self.restore_button = QPushButton(self.tr("&Restore as shipped"), self)
        self._shown = ""
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read the settings."""
        self.table.show_rows(self.office.quick(check_setting_rows))
        if self.list.chosen() is None:
            self.list.selectRow(0)
        self._show(self.list.chosen())

    def _columns(self) -> list[Column[CheckSettingRow]]:
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
        self.list.show_table(self.table)
        self.list.fill_with("title")
        card = Card("", self)
        card.body.addWidget(self.list)
        self.value.setAccessibleName(self.tr("Value: a figure, or a word or phrase on each line"))
        self.value.setFixedHeight(tokens.TEXT_HEIGHT)
        self.value.setTabChangesFocus(True)
        self.value.setReadOnly(not self.may_change)
        self.reason.setAccessibleName(self.tr("Why the agency sets this"))
        self.reason.setPlaceholderText(self.tr("Why the agency sets this"))
        for words in (self.check, self.source, self.remark):
            self.detail.body.addWidget(words)
        self.detail.body.addWidget(self.value)
        self.detail.body.addWidget(self.reason)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in (self.set_button, self.restore_button):
            row.addWidget(button)
            button.setVisible(self.may_change)
        self.reason.setVisible(self.may_change)
        row.addStretch(1)
        self.detail.body.addLayout(row)
        self.inside.addWidget(card, 1)
        self.inside.addWidget(self.detail)

    def _connect(self) -> None:
        self.list.record_chosen.connect(self._on_chosen)
        self.set_button.clicked.connect(self._on_set_pressed)
        self.restore_button.clicked.connect(self._on_restore_pressed)

    def _show(self, row: object) -> None:
        if not isinstance(row, CheckSettingRow):
            return
        self.detail.set_heading(row.title)
        check = self.tr("Check {number}: {title}")
        self.check.setText(check.format(number=row.check, title=CHECKS[row.check].title))
        source = self.tr("Source: {source} ({certainty}, {day})")
        self.source.setText(
            source.format(
                source=row.source,
                certainty=self.tr(CERTAINTY_WORDS[row.certainty]).lower(),
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

    @Slot(object)
    def _on_chosen(self, row: object) -> None:
        if self.may_change:
            self.notice.say("")
        self._show(row)

    @Slot()
    def _on_set_pressed(self) -> None:
        row = self.list.chosen()
        if isinstance(row, CheckSettingRow) and self.may_change:
            self.notice.say("")
            self.office.asking(sorry=self._on_refused).do(
                set_check_setting,
                name=row.name,
                value=self.value.toPlainText(),
                reason=self.reason.text(),
            )

    @Slot()
    def _on_restore_pressed(self) -> None:
        row = self.list.chosen()
        if isinstance(row, CheckSettingRow):
            self.office.asking(sorry=self._on_refused).do(restore_check_setting, name=row.name)

    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))
