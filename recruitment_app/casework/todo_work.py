"""Visits, what follows them, promises and tasks as lines of Today."""

from typing import Any

from sqlalchemy import and_, or_, select

from recruitment_app.casework.todo_asking import OF_CASE, Asking, of_case
from recruitment_app.casework.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import OPEN
from recruitment_app.rules.todo import Matter, TodoState
from recruitment_app.store.tables import Case, Promise, Task, Visit, Worker

_SHORT = 160


def visit_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the visits planned, those whose day is past, and what is to follow one held."""
    if not asking.looks_after(Matter.VISIT):
        return {}
    return {
        TodoState.OVERDUE: _visits(asking, TodoState.OVERDUE),
        TodoState.DUE_NEXT: _visits(asking, TodoState.DUE_NEXT),
    }


def follow_up_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return what is to follow a visit that was held."""
    if not asking.looks_after(Matter.FOLLOW_UP):
        return {}
    return {
        TodoState.OVERDUE: _follow_ups(asking, TodoState.OVERDUE),
        TodoState.DUE_NEXT: _follow_ups(asking, TodoState.DUE_NEXT),
    }


def promise_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the promises that were not kept in time, and those still to be kept."""
    if not asking.looks_after(Matter.PROMISE):
        return {}
    return {
        TodoState.OVERDUE: _promises(asking, TodoState.OVERDUE),
        TodoState.PROMISED: _promises(asking, TodoState.PROMISED),
    }


def task_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return one's own tasks; a manager who looks at everybody's sees everybody's that are due."""
    if not asking.looks_after(Matter.TASK):
        return {}
    states = (TodoState.OVERDUE, TodoState.DUE_NEXT, TodoState.LATER)
    return {state: _tasks(asking, state) for state in states}


def _within(asking: Asking, column: Any, state: TodoState) -> Any:
    """Return the condition that a day is past, or among those that Today looks to."""
    if state is TodoState.OVERDUE:
        return column < asking.today
    if state is TodoState.PROMISED:
        return column >= asking.today
    return column.between(asking.today, asking.until)


def _visits(asking: Asking, state: TodoState) -> TodoPart:
    def made(row: Any) -> TodoRow:
        kind = asking.law.label("visit_kind", row.kind)
        is_late = state is TodoState.OVERDUE
        where = ", ".join(part for part in (row.starts, row.venue) if part)
        return TodoRow(
            matter=Matter.VISIT,
            state=state,
            what=f"Say how it went: {kind}" if is_late else kind,
            why=where or _short(row.focus),
            due_on=row.planned_on,
            days_late=max((asking.today - row.planned_on).days, 0),
            act=asking.act("record_visit" if is_late else ""),
            record_id=row.visit_id,
            **of_case(row),
        )

    query = (
        select(
            *OF_CASE,
            Visit.id.label("visit_id"),
            Visit.kind,
            Visit.planned_on,
            Visit.starts,
            Visit.venue,
            Visit.focus,
        )
        .join(Case, Case.id == Visit.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Visit.deleted_at.is_(None), Visit.held_on.is_(None))
        .where(Visit.called_off_on.is_(None), _within(asking, Visit.planned_on, state))
        .where(*asking.cases(OPEN, or_mine=Visit.worker_id == asking.worker.id))
        .order_by(Visit.planned_on, Case.reference_number, Visit.starts)
    )
    return asking.part(query, made)


def _follow_ups(asking: Asking, state: TodoState) -> TodoPart:
    def made(row: Any) -> TodoRow:
        return TodoRow(
            matter=Matter.FOLLOW_UP,
            state=state,
            what=_short(row.follow_up) or "Follow the visit up",
            why="To follow a visit",
            due_on=row.follow_up_on,
            days_late=max((asking.today - row.follow_up_on).days, 0),
            act=asking.act("finish_follow_up"),
            record_id=row.visit_id,
            **of_case(row),
        )

    query = (
        select(*OF_CASE, Visit.id.label("visit_id"), Visit.follow_up, Visit.follow_up_on)
        .join(Case, Case.id == Visit.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Visit.deleted_at.is_(None), Visit.followed_up_on.is_(None))
        .where(_within(asking, Visit.follow_up_on, state), *asking.cases(OPEN))
        .order_by(Visit.follow_up_on, Case.reference_number)
    )
    return asking.part(query, made)


def _promises(asking: Asking, state: TodoState) -> TodoPart:
    def made(row: Any) -> TodoRow:
        return TodoRow(
            matter=Matter.PROMISE,
            state=state,
            what=_short(row.what),
            why=f"Promised by {row.promised_by}" if row.promised_by else "Promised",
            due_on=row.by_on,
            days_late=max((asking.today - row.by_on).days, 0),
            act=asking.act("keep_promise"),
            record_id=row.promise_id,
            **of_case(row),
        )

    by = (
        select(Worker.name)
        .where(Worker.id == Promise.promised_by)
        .correlate(Promise)
        .scalar_subquery()
    )
    query = (
        select(
            *OF_CASE,
            Promise.id.label("promise_id"),
            Promise.what,
            Promise.by_on,
            by.label("promised_by"),
        )
        .join(Case, Case.id == Promise.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Promise.deleted_at.is_(None), Promise.kept_on.is_(None))
        .where(_within(asking, Promise.by_on, state), *asking.cases(OPEN))
        .order_by(Promise.by_on, Case.reference_number)
    )
    return asking.part(query, made)


def _tasks(asking: Asking, state: TodoState) -> TodoPart:
    is_later = state is TodoState.LATER
    own_only = asking.is_mine or asking.worker.role is not Role.MANAGER or is_later

    def made(row: Any) -> TodoRow:
        late = (asking.today - row.due_on).days if row.due_on else 0
        return TodoRow(
            matter=Matter.TASK,
            state=state,
            what=_short(row.what),
            why="A task" if row.doer == asking.worker.id else f"A task of {row.name}",
            due_on=row.due_on,
            days_late=max(late, 0),
            act=asking.act("finish_task"),
            case_id=row.id,
            reference=row.reference or "",
            title=row.title or "",
            worker=row.name,
            worker_id=row.doer,
            record_id=row.task_id,
        )

    when = (
        or_(Task.due_on.is_(None), Task.due_on > asking.until)
        if is_later
        else _within(asking, Task.due_on, state)
    )
    query = (
        select(
            Case.id,
            Case.reference,
            Case.title,
            Worker.name,
            Task.worker_id.label("doer"),
            Task.id.label("task_id"),
            Task.what,
            Task.due_on,
        )
        .outerjoin(Case, Case.id == Task.case_id)
        .join(Worker, Worker.id == Task.worker_id)
        .where(Task.deleted_at.is_(None), Task.done_on.is_(None), when)
        .where(or_(Task.case_id.is_(None), and_(*asking.seen())))
        .order_by(Task.due_on.is_(None), Task.due_on, Task.made_at)
    )
    everybody = select(Worker.id)  # named, so that the index by worker serves
    whose = Task.worker_id == asking.worker.id if own_only else Task.worker_id.in_(everybody)
    return asking.part(query.where(whose), made)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHORT else f"{flat[:_SHORT].rsplit(' ', 1)[0]}…"
