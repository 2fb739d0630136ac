"""Stage One and the break: the plan, the pre-assessment decision, and the wish to proceed."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.checks.decision_gates import let_pass_stage_one
from recruitment_app.casework.events.closed_cases import follow_case
from recruitment_app.casework.events.open_events import EVENTS
from recruitment_app.casework.reports.plan_rows import refuse_half_signed
from recruitment_app.casework.stepping import on_case, step
from recruitment_app.forms.reading import STAGE_ONE_PLAN
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.keeping import Store

K = EventKind
NOT_SUITABLE = "not_suitable"


def agree_stage_one_plan(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the Stage One plan was agreed with the applicants (regulation 22).

    Raises:
        Problem: it is signed here by some of those who have to and not by all.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="agree_stage_one_plan", today=today
    ) as opened:
        refuse_half_signed(opened.session, opened.worker, opened.case, STAGE_ONE_PLAN, today)
        row = opened.record(K.STAGE_ONE_PLAN_AGREED, on)
        return Change(case_id, STEP | {Touched.NOTES}, "Stage One plan agreed.", row.id)


def end_stage_one(
    store: Store,
    *,
    case_id: UUID,
    outcome: str,
    on: date,
    today: date,
    reason: str = "",
    words: str = "",
) -> Change:
    """Record the pre-assessment decision (regulation 27): may be suitable, or not suitable.

    Raises:
        Problem: the outcome is not in the list, a refusal has no coded reason, or a check stops
            it: a specified offence, or a health report that is not there.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.DECIDE_STAGE_ONE, act="end_stage_one", today=today
    ) as opened:
        law = opened.law
        law.require_code("stage_one_outcome", outcome, what="how Stage One ended", field="outcome")
        if outcome == NOT_SUITABLE:
            law.require_code("not_suitable_reason", reason, what="why they are not suitable")
        facts = {"outcome": outcome, "reason": reason, "words": words}
        row = opened.record(K.STAGE_ONE_ENDED, on, facts)
        if outcome != NOT_SUITABLE:
            let_pass_stage_one(opened)
        return Change(case_id, STEP, "Stage One ended; the letter is due.", row.id)


def tell_stage_one_outcome(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record the letter that tells how Stage One ended, dated when it was sent.

    A positive notice starts the six months of regulation 28; a refusal closes
    the case.
    """
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="tell_stage_one_outcome", today=today
    ) as opened:
        row = opened.record(K.STAGE_ONE_TOLD, on)
        ended = opened.journey.last[K.STAGE_ONE_ENDED]
        told = (
            "Letter sent and the case closed."
            if ended.fact("outcome") == NOT_SUITABLE
            else "Letter sent; the applicants have six months to say that they wish to proceed."
        )
        return Change(case_id, STEP | EVENTS, follow_case(opened, told), row.id)


def notify_to_proceed(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the applicants notified their wish to proceed, which starts Stage Two.

    Raises:
        Problem: the notification came later than six months after the notice of
            Stage One (regulation 28); it must be refused in writing.

    """
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="notify_to_proceed",
        kind=K.NOTIFIED_TO_PROCEED,
        on=on,
        today=today,
        sentence="Notification received; Stage Two begins.",
    )


def receive_late_notification(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record a notification that came later than six months after the notice; T12 starts.

    Raises:
        Problem: it came in time.

    """
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="receive_late_notification",
        kind=K.LATE_NOTIFICATION_RECEIVED,
        on=on,
        today=today,
        sentence="Late notification received; refuse it in writing.",
    )


def refuse_late_notification(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record the refusal in writing of a notification that came too late (regulation 28(2))."""
    with on_case(
        store,
        case_id=case_id,
        duty=Duty.DECIDE_STAGE_ONE,
        act="refuse_late_notification",
        today=today,
    ) as opened:
        row = opened.record(K.LATE_NOTIFICATION_REFUSED, on)
        told = follow_case(opened, "Refused in writing; the case is closed.")
        return Change(case_id, STEP | EVENTS | {Touched.NOTES}, told, row.id)
