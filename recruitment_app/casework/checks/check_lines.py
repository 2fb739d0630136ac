"""What rules ask of the households of many cases beside what was recorded of it, in few queries.

Keys stand here as their digits alone (``RawKey``): a grid of all cases compares many and shows
few.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, case, func, null, select
from sqlalchemy.orm import Session

from recruitment_app.casework.checks.check_households import (
    CheckedCase,
    Conditions,
    below,
    checked_cases,
)
from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.raw_rows import raw, raw_day, raw_rows, rows_of
from recruitment_app.rules.check_kinds import CheckKind, CheckRules
from recruitment_app.rules.check_states import WAITING, CheckState, holds_until, state_of
from recruitment_app.rules.checked_household import Member
from recruitment_app.rules.required_checks import required_checks
from recruitment_app.rules.values import name_fold
from recruitment_app.store.tables import (
    Check,
    CheckChase,
    CheckOutcome,
    ConfidentialOutcome,
    Worker,
)

EVERY_STATE: Final = frozenset(CheckState)
BESIDES: Final = "No rule asks for it now"
_FEWEST_DAYS_OF_A_MONTH: Final = 28
BETWEEN: Final = "/"
"""What stands between outcome and decision as they are read: “consider/go_on”."""
_fold = lru_cache(maxsize=4096)(name_fold)

Match = tuple[str, str, str]
Recorded = tuple[Any, CheckState]
"""The row of a check, and its state."""


class CheckFacts(NamedTuple):
    """What was recorded of a check, in the order in which it is read; days as they are written."""

    case_id: str
    id: str
    kind: str
    person_id: str | None
    about: str
    about_key: str
    not_needed_why: str
    asked_on: str | None
    received_on: str | None
    issued_on: str | None
    valid_until: str | None
    said: str | None
    chased_on: str | None
    chase_count: int | None
    row_version: int
    asked_of: str
    seen_by: str | None
    seen_on: str | None
    number: str
    deleted_at: object


class CheckLine(NamedTuple):
    """A check that a rule asks for, or that is there besides.

    ``row`` is what was recorded of it, if anything, as ``CheckFacts`` has it; ``earlier`` counts
    the times before, where it was asked for anew.
    """

    kind: CheckKind
    member: Member | None
    about: str
    about_key: str
    why: str
    row: Any
    state: CheckState
    earlier: int = 0


class CheckLines:
    """The checks of the cases that some conditions leave in.

    What an outcome says is read only ``in_full``, and what is confidential only where
    ``reads_all``.
    """

    def __init__(
        self,
        session: Session,
        which: Conditions,
        today: date,
        *,
        reads_all: bool,
        in_full: bool = True,
    ) -> None:
        self.cases: Mapping[str, CheckedCase] = checked_cases(session, which, today)
        self.today = today
        self.reads_all = reads_all
        self.names = dict(rows_of(session, select(raw(Worker.id), Worker.name)))
        self.outcomes: dict[str, tuple[Any, ...]] = {}
        if in_full:
            self.outcomes = _outcomes(session, which, CheckOutcome)
            if reads_all:
                self.outcomes |= _outcomes(session, which, ConfidentialOutcome)
        self._rules = check_rules(session)
        self._chase_days = self._rules.number("chase_days")
        self._checks, self._earlier = self._recorded(session, which)

    def lines_of(
        self, key: str, states: frozenset[CheckState] = EVERY_STATE
    ) -> Iterator[CheckLine]:
        """Give the checks of a case that are in some states, without making rows of them."""
        checked = self.cases[key]
        recorded = self._checks.get(key, _NOTHING)
        told: set[Match] = set()
        of_nothing = CheckState.TO_ASK in states
        for wanted in required_checks(
            checked.household, self._rules, today=self.today, panel=checked.panel_expected
        ):
            kind, member, about, about_key, _why = wanted
            match = kind.id, member.key if member else "", about_key or (about and _fold(about))
            if match in told:
                continue
            told.add(match)
            found = recorded.get(match)
            if found is None:
                if of_nothing:
                    yield CheckLine(*wanted, None, CheckState.TO_ASK)
            elif found[1] in states:
                yield CheckLine(*wanted, *found, self._earlier.get(found[0][1], 0))
        for match, (row, state) in recorded.items():
            if match not in told and state in states:
                yield self._besides(checked, row, state)

    def _besides(self, checked: CheckedCase, row: Any, state: CheckState) -> CheckLine:
        """Return what was recorded and no rule asks for, or asks for no more."""
        facts = CheckFacts(*row)
        kind = self._rules.kinds[facts.kind]
        member = checked.household.member(facts.person_id) if facts.person_id else None
        earlier = self._earlier.get(facts.id, 0)
        return CheckLine(
            kind, member, facts.about, digits(facts.about_key), BESIDES, row, state, earlier
        )

    def _recorded(
        self, session: Session, which: Conditions
    ) -> tuple[dict[str, dict[Match, Recorded]], dict[str, int]]:
        """Return the last row of each check with its state, and how many came before it."""
        found: dict[str, dict[Match, Recorded]] = defaultdict(dict)
        earlier: dict[str, int] = {}
        kinds, reads_all, today = self._rules.kinds, self.reads_all, self.today
        holds_since = _holds_since(self._rules, today)
        for row in raw_rows(session, _query_of_checks(which, reads_all=reads_all)):
            case_key, _key, kind_id, person, about, about_key, not_needed_why, asked_on, *more = row
            received_on, issued_on, until, said, chased_on = more[:5]
            if more[-1] is not None:
                continue
            kind = kinds[kind_id]
            if not_needed_why:
                state = CheckState.NOT_NEEDED
            elif received_on is None:
                waits = CheckState.CHASED if chased_on else CheckState.ASKED
                state = waits if asked_on else CheckState.TO_ASK
            else:
                holds = until is None and (issued_on or received_on) >= holds_since[kind_id]
                is_over = not holds and _is_over(kind, row, today)
                state = _said_so(said if reads_all or not kind.confidential else None, is_over)
            if about_key or about:
                match = kind_id, person or "", digits(about_key) if about_key else _fold(about)
            else:
                match = kind_id, person or "", ""
            of_case = found[case_key]
            before = of_case.get(match)
            if before is None:
                of_case[match] = row, state
                continue
            rows = sorted((before, (row, state)), key=_key_of)  # keys rise with time
            of_case[match] = rows[1]
            earlier[_key_of(rows[1])] = earlier.pop(_key_of(rows[0]), 0) + 1
        return found, earlier

    def waits(self, line: CheckLine) -> int | None:
        """Return for how many days a check has been waited for, or None."""
        if line.state not in WAITING:
            return None
        asked_on = day_of(CheckFacts(*line.row).asked_on)
        return (self.today - asked_on).days if asked_on else None

    def is_to_chase(self, line: CheckLine) -> bool:
        """Tell whether nothing came for as long as the agency waits."""
        if line.state not in WAITING:
            return False
        facts = CheckFacts(*line.row)
        last = day_of(facts.chased_on or facts.asked_on)
        return last is not None and (self.today - last).days >= self._chase_days

    def runs_out(self, key: str, line: CheckLine) -> bool:
        """Tell whether a check holds no more on the day of the panel, or the day expected."""
        if line.row is None:
            return False
        until = valid_until(line.kind, CheckFacts(*line.row))
        return until is not None and until < self.cases[key].panel_expected


@cache
def _said_so(said: str | None, has_run_out: bool) -> CheckState:  # noqa: FBT001 - a cached function is called by place
    outcome, _, decision = (said or "").partition(BETWEEN)
    return state_of(outcome=outcome, decision=decision, has_run_out=has_run_out)


def digits(key: str) -> str:
    """Return the digits of a key as it is written; what is no key stays as it is."""
    return key.replace("-", "")


def match_of(kind: str, person: str, about: str, about_key: str) -> Match:
    """Return by what a check that was recorded is known to be one that a rule asks for."""
    return kind, digits(person), digits(about_key) or _fold(about)


def day_of(written: str | None) -> date | None:
    """Return a day that was read as it is written."""
    return date.fromisoformat(written) if written else None


def valid_until(kind: CheckKind, facts: CheckFacts) -> date | None:
    """Return the last day on which the agency goes by a check that was recorded."""
    return holds_until(
        given=day_of(facts.valid_until),
        issued_on=day_of(facts.issued_on),
        received_on=day_of(facts.received_on),
        valid_months=kind.valid_months,
    )


_NOTHING: Final[Mapping[Match, Recorded]] = MappingProxyType({})


def _query_of_checks(which: Conditions, *, reads_all: bool) -> Select[Any]:
    """Return the query for the checks of the cases; what decides on a state comes first."""
    return below(
        Check,
        which,
        raw(Check.id),
        Check.kind,
        raw(Check.person_id),
        Check.about,
        Check.about_key,
        Check.not_needed_why,
        raw_day(Check.asked_on),
        raw_day(Check.received_on),
        raw_day(Check.issued_on),
        raw_day(Check.valid_until),
        said_of_check(reads_all=reads_all).label("said"),
        _of_chases(raw_day(func.max(CheckChase.on))).label("chased_on"),
        _of_chases(func.count()).label("chase_count"),
        Check.row_version,
        Check.asked_of,
        raw(Check.seen_by),
        raw_day(Check.seen_on),
        Check.number,
    )


def _holds_since(rules: CheckRules, today: date) -> dict[str, str]:
    """Return from when on a check of each kind certainly holds: so most need no counting."""
    return {
        kind.id: (today - timedelta(days=_FEWEST_DAYS_OF_A_MONTH * kind.valid_months)).isoformat()
        if kind.valid_months
        else ""
        for kind in rules.kinds.values()
    }


def _is_over(kind: CheckKind, row: Any, today: date) -> bool:
    until = valid_until(kind, CheckFacts(*row))
    return until is not None and until < today


def _key_of(recorded: Recorded) -> str:
    return cast("str", recorded[0][1])


def _of_chases(told: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return what the chases of a check come to, asked only of those that have not come."""
    of_one = select(told).where(CheckChase.check_id == Check.id, CheckChase.deleted_at.is_(None))
    return case((Check.received_on.is_(None), of_one.scalar_subquery()))


def said_of_check(*, reads_all: bool) -> ColumnElement[Any]:
    """Return outcome and decision of a check, the last that was recorded, where it came."""
    tables = (CheckOutcome, ConfidentialOutcome) if reads_all else (CheckOutcome,)
    said = [
        select(table.outcome + BETWEEN + table.decision)
        .where(table.check_id == Check.id, table.deleted_at.is_(None))
        .order_by(table.recorded_at.desc(), table.id.desc())
        .limit(1)
        .scalar_subquery()
        for table in tables
    ]
    return case((Check.received_on.is_not(None), func.coalesce(*said, null())))


def _outcomes(session: Session, which: Conditions, table: Any) -> dict[str, tuple[Any, ...]]:
    """Return what the last outcome of each check says, by check."""
    query = below(
        table,
        which,
        raw(table.check_id),
        table.outcome,
        table.decision,
        table.words,
        table.evidence,
        table.recorded_at,
        raw(table.recorded_by),
        table.decision_words,
        table.decided_on,
        raw(table.decided_by),
    )
    return {
        row[1]: row[2:-1]
        for row in rows_of(session, query.order_by(table.recorded_at, table.id))
        if row[-1] is None
    }
