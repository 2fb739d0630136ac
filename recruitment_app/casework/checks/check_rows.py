"""The checks of a household as they are shown: what a rule asks for beside what was recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.checks.check_lines import (
    BESIDES,
    CheckFacts,
    CheckLine,
    CheckLines,
    day_of,
    valid_until,
)
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.rules.check_conditions import MISSING_REFEREE
from recruitment_app.rules.check_states import LACKING, CheckState
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Worker

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
    title: str
    person: str
    basis: str
    source: str
    certainty: str
    note: str
    why: str
    is_confidential: bool
    may_read: bool
    asked_of: str
    is_required: bool = True
    check_id: UUID | None = None
    version: int = 0
    state: CheckState = CheckState.TO_ASK
    asked_on: date | None = None
    chased_on: date | None = None
    chase_count: int = 0
    received_on: date | None = None
    seen_by: str = ""
    seen_on: date | None = None
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    waiting_days: int | None = None
    is_to_chase: bool = False
    runs_out_before_panel: bool = False
    outcome: OutcomeRow | None = None
    not_needed_why: str = ""
    earlier_count: int = 0

    @property
    def is_lacking(self) -> bool:
        """Say whether somebody has still to do something about it, as far as who asks may know."""
        is_silent = self.state is CheckState.RECEIVED and not self.may_read
        return self.state in LACKING and not is_silent

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


class Gathered(CheckLines):
    """The checks of the cases that some conditions leave in, to be made rows of."""

    def rows_of(self, case_id: UUID) -> Iterator[CheckRow]:
        """Give the rows of one case: what rules ask for, then what was recorded besides."""
        return (self.row(case_id, line) for line in self.lines_of(case_id.hex))

    def row(self, case_id: UUID, line: CheckLine) -> CheckRow:
        """Return a check as it is shown."""
        kind, member, about, about_key, why, *_ = line
        whose = member.key if member else line.row and CheckFacts(*line.row).person_id
        shown_key = str(UUID(hex=about_key)) if len(about_key) == _KEY else about_key
        recorded = self._recorded_facts(case_id.hex, line) if line.row is not None else {}
        return CheckRow(
            key=CheckKey(case_id, kind.id, UUID(hex=whose) if whose else None, about, shown_key),
            title=kind.title,
            person=member.name if member else _GONE if whose else "",
            basis=kind.basis,
            source=kind.source,
            certainty=kind.certainty,
            note=kind.note,
            why=why,
            is_required=why is not BESIDES,
            is_confidential=kind.confidential,
            may_read=self.reads_all or not kind.confidential,
            asked_of=recorded.pop("asked_of", "") or kind.asked_of,
            **recorded,
        )

    def _recorded_facts(self, key: str, line: CheckLine) -> dict[str, Any]:
        row, kind = CheckFacts(*line.row), line.kind
        may_read = self.reads_all or not kind.confidential
        return {
            "check_id": UUID(hex=row.id),
            "version": row.row_version,
            "state": line.state,
            "asked_on": day_of(row.asked_on),
            "asked_of": row.asked_of,
            "chased_on": day_of(row.chased_on),
            "chase_count": row.chase_count or 0,
            "received_on": day_of(row.received_on),
            "seen_by": self.names.get(row.seen_by, "") if row.seen_by else "",
            "seen_on": day_of(row.seen_on),
            "number": row.number,
            "issued_on": day_of(row.issued_on),
            "valid_until": valid_until(kind, row),
            "waiting_days": self.waits(line),
            "is_to_chase": self.is_to_chase(line),
            "runs_out_before_panel": self.runs_out(key, line),
            "outcome": self._outcome(row.id) if may_read else None,
            "not_needed_why": row.not_needed_why if may_read else "",
            "earlier_count": line.earlier,
        }

    def _outcome(self, check_id: Any) -> OutcomeRow | None:
        if check_id not in self.outcomes:
            return None
        outcome, decision, words, evidence, at, by, told, on, decided_by = self.outcomes[check_id]
        return OutcomeRow(
            outcome=outcome,
            words=words,
            evidence=evidence,
            recorded_on=at.date(),
            recorded_by=self.names.get(by, ""),
            decision=decision,
            decision_words=told,
            decided_on=on,
            decided_by=self.names.get(decided_by, "") if decided_by else "",
        )


_KEY: Final = 32
_GONE: Final = "Somebody no longer in the household"
