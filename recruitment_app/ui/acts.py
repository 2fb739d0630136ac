"""Every act that a case's page offers, as one table: its words, what it asks, and who does it."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from recruitment_app.casework.events import sessions
from recruitment_app.casework.journey import (
    agency_decision,
    closing,
    enquiries,
    panel,
    registration,
    restricting,
    stage_one,
    stage_two,
    waiting,
)
from recruitment_app.rules.stages import EventKind
from recruitment_app.ui.asks import Act, Ask, Group, Kind, code, day, own_words

K = EventKind

_SENT: Final = "The day on which it was sent."
_BY: Final = Ask(
    "by",
    "Who &asked for it",
    Kind.OFFER,
    offers=(("applicant", "The applicants asked for it"), ("agency", "The agency decided it")),
)
_FOR: Final = Ask(
    "for",
    "&Whom it waited for",
    Kind.OFFER,
    offers=(("applicant", "The applicants"), ("third_party", "A third party")),
)
_RECORD: Final = (
    Ask("agreed_by", "Who a&greed to it", Kind.PERSON, is_needed=False),
    Ask("evidence", "What shows &it", Kind.LINE, is_needed=False),
    Ask("told_on", "A&pplicants told on", Kind.DAY, is_needed=False, is_today=False),
    Ask("told_how", "&How", Kind.CODE, codes="told_how", is_needed=False),
)
"""What the record of a delay says beside its reason; all of it may come later."""
_WHY: Final = (own_words("&Why", is_needed=True), day())
_OUTCOME_OF_DETERMINATION: Final = code("outcome", "&How it ended", "qualifying_determination_end")

_TABLE: Final = (
    Act(
        "allocate",
        "Allocate…",
        enquiries.allocate,
        K.ALLOCATED,
        (Ask("worker_id", "&Worker", Kind.WORKER, fact="worker"), day()),
        Group.MORE,
        told="Open tasks and planned visits go along from the worker before.",
    ),
    Act(
        "send_information",
        "Information sent…",
        enquiries.send_information,
        K.INFORMATION_SENT,
        (day(hint=_SENT),),
        Group.TELLING,
    ),
    Act(
        "ask_for_detail",
        "More detail asked for…",
        enquiries.ask_for_detail,
        K.DETAIL_REQUESTED,
        (day(),),
        may_lead=False,
    ),
    Act(
        "offer_meeting",
        "Offer a session, visit or call…",
        enquiries.offer_meeting,
        K.MEETING_OFFERED,
        (code("meeting", "&What was offered", "meeting_kind"), day()),
        Group.TELLING,
    ),
    Act(
        "book_session",
        "Book an information session…",
        sessions.book_session,
        None,
        (
            Ask("session_id", "Information sess&ion", Kind.SESSION),
            Ask("people", "&Places", Kind.PLACES),
            day("&Date of the booking"),
        ),
    ),
    Act("ask_for_visit", "Initial visit asked for…", enquiries.ask_for_visit, K.VISIT_REQUESTED),
    Act(
        "make_first_contact",
        "First contact made…",
        enquiries.make_first_contact,
        K.FIRST_CONTACT_MADE,
    ),
    Act("hold_visit", "Initial visit held…", enquiries.hold_visit, K.VISIT_HELD),
    Act("write_up_visit", "Visit written up…", enquiries.write_up_visit, K.VISIT_WRITTEN_UP),
    Act(
        "tell_visit_outcome",
        "Tell the outcome of the visit…",
        enquiries.tell_visit_outcome,
        K.VISIT_OUTCOME_TOLD,
        (code("outcome", "&Outcome", "visit_outcome"), day(hint=_SENT)),
        Group.TELLING,
    ),
    Act(
        "receive_registration",
        "Receive a registration of interest…",
        registration.receive_registration,
        K.REGISTRATION_RECEIVED,
        (day("&Date received"),),
    ),
    Act(
        "accept_registration",
        "Accept the registration…",
        registration.accept_registration,
        K.REGISTRATION_ACCEPTED,
        (
            day("&Date of the notice", hint=_SENT),
            Ask(
                "fast_track",
                "&Fast track: they have adopted before or are approved foster carers",
                Kind.CHECK,
            ),
        ),
        told="Stage One and its two months begin with the notice; on the fast track, Stage Two.",
    ),
    Act(
        "decline_registration",
        "Decline the registration…",
        registration.decline_registration,
        K.REGISTRATION_DECLINED,
        (code("reason", "&Reason", "decline_reason"), own_words(), day(hint=_SENT)),
        may_lead=False,
        told="The case closes.",
    ),
    Act(
        "agree_stage_one_plan",
        "Stage One plan agreed…",
        stage_one.agree_stage_one_plan,
        K.STAGE_ONE_PLAN_AGREED,
    ),
    Act(
        "end_stage_one",
        "End Stage One…",
        stage_one.end_stage_one,
        K.STAGE_ONE_ENDED,
        (
            code("outcome", "&Outcome", "stage_one_outcome"),
            code("reason", "&Reason", "not_suitable_reason", ("outcome", "not_suitable")),
            own_words(),
            day("&Date of the decision"),
        ),
        told="The letter that tells it is recorded next.",
    ),
    Act(
        "tell_stage_one_outcome",
        "Tell how Stage One ended…",
        stage_one.tell_stage_one_outcome,
        K.STAGE_ONE_TOLD,
        (day("&Date of the letter", hint=_SENT),),
        Group.TELLING,
    ),
    Act(
        "notify_to_proceed",
        "Notified to proceed…",
        stage_one.notify_to_proceed,
        K.NOTIFIED_TO_PROCEED,
        (day("&Date received"),),
    ),
    Act(
        "receive_late_notification",
        "Record a late notification…",
        stage_one.receive_late_notification,
        K.LATE_NOTIFICATION_RECEIVED,
        (day("&Date received"),),
    ),
    Act(
        "refuse_late_notification",
        "Refuse a late notification…",
        stage_one.refuse_late_notification,
        K.LATE_NOTIFICATION_REFUSED,
        (day("Date &refused", "on", _SENT),),
        Group.TELLING,
    ),
    Act(
        "start_stage_two",
        "Start Stage Two…",
        stage_two.start_stage_two,
        K.STAGE_TWO_STARTED,
        (day("&Date of the plan"),),
    ),
    Act(
        "send_report",
        "Send for observations…",
        stage_two.send_report,
        K.REPORT_SENT,
        (day(hint=_SENT),),
    ),
    Act(
        "receive_observations",
        "Observations received…",
        stage_two.receive_observations,
        K.OBSERVATIONS_RECEIVED,
        (own_words(), day("&Date received")),
    ),
    Act(
        "close_observations",
        "No observations by the last day…",
        stage_two.close_observations,
        K.NO_OBSERVATIONS,
    ),
    Act(
        "book_panel",
        "Book panel…",
        panel.book_panel,
        K.PANEL_BOOKED,
        (
            Ask("panel_on", "Day of the &panel", Kind.DAY, is_today=False),
            day("&Date of the booking"),
        ),
    ),
    Act(
        "record_recommendation",
        "Record the recommendation…",
        panel.record_recommendation,
        K.RECOMMENDATION_MADE,
        (
            code("recommendation", "&Panel's recommendation", "recommendation"),
            code("reason", "&Reason", "deferral_reason", ("recommendation", "deferred")),
            own_words(),
            day("&Date of the panel"),
        ),
    ),
    Act(
        "record_minutes",
        "Final minutes received…",
        panel.record_minutes,
        K.MINUTES_FINAL,
        (day("&Date received"),),
    ),
    Act(
        "record_decision",
        "Record the agency decision…",
        agency_decision.record_decision,
        K.DECISION_MADE,
        (code("decision", "Dec&ision", "decision"), own_words(), day()),
        told="The decision is the agency decision maker's; you enter it in that person's name.",
    ),
    Act(
        "tell_decision",
        "Decision told by word…",
        agency_decision.tell_decision,
        K.DECISION_TOLD,
        (day(),),
        Group.TELLING,
    ),
    Act(
        "send_decision_letter",
        "Decision told by letter…",
        agency_decision.send_decision_letter,
        K.DECISION_LETTER_SENT,
        (day(hint=_SENT),),
        Group.TELLING,
    ),
    Act(
        "receive_representations",
        "Representations received…",
        agency_decision.receive_representations,
        K.REPRESENTATIONS_RECEIVED,
        (day("&Date received"),),
    ),
    Act(
        "record_review_application",
        "Independent review applied for…",
        agency_decision.record_review_application,
        K.REVIEW_APPLIED_FOR,
    ),
    Act(
        "end_determination",
        "End the qualifying determination…",
        agency_decision.end_determination,
        K.DETERMINATION_ENDED,
        (
            _OUTCOME_OF_DETERMINATION,
            Ask("accepted_in_writing", "The applicants &accepted it in writing", Kind.CHECK),
            own_words(),
            day(),
        ),
    ),
    Act("approve", "Approve…", agency_decision.approve, K.APPROVED, (day("&Date of approval"),)),
    Act(
        "take_back_in_hand",
        "Back in hand…",
        waiting.take_back_in_hand,
        K.WAITING_ENDED,
        (day(),),
        Group.WAITING,
    ),
    Act("resume", "Resume…", waiting.resume, K.HOLD_ENDED, (day(),), Group.WAITING),
    *(
        Act(
            f"wait_for_{whom}",
            words,
            partial(waiting.wait, whom=whom),
            None,
            (code("reason", "&Reason", f"waiting_reason_{whom}"), own_words(), day(), *_RECORD),
            Group.WAITING,
            may_lead=False,
        )
        for whom, words in (
            ("applicant", "Wait for the applicants…"),
            ("third_party", "Wait for a third party…"),
        )
    ),
    Act(
        "hold",
        "Put on hold…",
        waiting.hold,
        K.HOLD_STARTED,
        (_BY, code("reason", "&Reason", "hold_reason_{by}"), own_words(), day(), *_RECORD),
        Group.WAITING,
        may_lead=False,
        told="Statute knows no pause: the clocks go on, and show their days with and without it.",
    ),
    Act(
        "extend",
        "Extend a limit…",
        waiting.extend,
        K.EXTENDED,
        (
            Ask("limit_id", "&Limit", Kind.LIMIT, fact="limit"),
            Ask("due_on", "&New last day", Kind.DAY, is_today=False),
            code("reason", "&Reason", "extension_reason"),
            own_words(),
            day(),
            *_RECORD,
        ),
        Group.WAITING,
        may_lead=False,
    ),
    Act(
        "close_case",
        "Close the case…",
        closing.close_case,
        K.CLOSED,
        (code("reason", "&Reason", "closing_reason"), own_words(), day()),
        Group.MORE,
        may_lead=False,
    ),
    Act(
        "reopen_case",
        "Reopen the case…",
        closing.reopen_case,
        K.REOPENED,
        (own_words("&Why it is opened again", is_needed=True), day()),
        Group.MORE,
    ),
    Act(
        "restrict_case",
        "Restrict the case…",
        restricting.restrict_case,
        None,
        _WHY,
        Group.MORE,
        may_lead=False,
        told="Only the case's worker and the manager will see it.",
    ),
    Act(
        "lift_restriction",
        "Lift the restriction…",
        restricting.lift_restriction,
        None,
        _WHY,
        Group.MORE,
        may_lead=False,
    ),
)

ACTS: Final[Mapping[str, Act]] = {act.name: act for act in _TABLE}

ASKS_OF_ENTRY: Final[Mapping[EventKind, tuple[Ask, ...]]] = {
    **{act.entry: act.asks for act in _TABLE if act.entry is not None},
    K.ENQUIRY_RECEIVED: (
        code("source", "Where they &heard of us", "source_of_enquiry"),
        code("channel", "How it c&ame", "channel"),
    ),
    K.WAITING_STARTED: (
        _FOR,
        code("reason", "&Reason", "waiting_reason_{for}"),
        own_words(),
        *_RECORD,
    ),
}
"""What a correction of an entry asks beside its day."""
