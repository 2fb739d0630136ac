"""Checks as lines of Today: those to be chased, and those that do not hold until the panel."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from recruitment_app.casework.check_households import panels_booked, stage_two_ends
from recruitment_app.casework.check_households import panels_booked, stage_two_ends
from recruitment_app.casework.check_kinds import check_rules
from recruitment_app.casework.todo_asking import OF_CASE, Asking, in_order, of_case
from recruitment_app.casework.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.check_kinds import CheckRules
from recruitment_app.rules.check_states import holds_until
from recruitment_app.rules.stages import long_date
from recruitment_app.rules.timescales import months_after
from recruitment_app.rules.todo import BEFORE_PANEL, Matter, TodoState
from recruitment_app.store.tables import Case, Check, CheckChase, Person, Worker

_MONTHS_AHEAD: Final = 12
"""No panel is booked further ahead: what holds longer is not looked at."""
_WORDS: Final = 3


def chase_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the cases of which checks asked for were not answered for as long as we wait."""
    if not asking.looks_after(Matter.CHECKS):
        return {}
    rules = check_rules(asking.session)
    days = _chase_days(rules)
    last = asking.today - days
    since = _since()
    waiting = (
        select(Check.case_id, func.min(since).label("since"), func.count().label("checks"))
        .join(Case, Case.id == Check.case_id)
        .where(*_unanswered(), since <= last, *asking.cases(BEFORE_PANEL))
        .group_by(Check.case_id)
        .subquery()
    )

    def part(state: TodoState) -> TodoPart:
        def made(row: Any) -> TodoRow:
            return TodoRow(
                matter=Matter.CHECKS,
                state=state,
                what="Chase a check" if row.checks == 1 else f"Chase {row.checks} checks",
                due_on=row.since + days,
                days_late=(last - row.since).days,
                act=asking.act("chase_checks"),
                **of_case(row),
            )

        is_late = state is TodoState.OVERDUE
        query = (
            select(*OF_CASE, waiting.c.since, waiting.c.checks)
            .join(waiting, waiting.c.case_id == Case.id)
            .outerjoin(Worker, Worker.id == Case.worker_id)
            .where(waiting.c.since < last if is_late else waiting.c.since == last)
            .order_by(waiting.c.since, Case.reference_number)
        )
        return _explained(asking, rules, asking.part(query, made))

    return {state: part(state) for state in (TodoState.OVERDUE, TodoState.DUE_NEXT)}


def _since() -> Any:
    """Return when a check was last asked for or chased."""
    chased = (
        select(func.max(CheckChase.on))
        .where(CheckChase.check_id == Check.id, CheckChase.deleted_at.is_(None))
        .correlate(Check)
        .scalar_subquery()
    )
    return func.coalesce(chased, Check.asked_on, type_=Check.asked_on.type)


def _unanswered() -> tuple[ColumnElement[bool], ...]:
    return (
        Check.deleted_at.is_(None),
        Check.received_on.is_(None),
        Check.asked_on.is_not(None),
        Check.not_needed_why == "",
    )


def _explained(asking: Asking, rules: CheckRules, part: TodoPart) -> TodoPart:
    """Return the lines of a section with which checks are meant, asked for when."""
    ids = [row.case_id for row in part.rows if row.case_id]
    if not ids:
        return part
    since = _since()
    query = (
        select(Check.case_id, Check.kind, Check.asked_on, since.label("since"))
        .where(Check.case_id.in_(ids), *_unanswered(), since <= asking.today - _chase_days(rules))
        .order_by(Check.asked_on, Check.kind, Check.id)
    )
    told: dict[UUID, list[str]] = defaultdict(list)
    for row in asking.session.execute(query):
        asked = f"{_title(rules, row.kind)}, asked {long_date(row.asked_on)}"
        chased = "" if row.since == row.asked_on else f" and chased {long_date(row.since)}"
        told[row.case_id].append(asked + chased)
    rows = [replace(row, why=_listed(told[row.case_id])) for row in part.rows if row.case_id]
    return TodoPart(tuple(rows), part.count)


def _listed(checks: Sequence[str]) -> str:
    more = len(checks) - _WORDS
    return "; ".join(checks[:_WORDS]) + (f"; and {more} more" if more > 0 else "")


def _title(rules: CheckRules, kind: str) -> str:
    return rules.kinds[kind].title if kind in rules.kinds else kind


def _chase_days(rules: CheckRules) -> timedelta:
    return timedelta(days=rules.number("chase_days"))


def validity_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the checks by which the agency goes no more at panel, or on the last day before it."""
    if not asking.looks_after(Matter.VALIDITY):
        return {}
    rules = check_rules(asking.session)
    cases = asking.cases(BEFORE_PANEL)
    booked = panels_booked(asking.session, cases)
    ends = stage_two_ends(asking.session, cases)
    found = []
    for row in _that_may_run_out(asking, rules, cases):
        panel = booked.get(row.id)
        is_ahead = panel is not None and panel >= asking.today
        before = panel if is_ahead else ends.get(row.id)
        last = holds_until(
            given=row.valid_until,
            issued_on=row.issued_on,
            received_on=row.received_on,
            valid_months=rules.kinds[row.kind].valid_months if row.kind in rules.kinds else None,
        )
        if last is not None and last < max(before or asking.until, asking.today):
            found.append(_runs_out(asking, rules, row, last, panel if is_ahead else None))
    rows = in_order(found)
    return {TodoState.RUNS_OUT: TodoPart(tuple(rows[: asking.most]), len(rows))}


def _runs_out(
    asking: Asking, rules: CheckRules, row: Any, last: date, panel: date | None
) -> TodoRow:
    whose = f"{row.given_names} {row.family_name}".strip() if row.given_names is not None else ""
    what = ", ".join(part for part in (_title(rules, row.kind), whose) if part)
    before = f"panel on {long_date(panel)}" if panel else "no panel is booked"
    return TodoRow(
        matter=Matter.VALIDITY,
        state=TodoState.RUNS_OUT,
        what=what,
        why=f"{'Ran' if last < asking.today else 'Runs'} out {long_date(last)} · {before}",
        due_on=last,
        days_late=max((asking.today - last).days, 0),
        act=asking.act("ask_again"),
        record_id=row.check_id,
        **of_case(row),
    )


def _that_may_run_out(
    asking: Asking, rules: CheckRules, cases: Sequence[ColumnElement[bool]]
) -> Sequence[Any]:
    """Return the last of each check, if it came and may not hold for a year."""
    ahead = months_after(asking.today, _MONTHS_AHEAD)
    later = aliased(Check)
    is_last = ~exists().where(
        later.case_id == Check.case_id,
        later.kind == Check.kind,
        later.person_id.is_not_distinct_from(Check.person_id),
        later.about_key == Check.about_key,
        later.about == Check.about,
        later.added_at > Check.added_at,
        later.deleted_at.is_(None),
    )
    came_on = func.coalesce(Check.issued_on, Check.received_on)
    by_months: dict[int, list[str]] = defaultdict(list)
    for kind in rules.kinds.values():
        if kind.valid_months:
            by_months[kind.valid_months].append(kind.id)
    is_near = or_(
        Check.valid_until <= ahead,
        *(
            and_(
                Check.valid_until.is_(None),
                Check.kind.in_(kinds),
                came_on <= months_after(ahead, -months),
            )
            for months, kinds in by_months.items()
        ),
    )
    query = (
        select(
            *OF_CASE,
            Check.id.label("check_id"),
            Check.kind,
            Check.issued_on,
            Check.received_on,
            Check.valid_until,
            Person.given_names,
            Person.family_name,
        )
        .join(Case, Case.id == Check.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .outerjoin(Person, Person.id == Check.person_id)
        .where(Check.deleted_at.is_(None), Check.received_on.is_not(None))
        .where(Check.not_needed_why == "", is_near, is_last, *cases)
        .order_by(Case.reference_number, Check.kind, Check.id)
    )
    return asking.session.execute(query).all()
