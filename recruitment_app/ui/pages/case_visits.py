"""Visits and plans: what is planned and was held, who was seen, and what is still expected."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.visit_rows import VisitNoteRow, VisitRow
from recruitment_app.casework.visiting.case_visits import CaseVisits as Told
from recruitment_app.casework.visiting.case_visits import case_visits
from recruitment_app.casework.visiting.visits import take_back_visit
from recruitment_app.casework.visiting.visits_in_report import take_visits_over
from recruitment_app.rules.visit_expectations import Followed
from recruitment_app.rules.visits import VisitState
from recruitment_app.ui import labels, tokens, visit_words
from recruitment_app.ui.actions import only
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.pages.case_plans import CasePlans
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label, rule
from recruitment_app.ui.widgets.chip import Chip


class CaseVisits(CasePart):
    """Visits to come, both plans, visits held, beside what regulations and agency expect."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._told: Told | None = None
        self._left = QVBoxLayout()
        self.plans = CasePlans(office, self)
        self.plans.wished.connect(self.wished)

    @override
    def show_case(self, shown: CaseShown) -> None:
        self._left.removeWidget(self.plans)  # it stays, with the paper that it shows
        super().show_case(shown)

    @override
    def lay_out(self, shown: CaseShown) -> None:
        self._told = self._office.quick(case_visits, case_id=shown.case.id, today=shown.today)
        told = self._told
        self.column.addLayout(self._acts(shown, told))
        self._left = left = QVBoxLayout()
        right = QVBoxLayout()
        for column in (left, right):
            column.setSpacing(tokens.MEDIUM)
        groups = (
            (self.tr("Planned"), {VisitState.PLANNED, VisitState.TO_RECORD}),
            (self.tr("Held"), {VisitState.HELD}),
            (self.tr("Called off"), {VisitState.CALLED_OFF}),
        )
        for heading, states in groups:
            visits = [visit for visit in told.visits if visit.state in states]
            if visits:
                left.addWidget(self._group(shown, told, heading, visits))
        if not told.visits:
            left.addWidget(self._none(told))
        planned = sum(visit.state in groups[0][1] for visit in told.visits)
        self.plans.show_case(shown)
        left.insertWidget(1 if planned or not told.visits else 0, self.plans)
        right.addWidget(self._expected(shown, told.expected))
        if told.not_in_report:
            right.addWidget(self._into_report(told))
        left.addStretch(1)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.column.addLayout(row)

    def _acts(self, shown: CaseShown, told: Told) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        if told.may_plan:
            row.addWidget(self.link(self.tr("Plan a visit…"), shown.place("plan_visit"), kind=""))
            if told.sessions_to_plan:
                words = self.tr("Plan from the Stage Two plan ({count})…")
                words = words.format(count=told.sessions_to_plan)
                row.addWidget(self.link(words, shown.place("visits_from_plan"), kind=""))
        if told.may_hold:
            words = self.tr("Record a visit…")
            row.addWidget(self.link(words, shown.place("hold_visit"), kind=""))
        row.addStretch(1)
        if told.may_hold:
            visit = told.next_visit
            facts = {"visit": str(visit.id)} if visit else {}
            place = shown.place("visit_mode", facts)
            spoken = self.tr("Visit mode: only this family on the screen, in large type")
            row.addWidget(self.link(self.tr("Visit mode"), place, kind="primary", spoken=spoken))
        return row

    def _none(self, told: Told) -> Card:
        card = Card(self.tr("Visits"))
        words = self.tr(
            "Every visit of the assessment stands here: plan it, and record whom you saw and how."
        )
        card.body.addWidget(label(words, "second", wraps=True))
        if told.sessions_to_plan:
            words = self.tr("The Stage Two plan has sessions that can be planned at once.")
            card.body.addWidget(label(words, "second", wraps=True))
        return card

    def _group(
        self, shown: CaseShown, told: Told, heading: str, visits: Sequence[VisitRow]
    ) -> Card:
        card = Card(heading)
        for at, visit in enumerate(visits):
            if at:
                card.body.addWidget(rule())
            card.body.addLayout(self._visit(shown, told, visit))
        return card

    def _visit(self, shown: CaseShown, told: Told, visit: VisitRow) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.TIGHT)
        head = visit_words.head(visit, shown.codes, shown.today)
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        top.addWidget(label(head, "strong", wraps=True), 1)
        top.addWidget(Chip(*visit_words.state(visit)))
        column.addLayout(top)
        for words, kind in self._lines(visit):
            told_label = label(words, kind, wraps=True)
            told_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(told_label)
        for note in visit.notes:
            column.addWidget(label(self._note(told, note), "second", wraps=True))
        if visit.follow_up and visit.state is VisitState.HELD:
            column.addLayout(self._follow_up(shown, told, visit, head))
        column.addLayout(self._links(shown, told, visit, head))
        return column

    def _lines(self, visit: VisitRow) -> Iterable[tuple[str, str]]:
        yield visit_words.people(visit), ""
        if visit.focus:
            yield visit.focus, "second"
        if visit.state is VisitState.HELD and visit.observations:
            yield visit.observations, ""
        if visit.called_off_why:
            day = labels.in_table(visit.called_off_on)
            yield self.tr("{day}: {why}").format(day=day, why=visit.called_off_why), "second"
        yield visit_words.more(visit), "small"

    def _note(self, told: Told, note: VisitNoteRow) -> str:
        title = told.section_titles.get(note.section, "")
        name = next(
            (each.name for each in told.household if str(each.person_id) == note.person_key), ""
        )
        about = ", ".join(filter(None, (title, name))) or self.tr("Note")
        return f"{about}: {note.text}"

    def _follow_up(self, shown: CaseShown, told: Told, visit: VisitRow, head: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        words = self.tr("To do after it: {what}").format(what=visit.follow_up)
        row.addWidget(label(words, wraps=True), 1)
        if visit.followed_up_on is not None:
            done = self.tr("Done {day}").format(day=labels.near(visit.followed_up_on, shown.today))
            row.addWidget(Chip(done, Tint.MET))
            return row
        if visit.follow_up_on is not None:
            is_late = visit.follow_up_on < shown.today
            due = self.tr("By {day}").format(day=labels.near(visit.follow_up_on, shown.today))
            row.addWidget(Chip(due, Tint.LATE if is_late else Tint.DUE))
        if told.may_plan:
            place = shown.place("follow_up", {"visit": str(visit.id)})
            spoken = self.tr("The follow-up of the visit {visit} is done").format(visit=head)
            row.addWidget(self.link(self.tr("Done…"), place, spoken=spoken))
        return row

    def _links(self, shown: CaseShown, told: Told, visit: VisitRow, head: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        is_planned = visit.state in {VisitState.PLANNED, VisitState.TO_RECORD}
        is_held = visit.state is VisitState.HELD
        offers = (
            (self.tr("Record…"), "hold_visit", is_planned and told.may_hold),
            (self.tr("Visit mode"), "visit_mode", is_planned and told.may_hold),
            (self.tr("Change…"), "plan_visit", is_planned and told.may_plan),
            (self.tr("Call off…"), "call_off_visit", is_planned and told.may_plan),
            (self.tr("Correct…"), "hold_visit", is_held and told.may_hold),
        )
        for words, name, is_offered in offers:
            if is_offered:
                place = shown.place(name, {"visit": str(visit.id)})
                row.addWidget(self.link(words, place, spoken=f"{words.rstrip('…')}: {head}"))
        if visit.state is VisitState.CALLED_OFF and told.may_plan:
            again = QPushButton(self.tr("Plan it again"))
            again.setProperty("kind", "link")
            again.setAccessibleName(self.tr("Plan it again: {visit}").format(visit=head))
            take_back = partial(self._office.do, take_back_visit, visit_id=visit.id)
            again.clicked.connect(only(take_back))
            row.addWidget(again)
        row.addStretch(1)
        return row

    def _expected(self, shown: CaseShown, rows: Sequence[Followed]) -> Card:
        card = Card(self.tr("What is expected of the visits"))
        for at, (expectation, group) in enumerate(groupby(rows, lambda row: row.expectation)):
            if at:
                card.body.addWidget(rule())
            source = label(visit_words.basis(expectation), "small", wraps=True)
            source.setToolTip(expectation.told)
            if expectation.whom:
                card.body.addWidget(label(expectation.title, "field", wraps=True))
                card.body.addWidget(source)
            for each in group:
                card.body.addLayout(self._followed(shown, each))
            if not expectation.whom:
                card.body.addWidget(source)
        return card

    def _followed(self, shown: CaseShown, row: Followed) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        title = row.expectation.title
        line.addWidget(label(row.name or title, "" if row.name else "field", wraps=True), 1)
        chip = Chip(*visit_words.met(row, shown.today))
        chip.setAccessibleName(", ".join(filter(None, (title, row.name, chip.words))))
        line.addWidget(chip)
        return line

    def _into_report(self, told: Told) -> Card:
        card = Card(self.tr("Into the report"))
        words = labels.count(
            told.not_in_report,
            "visit held is not in the table “How we assessed” yet.",
            "visits held are not in the table “How we assessed” yet.",
        )
        card.body.addWidget(label(words, wraps=True))
        button = QPushButton(self.tr("Take over into the report"))
        button.clicked.connect(self._on_taken_over)
        card.body.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        return card

    @Slot()
    def _on_taken_over(self) -> None:
        if self._told is not None:
            self._office.do(
                take_visits_over, case_id=self._told.case_id, today=self._office.today()
            )
