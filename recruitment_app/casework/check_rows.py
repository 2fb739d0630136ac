"""The checks of a household as they are shown: what a rule asks for beside what was recorded."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.check_households import CheckedCase, Conditions, checked_cases
from recruitment_app.casework.check_kinds import check_rules
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.rules.check_conditions import MISSING_REFEREE
from recruitment_app.rules.check_kinds import CheckKind, CheckRules
from recruitment_app.rules.check_states import (
    LACKING,
    WAITING,
    CheckState,
    Progress,
    holds_until,
    state_of,
)
from recruitment_app.rules.required_checks import RequiredCheck, required_checks
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.values import name_fold
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Case,
    Check,
    CheckChase,
    CheckOutcome,
    ConfidentialOutcome,
    Worker,
)

REFERENCE: Final = "reference"
"""The kind of check that is a personal reference."""


@dataclass(frozen=True, slots=True)
class CheckKey:
    """Which check: of which case, kind and person (None: the household), and about what."""

    case_id: UUID
    kind: str
    person_id: UUID | None = None
    about: str = ""
    about_key: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What a check said, and what a manager decided on it."""

    outcome: str
    words: str
    evidence: str
    recorded_on: date
    recorded_by: str
    decision: str
    decision_words: str
    decided_on: date | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check of a household, asked for by a rule or added by hand.

    ``check_id`` is None until something was recorded of it. ``person`` is empty for the
    household. ``is_required`` says that a rule asks for it now. ``may_read`` says whether this
    person may read what it says: where not, ``outcome`` is None and the state tells no more than
    that it came. ``waiting_days`` is None unless it waits. ``is_to_chase`` says that nothing came
    for as long as the agency waits. ``runs_out_before_panel`` looks at the day of the panel, or
    the day by which one is to be expected.
    """

    key: CheckKey
    check_id: UUID | None
    version: int
    title: str
    person: str
    basis: str
    source: str
    certainty: str
    note: str
    is_required: bool
    why: str
    is_confidential: bool
    may_read: bool
    state: CheckState
    asked_on: date | None
    asked_of: str
    chased_on: date | None
    chase_count: int
    received_on: date | None
    seen_by: str
    seen_on: date | None
    number: str
    issued_on: date | None
    valid_until: date | None
    waiting_days: int | None
    is_to_chase: bool
    runs_out_before_panel: bool
    outcome: OutcomeRow | None
    not_needed_why: str
    earlier_count: int

    @property
    def is_lacking(self) -> bool:
        """Say whether somebody has still to do something about it."""
        return self.state in LACKING

    @property
    def is_unnamed_referee(self) -> bool:
        """Say whether it is a reference for which nobody is named yet."""
        return self.key.about_key.startswith(MISSING_REFEREE)

    @property
    def referee_id(self) -> UUID | None:
        """Return the key of the referee whose reference it is."""
        is_named = self.key.kind == REFERENCE and not self.is_unnamed_referee
        return UUID(self.key.about_key) if is_named and self.key.about_key else None


def case_checks(store: Store, *, case_id: UUID, today: date) -> tuple[CheckRow, ...]:
    """Return every check of a case, as checks.toml has the kinds, the applicants first.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case_id = standing_case(session, case_id)
        require_case(session, worker, case_id)
        return checks_within(session, worker, case_id, today)


def checks_within(
    session: Session, worker: Worker, case_id: UUID, today: date
) -> tuple[CheckRow, ...]:
    """Return every check of a case within a transaction, as this person may read them."""
    which = (Case.id == case_id,)
    told = Gathered(session, which, today, reads_all=may(worker.role, Duty.READ_CONFIDENTIAL))
    return tuple(told.rows_of(case_id))


class Gathered:
    """The checks of the cases that some conditions leave in, read in few queries."""

    def __init__(
        self,
        session: Session,
        which: Conditions,
        today: date,
        *,
        reads_all: bool,
    ) -> None:
        self.cases: Mapping[UUID, CheckedCase] = checked_cases(session, which, today)
        self._today = today
        self._rules: CheckRules = check_rules(session)
        self._reads_all = reads_all
        self._names = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
        self._checks = _recorded(session, which)
        self._chases = _chases(session, which)
        self._outcomes = _outcomes(session, which, CheckOutcome)
        if reads_all:
            self._outcomes |= _outcomes(session, which, ConfidentialOutcome)

    def rows_of(self, case_id: UUID) -> Iterator[CheckRow]:
        """Give the rows of one case: what rules ask for, then what was recorded besides."""
        case = self.cases[case_id]
        recorded = self._checks.get(case_id, {})
        told = set()
        asked = required_checks(
            case.household, self._rules, today=self._today, panel=case.panel_expected
        )
        for wanted in asked:
            match = match_of(
                wanted.kind.id,
                wanted.member.key if wanted.member else "",
                wanted.about,
                wanted.about_key,
            )
            told.add(match)
            yield self._row(case_id, case, wanted, recorded.get(match, ()), is_required=True)
        for match, rows in recorded.items():
            if match not in told:
                yield self._row(case_id, case, self._besides(case, rows[-1]), rows)

    def _besides(self, case: CheckedCase, row: Any) -> RequiredCheck:
        """Return what no rule asks for, or asks for no more, as a rule would tell it."""
        kind = self._rules.kinds[row.kind]
        member = case.household.member(str(row.person_id)) if row.person_id else None
        return RequiredCheck(kind, member, row.about, row.about_key, "No rule asks for it now")

    def _row(
        self,
        case_id: UUID,
        case: CheckedCase,
        wanted: RequiredCheck,
        rows: Any,
        *,
        is_required: bool = False,
    ) -> CheckRow:
        kind, member = wanted.kind, wanted.member
        row = rows[-1] if rows else None
        may_read = self._reads_all or not kind.confidential
        if row is None:
            state, valid_until, said = CheckState.TO_ASK, None, None
            chased_on, chases = None, 0
        else:
            said = self._outcomes.get(row.id) if may_read else None
            chased_on, chases = self._chases.get(row.id, (None, 0))
            valid_until = _holds_until(row, kind)
            state = state_of(
                Progress(
                    asked_on=row.asked_on,
                    chased_on=chased_on,
                    received_on=row.received_on,
                    outcome=said.outcome if said else "",
                    decision=said.decision if said else "",
                    is_needed=not row.not_needed_why,
                    valid_until=valid_until,
                    is_open=may_read,
                ),
                self._today,
            )
        asked_on = row.asked_on if row else None
        waits = state in WAITING and asked_on is not None
        person_id = row.person_id if row else UUID(member.key) if member else None
        last = chased_on or asked_on
        return CheckRow(
            key=CheckKey(case_id, kind.id, person_id, wanted.about, wanted.about_key),
            check_id=row.id if row else None,
            version=row.row_version if row else 0,
            title=kind.title,
            person=member.name if member else "",
            basis=kind.basis.value,
            source=kind.source,
            certainty=kind.certainty,
            note=kind.note,
            is_required=is_required,
            why=wanted.why,
            is_confidential=kind.confidential,
            may_read=may_read,
            state=state,
            asked_on=asked_on,
            asked_of=(row.asked_of if row else "") or kind.asked_of,
            chased_on=chased_on,
            chase_count=chases,
            received_on=row.received_on if row else None,
            seen_by=self._names.get(row.seen_by, "") if row and row.seen_by else "",
            seen_on=row.seen_on if row else None,
            number=row.number if row else "",
            issued_on=row.issued_on if row else None,
            valid_until=valid_until,
            waiting_days=(self._today - asked_on).days if waits and asked_on else None,
            is_to_chase=bool(
                waits and last and (self._today - last).days >= self._rules.number("chase_days")
            ),
            runs_out_before_panel=valid_until is not None and valid_until < case.panel_expected,
            outcome=self._outcome(said),
            not_needed_why=row.not_needed_why if row else "",
            earlier_count=max(len(rows) - 1, 0),
        )

    def _outcome(self, said: Any) -> OutcomeRow | None:
        if said is None:
            return None
        return OutcomeRow(
            said.outcome,
            said.words,
            said.evidence,
            said.recorded_at.date(),
            self._names.get(said.recorded_by, ""),
            said.decision,
            said.decision_words,
            said.decided_on,
            self._names.get(said.decided_by, "") if said.decided_by else "",
        )


Match = tuple[str, str, str]


def match_of(kind: str, person: str, about: str, about_key: str) -> Match:
    """Return by what a check that was recorded is known to be one that a rule asks for."""
    return kind, person, about_key or name_fold(about)


def _recorded(session: Session, which: Conditions) -> dict[UUID, dict[Match, list[Any]]]:
    """Return what was recorded of checks, by case and check, the last of each at the end."""
    query = (
        select(
            Check.case_id,
            Check.id,
            Check.row_version,
            Check.kind,
            Check.person_id,
            Check.about,
            Check.about_key,
            Check.not_needed_why,
            Check.asked_on,
            Check.asked_of,
            Check.received_on,
            Check.seen_by,
            Check.seen_on,
            Check.number,
            Check.issued_on,
            Check.valid_until,
        )
        .join(Case, Case.id == Check.case_id)
        .where(Check.deleted_at.is_(None), *which)
        .order_by(Check.added_at, Check.id)
    )
    found: dict[UUID, dict[Match, list[Any]]] = defaultdict(dict)
    for row in session.execute(query):
        person = str(row.person_id) if row.person_id else ""
        match = match_of(row.kind, person, row.about, row.about_key)
        found[row.case_id].setdefault(match, []).append(row)
    return found


def _chases(session: Session, which: Conditions) -> dict[UUID, tuple[date | None, int]]:
    """Return when a check was chased last and how often, by check."""
    query = (
        select(CheckChase.check_id, func.max(CheckChase.on), func.count())
        .join(Case, Case.id == CheckChase.case_id)
        .where(CheckChase.deleted_at.is_(None), *which)
        .group_by(CheckChase.check_id)
    )
    return {check_id: (on, count) for check_id, on, count in session.execute(query)}


def _outcomes(session: Session, which: Conditions, table: Any) -> dict[UUID, Any]:
    """Return the last outcome of each check, by check."""
    query = (
        select(
            table.check_id,
            table.outcome,
            table.words,
            table.evidence,
            table.recorded_at,
            table.recorded_by,
            table.decision,
            table.decision_words,
            table.decided_on,
            table.decided_by,
        )
        .join(Case, Case.id == table.case_id)
        .where(table.deleted_at.is_(None), *which)
        .order_by(table.recorded_at, table.id)
    )
    return {row.check_id: row for row in session.execute(query)}


def _holds_until(row: Any, kind: CheckKind) -> date | None:
    return holds_until(
        given=row.valid_until,
        issued_on=row.issued_on,
        received_on=row.received_on,
        valid_months=kind.valid_months,
    )
