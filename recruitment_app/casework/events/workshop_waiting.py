"""Who waits for a workshop, when each will get a place, and what one more would change."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, select
from sqlalchemy.orm import Session, aliased

from recruitment_app.casework.agency.oversight import year_of
from recruitment_app.casework.events.event_rows import EventRow, events_within
from recruitment_app.casework.in_force import Law, read_law
from recruitment_app.casework.stepping import seen_by, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, MISSED
from recruitment_app.rules.stages import EventKind, Stage
from recruitment_app.rules.timescales import due_on
from recruitment_app.rules.workshop_demand import (
    Expected,
    Pace,
    Step,
    Waiting,
    Workshop,
    expected_places,
    with_more,
)
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

K = EventKind
WORKSHOP: Final = "workshop"
LEAST_HISTORY: Final = 5
"""Of fewer cases than this no median is told: the limit stands in its place."""
_HISTORY_YEARS: Final = 3
_DAYS_OF_A_YEAR: Final = 365
_STEPS: Final[Mapping[str, tuple[EventKind, EventKind, str]]] = {
    "stage_one": (K.REGISTRATION_ACCEPTED, K.STAGE_ONE_ENDED, "T08"),
    "between": (K.STAGE_ONE_ENDED, K.NOTIFIED_TO_PROCEED, "T11"),
    "stage_two": (K.NOTIFIED_TO_PROCEED, K.DECISION_MADE, "T13"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceRow:
    """How long a step takes: the median of so many cases, or its limit where they are too few."""

    step: str
    cases: int
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A household that waits for a workshop, as things stand and with what is added."""

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
    """Everybody who waits for a workshop, in their turn, and what was reckoned with."""

    rows: tuple[WaitingRow, ...]
    workshops: tuple[EventRow, ...]
    more: tuple[date, ...]
    year_ends_on: date
    pace: tuple[PaceRow, ...]

    def in_time(self, *, then: bool) -> int:
        """Return how many households are prepared by their Stage One limit."""
        return sum((row.then if then else row.now).is_in_time for row in self.rows)

    def approved(self, *, then: bool) -> int:
        """Return how many can be approved by the end of the recruitment year."""
        days = (row.approval_then if then else row.approval_now for row in self.rows)
        return sum(day is not None and day <= self.year_ends_on for day in days)

    def without(self, *, then: bool) -> int:
        """Return how many get no place at any workshop that there is."""
        return sum((row.then if then else row.now).workshop is None for row in self.rows)

    @property
    def days_saved(self) -> int:
        """Return the days that all of them together wait less."""
        return sum(row.days_saved or 0 for row in self.rows)


def demand(store: Store, *, today: date, more: Collection[date] = ()) -> DemandPage:
    """Return who in Stage One waits for a workshop, and what workshops on further days change.

    Each further one has the parts and places of the agency's last one, and begins on its day.

    Raises:
        Problem: a further day is past, or no workshop was made that tells its parts and places.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        law = read_law(session)
        coming = [
            row
            for row in events_within(session, since=today, kinds=[WORKSHOP])
            if row.cancelled_on is None and row.begins_on > today
        ]
        added = _further(session, sorted(set(more)), today)
        households = _households(session, seen_by(worker), today)
        pace, told = _pace(session, law, today)
        year = year_of(session, today)
    there = [_workshop(row) for row in coming]
    now = expected_places((each.waiting for each in households.values()), there)
    then = with_more(now, there, added)
    return DemandPage(
        rows=tuple(
            _row(households[one.waiting.key], one, other, pace)
            for one, other in zip(now, then, strict=True)
        ),
        workshops=tuple(coming),
        more=tuple(workshop.begins_on for workshop in added),
        year_ends_on=year.ends_on,
        pace=told,
    )


@dataclass(frozen=True, slots=True)
class _Household:
    waiting: Waiting
    reference: str
    title: str
    has_missed: bool


def _row(household: _Household, now: Expected, then: Expected, pace: Pace) -> WaitingRow:
    return WaitingRow(
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
    room = max(row.places - row.booked, 0)
    return Workshop(key=str(row.id), begins_on=row.begins_on, ends_on=row.ends_on, room=room)


def _further(session: Session, days: Sequence[date], today: date) -> list[Workshop]:
    if not days:
        return []
    if days[0] <= today:
        raise Problem("Give a day to come for the further workshop.", field="what_if")
    every = [row for row in events_within(session, kinds=[WORKSHOP]) if row.cancelled_on is None]
    if not every:
        raise Problem(
            "No workshop was made yet, so its parts and places are not known: make one first."
        )
    last = every[-1]
    lasts = last.ends_on - last.begins_on
    return [
        Workshop(key=f"more {day}", begins_on=day, ends_on=day + lasts, room=last.places)
        for day in days
    ]


def _households(
    session: Session, conditions: Iterable[ColumnElement[bool]], today: date
) -> Mapping[str, _Household]:
    """Return the households of Stage One of whom somebody has no place, or is to make up a part."""
    began = (
        select(CaseEvent.case_id, func.max(CaseEvent.on).label("day"))
        .where(CaseEvent.kind == K.REGISTRATION_ACCEPTED, CaseEvent.struck_at.is_(None))
        .group_by(CaseEvent.case_id)
        .subquery()
    )
    found = session.execute(
        select(Case.id, Case.reference, Case.title, began.c.day, CaseClock.due_on)
        .join(began, began.c.case_id == Case.id)
        .outerjoin(CaseClock, and_(CaseClock.case_id == Case.id, CaseClock.limit_id == "T08"))
        .where(Case.stage == Stage.STAGE_ONE, *conditions)
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
            bool(missing[row.id]),
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
    held = aliased(EventPlace)
    rows = session.execute(
        select(held.case_id, held.person_id)
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


def _pace(session: Session, law: Law, today: date) -> tuple[Pace, tuple[PaceRow, ...]]:
    """Return how long each later step takes: the agency's own median, or its limit."""
    since = today - timedelta(days=_HISTORY_YEARS * _DAYS_OF_A_YEAR)
    told: list[PaceRow] = []
    steps: dict[str, Step] = {}
    for step, (begins, ends, limit_id) in _STEPS.items():
        days = _days_between(session, begins, ends, since)
        known = round(median(days)) if len(days) >= LEAST_HISTORY else None
        told.append(PaceRow(step=step, cases=len(days), days=known))
        steps[step] = _step(law, limit_id, known)
    return Pace(**steps), tuple(told)


def _step(law: Law, limit_id: str, days: int | None) -> Step:
    def done_on(begun: date) -> date:
        if days is not None:
            return begun + timedelta(days=days)
        return due_on(law.limits[limit_id], begun, law.calendar) or begun

    return done_on


def _days_between(session: Session, begins: EventKind, ends: EventKind, since: date) -> list[int]:
    """Return the days between two steps of each case that was approved since a day."""
    first, last = aliased(CaseEvent), aliased(CaseEvent)
    rows = session.execute(
        select(func.min(first.on), func.max(last.on))
        .join(last, last.case_id == first.case_id)
        .join(Case, Case.id == first.case_id)
        .where(
            first.kind == begins,
            last.kind == ends,
            first.struck_at.is_(None),
            last.struck_at.is_(None),
            Case.approved_on >= since,
            Case.deleted_at.is_(None),
            Case.is_fast_track.is_(False),
        )
        .group_by(Case.id)
    )
    return [(end - begin).days for begin, end in rows if end >= begin]
