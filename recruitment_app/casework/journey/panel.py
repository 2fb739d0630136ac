"""The adoption panel: booked, its recommendation, and its final minutes."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change
from recruitment_app.casework.stepping import on_case, step
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind, long_date
from recruitment_app.store.keeping import Store

K = EventKind


def book_panel(store: Store, *, case_id: UUID, panel_on: date, on: date, today: date) -> Change:
    """Book the case on a panel, or on another one than before.

    Raises:
        Problem: the panel would sit before the day of the booking.

    """
    if panel_on < on:
        raise Problem(
            f"A panel on {long_date(panel_on)} is over by {long_date(on)}: give one to come.",
            field="panel_on",
        )
    return step(
        store,
        case_id=case_id,
        duty=Duty.RECORD_PANEL,
        act="book_panel",
        kind=K.PANEL_BOOKED,
        on=on,
        today=today,
        facts={"panel_on": panel_on.isoformat()},
        sentence=f"Panel booked for {long_date(panel_on)}.",
    )


def record_recommendation(
    store: Store,
    *,
    case_id: UUID,
    recommendation: str,
    on: date,
    today: date,
    reason: str = "",
    words: str = "",
) -> Change:
    """Record the panel's recommendation, on the day on which it sat.

    A deferral brings the case back to panel; a call for a full report brings it
    back to Stage Two.

    Raises:
        Problem: the recommendation, or the reason of a deferral, is not in its list.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.RECORD_PANEL, act="record_recommendation", today=today
    ) as opened:
        law = opened.law
        law.require_code(
            "recommendation", recommendation, what="the recommendation", field="recommendation"
        )
        if recommendation == "deferred":
            law.require_code("deferral_reason", reason, what="why the panel deferred")
        facts = {"recommendation": recommendation, "reason": reason, "words": words}
        row = opened.record(K.RECOMMENDATION_MADE, on, facts)
        return Change(case_id, STEP, "Panel's recommendation recorded.", row.id)


def record_minutes(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the final minutes reached the agency decision maker, which starts T18."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.RECORD_PANEL,
        act="record_minutes",
        kind=K.MINUTES_FINAL,
        on=on,
        today=today,
        sentence="Final minutes received; the agency decision is due.",
    )
