"""Checks that came as lines of Today: what they say is to be told, or decided on in writing."""

from collections import defaultdict
from functools import cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, union_all

from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.checks.check_lines import BETWEEN, said_of_check
from recruitment_app.casework.raw_rows import plainly
from recruitment_app.casework.today.todo_asking import OF_CASE, Asking, Whose, of_case, place
from recruitment_app.casework.today.todo_checks import (
    KEY,
    is_last,
    key_of,
    listed,
    person_of,
    title_of,
)
from recruitment_app.casework.today.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.check_kinds import CheckRules
from recruitment_app.rules.check_states import CONSIDER, CheckState, holds_until, state_of
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.stages import long_date
from recruitment_app.rules.todo import BEFORE_APPROVAL, Matter, TodoState
from recruitment_app.store.tables import (
    Case,
    Check,
    CheckOutcome,
    ConfidentialOutcome,
    Person,
    Worker,
)

Outcome = type[CheckOutcome] | type[ConfidentialOutcome]


def outcome_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the checks that nobody has judged, by case, and each that waits for a decision.

    Of what is confidential nothing is told to who may not read it, not even that it has no outcome.
    """
    if not asking.looks_after(Matter.OUTCOME):
        return {}
    rules = check_rules(asking.session)
    came: dict[str, list[Any]] = defaultdict(list)
    found = []
    open_kinds = tuple(sorted(kind.id for kind in rules.kinds.values() if not kind.confidential))
    for row in asking.read(_unsettled(asking.whose, open_kinds)):
        state = _state(asking, rules, row)
        if state is CheckState.RECEIVED:
            came[row.id].append(row)
        elif state is CheckState.TO_DECIDE:
            made = partial(_to_decide, asking, rules, row)
            found.append((place(row.received_on, row.reference), made))
    for rows in came.values():
        made = partial(_to_judge, asking, rules, rows)
        found.append((place(rows[0].received_on, rows[0].reference), made))
    return {TodoState.WAITS: asking.first_of(found)} if found else {}


def _state(asking: Asking, rules: CheckRules, row: Any) -> CheckState:
    """Return how far a check is; one that ran out before anybody judged it is asked for anew."""
    until = holds_until(
        given=row.valid_until,
        issued_on=row.issued_on,
        received_on=row.received_on,
        valid_months=rules.kinds[row.kind].valid_months if row.kind in rules.kinds else None,
    )
    has_run_out = until is not None and until < asking.today
    outcome, _, decision = (row.said or "").partition(BETWEEN)
    return state_of(outcome=outcome, decision=decision, has_run_out=has_run_out)


def _to_judge(asking: Asking, rules: CheckRules, rows: list[Any]) -> TodoRow:
    first = rows[0]
    if len(rows) == 1:
        what, why = _named(rules, first), f"Received {long_date(first.received_on)}"
    else:
        what = f"{len(rows)} checks"
        why = listed(
            [f"{_named(rules, row)}, received {long_date(row.received_on)}" for row in rows]
        )
    return TodoRow(
        matter=Matter.OUTCOME,
        state=TodoState.WAITS,
        what=f"Outcome of {what}",
        why=why,
        due_on=None,
        since=first.received_on,
        act=asking.act("record_outcome"),
        checks=tuple(key_of(row) for row in rows),
        **of_case(first),
    )


def _to_decide(asking: Asking, rules: CheckRules, row: Any) -> TodoRow:
    return TodoRow(
        matter=Matter.DECISION,
        state=TodoState.WAITS,
        what=f"Decide: {_named(rules, row)}",
        why=f"Content to consider · received {long_date(row.received_on)}",
        due_on=None,
        since=row.received_on,
        act=asking.act("decide_on_check"),
        checks=(key_of(row),),
        **of_case(row),
    )


def _named(rules: CheckRules, row: Any) -> str:
    parts = (title_of(rules, row.kind), person_of(row), row.about)
    return ", ".join(part for part in parts if part)


@cache
def _unsettled(whose: Whose, open_kinds: tuple[str, ...]) -> Any:
    """Return the statement for the last of each check that came, and was not judged or decided on.

    A decision is every manager's, whosever the case. Where what is confidential may not be read,
    its table is not asked.
    """
    reads_all = may(whose.role, Duty.READ_CONFIDENTIAL)
    tables = (CheckOutcome, ConfidentialOutcome) if reads_all else (CheckOutcome,)
    kinds = () if reads_all else (Check.kind.in_(open_kinds),)
    is_open = and_(*(~_judged(table) for table in tables))
    cases = whose.cases(BEFORE_APPROVAL)
    if Matter.DECISION in whose.outlook.matters:
        is_undecided = Check.id.in_(union_all(*(_undecided(table) for table in tables)))
        is_open = or_(is_open, is_undecided)
        cases = whose.cases(BEFORE_APPROVAL, or_mine=is_undecided)
    return (
        select(
            *OF_CASE,
            *KEY,
            Check.issued_on,
            Check.received_on,
            Check.valid_until,
            Person.given_names,
            Person.family_name,
            said_of_check(reads_all=reads_all).label("said"),
        )
        .join(Case, Case.id == Check.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .outerjoin(Person, Person.id == Check.person_id)
        .where(plainly(Check.deleted_at).is_(None), plainly(Check.received_on).is_not(None))
        .where(Check.not_needed_why == "", *kinds, *cases, is_open, is_last())
        .order_by(Check.received_on, Check.kind, Check.id)
    )


def _judged(table: Outcome) -> ColumnElement[bool]:
    return exists().where(table.check_id == Check.id, table.deleted_at.is_(None))


def _undecided(table: Outcome) -> Select[Any]:
    """Return the checks with content to consider and no decision; a later outcome may be there."""
    return select(table.check_id).where(
        table.outcome == CONSIDER, table.decision == "", table.deleted_at.is_(None)
    )
