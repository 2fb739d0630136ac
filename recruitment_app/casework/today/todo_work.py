"""Visits, what follows them, promises, tasks and signatures as lines of Today."""

from functools import cache, partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from recruitment_app.casework.raw_rows import plainly, raw
from recruitment_app.casework.today.todo_asking import (
    ME,
    OF_CASE,
    UNTIL,
    Asking,
    Whose,
    key,
    of_case,
)
from recruitment_app.casework.today.todo_letters import title_of_letter
from recruitment_app.casework.today.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import OPEN, long_date
from recruitment_app.rules.todo import Matter, TodoState, dated
from recruitment_app.store.tables import Case, Letter, Promise, Supervision, Task, Visit, Worker

_SHORT: Final = 160


def visit_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the visits planned, and those whose day is past."""
    if not asking.looks_after(Matter.VISIT):
        return {}
    rows = asking.read(_visits(asking.whose))
    return asking.parts(rows, _dated(asking, "planned_on"), partial(_visit, asking))


def follow_up_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return what is to follow a visit that was held."""
    if not asking.looks_after(Matter.FOLLOW_UP):
        return {}
    rows = asking.read(_follow_ups(asking.whose))
    return asking.parts(rows, _dated(asking, "follow_up_on"), partial(_follow_up, asking))


def promise_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the promises that were not kept in time, and those still to be kept."""
    if not asking.looks_after(Matter.PROMISE):
        return {}

    def state(row: Any) -> TodoState:
        return TodoState.OVERDUE if row.by_on < asking.today else TodoState.PROMISED

    return asking.parts(asking.read(_promises(asking.whose)), state, partial(_promise, asking))


def task_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return one's own tasks; a manager who looks at everybody's sees everybody's that are due."""
    if not asking.looks_after(Matter.TASK):
        return {}

    def state(row: Any) -> TodoState:
        return dated(row.due_on, asking.today, asking.until) if row.due_on else TodoState.LATER

    return asking.parts(asking.read(_tasks(asking.whose)), state, partial(_task, asking))


def signature_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the sheets of supervision that wait for one's own signature, whosever cases."""
    if not asking.looks_after(Matter.SIGNATURE):
        return {}
    rows = asking.read(_to_sign())
    return asking.parts(rows, lambda _: TodoState.WAITS, partial(_signature, asking))


def _dated(asking: Asking, column: str) -> Any:
    return lambda row: dated(getattr(row, column), asking.today, asking.until)


def _visit(asking: Asking, row: Any, state: TodoState) -> TodoRow:
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
        record_id=UUID(row.visit_id),
        **of_case(row),
    )


@cache
def _visits(whose: Whose) -> Any:
    return (
        select(
            *OF_CASE,
            raw(Visit.id).label("visit_id"),
            Visit.kind,
            Visit.planned_on,
            Visit.starts,
            Visit.venue,
            Visit.focus,
        )
        .join(Case, Case.id == Visit.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Visit.deleted_at.is_(None), Visit.held_on.is_(None))
        .where(Visit.called_off_on.is_(None), Visit.planned_on <= UNTIL)
        .where(*whose.cases(OPEN, or_mine=Visit.worker_id == ME, leads=False))
        .order_by(Visit.planned_on, Case.reference_number, Visit.starts)
    )


def _follow_up(asking: Asking, row: Any, state: TodoState) -> TodoRow:
    return TodoRow(
        matter=Matter.FOLLOW_UP,
        state=state,
        what=_short(row.follow_up) or "Follow the visit up",
        why="To follow a visit",
        due_on=row.follow_up_on,
        days_late=max((asking.today - row.follow_up_on).days, 0),
        act=asking.act("finish_follow_up"),
        record_id=UUID(row.visit_id),
        **of_case(row),
    )


@cache
def _follow_ups(whose: Whose) -> Any:
    return (
        select(*OF_CASE, raw(Visit.id).label("visit_id"), Visit.follow_up, Visit.follow_up_on)
        .join(Case, Case.id == Visit.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Visit.deleted_at.is_(None), Visit.followed_up_on.is_(None))
        .where(Visit.follow_up_on <= UNTIL)
        .where(*whose.cases(OPEN, or_mine=Visit.worker_id == ME, leads=False))
        .order_by(Visit.follow_up_on, Case.reference_number)
    )


def _promise(asking: Asking, row: Any, state: TodoState) -> TodoRow:
    return TodoRow(
        matter=Matter.PROMISE,
        state=state,
        what=_short(row.what),
        why=_promised(row),
        due_on=row.by_on,
        days_late=max((asking.today - row.by_on).days, 0),
        act=asking.act("keep_promise"),
        record_id=UUID(row.promise_id),
        **of_case(row),
    )


def _promised(row: Any) -> str:
    by = f"Promised by {row.promised_by}"
    return f"{by} · {title_of_letter(row.letter_name)}" if row.letter_name else by


@cache
def _promises(whose: Whose) -> Any:
    by = select(Worker.name).where(Worker.id == Promise.promised_by).correlate(Promise)
    of_it = (plainly(Letter.promise_id) == Promise.id, Letter.case_id == Promise.case_id)
    letter = select(Letter.name).where(*of_it).limit(1).correlate(Promise)
    return (
        select(
            *OF_CASE,
            raw(Promise.id).label("promise_id"),
            Promise.what,
            Promise.by_on,
            by.scalar_subquery().label("promised_by"),
            letter.scalar_subquery().label("letter_name"),
        )
        .join(Case, Case.id == Promise.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Promise.deleted_at.is_(None), Promise.kept_on.is_(None))
        .where(*whose.cases(OPEN, leads=False))
        .order_by(Promise.by_on, Case.reference_number)
    )


def _task(asking: Asking, row: Any, state: TodoState) -> TodoRow:
    late = (asking.today - row.due_on).days if row.due_on else 0
    return TodoRow(
        matter=Matter.TASK,
        state=state,
        what=_short(row.what),
        why="A task" if row.doer == asking.worker.id.hex else f"A task of {row.name}",
        due_on=row.due_on,
        days_late=max(late, 0),
        act=asking.act("finish_task"),
        case_id=key(row.id),
        reference=row.reference or "",
        title=row.title or "",
        worker=row.name,
        worker_id=UUID(row.doer),
        record_id=UUID(row.task_id),
    )


@cache
def _tasks(whose: Whose) -> Any:
    mine = Task.worker_id == ME
    everybody = select(Worker.id)  # named, so that the index by worker serves
    is_of_all = whose.role is Role.MANAGER and not whose.is_mine
    wanted = and_(Task.worker_id.in_(everybody), or_(mine, Task.due_on <= UNTIL))
    return (
        select(
            raw(Case.id).label("id"),
            Case.reference,
            Case.title,
            Worker.name,
            raw(Task.worker_id).label("doer"),
            raw(Task.id).label("task_id"),
            Task.what,
            Task.due_on,
        )
        .outerjoin(Case, Case.id == Task.case_id)
        .join(Worker, Worker.id == Task.worker_id)
        .where(Task.deleted_at.is_(None), Task.done_on.is_(None))
        .where(wanted if is_of_all else mine)
        .where(or_(Task.case_id.is_(None), and_(*whose.seen())))
        .order_by(Task.due_on.is_(None), Task.due_on, Task.made_at)
    )


def _signature(asking: Asking, row: Any, state: TodoState) -> TodoRow:
    is_first = row.supervisor_signed_on is None
    return TodoRow(
        matter=Matter.SIGNATURE,
        state=state,
        case_id=None,
        reference="",
        title=row.worker,
        what=f"Sign the supervision of {long_date(row.held_on)}",
        why="As the supervisor, then the worker" if is_first else f"{row.supervisor} has signed",
        due_on=None,
        since=row.held_on if is_first else row.supervisor_signed_on,
        act=asking.act("sign_supervision"),
        record_id=row.supervision_id,
    )


@cache
def _to_sign() -> Any:
    worker, supervisor = aliased(Worker), aliased(Worker)
    first, then = Supervision.supervisor_signed_on, Supervision.worker_signed_on
    return (
        select(
            Supervision.id.label("supervision_id"),
            Supervision.held_on,
            first,
            worker.name.label("worker"),
            supervisor.name.label("supervisor"),
        )
        .join(worker, worker.id == Supervision.worker_id)
        .join(supervisor, supervisor.id == Supervision.supervisor_id)
        .where(Supervision.deleted_at.is_(None), then.is_(None))
        .where(
            or_(
                and_(first.is_(None), Supervision.supervisor_id == ME),
                and_(first.is_not(None), Supervision.worker_id == ME),
            )
        )
        .order_by(Supervision.held_on, Supervision.recorded_at)
    )


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHORT else f"{flat[:_SHORT].rsplit(' ', 1)[0]}…"
