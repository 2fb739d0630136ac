"""Whom an event may be booked for, and where a missed part may have been made up."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.events.event_rows import EventRow, events_within
from recruitment_app.casework.stepping import seen_by, signed_in
from recruitment_app.rules.events import BOOKED, WAITING
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, EventPlace, Person

_OPEN: Final = (Stage.ENQUIRY, Stage.STAGE_ONE, Stage.STAGE_TWO, Stage.BREAK)
_MOST: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class BookableRow:
    """A household with those of its applicants who have no place at the event."""

    case_id: UUID
    reference: str
    title: str
    people: tuple[tuple[UUID, str], ...]


def bookable(store: Store, *, event_id: UUID) -> tuple[BookableRow, ...]:
    """Return the open households of whom somebody has no place, by name: the latest, at most."""
    with store.reading() as session:
        worker = signed_in(session, store)
        cases = session.execute(
            select(Case.id, Case.reference, Case.title, Case.title_fold)
            .where(Case.stage.in_(_OPEN), *seen_by(worker))
            .order_by(Case.reference_number.desc())
            .limit(_MOST)
        ).all()
        there = set(
            session.scalars(
                select(EventPlace.person_id).where(
                    EventPlace.event_id == event_id,
                    EventPlace.state.in_((BOOKED, WAITING)),
                    EventPlace.deleted_at.is_(None),
                )
            )
        )
        people: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
        applicants = (
            select(Person)
            .where(
                Person.case_id.in_([row.id for row in cases]),
                Person.standing == "applicant",
                Person.deleted_at.is_(None),
            )
            .order_by(Person.place)
        )
        for person in session.scalars(applicants):
            if person.id not in there:
                name = f"{person.given_names} {person.family_name}".strip()
                people[person.case_id].append((person.id, name))
        return tuple(
            BookableRow(
                case_id=row.id,
                reference=row.reference,
                title=row.title,
                people=tuple(people[row.id]),
            )
            for row in sorted(cases, key=lambda row: (row.title_fold, row.reference))
            if people[row.id]
        )


def made_up_at(store: Store, *, event_id: UUID, today: date) -> tuple[EventRow, ...]:
    """Return the other events of the same kind that have begun, the latest first."""
    with store.reading() as session:
        signed_in(session, store)
        (event,) = events_within(session, among=[event_id])
        return tuple(
            row
            for row in reversed(events_within(session, until=today, kinds=[event.kind]))
            if row.id != event_id and row.cancelled_on is None
        )
