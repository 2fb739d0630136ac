"""A registration of interest: received, accepted or declined within five working days."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change
from recruitment_app.casework.events.closed_cases import follow_case
from recruitment_app.casework.events.open_events import EVENTS
from recruitment_app.casework.stepping import on_case, step
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.keeping import Store

K = EventKind


def receive_registration(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record the receipt of a registration of interest, which starts T06."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="receive_registration",
        kind=K.REGISTRATION_RECEIVED,
        on=on,
        today=today,
        sentence="Registration of interest received; an answer is due in five working days.",
    )


def accept_registration(
    store: Store, *, case_id: UUID, on: date, today: date, fast_track: bool = False
) -> Change:
    """Record the notice that the agency proceeds, dated when it was sent (regulation 21).

    Stage One and its two months begin with it; on the fast track Stage Two and
    its four months do.
    """
    with on_case(
        store,
        case_id=case_id,
        duty=Duty.DECIDE_REGISTRATION,
        act="accept_registration",
        today=today,
    ) as opened:
        row = opened.record(
            K.REGISTRATION_ACCEPTED, on, {"fast_track": "yes" if fast_track else ""}
        )
        begun = "Stage Two begins on the fast track" if fast_track else "Stage One begins"
        return Change(case_id, STEP, f"Registration accepted; {begun}.", row.id)


def decline_registration(
    store: Store, *, case_id: UUID, reason: str, on: date, today: date, words: str = ""
) -> Change:
    """Record that a registration of interest was declined, with one coded reason; the case closes.

    Raises:
        Problem: the reason is not in the list.

    """
    with on_case(
        store,
        case_id=case_id,
        duty=Duty.DECIDE_REGISTRATION,
        act="decline_registration",
        today=today,
    ) as opened:
        opened.law.require_code("decline_reason", reason, what="the reason for declining")
        row = opened.record(K.REGISTRATION_DECLINED, on, {"reason": reason, "words": words})
        told = follow_case(opened, "Registration declined and the case closed.")
        return Change(case_id, STEP | EVENTS, told, row.id)
