"""The checks of all cases in one list: who lacks what, for how long, and when it was chased."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.check_rows import CheckRow, Gathered
from recruitment_app.casework.stepping import seen_by, signed_in
from recruitment_app.rules.check_states import LACKING, CheckState
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.stages import Stage, Status
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Worker

CHECKED_STAGES: Final = (
    Stage.STAGE_ONE,
    Stage.BREAK,
    Stage.STAGE_TWO,
    Stage.PANEL,
    Stage.DECISION,
    Stage.QUALIFYING_DETERMINATION,
)
"""The stages in which checks are made: from the accepted registration to the decision."""


@dataclass(frozen=True, slots=True)
class GridFilter:
    """What the grid shows; empty fields leave everything in.

    ``states`` are those of checks that are shown, ``waiting_from`` the fewest days of waiting;
    ``cases`` names the cases themselves.
    """

    stages: tuple[Stage, ...] = CHECKED_STAGES
    states: frozenset[CheckState] = LACKING
    kind: str = ""
    basis: str = ""
    worker_id: UUID | None = None
    waiting_from: int = 0
    to_chase: bool = False
    runs_out: bool = False
    cases: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """One check of one of the cases."""

    reference: str
    case_title: str
    stage: Stage
    worker: str
    worker_id: UUID | None
    panel_on: date | None
    check: CheckRow

    @property
    def case_id(self) -> UUID:
        """Return the key of the case."""
        return self.check.key.case_id


ALL: Final = GridFilter()


def check_grid(store: Store, *, today: date, wanted: GridFilter = ALL) -> tuple[GridRow, ...]:
    """Return the checks of every open case that are wanted, by reference, in few queries."""
    with store.reading() as session:
        worker = signed_in(session, store)
        which = [
            *seen_by(worker),
            Case.stage.in_(wanted.stages or tuple(Stage)),
            Case.status != Status.CLOSED,
        ]
        if wanted.worker_id is not None:
            which.append(Case.worker_id == wanted.worker_id)
        if wanted.cases:
            which.append(Case.id.in_(wanted.cases))
        reads_all = may(worker.role, Duty.READ_CONFIDENTIAL)
        told = Gathered(session, which, today, reads_all=reads_all)
        cases = session.execute(
            select(Case.id, Case.reference, Case.title, Case.stage, Worker.name, Case.worker_id)
            .outerjoin(Worker, Worker.id == Case.worker_id)
            .where(*which)
            .order_by(Case.reference_number, Case.reference)
        )
        return tuple(
            GridRow(
                reference,
                title,
                stage,
                name or "",
                worker_id,
                told.cases[case_id].panel_on,
                check,
            )
            for case_id, reference, title, stage, name, worker_id in cases
            for check in told.rows_of(case_id)
            if _is_wanted(check, wanted)
        )


def _is_wanted(check: CheckRow, wanted: GridFilter) -> bool:
    if wanted.runs_out:
        return check.runs_out_before_panel and _fits(check, wanted)
    return check.state in wanted.states and _fits(check, wanted)


def _fits(check: CheckRow, wanted: GridFilter) -> bool:
    return (
        wanted.kind in {"", check.key.kind}
        and wanted.basis in {"", check.basis}
        and (not wanted.to_chase or check.is_to_chase)
        and (not wanted.waiting_from or (check.waiting_days or 0) >= wanted.waiting_from)
    )
