"""Tasks: what somebody of the agency is to do by a day, of a case or of none."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.stepping import ask_leave, may_see, require_case, signed_in
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Task, Worker

TASKS: Final = frozenset({Touched.TASKS, Touched.DIARY})
_GONE: Final = "This task is not there any more: look again."
_THERE: Final = "This task was not taken away: look again."


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it is shown; a case's tasks are everybody's to see who sees the case."""

    id: UUID
    version: int
    what: str
    due_on: date | None
    done_on: date | None
    worker: str
    worker_id: UUID
    case_id: UUID | None
    reference: str
    title: str
    is_mine: bool


def add_task(
    store: Store,
    *,
    what: str,
    today: date,
    due_on: date | None = None,
    worker_id: UUID | None = None,
    case_id: UUID | None = None,
) -> Change:
    """Give a task to oneself or, by ``worker_id``, to somebody else of the agency.

    Raises:
        Problem: it says nothing, its day is past, or the other may not see the case or has left.

    """
    words = _checked(what, due_on, today)
    with store.writing(act="add_task") as session:
        me = ask_leave(session, store, Duty.KEEP_TASKS)
        case = require_case(session, me, case_id) if case_id else None
        doer = _doer(session, worker_id or me.id, case)
        row = Task(
            worker_id=doer.id,
            case_id=case_id,
            what=words,
            due_on=due_on,
            made_at=store.clock(),
            made_by=me.id,
        )
        session.add(row)
        session.flush()
        by = f" by {long_date(due_on)}" if due_on else ""
        whose = "Task noted" if doer.id == me.id else "Task given"
        undo = partial(drop_task, task_id=row.id)
        return Change(case_id, TASKS, f"{whose}{by}.", row.id, undo=undo)


def change_task(
    store: Store,
    *,
    task_id: UUID,
    seen: int,
    what: str,
    today: date,
    due_on: date | None,
    worker_id: UUID | None = None,
) -> Change:
    """Change what a task says, its day, or whose it is.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: it says nothing, a new day is past, or the other may not see the case or has left.

    """
    with store.writing(act="change_task") as session:
        row = _open_task(session, store, task_id)
        if row.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this task: look again.")
        row.what = _checked(what, None if due_on == row.due_on else due_on, today)
        row.due_on = due_on
        if worker_id is not None and worker_id != row.worker_id:
            case = session.get(Case, row.case_id) if row.case_id else None
            row.worker_id = _doer(session, worker_id, case).id
        return Change(row.case_id, TASKS, "Task changed.", row.id)


def finish_task(store: Store, *, task_id: UUID, on: date, today: date) -> Change:
    """Record that a task is done.

    Raises:
        Problem: it is done already, or the day is still to come.

    """
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day it was done.", field="on")
    with store.writing(act="finish_task") as session:
        row = _open_task(session, store, task_id)
        row.done_on = on
        undo = partial(take_up_task, task_id=row.id)
        return Change(row.case_id, TASKS, "Task done.", row.id, undo=undo)


def take_up_task(store: Store, *, task_id: UUID) -> Change:
    """Take a task up again that was recorded as done.

    Raises:
        Problem: it is not done, or not there any more.

    """
    with store.writing(act="take_up_task") as session:
        row = _task(session, store, task_id)
        if row.done_on is None:
            raise Problem("This task is still to be done.")
        row.done_on = None
        return Change(row.case_id, TASKS, "Taken up again.", row.id)


def drop_task(store: Store, *, task_id: UUID) -> Change:
    """Take a task away that was noted by mistake, or need not be done any more.

    Raises:
        Problem: it is not there any more.

    """
    with store.writing(act="drop_task") as session:
        row = _task(session, store, task_id)
        row.deleted_at = store.clock()
        undo = partial(put_task_back, task_id=row.id)
        return Change(row.case_id, TASKS, "Task taken away.", undo=undo)


def put_task_back(store: Store, *, task_id: UUID) -> Change:
    """Put a task back that was taken away.

    Raises:
        Problem: it was not taken away.

    """
    with store.writing(act="put_task_back") as session:
        row = _task(session, store, task_id, is_taken_away=True)
        row.deleted_at = None
        return Change(row.case_id, TASKS, "Task put back.", row.id)


def tasks_of_case(store: Store, *, case_id: UUID) -> tuple[TaskRow, ...]:
    """Return the tasks of a case that are still to be done, by their day.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        me = signed_in(session, store)
        require_case(session, me, case_id)
        query = _rows().where(Task.case_id == case_id, Task.done_on.is_(None))
        return tuple(_row(row, me) for row in session.execute(query))


def task_row(store: Store, *, task_id: UUID) -> TaskRow:
    """Return one task.

    Raises:
        Problem: it is not there, or of a case that this person may not see.

    """
    with store.reading() as session:
        me = signed_in(session, store)
        found = session.execute(_rows().where(Task.id == task_id)).one_or_none()
        task = session.get(Task, task_id)
        if found is None or task is None or not _sees(session, me, task):
            raise Problem(_GONE)
        return _row(found, me)


def _rows() -> Any:
    return (
        select(Task, Worker.name, Case.reference, Case.title)
        .join(Worker, Worker.id == Task.worker_id)
        .outerjoin(Case, Case.id == Task.case_id)
        .where(Task.deleted_at.is_(None))
        .order_by(Task.due_on.is_(None), Task.due_on, Task.made_at)
    )


def _row(row: Any, me: Worker) -> TaskRow:
    task = row.Task
    return TaskRow(
        task.id,
        task.row_version,
        task.what,
        task.due_on,
        task.done_on,
        row.name,
        task.worker_id,
        task.case_id,
        row.reference or "",
        row.title or "",
        task.worker_id == me.id,
    )


def _checked(what: str, due_on: date | None, today: date) -> str:
    words = what.replace("\0", "").strip()
    if not words:
        raise Problem("Say what is to be done.", field="what")
    if due_on is not None and due_on < today:
        raise Problem(
            f"{long_date(due_on)} is past: give a day from today on, or none.", field="due_on"
        )
    return words


def _doer(session: Session, worker_id: UUID, case: Case | None) -> Worker:
    doer = session.get(Worker, worker_id)
    if doer is None or doer.deleted_at is not None or doer.left_on is not None:
        raise Problem("This person is not at the agency any more.", field="worker_id")
    if case is not None and not may_see(doer, case):
        raise Problem("This person may not see the case, which is restricted.", field="worker_id")
    return doer


def _task(session: Session, store: Store, task_id: UUID, *, is_taken_away: bool = False) -> Task:
    me = ask_leave(session, store, Duty.KEEP_TASKS)
    row = session.get(Task, task_id)
    if row is None or (row.deleted_at is not None) is not is_taken_away:
        raise Problem(_THERE if is_taken_away else _GONE)
    if not _sees(session, me, row):
        raise Problem(_GONE)
    _ask_whose(me, row)
    return row


def _open_task(session: Session, store: Store, task_id: UUID) -> Task:
    row = _task(session, store, task_id)
    if row.done_on is not None:
        raise Problem(f"This task was done on {long_date(row.done_on)}.")
    return row


def _ask_whose(me: Worker, row: Task) -> None:
    if me.role is not Role.MANAGER and me.id not in {row.worker_id, row.made_by}:
        raise NotAllowed(
            "A task is changed by whose it is, by who gave it, or by a manager: ask one of them."
        )


def _sees(session: Session, me: Worker, row: Task) -> bool:
    case = session.get(Case, row.case_id) if row.case_id else None
    return case is None or may_see(me, case)
