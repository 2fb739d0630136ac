"""The calendar of one event, of a household, or of many events, as an .ics file.

An entry keeps its UID for good, and its sequence goes up whenever it changes, so that a calendar
which took it in moves it with the next file, or takes it off. No entry names anybody of a household
but in that household's own file.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.events.open_events import OpenEvent
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.stepping import ask_leave, require_case, signed_in
from recruitment_app.errors import Problem
from recruitment_app.exchange import calendars
from recruitment_app.exchange.calendars import Entry
from recruitment_app.exchange.writing import being_written
from recruitment_app.rules.events import BOOKED, GIVEN_UP
from recruitment_app.rules.roles import Duty
from recruitment_app.store.audit import tell
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Agency,
    Case,
    Event,
    EventPart,
    EventPlace,
    Facilitator,
    Person,
    Worker,
)

ENDING: Final = ".ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose calendar is wanted: an event's, a household's or one person's of it, else of many.

    Of many events those with a part from ``since`` to ``until`` are taken, or of them only what
    the person signed in leads.
    """

    event_id: UUID | None = None
    case_id: UUID | None = None
    person_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """Events of a calendar: which, which of them are off for whose it is, and for whom they are."""

    ids: Collection[UUID]
    off: Collection[UUID] = ()
    people: Mapping[UUID, Sequence[str]] | None = None


def calendar(store: Store, *, wanted: Wanted, today: date) -> tuple[bytes, int]:
    """Return a calendar as the bytes of an .ics file, and how many entries it has.

    A household's holds its events from today on: those that it has a place at, and cancelled those
    where it gave its places up. Who waits for a place has no entry yet.

    Raises:
        Problem: there is no such event or household, or nothing to enter.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        if wanted.event_id is not None:
            OpenEvent.of(session, wanted.event_id)
            found = _Found([wanted.event_id])
            nothing = ""
        elif wanted.case_id is not None:
            case = require_case(session, worker, wanted.case_id)
            found = _of_household(session, case, wanted.person_id, today)
            nothing = "They have no place at an event to come: book them on one first."
        elif wanted.is_mine:
            found = _of_leader(session, worker.id, wanted)
            nothing = "You lead no event of these days."
        else:
            found = _Found(_of_days(session, wanted))
            nothing = "No event is held on these days."
        entries = _entries(session, found)
        if not entries:
            raise Problem(nothing)
        agency = session.scalars(select(Agency.name)).one()
    made = calendars.written(
        entries, called=f"{agency}: events", organiser=agency, made_at=store.clock()
    )
    return made, len(entries)


def write_calendar(store: Store, *, wanted: Wanted, path: Path, today: date) -> int:
    """Write a calendar into a file and tell the audit; return how many entries it has.

    Raises:
        NotAllowed: the person may not take lists away.
        Problem: as ``calendar``, or the file's name does not end in .ics.
        StoreTrouble: it cannot be written there.

    """
    if path.suffix.casefold() != ENDING:
        raise Problem(f"Give the calendar a name that ends in {ENDING}.", field="path")
    with store.reading() as session:
        ask_leave(session, store, Duty.EXPORT)
    made, count = calendar(store, wanted=wanted, today=today)
    with being_written(path) as file:
        file.write(made)
        with store.writing(act="write_calendar") as session:
            tell(session, exported="calendar", kind=ENDING, rows=str(count))
    return count


def _of_household(session: Session, case: Case, person_id: UUID | None, today: date) -> _Found:
    held = (
        select(EventPlace.event_id, EventPlace.state, Person.given_names)
        .outerjoin(Person, Person.id == EventPlace.person_id)
        .where(
            EventPlace.case_id == case.id,
            EventPlace.deleted_at.is_(None),
            EventPlace.state.in_((BOOKED, GIVEN_UP)),
            EventPlace.event_id.in_(
                select(EventPart.event_id).where(
                    EventPart.on >= today, EventPart.deleted_at.is_(None)
                )
            ),
        )
        .order_by(Person.place)
    )
    if person_id is not None:
        held = held.where(EventPlace.person_id == person_id)
    places = session.execute(held).all()
    booked: dict[UUID, list[str]] = defaultdict(list)
    for event_id, state, names in places:
        if state == BOOKED:
            booked[event_id].extend([names] if names else [])
    ids = {event_id for event_id, _, _ in places}
    return _Found(ids, ids - booked.keys(), booked)


def _of_leader(session: Session, worker_id: UUID, wanted: Wanted) -> _Found:
    """Return what somebody leads, and cancelled what they were to lead."""
    led = select(Facilitator.event_id).where(Facilitator.worker_id == worker_id)
    ids = set(session.scalars(led)) & set(_of_days(session, wanted))
    still = set(session.scalars(led.where(Facilitator.deleted_at.is_(None))))
    return _Found(ids, ids - still)


def _of_days(session: Session, wanted: Wanted) -> Sequence[UUID]:
    dated = select(EventPart.event_id).where(EventPart.deleted_at.is_(None))
    if wanted.since is not None:
        dated = dated.where(EventPart.on >= wanted.since)
    if wanted.until is not None:
        dated = dated.where(EventPart.on <= wanted.until)
    held = select(Event.id).where(Event.id.in_(dated), Event.deleted_at.is_(None))
    return session.scalars(held).all()


def _entries(session: Session, found: _Found) -> list[Entry]:
    """Return an entry for each part; one that the event no longer has is cancelled."""
    rows = session.scalars(select(Event).where(Event.id.in_(found.ids), Event.deleted_at.is_(None)))
    parts: dict[UUID, list[EventPart]] = defaultdict(list)
    ordered = select(EventPart).where(EventPart.event_id.in_(found.ids))
    for part in session.scalars(ordered.order_by(EventPart.number, EventPart.id)):
        parts[part.event_id].append(part)
    leaders = _leaders(session, found.ids)
    law = read_law(session)
    entries: list[Entry] = []
    for row in rows:
        kind = law.label("event_kind", row.kind)
        people = (found.people or {}).get(row.id, ())
        whole = Entry(
            uid=row.uid,
            sequence=row.sequence,
            title=row.title or kind,
            on=date.min,
            zone=row.zone,
            venue=row.venue,
            link=row.link,
            remarks="\n".join(filter(None, (_named("For", people), leaders(row.id)))),
            kind=kind,
            is_cancelled=row.cancelled_on is not None or row.id in found.off,
            is_private=found.people is not None,
        )
        entries += _of_parts(whole, parts[row.id])
    return sorted(entries, key=lambda entry: (entry.on, entry.starts or time.min, entry.uid))


def _of_parts(whole: Entry, parts: Iterable[EventPart]) -> Iterable[Entry]:
    """Give the entries of one event; the UID of a part goes by its number."""
    by_number = {part.number: part for part in parts if part.deleted_at is not None}
    standing = {part.number: part for part in parts if part.deleted_at is None}
    for number, part in sorted((by_number | standing).items()):
        of = f", part {number} of {len(standing)}" if len(standing) > 1 else ""
        about = f": {part.title}" if part.title else ""
        yield replace(
            whole,
            uid=whole.uid if number == 1 else f"{number}-{whole.uid}",
            title=f"{whole.title}{of}{about}",
            on=part.on,
            starts=_hour(part.starts),
            ends=_hour(part.ends),
            is_cancelled=whole.is_cancelled or part.deleted_at is not None,
        )


def _leaders(session: Session, ids: Collection[UUID]) -> Callable[[UUID], str]:
    """Return who of the agency leads each event; a guest may be an adopter, and is not named."""
    named: dict[UUID, list[str]] = defaultdict(list)
    query = (
        select(Facilitator.event_id, Worker.name)
        .join(Worker, Worker.id == Facilitator.worker_id)
        .where(Facilitator.event_id.in_(ids), Facilitator.deleted_at.is_(None))
        .order_by(Facilitator.place)
    )
    for event_id, name in session.execute(query):
        named[event_id].append(name)
    return lambda event_id: _named("Led by", named[event_id])


def _named(what: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    *others, last = names
    told = f"{', '.join(others)} and {last}" if others else last
    return f"{what} {told}."


def _hour(typed: str) -> time | None:
    return time.fromisoformat(typed) if typed else None
