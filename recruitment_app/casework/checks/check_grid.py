"""The checks of all cases in one list: who lacks what, for how long, and when it was chased."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple, overload
from uuid import UUID

from sqlalchemy import func, select
from typing_extensions import override

from recruitment_app.casework.checks.check_lines import EVERY_STATE, CheckLine
from recruitment_app.casework.checks.check_rows import CheckRow, Gathered
from recruitment_app.casework.in_one_go import in_one_go
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

    ``states`` are those of checks that are shown: a confidential one that came is in none of a few
    for who may not read it. ``waiting_from`` are the fewest days of waiting; ``cases`` names the
    cases themselves.
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


class _CaseFacts(NamedTuple):
    """What every check of one case shares."""

    case_id: UUID
    reference: str
    title: str
    stage: Stage
    worker: str
    worker_id: UUID | None


class CheckGrid(Sequence[GridRow]):
    """The checks of many cases in order; a row is made when it is looked at."""

    def __init__(self, told: Gathered, lines: Sequence[tuple[_CaseFacts, CheckLine]]) -> None:
        self._told = told
        self._lines = lines

    @override
    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> GridRow: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[GridRow]: ...

    @override
    def __getitem__(self, place: int | slice) -> GridRow | Sequence[GridRow]:
        if isinstance(place, slice):
            return CheckGrid(self._told, self._lines[place])
        case, line = self._lines[place]
        return GridRow(
            case.reference,
            case.title,
            case.stage,
            case.worker,
            case.worker_id,
            self._told.cases[case.case_id.hex].panel_on,
            self._told.row(case.case_id, line),
        )


def check_grid(store: Store, *, today: date, wanted: GridFilter = ALL) -> CheckGrid:
    """Return the checks of every open case that are wanted, by reference, in few queries."""
    with store.reading() as session, in_one_go():
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
        told = Gathered(session, which, today, reads_all=reads_all, in_full=False)
        states = EVERY_STATE if wanted.runs_out else wanted.states
        cases = session.execute(
            select(
                Case.id,
                Case.reference,
                Case.title,
                Case.stage,
                func.coalesce(Worker.name, ""),
                Case.worker_id,
            )
            .outerjoin(Worker, Worker.id == Case.worker_id)
            .where(*which)
            .order_by(Case.reference_number, Case.reference)
        )
        is_silent = not reads_all and states != EVERY_STATE
        narrows = wanted != replace(ALL, stages=wanted.stages, states=wanted.states)
        lines = []
        for each in cases:
            case = _CaseFacts(*each)
            key = case.case_id.hex
            lines += [
                (case, line)
                for line in told.lines_of(key, states)
                if not (is_silent and line.kind.confidential and line.state is CheckState.RECEIVED)
                and (not narrows or _is_wanted(told, key, line, wanted))
            ]
        return CheckGrid(told, lines)


def _is_wanted(told: Gathered, key: str, line: CheckLine, wanted: GridFilter) -> bool:
    kind = line.kind
    return (
        wanted.kind in {"", kind.id}
        and wanted.basis in {"", kind.basis}
        and (not wanted.runs_out or told.runs_out(key, line))
        and (not wanted.to_chase or told.is_to_chase(line))
        and (not wanted.waiting_from or (told.waits(line) or 0) >= wanted.waiting_from)
    )
