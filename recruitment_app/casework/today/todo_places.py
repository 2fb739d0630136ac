"""What is to be done with somebody after an event, as lines of Today."""

from functools import cache, partial
from textwrap import shorten
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.raw_rows import raw
from recruitment_app.casework.today.todo_asking import OF_CASE, UNTIL, Asking, Whose, of_case
from recruitment_app.casework.today.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.stages import OPEN, long_date
from recruitment_app.rules.todo import Matter, TodoState, dated
from recruitment_app.store.tables import Case, Event, EventPart, EventPlace, Worker

_SHORT: Final = 160


def place_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return what was said to be done after an event by a day, and is not done."""
    if not asking.looks_after(Matter.AFTER_EVENT):
        return {}
    rows = asking.read(_follow_ups(asking.whose))

    def state(row: Any) -> TodoState:
        return dated(row.follow_up_on, asking.today, asking.until)

    return asking.parts(rows, state, partial(_after, asking))


def _after(asking: Asking, row: Any, state: TodoState) -> TodoRow:
    called = row.event_title or asking.law.label("event_kind", row.event_kind)
    return TodoRow(
        matter=Matter.AFTER_EVENT,
        state=state,
        what=shorten(row.follow_up, _SHORT, placeholder="…"),
        why=f"After {called}, {long_date(row.begins_on)}",
        due_on=row.follow_up_on,
        days_late=max((asking.today - row.follow_up_on).days, 0),
        act=asking.act("finish_place_follow_up"),
        record_id=UUID(row.place_id),
        **of_case(row),
    )


@cache
def _follow_ups(whose: Whose) -> Any:
    return (
        select(
            *OF_CASE,
            raw(EventPlace.id).label("place_id"),
            EventPlace.follow_up,
            EventPlace.follow_up_on,
            Event.title.label("event_title"),
            Event.kind.label("event_kind"),
            EventPart.on.label("begins_on"),
        )
        .join(Case, Case.id == EventPlace.case_id)
        .join(Event, Event.id == EventPlace.event_id)
        .join(
            EventPart,
            (EventPart.event_id == Event.id)
            & (EventPart.number == 1)
            & EventPart.deleted_at.is_(None),
        )
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(EventPlace.deleted_at.is_(None), EventPlace.followed_up_on.is_(None))
        .where(EventPlace.follow_up_on <= UNTIL)
        .where(*whose.cases(OPEN, leads=False))
        .order_by(EventPlace.follow_up_on, Case.reference_number, EventPlace.id)
    )
