"""Information sessions, workshops, open evenings and meetings: made, copied, moved, taken out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.events.event_parts import move_parts, part_row
from recruitment_app.casework.events.event_places import INFORMATION_SESSION
from recruitment_app.casework.events.open_events import (
    EVENTS,
    OpenEvent,
    change_calendar,
    households,
    told_households,
)
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.sources.campaigns import require_campaign
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.events import Part, refuse_parts
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Event, Facilitator, Worker

MOST_COPIES = 60
WITH_SOURCES = EVENTS | {Touched.SOURCES}
"""What an event touches whose campaign may be another: what enquiries came from it, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What is said of an event; ``places`` 0 means that they are not counted.

    ``campaign_id`` is the campaign that it is part of, if any; enquiries that name it are its too.
    """

    kind: str
    parts: tuple[Part, ...]
    title: str = ""
    venue: str = ""
    link: str = ""
    places: int = 0
    remarks: str = ""
    leaders: tuple[UUID, ...] = ()
    guests: tuple[str, ...] = field(default=())
    campaign_id: UUID | None = None


def make_event(store: Store, *, facts: EventFacts) -> Change:
    """Make an event.

    Raises:
        Problem: its kind is not in the list, its parts are out of order, its places are none, or
            its campaign begins after it.

    """
    with store.writing(act="make_event") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        row = _new(session, store, facts, series_key="")
        told = f"{_called(session, facts)} on {long_date(facts.parts[0].on)} made."
        undo = partial(take_out_events, events=[row.id])
        return Change(None, WITH_SOURCES, told, row.id, undo=undo)


def copy_event(store: Store, *, event_id: UUID, days: Sequence[date]) -> Change:
    """Make copies of an event that begin on these days; they and it are one series then.

    Each part keeps its distance from the first; nobody's place goes along.

    Raises:
        Problem: no day is given, one is given twice, or there are too many.

    """
    if not days:
        raise Problem("Give the day on which the copy begins.", field="days")
    if len(set(days)) < len(days):
        raise Problem("A day is given twice: give each once.", field="days")
    if len(days) > MOST_COPIES:
        raise Problem(f"Make {MOST_COPIES} copies at most at once.", field="days")
    with store.writing(act="copy_event") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        opened = OpenEvent.of(session, event_id)
        key = opened.row.series_key or str(new_id())
        opened.row.series_key = key
        facts = facts_of(session, opened)
        made = []
        for day in sorted(days):
            by = day - opened.begins_on
            moved = tuple(replace(part, on=part.on + by) for part in facts.parts)
            made.append(_new(session, store, replace(facts, parts=moved), series_key=key).id)
        undo = partial(take_out_events, events=made)
        told = f"{_many(len(days), 'copy')} made."
        return Change(None, WITH_SOURCES, told, opened.row.id, undo=undo, record_ids=tuple(made))


def change_event(
    store: Store, *, event_id: UUID, seen: int, facts: EventFacts, with_later: bool = False
) -> Change:
    """Change an event, or move it; who was written to is counted, so that they are told.

    ``with_later`` changes the later ones of its series too, all or none; they keep their days, and
    take its hours where they have as many parts.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: it was cancelled; it would have fewer places than are booked; a part that
            people came to would go or move; its parts are out of order.

    """
    with store.writing(act="change_event") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        opened = OpenEvent.of(session, event_id, seen=seen)
        opened.refuse_cancelled()
        before, changed = facts_of(session, opened), [(opened, facts)]
        if with_later:
            changed += [(each, _as_later(each, facts)) for each in later_of(opened)]
        others = [each for each, wanted in changed if _change(store, each, wanted)]
        told = told_households(session, *(each.row.id for each in others))
        words = _moved_words(told) if others else "Saved."
        if with_later:
            words = f"{words} {_many(len(changed) - 1, 'later one')} changed too."
            return Change(None, WITH_SOURCES, words, event_id)
        session.flush()
        now = opened.row.row_version
        undo = partial(change_event, event_id=event_id, seen=now, facts=before)
        return Change(None, WITH_SOURCES, words, event_id, undo=undo)


def take_out_events(store: Store, *, events: Sequence[UUID]) -> Change:
    """Take out events that were just made, all or none; see ``take_out_event``."""
    with store.writing(act="take_out_events"):
        for event_id in events:
            change = take_out_event(store, event_id=event_id)
        if len(events) == 1:
            return change
        return Change(None, WITH_SOURCES, f"{len(events)} events taken out.")


def take_out_event(store: Store, *, event_id: UUID) -> Change:
    """Take an event out that nobody has, or had, a place at, and that brought nobody.

    Raises:
        Problem: somebody has, an enquiry came from it, or letters about it were sent: it is
            cancelled instead; or somebody made up a part there.

    """
    with store.writing(act="take_out_event") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        opened = OpenEvent.of(session, event_id)
        if opened.places:
            raise Problem("People have places at this event: cancel it instead.")
        if opened.has_come():
            raise Problem("Somebody made up here what they missed elsewhere: it stays.")
        if told_households(session, event_id):
            raise Problem("Letters about this event were sent: cancel it instead.")
        if session.scalars(select(Case.id).where(Case.event_id == event_id).limit(1)).first():
            raise Problem("Enquiries came from this event: cancel it instead.")
        opened.row.deleted_at = store.clock()
        for part in opened.parts:
            part.deleted_at = store.clock()
        return opened.change("Event taken out.")


def later_of(opened: OpenEvent) -> tuple[OpenEvent, ...]:
    """Return the events of the same series that begin after this one and take place."""
    if not opened.row.series_key:
        return ()
    found = opened.session.scalars(
        select(Event.id).where(
            Event.series_key == opened.row.series_key,
            Event.id != opened.row.id,
            Event.deleted_at.is_(None),
            Event.cancelled_on.is_(None),
        )
    )
    others = [OpenEvent.of(opened.session, key) for key in found]
    later = [each for each in others if each.begins_on > opened.begins_on]
    return tuple(sorted(later, key=lambda each: each.begins_on))


def facts_of(session: Session, opened: OpenEvent) -> EventFacts:
    """Return what is said of an event, as ``make_event`` takes it."""
    leaders = session.scalars(
        select(Facilitator)
        .where(Facilitator.event_id == opened.row.id, Facilitator.deleted_at.is_(None))
        .order_by(Facilitator.place)
    ).all()
    row = opened.row
    return EventFacts(
        kind=row.kind,
        title=row.title,
        venue=row.venue,
        link=row.link,
        places=row.places,
        remarks=row.remarks,
        parts=tuple(
            Part(on=part.on, starts=part.starts, ends=part.ends, title=part.title)
            for part in opened.parts
        ),
        leaders=tuple(each.worker_id for each in leaders if each.worker_id is not None),
        guests=tuple(each.name for each in leaders if each.worker_id is None),
        campaign_id=row.campaign_id,
    )


def _change(store: Store, opened: OpenEvent, facts: EventFacts) -> bool:
    """Let an event be as said; tell whether those who come to it have to know."""
    session, row = opened.session, opened.row
    _check(session, facts)
    if facts.places and facts.places < len(opened.booked):
        raise Problem(
            f"{len(opened.booked)} places are booked on {long_date(opened.begins_on)}: give up"
            " some of them first, or leave that many.",
            field="places",
        )
    was = facts_of(session, opened)
    if was.kind != facts.kind and INFORMATION_SESSION in {was.kind, facts.kind} and opened.booked:
        raise Problem(
            "People have places, and the history of a case tells of information sessions alone:"
            " leave its kind, or give the places up first.",
            field="kind",
        )
    if was.kind != facts.kind and opened.is_of_making_up():
        raise Problem(
            "A part is made up by one of another event of its kind: leave its kind, or take that"
            " back in the register first.",
            field="kind",
        )
    was_moved = move_parts(opened, facts.parts, store.clock())
    _fill(row, facts)
    _lead(session, row, facts, store.clock())
    if was.campaign_id != facts.campaign_id:
        for case in session.scalars(select(Case).where(Case.event_id == row.id)):
            case.campaign_id = facts.campaign_id
    if _in_calendars(was) != _in_calendars(facts):
        change_calendar(row)
    return was_moved or (was.title, was.venue, was.link) != (row.title, row.venue, row.link)


def _in_calendars(facts: EventFacts) -> EventFacts:
    """Return of what is said of an event what a calendar tells."""
    return replace(facts, places=0, remarks="", campaign_id=None)


def _as_later(opened: OpenEvent, facts: EventFacts) -> EventFacts:
    """Return what is said of an event for a later one of its series, which keeps its days."""
    own = facts_of(opened.session, opened).parts
    if len(own) == len(facts.parts):
        both = zip(facts.parts, own, strict=True)
        own = tuple(replace(part, on=mine.on) for part, mine in both)
    return replace(facts, parts=own)


def _check(session: Session, facts: EventFacts) -> None:
    law_in_force(session).require_code(
        "event_kind", facts.kind, what="the kind of event", field="kind"
    )
    if facts.places < 0:
        raise Problem(
            "Places are a number from 1, or 0 where they are not counted.", field="places"
        )
    refuse_parts(facts.parts)
    for worker_id in facts.leaders:
        if session.get(Worker, worker_id) is None:
            raise Problem(
                "Who leads it is not of the agency any more: look again.", field="leaders"
            )
    if facts.campaign_id is not None:
        begins_on = require_campaign(session, facts.campaign_id).begins_on
        if begins_on > facts.parts[0].on:
            raise Problem(
                f"This campaign begins on {long_date(begins_on)}, after the event: choose one that"
                " runs by then.",
                field="campaign_id",
            )


def _new(session: Session, store: Store, facts: EventFacts, *, series_key: str) -> Event:
    _check(session, facts)
    key = new_id()
    row = Event(id=key, kind=facts.kind, uid=f"{key}@adopter-recruitment", series_key=series_key)
    _fill(row, facts)
    session.add(row)
    session.flush()
    session.add_all(part_row(row, number, part) for number, part in enumerate(facts.parts, start=1))
    _lead(session, row, facts, store.clock())
    session.flush()
    return row


def _fill(row: Event, facts: EventFacts) -> None:
    row.kind, row.title, row.venue = facts.kind, facts.title.strip(), facts.venue.strip()
    row.link, row.places, row.remarks = facts.link.strip(), facts.places, facts.remarks.strip()
    row.campaign_id = facts.campaign_id


def _lead(session: Session, event: Event, facts: EventFacts, now: datetime) -> None:
    """Let those lead the event that are named, in that order."""
    found = select(Facilitator).where(
        Facilitator.event_id == event.id, Facilitator.deleted_at.is_(None)
    )
    for row in session.scalars(found):
        row.deleted_at = now
    named = [*((each, "") for each in facts.leaders), *((None, each) for each in facts.guests)]
    session.add_all(
        Facilitator(event_id=event.id, worker_id=worker_id, name=name.strip(), place=place)
        for place, (worker_id, name) in enumerate(named)
    )


def _called(session: Session, facts: EventFacts) -> str:
    return facts.title.strip() or law_in_force(session).label("event_kind", facts.kind)


def _moved_words(told: int) -> str:
    if not told:
        return "Saved; calendars that took it in learn of it with the next file."
    return f"Saved: {households(told)} had a letter about it already and should be told."


def _many(number: int, one: str) -> str:
    if number == 1:
        return f"One {one}"
    return f"{number} {one.removesuffix('y')}{'ies' if one.endswith('y') else 's'}"


def event_facts(store: Store, *, event_id: UUID) -> tuple[EventFacts, int, int]:
    """Return what is said of an event, its version, and how many households had a letter about it.

    Raises:
        Problem: it is not there any more.

    """
    with store.reading() as session:
        signed_in(session, store)
        opened = OpenEvent.of(session, event_id)
        return facts_of(session, opened), opened.row.row_version, told_households(session, event_id)
