"""The left of visit mode: what this visit is for, whom to see, and what is still open."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from recruitment_app.casework.visiting.visit_agenda import Agenda, OpenCheck
from recruitment_app.rules.visit_expectations import Followed
from recruitment_app.ui import labels, tokens, visit_words
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.card import Card, clear, label
from recruitment_app.ui.widgets.scrolling import scrolling


class AgendaColumn(QWidget):
    """Cards in large type, each left out where it has nothing to say."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        inside = QWidget(self)
        inside.setProperty("ground", "page")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, tokens.SMALL, 0)
        self._cards.setSpacing(tokens.MEDIUM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside, is_upright=True))

    def show_agenda(self, agenda: Agenda) -> None:
        """Show what is to be kept in mind at this visit."""
        clear(self._cards)
        visit = agenda.visit
        lines = []
        if visit is not None:
            lines = [*visit.focus.splitlines(), visit_words.people(visit)]
        self._add(self.tr("This visit"), lines)
        self._add(self.tr("Still to be seen"), _open(agenda.expected))
        self._add(self.tr("Still to come from you"), self._checks(agenda.checks))
        follow_ups = [each.follow_up for each in agenda.follow_ups]
        self._add(self.tr("From the visits before"), follow_ups)
        if not self._cards.count():
            nothing = self.tr("No visit is planned for today, and nothing is still to come.")
            self._add(self.tr("This visit"), [nothing])
        self._cards.addStretch(1)

    def _add(self, heading: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        card = Card()
        card.setAccessibleName(heading)
        card.body.addWidget(label(heading, "visit_heading", wraps=True))
        for line in lines:
            card.body.addWidget(label(line, "visit", wraps=True))
        self._cards.addWidget(card)

    def _checks(self, checks: Iterable[OpenCheck]) -> list[str]:
        today = self._office.today()
        told = []
        for check in checks:
            if check.has_run_out:
                state = self.tr("has run out")
            elif check.asked_on is not None:
                state = self.tr("asked {day}").format(day=labels.near(check.asked_on, today))
            else:
                state = ""
            told.append(" · ".join(filter(None, (check.title, check.person, state))))
        return told


def _open(rows: Iterable[Followed]) -> list[str]:
    told = []
    for row in rows:
        count = f"{row.count} / {row.of}" if row.of else ""
        told.append(" · ".join(filter(None, (row.expectation.title, row.name, count))))
    return told
