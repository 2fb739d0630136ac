"""The visits of one case, what is still expected of them, and what its plan has not planned yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.expected_visits import expected_of, resident_of
from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.casework.visit_rows import VisitRow, visits_within
from recruitment_app.casework.visiting.visit_notes import report_form
from recruitment_app.casework.visiting.visit_plans import SessionState, sessions_within
from recruitment_app.casework.visiting.visits_in_report import not_in_report
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.visit_expectations import Followed
from recruitment_app.rules.visits import VisitState
from recruitment_app.store.keeping import Store


@dataclass(frozen=True, slots=True)
class AtHome:
    """Somebody of the household who may be seen at a visit."""

    person_id: UUID
    name: str
    group: str
    """applicant, adult or child."""


@dataclass(frozen=True, slots=True)
class CaseVisits:
    """All that is known of the visits of a case."""

    case_id: UUID
    reference: str
    visits: tuple[VisitRow, ...]
    expected: tuple[Followed, ...]
    household: tuple[AtHome, ...]
    section_titles: Mapping[str, str]
    """The titles of the sections that notes belong to."""
    sessions_to_plan: int
    not_in_report: int
    """How many visits held the report's table lacks."""
    may_plan: bool
    may_hold: bool

    def visit(self, visit_id: UUID) -> VisitRow:
        """Return a visit by its key.

        Raises:
            Problem: it is not there any more.

        """
        found = next((visit for visit in self.visits if visit.id == visit_id), None)
        if found is None:
            raise Problem("This visit is not there any more: look again.")
        return found

    @property
    def next_visit(self) -> VisitRow | None:
        """Return the planned visit whose turn it is: the first that was not recorded yet."""
        waiting = {VisitState.PLANNED, VisitState.TO_RECORD}
        return next((visit for visit in self.visits if visit.state in waiting), None)


def case_visits(store: Store, *, case_id: UUID, today: date) -> CaseVisits:
    """Return the visits of a case with what is still expected of them.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        people = people_of(session, case.id)
        visits = visits_within(session, case.id, today)
        sessions = sessions_within(session, case.id, people, visits, today)
        to_plan = {SessionState.NEW, SessionState.MOVED}
        return CaseVisits(
            case_id=case.id,
            reference=case.reference,
            visits=visits,
            expected=expected_of(session, people, visits, today),
            household=tuple(
                AtHome(person.id, person.name, group)
                for person in people
                if (group := resident_of(person).group(today))
            ),
            section_titles=_titles(session, case.id, visits, today),
            not_in_report=not_in_report(session, case.id, visits, today),
            sessions_to_plan=sum(each.state in to_plan for each in sessions),
            may_plan=may(worker.role, Duty.ENTER_DATES),
            may_hold=may(worker.role, Duty.ASSESS),
        )


def _titles(
    session: Session, case_id: UUID, visits: Iterable[VisitRow], today: date
) -> Mapping[str, str]:
    noted = {note.section for visit in visits for note in visit.notes if note.section}
    if not noted:
        return {}
    sections = report_form(session, case_id, today).by_key
    return {key: sections[key].title for key in noted if key in sections}
