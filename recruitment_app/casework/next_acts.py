"""Which acts a case's page offers first: those its stage waits for, that this person may do."""

from collections.abc import Iterable
from datetime import date

from recruitment_app.rules.clocks import Clock, ClockState
from recruitment_app.rules.journey import Journey
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.rules.stages import EXTENDED_IN, STEPS, EventKind, Stage

K = EventKind
S = Stage

ACT_DUTY: dict[str, Duty] = {
    "allocate": Duty.ALLOCATE,
    "send_information": Duty.ENTER_DATES,
    "ask_for_detail": Duty.ENTER_DATES,
    "offer_meeting": Duty.ENTER_DATES,
    "book_session": Duty.ENTER_DATES,
    "ask_for_visit": Duty.ENTER_DATES,
    "make_first_contact": Duty.ENTER_DATES,
    "hold_visit": Duty.ENTER_DATES,
    "write_up_visit": Duty.ENTER_DATES,
    "tell_visit_outcome": Duty.ENTER_DATES,
    "receive_registration": Duty.ENTER_DATES,
    "accept_registration": Duty.DECIDE_REGISTRATION,
    "decline_registration": Duty.DECIDE_REGISTRATION,
    "agree_stage_one_plan": Duty.ENTER_DATES,
    "end_stage_one": Duty.DECIDE_STAGE_ONE,
    "tell_stage_one_outcome": Duty.ENTER_DATES,
    "notify_to_proceed": Duty.ENTER_DATES,
    "receive_late_notification": Duty.ENTER_DATES,
    "refuse_late_notification": Duty.DECIDE_STAGE_ONE,
    "start_stage_two": Duty.ENTER_DATES,
    "send_report": Duty.ENTER_DATES,
    "receive_observations": Duty.ENTER_DATES,
    "close_observations": Duty.ENTER_DATES,
    "book_panel": Duty.RECORD_PANEL,
    "record_recommendation": Duty.RECORD_PANEL,
    "record_minutes": Duty.RECORD_PANEL,
    "record_decision": Duty.RECORD_AGENCY_DECISION,
    "tell_decision": Duty.ENTER_DATES,
    "send_decision_letter": Duty.ENTER_DATES,
    "receive_representations": Duty.ENTER_DATES,
    "record_review_application": Duty.ENTER_DATES,
    "end_determination": Duty.RECORD_AGENCY_DECISION,
    "approve": Duty.RECORD_AGENCY_DECISION,
    "take_back_in_hand": Duty.ENTER_DATES,
    "resume": Duty.ENTER_DATES,
    "wait_for_applicant": Duty.ENTER_DATES,
    "wait_for_third_party": Duty.ENTER_DATES,
    "hold": Duty.ENTER_DATES,
    "extend": Duty.EXTEND,
    "close_case": Duty.CLOSE,
    "reopen_case": Duty.REOPEN,
    "restrict_case": Duty.SEE_RESTRICTED,
    "lift_restriction": Duty.SEE_RESTRICTED,
}

_BEFORE_STAGE_ONE = (S.ENQUIRY, S.REGISTRATION)
_TOLD_AT = (S.DECISION, S.QUALIFYING_DETERMINATION, S.APPROVED)
ACT_OF_LIMIT: dict[tuple[str, Stage], str] = {
    **{("T01a", stage): "send_information" for stage in _BEFORE_STAGE_ONE},
    **{("T01b", stage): "send_information" for stage in _BEFORE_STAGE_ONE},
    **{("T02", stage): "offer_meeting" for stage in _BEFORE_STAGE_ONE},
    **{("T03", stage): "make_first_contact" for stage in _BEFORE_STAGE_ONE},
    **{("T04", stage): "write_up_visit" for stage in _BEFORE_STAGE_ONE},
    **{("T05", stage): "tell_visit_outcome" for stage in _BEFORE_STAGE_ONE},
    ("T06", S.REGISTRATION): "accept_registration",
    ("T07", S.STAGE_ONE): "agree_stage_one_plan",
    ("T08", S.STAGE_ONE): "end_stage_one",
    ("T10", S.STAGE_ONE): "tell_stage_one_outcome",
    ("T10", S.BREAK): "tell_stage_one_outcome",
    ("T11", S.BREAK): "notify_to_proceed",
    ("T12", S.BREAK): "refuse_late_notification",
    ("T13", S.DECISION): "record_decision",
    ("T14", S.STAGE_TWO): "receive_observations",
    ("T18", S.DECISION): "record_decision",
    **{("T19", stage): "tell_decision" for stage in _TOLD_AT},
    **{("T20", stage): "send_decision_letter" for stage in _TOLD_AT},
    ("T21", S.QUALIFYING_DETERMINATION): "receive_representations",
    ("T22", S.QUALIFYING_DETERMINATION): "end_determination",
    ("T30", S.DECISION): "record_decision",
}
"""The act that keeps a limit, by the stage at which it can be done."""
ACT_ONCE_LAPSED: dict[str, str] = {
    "T11": "receive_late_notification",
    "T14": "close_observations",
    "T21": "end_determination",
}
"""What is done once the applicants have let a time of theirs pass."""


def next_acts(
    journey: Journey,
    told: Iterable[Clock],
    role: Role,
    today: date,
    *,
    is_restricted: bool = False,
) -> tuple[str, ...]:
    """Return the names of the acts that may follow now, the likeliest first."""
    clocks = tuple(told)
    lapsed = any(clock.limit.id == "T11" and clock.state is ClockState.LAPSED for clock in clocks)
    acts = [*_out_of_hand(journey), *_by_stage(journey, lapsed=lapsed, today=today)]
    if journey.stage in STEPS[K.EXTENDED].stages and any(map(_may_be_extended, clocks)):
        acts.append("extend")
    acts.append("lift_restriction" if is_restricted else "restrict_case")
    return tuple(act for act in dict.fromkeys(acts) if may(role, ACT_DUTY[act]))


def _may_be_extended(clock: Clock) -> bool:
    """Tell whether a clock runs on, in time or late, and is one that may be extended."""
    is_open = clock.trigger_on is not None and clock.met_on is None and clock.ended_on is None
    return is_open and clock.limit.id in EXTENDED_IN


def _out_of_hand(journey: Journey) -> list[str]:
    acts = []
    if journey.hold is not None:
        acts.append("resume")
    if journey.waiting is not None:
        acts.append("take_back_in_hand")
    return acts


def _by_stage(  # noqa: C901 - one branch a stage
    journey: Journey, *, lapsed: bool, today: date
) -> list[str]:
    if journey.stage is S.CLOSED:
        return ["reopen_case"]
    if journey.stage in {S.MATCHED, S.PLACED}:
        return ["close_case", "allocate"]
    if journey.stage is S.APPROVED:
        return [*_telling(journey), *_hold(journey), "close_case", "allocate"]
    match journey.stage:
        case S.ENQUIRY:
            acts = _of_enquiry(journey)
        case S.REGISTRATION:
            acts = _of_registration(journey)
        case S.STAGE_ONE:
            acts = _of_stage_one(journey)
        case S.BREAK:
            acts = _of_break(journey, lapsed=lapsed)
        case S.STAGE_TWO:
            acts = _of_stage_two(journey)
        case S.PANEL:
            acts = _of_panel(journey, today)
        case S.DECISION:
            acts = _of_decision(journey)
        case _:
            acts = _of_determination(journey)
    return [*acts, "allocate", *_pauses(journey), "close_case"]


def _pauses(journey: Journey) -> list[str]:
    """Return the waits and the hold that may begin now."""
    waits = [] if journey.waiting else ["wait_for_applicant", "wait_for_third_party"]
    return [*waits, *_hold(journey)]


def _hold(journey: Journey) -> list[str]:
    return [] if journey.hold else ["hold"]


def _of_enquiry(journey: Journey) -> list[str]:
    acts = [] if journey.has(K.ALLOCATED) else ["allocate"]
    acts += [*_answers(journey), *_visit(journey), "receive_registration", "book_session"]
    return [*acts, "ask_for_detail"]


def _answers(journey: Journey) -> list[str]:
    """Return how an enquiry is answered, as far as it was not."""
    acts = [] if journey.has(K.INFORMATION_SENT) else ["send_information"]
    if not _is_offered(journey):
        acts.append("offer_meeting")
    return acts


def _is_offered(journey: Journey) -> bool:
    """Tell whether a session, visit or call was offered since more detail was last asked for."""
    asked = journey.last.get(K.DETAIL_REQUESTED)
    offers = (journey.last.get(kind) for kind in (K.MEETING_OFFERED, K.SESSION_BOOKED))
    return any(offer and (asked is None or offer.on >= asked.on) for offer in offers)


def _of_registration(journey: Journey) -> list[str]:
    acts = ["accept_registration", "decline_registration"]
    return [*acts, *_answers(journey), *_visit(journey), "book_session"]


def _visit(journey: Journey) -> list[str]:
    if journey.has(K.VISIT_HELD):
        acts = [] if journey.has(K.VISIT_WRITTEN_UP) else ["write_up_visit"]
        return acts if journey.has(K.VISIT_OUTCOME_TOLD) else [*acts, "tell_visit_outcome"]
    if journey.has(K.VISIT_REQUESTED):
        return (
            ["hold_visit"]
            if journey.has(K.FIRST_CONTACT_MADE)
            else ["make_first_contact", "hold_visit"]
        )
    return ["ask_for_visit", "hold_visit"]


def _of_stage_one(journey: Journey) -> list[str]:
    if journey.has(K.STAGE_ONE_ENDED):
        return ["tell_stage_one_outcome"]
    acts = [] if journey.has(K.STAGE_ONE_PLAN_AGREED) else ["agree_stage_one_plan"]
    acts.append("end_stage_one")
    return acts if journey.has(K.VISIT_HELD) else [*acts, *_visit(journey)]


def _of_break(journey: Journey, *, lapsed: bool) -> list[str]:
    if not journey.has(K.STAGE_ONE_TOLD):
        return ["tell_stage_one_outcome"]
    if journey.has(K.LATE_NOTIFICATION_RECEIVED):
        return ["refuse_late_notification"]
    in_time = "notify_to_proceed"  # it may have come in time and be entered late
    return ["receive_late_notification", "close_case", in_time] if lapsed else [in_time]


def _of_stage_two(journey: Journey) -> list[str]:
    if not journey.has(K.STAGE_TWO_STARTED):
        return ["start_stage_two", "book_panel"]
    if not journey.has(K.REPORT_SENT):
        return ["send_report", "book_panel"]
    closed = journey.has(K.OBSERVATIONS_RECEIVED) or journey.has(K.NO_OBSERVATIONS)
    observed = [] if closed else ["receive_observations", "close_observations"]
    return [*observed, "book_panel"]


def _of_panel(journey: Journey, today: date) -> list[str]:
    booked = journey.last.get(K.PANEL_BOOKED)
    if booked is None:
        return ["book_panel"]
    sits = booked.fact("panel_on")
    return ["record_recommendation", "book_panel"] if sits <= today.isoformat() else ["book_panel"]


def _of_decision(journey: Journey) -> list[str]:
    if not journey.has(K.MINUTES_FINAL):
        return ["record_minutes"]
    if not journey.has(K.DECISION_MADE):
        return ["record_decision"]
    return ["approve", *_telling(journey)]


def _telling(journey: Journey) -> list[str]:
    acts = [] if journey.has(K.DECISION_TOLD) else ["tell_decision"]
    return acts if journey.has(K.DECISION_LETTER_SENT) else [*acts, "send_decision_letter"]


def _of_determination(journey: Journey) -> list[str]:
    if not journey.has(K.DECISION_LETTER_SENT):
        return _telling(journey)
    used = journey.has(K.REPRESENTATIONS_RECEIVED) or journey.has(K.REVIEW_APPLIED_FOR)
    routes = [] if used else ["receive_representations", "record_review_application"]
    return [*_telling(journey), *routes, "end_determination"]
