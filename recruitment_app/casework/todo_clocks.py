"""The clocks as lines of Today: late, due next, and the applicants' own that have passed."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import and_, case, func, select

from recruitment_app.casework.next_acts import ACT_OF_LIMIT
from recruitment_app.casework.todo_asking import OF_CASE, Asking, of_case
from recruitment_app.casework.todo_rows import ClockLine, TodoPart, TodoRow
from recruitment_app.rules.clocks import CLOCKS, ClockState
from recruitment_app.rules.stages import STATUS_WORDS, Status
from recruitment_app.rules.todo import Matter, TodoState
from recruitment_app.store.tables import Case, CaseClock, Worker

# The limit by which a case of mine is measured at each stage, the weightiest first.
MAIN_LIMITS: Final = ("T30", "T13", "T21", "T11", "T08", "T06", "T02", "T01a")
_EVERY: Final = tuple(CLOCKS)
_LAPSING: Final = tuple(limit_id for limit_id, rule in CLOCKS.items() if rule.lapses)
# T22 begins on a day to come: what has not begun is not late.
_MAY_BE_LATE: Final = tuple(each for each in CLOCKS if each not in {*_LAPSING, "T22"})


def clock_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the clocks that are late, fall due next, or were the applicants' and have passed."""
    if not asking.looks_after(Matter.CLOCK):
        return {}
    yesterday = asking.today - timedelta(days=1)
    return {
        TodoState.OVERDUE: _part(asking, date.min, yesterday, _MAY_BE_LATE, TodoState.OVERDUE),
        TodoState.DUE_NEXT: _part(asking, asking.today, asking.until, _EVERY, TodoState.DUE_NEXT),
        TodoState.LAPSED: _part(asking, date.min, yesterday, _LAPSING, TodoState.LAPSED),
    }


def _part(
    asking: Asking, first: date, last: date, limits: Collection[str], state: TodoState
) -> TodoPart:
    """Return a section; one shape of condition for all, so that its query is worked out once."""
    wanted = asking.outlook.limits
    kept = [each for each in limits if wanted is None or each in wanted]

    def made(row: Any) -> TodoRow:
        limit = asking.law.limits[row.limit_id]
        return TodoRow(
            matter=Matter.CLOCK,
            state=state,
            what=limit.title,
            why=f"{limit.figure} from: {limit.trigger} · {limit.source}",
            due_on=row.due_on,
            days_late=max((asking.today - row.due_on).days, 0),
            act=asking.act(ACT_OF_LIMIT.get((row.limit_id, row.stage), "")),
            limit_id=row.limit_id,
            **of_case(row),
        )

    query = _open_clocks(select(*OF_CASE, Case.stage, CaseClock.limit_id, CaseClock.due_on))
    return asking.part(
        query.where(
            and_(CaseClock.due_on.between(first, last), CaseClock.limit_id.in_(kept)),
            *asking.cases(),
        )
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .order_by(CaseClock.due_on, Case.reference_number, CaseClock.limit_id),
        made,
    )


def clock_lines(asking: Asking, most: int) -> tuple[list[ClockLine], int]:
    """Return open cases, each on the weightiest clock that runs, the nearest due first."""
    today = asking.today
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
            )
        )
        .where(CaseClock.limit_id.in_(MAIN_LIMITS), CaseClock.trigger_on <= today)
        .where(*asking.cases())
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
    for row in asking.session.execute(query):
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
                asking.law.limits[row.limit_id].title,
                "" if row.status is Status.ACTIVE else STATUS_WORDS[row.status],
                (today - row.trigger_on).days,
                (row.due_on - row.trigger_on).days,
                left,
                late if left < 0 else ClockState.RUNNING,
            )
        )
    return lines, in_all


def _open_clocks(query: Any) -> Any:
    return (
        query.select_from(CaseClock)
        .join(Case, Case.id == CaseClock.case_id)
        .where(CaseClock.met_on.is_(None), CaseClock.ended_on.is_(None))
        .where(CaseClock.due_on.is_not(None), Case.deleted_at.is_(None))
    )
