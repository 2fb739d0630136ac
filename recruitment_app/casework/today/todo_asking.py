"""For whom and when it is asked what is to be done, and how the lines of a section are read."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Uuid, bindparam, or_
from sqlalchemy.orm import Session

from recruitment_app.casework.in_force import Law
from recruitment_app.casework.next_acts import ACT_DUTY
from recruitment_app.casework.raw_rows import plainly, raw
from recruitment_app.casework.stepping import seen_as
from recruitment_app.casework.today.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.todo import OUTLOOKS, Matter, Outlook, TodoState
from recruitment_app.store.tables import Case, Worker

OF_CASE: Final = (
    raw(Case.id).label("id"),
    Case.reference,
    Case.title,
    Worker.name,
    raw(Case.worker_id).label("worker_id"),
)
"""What each line tells of its case; read back by ``of_case``.

The keys are digits: of a section with many lines only the first are shown."""
ME: Final = bindparam("me", type_=Uuid())
TODAY: Final = bindparam("today", type_=Date())
UNTIL: Final = bindparam("until", type_=Date())
SINCE: Final = bindparam("since", type_=Date())
MOST: Final = bindparam("most", type_=Integer())
"""What differs from one look to the next: the statements themselves are made once, for to put one
together takes longer than to run it."""
_ALL: Final = 1_000_000_000


_DUTIES: Final = {
    **ACT_DUTY,
    "chase_checks": Duty.ENTER_DATES,
    "ask_again": Duty.ENTER_DATES,
    "record_outcome": Duty.ENTER_DATES,
    "decide_on_check": Duty.DECIDE_CHECKS,
    "sign_supervision": Duty.READ_SUPERVISION,
    "record_visit": Duty.ASSESS,
    "finish_follow_up": Duty.ENTER_DATES,
    "finish_place_follow_up": Duty.ENTER_DATES,
    "add_note": Duty.WRITE_NOTES,
    "mark_letter_sent": Duty.ENTER_DATES,
    "keep_promise": Duty.WRITE_NOTES,
    "add_task": Duty.KEEP_TASKS,
    "finish_task": Duty.KEEP_TASKS,
}


@dataclass(frozen=True, slots=True)
class Whose:
    """By a person of which role it is asked, and whether of their own cases alone."""

    role: Role
    is_mine: bool

    @property
    def outlook(self) -> Outlook:
        """Return what the role looks after."""
        return OUTLOOKS[self.role]

    def seen(self) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions for the cases that this person may see."""
        return seen_as(self.role, ME)

    def cases(
        self,
        stages: frozenset[Stage] | None = None,
        *,
        or_mine: ColumnElement[bool] | None = None,
        leads: bool = True,
    ) -> list[ColumnElement[bool]]:
        """Return the conditions for the cases: seen, at these stages, one's own where wanted.

        ``or_mine`` makes a line one's own though its case is a colleague's. The cases do not lead
        where something else is found by its day first: each is then looked up by its key.
        """
        found = list(self.seen())
        of_role = self.outlook.stages
        if of_role is not None:
            stages = of_role if stages is None else stages & of_role
        if stages is not None:
            stage = Case.stage if leads else plainly(Case.stage)
            found.append(stage.in_(sorted(stages)))
        if self.is_mine:
            mine = Case.worker_id == ME
            found.append(mine if or_mine is None else or_(mine, or_mine))
        return found


@dataclass(frozen=True)
class Asking:
    """One look at what is to be done: by whom, of whose cases, today and up to a day.

    ``most`` is how many lines of a section are wanted; None: all of them.
    """

    session: Session
    law: Law
    worker: Worker
    whose: Whose
    today: date
    until: date
    most: int | None

    def looks_after(self, matter: Matter) -> bool:
        """Tell whether this person's role looks after it."""
        return matter in self.whose.outlook.matters

    def act(self, name: str) -> str:
        """Return the name of an act, if this person may do it."""
        duty = _DUTIES.get(name)
        return name if duty is not None and may(self.worker.role, duty) else ""

    def read(self, statement: Any, **facts: object) -> Sequence[Any]:
        """Return what a statement finds, told who asks and when."""
        told = {
            "me": self.worker.id,
            "today": self.today,
            "until": self.until,
            "most": _ALL if self.most is None else self.most,
            **facts,
        }
        return self.session.connection().execute(statement, told).all()

    def shown(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Return the first rows of a section that is in order."""
        return rows if self.most is None else rows[: self.most]

    def parts(
        self,
        rows: Iterable[Any],
        state_of: Callable[[Any], TodoState],
        made: Callable[[Any, TodoState], TodoRow],
    ) -> dict[TodoState, TodoPart]:
        """Return rows that are in order as sections, only the first of each made into lines."""
        counts: Counter[TodoState] = Counter()
        lines: dict[TodoState, list[TodoRow]] = defaultdict(list)
        for row in rows:
            state = state_of(row)
            counts[state] += 1
            if self.most is None or len(lines[state]) < self.most:
                lines[state].append(made(row, state))
        return {state: TodoPart(tuple(lines[state]), count) for state, count in counts.items()}

    def first_of(
        self, found: Sequence[tuple[tuple[date, int, str], Callable[[], TodoRow]]]
    ) -> TodoPart:
        """Return a section of lines that are made when they are shown, each with its place."""
        shown = self.shown(sorted(found, key=itemgetter(0)))
        return TodoPart(tuple(made() for _, made in shown), len(found))

    def counted(
        self, rows: Sequence[Any], state: TodoState, made: Callable[[Any], TodoRow]
    ) -> dict[TodoState, TodoPart]:
        """Return one section of rows that each tell ``in_all`` how many there are."""
        if not rows:
            return {}
        return {state: TodoPart(tuple(made(row) for row in rows), rows[0].in_all)}


def of_case(row: Any) -> Mapping[str, Any]:
    """Return what a line tells of its case, from a row that selects ``OF_CASE``."""
    return {
        "case_id": UUID(row.id),
        "reference": row.reference,
        "title": row.title,
        "worker": row.name or "",
        "worker_id": key(row.worker_id),
    }


def key(digits: str | None) -> UUID | None:
    """Return the key that digits stand for, where they stand for one."""
    return UUID(digits) if digits else None


def in_order(rows: Iterable[TodoRow]) -> list[TodoRow]:
    """Return lines by the day that counts, those without one last, and by reference."""
    return sorted(rows, key=lambda row: place(row.due_on or row.since, row.reference))


def place(day: date | None, reference: str) -> tuple[date, int, str]:
    """Return where a line stands among others, by its day and the reference of its case."""
    return day or date.max, len(reference), reference


def joined(parts: Sequence[TodoPart], most: int | None) -> TodoPart:
    """Return one section of several."""
    rows = in_order(row for part in parts for row in part.rows)
    return TodoPart(tuple(rows[:most]), sum(part.count for part in parts))
