"""What goes along with a case that gets another worker: open tasks and planned visits."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session
from typing_extensions import override

from recruitment_app.casework.change import Touched
from recruitment_app.store.tables import Task, Visit, Worker


@dataclass(frozen=True, slots=True)
class Went:
    """How many tasks and visits went along; told as the end of a sentence."""

    tasks: int = 0
    visits: int = 0

    @property
    def touched(self) -> frozenset[Touched]:
        """What was touched by it."""
        tasks = {Touched.TASKS} if self.tasks else set()
        return frozenset(tasks | ({Touched.VISITS} if self.visits else set()))

    @override
    def __str__(self) -> str:
        told = [
            f"{number} {words if number == 1 else f'{words}s'}"
            for number, words in ((self.tasks, "open task"), (self.visits, "planned visit"))
            if number
        ]
        return f", with {' and '.join(told)}" if told else ""


def work_goes_along(
    session: Session, case_id: UUID | None, before: UUID | None, after: UUID
) -> Went:
    """Move what one worker was still to do in a case to another; without a case, their own tasks.

    What somebody who has left was still to do in the case goes along too. What is done, held or
    called off stays with who did it.
    """
    if before == after or (before is None and case_id is None):
        return Went()
    tasks = session.scalars(
        select(Task).where(
            Task.case_id.is_(None) if case_id is None else Task.case_id == case_id,
            _whose(Task.worker_id, before, with_leavers=case_id is not None),
            Task.done_on.is_(None),
            Task.deleted_at.is_(None),
        )
    ).all()
    for task in tasks:
        task.worker_id = after
    if case_id is None:
        return Went(len(tasks))
    visits = session.scalars(
        select(Visit).where(
            Visit.case_id == case_id,
            _whose(Visit.worker_id, before, with_leavers=True),
            Visit.held_on.is_(None),
            Visit.called_off_on.is_(None),
            Visit.deleted_at.is_(None),
        )
    ).all()
    for visit in visits:
        visit.worker_id = after
    return Went(len(tasks), len(visits))


def _whose(column: Any, before: UUID | None, *, with_leavers: bool) -> ColumnElement[bool]:
    """Return the condition that work was the worker's before, or that of somebody who left."""
    mine: ColumnElement[bool] = column == before
    if not with_leavers:
        return mine
    return or_(mine, column.in_(select(Worker.id).where(Worker.left_on.is_not(None))))
