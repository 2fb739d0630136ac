"""The facts of the record that a text may refer to, each by a name that stays.

A person's facts are named by the person's key and not by their place: where one of two applicants
leaves the household, what was written of them keeps its last words and never tells of the other.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.in_force import Law, read_law
from recruitment_app.casework.reports.report_rows import Fact
from recruitment_app.casework.rows import PersonRow
from recruitment_app.casework.stepping import (
    as_event,
    events_of,
    require_case,
    signed_in,
    standing_case,
)
from recruitment_app.rules.journey import read
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.stages import EventKind, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Case, Worker

K = EventKind
_CASE: Final = "The case"
_DATES: Final[tuple[tuple[str, str, tuple[EventKind, ...]], ...]] = (
    ("enquired_on", "Enquiry received", (K.ENQUIRY_RECEIVED,)),
    ("registered_on", "Registration of interest received", (K.REGISTRATION_RECEIVED,)),
    ("stage_one_began", "Stage One began", (K.REGISTRATION_ACCEPTED,)),
    ("stage_one_ended", "Stage One ended", (K.STAGE_ONE_ENDED,)),
    ("proceed_notified", "Wish to proceed notified", (K.NOTIFIED_TO_PROCEED,)),
    ("stage_two_began", "Stage Two began", (K.STAGE_TWO_STARTED,)),
    ("report_sent", "Report sent for observations", (K.REPORT_SENT,)),
)


def person_fact(person_id: UUID | str, name: str) -> str:
    """Return the name of a fact of a person, such as their "name" or the day they were "born"."""
    return f"person.{person_id}.{name}"


def facts_of(store: Store, *, case_id: UUID, today: date | None = None) -> tuple[Fact, ...]:
    """Return every fact of a case that a text may refer to, as the record has it now.

    A fact that is not known is not among them. Ages are told where a day is given.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        return tuple(facts_within(session, case, today))


def facts_within(session: Session, case: Case, today: date | None) -> Iterator[Fact]:
    """Go through the facts of a case within a reading or an act that is open."""
    people = people_of(session, case.id)
    law = read_law(session)
    for person in people:
        for name, label, text in _of_person(person, law, today):
            if text:
                yield Fact(person_fact(person.id, name), label, person.name, text)
    for name, label, text in (*_of_couple(people, law), *_of_case(session, case)):
        if text:
            yield Fact(f"case.{name}", label, _CASE, text)


def texts_of(facts: tuple[Fact, ...]) -> Mapping[str, str]:
    """Return how each fact reads now, by its name, as ``prose.resolved`` wants it."""
    return {fact.name: fact.text for fact in facts}


def _of_person(person: PersonRow, law: Law, today: date | None) -> Iterator[tuple[str, str, str]]:
    lives = next((each for each in person.addresses if not each.ends), None)
    yield "name", "Name", f"{person.given_names} {person.family_name}".strip()
    yield "given_names", "Given names", person.given_names
    yield "family_name", "Family name", person.family_name
    yield "known_as", "Known as", person.known_as
    yield "relation", "Relation", law.label("relationship", person.relation)
    yield "born", "Born", _told(person.born)
    if today is not None and person.born and not person.died:
        yield "age", "Age", PartialDate.stored(person.born).shown_age(today)
    yield "died", "Died", _told(person.died)
    yield "birth_place", "Place of birth", person.birth_place
    yield "nationality", "Nationality", person.nationality
    yield "ethnicity", "Ethnicity", law.label("ethnicity", person.ethnicity)
    yield "religion", "Religion", law.label("religion", person.religion)
    yield "language", "Language", person.language
    yield "occupation", "Occupation", person.occupation
    if lives is not None:
        lines = (lives.lines.replace("\n", ", "), lives.postcode)
        yield "address", "Address", ", ".join(filter(None, lines))
        yield "lives_since", "Lives there since", _told(lives.begins)


def _of_couple(people: tuple[PersonRow, ...], law: Law) -> Iterator[tuple[str, str, str]]:
    applicants = {person.id: person for person in people if person.standing == "applicant"}
    for person in applicants.values():
        for row in person.relationships:
            if row.other_id in applicants and not row.ends:
                yield "couple", "The couple are", law.label("couple_status", row.kind).lower()
                yield "couple_since", "Together so since", _told(row.begins)
                yield "couple_place", "Where they married", row.place
                return


def _of_case(session: Session, case: Case) -> Iterator[tuple[str, str, str]]:
    agency = session.get_one(Agency, case.agency_id)
    worker = session.get(Worker, case.worker_id) if case.worker_id else None
    journey = read([as_event(row) for row in events_of(session, case.id)])
    yield "reference", "Reference", case.reference
    yield "agency", "Agency", agency.name
    yield "worker", "Assessing worker", worker.name if worker else ""
    for name, label, kinds in _DATES:
        on = next((journey.last[kind].on for kind in kinds if kind in journey.last), None)
        yield name, label, long_date(on) if on else ""
    booked = journey.last.get(K.PANEL_BOOKED)
    sits = booked.fact("panel_on") if booked else ""
    yield "panel_on", "Panel sits on", long_date(date.fromisoformat(sits)) if sits else ""


def _told(stored: str) -> str:
    return PartialDate.stored(stored).shown if stored else ""
