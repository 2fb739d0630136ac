"""In a merge nobody keeps two places at one event: what is recorded of who came outranks."""

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
    named: set[UUID] = set()
    for row in sorted(rows, key=lambda row: (row.person_id is None, -rank(row), row.asked_on)):
        is_more = len(kept) >= _MOST_APPLICANTS if row.person_id is None else row.person_id in named
        if not is_more:
            kept.append(row)
            named |= {row.person_id} if row.person_id is not None else set()
            continue
        row.deleted_at = now
        for mark in marks[row.id]:
            mark.deleted_at = now
