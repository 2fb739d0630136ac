"""The information sessions and bookings of older stores, copied into events and places."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from recruitment_app.store.ids import new_id

_AT_ONCE: Final = 500
_MARKS: Final = {"attended": "came", "missed": "missed"}


def _table(name: str, **columns: Any) -> sa.TableClause:
    kept = {"id": _KEY, "row_version": _NUMBER, "deleted_at": _MOMENT}
    return sa.table(name, *(sa.column(column, kind) for column, kind in (kept | columns).items()))


_KEY, _WORDS, _DAY, _NUMBER = sa.Uuid(), sa.String(), sa.Date(), sa.Integer()
_MOMENT = sa.DateTime(timezone=True)
SESSIONS = _table(
    "information_sessions",
    day=_DAY,
    starts=_WORDS,
    zone=_WORDS,
    venue=_WORDS,
    places=_NUMBER,
    remarks=_WORDS,
    cancelled_on=_DAY,
)
BOOKINGS = _table("bookings", session_id=_KEY, people=_NUMBER, outcome=_WORDS, case_id=_KEY)
_PEOPLE = _table("people", case_id=_KEY, standing=_WORDS, place=_NUMBER)
_ENTRIES = _table(
    "case_events",
    case_id=_KEY,
    kind=_WORDS,
    day=_DAY,
    facts=sa.JSON(),
    recorded_at=_MOMENT,
    recorded_by=_KEY,
    struck_at=_MOMENT,
)
_WORKERS = _table("workers")
_EVENTS = _table(
    "events",
    kind=_WORDS,
    title=_WORDS,
    venue=_WORDS,
    link=_WORDS,
    zone=_WORDS,
    places=_NUMBER,
    remarks=_WORDS,
    series_key=_WORDS,
    uid=_WORDS,
    sequence=_NUMBER,
    cancelled_on=_DAY,
    cancelled_why=_WORDS,
)
_PARTS = _table(
    "event_parts",
    event_id=_KEY,
    number=_NUMBER,
    day=_DAY,
    starts=_WORDS,
    ends=_WORDS,
    title=_WORDS,
)
_PLACES = _table(
    "event_places",
    case_id=_KEY,
    event_id=_KEY,
    person_id=_KEY,
    state=_WORDS,
    asked_on=_DAY,
    booked_on=_DAY,
    given_up_why=_WORDS,
    place=_NUMBER,
    follow_up=_WORDS,
)
_ATTENDANCES = _table(
    "attendances",
    case_id=_KEY,
    event_place_id=_KEY,
    part_id=_KEY,
    outcome=_WORDS,
    remark=_WORDS,
    recorded_at=_MOMENT,
    recorded_by=_KEY,
)


def move_sessions(connection: sa.Connection) -> None:
    """Copy every session, its bookings by person, and who came; a session keeps its key.

    Each applicant gets a place where as many are booked as apply; otherwise the places name nobody.
    """
    parts = _move_heads(connection)
    applicants = _applicants(connection)
    told = _entries(connection)
    somebody = connection.scalar(sa.select(_WORKERS.c.id).order_by(_WORKERS.c.id).limit(1))
    places: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for row in connection.execute(sa.select(BOOKINGS).order_by(BOOKINGS.c.id)).all():
        part_id, day = parts[row.session_id]
        people: Sequence[UUID | None] = applicants.get(row.case_id, ())
        if len(people) != row.people:
            people = [None] * row.people
        spot = (row.case_id, row.session_id)
        booked = told.get((*spot, "session_booked"))
        booked_on = booked.day if booked is not None else day
        mark = told.get((*spot, f"session_{row.outcome}"))
        for person_id in people:
            place_id = new_id()
            places.append(
                {
                    "id": place_id,
                    "deleted_at": row.deleted_at,
                    "row_version": 1,
                    "case_id": row.case_id,
                    "event_id": row.session_id,
                    "person_id": person_id,
                    "state": "given_up" if row.outcome == "cancelled" else "booked",
                    "asked_on": booked_on,
                    "booked_on": booked_on,
                    "given_up_why": "",
                    "place": 0,
                    "follow_up": "",
                }
            )
            if row.outcome in _MARKS:
                marks.append(
                    {
                        "id": new_id(),
                        "deleted_at": row.deleted_at,
                        "row_version": 1,
                        "case_id": row.case_id,
                        "event_place_id": place_id,
                        "part_id": part_id,
                        "outcome": _MARKS[row.outcome],
                        "remark": "",
                        "recorded_at": mark.recorded_at if mark else datetime.now(UTC),
                        "recorded_by": mark.recorded_by if mark else somebody,
                    }
                )
    _insert(connection, _PLACES, places)
    _insert(connection, _ATTENDANCES, marks)


def _move_heads(connection: sa.Connection) -> dict[UUID, tuple[UUID, Any]]:
    """Copy the sessions; return the part and the day of each."""
    found = connection.execute(sa.select(SESSIONS)).all()
    parts = {row.id: (new_id(), row.day) for row in found}
    heads = [
        {
            "id": row.id,
            "deleted_at": row.deleted_at,
            "row_version": 1,
            "kind": "information_session",
            "title": "",
            "venue": row.venue,
            "link": "",
            "zone": row.zone,
            "places": row.places,
            "remarks": row.remarks,
            "series_key": "",
            "uid": f"{row.id}@adopter-recruitment",
            "sequence": 0,
            "cancelled_on": row.cancelled_on,
            "cancelled_why": "",
        }
        for row in found
    ]
    dated = [
        {
            "id": parts[row.id][0],
            "deleted_at": row.deleted_at,
            "row_version": 1,
            "event_id": row.id,
            "number": 1,
            "day": row.day,
            "starts": row.starts,
            "ends": "",
            "title": "",
        }
        for row in found
    ]
    _insert(connection, _EVENTS, heads)
    _insert(connection, _PARTS, dated)
    return parts


def _applicants(connection: sa.Connection) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    query = (
        sa.select(_PEOPLE.c.case_id, _PEOPLE.c.id)
        .where(_PEOPLE.c.standing == "applicant", _PEOPLE.c.deleted_at.is_(None))
        .where(_PEOPLE.c.case_id.in_(sa.select(BOOKINGS.c.case_id)))
        .order_by(_PEOPLE.c.place, _PEOPLE.c.id)
    )
    for case_id, person_id in connection.execute(query):
        found.setdefault(case_id, []).append(person_id)
    return found


def _entries(connection: sa.Connection) -> dict[tuple[UUID, UUID, str], Any]:
    """Return the standing entries that tell of a session, by case, session and kind."""
    kinds = ("session_booked", "session_attended", "session_missed")
    query = sa.select(_ENTRIES).where(
        _ENTRIES.c.kind.in_(kinds), _ENTRIES.c.struck_at.is_(None), _ENTRIES.c.deleted_at.is_(None)
    )
    return {
        (row.case_id, UUID(row.facts["session"]), row.kind): row
        for row in connection.execute(query)
        if row.facts.get("session")
    }


def _insert(connection: sa.Connection, table: sa.TableClause, rows: Sequence[Any]) -> None:
    for chunk in _chunks(rows):
        connection.execute(sa.insert(table), chunk)


def _chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]
