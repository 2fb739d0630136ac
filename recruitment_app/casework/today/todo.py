"""What is to be done: everything that is late, due, promised or unnoticed, for who is signed in."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.stepping import signed_in
from recruitment_app.casework.today.todo_asking import Asking, Whose, joined
from recruitment_app.casework.today.todo_checks import chase_parts, validity_parts
from recruitment_app.casework.today.todo_clocks import clock_parts, late_clocks
from recruitment_app.casework.today.todo_letters import letter_parts
from recruitment_app.casework.today.todo_outcomes import outcome_parts
from recruitment_app.casework.today.todo_places import place_parts
from recruitment_app.casework.today.todo_quiet import (
    next_action_parts,
    quiet_parts,
    unallocated_parts,
)
from recruitment_app.casework.today.todo_rows import Todo, TodoPart, TodoRow
from recruitment_app.casework.today.todo_work import (
    follow_up_parts,
    promise_parts,
    signature_parts,
    task_parts,
    visit_parts,
)
from recruitment_app.rules.todo import OUTLOOKS, TodoState
from recruitment_app.store.keeping import Store

Section = Callable[[Asking], dict[TodoState, TodoPart]]
NEXT_WORKING_DAYS: Final = 10
"""How far ahead Today looks."""
DATED: Final = (
    clock_parts,
    chase_parts,
    visit_parts,
    follow_up_parts,
    place_parts,
    promise_parts,
    task_parts,
    letter_parts,
)
"""What is found by its day, or because it is made and not sent: few rows, whatever the store."""
LOOKED_THROUGH: Final = (
    validity_parts,
    outcome_parts,
    signature_parts,
    next_action_parts,
    quiet_parts,
    unallocated_parts,
)
"""What is found only by looking through every case in hand; no section of it is also dated."""
_MAY_BE_LATE: Final = (
    chase_parts,
    visit_parts,
    follow_up_parts,
    place_parts,
    promise_parts,
    task_parts,
)


def asking_of(
    session: Session, store: Store, *, today: date, is_mine: bool | None, most: int | None
) -> Asking:
    """Return what the person signed in asks; ``is_mine`` None leaves it to their role."""
    worker = signed_in(session, store)
    law = law_in_force(session)
    begins_with_own = OUTLOOKS[worker.role].begins_with_own
    return Asking(
        session=session,
        law=law,
        worker=worker,
        whose=Whose(worker.role, begins_with_own if is_mine is None else is_mine),
        today=today,
        until=law.calendar.after(today, NEXT_WORKING_DAYS),
        most=most,
    )


def todo_parts(asking: Asking, wanted: Sequence[Section] = (*DATED, *LOOKED_THROUGH)) -> Todo:
    """Return every section that the role looks after, each by its due dates."""
    found: dict[TodoState, list[TodoPart]] = defaultdict(list)
    for parts in wanted:
        for state, part in parts(asking).items():
            found[state].append(part)
    return {
        state: found[state][0] if len(found[state]) == 1 else joined(found[state], asking.most)
        for state in TodoState
        if state in found
    }


def looked_through(store: Store, *, today: date, mine: bool, most: int) -> Todo:
    """Return the sections of Today for which every case in hand is looked through."""
    with store.reading() as session:
        asking = asking_of(session, store, today=today, is_mine=mine, most=most)
        return todo_parts(asking, LOOKED_THROUGH)


def todo(store: Store, *, today: date, is_mine: bool | None = None) -> tuple[TodoRow, ...]:
    """Return every line for who is signed in: what is overdue first, section by section."""
    with store.reading() as session:
        asking = asking_of(session, store, today=today, is_mine=is_mine, most=None)
        return tuple(row for part in todo_parts(asking).values() for row in part.rows)


def overdue_count(store: Store, *, today: date, mine: bool | None = None) -> int:
    """Return how much is overdue, as Today counts it."""
    with store.reading() as session:
        asking = asking_of(session, store, today=today, is_mine=mine, most=0)
        late = (parts(asking).get(TodoState.OVERDUE) for parts in _MAY_BE_LATE)
        return late_clocks(asking) + sum(part.count for part in late if part is not None)
