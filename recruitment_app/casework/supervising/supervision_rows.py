"""Supervisions as they are shown: the list of them, and the sheet of one with its cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.stepping import ask_leave, may_see
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Supervision, SupervisionLine, Worker

HIDDEN = "A restricted case"


class SupervisionState(StrEnum):
    """How far a supervision is."""

    OPEN = "open"
    TO_BE_SIGNED = "to_be_signed"
    """The supervisor has signed; the worker has not."""
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class SupervisionRow:
    """A supervision of one worker; ``waits_for_me`` says that who is signed in is to sign."""

    id: UUID
    version: int
    worker_id: UUID
    worker: str
    supervisor_id: UUID
    supervisor: str
    held_on: date
    next_on: date | None
    remarks: str = field(repr=False)
    worker_signed_on: date | None
    supervisor_signed_on: date | None
    case_count: int
    waits_for_me: bool

    @property
    def state(self) -> SupervisionState:
        """Return how far it is."""
        if self.supervisor_signed_on is None:
            return SupervisionState.OPEN
        if self.worker_signed_on is None:
            return SupervisionState.TO_BE_SIGNED
        return SupervisionState.SIGNED


@dataclass(frozen=True, slots=True)
class SupervisionLineRow:
    """One case in a supervision: where it drifts, what was said, and what was decided by when.

    Of a restricted case that is no longer theirs, a worker reads nothing but that there is one.
    """

    id: UUID
    version: int
    case_id: UUID
    reference: str
    title: str = field(repr=False)
    stage: Stage
    drift: str = field(repr=False)
    narrative: str = field(repr=False)
    decision: str = field(repr=False)
    due_on: date | None


@dataclass(frozen=True, slots=True)
class SupervisionSheet:
    """One supervision with its cases; who may write what in it now."""

    row: SupervisionRow
    lines: tuple[SupervisionLineRow, ...]
    may_write: bool
    may_decide: bool
    may_sign: bool


def supervisions(store: Store) -> tuple[SupervisionRow, ...]:
    """Return the supervisions, the latest first: a manager's every one, a worker's their own.

    Raises:
        NotAllowed: who is signed in is neither.

    """
    with store.reading() as session:
        mine = ask_leave(session, store, Duty.READ_SUPERVISION)
        query = select(Supervision).where(Supervision.deleted_at.is_(None))
        if mine.role is not Role.MANAGER:
            query = query.where(
                or_(Supervision.worker_id == mine.id, Supervision.supervisor_id == mine.id)
            )
        found = session.scalars(
            query.order_by(Supervision.held_on.desc(), Supervision.recorded_at.desc())
        ).all()
        names = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
        counts = _counts(session)
        return tuple(_row(row, mine, names, counts.get(row.id, 0)) for row in found)


def supervision_sheet(store: Store, *, supervision_id: UUID) -> SupervisionSheet:
    """Return one supervision with its cases, those first that drift most.

    Raises:
        NotAllowed: who is signed in is neither a manager nor the worker.
        Problem: it is not there any more.

    """
    with store.reading() as session:
        mine = ask_leave(session, store, Duty.READ_SUPERVISION)
        found = require_supervision(session, mine, supervision_id)
        names = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
        query = (
            select(SupervisionLine, Case)
            .join(Case, Case.id == SupervisionLine.case_id)
            .where(
                SupervisionLine.supervision_id == supervision_id,
                SupervisionLine.deleted_at.is_(None),
            )
            .order_by(Case.reference_number, Case.reference)
        )
        found_lines = [_line(line, case, mine) for line, case in session.execute(query)]
        lines = tuple(sorted(found_lines, key=lambda line: -len(line.drift.splitlines())))
        row = _row(found, mine, names, len(lines))
        is_open = row.state is SupervisionState.OPEN
        is_manager = mine.role is Role.MANAGER and mine.id != found.worker_id
        return SupervisionSheet(
            row,
            lines,
            may_write=is_open,
            may_decide=is_open and is_manager,
            may_sign=row.waits_for_me,
        )


def require_supervision(session: Session, mine: Worker, supervision_id: UUID) -> Supervision:
    """Return a supervision that this person may read.

    Raises:
        Problem: there is none.

    """
    found = session.get(Supervision, supervision_id)
    is_seen = found is not None and (
        mine.role is Role.MANAGER or mine.id in {found.worker_id, found.supervisor_id}
    )
    if found is None or found.deleted_at is not None or not is_seen:
        raise Problem("This supervision is not in the store any more: look again.")
    return found


def _row(row: Supervision, mine: Worker, names: Mapping[UUID, str], count: int) -> SupervisionRow:
    first, then = row.supervisor_signed_on, row.worker_signed_on
    waits_for = row.supervisor_id if first is None else row.worker_id
    return SupervisionRow(
        row.id,
        row.row_version,
        row.worker_id,
        names.get(row.worker_id, ""),
        row.supervisor_id,
        names.get(row.supervisor_id, ""),
        row.held_on,
        row.next_on,
        row.remarks,
        then,
        first,
        count,
        waits_for_me=then is None and waits_for == mine.id,
    )


def _line(line: SupervisionLine, case: Case, mine: Worker) -> SupervisionLineRow:
    if not may_see(mine, case):
        return SupervisionLineRow(
            line.id, line.row_version, case.id, HIDDEN, "", case.stage, "", "", "", None
        )
    return SupervisionLineRow(
        line.id,
        line.row_version,
        case.id,
        case.reference,
        case.title,
        case.stage,
        line.drift,
        line.narrative,
        line.decision,
        line.due_on,
    )


def _counts(session: Session) -> Mapping[UUID, int]:
    query = (
        select(SupervisionLine.supervision_id, func.count())
        .where(SupervisionLine.deleted_at.is_(None))
        .group_by(SupervisionLine.supervision_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
