"""The events that a household has places at, as its own page shows them."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.events.event_rows import AFTER_ALL, events_within
from recruitment_app.casework.events.open_events import OpenEvent, change_calendar
from recruitment_app.casework.rows import CaseBookingRow
from recruitment_app.rules.events import BOOKED, CAME, GIVEN_UP, MISSED, WAITING
from recruitment_app.store.tables import Attendance, EventPlace, Person


def bookings_of(session: Session, case_id: UUID) -> tuple[CaseBookingRow, ...]:
    """Return the events of a case, by their day, each with the places that it has or had."""
    held = select(EventPlace).where(EventPlace.case_id == case_id, EventPlace.deleted_at.is_(None))
    by_event: dict[UUID, list[EventPlace]] = defaultdict(list)
    for row in session.scalars(held.order_by(EventPlace.id)):
        by_event[row.event_id].append(row)
    if not by_event:
        return ()
    marked = select(Attendance.event_place_id, AFTER_ALL).where(
        Attendance.case_id == case_id, Attendance.deleted_at.is_(None)
    )
    outcomes: dict[UUID, list[str]] = defaultdict(list)
    for place_id, outcome in session.execute(marked):
        outcomes[place_id].append(outcome)
    found = []
    for event in events_within(session, among=by_event.keys()):
        places = by_event[event.id]
        standing = [row for row in places if row.state != GIVEN_UP] or places
        told = [outcomes[row.id] for row in standing]
        found.append(
            CaseBookingRow(
                event.id,
                event.begins_on,
                event.parts[0].starts,
                event.venue,
                event.called,
                len(standing),
                len(event.parts),
                _outcome({row.state for row in standing}, told, len(event.parts)),
            )
        )
    return tuple(found)


def _outcome(states: set[str], marks: Collection[Collection[str]], parts: int) -> str:
    """Return what became of it; of several parts whoever missed one missed something.

    What was made up elsewhere counts as having come; while a part is open, so is the outcome.
    """
    told = {outcome for each in marks for outcome in each}
    if states == {GIVEN_UP}:
        return "cancelled"
    if MISSED in told and (CAME not in told or parts > 1):
        return "missed"
    is_whole = any(len(each) >= parts for each in marks)
    if CAME in told and is_whole:
        return "attended"
    return "waiting" if states == {WAITING} else ""


def leave_events(session: Session, person: Person) -> None:
    """Give up the places of somebody who leaves a household, where nothing is marked of them."""
    held = select(EventPlace).where(
        EventPlace.person_id == person.id,
        EventPlace.state.in_((BOOKED, WAITING)),
        EventPlace.deleted_at.is_(None),
    )
    for place in session.scalars(held):
        event = OpenEvent.of(session, place.event_id)
        if event.marked([place]):
            continue
        if place.state == BOOKED:
            change_calendar(event.row)
        place.state, place.given_up_why = GIVEN_UP, "No longer of the household."
