"""Stage Two: the assessment plan, the report, and the applicants' observations on it."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change
from recruitment_app.casework.stepping import on_case, step
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind, long_date
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
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="close_observations", today=today
    ) as opened:
        run = opened.run("T14")
        if run is not None and run.due_on is not None and on < run.due_on:
            raise Problem(
                f"The applicants have until {long_date(run.due_on)} for their observations.",
                field="on",
            )
        row = opened.record(K.NO_OBSERVATIONS, on)
        return Change(case_id, STEP, "No observations by the last day.", row.id)
