"""What a worker takes to a visit: what it is for, whom to see, and what is still open.

The family looks on: nothing of this is about anybody else, no outcome of a check is among it, and
neither is the confidential addendum nor what the worker concludes (resources/visits.toml).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.checks.check_rows import CheckRow, checks_within
from recruitment_app.casework.expected_visits import expected_of, shown_at_a_visit
from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.report_access import current_form, is_confidential
from recruitment_app.casework.reports.report_outline import Outlined
from recruitment_app.casework.reports.report_people import household_of
from recruitment_app.casework.reports.report_rows import SectionMark
from recruitment_app.casework.reports.written_sections import rows_of
from recruitment_app.casework.rows import PersonRow
from recruitment_app.casework.stepping import ask_leave, require_case, standing_case
from recruitment_app.casework.visit_rows import VisitNoteRow, VisitRow, visits_within
from recruitment_app.casework.visiting.visit_notes import report_form
from recruitment_app.casework.visiting.visit_plans import sessions_within
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition, Form, Kind
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules.check_states import CheckState
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.visit_expectations import Followed, Met
from recruitment_app.rules.visits import VisitState
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import WrittenForm

_WAITING = frozenset({CheckState.TO_ASK, CheckState.ASKED, CheckState.CHASED, CheckState.RUN_OUT})
_SPOKEN_OF = frozenset({Kind.NARRATIVE, Kind.TABLE, Kind.DRAWING})
_KEY = re.compile(r"\b([a-z])\.?(\d+|[a-z]{2,})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AgendaSection:
    """A section of the report that may be spoken of, with what it asks the writer to think about.

    ``is_for_this_visit`` says that the session of the plan names it; ``notes`` counts what was
    noted on it, at any visit.
    """

    section: str
    person: str
    number: str
    title: str
    person_name: str
    mark: SectionMark
    prompts: tuple[str, ...]
    is_for_this_visit: bool
    notes: int

    @property
    def shown(self) -> str:
        """Return how it is named: “B2 Childhood and being parented, Fern”."""
        told = f"{self.number} {self.title}".strip()
        return f"{told}, {self.person_name}" if self.person_name else told


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """A check that the family sees to, and that has not come or has run out."""

    title: str
    person: str
    asked_on: date | None
    has_run_out: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that visit mode shows; ``visit`` is None where none is planned."""

    case_id: UUID
    reference: str
    household: str
    visit: VisitRow | None
    expected: tuple[Followed, ...]
    sections: tuple[AgendaSection, ...]
    checks: tuple[OpenCheck, ...]
    follow_ups: tuple[VisitRow, ...]
    notes: tuple[VisitNoteRow, ...]


def visit_agenda(
    store: Store, *, case_id: UUID, today: date, visit_id: UUID | None = None
) -> Agenda:
    """Return what to take to a visit: the one named, else that planned for today, else none.

    Raises:
        NotAllowed: the person does not assess.
        Problem: there is no such case, or no such visit, that this person may see.

    """
    with store.reading() as session:
        worker = ask_leave(session, store, Duty.ASSESS)
        case = require_case(session, worker, standing_case(session, case_id))
        people = people_of(session, case.id)
        visits = visits_within(session, case.id, today)
        visit = next((each for each in visits if _is_meant(each, visit_id, today)), None)
        if visit_id is not None and visit is None:
            raise Problem("This visit is not there any more: look again.")
        expected = expected_of(session, people, visits, today)
        sessions = sessions_within(session, case.id, people, visits, today)
        feeds = next((s.feeds for s in sessions if visit and s.visit_id == visit.id), "")
        noted = Counter((n.section, n.person_key) for each in visits for n in each.notes)
        asked = _Asked(case.id, people, today, _keys(feeds), noted)
        return Agenda(
            case_id=case.id,
            reference=case.reference,
            household=case.title,
            visit=visit,
            expected=tuple(row for row in expected if row.met is not Met.MET),
            sections=tuple(_sections(session, asked)),
            checks=tuple(_checks(checks_within(session, worker, case.id, today))),
            follow_ups=tuple(each for each in visits if each.has_open_follow_up and each.held_on),
            notes=visit.notes if visit else (),
        )


def _is_meant(visit: VisitRow, visit_id: UUID | None, today: date) -> bool:
    if visit_id is not None:
        return visit.id == visit_id
    return visit.state is VisitState.PLANNED and visit.planned_on == today


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of which case, and what the plan and the notes say of its sections."""

    case_id: UUID
    people: Sequence[PersonRow]
    today: date
    feeds: frozenset[str]
    noted: Counter[tuple[str, str]]


def _sections(session: Session, asked: _Asked) -> Iterator[AgendaSection]:
    """Give the sections that may be spoken of: this visit's first, then by how far they are."""
    written = current_form(session, asked.case_id, REPORT)
    form = report_form(session, asked.case_id, asked.today)
    rows = rows_of(session, written.id) if written else ()
    about = written or WrittenForm(wants_early_permanence=False, has_second_opinion=False)
    outlined = Outlined(
        form=form,
        household=household_of(asked.people, about),
        people=asked.people,
        rows=rows,
        workers={},
        reads_confidential=False,
    )
    found = [
        AgendaSection(
            section=line.section,
            person=line.person,
            number=line.number,
            title=line.title,
            person_name=line.person_name,
            mark=line.mark,
            prompts=form.by_key[line.section].prompts,
            is_for_this_visit=line.section.replace(".", "").casefold() in asked.feeds,
            notes=asked.noted[line.section, line.person],
        )
        for part in outlined.parts()
        for line in part.lines
        if not line.is_left_over and _is_spoken_of(form, line.section)
    ]
    order = {SectionMark.EMPTY: 0, SectionMark.BEGUN: 1}
    yield from sorted(
        found, key=lambda each: (not each.is_for_this_visit, order.get(each.mark, len(order)))
    )


def _is_spoken_of(form: Form, key: str) -> bool:
    section, shown = form.by_key.get(key), shown_at_a_visit()
    return (
        section is not None
        and section.kind in _SPOKEN_OF
        and not is_confidential(section)
        and Edition.APPLICANTS in section.editions
        and section.part not in shown.parts_left_out
        and section.key not in shown.sections_left_out
    )


def _keys(feeds: str) -> frozenset[str]:
    """Return the sections that the plan names: “b.2, B3” as b2 and b3."""
    return frozenset(f"{part}{number}".casefold() for part, number in _KEY.findall(feeds))


def _checks(rows: Iterable[CheckRow]) -> Iterator[OpenCheck]:
    kinds = shown_at_a_visit().checks
    for row in rows:
        if row.key.kind in kinds and row.state in _WAITING:
            yield OpenCheck(row.title, row.person, row.asked_on, row.state is CheckState.RUN_OUT)
