"""The rows of the lists about cases, as they leave: cases, clocks, people, history and notes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from recruitment_app.casework.entry_words import details_of
from recruitment_app.casework.households.households import STANDINGS
from recruitment_app.casework.journey.clock_list import each_clock
from recruitment_app.casework.leaving.leaving import Leaving, day_of, partial
from recruitment_app.casework.lists.case_list import case_rows
from recruitment_app.casework.rows import CaseRow
from recruitment_app.casework.stepping import parts_of_cases
from recruitment_app.exchange.cells import Cell
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.ownership import Owner
from recruitment_app.rules.stages import STAGE_WORDS, STATUS_WORDS, STEPS
from recruitment_app.store.tables import Address, CaseEvent, ContactDetail, Note, Person

_Rows = Iterator[Sequence[Cell]]
_AT_ONCE = 500
STATES: Mapping[ClockState, str] = {
    ClockState.NOT_STARTED: "Not started",
    ClockState.RUNNING: "Running",
    ClockState.MET: "Met",
    ClockState.LATE: "Late",
    ClockState.LAPSED: "Lapsed",
}

CASES = (
    "Reference",
    "Applicants",
    "Stage",
    "Status",
    "Date of enquiry",
    "Worker",
    "Source",
    "Next limit",
    "Due on",
    "Approved on",
    "Closed on",
    "Reason for closing",
    "Possible duplicate of",
    "Entries to check",
)


def cases(leaving: Leaving) -> _Rows:
    """Give the cases: those asked for in their order, else all by reference."""
    for ids in _ids(leaving):
        for row in case_rows(leaving.store, ids=ids):
            yield _case(row, leaving)


def _ids(leaving: Leaving) -> Iterator[Sequence[UUID]]:
    if leaving.ids is None:
        for some in parts_of_cases(leaving.session, leaving.worker):
            yield [case.id for case in some]
        return
    for at in range(0, len(leaving.ids), _AT_ONCE):
        yield leaving.ids[at : at + _AT_ONCE]


def _case(row: CaseRow, leaving: Leaving) -> Sequence[Cell]:
    law = leaving.law
    return (
        row.reference,
        row.title,
        STAGE_WORDS[row.stage],
        STATUS_WORDS[row.status],
        row.opened_on,
        row.worker or "",
        law.label("source_of_enquiry", row.source),
        law.limits[row.next_limit].title if row.next_limit else "",
        row.next_due_on,
        row.approved_on,
        row.closed_on,
        law.label("closing_reason", row.closing_reason),
        row.possible_duplicate_of,
        row.fault_count or None,
    )


CLOCKS = (
    "Reference",
    "Limit",
    "What it limits",
    "Began on",
    "Due on",
    "Met on",
    "State",
    "Days",
    "Days without holds",
    "Agency's days",
    "Applicants' days",
    "Third parties' days",
)


def clocks(leaving: Leaving) -> _Rows:
    """Give every clock as the command `clocks` tells it, by the reference of its case."""
    for row in each_clock(leaving.session, leaving.worker, leaving.today):
        yield (
            row.case,
            row.limit,
            leaving.law.limits[row.limit].title,
            row.trigger_on,
            row.due_on,
            row.met_on,
            STATES[row.state],
            row.gross_days,
            row.net_days,
            *(row.days_by_owner[owner] for owner in Owner),
        )


PEOPLE = (
    "Reference",
    "Standing",
    "First name",
    "Surname",
    "Known as",
    "Relationship to the applicants",
    "Born",
    "Died",
    "Place of birth",
    "Gender",
    "Ethnicity",
    "Disability",
    "Nationality",
    "Religion",
    "Language",
    "Occupation",
    "Identifier",
    "Telephone",
    "Email",
    "Address",
    "Postcode",
    "Moved in",
    "Moved out",
    "Remarks",
)


def people(leaving: Leaving) -> _Rows:
    """Give everybody of every household, the applicants of each case first."""
    for some in parts_of_cases(leaving.session, leaving.worker):
        of_case = _below(leaving, Person, some, Person.place)
        ways = _of_person(_below(leaving, ContactDetail, some, ContactDetail.id))
        lives = _of_person(_below(leaving, Address, some, Address.id))
        for case in some:
            for person in sorted(of_case[case.id], key=_standing):
                yield _person(case.reference, person, ways[person.id], lives[person.id], leaving)


def _standing(person: Person) -> int:
    return list(STANDINGS).index(person.standing)


def _person(
    reference: str,
    person: Person,
    ways: Sequence[ContactDetail],
    lives: Sequence[Address],
    leaving: Leaving,
) -> Sequence[Cell]:
    law = leaving.law
    home = next((address for address in lives if not address.ends), None)
    return (
        reference,
        STANDINGS[person.standing],
        person.given_names,
        person.family_name,
        person.known_as,
        law.label("relationship", person.relation),
        partial(person.born),
        partial(person.died),
        person.birth_place,
        law.label("gender", person.gender),
        law.label("ethnicity", person.ethnicity),
        law.label("disability", person.disability),
        person.nationality,
        law.label("religion", person.religion),
        person.language,
        person.occupation,
        person.identifier,
        "; ".join(way.value for way in ways if way.kind == "telephone"),
        "; ".join(way.value for way in ways if way.kind == "email"),
        home.lines if home else "",
        home.postcode if home else "",
        partial(person.moved_in),
        partial(person.moved_out),
        person.remarks,
    )


EVENTS = (
    "Reference",
    "What happened",
    "On",
    "Details",
    "Recorded on",
    "Recorded by",
    "Struck on",
    "Struck by",
    "Why struck",
)


def events(leaving: Leaving) -> _Rows:
    """Give the dated history of every case, struck entries too, each in the order of its days."""
    for some in parts_of_cases(leaving.session, leaving.worker):
        of_case = _below(leaving, CaseEvent, some, CaseEvent.on, CaseEvent.place)
        for case in some:
            for row in of_case[case.id]:
                yield (
                    case.reference,
                    STEPS[row.kind].done,
                    row.on,
                    details_of(row.kind, row.facts, leaving.law, leaving.names),
                    day_of(row.recorded_at),
                    leaving.name(row.recorded_by),
                    day_of(row.struck_at),
                    leaving.name(row.struck_by),
                    row.struck_why,
                )


NOTES = ("Reference", "Kind", "On", "Text", "Written on", "Written by", "Corrects another")


def notes(leaving: Leaving) -> _Rows:
    """Give the notes of every case, in the order of their days."""
    for some in parts_of_cases(leaving.session, leaving.worker):
        of_case = _below(leaving, Note, some, Note.on, Note.written_at)
        for case in some:
            for row in of_case[case.id]:
                yield (
                    case.reference,
                    leaving.law.label("note_kind", row.kind),
                    row.on,
                    row.text,
                    day_of(row.written_at),
                    leaving.name(row.written_by),
                    row.corrects_id is not None,
                )


def _below(
    leaving: Leaving, table: Any, some: Sequence[Row[Any, Any, Any, Any]], *order: Any
) -> Mapping[UUID, list[Any]]:
    """Return the rows of a table that lie below these cases, by case."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    query = (
        select(table)
        .where(table.case_id.in_([case.id for case in some]), table.deleted_at.is_(None))
        .order_by(table.case_id, *order)
    )
    for row in leaving.session.scalars(query):
        found[row.case_id].append(row)
    return found


def _of_person(of_case: Mapping[UUID, list[Any]]) -> Mapping[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for rows in of_case.values():
        for row in rows:
            found[row.person_id].append(row)
    return found
