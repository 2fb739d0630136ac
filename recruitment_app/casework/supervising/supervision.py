"""Supervision: a manager and a worker go through the worker's cases, decide, and both sign.

What drifts in each case is what Today shows of it (``casework/today/todo``), as of the day on
which the sheet was made or looked through again. Once both have signed nothing in it changes any
more, and every decision is a task of the worker.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.casework.supervising.drift import drift_of
from recruitment_app.casework.supervising.handing_over import require_worker
from recruitment_app.casework.supervising.supervision_rows import require_supervision
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.rules.stages import Stage, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Supervision, SupervisionLine, Task, Worker

SUPERVISED: Final = frozenset({Touched.SUPERVISION})
_DECIDED: Final = SUPERVISED | {Touched.TASKS, Touched.DIARY}
_DONE: Final = (Stage.CLOSED, Stage.PLACED)
_SIGNED: Final = "This supervision is signed: nothing in it changes any more."


@dataclass
class _Open:
    """A supervision being worked on within one act."""

    session: Session
    row: Supervision
    mine: Worker


def begin_supervision(store: Store, *, worker_id: UUID, held_on: date, today: date) -> Change:
    """Make the sheet of a supervision: a line for each open case of a worker, with its drift.

    Raises:
        NotAllowed: who is signed in is no manager.
        Problem: it is one's own, the person has left or holds no cases by role, or a sheet of
            theirs is still open.

    """
    with store.writing(act="begin_supervision") as session:
        mine = ask_leave(session, store, Duty.SUPERVISE)
        worker = require_worker(session, worker_id)
        if worker.id == mine.id:
            raise Problem("Somebody else supervises you: choose another.", field="worker_id")
        if worker.role not in {Role.SOCIAL_WORKER, Role.MANAGER} or worker.left_on is not None:
            raise Problem("Choose a social worker or a manager.", field="worker_id")
        before = session.scalars(
            select(Supervision).where(
                Supervision.worker_id == worker_id,
                Supervision.deleted_at.is_(None),
                Supervision.worker_signed_on.is_(None),
            )
        ).first()
        if before is not None:
            raise Problem(
                f"The supervision of {long_date(before.held_on)} is not signed by both yet:"
                " finish it first.",
                field="worker_id",
            )
        row = Supervision(
            worker_id=worker_id,
            supervisor_id=mine.id,
            held_on=held_on,
            recorded_at=store.clock(),
        )
        session.add(row)
        session.flush()
        number = _look(session, store, row, today)
        cases = "1 open case" if number == 1 else f"{number} open cases"
        undo = partial(drop_supervision, supervision_id=row.id)
        return Change(None, SUPERVISED, f"The sheet is made, with {cases}.", row.id, undo=undo)


def look_again(store: Store, *, supervision_id: UUID, today: date) -> Change:
    """Bring an open sheet up to date: new cases, those that have gone, and the drift of each.

    A line in which something is written stays, whoever has the case now.

    Raises:
        Problem: it is signed, or not there any more.

    """
    with _open(store, supervision_id, act="look_again") as opened:
        _look(opened.session, store, opened.row, today)
        return Change(None, SUPERVISED, "The sheet is as the cases stand today.", supervision_id)


def write_supervision(
    store: Store,
    *,
    supervision_id: UUID,
    seen: int,
    held_on: date,
    next_on: date | None,
    remarks: str,
) -> Change:
    """Write what stands at the head of a sheet: its day, that of the next, and remarks.

    Raises:
        ChangedMeanwhile: somebody else wrote in it since.
        NotAllowed: who is signed in is not the supervisor or another manager.
        Problem: the next is not after this one, or it is signed.

    """
    if next_on is not None and next_on <= held_on:
        raise Problem("The next supervision comes after this one.", field="next_on")
    with _open(store, supervision_id, act="write_supervision") as opened:
        _ask_to_decide(opened)
        row = opened.row
        if row.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this sheet: look again.")
        row.held_on, row.next_on, row.remarks = held_on, next_on, _clean(remarks)
        return Change(None, SUPERVISED, "Saved.", supervision_id)


def write_line(
    store: Store, *, line_id: UUID, seen: int, narrative: str, decision: str, due_on: date | None
) -> Change:
    """Write what was said of a case and what was decided; the worker writes what was said.

    Raises:
        ChangedMeanwhile: somebody else wrote in it since.
        NotAllowed: the worker would change what is decided.
        Problem: a day is given and no decision, the sheet is signed, or the line or its case is
            not there for this person.

    """
    said, decided = _clean(narrative), _clean(decision)
    if due_on is not None and not decided:
        raise Problem("Write what is to be done by that day.", field="decision")
    with store.reading() as session:
        line = session.get(SupervisionLine, line_id)
        supervision_id = None if line is None else line.supervision_id
    if supervision_id is None:
        raise Problem("This case is not on the sheet any more: look again.")
    with _open(store, supervision_id, act="write_line") as opened:
        kept = opened.session.get_one(SupervisionLine, line_id)
        if kept.deleted_at is not None:
            raise Problem("This case is not on the sheet any more: look again.")
        if kept.row_version != seen:
            raise ChangedMeanwhile("Somebody else wrote of this case: look again.")
        require_case(opened.session, opened.mine, kept.case_id)
        if (decided, due_on) != (kept.decision, kept.due_on):
            _ask_to_decide(opened)
        kept.narrative, kept.decision, kept.due_on = said, decided, due_on
        return Change(kept.case_id, SUPERVISED, "Saved.", kept.id)


def sign_supervision(store: Store, *, supervision_id: UUID, on: date, today: date) -> Change:
    """Sign a sheet as who is signed in: the supervisor first, then the worker.

    With the second signature nothing in it changes any more, and each decision becomes a task of
    the worker.

    Raises:
        NotAllowed: who is signed in is neither of the two.
        Problem: the day is still to come or before the supervision, the supervisor has not
            signed yet, or they have signed already.

    """
    with store.writing(act="sign_supervision") as session:
        mine = ask_leave(session, store, Duty.READ_SUPERVISION)
        row = require_supervision(session, mine, supervision_id)
        if on > today:
            raise Problem(f"{long_date(on)} is still to come: sign on the day.", field="on")
        if on < row.held_on:
            raise Problem(
                f"The supervision is on {long_date(row.held_on)}: it is signed once it was held.",
                field="on",
            )
        if row.worker_signed_on is not None:
            raise Problem(_SIGNED)
        if row.supervisor_signed_on is None:
            if mine.id != row.supervisor_id:
                supervisor = require_worker(session, row.supervisor_id).name
                raise NotAllowed(f"{supervisor} signs first: ask them to.")
            row.supervisor_signed_on = on
            worker = require_worker(session, row.worker_id).name
            undo = partial(take_back_signature, supervision_id=supervision_id)
            told = f"Signed; {worker} signs next."
            return Change(None, SUPERVISED, told, supervision_id, undo=undo)
        if mine.id != row.worker_id:
            worker = require_worker(session, row.worker_id).name
            raise NotAllowed(f"Now {worker} signs: ask them to.")
        row.worker_signed_on = on
        number = _make_tasks(session, store, row)
        tasks = {0: "no task", 1: "1 task"}.get(number, f"{number} tasks")
        return Change(None, _DECIDED, f"Signed by both; {tasks} made of it.", supervision_id)


def take_back_signature(store: Store, *, supervision_id: UUID) -> Change:
    """Take the supervisor's signature back, as long as the worker has not signed.

    Raises:
        NotAllowed: it is not theirs.
        Problem: both have signed, or nobody has.

    """
    with store.writing(act="take_back_signature") as session:
        mine = ask_leave(session, store, Duty.SUPERVISE)
        row = require_supervision(session, mine, supervision_id)
        if row.worker_signed_on is not None:
            raise Problem(_SIGNED)
        if row.supervisor_signed_on is None:
            raise Problem("Nobody has signed it yet.")
        if mine.id != row.supervisor_id:
            raise NotAllowed("Only who signed takes a signature back: ask them to.")
        row.supervisor_signed_on = None
        return Change(None, SUPERVISED, "The signature is taken back.", supervision_id)


def drop_supervision(store: Store, *, supervision_id: UUID) -> Change:
    """Throw a sheet away that nobody has signed.

    Raises:
        Problem: it is signed, or not there any more.

    """
    with _open(store, supervision_id, act="drop_supervision") as opened:
        _ask_to_decide(opened)
        at = store.clock()
        opened.row.deleted_at = at
        for line in _lines(opened.session, supervision_id):
            line.deleted_at = at
        undo = partial(put_supervision_back, supervision_id=supervision_id)
        return Change(None, SUPERVISED, "The sheet is thrown away.", supervision_id, undo=undo)


def put_supervision_back(store: Store, *, supervision_id: UUID) -> Change:
    """Put a sheet back that was thrown away.

    Raises:
        Problem: it is there.

    """
    with store.writing(act="put_supervision_back") as session:
        ask_leave(session, store, Duty.SUPERVISE)
        row = session.get_one(Supervision, supervision_id)
        if row.deleted_at is None:
            raise Problem("This sheet is there: look again.")
        query = select(SupervisionLine).where(
            SupervisionLine.supervision_id == supervision_id,
            SupervisionLine.deleted_at == row.deleted_at,
        )
        for line in session.scalars(query):
            line.deleted_at = None
        row.deleted_at = None
        return Change(None, SUPERVISED, "The sheet is back.", supervision_id)


@contextmanager
def _open(store: Store, supervision_id: UUID, *, act: str) -> Iterator[_Open]:
    """Open a sheet that nobody has signed for one act."""
    with store.writing(act=act) as session:
        mine = ask_leave(session, store, Duty.READ_SUPERVISION)
        row = require_supervision(session, mine, supervision_id)
        if row.worker_signed_on is not None:
            raise Problem(_SIGNED)
        if row.supervisor_signed_on is not None:
            raise Problem(
                "The supervisor has signed this sheet: the signature is taken back first."
            )
        yield _Open(session, row, mine)


def _ask_to_decide(opened: _Open) -> None:
    is_theirs = opened.mine.id == opened.row.worker_id
    if opened.mine.role is not Role.MANAGER or is_theirs:
        raise NotAllowed("What is decided is written by the supervisor: ask them to.")


def _look(session: Session, store: Store, row: Supervision, today: date) -> int:
    """Let the lines be the worker's open cases with their drift; return how many there are."""
    kept = {line.case_id: line for line in _lines(session, row.id)}
    drift = drift_of(session, store, worker_id=row.worker_id, today=today)
    cases = session.scalars(
        select(Case.id).where(
            Case.worker_id == row.worker_id, Case.stage.not_in(_DONE), Case.deleted_at.is_(None)
        )
    ).all()
    for case_id in cases:
        line = kept.pop(case_id, None)
        if line is None:
            line = SupervisionLine(supervision_id=row.id, case_id=case_id)
            session.add(line)
        line.drift = drift.get(case_id, "")
    for line in kept.values():
        if not (line.narrative or line.decision):
            line.deleted_at = store.clock()
    return len(cases)


def _lines(session: Session, supervision_id: UUID) -> list[SupervisionLine]:
    query = select(SupervisionLine).where(
        SupervisionLine.supervision_id == supervision_id, SupervisionLine.deleted_at.is_(None)
    )
    return list(session.scalars(query))


def _make_tasks(session: Session, store: Store, row: Supervision) -> int:
    made = 0
    for line in _lines(session, row.id):
        if line.decision:
            made += 1
            session.add(
                Task(
                    worker_id=row.worker_id,
                    case_id=line.case_id,
                    what=line.decision,
                    due_on=line.due_on,
                    made_at=store.clock(),
                    made_by=row.supervisor_id,
                )
            )
    return made


def _clean(words: str) -> str:
    return words.replace("\0", "").strip()
