"""How far a check is: asked for, chased, received, what it says, and how long it holds."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is recorded of a check, as far as its state goes.

    ``is_open`` says that what it says may be read: somebody who may not is told that it came, and
    no more.
    """

    asked_on: date | None = None
    chased_on: date | None = None
    received_on: date | None = None
    outcome: str = ""
    decision: str = ""
    is_needed: bool = True
    valid_until: date | None = None
    is_open: bool = True


def state_of(progress: Progress, today: date) -> CheckState:
    """Return how far a check is on a day."""
    if not progress.is_needed:
        return CheckState.NOT_NEEDED
    if progress.received_on is None:
        if progress.asked_on is None:
            return CheckState.TO_ASK
        return CheckState.CHASED if progress.chased_on else CheckState.ASKED
    if not progress.is_open or not progress.outcome:
        return CheckState.RECEIVED if not has_run_out(progress, today) else CheckState.RUN_OUT
    if progress.decision:
        told = CheckState.ACCEPTED if progress.decision == GO_ON else CheckState.UNSUITABLE
    else:
        told = _SAID[progress.outcome]
    is_good = told in {CheckState.CLEAR, CheckState.ACCEPTED}
    return CheckState.RUN_OUT if is_good and has_run_out(progress, today) else told


_SAID: Final = {
    CLEAR: CheckState.CLEAR,
    CONSIDER: CheckState.TO_DECIDE,
    UNSUITABLE: CheckState.UNSUITABLE,
}


def has_run_out(progress: Progress, on: date) -> bool:
    """Tell whether the agency goes by it no more on a day."""
    return progress.valid_until is not None and progress.valid_until < on


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
