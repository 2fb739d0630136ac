"""Who waits for a workshop, when each will get a place, and what one more would change."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from recruitment_app.casework.agency.oversight import year_of
from recruitment_app.casework.events.event_rows import EventRow, as_meeting, events_within
from recruitment_app.casework.events.later_steps import pace_of
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.raw_rows import plainly
from recruitment_app.casework.stepping import seen_by, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, MISSED, Meeting, warnings
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.workshop_demand import (
    ANY_ROOM,
    Expected,
    Known,
    Outlook,
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
    Event,
    EventPart,
    EventPlace,
    Person,
    Worker,
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
        # what takes place at the same time matters only to a further workshop
        every = events_within(session, since=today, kinds=() if days else [WORKSHOP])
        to_come = [row for row in every if row.cancelled_on is None]
        coming = [row for row in to_come if row.kind == WORKSHOP and row.begins_on > today]
        last = coming[-1] if coming else _last(session)
        if days and last is None:
            raise Problem(NO_WORKSHOP, field="what_if")
        households = _households(session, worker, today)
        pace, known = pace_of(session, law, today)
        year = year_of(session, today)
    meetings = [_on(last, day) for day in days] if last is not None else []
    others = [as_meeting(row) for row in to_come] if days else []
    there = [_workshop(row) for row in coming]
    places = last.places if last is not None else 0
    further = [_further(meeting, places) for meeting in meetings]
    now = expected_places((each.waiting for each in households.values()), there)
    then = with_more(now, there, further)
    approvals = [pace.approval_on(each) for each in now]
    approvals_then = [
        day if other is one else pace.approval_on(other)
        for day, one, other in zip(approvals, now, then, strict=True)
    ]
    pairs = zip(
        zip(now, then, strict=True), zip(approvals, approvals_then, strict=True), strict=True
    )
    rows = tuple(
        _row(turn, household, expected, approved_on)
        for turn, (expected, approved_on) in enumerate(pairs, start=1)
        if (household := households[expected[0].waiting.key]).is_shown
    )
    return DemandPage(
        rows=rows,
        hidden=len(households) - len(rows),
        now=outlook(now, now, approvals, year.ends_on),
        then=outlook(then, now, approvals_then, year.ends_on),
        last_on=max((each.on for each in now if each.on is not None), default=None),
        begins=tuple(row.begins_on for row in coming),
        more=tuple(days),
        warnings=tuple(
            told for meeting in meetings for told in warnings(meeting, others, law.calendar)
        ),
        last=last,
        year_ends_on=year.ends_on,
        pace=known,
    )


@dataclass(frozen=True, slots=True)
class _Household:
    waiting: Waiting
    case_id: UUID
    is_shown: bool
    reference: str
    title: str
    has_missed: bool


def _row(
    turn: int,
    household: _Household,
    expected: tuple[Expected, Expected],
    approvals: tuple[date | None, date | None],
) -> WaitingRow:
    """Return a row of what is as things stand, and of what is with further workshops."""
    return WaitingRow(
        turn=turn,
        case_id=household.case_id,
        reference=household.reference,
        title=household.title,
        people=household.waiting.people,
        has_missed=household.has_missed,
        since=household.waiting.since,
        limit_on=household.waiting.limit_on,
        now=expected[0],
        then=expected[1],
        approval_now=approvals[0],
        approval_then=approvals[1],
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


_IN_STAGE_ONE: Final = and_(Case.stage == Stage.STAGE_ONE, Case.deleted_at.is_(None))


def _households(session: Session, worker: Worker, today: date) -> Mapping[str, _Household]:
    """Return the households of Stage One of whom somebody has no place, or is to make up a part."""
    found = session.execute(
        select(
            Case.id,
            Case.reference,
            Case.title,
            and_(*seen_by(worker)).label("is_shown"),
            Case.registered_on,
            _without_place().label("people"),
            CaseClock.due_on,
        )
        .outerjoin(CaseClock, and_(CaseClock.case_id == Case.id, CaseClock.limit_id == "T08"))
        .where(_IN_STAGE_ONE)
    )
    missing = _missing(session)
    waiting: dict[str, _Household] = {}
    for row in found:
        missed = len(missing.get(row.id, ()))
        if not row.people + missed or row.registered_on is None or row.registered_on > today:
            continue
        key = str(row.id)
        waits = Waiting(
            key=key, people=row.people + missed, since=row.registered_on, limit_on=row.due_on
        )
        waiting[key] = _Household(
            waits, row.id, bool(row.is_shown), row.reference, row.title, bool(missed)
        )
    return waiting


@cache
def _without_place() -> ScalarSelect[int]:
    """Return how many applicants of a case have no place at a workshop, held or to come.

    An older booking without a person is of the whole household.
    """
    placed = (
        select(EventPlace.id)
        .join(Event, Event.id == EventPlace.event_id)
        .where(
            EventPlace.case_id == Person.case_id,
            or_(EventPlace.person_id == Person.id, EventPlace.person_id.is_(None)),
            EventPlace.state == BOOKED,
            EventPlace.deleted_at.is_(None),
            Event.kind == WORKSHOP,
            Event.cancelled_on.is_(None),
            Event.deleted_at.is_(None),
        )
    )
    return (
        select(func.count())
        .where(
            Person.case_id == Case.id,
            Person.standing == "applicant",
            Person.deleted_at.is_(None),
            ~placed.exists(),
        )
        .scalar_subquery()
    )


def _missing(session: Session) -> Mapping[UUID, set[UUID]]:
    """Return who has a place, missed a part, did not make it up and has no later place."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for case_id, person_id in session.execute(_asking_for_missed()):
        if person_id is not None:
            found[case_id].add(person_id)
    return found


@cache
def _asking_for_missed() -> Select[UUID, UUID | None]:
    """Return the statement, whose making takes longer than its answer.

    It goes from the cases of Stage One to their places, not from all workshops of all years.
    """
    later, part = aliased(EventPart), aliased(EventPart)
    held, missed = aliased(EventPlace), aliased(Event)
    again = (
        select(EventPlace.id)
        .join(Event, Event.id == EventPlace.event_id)
        .join(later, and_(later.event_id == Event.id, later.deleted_at.is_(None)))
        .where(
            EventPlace.person_id == held.person_id,
            EventPlace.event_id != held.event_id,
            EventPlace.state == BOOKED,
            EventPlace.deleted_at.is_(None),
            Event.kind == WORKSHOP,
            Event.cancelled_on.is_(None),
            Event.deleted_at.is_(None),
            later.on > part.on,
        )
    )
    return (
        select(held.case_id, held.person_id)
        .join(Case, Case.id == held.case_id)
        .join(missed, missed.id == held.event_id)
        .join(Attendance, Attendance.event_place_id == held.id)
        .join(part, part.id == Attendance.part_id)
        .where(
            _IN_STAGE_ONE,
            plainly(missed.kind) == WORKSHOP,
            held.state == BOOKED,
            held.deleted_at.is_(None),
            Attendance.outcome == MISSED,
            Attendance.made_up_part_id.is_(None),
            Attendance.deleted_at.is_(None),
            ~again.exists(),
        )
    )
