"""What was recorded last of a check, taken back: decision, outcome, receipt, chase, request."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change
from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.checks.open_checks import CHECKED, OpenCheck, on_check, open_check
from recruitment_app.casework.stepping import signed_in
from recruitment_app.rules.check_kinds import Basis, CheckKind
from recruitment_app.rules.roles import Duty, may, require
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Check, CheckChase, CheckOutcome, ConfidentialOutcome

Outcome = CheckOutcome | ConfidentialOutcome
_Outcome = TypeVar("_Outcome", CheckOutcome, ConfidentialOutcome)


def done(opened: OpenCheck, sentence: str) -> Change:
    """Return the change of an act on one check, which may be taken back at once."""
    undo = partial(take_back, check=opened.key)
    return Change(opened.key.case_id, CHECKED, sentence, opened.recorded().id, undo=undo)


def take_back(store: Store, *, check: CheckKey) -> Change:
    """Take back what was recorded last of a check; the history keeps it.

    The decision goes first, then the outcome, that it came, each chase, that it was asked for,
    and that it is not needed.

    Raises:
        NotAllowed: the role may not record what would be taken back.
        Problem: nothing is recorded of it.

    """
    with on_check(store, check, duty=Duty.READ_CASES, act="take_back_check") as opened:
        told = _take_back(opened)
        return Change(check.case_id, CHECKED, f"Taken back: {told}.", opened.recorded().id)


def take_back_many(store: Store, *, checks: Sequence[CheckKey]) -> Change:
    """Take back what was recorded last of each of these checks, of all or none.

    Raises:
        NotAllowed: the role may not record what would be taken back.
        Problem: nothing is recorded of one of them.

    """
    with store.writing(act="take_back_checks") as session:
        worker = signed_in(session, store)
        for key in checks:
            _take_back(open_check(session, store, worker, key))
        return Change(None, CHECKED, f"{len(checks)} taken back.")


def last_recorded(store: Store, *, check: CheckKey) -> str:
    """Return what ``take_back`` would take back, in a few words, or nothing.

    Nothing, too, where that is more than this person may know.
    """
    with store.reading() as session:
        opened = open_check(session, store, signed_in(session, store), check)
        if opened.row is None:
            return ""
        told, duty = _last(opened)
        return told if may(opened.worker.role, duty) else ""


def _last(opened: OpenCheck) -> tuple[str, Duty]:
    row = opened.recorded()
    said = outcome_of(opened)
    if said is not None:
        if said.decision:
            return "the decision", Duty.DECIDE_CHECKS
        return "the outcome", duty_of(opened.kind)
    if row.not_needed_why:
        return "that it is not needed", duty_of_not_needed(opened.kind)
    if row.received_on is not None:
        return "that it came", Duty.ENTER_DATES
    if _last_chase(opened.session, row) is not None:
        return "the last chase", Duty.ENTER_DATES
    return "that it was asked for", Duty.ENTER_DATES


def _take_back(opened: OpenCheck) -> str:
    row, now = opened.recorded(), opened.store.clock()
    told, duty = _last(opened)
    require(opened.worker.role, duty)
    said, chased = outcome_of(opened), _last_chase(opened.session, row)
    if said is not None and said.decision:
        said.decision, said.decision_words, said.decided_on, said.decided_by = "", "", None, None
    elif said is not None:
        said.deleted_at = now
    elif row.not_needed_why:
        row.not_needed_why = ""
    elif row.received_on is not None:
        row.received_on, row.seen_on, row.seen_by = None, None, None
        row.number, row.issued_on, row.valid_until = "", None, None
    elif chased is not None:
        chased.deleted_at = now
    else:
        row.asked_on, row.asked_of = None, ""
    if row.asked_on is None and not row.not_needed_why:
        row.deleted_at = now
    return told


def duty_of(kind: CheckKind) -> Duty:
    """Return the duty of whoever records what such a check says."""
    return Duty.ASSESS if kind.confidential else Duty.ENTER_DATES


def duty_of_not_needed(kind: CheckKind) -> Duty:
    """Return the duty of whoever says that such a check is not needed."""
    return Duty.DECIDE_CHECKS if kind.basis is Basis.REGULATION else Duty.ASSESS


def outcome_of(opened: OpenCheck) -> Outcome | None:
    """Return the outcome that holds of a check, if it has one."""
    row = opened.row
    if row is None:
        return None
    if opened.kind.confidential:
        return _last_outcome(opened.session, ConfidentialOutcome, row)
    return _last_outcome(opened.session, CheckOutcome, row)


def _last_outcome(session: Session, table: type[_Outcome], row: Check) -> _Outcome | None:
    return session.scalars(
        select(table)
        .where(table.check_id == row.id, table.deleted_at.is_(None))
        .order_by(table.recorded_at.desc(), table.id.desc())
        .limit(1)
    ).first()


def _last_chase(session: Session, row: Check) -> CheckChase | None:
    return session.scalars(
        select(CheckChase)
        .where(CheckChase.check_id == row.id, CheckChase.deleted_at.is_(None))
        .order_by(CheckChase.on.desc(), CheckChase.id.desc())
        .limit(1)
    ).first()
