"""All that Today shows: what is to be done, my cases on a clock, and the year's approvals."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.oversight import expected, figures_in, year_of
from recruitment_app.casework.today.todo import (
    DATED,
    LOOKED_THROUGH,
    Section,
    asking_of,
    todo_parts,
)
from recruitment_app.casework.today.todo_clocks import clock_lines
from recruitment_app.casework.today.todo_rows import TodayPage
from recruitment_app.drawings.progress_figures import approved_by_now
from recruitment_app.rules.stages import OPEN, Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Worker

MOST_LINES = 200


def today_page(
    store: Store,
    *,
    today: date,
    mine: bool,
    most: int = MOST_LINES,
    wanted: Sequence[Section] = (*DATED, *LOOKED_THROUGH),
) -> TodayPage:
    """Return all that Today shows; ``mine`` keeps to the cases of the person signed in.

    ``wanted`` leaves out what is read later by ``todo.looked_through``.
    """
    with store.reading() as session:
        asking = asking_of(session, store, today=today, is_mine=mine, most=most)
        clocks, clock_count = clock_lines(asking)
        figures = figures_in(session, year_of(session, today), today)
        return TodayPage(
            today=today,
            my_clocks=clocks,
            clock_count=clock_count,
            my_case_count=_my_cases(session, asking.worker),
            unallocated_count=_unallocated(session),
            approved=approved_by_now(figures),
            target=figures.target,
            expected=expected(figures),
            year_label=figures.year_label,
            year_starts_on=figures.starts_on,
            year_ends_on=figures.ends_on,
            parts=todo_parts(asking, wanted),
        )


def _my_cases(session: Session, worker: Worker) -> int:
    return (
        session.scalar(
            select(func.count()).where(
                Case.worker_id == worker.id,
                Case.deleted_at.is_(None),
                Case.stage.in_(OPEN - {Stage.PLACED}),
            )
        )
        or 0
    )


def _unallocated(session: Session) -> int:
    return (
        session.scalar(
            select(func.count()).where(
                Case.worker_id.is_(None),
                Case.deleted_at.is_(None),
                Case.stage.in_(OPEN - {Stage.APPROVED, Stage.MATCHED, Stage.PLACED}),
            )
        )
        or 0
    )
