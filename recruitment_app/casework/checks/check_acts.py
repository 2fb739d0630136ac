"""Which acts fit a check now, for the person signed in: so that screens and commands agree."""

from recruitment_app.casework.checks.check_rows import CheckRow
from recruitment_app.rules.check_kinds import Basis
from recruitment_app.rules.check_states import WAITING, CheckState
from recruitment_app.rules.roles import Duty, Role, may

ASK = "ask"
CHASE = "chase"
RECEIVE = "receive"
JUDGE = "judge"
DECIDE = "decide"
LEAVE_OUT = "leave_out"
CORRECT = "correct"
TAKE_BACK = "take_back"
NAME_REFEREE = "name_referee"


def acts_on(row: CheckRow, role: Role) -> tuple[str, ...]:
    """Return the names of the acts that fit a check, those likeliest wanted first."""
    if not may(role, Duty.ENTER_DATES):
        return ()
    if row.is_unnamed_referee:
        return (NAME_REFEREE,)
    return tuple(name for name, fits in _fits(row, role).items() if fits)


def _fits(row: CheckRow, role: Role) -> dict[str, bool]:
    is_regulation = row.basis == Basis.REGULATION
    leaves_out = Duty.DECIDE_CHECKS if is_regulation else Duty.ASSESS
    judges = Duty.ASSESS if row.is_confidential else Duty.ENTER_DATES
    is_there = row.received_on is not None
    waits = row.state in WAITING
    return {
        DECIDE: row.state is CheckState.TO_DECIDE and may(role, Duty.DECIDE_CHECKS),
        CHASE: waits,
        RECEIVE: waits or row.state is CheckState.TO_ASK,
        JUDGE: is_there and may(role, judges),
        ASK: not waits and row.state is not CheckState.TO_DECIDE,
        LEAVE_OUT: not is_there and not row.not_needed_why and may(role, leaves_out),
        CORRECT: row.asked_on is not None,
        TAKE_BACK: row.check_id is not None,
    }
