"""How far a check is: asked for, chased, received, what it says, and how long it holds."""

from datetime import date
from enum import StrEnum
from typing import Final

from recruitment_app.rules.timescales import months_after

CLEAR: Final = "clear"
CONSIDER: Final = "consider"
UNSUITABLE: Final = "unsuitable"
GO_ON: Final = "go_on"


class CheckState(StrEnum):
    """How far a check is, from nothing done to done."""

    TO_ASK = "to_ask"
    ASKED = "asked"
    CHASED = "chased"
    RECEIVED = "received"
    TO_DECIDE = "to_decide"
    UNSUITABLE = "unsuitable"
    RUN_OUT = "run_out"
    ACCEPTED = "accepted"
    CLEAR = "clear"
    NOT_NEEDED = "not_needed"


LACKING: Final = frozenset(
    {
        CheckState.TO_ASK,
        CheckState.ASKED,
        CheckState.CHASED,
        CheckState.RECEIVED,
        CheckState.TO_DECIDE,
        CheckState.RUN_OUT,
    }
)
"""The states of a check that somebody has still to do something about."""
WAITING: Final = frozenset({CheckState.ASKED, CheckState.CHASED})
"""The states of a check that has been asked for and has not come."""


def state_of(*, outcome: str, decision: str, has_run_out: bool) -> CheckState:
    """Return how far a check is that came: what it says, what was decided, and whether it holds.

    ``outcome`` is empty where none is recorded, or who asks may not read it: that it came is then
    all that is told.
    """
    if not outcome:
        return CheckState.RUN_OUT if has_run_out else CheckState.RECEIVED
    if decision:
        told = CheckState.ACCEPTED if decision == GO_ON else CheckState.UNSUITABLE
    else:
        told = _SAID[outcome]
    return CheckState.RUN_OUT if has_run_out and told in _GOOD else told


_GOOD: Final = frozenset({CheckState.CLEAR, CheckState.ACCEPTED})
_SAID: Final = {
    CLEAR: CheckState.CLEAR,
    CONSIDER: CheckState.TO_DECIDE,
    UNSUITABLE: CheckState.UNSUITABLE,
}


def holds_until(
    *,
    given: date | None,
    issued_on: date | None,
    received_on: date | None,
    valid_months: int | None,
) -> date | None:
    """Return the last day on which the agency goes by a check, or None where it has no end.

    It is the day given, else so many months from the day of issue, or from the day it came.
    """
    if given is not None or not valid_months:
        return given
    start = issued_on or received_on
    return months_after(start, valid_months) if start else None
