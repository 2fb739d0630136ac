"""Every act that a case's page offers, as one table: its words, what it asks, and who does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from recruitment_app.casework import (
    agency_decision,
    closing,
    enquiries,
    panel,
    registration,
    sessions,
    stage_one,
    stage_two,
    waiting,
)
from recruitment_app.casework.change import Change
from recruitment_app.rules.stages import EventKind

K = EventKind


class Kind(StrEnum):
    """What a question is answered with."""

    DAY = "day"
    CODE = "code"
    OFFER = "offer"
    WORDS = "words"
    CHECK = "check"
    WORKER = "worker"
    SESSION = "session"
    PLACES = "places"
    LIMIT = "limit"


class Group(StrEnum):
    """The menu of the case's page in which an act stands."""

    STEP = "step"
    TELLING = "telling"
    WAITING = "waiting"
    MORE = "more"


@dataclass(frozen=True)
class Ask:
    """One question; ``name`` is the fact that the act is told, ``fact`` what the entry keeps.

    ``codes`` names the list that a code is chosen from; “{by}” in it stands for
    the answer to the question of that name. ``when`` names another question and
    the answer at which this one is asked.
    """

    name: str
    words: str
    kind: Kind
    codes: str = ""
    offers: tuple[tuple[str, str], ...] = ()
    is_needed: bool = True
    is_today: bool = True
    when: tuple[str, str] | None = None
    hint: str = ""
    fact: str = ""

    @property
    def entry_fact(self) -> str:
        """The name under which the journey's entry keeps the answer."""
        return self.fact or self.name


@dataclass(frozen=True)
class Act:
    """One act: the words of its menu and its button, what it asks, and which entry it makes."""

    name: str
    words: str
    carry_out: Callable[..., Change]
    entry: EventKind | None
    asks: tuple[Ask, ...]
    group: Group = Group.STEP
    may_lead: bool = True
    told: str = ""


def _day(words: str = "&Date", name: str = "on", hint: str = "") -> Ask:
    return Ask(name, words, Kind.DAY, hint=hint)


def _code(name: str, words: str, codes: str, when: tuple[str, str] | None = None) -> Ask:
    return Ask(name, words, Kind.CODE, codes=codes, when=when)


def _words(words: str = "In your own &words", *, is_needed: bool = False) -> Ask:
    return Ask("words", words, Kind.WORDS, is_needed=is_needed)


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
_OUTCOME_OF_DETERMINATION: Final = _code("outcome", "&How it ended", "qualifying_determination_end")

_TABLE: Final = (
    Act(
        "allocate",
        "Allocate…",
        enquiries.allocate,
        K.ALLOCATED,
        (Ask("worker_id", "&Worker", Kind.WORKER, fact="worker"), _day()),
        Group.MORE,
    ),
    Act(
        "send_information",
        "Information sent…",
        enquiries.send_information,
        K.INFORMATION_SENT,
        (_day(hint=_SENT),),
        Group.TELLING,
    ),
    Act(
        "offer_meeting",
        "Offer a session, visit or call…",
        enquiries.offer_meeting,
        K.MEETING_OFFERED,
        (_code("meeting", "&What was offered", "meeting_kind"), _day()),
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
            _day("&Date of the booking"),
        ),
    ),
    Act(
        "ask_for_visit",
        "Initial visit asked for…",
        enquiries.ask_for_visit,
        K.VISIT_REQUESTED,
        (_day(),),
    ),
    Act(
        "make_first_contact",
        "First contact made…",
        enquiries.make_first_contact,
        K.FIRST_CONTACT_MADE,
        (_day(),),
    ),
    Act("hold_visit", "Initial visit held…", enquiries.hold_visit, K.VISIT_HELD, (_day(),)),
    Act(
        "write_up_visit",
        "Visit written up…",
        enquiries.write_up_visit,
        K.VISIT_WRITTEN_UP,
        (_day(),),
    ),
    Act(
        "tell_visit_outcome",
        "Tell the outcome of the visit…",
        enquiries.tell_visit_outcome,
        K.VISIT_OUTCOME_TOLD,
        (_code("outcome", "&Outcome", "visit_outcome"), _day(hint=_SENT)),
        Group.TELLING,
    ),
    Act(
        "receive_registration",
        "Receive a registration of interest…",
        registration.receive_registration,
        K.REGISTRATION_RECEIVED,
        (_day("&Date received"),),
    ),
    Act(
        "accept_registration",
        "Accept the registration…",
        registration.accept_registration,
        K.REGISTRATION_ACCEPTED,
        (
            _day("&Date of the notice", hint=_SENT),
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
        (_code("reason", "&Reason", "decline_reason"), _words(), _day(hint=_SENT)),
        may_lead=False,
        told="The case closes.",
    ),
    Act(
        "agree_stage_one_plan",
        "Stage One plan agreed…",
        stage_one.agree_stage_one_plan,
        K.STAGE_ONE_PLAN_AGREED,
        (_day(),),
    ),
    Act(
        "end_stage_one",
        "End Stage One…",
        stage_one.end_stage_one,
        K.STAGE_ONE_ENDED,
        (
            _code("outcome", "&Outcome", "stage_one_outcome"),
            _code("reason", "&Reason", "not_suitable_reason", ("outcome", "not_suitable")),
            _words(),
            _day("&Date of the decision"),
        ),
        told="The letter that tells it is recorded next.",
    ),
    Act(
        "tell_stage_one_outcome",
        "Tell how Stage One ended…",
        stage_one.tell_stage_one_outcome,
        K.STAGE_ONE_TOLD,
        (_day("&Date of the letter", hint=_SENT),),
        Group.TELLING,
    ),
    Act(
        "notify_to_proceed",
        "Notified to proceed…",
        stage_one.notify_to_proceed,
        K.NOTIFIED_TO_PROCEED,
        (_day("&Date received"),),
    ),
    Act(
        "refuse_late_notification",
        "Refuse a late notification…",
        stage_one.refuse_late_notification,
        K.LATE_NOTIFICATION_REFUSED,
        (_day("&Date received", "received_on"), _day("Date &refused", "refused_on", _SENT)),
        Group.TELLING,
        told="A notification later than six months is refused in writing, and the case closes.",
    ),
    Act(
        "start_stage_two",
        "Start Stage Two…",
        stage_two.start_stage_two,
        K.STAGE_TWO_STARTED,
        (_day("&Date of the plan"),),
    ),
    Act(
        "send_report",
        "Send for observations…",
        stage_two.send_report,
        K.REPORT_SENT,
        (_day(hint=_SENT),),
    ),
    Act(
        "receive_observations",
        "Observations received…",
        stage_two.receive_observations,
        K.OBSERVATIONS_RECEIVED,
        (_words(), _day("&Date received")),
    ),
    Act(
        "close_observations",
        "No observations by the last day…",
        stage_two.close_observations,
        K.NO_OBSERVATIONS,
        (_day(),),
    ),
    Act(
        "book_panel",
        "Book panel…",
        panel.book_panel,
        K.PANEL_BOOKED,
        (
            Ask("panel_on", "Day of the &panel", Kind.DAY, is_today=False),
            _day("&Date of the booking"),
        ),
    ),
    Act(
        "record_recommendation",
        "Record the recommendation…",
        panel.record_recommendation,
        K.RECOMMENDATION_MADE,
        (
            _code("recommendation", "&Panel's recommendation", "recommendation"),
            _code("reason", "&Reason", "deferral_reason", ("recommendation", "deferred")),
            _words(),
            _day("&Date of the panel"),
        ),
    ),
    Act(
        "record_minutes",
        "Final minutes received…",
        panel.record_minutes,
        K.MINUTES_FINAL,
        (_day("&Date received"),),
    ),
    Act(
        "record_decision",
        "Record the agency decision…",
        agency_decision.record_decision,
        K.DECISION_MADE,
        (_code("decision", "Dec&ision", "decision"), _words(), _day()),
        told="The decision is the agency decision maker's; you enter it in that person's name.",
    ),
    Act(
        "tell_decision",
        "Decision told by word…",
        agency_decision.tell_decision,
        K.DECISION_TOLD,
        (_day(),),
        Group.TELLING,
    ),
    Act(
        "send_decision_letter",
        "Decision told by letter…",
        agency_decision.send_decision_letter,
        K.DECISION_LETTER_SENT,
        (_day(hint=_SENT),),
        Group.TELLING,
    ),
    Act(
        "receive_representations",
        "Representations received…",
        agency_decision.receive_representations,
        K.REPRESENTATIONS_RECEIVED,
        (_day("&Date received"),),
    ),
    Act(
        "record_review_application",
        "Independent review applied for…",
        agency_decision.record_review_application,
        K.REVIEW_APPLIED_FOR,
        (_day(),),
    ),
    Act(
        "end_determination",
        "End the qualifying determination…",
        agency_decision.end_determination,
        K.DETERMINATION_ENDED,
        (
            _OUTCOME_OF_DETERMINATION,
            Ask("accepted_in_writing", "The applicants &accepted it in writing", Kind.CHECK),
            _words(),
            _day(),
        ),
    ),
    Act("approve", "Approve…", agency_decision.approve, K.APPROVED, (_day("&Date of approval"),)),
    Act(
        "take_back_in_hand",
        "Back in hand…",
        waiting.take_back_in_hand,
        K.WAITING_ENDED,
        (_day(),),
        Group.WAITING,
    ),
    Act("resume", "Resume…", waiting.resume, K.HOLD_ENDED, (_day(),), Group.WAITING),
    Act(
        "wait_for_applicant",
        "Wait for the applicants…",
        waiting.wait_for_applicant,
        None,
        (_code("reason", "&Reason", "waiting_reason_applicant"), _words(), _day()),
        Group.WAITING,
        may_lead=False,
    ),
    Act(
        "wait_for_third_party",
        "Wait for a third party…",
        waiting.wait_for_third_party,
        None,
        (_code("reason", "&Reason", "waiting_reason_third_party"), _words(), _day()),
        Group.WAITING,
        may_lead=False,
    ),
    Act(
        "hold",
        "Put on hold…",
        waiting.hold,
        K.HOLD_STARTED,
        (_BY, _code("reason", "&Reason", "hold_reason_{by}"), _words(), _day()),
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
            _code("reason", "&Reason", "extension_reason"),
            _words(),
            _day(),
        ),
        Group.WAITING,
        may_lead=False,
    ),
    Act(
        "close_case",
        "Close the case…",
        closing.close_case,
        K.CLOSED,
        (_code("reason", "&Reason", "closing_reason"), _words(), _day()),
        Group.MORE,
        may_lead=False,
    ),
    Act(
        "reopen_case",
        "Reopen the case…",
        closing.reopen_case,
        K.REOPENED,
        (_words("&Why it is opened again", is_needed=True), _day()),
        Group.MORE,
    ),
)

ACTS: Final[Mapping[str, Act]] = {act.name: act for act in _TABLE}

ASKS_OF_ENTRY: Final[Mapping[EventKind, tuple[Ask, ...]]] = {
    **{act.entry: act.asks for act in _TABLE if act.entry is not None},
    K.ENQUIRY_RECEIVED: (
        _code("source", "Where they &heard of us", "source_of_enquiry"),
        _code("channel", "How it c&ame", "channel"),
    ),
    K.WAITING_STARTED: (_FOR, _code("reason", "&Reason", "waiting_reason_{for}"), _words()),
}
"""What a correction of an entry asks beside its day."""
