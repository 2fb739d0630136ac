"""Settings of a household's checks: which are asked for, how long each holds, and the figures."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPushButton
from typing_extensions import override

from recruitment_app.casework.checks.check_kinds import (
    CheckRuleRow,
    check_rule_rows,
    restore_check_rule,
    set_check_rule,
)
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_sourced import SourcedSettings, certainty_words
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.choice import Choice

SWITCH: Final = "switch"
_ON, _OFF = "1", "0"


class HouseholdChecksSettings(SourcedSettings[CheckRuleRow]):
    """The list of figures and switches; below, the one chosen, to be set for the agency."""

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "settings_household",
            listed=office.tr("What households are checked for"),
            one=office.tr("Setting"),
        )
        self.source = label("", "second", wraps=True)
        self.remark = label("", "second", wraps=True)
        self.figure = QLineEdit(self)
        self.figure.setAccessibleName(self.tr("Figure"))
        self.figure.setMaximumWidth(tokens.COLUMN_NAME)
        self.hint = label("", "small", wraps=True)
        self.switch: Choice[str] = Choice(
            [(self.tr("On"), _ON), (self.tr("Off"), _OFF)], filters=False
        )
        self.switch.setAccessibleName(self.tr("On or off"))
        self.switch.setMaximumWidth(tokens.COLUMN_NAME)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(self.tr("Why the agency sets this"))
        self.reason.setPlaceholderText(self.tr("Why the agency sets this"))
        self.reason.setVisible(self.may_change)
        self.set_button = QPushButton(self.tr("Set for the a&gency"), self)
        self.set_button.clicked.connect(self._on_set_pressed)
        self._shown = ""
        self.lay_out(
            (self.source, self.remark, self.figure, self.switch, self.hint, self.reason),
            (self.set_button, self.restore_button),
        )

    @override
    def rows(self) -> Sequence[CheckRuleRow]:
        return self.office.quick(check_rule_rows)

    @override
    def restore(self, row: CheckRuleRow) -> None:
        self.do(restore_check_rule, name=row.name)

    @override
    def columns(self) -> Sequence[Column[CheckRuleRow]]:
        def state(row: CheckRuleRow) -> str:
            return self.tr("Set by the agency") if row.is_own else self.tr("As shipped")

        def tint(row: CheckRuleRow) -> Tint:
            return Tint.INFORMATION if row.is_own else Tint.PLAIN

        def sure(row: CheckRuleRow) -> str:
            return certainty_words(row.certainty)

        wide = tokens.COLUMN_USUAL
        return [
            Column("title", self.tr("Setting"), lambda row: row.title, width=tokens.COLUMN_WIDE),
            Column("value", self.tr("Value"), lambda row: self._said(row, row.value), width=wide),
            Column("sure", self.tr("How sure"), sure, width=tokens.COLUMN_NAME),
            Column("state", self.tr("Whose"), state, tinted=tint, width=wide),
        ]

    @override
    def show_row(self, row: CheckRuleRow) -> None:
        self.detail.set_heading(row.title)
        source = self.tr("Source: {source} ({certainty}, {day})")
        self.source.setText(
            source.format(
                source=row.source,
                certainty=certainty_words(row.certainty).lower(),
                day=labels.in_text(row.dated),
            )
        )
        told = self.tr("Set by the agency: {reason} Shipped: {value}.")
        self.remark.setText(
            told.format(reason=row.reason, value=self._said(row, row.shipped).lower())
        )
        self.remark.setVisible(row.is_own)
        is_switch = row.unit == SWITCH
        self.switch.setVisible(is_switch)
        self.figure.setVisible(not is_switch)
        self.hint.setText(self._hint(row))
        self.hint.setVisible(not is_switch)
        self.switch.setEnabled(self.may_change)
        self.figure.setReadOnly(not self.may_change)
        if f"{row.name}\n{row.value}" != self._shown:  # what is being typed stays
            self._shown = f"{row.name}\n{row.value}"
            self.switch.choose(row.value)
            self.figure.setText(row.value)
            self.reason.clear()
        self.restore_button.setVisible(self.may_change and row.is_own)

    def _hint(self, row: CheckRuleRow) -> str:
        told = self.tr("Counted in {unit}.").format(unit=row.unit)
        return told if not row.kind else f"{told} {self.tr('0 is no end.')}"

    def _said(self, row: CheckRuleRow, value: str) -> str:
        """Return a value in words: “On”, “24 months”, “No end”."""
        if row.unit == SWITCH:
            return self.tr("On") if value == _ON else self.tr("Off")
        if row.kind and value == _OFF:
            return self.tr("No end")
        return f"{value} {row.unit}"

    @Slot()
    def _on_set_pressed(self) -> None:
        row = self.chosen()
        if row is not None and self.may_change:
            typed = self.figure.text()
            value = (self.switch.value() or "") if row.unit == SWITCH else typed
            self.do(set_check_rule, name=row.name, value=value, reason=self.reason.text())
