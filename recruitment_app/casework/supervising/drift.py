"""Where the cases of a worker drift: what Today shows of each that is late or goes unnoticed."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.today.todo import asking_of, todo_parts
from recruitment_app.casework.today.todo_rows import TodoRow
from recruitment_app.rules.todo import TodoState
from recruitment_app.store.keeping import Store

_DRIFT: Final = (
    TodoState.OVERDUE,
    TodoState.RUNS_OUT,
    TodoState.NO_NEXT_ACTION,
    TodoState.QUIET,
)


def drift_of(session: Session, store: Store, *, worker_id: UUID, today: date) -> Mapping[UUID, str]:
    """Return in a line each what drifts in a worker's cases, as who is signed in may see it."""
    asking = asking_of(session, store, today=today, is_mine=False, most=None)
    found: dict[UUID, list[str]] = defaultdict(list)
    parts = todo_parts(asking)
    for state in _DRIFT:
        for row in parts[state].rows if state in parts else ():
            if row.case_id is not None and row.worker_id == worker_id:
                found[row.case_id].append(_said(row))
    return {case_id: "\n".join(lines) for case_id, lines in found.items()}


def _said(row: TodoRow) -> str:
    if row.state is TodoState.RUNS_OUT:
        return f"{row.what}: {row.why[:1].lower()}{row.why[1:]}."
    if row.state is not TodoState.OVERDUE or not row.days_late:
        return f"{row.what}."
    days = "1 day" if row.days_late == 1 else f"{row.days_late} days"
    return f"{row.what}: {days} late."
