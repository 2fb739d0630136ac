"""What is to be done, what was promised, and who waits for a workshop, as they leave."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import and_, or_, select

from recruitment_app.casework.events.workshop_waiting import demand
from recruitment_app.casework.leaving.leaving import Leaving, day_of
from recruitment_app.casework.stepping import seen_by
from recruitment_app.casework.today.todo import todo
from recruitment_app.exchange.cells import Cell
from recruitment_app.rules.todo import TodoState
from recruitment_app.store.tables import Case, Promise, Task

_Rows = Iterator[Sequence[Cell]]
STATES: Final[Mapping[TodoState, str]] = {
    state: state.value.replace("_", " ").capitalize() for state in TodoState
}
TODO: Final = ("State", "Reference", "Applicants", "What", "Due on", "Days late", "Since", "Worker")


def to_be_done(leaving: Leaving) -> _Rows:
    """Give every line of Today of who takes the list away, section by section."""
    for row in todo(leaving.store, today=leaving.today, is_mine=leaving.is_mine):
        yield (
            STATES[row.state],
            row.reference,
            row.title,
            row.what,
            row.due_on,
            row.days_late or None,
            row.since,
            row.worker,
        )


TASKS: Final = ("Reference", "Applicants", "What", "Whose", "Due on", "Done on", "Given on", "By")


def tasks(leaving: Leaving) -> _Rows:
    """Give every task, what is to be done before what was, those of no case among them."""
    query = (
        select(Task, Case.reference, Case.title)
        .outerjoin(Case, Case.id == Task.case_id)
        .where(Task.deleted_at.is_(None))
        .where(or_(Task.case_id.is_(None), and_(*seen_by(leaving.worker))))
        .order_by(Task.done_on.is_not(None), Task.due_on.is_(None), Task.due_on, Task.made_at)
    )
    for row, reference, title in leaving.session.execute(query):
        yield (
            reference or "",
            title or "",
            row.what,
            leaving.name(row.worker_id),
            row.due_on,
            row.done_on,
            day_of(row.made_at),
            leaving.name(row.made_by),
        )


PROMISES: Final = (
    "Reference",
    "Applicants",
    "What",
    "By",
    "Promised on",
    "Promised by",
    "Kept on",
    "How",
)


def promises(leaving: Leaving) -> _Rows:
    """Give every promise to a family, those still to be kept first, by their day."""
    query = (
        select(Promise, Case.reference, Case.title)
        .join(Case, Case.id == Promise.case_id)
        .where(Promise.deleted_at.is_(None), *seen_by(leaving.worker))
        .order_by(Promise.kept_on.is_not(None), Promise.by_on, Promise.recorded_at)
    )
    for row, reference, title in leaving.session.execute(query):
        yield (
            reference,
            title,
            row.what,
            row.by_on,
            row.promised_on,
            leaving.name(row.promised_by),
            row.kept_on,
            row.kept_words,
        )


WAITING: Final = (
    "Turn",
    "Reference",
    "Applicants",
    "People",
    "Waiting since",
    "Limit",
    "Workshop",
    "With what is tried",
    "In time",
    "Approval",
    "Approval with what is tried",
)


def waiting(leaving: Leaving) -> _Rows:
    """Give who waits for a workshop, in their turn, with the further workshops that are tried."""
    for row in demand(leaving.store, today=leaving.today, more=leaving.what_if).rows:
        yield (
            row.turn,
            row.reference,
            row.title,
            row.people,
            row.since,
            row.limit_on,
            row.now.on,
            row.then.on,
            row.then.is_in_time,
            row.approval_now,
            row.approval_then,
        )
