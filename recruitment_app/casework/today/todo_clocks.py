"""The clocks as lines of Today: late, due next, and the applicants' own that have passed."""

from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Date, bindparam, case, exists, func, select
from sqlalchemy.orm import aliased

from recruitment_app.casework.next_acts import ACT_OF_LIMIT, ACT_ONCE_LAPSED
from recruitment_app.casework.raw_rows import plainly
from recruitment_app.casework.today.todo_asking import MOST, OF_CASE, TODAY, Asking, Whose, of_case
from recruitment_app.casework.today.todo_rows import ClockLine, TodoPart, TodoRow
from recruitment_app.rules.clocks import CLOCKS, ClockState
from recruitment_app.rules.stages import STATUS_WORDS, Status
from recruitment_app.rules.todo import Matter, TodoState
from recruitment_app.store.tables import Case, CaseClock, Worker

# The limit by which a case of mine is measured at each stage, the weightiest first.
MAIN_LIMITS: Final = ("T30", "T13", "T21", "T11", "T08", "T06", "T02", "T01a")
_LAPSING: Final = tuple(limit_id for limit_id, rule in CLOCKS.items() if rule.lapses)
_LIMITS: Final = {
    # T22 begins on a day to come: what has not begun is not late.
    TodoState.OVERDUE: tuple(each for each in CLOCKS if each not in {*_LAPSING, "T22"}),
    TodoState.DUE_NEXT: tuple(CLOCKS),
    TodoState.LAPSED: _LAPSING,
}
_FIRST: Final = bindparam("first", type_=Date())
_LAST: Final = bindparam("last", type_=Date())


def clock_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the clocks that are late, fall due next, or were the applicants' and have passed."""
    if not asking.looks_after(Matter.CLOCK):
        return {}
    return {state: _part(asking, state) for state in _LIMITS}


def late_clocks(asking: Asking) -> int:
    """Return how many clocks are late."""
    return _count(asking, TodoState.OVERDUE) if asking.looks_after(Matter.CLOCK) else 0


def _part(asking: Asking, state: TodoState) -> TodoPart:
    """Return a section; the index gives the first by their days, the rest are only counted."""
    found = asking.read(_statement(asking.whose, state), **_days(asking, state))
    rows = tuple(_line(asking, row, state) for row in found)
    is_all = asking.most is None or len(rows) < asking.most
    return TodoPart(rows, len(rows) if is_all else _count(asking, state))


def _line(asking: Asking, row: Any, state: TodoState) -> TodoRow:
    limit = asking.law.limits[row.limit_id]
    is_over = state is TodoState.LAPSED
    kept_by = ACT_OF_LIMIT.get((row.limit_id, row.stage), "")
    return TodoRow(
        matter=Matter.CLOCK,
        state=state,
        what=limit.title,
        why=f"{limit.figure} from: {limit.trigger} · {limit.source}",
        due_on=row.due_on,
        days_late=max((asking.today - row.due_on).days, 0),
        act=asking.act(ACT_ONCE_LAPSED[row.limit_id] if is_over else kept_by),
        limit_id=row.limit_id,
        **of_case(row),
    )


def _count(asking: Asking, state: TodoState) -> int:
    ((count,),) = asking.read(_counting(asking.whose, state), **_days(asking, state))
    return int(count)


def _days(asking: Asking, state: TodoState) -> dict[str, date]:
    if state is TodoState.DUE_NEXT:
        return {"first": asking.today, "last": asking.until}
    return {"first": date.min, "last": asking.today - timedelta(days=1)}


@cache
def _statement(whose: Whose, state: TodoState) -> Any:
    query = select(*OF_CASE, Case.stage, CaseClock.limit_id, CaseClock.due_on)
    return (
        _open_between(query, whose, state)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .order_by(CaseClock.due_on, Case.reference_number, CaseClock.limit_id)
        .limit(MOST)
    )


@cache
def _counting(whose: Whose, state: TodoState) -> Any:
    return _open_between(select(func.count()), whose, state)


def _open_between(query: Any, whose: Whose, state: TodoState) -> Any:
    wanted = whose.outlook.limits
    kept = [each for each in _LIMITS[state] if wanted is None or each in wanted]
    return _open_clocks(query).where(
        CaseClock.due_on.between(_FIRST, _LAST), CaseClock.limit_id.in_(kept), *whose.cases()
    )


def clock_lines(asking: Asking) -> tuple[tuple[ClockLine, ...], int]:
    """Return open cases, each on the weightiest clock that runs, the nearest due first."""
    lines = tuple(_clock_line(asking, row) for row in asking.read(_main_clocks(asking.whose)))
    if asking.most is None or len(lines) < asking.most:
        return lines, len(lines)
    ((count,),) = asking.read(_cases_on_a_clock(asking.whose))
    return lines, int(count)


def _clock_line(asking: Asking, row: Any) -> ClockLine:
    left = (row.due_on - asking.today).days
    late = ClockState.LAPSED if CLOCKS[row.limit_id].lapses else ClockState.LATE
    return ClockLine(
        row.id,
        row.reference,
        row.title,
        row.stage,
        row.limit_id,
        asking.law.limits[row.limit_id].title,
        "" if row.status is Status.ACTIVE else STATUS_WORDS[row.status],
        (asking.today - row.trigger_on).days,
        (row.due_on - row.trigger_on).days,
        left,
        late if left < 0 else ClockState.RUNNING,
    )


@cache
def _main_clocks(whose: Whose) -> Any:
    """Return the statement for the first by their day, of each case the weightiest alone.

    The index of days leads, so that it is done once the first are found.
    """
    weightier = aliased(CaseClock)
    is_lighter = exists().where(
        weightier.case_id == CaseClock.case_id,
        weightier.limit_id.in_(MAIN_LIMITS),
        _weight(weightier) < _weight(CaseClock),
        plainly(weightier.met_on).is_(None),
        plainly(weightier.ended_on).is_(None),
        plainly(weightier.due_on).is_not(None),
        weightier.trigger_on <= TODAY,
    )
    return (
        _on_main_clocks(
            select(
                Case.id,
                Case.reference,
                Case.title,
                Case.stage,
                Case.status,
                CaseClock.limit_id,
                CaseClock.trigger_on,
                CaseClock.due_on,
            ),
            whose,
        )
        .where(~is_lighter)
        .order_by(CaseClock.due_on, Case.reference_number)
        .limit(MOST)
    )


@cache
def _cases_on_a_clock(whose: Whose) -> Any:
    return _on_main_clocks(select(func.count(CaseClock.case_id.distinct())), whose)


def _weight(clock: Any) -> Any:
    return case({limit: place for place, limit in enumerate(MAIN_LIMITS)}, value=clock.limit_id)


def _on_main_clocks(query: Any, whose: Whose) -> Any:
    return _open_clocks(query).where(
        CaseClock.limit_id.in_(MAIN_LIMITS),
        CaseClock.trigger_on <= TODAY,
        *whose.cases(leads=False),
    )


def _open_clocks(query: Any) -> Any:
    return (
        query.select_from(CaseClock)
        .join(Case, Case.id == CaseClock.case_id)
        .where(CaseClock.met_on.is_(None), CaseClock.ended_on.is_(None))
        .where(CaseClock.due_on.is_not(None))
    )
