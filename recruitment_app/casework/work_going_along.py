"""What goes along with a case that gets another worker: open tasks and planned visits."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from typing_extensions import override

from recruitment_app.casework.change import Touched
from recruitment_app.store.tables import Task, Visit


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

    What is done, held or called off stays with who did it.
    """
    if before is None or before == after:
        return Went()
    of_case = Task.case_id.is_(None) if case_id is None else Task.case_id == case_id
    tasks = session.scalars(
        select(Task).where(
            of_case,
            Task.worker_id == before,
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
            Visit.worker_id == before,
            Visit.held_on.is_(None),
            Visit.called_off_on.is_(None),
            Visit.deleted_at.is_(None),
        )
    ).all()
    for visit in visits:
        visit.worker_id = after
    return Went(len(tasks), len(visits))
