"""What a visit is at: planned, to be recorded, held or called off; and on which days it may be."""

from datetime import date
from enum import StrEnum
from typing import Final

from recruitment_app.rules.stages import long_date

AT_HOME: Final = frozenset({"home", "second_opinion"})
"""The kinds of visit that are made to the home, by code."""
LONGEST: Final = 24 * 60
"""The minutes of a day: no visit takes longer."""


class VisitState(StrEnum):
    """How far a visit is."""

    PLANNED = "planned"
    TO_RECORD = "to_record"
    """Its day is past, and nobody has said whether it was held."""
    HELD = "held"
    CALLED_OFF = "called_off"


def state_of(
    *, planned_on: date | None, held_on: date | None, called_off_on: date | None, today: date
) -> VisitState:
    """Return how far a visit is today; one without a day is still planned."""
    if held_on is not None:
        return VisitState.HELD
    if called_off_on is not None:
        return VisitState.CALLED_OFF
    is_past = planned_on is not None and planned_on < today
    return VisitState.TO_RECORD if is_past else VisitState.PLANNED


def why_not_held(on: date, *, received_on: date | None, closed_on: date | None, today: date) -> str:
    """Return why no visit can have been held on a day; "" where one can.

    ``received_on`` is the day on which the registration of interest came in.
    """
    if on > today:
        return f"{long_date(on)} is still to come: plan the visit, and record it when it was held."
    return _why_not(on, received_on, closed_on)


def why_not_planned(
    on: date, *, received_on: date | None, closed_on: date | None, today: date
) -> str:
    """Return why no visit can be planned for a day; "" where one can."""
    if on < today:
        return f"{long_date(on)} is past: record the visit as held, or give a day to come."
    if closed_on is not None:
        return f"The case was closed on {long_date(closed_on)}: reopen it first."
    return _why_not(on, received_on, closed_on)


def _why_not(on: date, received_on: date | None, closed_on: date | None) -> str:
    if received_on is None:
        return (
            "No registration of interest has come in yet: an initial visit before it is recorded"
            " as a step of the enquiry."
        )
    if on < received_on:
        return (
            f"{long_date(on)} is before the registration of interest, {long_date(received_on)}:"
            " correct the day, or record an initial visit as a step of the enquiry."
        )
    if closed_on is not None and on > closed_on:
        return f"The case was closed on {long_date(closed_on)}: reopen it first."
    return ""
