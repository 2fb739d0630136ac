"""Who waits for a workshop, when each will get a place, and what one more would change."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import Session, aliased

from recruitment_app.casework.agency.oversight import year_of
from recruitment_app.casework.events.event_rows import EventRow, as_meeting, events_within
from recruitment_app.casework.events.later_steps import pace_of
from recruitment_app.casework.in_force import Law, read_law
from recruitment_app.casework.stepping import seen_by, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, MISSED, Meeting, warnings
from recruitment_app.rules.stages import EventKind, Stage
from recruitment_app.rules.workshop_demand import (
    ANY_ROOM,
    Expected,
    Known,
    Outlook,
    Pace,
    Waiting,
    Workshop,
    expected_places,
    outlook,
    with_more,
)
from recruitment_app.rules.workshop_words import NO_WORKSHOP
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Attendance,
    Case,
    CaseClock,
    CaseEvent,
    Event,
    EventPart,
    EventPlace,
    Person,
)

WORKSHOP: Final = "workshop"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A household that waits for a workshop, as things stand and with what is added."""

    turn: int
    case_id: UUID
    reference: str
    title: str
    people: int
    has_missed: bool
    since: date
    limit_on: date | None
    now: Expected
    then: Expected
    approval_now: date | None
    approval_then: date | None

    @property
    def days_saved(self) -> int | None:
        """Return how many days earlier the workshop begins, or None: no place without it."""
        if self.now.on is None or self.then.on is None:
            return None if self.then.on is not None else 0
        return (self.now.on - self.then.on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandPage:
    """Everybody who waits for a workshop, in their turn, and what was reckoned with.

    Whoever waits takes part in the reckoning and counts in ``now`` and ``then``; ``hidden`` of them
    are of restricted cases and stand in no row. ``last`` is the workshop that further ones copy.
    """

    rows: tuple[WaitingRow, ...]
    hidden: int
    now: Outlook
    then: Outlook
    last_on: date | None
    """When the last of those who get a place as things stand gets it."""
    begins: tuple[date, ...]
    """When the workshops to come begin."""
    more: tuple[date, ...]
    warnings: tuple[str, ...]
    last: EventRow | None
    year_ends_on: date
    pace: tuple[Known, ...]

    @property
    def days_saved(self) -> int:
        """Return the days that those who get a place as things stand wait less in all."""
        return self.now.days - self.then.days


def demand(store: Store, *, today: date, more: Collection[date] = ()) -> DemandPage:
    """Return who in Stage One waits for a workshop, and what workshops on further days change.

    Each further one has the parts and places of the agency's last one, and begins on its day.

    Raises:
        Problem: a further day is past, or no workshop was made that tells its parts and places.

    """
    days = sorted(set(more))
    if days and days[0] <= today:
        raise Problem("Give a day to come for the further workshop.", field="what_if")
    with store.reading() as session:
        worker = signed_in(session, store)
        law = read_law(session)
        last = _last(session)
        if days and last is None:
            raise Problem(NO_WORKSHOP, field="what_if")
        coming = [
            row
            for row in events_within(session, since=today, kinds=[WORKSHOP])
            if row.cancelled_on is None and row.begins_on > today
        ]
        meetings = [_on(last, day) for day in days] if last is not None else []
        told = tuple(_warned(session, meetings, law))
        households = _households(session, today)
        shown = set(session.scalars(select(Case.id).where(_IN_STAGE_ONE, *seen_by(worker))))
        pace, known = pace_of(session, law, today)
        year = year_of(session, today)
    there = [_workshop(row) for row in coming]
    places = last.places if last is not None else 0
    further = [_further(meeting, places) for meeting in meetings]
    now = expected_places((each.waiting for each in households.values()), there)
    then = with_more(now, there, further)
    rows = tuple(
        _row(turn, households[one.waiting.key], (one, other), pace)
        for turn, (one, other) in enumerate(zip(now, then, strict=True), start=1)
        if UUID(one.waiting.key) in shown
    )
    return DemandPage(
        rows=rows,
        hidden=len(households) - len(rows),
        now=outlook(now, now, pace, year.ends_on),
        then=outlook(then, now, pace, year.ends_on),
        last_on=max((each.on for each in now if each.on is not None), default=None),
        begins=tuple(row.begins_on for row in coming),
        more=tuple(days),
        warnings=told,
        last=last,
        year_ends_on=year.ends_on,
        pace=known,
    )


@dataclass(frozen=True, slots=True)
class _Household:
    waiting: Waiting
    reference: str
    title: str
    has_missed: bool


def _row(
    turn: int, household: _Household, expected: tuple[Expected, Expected], pace: Pace
) -> WaitingRow:
    now, then = expected
    return WaitingRow(
        turn=turn,
        case_id=UUID(household.waiting.key),
        reference=household.reference,
        title=household.title,
        people=household.waiting.people,
        has_missed=household.has_missed,
        since=household.waiting.since,
        limit_on=household.waiting.limit_on,
        now=now,
        then=then,
        approval_now=pace.approval_on(now),
        approval_then=pace.approval_on(then),
    )


def _workshop(row: EventRow) -> Workshop:
    room = ANY_ROOM if row.room is None else max(row.room, 0)
    return Workshop(key=str(row.id), begins_on=row.begins_on, ends_on=row.ends_on, room=room)


def _last(session: Session) -> EventRow | None:
    """Return the latest workshop, held or to come."""
    found = session.scalar(
        select(EventPart.event_id)
        .join(Event, Event.id == EventPart.event_id)
        .where(
            Event.kind == WORKSHOP,
            Event.cancelled_on.is_(None),
            Event.deleted_at.is_(None),
            EventPart.deleted_at.is_(None),
        )
        .group_by(EventPart.event_id)
        .order_by(func.min(EventPart.on).desc(), EventPart.event_id)
        .limit(1)
    )
    rows = events_within(session, among=[found]) if found is not None else ()
    return next(iter(rows), None)


def _on(last: EventRow, day: date) -> Meeting:
    """Return a workshop like the last one that begins on a day; its parts keep their distance."""
    by = day - last.begins_on
    return replace(
        as_meeting(last), parts=tuple(replace(part, on=part.on + by) for part in last.parts)
    )


def _further(meeting: Meeting, places: int) -> Workshop:
    begins, ends = meeting.parts[0].on, meeting.parts[-1].on
    return Workshop(
        key=f"further {begins}", begins_on=begins, ends_on=ends, room=places or ANY_ROOM
    )


def _warned(session: Session, meetings: Sequence[Meeting], law: Law) -> Iterator[str]:
    """Give a sentence for each thing that speaks against a further workshop on its day."""
    if not meetings:
        return
    days = [part.on for meeting in meetings for part in meeting.parts]
    others = [
        as_meeting(row)
        for row in events_within(session, since=min(days), until=max(days))
        if row.cancelled_on is None
    ]
    for meeting in meetings:
        yield from warnings(meeting, others, law.calendar)


_IN_STAGE_ONE: Final = and_(Case.stage == Stage.STAGE_ONE, Case.deleted_at.is_(None))


def _households(session: Session, today: date) -> Mapping[str, _Household]:
    """Return the households of Stage One of whom somebody has no place, or is to make up a part."""
    found = session.execute(
        select(
            Case.id,
            Case.reference,
            Case.title,
            func.max(CaseEvent.on).label("day"),
            CaseClock.due_on,
        )
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .outerjoin(CaseClock, and_(CaseClock.case_id == Case.id, CaseClock.limit_id == "T08"))
        .where(
            _IN_STAGE_ONE,
            CaseEvent.kind == EventKind.REGISTRATION_ACCEPTED,
            CaseEvent.struck_at.is_(None),
        )
        .group_by(Case.id, Case.reference, Case.title, CaseClock.due_on)
    ).all()
    ids = [row.id for row in found]
    people: dict[UUID, set[UUID]] = defaultdict(set)
    for case_id, person_id in session.execute(
        select(Person.case_id, Person.id).where(
            Person.case_id.in_(ids), Person.standing == "applicant", Person.deleted_at.is_(None)
        )
    ):
        people[case_id].add(person_id)
    missing = _missing(session, ids)
    for case_id, placed in _placed(session, ids):
        if placed is None:
            people[case_id].clear()  # an older booking, of the whole household
        elif placed not in missing[case_id]:
            people[case_id].discard(placed)
    return {
        str(row.id): _Household(
            Waiting(
                key=str(row.id), people=len(people[row.id]), since=row.day, limit_on=row.due_on
            ),
            row.reference,
            row.title,
            bool(missing[row.id] & people[row.id]),
        )
        for row in found
        if people[row.id] and row.day <= today
    }


def _placed(session: Session, ids: Collection[UUID]) -> Sequence[Row[UUID, UUID | None]]:
    """Return who has a place at a workshop that takes place, or took place."""
    return session.execute(
        select(EventPlace.case_id, EventPlace.person_id)
        .join(Event, Event.id == EventPlace.event_id)
        .where(
            EventPlace.case_id.in_(ids),
            EventPlace.state == BOOKED,
            EventPlace.deleted_at.is_(None),
            Event.kind == WORKSHOP,
            Event.cancelled_on.is_(None),
            Event.deleted_at.is_(None),
        )
    ).all()


def _missing(session: Session, ids: Collection[UUID]) -> Mapping[UUID, set[UUID]]:
    """Return who missed a part of a workshop, did not make it up and has no later place."""
    later, part = aliased(EventPart), aliased(EventPart)
    again = (
        select(EventPlace.id)
        .join(Event, Event.id == EventPlace.event_id)
        .join(later, and_(later.event_id == Event.id, later.deleted_at.is_(None)))
        .where(
            EventPlace.state == BOOKED,
            EventPlace.deleted_at.is_(None),
            Event.kind == WORKSHOP,
            Event.cancelled_on.is_(None),
            later.on > part.on,
        )
    )
    held, missed = aliased(EventPlace), aliased(Event)
    rows = session.execute(
        select(held.case_id, held.person_id)
        .join(missed, and_(missed.id == held.event_id, missed.kind == WORKSHOP))
        .join(Attendance, Attendance.event_place_id == held.id)
        .join(part, part.id == Attendance.part_id)
        .where(
            held.case_id.in_(ids),
            held.deleted_at.is_(None),
            Attendance.outcome == MISSED,
            Attendance.made_up_part_id.is_(None),
            Attendance.deleted_at.is_(None),
            ~again.where(
                EventPlace.person_id == held.person_id, EventPlace.event_id != held.event_id
            ).exists(),
        )
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for case_id, person_id in rows:
        if person_id is not None:
            found[case_id].add(person_id)
    return found
