"""What is due: the clocks that are late, lapse or run out next, and my cases on a clock."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.in_force import Law, read_law
from recruitment_app.casework.oversight import expected, figures_in, year_of
from recruitment_app.casework.rows import ClockLine, DueRow, TodayPage
from recruitment_app.casework.stepping import signed_in
from recruitment_app.drawings.progress_figures import approved_by_now
from recruitment_app.rules.clocks import CLOCKS, ClockState
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import OPEN, STATUS_WORDS, Stage, Status
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, CaseClock, Worker

NEXT_WORKING_DAYS = 10
MOST_LINES = 200
# The limit by which a case of mine is measured at each stage, the weightiest first.
MAIN_LIMITS = ("T30", "T13", "T21", "T11", "T08", "T06", "T02", "T01a")
_EVERY = tuple(CLOCKS)
_LAPSING = tuple(limit_id for limit_id, rule in CLOCKS.items() if rule.lapses)
_MAY_BE_LATE = tuple(limit_id for limit_id in CLOCKS if limit_id not in {*_LAPSING, "T22"})


def today_page(store: Store, *, today: date, mine: bool, most: int = MOST_LINES) -> TodayPage:
    """Return all that Today shows; ``mine`` keeps to the cases of the person signed in."""
    with store.reading() as session:
        worker = signed_in(session, store)
        law = read_law(session)
        only = [Case.worker_id == worker.id] if mine else []
        if worker.role is not Role.MANAGER:
            only.append(or_(Case.is_restricted.is_(False), Case.worker_id == worker.id))
        until = law.calendar.after(today, NEXT_WORKING_DAYS)
        yesterday = today - timedelta(days=1)
        late = _due_between(date.min, yesterday, _MAY_BE_LATE)
        lapsed = _due_between(date.min, yesterday, _LAPSING)
        soon = _due_between(today, until, _EVERY)
        overdue, overdue_count = _due(session, law, [late, *only], today, most)
        due_next, due_next_count = _due(session, law, [soon, *only], today, most)
        past, past_count = _due(session, law, [lapsed, *only], today, most)
        clocks, clock_count = _clock_lines(session, law, only, today, most)
        year = year_of(session, today)
        figures = figures_in(session, year, today)
        return TodayPage(
            today,
            tuple(overdue),
            overdue_count,
            tuple(due_next),
            due_next_count,
            tuple(clocks),
            _my_cases(session, worker),
            _unallocated(session),
            approved_by_now(figures),
            figures.target,
            expected(figures),
            figures.year_label,
            figures.ends_on,
            tuple(past),
            past_count,
            figures.starts_on,
            clock_count,
        )


def overdue_count(store: Store, *, today: date, mine: bool) -> int:
    """Return how many clocks are late, as Today counts them."""
    with store.reading() as session:
        worker = signed_in(session, store)
        only = [Case.worker_id == worker.id] if mine else []
        if worker.role is not Role.MANAGER:
            only.append(or_(Case.is_restricted.is_(False), Case.worker_id == worker.id))
        late = _due_between(date.min, today - timedelta(days=1), _MAY_BE_LATE)
        return _count(session, [late, *only])


def _due_between(first: date, last: date, limits: Collection[str]) -> Any:
    """Return one shape of condition for all, so that its query is worked out once."""
    return and_(CaseClock.due_on.between(first, last), CaseClock.limit_id.in_(limits))


def _open_clocks(query: Any, conditions: Iterable[Any]) -> Any:
    return (
        query.select_from(CaseClock)
        .join(Case, Case.id == CaseClock.case_id)
        .where(CaseClock.met_on.is_(None), CaseClock.ended_on.is_(None))
        .where(CaseClock.due_on.is_not(None), Case.deleted_at.is_(None), *conditions)
    )


def _due(
    session: Session, law: Law, conditions: Sequence[Any], today: date, most: int | None
) -> tuple[list[DueRow], int]:
    """Return the first lines by their due date, and how many there are in all."""
    query = _open_clocks(
        select(
            Case.id,
            Case.reference,
            Case.title,
            CaseClock.limit_id,
            CaseClock.due_on,
            Worker.name,
            Case.worker_id,
        ),
        conditions,
    ).outerjoin(Worker, Worker.id == Case.worker_id)
    rows: list[DueRow] = []
    for row in session.execute(
        query.order_by(CaseClock.due_on, Case.reference_number, CaseClock.limit_id).limit(most)
    ):
        limit = law.limits[row.limit_id]
        late = (today - row.due_on).days
        if late <= 0:
            state = ClockState.RUNNING
        else:
            state = ClockState.LAPSED if CLOCKS[row.limit_id].lapses else ClockState.LATE
        rows.append(
            DueRow(
                row.id,
                row.reference,
                row.title,
                row.limit_id,
                limit.title,
                f"{limit.figure} from: {limit.trigger}",
                limit.source,
                row.due_on,
                max(late, 0),
                state,
                row.name or "",
                row.worker_id,
            )
        )
    in_all = len(rows)  # the index gives the first by their days; the rest are only counted
    return rows, in_all if most is None or in_all < most else _count(session, conditions)


def _count(session: Session, conditions: Iterable[Any]) -> int:
    return int(session.scalar(_open_clocks(select(func.count()), conditions)) or 0)


def _clock_lines(
    session: Session, law: Law, only: Iterable[Any], today: date, most: int
) -> tuple[list[ClockLine], int]:
    """Return open cases, each on the weightiest clock that runs, the nearest due first."""
    weight = case(
        {limit: place for place, limit in enumerate(MAIN_LIMITS)}, value=CaseClock.limit_id
    )
    each = (
        _open_clocks(
            select(
                CaseClock.case_id,
                CaseClock.limit_id,
                CaseClock.trigger_on,
                CaseClock.due_on,
                Case.reference_number,
                func.row_number()
                .over(partition_by=CaseClock.case_id, order_by=weight)
                .label("weight"),
            ),
            [*only, CaseClock.limit_id.in_(MAIN_LIMITS)],
        )
        .where(CaseClock.trigger_on <= today)
        .subquery()
    )
    first = (
        select(each, func.count().over().label("in_all"))
        .where(each.c.weight == 1)
        .order_by(each.c.due_on, each.c.reference_number)
        .limit(most)
        .subquery()
    )
    query = (
        select(first, Case.id, Case.reference, Case.title, Case.stage, Case.status)
        .join(Case, Case.id == first.c.case_id)
        .order_by(first.c.due_on, first.c.reference_number)
    )
    lines: list[ClockLine] = []
    in_all = 0
    for row in session.execute(query):
        in_all = row.in_all
        left = (row.due_on - today).days
        late = ClockState.LAPSED if CLOCKS[row.limit_id].lapses else ClockState.LATE
        lines.append(
            ClockLine(
                row.id,
                row.reference,
                row.title,
                row.stage,
                row.limit_id,
                law.limits[row.limit_id].title,
                "" if row.status is Status.ACTIVE else STATUS_WORDS[row.status],
                (today - row.trigger_on).days,
                (row.due_on - row.trigger_on).days,
                left,
                late if left < 0 else ClockState.RUNNING,
            )
        )
    return lines, in_all


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
