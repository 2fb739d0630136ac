"""Places at events to come as a case is closed: given up, and theirs again as it is reopened."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.events.open_events import WHO_IS_NEXT, OpenEvent, change_calendar
from recruitment_app.casework.stepping import OpenCase
from recruitment_app.rules.events import BOOKED, GIVEN_UP, WAITING
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.workshop_words import listed
from recruitment_app.store.tables import EventPlace, Person

CLOSED: Final = "The case was closed."
"""Why these places are given up: by it they are known when the case is opened again."""


def follow_case(opened: OpenCase, told: str) -> str:
    """Let places at events to come follow a case that an act just closed, or opened again.

    Returns what is told of the act, with what became of the places.
    """
    was_closed, is_closed = opened.case.stage is Stage.CLOSED, opened.journey.stage is Stage.CLOSED
    if was_closed == is_closed:
        return told
    follow = leave_places if is_closed else take_places_again
    return f"{told} {follow(opened.session, opened.case.id, today=opened.today)}".strip()


def leave_places(session: Session, case_id: UUID, *, today: date) -> str:
    """Give up the places of a case that is closed at events to come, and return a sentence of it.

    A place of which is recorded whether they came stays, and so does one at an event that has
    begun: who was there is still to be marked.
    """
    left: list[OpenEvent] = []
    is_wanted = False
    held = _places(case_id, BOOKED, WAITING)
    for event, places in _to_come(session, held, today):
        if event.marked(places):
            continue
        if any(place.state == BOOKED for place in places):
            change_calendar(event.row)
        for place in places:
            place.state, place.given_up_on, place.given_up_why = GIVEN_UP, today, CLOSED
        if event.row.cancelled_on is None:
            left.append(event)
            is_wanted = is_wanted or event.fits_somebody()
    if not left:
        return ""
    told = f"{_places_on(left)} {'is' if len(left) == 1 else 'are'} given up."
    return f"{told} {WHO_IS_NEXT}" if is_wanted else told


def take_places_again(session: Session, case_id: UUID, *, today: date) -> str:
    """Let a case that is open again have the places that its closing gave up, while they are free.

    The sentence that is returned also says where too few are left, and what to do then.
    """
    again: list[OpenEvent] = []
    taken: list[OpenEvent] = []
    there = select(Person.id).where(Person.case_id == case_id, Person.deleted_at.is_(None))
    given_up = _places(case_id, GIVEN_UP).where(
        EventPlace.given_up_why == CLOSED,
        or_(EventPlace.person_id.is_(None), EventPlace.person_id.in_(there)),
    )
    for event, places in _to_come(session, given_up, today):
        has_place = {place.person_id for place in event.of_case(case_id)}
        rows = [place for place in places if place.person_id not in has_place]
        if not rows:
            continue
        booked = sum(place.booked_on is not None for place in rows)
        if event.room is not None and booked > event.room:
            taken.append(event)
            continue
        if booked:
            change_calendar(event.row)
        for place in rows:
            place.state = BOOKED if place.booked_on else WAITING
            place.given_up_on, place.given_up_why = None, ""
        if event.row.cancelled_on is None:
            again.append(event)
    are = "is" if len(again) == 1 else "are"
    sentences = [f"{_places_on(again)} {are} theirs again."] if again else []
    if taken:
        days = listed([event.begins_on for event in taken])
        sentences.append(
            f"Too few places are left on {days}: book another event, or put them on the waiting"
            " list."
        )
    return " ".join(sentences)


def _places(case_id: UUID, *states: str) -> Select[EventPlace]:
    return (
        select(EventPlace)
        .where(
            EventPlace.case_id == case_id,
            EventPlace.state.in_(states),
            EventPlace.deleted_at.is_(None),
        )
        .order_by(EventPlace.id)
    )


def _to_come(
    session: Session, asked: Select[EventPlace], today: date
) -> Iterator[tuple[OpenEvent, Sequence[EventPlace]]]:
    """Give the events that have not begun, by their days, each with those of the places."""
    by_event: dict[UUID, list[EventPlace]] = defaultdict(list)
    for place in session.scalars(asked):
        by_event[place.event_id].append(place)
    found = [(OpenEvent.of(session, key), places) for key, places in by_event.items()]
    for event, places in sorted(found, key=lambda each: each[0].begins_on):
        if event.begins_on >= today:
            yield event, places


def _places_on(events: Sequence[OpenEvent]) -> str:
    what = "Their place" if len(events) == 1 else "Their places"
    return f"{what} on {listed([event.begins_on for event in events])}"
