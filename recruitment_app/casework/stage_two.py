"""Stage Two: the assessment plan, the report, and the applicants' observations on it."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.change import Change
from recruitment_app.casework.stepping import step
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.keeping import Store

K = EventKind


def start_stage_two(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the Stage Two assessment plan was made (regulation 29)."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="start_stage_two",
        kind=K.STAGE_TWO_STARTED,
        on=on,
        today=today,
        sentence="Stage Two started.",
    )


def send_report(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the report was sent to the applicants for observations, which starts T14."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="send_report",
        kind=K.REPORT_SENT,
        on=on,
        today=today,
        sentence="Report sent; the applicants have five working days for observations.",
    )


def receive_observations(
    store: Store, *, case_id: UUID, on: date, today: date, words: str = ""
) -> Change:
    """Record that the applicants' observations on the report came in."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="receive_observations",
        kind=K.OBSERVATIONS_RECEIVED,
        on=on,
        today=today,
        facts={"words": words},
        sentence="Observations received.",
    )


def close_observations(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that no observations had come by the last day.

    Raises:
        Problem: the applicants' days are not over.

    """
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="close_observations",
        kind=K.NO_OBSERVATIONS,
        on=on,
        today=today,
        sentence="No observations by the last day.",
    )
