"""All that is recorded of one check, with what may be done about it; or of several chosen."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.casework.checks.check_acts import ASK, CHASE, acts_on
from recruitment_app.casework.checks.check_rows import CheckRow
from recruitment_app.casework.checks.referee_rows import RefereeRow
from recruitment_app.ui import check_words, labels, tokens
from recruitment_app.ui.check_places import many_of
from recruitment_app.ui.check_words import Facts
from recruitment_app.ui.dialogs.record_documents import RecordDocuments
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_acts_bar import MenuButton
from recruitment_app.ui.pages.referee_part import RefereePart
from recruitment_app.ui.pages.settings_sourced import certainty_words
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import clear, label, rule
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.fact_grid import FactGrid
from recruitment_app.ui.widgets.place_button import PlaceButton
from recruitment_app.ui.widgets.scrolling import scrolling

_SHOWN: Final = 2
"""So many acts stand as buttons, what comes next first; the others in a menu."""


class CheckDetail(QFrame):
    """What is chosen in a list of checks; it wishes for the dialogs of its acts."""

    wished = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.row: CheckRow | None = None
        self.setProperty("kind", "card")
        inside = QWidget(self)
        inside.setProperty("ground", "card")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.LARGE)
        self._column.setSpacing(tokens.MEDIUM)
        self._documents: RecordDocuments | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(tokens.LINE,) * 4)
        whole.addWidget(scrolling(inside, is_upright=True))

    def show_check(self, row: CheckRow, referee: RefereeRow | None) -> None:
        """Show one check, and the referee where it is a reference."""
        self._begin(check_words.named(row), check_words.who(row))
        self.row = row
        self._column.addLayout(self._chips(row))
        names = acts_on(row, self._office.person.role)
        if names:
            self._column.addLayout(self._acts(row, names))
        if row.is_confidential and not row.may_read:
            told = self.tr("What it says is confidential: you may record that it came.")
            self._column.addWidget(label(told, "second", wraps=True))
        facts = _facts(row)
        if facts:
            self._column.addWidget(FactGrid(facts))
        if referee is not None:
            self._column.addWidget(rule())
            part = RefereePart(self._office, row.key.case_id, referee, self)
            part.wished.connect(self.wished)
            self._column.addWidget(part)
        self._column.addWidget(rule())
        self._column.addWidget(FactGrid(_reasons(row)))
        if row.check_id is not None:
            self._column.addWidget(rule())
            self._column.addWidget(label(self.tr("Evidence"), "field"))
            self._column.addWidget(self._evidence(row))
        self._column.addStretch(1)

    def show_many(self, rows: Sequence[CheckRow]) -> None:
        """Show how many checks are chosen, and what may be done about them at once."""
        told = labels.count(len(rows), "check chosen", "checks chosen")
        self._begin(told, "")
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        role = self._office.person.role
        for act, words in ((ASK, self.tr("Ask for them…")), (CHASE, self.tr("Chase them…"))):
            keys = [row.key for row in rows if act in acts_on(row, role) and not row.received_on]
            if keys:
                line.addWidget(self._button(words, many_of(act, keys)))
        if not line.count():
            told = self.tr("None of them is to be asked for or chased now.")
            line.addWidget(label(told, "second", wraps=True), 1)
        else:
            line.addStretch(1)
        self._column.addLayout(line)
        self._column.addStretch(1)

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._begin(self.tr("Choose a check"), "")
        self._column.addStretch(1)

    def _begin(self, heading: str, who: str) -> None:
        if self._documents is not None:
            self._documents.deleteLater()
        self.row, self._documents = None, None
        clear(self._column)
        self.setAccessibleName(heading)
        words = QVBoxLayout()
        words.setSpacing(tokens.TIGHT)
        words.addWidget(label(heading, "heading", wraps=True))
        if who:
            words.addWidget(label(who, "second", wraps=True))
        self._column.addLayout(words)

    def _chips(self, row: CheckRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        line.addWidget(Chip(check_words.state_of(row), check_words.state_tint(row)))
        line.addWidget(Chip(check_words.basis(row.basis), check_words.basis_tint(row.basis)))
        if row.is_confidential:
            line.addWidget(Chip(self.tr("Confidential"), Tint.INFORMATION))
        line.addStretch(1)
        return line

    def _acts(self, row: CheckRow, names: Sequence[str]) -> QHBoxLayout:
        lead, others = check_words.in_order(names, row)
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        if lead:
            place = check_words.act_place(lead, row)
            line.addWidget(self._button(check_words.act(lead, row), place, kind="primary"))
        shown = _SHOWN - bool(lead)
        for name in others[:shown]:
            place = check_words.act_place(name, row)
            line.addWidget(self._button(check_words.act(name, row), place))
        if others[shown:]:
            more = MenuButton(self.tr("More"), self)
            for name in others[shown:]:
                place = check_words.act_place(name, row)
                more.menu().addAction(check_words.act(name, row), partial(self.wished.emit, place))
            line.addWidget(more)
        line.addStretch(1)
        return line

    def _button(self, words: str, place: Place, kind: str = "") -> QPushButton:
        button = PlaceButton(words, place, kind=kind)
        button.wished.connect(self.wished)
        return button

    def _evidence(self, row: CheckRow) -> RecordDocuments:
        made = RecordDocuments(self._office, self)
        made.show_record(
            row.key.case_id,
            str(row.check_id),
            kind="check",
            is_confidential=row.is_confidential,
            person_id=row.key.person_id,
        )
        self._documents = made
        return made


def _facts(row: CheckRow) -> Facts:
    """Return what is recorded of a check, in the order in which it happened."""
    said = row.outcome
    told = [
        (check_words.said("Asked for"), check_words.asked(row)),
        (check_words.said("Waits"), _waits(row)),
        (check_words.said("Chased"), check_words.chased(row)),
        (check_words.said("Received"), labels.in_text(row.received_on) if row.received_on else ""),
        (check_words.said("Seen"), check_words.seen(row)),
        (check_words.said("Number"), row.number),
        (check_words.said("Issued on"), labels.in_text(row.issued_on) if row.issued_on else ""),
        (check_words.said("Holds until"), check_words.holds(row)),
    ]
    if said is not None:
        told += [
            (check_words.said("Outcome"), check_words.outcome(said)),
            (check_words.said("It says"), said.words),
            (check_words.said("To be found"), said.evidence),
            (check_words.said("Decision"), check_words.decision(said)),
            (check_words.said("Reasons"), said.decision_words),
        ]
    told.append((check_words.said("Not needed"), row.not_needed_why))
    if row.earlier_count:
        told.append((check_words.said("Before"), check_words.earlier(row)))
    return [(name, value) for name, value in told if value]


def _waits(row: CheckRow) -> str:
    return "" if row.waiting_days is None else labels.count(row.waiting_days, "day", "days")


def _reasons(row: CheckRow) -> Facts:
    """Return why a check is asked for, and by what."""
    sure = certainty_words(row.certainty).lower()
    return [
        (check_words.said("Why"), row.why),
        (check_words.said("Source"), f"{row.source} ({sure})"),
        *([(check_words.said("Remark"), row.note)] if row.note else []),
    ]
