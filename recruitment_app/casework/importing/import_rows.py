"""Writing what a file brings in: new cases, and what it adds to those that stand already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.case_rows import CaseRows
from recruitment_app.casework.finding import index_text
from recruitment_app.casework.households.households import keep_person
from recruitment_app.casework.importing.import_additions import SOURCE_NOT_KNOWN, contacts_of
from recruitment_app.casework.importing.import_plan import More, NewCase, Progress
from recruitment_app.casework.in_force import Law
from recruitment_app.casework.merging.merging import shortened
from recruitment_app.casework.stepping import as_event, events_of, keep
from recruitment_app.exchange.incoming import IncomingCase, IncomingPerson
from recruitment_app.rules import values
from recruitment_app.rules.stages import Event
from recruitment_app.store import audit
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Address,
    Agency,
    Base,
    Case,
    CaseEvent,
    ContactDetail,
    Note,
    Person,
    Worker,
)

NOTED = "From the file that was brought in:"

_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Desk:
    """Where rows are written: the act that is open, who acts, and by which law and day."""

    session: Session
    store: Store
    worker: Worker
    law: Law
    today: date
    progress: Progress


def write_cases(desk: Desk, new: Sequence[NewCase], *, import_id: UUID, mapping: str) -> None:
    """Write the cases within the act that is open; each has its own entry in the audit."""
    session = desk.session
    agency = session.query(Agency).one()
    first = agency.next_reference
    agency.next_reference = first + len(new)
    references = references_of(new, agency.reference_prefix, first)
    rows = CaseRows(desk.law, desk.worker.id, desk.store.clock())
    for done, each in enumerate(new, start=1):
        case = each.case
        case_id = new_id()
        rows.case(
            case_id,
            events=case.events,
            names=[(who.given_names, who.family_name) for who in case.people],
            head={
                "agency_id": agency.id,
                "team_id": desk.worker.team_id,
                "worker_id": each.worker_id,
                "reference": references[f"row {case.rows[0]}"],
                "reference_number": first + done - 1,
                "possible_duplicate_of": shortened(
                    references.get(label, label) for label in each.like
                ),
                "imported_from": mapping,
                "import_id": import_id,
                "opened_on": case.enquiry_on,
                "source": case.source or SOURCE_NOT_KNOWN,
                "channel": case.channel,
                "couple_status": case.couple_status,
                "family_identifier": case.family_identifier,
            },
        )
        _add_below(rows, case_id, case, desk.today)
        if done % _AT_ONCE == 0 or done == len(new):
            rows.write(session)
            audit.settle(session)
            desk.progress(done, len(new), "Bringing the cases in.")


def references_of(new: Sequence[NewCase], prefix: str, first: int) -> dict[str, str]:
    """Return the reference that each new case gets, by the row that gives it first."""
    return {
        f"row {each.case.rows[0]}": f"{prefix}-{number:04}"
        for number, each in enumerate(new, start=first)
    }


def _add_below(rows: CaseRows, case_id: UUID, case: IncomingCase, today: date) -> None:
    for event in case.events:
        rows.event(case_id, event)
    ways: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for place, kind, value in contacts_of(case):
        ways[min(place, len(case.people) - 1)].append((kind, value))
    for place, who in enumerate(case.people):
        lives = place == 0 and (case.postcode or case.address)
        addresses = [{"lines": case.address, "postcode": case.postcode}] if lives else []
        rows.person(case_id, _facts(place, who), contacts=ways.get(place, []), addresses=addresses)
    if case.remarks:
        rows.note(case_id, kind="file_note", on=today, text=_noted(case.remarks))


def _facts(place: int, who: IncomingPerson) -> dict[str, object]:
    return {
        "standing": "applicant",
        "place": place,
        "given_names": who.given_names,
        "family_name": who.family_name,
        "identifier": who.identifier,
        "gender": who.gender,
        "ethnicity": who.ethnicity,
        "disability": who.disability,
        "born": who.born,
    }


def _noted(remarks: Sequence[str]) -> str:
    return "\n".join([NOTED, *remarks])


def add_to_cases(desk: Desk, changed: Sequence[tuple[UUID, More]]) -> dict[str, list[str]]:
    """Add to cases that stand what a file says beyond them; return the keys added, by case."""
    added: dict[str, list[str]] = defaultdict(list)
    for done, (case_id, more) in enumerate(changed):
        if done % _AT_ONCE == 0:
            audit.settle(desk.session)
            desk.progress(done, len(changed), "Adding to the cases that stand already.")
        added[str(case_id)] += [str(key) for key in _add_more(desk, case_id, more)]
    return added


def _add_more(desk: Desk, case_id: UUID, more: More) -> list[UUID]:
    made: list[Base] = []
    if more.events:
        made += _add_events(desk, case_id, more.events)
    if more.contacts or more.postcode:
        made += _add_ways(desk.session, case_id, more)
    if more.remarks:
        made.append(_add_note(desk, case_id, more.remarks))
    return [row.id for row in made]  # type: ignore[attr-defined]  # each is a row with a key


def _add_events(desk: Desk, case_id: UUID, events: Sequence[Event]) -> list[Base]:
    standing = [as_event(row) for row in events_of(desk.session, case_id)]
    place = max((event.order for event in standing), default=0)
    rows = [
        CaseEvent(
            id=new_id(),
            case_id=case_id,
            kind=event.kind,
            on=event.on,
            place=place + at,
            facts=dict(event.facts),
            recorded_at=desk.store.clock(),
            recorded_by=desk.worker.id,
        )
        for at, event in enumerate(events, start=1)
    ]
    desk.session.add_all(rows)
    case = desk.session.get_one(Case, case_id)
    keep(desk.session, case, [*standing, *(as_event(row) for row in rows)], desk.law)
    return list(rows)


def _add_ways(session: Session, case_id: UUID, more: More) -> list[Base]:
    applicants = session.scalars(
        select(Person)
        .where(
            Person.case_id == case_id,
            Person.standing == "applicant",
            Person.deleted_at.is_(None),
        )
        .order_by(Person.place)
    ).all()
    rows: list[Base] = []
    for place, kind, value in more.contacts:
        fold = values.fold_email(value) if kind == "email" else values.fold_phone(value)
        person = applicants[min(place, len(applicants) - 1)]
        rows.append(
            ContactDetail(
                id=new_id(),
                case_id=case_id,
                person_id=person.id,
                kind=kind,
                value=value,
                value_fold=fold,
            )
        )
    if more.postcode:
        rows.append(
            Address(
                id=new_id(),
                case_id=case_id,
                person_id=applicants[0].id,
                lines=more.address,
                postcode=more.postcode,
            )
        )
    session.add_all(rows)
    session.flush()
    for person in applicants:
        keep_person(session, person)
    return rows


def _add_note(desk: Desk, case_id: UUID, remarks: Sequence[str]) -> Note:
    note = Note(
        id=new_id(),
        case_id=case_id,
        kind="file_note",
        on=desk.today,
        text=_noted(remarks),
        written_at=desk.store.clock(),
        written_by=desk.worker.id,
    )
    desk.session.add(note)
    desk.session.flush()
    index_text(desk.session, kind="note", case_id=case_id, record_id=note.id, text=note.text)
    return note
