"""Stage Two: the assessment plan, the report, and the applicants' observations on it."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.reports.plan_rows import refuse_half_signed
from recruitment_app.casework.stepping import on_case, step
from recruitment_app.forms.reading import STAGE_TWO_PLAN
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.keeping import Store

K = EventKind


def start_stage_two(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the Stage Two assessment plan was made (regulation 29).

    Raises:
        Problem: it is signed here by some of those who have to and not by all.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="start_stage_two", today=today
    ) as opened:
        refuse_half_signed(opened.session, opened.worker, opened.case, STAGE_TWO_PLAN, today)
        row = opened.record(K.STAGE_TWO_STARTED, on)
        return Change(case_id, STEP | {Touched.NOTES}, "Stage Two started.", row.id)


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
