"""Who has a place at an event: booked, on the waiting list, next in turn, given up."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import STEP, Change
from recruitment_app.casework.events.open_events import (
    EVENTS,
    WHO_IS_NEXT,
    OpenEvent,
    change_calendar,
)
from recruitment_app.casework.stepping import (
    OpenCase,
    ask_leave,
    may_see,
    on_case,
    require_case,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, GIVEN_UP, WAITING, who_is_next
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import BEFORE_STAGE_TWO, EventKind, Stage, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, EventPlace, Person

INFORMATION_SESSION: Final = "information_session"
"""The kind of event that steps in a case's journey follow."""
_RESTRICTED_NEXT: Final = (
    "A restricted household is next in turn: its worker or a manager gives it its place."
)


def book_places(
    store: Store,
    *,
    event_id: UUID,
    case_id: UUID,
    people: Collection[UUID],
    on: date,
    today: date,
    waits: bool = False,
) -> Change:
    """Book these people of a household on an event, or put them on its waiting list.

    One of a couple may be booked alone. A place at an information session also meets T02.

    Raises:
        Problem: nobody is named, one of them is not of the household or has a place already, the
            case is closed, or the event is over, cancelled or full.

    """
    if not people:
        raise Problem("Say who is to come.", field="people")
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day they asked.", field="on")
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="book_places", today=today
    ) as opened:
        event = OpenEvent.of(opened.session, event_id)
        event.refuse_cancelled()
        event.refuse_over(on)
        _refuse_closed(opened, event)
        named = _named(opened.session, case_id, people)
        _refuse_twice(event, named)
        if not waits:
            event.refuse_too_many(len(named))
            event.enter_again(case_id)
            _step_booked(opened, event, on)
        rows = [
            EventPlace(
                case_id=case_id,
                event_id=event_id,
                person_id=person.id,
                state=WAITING if waits else BOOKED,
                asked_on=on,
                booked_on=None if waits else on,
            )
            for person in named
        ]
        opened.session.add_all(rows)
        opened.session.flush()
        day = long_date(event.begins_on)
        told = f"On the waiting list of {day}." if waits else f"Booked for {day}."
        return Change(case_id, STEP | EVENTS, told, event_id)


def give_places_in_turn(store: Store, *, event_id: UUID, on: date, today: date) -> Change:
    """Give the free places to who is next on the waiting list, by rule; see ``who_is_next``.

    What a restricted household is to get that this person may not see is kept free for it.

    Raises:
        Problem: no place is free, nobody waits, nobody who waits fits what is free, or only
            restricted households that this person may not see do.

    """
    with store.reading() as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        event = OpenEvent.of(session, event_id)
        event.refuse_cancelled()
        if not event.waiting:
            raise Problem("Nobody waits for a place at this event.")
        room = len(event.waiting) if event.room is None else event.room
        turns = who_is_next(event.turns, room)
        if not turns:
            raise Problem("No household that waits fits the places that are free.")
        seen = [
            key for turn in turns if may_see(worker, session.get_one(Case, key := UUID(turn.key)))
        ]
        if not seen:
            raise Problem(_RESTRICTED_NEXT)
    with store.writing(act="give_places_in_turn"):
        for case_id in seen:
            give_place(store, event_id=event_id, case_id=case_id, on=on, today=today)
    told = "One household has" if len(seen) == 1 else f"{len(seen)} households have"
    told = f"{told} a place now: tell them."
    if len(seen) < len(turns):
        told = f"{told} {_RESTRICTED_NEXT}"
    return Change(None, STEP | EVENTS, told, event_id)


def give_place(store: Store, *, event_id: UUID, case_id: UUID, on: date, today: date) -> Change:
    """Give a household that waits its places, whoever's turn it is.

    Raises:
        Problem: it does not wait, or too few places are free.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="give_place", today=today
    ) as opened:
        event = OpenEvent.of(opened.session, event_id)
        event.refuse_cancelled()
        event.refuse_over(on)
        rows = [row for row in event.of_case(case_id) if row.state == WAITING]
        if not rows:
            raise Problem("This household does not wait for a place at this event.")
        _refuse_closed(opened, event)
        event.refuse_too_many(len(rows))
        event.enter_again(case_id)
        _step_booked(opened, event, on)
        for row in rows:
            row.state, row.booked_on, row.place = BOOKED, on, 0
        return Change(case_id, STEP | EVENTS, "They have their place now: tell them.", event_id)


def set_turn(store: Store, *, event_id: UUID, case_id: UUID, place: int) -> Change:
    """Set a household's turn on the waiting list by hand: 1 is the next; 0 goes by the day again.

    Raises:
        Problem: it does not wait.

    """
    with store.writing(act="set_turn") as session:
        require_case(session, ask_leave(session, store, Duty.ENTER_DATES), case_id)
        event = OpenEvent.of(session, event_id)
        rows = [row for row in event.of_case(case_id) if row.state == WAITING]
        if not rows:
            raise Problem("This household does not wait for a place at this event.")
        before = rows[0].place
        for row in rows:
            row.place = place
        undo = partial(set_turn, event_id=event_id, case_id=case_id, place=before)
        return Change(case_id, EVENTS, "Turn set.", event_id, undo=undo)


def give_up_places(
    store: Store,
    *,
    event_id: UUID,
    case_id: UUID,
    on: date,
    why: str = "",
    people: Collection[UUID] = (),
) -> Change:
    """Give up a household's places, or those of some of its people; say who is next in turn.

    Raises:
        Problem: there is no such place, or it is recorded already who came.

    """
    with store.writing(act="give_up_places") as session:
        require_case(session, ask_leave(session, store, Duty.ENTER_DATES), case_id)
        event = OpenEvent.of(session, event_id)
        rows = [row for row in event.of_case(case_id) if not people or row.person_id in set(people)]
        if not rows:
            raise Problem("This household has no place at this event: look again.")
        if event.marked(rows):
            raise Problem("It is recorded who came: correct that first.")
        if any(row.state == BOOKED for row in rows):
            change_calendar(event.row)
        for row in rows:
            row.state, row.given_up_on, row.given_up_why = GIVEN_UP, on, why.strip()
        session.flush()
        told = f"Given up. {WHO_IS_NEXT}" if event.fits_somebody() else "Place given up."
        undo = partial(take_places_back, event_id=event_id, places=[row.id for row in rows])
        return Change(case_id, EVENTS, told, event_id, undo=undo)


def take_places_back(store: Store, *, event_id: UUID, places: Sequence[UUID]) -> Change:
    """Take back that places were given up.

    Raises:
        Problem: somebody else has them now, or one of them has a new one.

    """
    with store.writing(act="take_places_back") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        event = OpenEvent.of(session, event_id)
        rows = [row for row in event.places if row.id in set(places) and row.state == GIVEN_UP]
        for case_id in {row.case_id for row in rows}:
            require_case(session, worker, case_id)
        theirs = [row.person_id for row in rows if row.person_id is not None]
        _refuse_twice(event, session.scalars(select(Person).where(Person.id.in_(theirs))))
        booked = sum(row.booked_on is not None for row in rows)
        event.refuse_too_many(booked)
        if booked:
            change_calendar(event.row)
        for row in rows:
            row.state = BOOKED if row.booked_on else WAITING
            row.given_up_on, row.given_up_why = None, ""
        return event.change("The places are theirs again.")


def _refuse_closed(opened: OpenCase, event: OpenEvent) -> None:
    """Refuse a place at an event to come where nobody of the household is to come any more."""
    if opened.journey.stage is Stage.CLOSED and event.ends_on >= opened.today:
        raise Problem("This case is closed: reopen it first.", field="case_id")


def _named(session: Session, case_id: UUID, people: Collection[UUID]) -> list[Person]:
    query = (
        select(Person)
        .where(Person.case_id == case_id, Person.id.in_(people), Person.deleted_at.is_(None))
        .order_by(Person.place)
    )
    found = list(session.scalars(query))
    if len(found) != len(set(people)):
        raise Problem("Somebody named is not of this household any more: look again.")
    return found


def _refuse_twice(event: OpenEvent, people: Iterable[Person]) -> None:
    held = {row.person_id: row.state for row in event.places if row.state in {BOOKED, WAITING}}
    for person in people:
        state = held.get(person.id)
        if state is not None:
            name = f"{person.given_names} {person.family_name}".strip()
            what = "has a place" if state == BOOKED else "is on the waiting list"
            raise Problem(f"{name} {what} at this event already.", field="people")


def _step_booked(opened: OpenCase, event: OpenEvent, on: date) -> None:
    """Let the case's journey follow a place at an information session, once for the household."""
    if event.row.kind != INFORMATION_SESSION or opened.journey.stage not in BEFORE_STAGE_TWO:
        return
    if any(row.state == BOOKED for row in event.of_case(opened.case.id)):
        return
    opened.record(EventKind.SESSION_BOOKED, on, {"session": str(event.row.id)})
