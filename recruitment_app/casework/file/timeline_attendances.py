"""Who of a case came to which part of a workshop or another event, in its timeline.

An information session is told by the journey already: of it only what those who led it saw.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import aliased

from recruitment_app.casework.file.timeline_rows import (
    Group,
    Line,
    Source,
    TimelineRow,
    day_of,
    key_of,
    moment_of,
)
from recruitment_app.casework.file.timeline_scope import Scope, joined, raw
from recruitment_app.rules.events import CAME
from recruitment_app.rules.stages import long_date
from recruitment_app.store.tables import Attendance, Event, EventPart, EventPlace, Person

_MADE_UP: Final = aliased(EventPart)
_ATTENDANCE: Final = (
    select(
        *map(raw, (Attendance.id, EventPart.on, Attendance.outcome, Attendance.remark)),
        *map(raw, (Event.kind, Event.title, EventPart.number, EventPart.title, _MADE_UP.on)),
        *map(raw, (Person.given_names, Person.family_name)),
        *map(raw, (Attendance.recorded_at, Attendance.recorded_by)),
    )
    .join(EventPlace, EventPlace.id == Attendance.event_place_id)
    .join(EventPart, EventPart.id == Attendance.part_id)
    .join(Event, Event.id == EventPart.event_id)
    .outerjoin(Person, Person.id == EventPlace.person_id)
    .outerjoin(_MADE_UP, _MADE_UP.id == Attendance.made_up_part_id)
    .where(Attendance.case_id == bindparam("case_id"), Attendance.deleted_at.is_(None))
    .where(or_(Event.kind != "information_session", Attendance.remark != ""))
)


def attendance_lines(scope: Scope) -> Iterator[Line]:
    """Give a line for each entry of a register."""
    words = scope.words

    def tell(row: Any) -> TimelineRow:
        key, on, outcome, remark, kind, title, number, about, made_up, given, family, at, by = row
        called = title or words.label("event_kind", kind)
        who = joined(" ", given or "", family or "") or "The household"
        did = "came to" if outcome == CAME else "missed"
        part = joined(": ", f"part {number}", about)
        made = f"Made up on {long_date(day_of(made_up))}." if made_up else ""
        return TimelineRow(
            key_of(key),
            Source.ATTENDANCE,
            Group.MEETINGS,
            day_of(on),
            words.label("event_kind", kind),
            f"{who} {did} “{called}”, {part}",
            joined("\n", made, remark),
            words.name(by),
            moment_of(at),
        )

    for row in scope.rows(_ATTENDANCE):
        yield row[1], row[11], Group.MEETINGS, row[12], tell, row
