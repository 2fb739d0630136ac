"""All the clocks of a case, whose time its days were, and the limits that are not followed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recruitment_app.casework.agency.agency_rows import LimitRow
from recruitment_app.rules.clocks import Clock, ClockState
from recruitment_app.ui import clock_words
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_ledger import CaseLedger
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.pages.clock_row import ClockRow
from recruitment_app.ui.widgets.card import Card, label, rule


class CaseClocks(CasePart):
    """Every limit there is, so that none is thought forgotten."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._papers = PaperErrands(office, self)
        self._limits: tuple[LimitRow, ...] = ()

    def know_limits(self, limits: Sequence[LimitRow]) -> None:
        """Know the limits that the agency has, those without a clock too."""
        self._limits = tuple(limits)

    @override
    def lay_out(self, shown: CaseShown) -> None:
        self.ledger = CaseLedger(self._office, shown, self._papers)
        self.ledger.wished.connect(self.wished)
        clocks = shown.case.clocks
        running = [clock for clock in clocks if clock_words.is_in_hand(clock)]
        waiting = [clock for clock in clocks if clock.state is ClockState.NOT_STARTED]
        over = [clock for clock in clocks if clock not in running and clock not in waiting]
        self._add(self.tr("In hand"), running)
        self.column.addWidget(self.ledger)
        self._add(self.tr("Met or over"), over)
        self._add_quiet(
            self.tr("Not started"),
            [
                (clock.limit.title, f"{clock_words.rule(clock)} · {clock.limit.trigger}")
                for clock in waiting
            ],
        )
        told = {clock.limit.id for clock in clocks}
        self._add_quiet(
            self.tr("Not followed here, so never late"),
            [
                (f"{row.id} {row.title}", f"{row.figure} · {row.source}")
                for row in self._limits
                if row.id not in told
            ],
        )

    def _add(self, heading: str, clocks: Sequence[Clock]) -> None:
        if not clocks:
            return
        card = Card(heading)
        for place, clock in enumerate(clocks):
            if place:
                card.body.addWidget(rule())
            card.body.addWidget(ClockRow(clock))
        self.column.addWidget(card)

    def _add_quiet(self, heading: str, lines: Sequence[tuple[str, str]]) -> None:
        if not lines:
            return
        card = Card(heading)
        for words, second in lines:
            card.body.addWidget(label(words, wraps=True))
            card.body.addWidget(label(second, "small", wraps=True))
        self.column.addWidget(card)
