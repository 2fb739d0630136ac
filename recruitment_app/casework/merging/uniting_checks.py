"""In a merge the check that tells more stands: asking anew hides no answer."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.checks.check_lines import match_of
from recruitment_app.rules.check_states import CheckState, holds_until, state_of
from recruitment_app.store.tables import (
    CaseDocument,
    Check,
    CheckChase,
    CheckOutcome,
    ConfidentialOutcome,
    Letter,
    Referee,
)

_STAYS: Final = frozenset(
    {"id", "row_version", "deleted_at", "case_id", "kind", "person_id", "about", "about_key"}
    | {"added_at", "added_by"}
)
"""What belongs to the place of a check in its case's order, not to what it tells."""
_OUTCOMES: Final[tuple[Any, ...]] = (CheckOutcome, ConfidentialOutcome)
_HANGING: Final[tuple[Any, ...]] = (CheckChase, *_OUTCOMES, Letter, Referee)
_WEIGHTS: Final = (
    CheckState.NOT_NEEDED,
    CheckState.TO_ASK,
    CheckState.RUN_OUT,
    CheckState.ASKED,
    CheckState.RECEIVED,
    CheckState.CLEAR,
    CheckState.ACCEPTED,
    CheckState.TO_DECIDE,
    CheckState.UNSUITABLE,
)


def checks_below(session: Session, *conditions: Any) -> set[UUID]:
    """Return the keys of the checks that stand under some conditions."""
    return set(session.scalars(select(Check.id).where(*conditions, Check.deleted_at.is_(None))))


@dataclass(frozen=True, slots=True)
class UnitingChecks:
    """What is there when the checks of two cases, or two people, become those of one.

    ``theirs`` are the keys of the checks of the one that goes.
    """

    session: Session
    case_id: UUID
    theirs: Collection[UUID]
    today: date
    now: datetime

    def unite(self) -> None:
        """Let of each check that both have the one stand that tells more."""
        rows = self.session.scalars(
            select(Check)
            .where(Check.case_id == self.case_id, Check.deleted_at.is_(None))
            .order_by(Check.id)
        )
        alike: dict[Any, list[Check]] = defaultdict(list)
        for row in rows:
            person = str(row.person_id or "")
            alike[match_of(row.kind, person, row.about, row.about_key)].append(row)
        for group in alike.values():
            ours = [row for row in group if row.id not in self.theirs]
            theirs = [row for row in group if row.id in self.theirs]
            if ours and theirs:
                self._unite(ours[-1], theirs[-1])
        self.session.flush()

    def _unite(self, one: Check, other: Check) -> None:
        goes, stays = sorted((one, other), key=self._weight)
        if goes.received_on is None:
            moved = () if stays.received_on else (CheckChase,)
            self._hand_over({goes.id: stays.id}, (*moved, Letter, Referee))
            goes.deleted_at = self.now
        elif goes.id > stays.id:  # the last one stands
            self._exchange(goes, stays)

    def _weight(self, row: Check) -> tuple[int, date, bool, UUID]:
        """Return how much a check tells; of two that tell alike the later, or ours, counts more.

        What was asked for and did not come counts from the day it was asked for first.
        """
        told = row.received_on or row.asked_on or date.min
        if row.received_on is None:
            told = date.fromordinal(date.max.toordinal() - told.toordinal() + 1)
        weight = _WEIGHTS.index(self._state(row))
        return weight, told, row.id not in self.theirs, row.id

    def _state(self, row: Check) -> CheckState:
        if row.not_needed_why:
            return CheckState.NOT_NEEDED
        if row.received_on is None:
            return CheckState.ASKED if row.asked_on else CheckState.TO_ASK
        kind = check_rules(self.session).kinds[row.kind]
        until = holds_until(
            given=row.valid_until,
            issued_on=row.issued_on,
            received_on=row.received_on,
            valid_months=kind.valid_months,
        )
        said = self._said(row)
        return state_of(
            outcome=said.outcome if said else "",
            decision=said.decision if said else "",
            has_run_out=until is not None and until < self.today,
        )

    def _said(self, row: Check) -> Any:
        found = [
            said
            for table in _OUTCOMES
            for said in self.session.scalars(
                select(table).where(table.check_id == row.id, table.deleted_at.is_(None))
            )
        ]
        return max(found, key=lambda said: (said.recorded_at, said.id), default=None)

    def _exchange(self, one: Check, other: Check) -> None:
        """Let each of two checks tell what the other told, with all that hangs on it."""
        names = {prop.key for prop in inspect(Check).column_attrs} - _STAYS
        for name in sorted(names):
            first, second = getattr(one, name), getattr(other, name)
            setattr(one, name, second)
            setattr(other, name, first)
        self._hand_over({one.id: other.id, other.id: one.id}, _HANGING)

    def _hand_over(self, to: dict[UUID, UUID], tables: Collection[Any]) -> None:
        for table in tables:
            rows = self.session.scalars(select(table).where(table.check_id.in_(to))).all()
            for row in rows:
                row.check_id = to[row.check_id]
        keys = {str(before): str(after) for before, after in to.items()}
        papers = select(CaseDocument).where(CaseDocument.record_key.in_(keys))
        for paper in self.session.scalars(papers).all():
            paper.record_key = keys[paper.record_key]
        self.session.flush()
