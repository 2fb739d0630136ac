"""Checks as lines of Today: those to be chased, and those that do not hold until the panel."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from recruitment_app.casework.checks.check_households import panels_booked, stage_two_ends
from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.raw_rows import plainly, raw
from recruitment_app.casework.today.todo_asking import (
    OF_CASE,
    SINCE,
    Asking,
    Whose,
    key,
    of_case,
    place,
)
from recruitment_app.casework.today.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.check_kinds import CheckRules
from recruitment_app.rules.check_states import holds_until
from recruitment_app.rules.stages import long_date
from recruitment_app.rules.timescales import months_after
from recruitment_app.rules.todo import BEFORE_PANEL, Matter, TodoState, dated
from recruitment_app.store.tables import Case, Check, CheckChase, Person, Worker

_MONTHS_AHEAD: Final = 12
"""No panel is booked further ahead: what holds longer is not looked at."""
_WORDS: Final = 3
KEY: Final = (
    raw(Check.case_id).label("of_case"),
    Check.kind,
    raw(Check.person_id).label("person_id"),
    Check.about,
    Check.about_key,
)
"""What tells which check it is; read back by ``key_of``."""


def chase_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the cases of which checks asked for were not answered for as long as we wait."""
    if not asking.looks_after(Matter.CHECKS):
        return {}
    rules = check_rules(asking.session)
    days = timedelta(days=rules.number("chase_days"))

    def state(row: Any) -> TodoState:
        return dated(row.since + days, asking.today, asking.until)

    rows = asking.read(_waiting(asking.whose), since=asking.today - days)
    parts = asking.parts(rows, state, partial(_to_chase, asking, days))
    return {state: _explained(asking, rules, part) for state, part in parts.items()}


def _to_chase(asking: Asking, days: timedelta, row: Any, state: TodoState) -> TodoRow:
    return TodoRow(
        matter=Matter.CHECKS,
        state=state,
        what="Checks not received",
        due_on=row.since + days,
        days_late=(asking.today - row.since - days).days,
        act=asking.act("chase_checks"),
        **of_case(row),
    )


@cache
def _waiting(whose: Whose) -> Any:
    last = _asked_last()
    waiting = (
        select(Check.case_id, func.min(last).label("since"))
        .where(Check.case_id.in_(select(Case.id).where(*whose.cases(BEFORE_PANEL))))
        .where(*_unanswered(Check.deleted_at, Check.received_on, Check.asked_on))
        .group_by(Check.case_id)
        .having(func.min(last) <= SINCE)
        .subquery()
    )
    return (
        select(*OF_CASE, waiting.c.since)
        .join(waiting, waiting.c.case_id == Case.id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .order_by(waiting.c.since, Case.reference_number)
    )


def _asked_last() -> Any:
    """Return when a check was last asked for or chased."""
    chased = (
        select(func.max(CheckChase.on))
        .where(CheckChase.check_id == Check.id, CheckChase.deleted_at.is_(None))
        .correlate(Check)
        .scalar_subquery()
    )
    return func.coalesce(chased, Check.asked_on, type_=Check.asked_on.type)


def _unanswered(deleted_at: Any, received_on: Any, asked_on: Any) -> tuple[Any, ...]:
    """Return the conditions for checks that somebody may wait for too long."""
    return (
        deleted_at.is_(None),
        received_on.is_(None),
        asked_on <= SINCE,  # none is chased before it was asked for
        Check.not_needed_why == "",
    )


def _explained(asking: Asking, rules: CheckRules, part: TodoPart) -> TodoPart:
    """Return the lines of a section with which checks are meant, asked for when."""
    ids = [row.case_id for row in part.rows if row.case_id]
    if not ids:
        return part
    since = asking.today - timedelta(days=rules.number("chase_days"))
    told: dict[UUID, list[str]] = defaultdict(list)
    keys: dict[UUID, list[CheckKey]] = defaultdict(list)
    for row in asking.read(_which_are_waiting(), since=since, ids=ids):
        chased = "" if row.since == row.asked_on else f" and chased {long_date(row.since)}"
        told[row.case_id].append(f"asked {long_date(row.asked_on)}{chased}")
        keys[row.case_id].append(key_of(row))
    rows = [
        replace(row, **_words_of(rules, keys[row.case_id], told[row.case_id]))
        for row in part.rows
        if row.case_id
    ]
    return TodoPart(tuple(rows), part.count)


def _words_of(rules: CheckRules, keys: Sequence[CheckKey], asked: Sequence[str]) -> dict[str, Any]:
    """Return which checks of a case are meant, and when each was asked for."""
    titles = [title_of(rules, key.kind) for key in keys]
    if len(keys) == 1:
        what, why = titles[0], f"{asked[0][:1].upper()}{asked[0][1:]}"
    else:
        what = f"{len(keys)} checks"
        why = listed([f"{title}, {when}" for title, when in zip(titles, asked, strict=True)])
    return {"what": f"{what} not received", "why": why, "checks": tuple(keys)}


def key_of(row: Any) -> CheckKey:
    """Return which check it is, from a row that selects ``KEY``."""
    return CheckKey(UUID(row.of_case), row.kind, key(row.person_id), row.about, row.about_key)


@cache
def _which_are_waiting() -> Any:
    last = _asked_last()
    facts = (plainly(each) for each in (Check.deleted_at, Check.received_on, Check.asked_on))
    return (
        select(Check.case_id, *KEY, Check.asked_on, last.label("since"))
        .where(Check.case_id.in_(bindparam("ids", expanding=True)), *_unanswered(*facts))
        .where(last <= SINCE)
        .order_by(Check.asked_on, Check.kind, Check.id)
    )


def listed(checks: Sequence[str]) -> str:
    """Return the first few of a list, and how many more there are."""
    more = len(checks) - _WORDS
    return "; ".join(checks[:_WORDS]) + (f"; and {more} more" if more > 0 else "")


def person_of(row: Any) -> str:
    """Return whose check it is, or nothing where it is the household's."""
    return f"{row.given_names} {row.family_name}".strip() if row.given_names is not None else ""


def title_of(rules: CheckRules, kind: str) -> str:
    """Return what a check is called."""
    return rules.kinds[kind].title if kind in rules.kinds else kind


def validity_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the checks by which the agency goes no more at panel, or on the last day before it."""
    if not asking.looks_after(Matter.VALIDITY):
        return {}
    rules = check_rules(asking.session)
    rows = _that_may_run_out(asking, rules)
    if not rows:
        return {}
    ids = {row.id: UUID(row.id) for row in rows}
    with_these = (Case.id.in_(list(ids.values())),)
    booked = panels_booked(asking.session, with_these)
    ends = stage_two_ends(asking.session, with_these)
    found = []
    for row in rows:
        panel = booked.get(ids[row.id])
        is_ahead = panel is not None and panel >= asking.today
        before = panel if is_ahead else ends.get(ids[row.id])
        last = holds_until(
            given=row.valid_until,
            issued_on=row.issued_on,
            received_on=row.received_on,
            valid_months=rules.kinds[row.kind].valid_months if row.kind in rules.kinds else None,
        )
        if last is not None and last < max(before or asking.until, asking.today):
            made = partial(_runs_out, asking, rules, row, last, panel if is_ahead else None)
            found.append((place(last, row.reference), made))
    return {TodoState.RUNS_OUT: asking.first_of(found)} if found else {}


def _runs_out(
    asking: Asking, rules: CheckRules, row: Any, last: date, panel: date | None
) -> TodoRow:
    before = f"panel on {long_date(panel)}" if panel else "no panel is booked"
    return TodoRow(
        matter=Matter.VALIDITY,
        state=TodoState.RUNS_OUT,
        what=", ".join(part for part in (title_of(rules, row.kind), person_of(row)) if part),
        why=f"{'Ran' if last < asking.today else 'Runs'} out {long_date(last)} · {before}",
        due_on=last,
        days_late=max((asking.today - last).days, 0),
        act=asking.act("ask_again"),
        checks=(key_of(row),),
        **of_case(row),
    )


def _that_may_run_out(asking: Asking, rules: CheckRules) -> Sequence[Any]:
    """Return the last of each check, if it came and may not hold for a year."""
    by_months: dict[int, list[str]] = defaultdict(list)
    for kind in rules.kinds.values():
        if kind.valid_months:
            by_months[kind.valid_months].append(kind.id)
    ahead = months_after(asking.today, _MONTHS_AHEAD)
    statement = _near_its_end(
        asking.whose, tuple((months, tuple(kinds)) for months, kinds in sorted(by_months.items()))
    )
    begun = {f"begun_{months}": months_after(ahead, -months) for months in by_months}
    return asking.read(statement, ahead=ahead, **begun)


def is_last() -> ColumnElement[bool]:
    """Return the condition that a check was not asked for anew."""
    later = aliased(Check)
    return ~exists().where(
        later.case_id == Check.case_id,
        later.kind == Check.kind,
        plainly(later.person_id).is_not_distinct_from(Check.person_id),
        later.about_key == Check.about_key,
        later.about == Check.about,
        later.added_at > Check.added_at,
        plainly(later.deleted_at).is_(None),
    )


@cache
def _near_its_end(whose: Whose, lasting: tuple[tuple[int, tuple[str, ...]], ...]) -> Any:
    """Return the statement for what ends by a day, given or by how many months a kind lasts."""
    began = func.coalesce(Check.issued_on, Check.received_on)
    by_kind = (
        and_(
            Check.valid_until.is_(None),
            Check.kind.in_(kinds),
            began <= bindparam(f"begun_{months}", type_=Date()),
        )
        for months, kinds in lasting
    )
    return (
        select(
            *OF_CASE,
            *KEY,
            Check.issued_on,
            Check.received_on,
            Check.valid_until,
            Person.given_names,
            Person.family_name,
        )
        .join(Case, Case.id == Check.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .outerjoin(Person, Person.id == Check.person_id)
        .where(plainly(Check.deleted_at).is_(None), plainly(Check.received_on).is_not(None))
        .where(Check.not_needed_why == "", is_last(), *whose.cases(BEFORE_PANEL))
        .where(or_(Check.valid_until <= bindparam("ahead", type_=Date()), *by_kind))
        .order_by(Case.reference_number, Check.kind, Check.id)
    )
