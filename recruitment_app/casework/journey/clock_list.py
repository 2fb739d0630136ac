"""Every clock of every case as it stands today, in one list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.case_page import case_by_reference, clocks_of
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.stepping import parts_of_cases, signed_in
from recruitment_app.rules.clocks import Clock, ClockState
from recruitment_app.rules.ownership import Owner
from recruitment_app.rules.stages import Event, EventKind, Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import CaseEvent, Worker


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock of one case; the days by owner sum to the gross days."""

    limit: str
    case: str
    trigger_on: date | None
    due_on: date | None
    met_on: date | None
    state: ClockState
    gross_days: int
    net_days: int
    days_by_owner: Mapping[Owner, int]


def clock_rows(store: Store, *, today: date, reference: str = "") -> list[ClockRow]:
    """Return the clocks that run or were met, and for open cases those not started.

    What the closing of a case or a later step ended without its being met is left
    out: it neither runs nor was it met.

    Raises:
        Problem: there is no case of this reference that this person may see.

    """
    only = case_by_reference(store, reference=reference) if reference else None
    with store.reading() as session:
        worker = signed_in(session, store)
        return list(each_clock(session, worker, today, only=only))


def each_clock(
    session: Session, worker: Worker, today: date, *, only: UUID | None = None
) -> Iterator[ClockRow]:
    """Give the rows of ``clock_rows`` one after another, by the reference of their cases."""
    law = read_law(session)
    for some in parts_of_cases(session, worker, only=only):
        query = (
            select(
                CaseEvent.case_id, CaseEvent.kind, CaseEvent.on, CaseEvent.place, CaseEvent.facts
            )
            .where(CaseEvent.case_id.in_([case.id for case in some]), CaseEvent.struck_at.is_(None))
            .order_by(CaseEvent.case_id, CaseEvent.on, CaseEvent.place)
        )
        of_case = {
            case_id: [
                Event(EventKind(kind), on, place, facts) for _, kind, on, place, facts in rows
            ]
            for case_id, rows in groupby(session.execute(query), key=lambda row: row.case_id)
        }
        for case in some:
            for clock in clocks_of(of_case.get(case.id, []), law, today):
                if _is_told(clock, is_open=case.stage is not Stage.CLOSED):
                    yield _row(case.reference, clock)


def _is_told(clock: Clock, *, is_open: bool) -> bool:
    if clock.state is ClockState.NOT_STARTED:
        return is_open
    return clock.ended_on is None or clock.met_on is not None


def _row(case: str, clock: Clock) -> ClockRow:
    return ClockRow(
        clock.limit.id,
        case,
        clock.trigger_on,
        clock.due_on,
        clock.met_on,
        clock.state,
        clock.gross_days,
        clock.net_days,
        {owner: clock.days_by_owner.get(owner, 0) for owner in Owner},
    )
