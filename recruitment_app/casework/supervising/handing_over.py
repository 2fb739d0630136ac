"""Handing over: one case, some, or all that a leaver has, with what is still to do in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.workforce import SETTINGS, record_leaving, take_key
from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.journey.enquiries import allocate
from recruitment_app.casework.notes import write_note
from recruitment_app.casework.stepping import ask_leave, seen_by, signed_in
from recruitment_app.casework.work_going_along import Went, work_goes_along
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Task, Worker

_DONE = (Stage.CLOSED, Stage.PLACED)
HANDED_OVER = STEP | {Touched.NOTES, Touched.TASKS, Touched.VISITS, Touched.SETTINGS}


@dataclass(frozen=True, slots=True)
class HeldCase:
    """An open case of a worker, with what of it is still to be done by them."""

    id: UUID
    reference: str
    title: str = field(repr=False)
    stage: Stage
    next_due_on: date | None
    task_count: int


@dataclass(frozen=True, slots=True)
class Caseload:
    """All that a worker would hand over: open cases, and tasks that belong to no case."""

    worker_id: UUID
    name: str
    role: Role
    left_on: date | None
    cases: tuple[HeldCase, ...]
    own_task_count: int


def caseload(store: Store, *, worker_id: UUID) -> Caseload:
    """Return what a worker has in hand, as far as who is signed in may see it.

    Raises:
        Problem: nobody of that key is of the agency.

    """
    with store.reading() as session:
        mine = signed_in(session, store)
        worker = require_worker(session, worker_id)
        tasks = _open_tasks(session, worker_id)
        query = (
            select(Case.id, Case.reference, Case.title, Case.stage, Case.next_due_on)
            .where(*seen_by(mine), Case.worker_id == worker_id, Case.stage.not_in(_DONE))
            .order_by(Case.reference_number, Case.reference)
        )
        cases = tuple(HeldCase(*row, tasks.get(row.id, 0)) for row in session.execute(query))
        return Caseload(
            worker_id, worker.name, worker.role, worker.left_on, cases, tasks.get(None, 0)
        )


def hand_over(
    store: Store,
    *,
    worker_id: UUID,
    to: UUID,
    on: date,
    today: date,
    case_ids: Collection[UUID] | None = None,
    words: str = "",
    leaves: bool = False,
) -> Change:
    """Hand the open cases of a worker, or those named, to another, with tasks and planned visits.

    Where none is named, all go, and the worker's tasks of no case with them. With ``leaves`` it
    is recorded in the same act that the worker has left. ``words`` become a note of each case.

    Raises:
        NotAllowed: who is signed in is no manager.
        Problem: the one who takes over does not assess or has left, nothing is handed over, a
            case is not the worker's any more, cases would be left behind by a leaver, or the
            leaver is the only manager. Nothing is changed then.

    """
    with store.writing(act="hand_over") as session:
        mine = ask_leave(session, store, Duty.HAND_OVER)
        worker, taker = require_worker(session, worker_id), require_worker(session, to)
        _require_taker(worker, taker)
        every = _cases_of(session, worker_id)
        cases = [case for case in every if case_ids is None or case.id in case_ids]
        if case_ids is not None and len(cases) < len(set(case_ids)):
            raise Problem("One of these cases has another worker by now: look again.")
        if leaves:
            _leave_nothing_behind(len(every) - len(cases))
        for case in cases:
            allocate(store, case_id=case.id, worker_id=to, on=on, today=today)
            if words.strip():
                told = f"Handed over by {worker.name} to {taker.name}. {words.strip()}"
                write_note(session, store, case.id, kind="file_note", on=on, text=told)
        goes_whole = case_ids is None or leaves
        own = work_goes_along(session, None, worker_id, to) if goes_whole else Went()
        if not cases and not own.tasks and not leaves:
            raise Problem(f"{worker.name} has no open case and no open task to hand over.")
        if leaves:
            record_leaving(session, mine, worker_id=worker_id, on=on, today=today)
        sentence = _sentence(len(cases), taker.name, leaves=leaves)
    if leaves:
        take_key(store, worker_id)
    return Change(None, HANDED_OVER | SETTINGS, sentence, worker_id)


def require_worker(session: Session, worker_id: UUID) -> Worker:
    """Return a person of the agency.

    Raises:
        Problem: there is none of that key.

    """
    worker = session.get(Worker, worker_id)
    if worker is None or worker.deleted_at is not None:
        raise Problem("This person is not in the store any more: look again.")
    return worker


def worker_by_name(session: Session, name: str) -> Worker:
    """Return the person of the agency of this name, whoever works here before who left.

    Raises:
        Problem: there is none, or there are several.

    """
    found: Sequence[Worker] = session.scalars(
        select(Worker).where(
            func.lower(Worker.name) == name.strip().lower(), Worker.deleted_at.is_(None)
        )
    ).all()
    here = [worker for worker in found if worker.left_on is None] or list(found)
    if not here:
        raise Problem(f"Nobody of the agency is called {name.strip()}: see its people in Settings.")
    if len(here) > 1:
        raise Problem(f"Several people are called {name.strip()}: give one of them an initial.")
    return here[0]


def _require_taker(worker: Worker, taker: Worker) -> None:
    if taker.id == worker.id:
        raise Problem("Choose somebody else to take over.", field="to")
    if taker.role not in {Role.SOCIAL_WORKER, Role.MANAGER}:
        raise Problem("Choose a social worker or the manager.", field="to")
    if taker.left_on is not None:
        raise Problem("This person has left: choose somebody else.", field="to")


def _leave_nothing_behind(left: int) -> None:
    if left:
        cases = "case" if left == 1 else "cases"
        raise Problem(
            f"{left} open {cases} would be left behind: hand all of them over, or hand these over"
            " first and record the leaving with the last.",
            field="cases",
        )


def _cases_of(session: Session, worker_id: UUID) -> list[Case]:
    query = (
        select(Case)
        .where(Case.worker_id == worker_id, Case.stage.not_in(_DONE), Case.deleted_at.is_(None))
        .order_by(Case.reference_number, Case.reference)
    )
    return list(session.scalars(query))


def _open_tasks(session: Session, worker_id: UUID) -> dict[UUID | None, int]:
    query = (
        select(Task.case_id, func.count())
        .where(Task.worker_id == worker_id, Task.done_on.is_(None), Task.deleted_at.is_(None))
        .group_by(Task.case_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _sentence(cases: int, name: str, *, leaves: bool) -> str:
    told = f"{cases} {'case' if cases == 1 else 'cases'} handed over to {name}"
    return f"{told}, and the leaving is recorded." if leaves else f"{told}."
