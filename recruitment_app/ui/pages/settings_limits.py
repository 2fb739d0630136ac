"""Settings of the limits: every one with its source, and what the agency has set over it."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from recruitment_app.casework.agency.agency_law import limit_rows, restore_limit
from recruitment_app.casework.agency.agency_rows import LimitRow
from recruitment_app.rules.limits import CERTAINTIES
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.pages.settings_sourced import SourcedSettings, certainty_words
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import label

FORCE_WORDS = {
    "must": "Must (regulation)",
    "should": "Should (guidance)",
    "may": "May",
    "local": "Local policy",
    "information": "For information",
    "superseded": "Superseded",
}
TO_BE_CONFIRMED = "M"


class LimitsSettings(SourcedSettings[LimitRow]):
    """The list of limits, and all that is known of the one chosen."""

    def __init__(self, office: Office) -> None:
        super().__init__(
            office, "settings_limits", listed=office.tr("Limits"), one=office.tr("Limit")
        )
        self.figure = label("", "strong", wraps=True)
        self.source = label("", "second", wraps=True)
        self.certainty = label("", "second", wraps=True)
        self.remark = label("", "second", wraps=True)
        self.change_button = QPushButton(self.tr("Chan&ge…"), self)
        self.switch_button = QPushButton(self.tr("&Switch on…"), self)
        self.corner.addWidget(ExportButton(office, self.notice, ("limits",), self))
        self.lay_out(
            (self.figure, self.source, self.certainty, self.remark),
            (self.change_button, self.switch_button, self.restore_button),
        )
        self.list.record_opened.connect(self._on_change_pressed)
        self.change_button.clicked.connect(self._on_change_pressed)
        self.switch_button.clicked.connect(self._on_switch_pressed)

    @override
    def rows(self) -> Sequence[LimitRow]:
        return self.office.quick(limit_rows)

    @override
    def restore(self, row: LimitRow) -> None:
        self.do(restore_limit, limit_id=row.id)

    @override
    def columns(self) -> Sequence[Column[LimitRow]]:
        def state(row: LimitRow) -> str:
            if not row.is_followed:
                return self.tr("Not followed yet")
            if not row.is_on:
                return self.tr("Switched off")
            return self.tr("Set by the agency") if row.is_overridden else self.tr("Followed")

        def tint(row: LimitRow) -> Tint:
            if not row.is_followed or not row.is_on:
                return Tint.PLAIN
            return Tint.INFORMATION if row.is_overridden else Tint.MET

        def force(row: LimitRow) -> str:
            if row.certainty == TO_BE_CONFIRMED:
                return self.tr("To be confirmed")
            return self.tr(FORCE_WORDS[row.force]).partition(" (")[0]

        def certainty(row: LimitRow) -> str:
            return certainty_words(row.certainty)

        return [
            Column("id", self.tr("No."), lambda row: row.id, "id", width=tokens.COLUMN_SHORT),
            Column(
                "title", self.tr("Limit"), lambda row: row.title, "title", width=tokens.COLUMN_NAME
            ),
            Column(
                "figure",
                self.tr("Agency's figure"),
                lambda row: row.figure,
                width=tokens.COLUMN_FIGURE,
            ),
            Column(
                "shipped",
                self.tr("Shipped figure"),
                lambda row: row.shipped_figure,
                width=tokens.COLUMN_FIGURE,
            ),
            Column(
                "force",
                self.tr("Force"),
                force,
                "force",
                width=tokens.COLUMN_FIGURE,
            ),
            Column("state", self.tr("Clock"), state, "state", tinted=tint),
            Column("who", self.tr("Who keeps it"), lambda row: row.who, hidden=True),
            Column("source", self.tr("Source"), lambda row: row.source, hidden=True),
            Column("certainty", self.tr("Certainty"), certainty, hidden=True),
        ]

    @override
    def show_row(self, row: LimitRow) -> None:
        self.detail.set_heading(f"{row.id} · {row.title}")
        told = self.tr("{figure} from: {trigger} · {force} · for the {who} to keep")
        self.figure.setText(
            told.format(
                figure=row.figure,
                trigger=row.trigger,
                force=self.tr(FORCE_WORDS[row.force]).lower(),
                who=row.who,
            )
        )
        since = (
            self.tr(", in force since {day}").format(day=labels.in_text(row.valid_from))
            if row.valid_from
            else ""
        )
        self.source.setText(
            self.tr("Source: {source}{since}").format(source=row.source, since=since)
        )
        if row.certainty == TO_BE_CONFIRMED:
            told = self.tr("{force}, but to be confirmed by the agency: no text was read for it.")
            self.certainty.setText(told.format(force=self.tr(FORCE_WORDS[row.force])))
        else:
            known = CERTAINTIES.get(row.certainty, "")  # type: ignore[call-overload]  # the row holds the letter
            self.certainty.setText(self.tr("How sure: {known}.").format(known=known))
        parts = [row.note]
        if row.is_overridden:
            reason = self.tr("Set by the agency: {reason} Shipped: {figure}.")
            parts.insert(0, reason.format(reason=_sentence(row.reason), figure=row.shipped_figure))
        self.remark.setText("\n".join(part for part in parts if part))
        self.remark.setVisible(any(parts))
        self.switch_button.setText(self.tr("&Switch off…") if row.is_on else self.tr("&Switch on…"))
        self.switch_button.setVisible(self.may_change and row.is_followed)
        self.restore_button.setVisible(self.may_change and row.is_overridden)

    @Slot()
    def _on_change_pressed(self) -> None:
        self._wish("")

    @Slot()
    def _on_switch_pressed(self) -> None:
        self._wish("switch")

    def _wish(self, switch: str) -> None:
        row = self.chosen()
        if row is not None and self.may_change:
            self.wished.emit(Place("limit", facts={"limit": row.id, "switch": switch}))


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."
