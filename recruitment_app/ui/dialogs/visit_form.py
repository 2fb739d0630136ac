"""The fields that planning a visit and recording one share: what, when, where, and who is seen."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.choices import choices
from recruitment_app.casework.visit_rows import VisitRow
from recruitment_app.casework.visiting.case_visits import AtHome, CaseVisits, case_visits
from recruitment_app.casework.visiting.open_visits import VisitDetails
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Role
from recruitment_app.rules.visits import VisitState
from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form

USUAL_KIND = "home"
TOGETHER, ALONE = "together", "alone"
_IN_A_ROW = 3


def visits_of(office: Office, place: Place) -> tuple[CaseVisits, VisitRow | None]:
    """Return the visits of the case that a place names, and the visit, where it names one.

    Raises:
        Problem: no case is named, or the visit is not there any more.

    """
    if place.case_id is None:
        raise Problem("Choose a case first.")
    told = office.quick(case_visits, case_id=place.case_id, today=office.today())
    named = place.fact("visit")
    return told, told.visit(UUID(named)) if named else None


def visit_named(office: Office, place: Place) -> VisitRow:
    """Return the visit that a place names.

    Raises:
        Problem: it names none, or one that is not there any more.

    """
    _told, visit = visits_of(office, place)
    if visit is None:
        raise Problem("Choose a visit first.")
    return visit


class VisitForm(Form):
    """Kind, time, place, worker and people of a visit; who uses it asks the day and the rest."""

    def __init__(
        self, office: Office, told: CaseVisits, visit: VisitRow | None, worker_id: UUID | None
    ) -> None:
        super().__init__(enter_submits=False)
        self._people = _people(told, visit)
        offers = [(words, kind) for kind, words in office.quick(choices, list_name="visit_kind")]
        self.kind: Choice[str] = Choice(offers, filters=False)
        self.kind.choose(visit.kind if visit else USUAL_KIND)
        self.starts = QLineEdit(visit.starts if visit else "")
        self.starts.setPlaceholderText("18:30")
        self.venue = QLineEdit(visit.venue if visit else "")
        self.worker: Choice[str] = Choice(_workers(office, visit), filters=False)
        chosen = visit.worker_id if visit and visit.worker_id else worker_id
        self.worker.choose(str(chosen or office.person.id))
        self.focus = QPlainTextEdit(visit.focus if visit else "")
        self.focus.setFixedHeight(tokens.TEXT_HEIGHT)
        self.seen: dict[UUID, Choice[str]] = {}

    def ask_when(self, day: QWidget, *more: tuple[str, str, QWidget]) -> None:
        """Ask the day, the time and whatever else belongs beside them."""
        self.beside(
            self.ask("on", self.tr("&Date"), day),
            self.ask("starts", self.tr("&Begins at"), self.starts),
            *(self.ask(name, words, control) for name, words, control in more),
        )

    def ask_what(self) -> None:
        """Ask of which kind it is, where, and who visits."""
        self.beside(
            self.ask("kind", self.tr("&Kind of visit"), self.kind, wide=True),
            self.ask("venue", self.tr("&Place, if not at home"), self.venue, wide=True),
            self.ask("worker_id", self.tr("&Who visits"), self.worker, wide=True),
        )

    def ask_people(self, heading: str, nobody: str) -> None:
        """Ask of everybody at home whether they are seen, alone or with others."""
        self.say(heading, "field")
        blocks = []
        for person, answer in self._people:
            offers = ((self.tr("With others"), TOGETHER), (self.tr("Alone"), ALONE))
            choice: Choice[str] = Choice(offers, none=nobody, filters=False)
            choice.choose(answer or None)
            self.seen[person.person_id] = choice
            words = person.name.replace("&", "&&")
            blocks.append(self.ask(f"seen_{person.person_id}", words, choice, wide=True))
        for at in range(0, len(blocks), _IN_A_ROW):
            self.beside(*blocks[at : at + _IN_A_ROW])

    def details(self) -> VisitDetails:
        """Return what is typed and chosen."""
        return VisitDetails(
            kind=self.kind.value() or "",
            starts=self.text("starts"),
            venue=self.text("venue"),
            worker_id=UUID(self.worker.value()) if self.worker.value() else None,
            focus=self.focus.toPlainText(),
            people={
                key: choice.value() == ALONE
                for key, choice in self.seen.items()
                if choice.value() is not None
            },
        )


def _people(told: CaseVisits, visit: VisitRow | None) -> Sequence[tuple[AtHome, str]]:
    """Return everybody at home, and whoever the visit names, with what is answered of each.

    Where a visit is recorded that named nobody, and where one is planned, the applicants are seen.
    """
    household = {person.person_id: person for person in told.household}
    named = {row.person_id: row for row in visit.people} if visit else {}
    for row in named.values():
        household.setdefault(row.person_id, AtHome(row.person_id, row.name, ""))
    is_held = visit is not None and visit.state is VisitState.HELD

    def answer(person: AtHome) -> str:
        row = named.get(person.person_id)
        if row is None:
            return TOGETHER if not named and person.group == "applicant" else ""
        if is_held and not row.was_seen:
            return ""
        return ALONE if row.is_alone else TOGETHER

    return [(person, answer(person)) for person in household.values()]


def _workers(office: Office, visit: VisitRow | None) -> list[tuple[str, str]]:
    offered = [
        (row.name, str(row.id))
        for row in office.quick(workers)
        if row.role in {Role.SOCIAL_WORKER, Role.MANAGER}
    ]
    kept = str(visit.worker_id) if visit and visit.worker_id else ""
    if visit is not None and kept and kept not in {key for _name, key in offered}:
        offered.append((visit.worker, kept))
    return offered


def usual_day(visit: VisitRow | None, today: date) -> date:
    """Return the day that recording a visit begins with: the day it was planned for, else today."""
    if visit is None:
        return today
    day = visit.held_on or visit.planned_on
    return day if day is not None and day <= today else today
