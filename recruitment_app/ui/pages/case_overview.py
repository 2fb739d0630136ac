"""The first tab of a case: its clocks in hand, what comes next, its people and latest notes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.rows import CasePage
from recruitment_app.rules.roles import Duty
from recruitment_app.ui import clock_words, labels, tokens
from recruitment_app.ui.act_form import said
from recruitment_app.ui.acts import ACTS
from recruitment_app.ui.asks import Group
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.pages.clock_row import ClockRow
from recruitment_app.ui.pages.to_do_card import to_do_card
from recruitment_app.ui.people_words import address, born, code, contact
from recruitment_app.ui.widgets.card import Card, label, rule
from recruitment_app.ui.widgets.fact_grid import FactGrid

_NOTES_SHOWN = 3


class CaseOverview(CasePart):
    """What a worker looks for first."""

    task_finished = Signal(object)
    """The key of a task that somebody says is done."""

    @override
    def lay_out(self, shown: CaseShown) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(tokens.MEDIUM)
        left.addWidget(self._clocks(shown.case))
        if shown.case.next_acts:
            left.addWidget(self._next_steps(shown))
        left.addWidget(to_do_card(self, shown, self.task_finished.emit))
        right.addWidget(self._people(shown))
        right.addWidget(self._notes(shown))
        right.addWidget(self._about(shown))
        left.addStretch(1)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.column.addLayout(row)

    def _clocks(self, case: CasePage) -> Card:
        card = Card(self.tr("Clocks"))
        running = [clock for clock in case.clocks if clock_words.is_in_hand(clock)]
        running.sort(key=lambda clock: (clock.due_on is None, clock.due_on, clock.limit.id))
        for place, clock in enumerate(running):
            if place:
                card.body.addWidget(rule())
            card.body.addWidget(ClockRow(clock))
        if not running:
            card.body.addWidget(label(self.tr("No clock is running."), "second"))
        return card

    def _next_steps(self, shown: CaseShown) -> Card:
        card = Card(self.tr("Next steps"))
        steps = [
            ACTS[name]
            for name in shown.case.next_acts
            if (ACTS[name].may_lead or ACTS[name].group in {Group.STEP, Group.TELLING})
            and not (name == "allocate" and shown.case.worker_id)
        ]
        for act in steps:
            button = self.link(said(act.words), shown.place("act", {"act": act.name}))
            card.body.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        if not steps:
            card.body.addWidget(label(self.tr("Nothing is asked of you now."), "second"))
        card.body.setSpacing(tokens.TIGHT)
        return card

    def _people(self, shown: CaseShown) -> Card:
        card = Card(self.tr("People"))
        for place, person in enumerate(shown.case.applicants):
            if place:
                card.body.addWidget(rule())
            card.body.addWidget(label(person.name, "strong", wraps=True))
            now = next((row for row in person.addresses if not row.ends), None)
            facts = (
                (self.tr("Born"), born(person, shown.today)),
                (self.tr("Reached at"), "\n".join(contact(row) for row in person.contacts)),
                (self.tr("Address"), address(now) if now else ""),
            )
            card.body.addWidget(FactGrid([(name, value) for name, value in facts if value]))
        others = [person for person in shown.case.people if person.standing != "applicant"]
        if others:
            card.body.addWidget(rule())
            home = sum(person.standing == "household" for person in others)
            away = sum(person.standing == "child_elsewhere" for person in others)
            told = [
                labels.count(home, "other at home", "others at home") if home else "",
                labels.count(away, "child elsewhere", "children elsewhere") if away else "",
            ]
            card.body.addWidget(label(", ".join(part for part in told if part), "second"))
        return card

    def _notes(self, shown: CaseShown) -> Card:
        card = Card(self.tr("Latest notes"))
        notes = shown.case.notes[:_NOTES_SHOWN]
        for place, note in enumerate(notes):
            if place:
                card.body.addWidget(rule())
            head = f"{labels.in_table(note.on)} · {code(shown.codes, 'note_kind', note.kind)}"
            card.body.addWidget(_stacked(head, note.text, note.written_by))
        if not notes:
            card.body.addWidget(label(self.tr("No note yet."), "second"))
        return card

    def _about(self, shown: CaseShown) -> Card:
        card = Card(self.tr("The case"))
        case = shown.case
        couple = code(shown.codes, "couple_status", case.couple_status)
        facts = (
            (self.tr("Enquiry"), labels.in_text(case.opened_on)),
            (self.tr("Heard of us"), case.source),
            (self.tr("What brought them"), case.came_from),
            (self.tr("Came by"), case.channel),
            (self.tr("Worker"), case.worker or self.tr("not allocated")),
            (self.tr("Applicants"), couple),
        )
        card.body.addWidget(FactGrid([(name, value) for name, value in facts if value]))
        if shown.may(Duty.ENTER_DATES):
            change = self.link(
                self.tr("Change how they live"),
                shown.place("couple"),
                spoken=self.tr("Change how the applicants live: single, married, together"),
            )
            card.corner.addWidget(change)
        if shown.may(Duty.RECORD_ENQUIRIES):
            words = (
                self.tr("Change what brought them")
                if case.came_from
                else self.tr("Say what brought them")
            )
            brought = self.link(words, shown.place("came_from"))
            card.body.addWidget(brought, alignment=Qt.AlignmentFlag.AlignLeft)
        return card


def _stacked(head: str, text: str, foot: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.TIGHT)
    column.addWidget(label(head, "small"))
    body = label(_short(text), wraps=True)
    body.setToolTip(text)
    column.addWidget(body)
    column.addWidget(label(foot, "small"))
    return made


def _short(text: str, most: int = 180) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]}…"
