"""For whom and when it is asked what is to be done, and how a section's first lines are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.in_force import Law
from recruitment_app.casework.next_acts import ACT_DUTY
from recruitment_app.casework.stepping import seen_by
from recruitment_app.casework.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.todo import Matter, Outlook
from recruitment_app.store.tables import Case, Worker

OF_CASE = (Case.id, Case.reference, Case.title, Worker.name, Case.worker_id)
"""What each line tells of its case, to be selected with ``told``."""

_DUTIES: Final = {
    **ACT_DUTY,
    "chase_checks": Duty.ENTER_DATES,
    "ask_again": Duty.ENTER_DATES,
    "record_visit": Duty.ASSESS,
    "finish_follow_up": Duty.ENTER_DATES,
    "add_note": Duty.WRITE_NOTES,
    "keep_promise": Duty.WRITE_NOTES,
    "add_task": Duty.KEEP_TASKS,
    "finish_task": Duty.KEEP_TASKS,
}


@dataclass(frozen=True)
class Asking:
    """One look at what is to be done: by whom, of whose cases, today and up to a day.

    ``most`` is how many lines of a section are wanted: None all of them, nought only their count.
    """

    session: Session
    law: Law
    worker: Worker
    outlook: Outlook
    is_mine: bool
    today: date
    until: date
    most: int | None

    def looks_after(self, matter: Matter) -> bool:
        """Tell whether this person's role looks after it."""
        return matter in self.outlook.matters

    def seen(self) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions for the cases that this person may see."""
        return seen_by(self.worker)

    def cases(
        self, stages: frozenset[Stage] | None = None, *, or_mine: ColumnElement[bool] | None = None
    ) -> list[ColumnElement[bool]]:
        """Return the conditions for the cases: seen, at these stages, one's own where wanted.

        ``or_mine`` makes a line one's own though its case is a colleague's.
        """
        found = list(self.seen())
        wanted = stages
        if self.outlook.stages is not None:
            wanted = self.outlook.stages if stages is None else stages & self.outlook.stages
        if wanted is not None:
            found.append(Case.stage.in_(sorted(wanted)))
        if self.is_mine:
            mine = Case.worker_id == self.worker.id
            found.append(mine if or_mine is None else or_(mine, or_mine))
        return found

    def act(self, name: str) -> str:
        """Return the name of an act, if this person may do it."""
        duty = _DUTIES.get(name)
        return name if duty is not None and may(self.worker.role, duty) else ""

    def part(self, query: Any, made: Callable[[Any], TodoRow]) -> TodoPart:
        """Return the first lines of a query that is in order, and how many there are in all."""
        rows: tuple[TodoRow, ...] = ()
        if self.most != 0:
            rows = tuple(made(row) for row in self.session.execute(query.limit(self.most)))
        if self.most is None or len(rows) < self.most:
            return TodoPart(rows, len(rows))
        counted = select(func.count()).select_from(query.order_by(None).subquery())
        return TodoPart(rows, self.session.scalar(counted) or 0)


def of_case(row: Any) -> dict[str, Any]:
    """Return what a line tells of its case, from a row that selects ``OF_CASE``."""
    worker_id: UUID | None = row.worker_id
    return {
        "case_id": row.id,
        "reference": row.reference,
        "title": row.title,
        "worker": row.name or "",
        "worker_id": worker_id,
    }


def in_order(rows: Sequence[TodoRow]) -> list[TodoRow]:
    """Return lines by their due date, those without one last, and by reference."""
    return sorted(rows, key=lambda row: (row.due_on or date.max, len(row.reference), row.reference))


def joined(parts: Sequence[TodoPart], most: int | None) -> TodoPart:
    """Return one section of several."""
    rows = in_order([row for part in parts for row in part.rows])
    return TodoPart(tuple(rows[:most]), sum(part.count for part in parts))
