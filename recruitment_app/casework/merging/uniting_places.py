"""In a merge nobody keeps two places at one event, and nothing recorded of who came is lost."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.rules.events import BOOKED, CAME, GIVEN_UP, MISSED, WAITING
from recruitment_app.store.tables import Attendance, EventPlace

_MOST_APPLICANTS = 2
_RANKS = (GIVEN_UP, WAITING, BOOKED, MISSED, CAME)


def unite_places(session: Session, case_id: UUID, now: datetime) -> None:
    """Let each person of a case have one place at an event, within an act that is open.

    Older bookings name nobody: they stay as far as a household has applicants without a place.
    """
    held = select(EventPlace).where(
        EventPlace.case_id == case_id, EventPlace.deleted_at.is_(None), EventPlace.state != GIVEN_UP
    )
    by_event: dict[UUID, list[EventPlace]] = defaultdict(list)
    for row in session.scalars(held.order_by(EventPlace.id)):
        by_event[row.event_id].append(row)
    for rows in by_event.values():
        if len(rows) > 1:
            _unite(session, rows, now)
    session.flush()


def _unite(session: Session, rows: list[EventPlace], now: datetime) -> None:
    marks: dict[UUID, list[Attendance]] = defaultdict(list)
    query = select(Attendance).where(
        Attendance.event_place_id.in_([row.id for row in rows]), Attendance.deleted_at.is_(None)
    )
    for mark in session.scalars(query):
        marks[mark.event_place_id].append(mark)

    def rank(row: EventPlace) -> int:
        told = [row.state, *(mark.outcome for mark in marks[row.id])]
        return max(_RANKS.index(each) for each in told)

    kept: list[EventPlace] = []
    named: dict[UUID, EventPlace] = {}
    for row in sorted(rows, key=lambda row: (row.person_id is None, -rank(row), row.asked_on)):
        is_more = len(kept) >= _MOST_APPLICANTS if row.person_id is None else row.person_id in named
        if not is_more:
            kept.append(row)
            if row.person_id is not None:
                named[row.person_id] = row
            continue
        row.deleted_at = now
        stays = kept[0] if row.person_id is None else named[row.person_id]
        _hand_marks(session, marks[row.id], stays, now)
        _follow_both_up(row, stays)


def _hand_marks(
    session: Session, theirs: list[Attendance], stays: EventPlace, now: datetime
) -> None:
    """Let the place that stays tell of each part what is known of it; who came to it, came."""
    ours = select(Attendance).where(Attendance.event_place_id == stays.id)
    told = {mark.part_id: mark for mark in session.scalars(ours)}  # struck ones keep their place
    for mark in theirs:
        mine = told.get(mark.part_id)
        if mine is None:
            mark.event_place_id = stays.id
            continue
        if mine.deleted_at is not None:
            mine.deleted_at, mine.remark = None, ""
            mine.outcome, mine.made_up_part_id = mark.outcome, mark.made_up_part_id
            mine.recorded_at, mine.recorded_by = mark.recorded_at, mark.recorded_by
        elif CAME in {mine.outcome, mark.outcome}:
            mine.outcome, mine.made_up_part_id = CAME, None
        else:
            mine.made_up_part_id = mine.made_up_part_id or mark.made_up_part_id
        mine.remark = _both(mine.remark, mark.remark)
        mark.deleted_at = now


def _follow_both_up(goes: EventPlace, stays: EventPlace) -> None:
    """Let the place that stays say all that is to be done; it is open while one of the two is."""
    if not goes.follow_up:
        return
    is_open, was_open = (
        row.follow_up != "" and row.followed_up_on is None for row in (goes, stays)
    )
    if is_open and was_open:
        days = [row.follow_up_on for row in (goes, stays) if row.follow_up_on is not None]
        stays.follow_up_on = min(days, default=None)
    elif is_open or not stays.follow_up:
        stays.follow_up_on, stays.followed_up_on = goes.follow_up_on, goes.followed_up_on
    stays.follow_up = _both(stays.follow_up, goes.follow_up)


def _both(ours: str, theirs: str) -> str:
    """Return what both say, once."""
    return ours if theirs in ours else f"{ours}\n{theirs}".strip()
