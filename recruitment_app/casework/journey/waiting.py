"""Time out of hand: waits, holds and extensions, each with its coded reason.

Each may say who agreed to it, when and how the applicants were told, and what shows it
(``casework/journey/delays``).
"""

from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change
from recruitment_app.casework.journey.delays import Delay, facts_of_delay
from recruitment_app.casework.stepping import on_case, step
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind, long_date
from recruitment_app.store.keeping import Store

K = EventKind
EXTENDABLE = ("T06", "T08", "T13", "T30")
_WAITS = {"applicant": "Waiting for the applicants.", "third_party": "Waiting for a third party."}


def wait(
    store: Store,
    *,
    case_id: UUID,
    whom: str,
    reason: str,
    on: date,
    today: date,
    words: str = "",
    agreed_by: UUID | None = None,
    told_on: date | None = None,
    told_how: str = "",
    evidence: str = "",
) -> Change:
    """Record that the case waits for the applicants, or for a third party, from a day on.

    Raises:
        Problem: ``whom`` is neither "applicant" nor "third_party", the reason is not in
            the list, or the record of the delay is wrong.

    """
    if whom not in _WAITS:
        raise Problem("Choose whom the case waits for.", field="whom")
    return _begin(
        store,
        case_id=case_id,
        codes=f"waiting_reason_{whom}",
        kind=K.WAITING_STARTED,
        facts={"for": whom, "reason": reason, "words": words},
        record=Delay(agreed_by, told_on, told_how, evidence),
        act="wait",
        on=on,
        today=today,
        sentence=_WAITS[whom],
    )


def take_back_in_hand(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that a wait is over and the case is back in hand."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="take_back_in_hand",
        kind=K.WAITING_ENDED,
        on=on,
        today=today,
        sentence="Back in hand.",
    )


def hold(
    store: Store,
    *,
    case_id: UUID,
    by: str,
    reason: str,
    on: date,
    today: date,
    words: str = "",
    agreed_by: UUID | None = None,
    told_on: date | None = None,
    told_how: str = "",
    evidence: str = "",
) -> Change:
    """Put a case on hold, at the applicants' request or by the agency.

    Statute knows no pause: the clocks go on, and show their days with and
    without the hold.

    Raises:
        Problem: ``by`` is neither "applicant" nor "agency", the reason is not in
            the list, or the record of the delay is wrong.

    """
    if by not in {"applicant", "agency"}:
        raise Problem("Choose whether the applicants asked for the hold.", field="by")
    return _begin(
        store,
        case_id=case_id,
        codes=f"hold_reason_{by}",
        kind=K.HOLD_STARTED,
        facts={"by": by, "reason": reason, "words": words},
        record=Delay(agreed_by, told_on, told_how, evidence),
        act="hold",
        on=on,
        today=today,
        sentence="Put on hold.",
    )


def resume(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """End a hold."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="resume",
        kind=K.HOLD_ENDED,
        on=on,
        today=today,
        sentence="Resumed.",
    )


def _begin(
    store: Store,
    *,
    case_id: UUID,
    codes: str,
    kind: EventKind,
    facts: dict[str, str],
    record: Delay,
    act: str,
    on: date,
    today: date,
    sentence: str,
) -> Change:
    with on_case(store, case_id=case_id, duty=Duty.ENTER_DATES, act=act, today=today) as opened:
        opened.law.require_code(codes, facts["reason"], what="the reason")
        row = opened.record(kind, on, facts | facts_of_delay(opened, record))
        return Change(case_id, STEP, sentence, row.id)


def extend(
    store: Store,
    *,
    case_id: UUID,
    limit_id: str,
    due_on: date,
    reason: str,
    on: date,
    today: date,
    words: str = "",
    agreed_by: UUID | None = None,
    told_on: date | None = None,
    told_how: str = "",
    evidence: str = "",
) -> Change:
    """Extend a limit that runs, with a reason; the first due date stays visible.

    Regulation 27 allows it for Stage One and regulation 30B(2) for Stage Two;
    guidance allows it for the answer to a registration of interest.

    Raises:
        Problem: the limit cannot be extended or does not run, the new day is not
            later, the reason is not in the list, or the record of the delay is wrong.

    """
    with on_case(store, case_id=case_id, duty=Duty.EXTEND, act="extend", today=today) as opened:
        limits = opened.law.limits
        if limit_id not in EXTENDABLE:
            raise Problem("This limit cannot be extended.", field="limit_id")
        opened.law.require_code("extension_reason", reason, what="the reason")
        run = opened.run(limit_id)
        title = limits[limit_id].title
        if run is None or run.met_on is not None or run.ended_on is not None:
            raise Problem(f"“{title}” does not run in this case.", field="limit_id")
        if run.due_on is not None and due_on <= run.due_on:
            raise Problem(
                f"“{title}” is due on {long_date(run.due_on)}: give a later day.", field="due_on"
            )
        facts = {
            "limit": limit_id,
            "due_on": due_on.isoformat(),
            "reason": reason,
            "words": words,
            **facts_of_delay(opened, Delay(agreed_by, told_on, told_how, evidence)),
        }
        row = opened.record(K.EXTENDED, on, facts)
        return Change(case_id, STEP, f"Extended to {long_date(due_on)}.", row.id)
