"""The delay ledger on the page of a case: a strip of whose time it was, and each delay's record."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.casework.file.case_documents import evidence_counts
from recruitment_app.casework.journey.delay_ledger import (
    DelayLedger,
    LedgerPart,
    delay_ledger,
    figures_of,
)
from recruitment_app.casework.journey.delay_rows import DelayRow
from recruitment_app.casework.journey.ledger_papers import ledger_paper
from recruitment_app.drawings.ledger_strip import LANE_WORDS, STRIP_HEIGHT, said, strip
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_part import CaseShown
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label, rule
from recruitment_app.ui.widgets.chart_view import ChartView
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.place_button import PlaceButton

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CaseLedger(QWidget):
    """Laid out anew whenever the case is; ``papers`` outlives it, so that its paper stays open."""

    wished = Signal(object)

    def __init__(
        self,
        office: Office,
        shown: CaseShown,
        papers: PaperErrands,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._shown = shown
        self.papers = papers
        self.ledger = office.quick(delay_ledger, case_id=shown.case.id, today=shown.today)
        self.strip = ChartView(self.tr("Whose time it was"))
        self.print_button = QPushButton(self.tr("Print the &ledger…"))
        self.print_button.setProperty("kind", "small")
        self.print_button.clicked.connect(self._on_print_pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(self._whose_time(self.ledger))
        if self.ledger.delays:
            column.addWidget(self._delays(self.ledger.delays))

    def _whose_time(self, ledger: DelayLedger) -> Card:
        card = Card(self.tr("Whose time it was"))
        if not ledger.parts:
            self.strip.setParent(card)
            self.strip.hide()
            words = self.tr("No day has gone by since the enquiry: the ledger begins tomorrow.")
            card.body.addWidget(label(words, "second", wraps=True))
            self.print_button.setParent(card)
            self.print_button.hide()
            return card
        card.corner.addWidget(self.print_button)
        figures = figures_of(ledger)
        self.strip.show_drawing(partial(strip, figures))
        self.strip.setToolTip(said(figures))
        scale = self.strip.logicalDpiY() / tokens.POINTS_PER_INCH
        self.strip.setFixedHeight(round(STRIP_HEIGHT * scale))
        card.body.addWidget(self.strip)
        card.body.addLayout(self._sums(ledger.parts))
        note = self.tr(
            "Each day belongs to whoever had the case in hand when it ended. A hold is underlined;"
            " it leaves the due dates as they are."
        )
        card.body.addWidget(label(note, "small", wraps=True))
        return card

    def _sums(self, parts: Sequence[LedgerPart]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.LARGE)
        grid.setVerticalSpacing(tokens.TIGHT)
        grid.setColumnStretch(0, 1)
        heads = (*LANE_WORDS.values(), self.tr("All"), self.tr("Off hold"))
        for at, words in enumerate(heads, 1):
            head = label(words, "small")
            head.setAlignment(_RIGHT)
            grid.addWidget(head, 0, at)
        for row, part in enumerate(parts, 1):
            days = f"{labels.in_table(part.begins)} – {labels.in_table(part.ends)}"
            grid.addWidget(label(f"{part.words}, {days}", wraps=True), row, 0)
            numbers = (*part.by_owner.values(), part.days, part.net_days)
            for at, number in enumerate(numbers, 1):
                told = label(f"{number:,}")
                told.setAlignment(_RIGHT)
                told.setAccessibleName(f"{part.words}, {heads[at - 1]}: {number}")
                grid.addWidget(told, row, at)
        return grid

    def _delays(self, delays: Sequence[DelayRow]) -> Card:
        counts = self._office.quick(evidence_counts, case_id=self._shown.case.id)
        card = Card(self.tr("Holds, waits and extensions"))
        for place, delay in enumerate(reversed(delays)):
            if place:
                card.body.addWidget(rule())
            card.body.addLayout(self._delay(delay, counts.get(delay.record_key, 0)))
        return card

    def _delay(self, delay: DelayRow, documents: int) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(tokens.TIGHT)
        words.addWidget(label(f"{delay.what} · {delay.reason}", "strong", wraps=True))
        words.addWidget(label(self._when(delay), "second", wraps=True))
        if delay.words:
            words.addWidget(label(delay.words, wraps=True))
        recorded = self._recorded(delay)
        if recorded:
            words.addWidget(label(recorded, "small", wraps=True))
        if delay.lacking:
            chips = QHBoxLayout()
            chips.setSpacing(tokens.TIGHT)
            told = self.tr("To record: {what}").format(what=", ".join(delay.lacking))
            chips.addWidget(Chip(told, Tint.DUE))
            chips.addStretch(1)
            words.addLayout(chips)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addLayout(words, 1)
        for button in self._buttons(delay, documents):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _buttons(self, delay: DelayRow, documents: int) -> list[PlaceButton]:
        what = f"{delay.what}, {labels.in_text(delay.begins)}"
        facts = {"record": delay.record_key, "what": what, "kind": "letter"}
        shown = labels.count(documents, "document…", "documents…")
        made = [
            PlaceButton(
                shown if documents else self.tr("Documents…"),
                self._shown.place("record_documents", facts),
                kind="link",
                spoken=self.tr("Documents of: {what}").format(what=what),
            )
        ]
        if delay.lacking:
            entry = {"entry": str(delay.event_id)}
            spoken = self.tr("Complete the record of: {what}").format(what=what)
            made.append(
                PlaceButton(
                    self.tr("Complete…"),
                    self._shown.place("complete_delay", entry),
                    kind="link",
                    spoken=spoken,
                )
            )
        for button in made:
            button.wished.connect(self.wished)
        return made

    def _when(self, delay: DelayRow) -> str:
        begins = labels.in_text(delay.begins)
        if delay.due_on is not None:
            told = self.tr("Recorded on {day}; the new last day is {until}")
            return told.format(day=begins, until=labels.in_text(delay.due_on))
        if delay.ends is None:
            return self.tr("Since {day}").format(day=begins)
        told = self.tr("{day} to {until}")
        return told.format(day=begins, until=labels.in_text(delay.ends))

    def _recorded(self, delay: DelayRow) -> str:
        parts = []
        if delay.agreed_by:
            parts.append(self.tr("Agreed by {name}").format(name=delay.agreed_by))
        if delay.told_on is not None:
            told = self.tr("applicants told on {day}")
            parts.append(told.format(day=labels.in_text(delay.told_on)))
        if delay.told_how:
            parts.append(delay.told_how[:1].lower() + delay.told_how[1:])
        if delay.evidence:
            parts.append(self.tr("shown by: {what}").format(what=delay.evidence))
        words = "; ".join(parts)
        return words[:1].upper() + words[1:]

    @Slot()
    def _on_print_pressed(self) -> None:
        case, today = self._shown.case, self._shown.today

        def make(store: Store) -> bytes:
            return ledger_paper(store, case_id=case.id, today=today)

        title = self.tr("{reference} · Delay ledger").format(reference=case.reference)
        self.papers.open(make, title=title, file_name=f"{case.reference}-delay-ledger.pdf")
