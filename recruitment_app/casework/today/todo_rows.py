"""The frozen lines of Today: what is to be done, and my cases on a clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.todo import Matter, TodoState


@dataclass(frozen=True, slots=True)
class TodoRow:
    """One line: of which case, what is to be done until when, and the act that does it.

    ``act`` is empty where this person may only open the case. ``record_id`` is the task, the
    promise, the letter, the visit, the place at an event or the supervision, ``checks`` are those
    that the act is about, the first of them first; a task of one's own may be of no case, and a
    supervision is of none. ``days_late`` counts from ``due_on`` and is nought before it; ``since``
    is when that came which waits.
    """

    matter: Matter
    state: TodoState
    case_id: UUID | None
    reference: str
    title: str
    what: str
    due_on: date | None
    since: date | None = None
    days_late: int = 0
    why: str = ""
    act: str = ""
    worker: str = ""
    worker_id: UUID | None = None
    limit_id: str = ""
    record_id: UUID | None = None
    checks: tuple[CheckKey, ...] = ()


@dataclass(frozen=True, slots=True)
class TodoPart:
    """The first lines of a section by their due date, and how many there are in all."""

    rows: tuple[TodoRow, ...] = ()
    count: int = 0


Todo = Mapping[TodoState, TodoPart]
"""What is to be done, by section."""


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A case of mine on a clock: its main limit and how far it has run."""

    case_id: UUID
    reference: str
    title: str
    stage: Stage
    limit_id: str
    what: str
    remark: str
    day: int
    of: int
    days_left: int
    state: ClockState


@dataclass(frozen=True, slots=True)
class TodayPage:
    """All that Today shows."""

    today: date
    my_clocks: tuple[ClockLine, ...]
    clock_count: int
    my_case_count: int
    unallocated_count: int
    approved: int
    target: int
    expected: float
    year_label: str
    year_starts_on: date
    year_ends_on: date
    parts: Todo

    def part(self, state: TodoState) -> TodoPart:
        """Return a section; one that this role does not look after is empty."""
        return self.parts.get(state, TodoPart())

    @property
    def overdue(self) -> tuple[TodoRow, ...]:
        """Return the first of what is overdue."""
        return self.part(TodoState.OVERDUE).rows

    @property
    def overdue_count(self) -> int:
        """Return how much is overdue."""
        return self.part(TodoState.OVERDUE).count

    @property
    def due_next(self) -> tuple[TodoRow, ...]:
        """Return the first of what falls due next."""
        return self.part(TodoState.DUE_NEXT).rows

    @property
    def due_next_count(self) -> int:
        """Return how much falls due next."""
        return self.part(TodoState.DUE_NEXT).count

    @property
    def lapsed(self) -> tuple[TodoRow, ...]:
        """Return the first of the applicants' own limits that have passed."""
        return self.part(TodoState.LAPSED).rows
