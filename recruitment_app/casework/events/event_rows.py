"""Events as screens and commands read them: frozen rows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.events.open_events import OpenEvent
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.stepping import seen_by, signed_in
from recruitment_app.rules.events import BOOKED, CAME, WAITING, Meeting, Part, Turn, warnings
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Attendance,
    Campaign,
    Case,
    Event,
    EventPart,
    EventPlace,
    Facilitator,
    Person,
    Worker,
)

AFTER_ALL: Final = case((Attendance.made_up_part_id.is_not(None), CAME), else_=Attendance.outcome)
"""Of a statement on the register: what became of a part, once it is made up elsewhere too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event as a list has it."""

    id: UUID
    version: int
    kind: str
    kind_words: str
    title: str
    venue: str
    link: str
    places: int
    booked: int
    waiting: int
    came: int
    remarks: str
    series_key: str
    cancelled_on: date | None
    cancelled_why: str
    parts: tuple[Part, ...]
    part_ids: tuple[UUID, ...]
    leaders: tuple[str, ...]
    campaign_id: UUID | None
    campaign: str
    """The name of the campaign that it is part of, if any."""

    @property
    def called(self) -> str:
        """Return its own name, or its kind."""
        return self.title or self.kind_words

    @property
    def begins_on(self) -> date:
        """Return the day of its first part."""
        return self.parts[0].on

    @property
    def ends_on(self) -> date:
        """Return the day of its last part."""
        return self.parts[-1].on

    @property
    def room(self) -> int | None:
        """Return how many places are free, or None where they are not counted."""
        return self.places - self.booked if self.places else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One person's place at an event, with what is recorded of each part."""

    id: UUID
    case_id: UUID
    reference: str
    title: str
    is_closed: bool
    """Whether the case is closed: they are not expected any more."""
    person_id: UUID | None
    name: str
    state: str
    asked_on: date
    place: int
    turn: int
    marks: Mapping[UUID, "MarkRow"]
    follow_up: str
    follow_up_on: date | None
    followed_up_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """Whether somebody came to a part, and where they made it up."""

    id: UUID
    outcome: str
    made_up_part_id: UUID | None
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """An event with everybody who has a place, waits for one or gave one up."""

    event: EventRow
    places: tuple[PlaceRow, ...]
    hidden: int
    """Places of cases that this person may not see."""
    warnings: tuple[str, ...]
    series: tuple[date, ...]
    """The first days of all of its series that take place, its own among them."""


def events(
    store: Store,
    *,
    since: date | None = None,
    until: date | None = None,
    kinds: Collection[str] = (),
) -> tuple[EventRow, ...]:
    """Return the events with a part from one day to another, by their first day."""
    with store.reading() as session:
        signed_in(session, store)
        return events_within(session, since=since, until=until, kinds=kinds)


def events_within(
    session: Session,
    *,
    since: date | None = None,
    until: date | None = None,
    kinds: Collection[str] = (),
    among: Collection[UUID] | None = None,
) -> tuple[EventRow, ...]:
    """Return the same within a reading or an act that is open, in a handful of queries."""
    dated = select(EventPart.event_id).where(EventPart.deleted_at.is_(None))
    if since is not None:
        dated = dated.where(EventPart.on >= since)
    if until is not None:
        dated = dated.where(EventPart.on <= until)
    query = select(Event).where(Event.deleted_at.is_(None), Event.id.in_(dated))
    if kinds:
        query = query.where(Event.kind.in_(kinds))
    if among is not None:
        query = query.where(Event.id.in_(among))
    found = session.scalars(query).all()
    ids = [row.id for row in found]
    parts = _parts(session, ids)
    leaders = _leaders(session, ids)
    counts = _counts(session, ids)
    named = _campaigns(session, {row.campaign_id for row in found})
    law = read_law(session)
    rows = [
        EventRow(
            id=row.id,
            version=row.row_version,
            kind=row.kind,
            kind_words=law.label("event_kind", row.kind),
            title=row.title,
            venue=row.venue,
            link=row.link,
            places=row.places,
            booked=counts[row.id, BOOKED],
            waiting=counts[row.id, WAITING],
            came=counts[row.id, "came"],
            remarks=row.remarks,
            series_key=row.series_key,
            cancelled_on=row.cancelled_on,
            cancelled_why=row.cancelled_why,
            parts=tuple(as_part(part) for part in parts[row.id]),
            part_ids=tuple(part.id for part in parts[row.id]),
            leaders=tuple(leaders[row.id]),
            campaign_id=row.campaign_id,
            campaign=named.get(row.campaign_id, ""),
        )
        for row in found
        if parts[row.id]
    ]
    return tuple(sorted(rows, key=lambda row: (row.begins_on, row.parts[0].starts, str(row.id))))


def last_of_kind(store: Store, *, kind: str) -> EventRow | None:
    """Return the last event of a kind, where there was one."""
    latest = (
        select(EventPart.event_id)
        .join(Event, Event.id == EventPart.event_id)
        .where(EventPart.deleted_at.is_(None), Event.deleted_at.is_(None), Event.kind == kind)
        .order_by(EventPart.on.desc(), EventPart.starts.desc(), Event.id.desc())
        .limit(1)
    )
    with store.reading() as session:
        signed_in(session, store)
        found = events_within(session, among=session.scalars(latest).all())
        return found[0] if found else None


def event_page(store: Store, *, event_id: UUID) -> EventPage:
    """Return an event with its places.

    Raises:
        Problem: it is not there any more.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        opened = OpenEvent.of(session, event_id)
        (row,) = events_within(session, among=[event_id])
        turns = _turns(opened.turns)
        marks: dict[UUID, dict[UUID, MarkRow]] = defaultdict(dict)
        for mark in opened.marked():
            marks[mark.event_place_id][mark.part_id] = MarkRow(
                id=mark.id,
                outcome=mark.outcome,
                made_up_part_id=mark.made_up_part_id,
                remark=mark.remark,
            )
        found = session.execute(
            select(EventPlace, Case, Person)
            .join(Case, Case.id == EventPlace.case_id)
            .outerjoin(Person, Person.id == EventPlace.person_id)
            .where(
                EventPlace.event_id == event_id, EventPlace.deleted_at.is_(None), *seen_by(worker)
            )
            .order_by(Case.title_fold, Case.reference_number, Person.place, EventPlace.id)
        ).all()
        places = tuple(
            PlaceRow(
                id=place.id,
                case_id=case.id,
                reference=case.reference,
                title=case.title,
                is_closed=case.stage is Stage.CLOSED,
                person_id=place.person_id,
                name=_name(person),
                state=place.state,
                asked_on=place.asked_on,
                place=place.place,
                turn=turns.get(str(case.id), 0) if place.state == WAITING else 0,
                marks=marks[place.id],
                follow_up=place.follow_up,
                follow_up_on=place.follow_up_on,
                followed_up_on=place.followed_up_on,
            )
            for place, case, person in found
        )
        told = _warnings(session, as_meeting(row), event_id)
        return EventPage(
            event=row,
            places=places,
            hidden=len(opened.places) - len(places),
            warnings=told,
            series=_series(session, row),
        )


def warnings_of(store: Store, *, meeting: Meeting, event_id: UUID | None = None) -> tuple[str, ...]:
    """Return what somebody should know who is about to set an event so; see ``warnings``.

    ``event_id`` is the event itself where it is there already.
    """
    with store.reading() as session:
        signed_in(session, store)
        return _warnings(session, meeting, event_id)


def as_part(row: EventPart) -> Part:
    """Return a part as the rules read it."""
    return Part(on=row.on, starts=row.starts, ends=row.ends, title=row.title)


def as_meeting(row: EventRow) -> Meeting:
    """Return an event as far as another may clash with it."""
    return Meeting(
        title=row.called, venue=row.venue, people=frozenset(row.leaders), parts=row.parts
    )


def _parts(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Sequence[EventPart]]:
    found: dict[UUID, list[EventPart]] = defaultdict(list)
    query = select(EventPart).where(EventPart.event_id.in_(ids), EventPart.deleted_at.is_(None))
    for part in session.scalars(query.order_by(EventPart.number)):
        found[part.event_id].append(part)
    return found


def _leaders(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    query = (
        select(Facilitator.event_id, Facilitator.name, Worker.name)
        .outerjoin(Worker, Worker.id == Facilitator.worker_id)
        .where(Facilitator.event_id.in_(ids), Facilitator.deleted_at.is_(None))
        .order_by(Facilitator.place)
    )
    for event_id, guest, worker in session.execute(query):
        found[event_id].append(worker or guest)
    return found


def _counts(session: Session, ids: Collection[UUID]) -> Counter[tuple[UUID, str]]:
    counts: Counter[tuple[UUID, str]] = Counter()
    by_state = (
        select(EventPlace.event_id, EventPlace.state, func.count())
        .where(EventPlace.event_id.in_(ids), EventPlace.deleted_at.is_(None))
        .group_by(EventPlace.event_id, EventPlace.state)
    )
    for event_id, state, count in session.execute(by_state):
        counts[event_id, state] = count
    came = (
        select(EventPlace.event_id, func.count(func.distinct(EventPlace.id)))
        .join(
            Attendance,
            and_(
                Attendance.event_place_id == EventPlace.id,
                Attendance.outcome == "came",
                Attendance.deleted_at.is_(None),
            ),
        )
        .where(EventPlace.event_id.in_(ids), EventPlace.deleted_at.is_(None))
        .group_by(EventPlace.event_id)
    )
    for event_id, count in session.execute(came):
        counts[event_id, "came"] = count
    return counts


def _warnings(session: Session, meeting: Meeting, event_id: UUID | None) -> tuple[str, ...]:
    days = [part.on for part in meeting.parts]
    others = events_within(session, since=min(days), until=max(days))
    meetings = [
        as_meeting(each) for each in others if each.id != event_id and not each.cancelled_on
    ]
    return tuple(warnings(meeting, meetings, read_law(session).calendar))


def _campaigns(session: Session, wanted: Collection[UUID | None]) -> Mapping[UUID | None, str]:
    keys = [key for key in wanted if key is not None]
    if not keys:
        return {}
    found = session.execute(select(Campaign.id, Campaign.name).where(Campaign.id.in_(keys)))
    return {row.id: row.name for row in found}


def _series(session: Session, row: EventRow) -> tuple[date, ...]:
    """Return the first days of the events of a series that take place."""
    if not row.series_key:
        return ()
    query = (
        select(EventPart.on)
        .join(Event, Event.id == EventPart.event_id)
        .where(
            Event.series_key == row.series_key,
            Event.deleted_at.is_(None),
            Event.cancelled_on.is_(None),
            EventPart.number == 1,
            EventPart.deleted_at.is_(None),
        )
        .order_by(EventPart.on)
    )
    return tuple(session.scalars(query))


def _turns(turns: Sequence[Turn]) -> Mapping[str, int]:
    ordered = sorted(turns, key=lambda turn: turn.order)
    return {turn.key: number for number, turn in enumerate(ordered, start=1)}


def _name(person: Person | None) -> str:
    return f"{person.given_names} {person.family_name}".strip() if person is not None else ""
