"""What stops a decision: a specified offence, and a health report that is missing.

Source: Adoption Agencies Regulations 2005, regs 25, 26(b) and Schedule 3. Each gate may be opened
for the decision of Stage One by a switch of the agency; for approval both are always shut.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from recruitment_app.rules.check_kinds import CheckRules
from recruitment_app.rules.check_states import UNSUITABLE

OFFENCE_TEST: Final = "offence_test"
HEALTH_REPORT: Final = "health_report"
OFFENCE_GATE: Final = "offence_gate"
MEDICAL_GATE: Final = "medical_gate"


class Judged(NamedTuple):
    """A check of one person as the gates look at it; what it says may be kept from who asks."""

    kind: str
    person: str
    is_there: bool
    outcome: str = ""
    decision: str = ""


def barred(checks: Iterable[Judged]) -> Iterator[str]:
    """Give a sentence for each adult of whom a specified offence is recorded."""
    for check in checks:
        if check.kind == OFFENCE_TEST and UNSUITABLE in {check.outcome, _stopped(check)}:
            yield (
                f"A specified offence is recorded of {check.person}: the applicants cannot be"
                " found suitable. Tell them so in writing (regulation 25)."
            )


def _stopped(check: Judged) -> str:
    return UNSUITABLE if check.decision == "stop" else ""


def medicals_missing(checks: Iterable[Judged]) -> Iterator[str]:
    """Give a sentence for each applicant whose health report is not there."""
    for check in checks:
        if check.kind == HEALTH_REPORT and not check.is_there:
            yield (
                f"The health report of {check.person} is not there yet: record it in Checks and"
                " references first (regulation 26)."
            )


def stops_stage_one(checks: Iterable[Judged], rules: CheckRules) -> str:
    """Return why Stage One cannot end with “may be suitable”, or nothing."""
    found = tuple(checks)
    if rules.is_on(OFFENCE_GATE) and (why := next(barred(found), "")):
        return why
    return next(medicals_missing(found), "") if rules.is_on(MEDICAL_GATE) else ""


def stops_approval(checks: Iterable[Judged]) -> str:
    """Return why the approval cannot be recorded, or nothing."""
    found = tuple(checks)
    return next(barred(found), "") or next(medicals_missing(found), "")
