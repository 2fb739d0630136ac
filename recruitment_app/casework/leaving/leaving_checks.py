"""The checks of the open cases, as they leave: how far each is, and never what it says."""

from collections.abc import Iterator, Sequence

from recruitment_app.casework.checks.check_grid import GridFilter, check_grid
from recruitment_app.casework.leaving.leaving import Leaving
from recruitment_app.exchange.cells import Cell
from recruitment_app.rules.check_states import CheckState
from recruitment_app.rules.stages import STAGE_WORDS

CHECKS = (
    "Reference",
    "Applicants",
    "Stage",
    "Worker",
    "Panel on",
    "Who",
    "Check",
    "About",
    "Required by",
    "State",
    "Asked for on",
    "Asked of",
    "Chased on",
    "Times chased",
    "Received on",
    "Valid until",
    "Days waiting",
)
_STATES = {state: state.value.replace("_", " ").capitalize() for state in CheckState}


def checks(leaving: Leaving) -> Iterator[Sequence[Cell]]:
    """Give the checks that were wanted, or all of every open case, by reference."""
    wanted = leaving.checks or GridFilter(states=frozenset(CheckState))
    for row in check_grid(leaving.store, today=leaving.today, wanted=wanted):
        check = row.check
        yield (
            row.reference,
            row.case_title,
            STAGE_WORDS[row.stage],
            row.worker,
            row.panel_on,
            check.person,
            check.title,
            check.key.about,
            check.basis.capitalize(),
            _STATES[check.state],
            check.asked_on,
            check.asked_of,
            check.chased_on,
            check.chase_count or None,
            check.received_on,
            check.valid_until,
            check.waiting_days,
        )
