"""The journey as a table: stages, statuses, and the steps a case may take from where it stands.

Sources: Adoption Agencies Regulations 2005, Part 4; statutory guidance 2013,
chapter 3; the agency's practice where neither speaks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """How far a household has come."""

    ENQUIRY = "enquiry"
    REGISTRATION = "registration"
    STAGE_ONE = "stage_one"
    BREAK = "break"
    STAGE_TWO = "stage_two"
    PANEL = "panel"
    DECISION = "decision"
    QUALIFYING_DETERMINATION = "qualifying_determination"
    APPROVED = "approved"
    MATCHED = "matched"
    PLACED = "placed"
    CLOSED = "closed"


class Status(StrEnum):
    """What is happening with the case within its stage."""

    ACTIVE = "active"
    AWAITING_APPLICANT = "awaiting_applicant"
    AWAITING_THIRD_PARTY = "awaiting_third_party"
    ON_HOLD_APPLICANT = "on_hold_applicant"
    ON_HOLD_AGENCY = "on_hold_agency"
    EXTENDED = "extended"
    DEFERRED = "deferred"
    DETERMINATION_OPEN = "determination_open"
    APPROVED_ON_HOLD = "approved_on_hold"
    CLOSED = "closed"


class EventKind(StrEnum):
    """What happened on a day."""

    ENQUIRY_RECEIVED = "enquiry_received"
    ALLOCATED = "allocated"
    INFORMATION_SENT = "information_sent"
    DETAIL_REQUESTED = "detail_requested"
    MEETING_OFFERED = "meeting_offered"
    SESSION_BOOKED = "session_booked"
    SESSION_ATTENDED = "session_attended"
    SESSION_MISSED = "session_missed"
    VISIT_REQUESTED = "visit_requested"
    FIRST_CONTACT_MADE = "first_contact_made"
    VISIT_HELD = "visit_held"
    VISIT_WRITTEN_UP = "visit_written_up"
    VISIT_OUTCOME_TOLD = "visit_outcome_told"
    REGISTRATION_RECEIVED = "registration_received"
    REGISTRATION_ACCEPTED = "registration_accepted"
    REGISTRATION_DECLINED = "registration_declined"
    STAGE_ONE_PLAN_AGREED = "stage_one_plan_agreed"
    STAGE_ONE_ENDED = "stage_one_ended"
    STAGE_ONE_TOLD = "stage_one_told"
    LATE_NOTIFICATION_RECEIVED = "late_notification_received"
    LATE_NOTIFICATION_REFUSED = "late_notification_refused"
    NOTIFIED_TO_PROCEED = "notified_to_proceed"
    STAGE_TWO_STARTED = "stage_two_started"
    STAGE_TWO_ENDED = "stage_two_ended"
    REPORT_SENT = "report_sent"
    OBSERVATIONS_RECEIVED = "observations_received"
    NO_OBSERVATIONS = "no_observations"
    PAPERS_SUBMITTED = "papers_submitted"
    PANEL_BOOKED = "panel_booked"
    RECOMMENDATION_MADE = "recommendation_made"
    MINUTES_FINAL = "minutes_final"
    DECISION_MADE = "decision_made"
    DECISION_TOLD = "decision_told"
    DECISION_LETTER_SENT = "decision_letter_sent"
    REPRESENTATIONS_RECEIVED = "representations_received"
    REVIEW_APPLIED_FOR = "review_applied_for"
    DETERMINATION_ENDED = "determination_ended"
    APPROVED = "approved"
    MATCHED = "matched"
    CHILDREN_PLACED = "children_placed"
    ADOPTION_ORDER = "adoption_order"
    WAITING_STARTED = "waiting_started"
    WAITING_ENDED = "waiting_ended"
    HOLD_STARTED = "hold_started"
    HOLD_ENDED = "hold_ended"
    EXTENDED = "extended"
    CLOSED = "closed"
    REOPENED = "reopened"


K = EventKind
S = Stage

ORDER: Mapping[Stage, int] = {stage: place for place, stage in enumerate(Stage)}
OPEN = frozenset(Stage) - {S.CLOSED}
BEFORE_STAGE_TWO = frozenset({S.ENQUIRY, S.REGISTRATION, S.STAGE_ONE})
IN_ASSESSMENT = OPEN - {S.ENQUIRY, S.APPROVED, S.MATCHED, S.PLACED}

STAGE_WORDS: Mapping[Stage, str] = {
    S.ENQUIRY: "Enquiry",
    S.REGISTRATION: "Registration of interest",
    S.STAGE_ONE: "Stage One",
    S.BREAK: "Break between the stages",
    S.STAGE_TWO: "Stage Two",
    S.PANEL: "Panel",
    S.DECISION: "Agency decision",
    S.QUALIFYING_DETERMINATION: "Qualifying determination",
    S.APPROVED: "Approved",
    S.MATCHED: "Matched",
    S.PLACED: "Placed",
    S.CLOSED: "Closed",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event of a case; ``order`` settles events of one day (the order of entry)."""

    kind: EventKind
    on: date
    order: int = 0
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)

    def fact(self, name: str) -> str:
        """Return a fact of the event, or an empty text."""
        return self.facts.get(name, "")


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: from which stages, after what, and where it leads.

    ``needs`` lists kinds one of which must have happened; ``otherwise`` is the
    sentence where none has. ``once`` forbids the step while it already stands.
    """

    done: str
    stages: frozenset[Stage]
    needs: tuple[EventKind, ...] = ()
    otherwise: str = ""
    once: bool = False
    leads_to: Stage | None = None


STEPS: Mapping[EventKind, Step] = {
    K.ENQUIRY_RECEIVED: Step("Enquiry received", frozenset(), leads_to=S.ENQUIRY),
    K.ALLOCATED: Step("Allocated to a worker", OPEN),
    K.INFORMATION_SENT: Step("Information sent", BEFORE_STAGE_TWO),
    K.DETAIL_REQUESTED: Step("More detail asked for", frozenset({S.ENQUIRY})),
    K.MEETING_OFFERED: Step("Session, visit or call offered", BEFORE_STAGE_TWO),
    K.SESSION_BOOKED: Step("Information session booked", BEFORE_STAGE_TWO),
    K.SESSION_ATTENDED: Step("Information session attended", BEFORE_STAGE_TWO),
    K.SESSION_MISSED: Step("Information session missed", BEFORE_STAGE_TWO),
    K.VISIT_REQUESTED: Step("Initial visit asked for", BEFORE_STAGE_TWO),
    K.FIRST_CONTACT_MADE: Step(
        "First contact made",
        BEFORE_STAGE_TWO,
        (K.VISIT_REQUESTED,),
        "No initial visit has been asked for: record that first.",
    ),
    K.VISIT_HELD: Step("Initial visit held", BEFORE_STAGE_TWO),
    K.VISIT_WRITTEN_UP: Step(
        "Initial visit written up",
        BEFORE_STAGE_TWO,
        (K.VISIT_HELD,),
        "No initial visit has been held: record the visit first.",
    ),
    K.VISIT_OUTCOME_TOLD: Step(
        "Outcome of the visit told",
        BEFORE_STAGE_TWO,
        (K.VISIT_HELD,),
        "No initial visit has been held: record the visit first.",
    ),
    K.REGISTRATION_RECEIVED: Step(
        "Registration of interest received",
        frozenset({S.ENQUIRY}),
        leads_to=S.REGISTRATION,
    ),
    K.REGISTRATION_ACCEPTED: Step(
        "Registration of interest accepted",
        frozenset({S.REGISTRATION}),
        (K.REGISTRATION_RECEIVED,),
        "No registration of interest has been received: record its receipt first.",
        leads_to=S.STAGE_ONE,
    ),
    K.REGISTRATION_DECLINED: Step(
        "Registration of interest declined",
        frozenset({S.REGISTRATION}),
        (K.REGISTRATION_RECEIVED,),
        "No registration of interest has been received: record its receipt first.",
        leads_to=S.CLOSED,
    ),
    K.STAGE_ONE_PLAN_AGREED: Step("Stage One plan agreed", frozenset({S.STAGE_ONE}), once=True),
    K.STAGE_ONE_ENDED: Step(
        "Stage One ended", frozenset({S.STAGE_ONE}), once=True, leads_to=S.BREAK
    ),
    K.STAGE_ONE_TOLD: Step(
        "Told by letter how Stage One ended",
        frozenset({S.STAGE_ONE, S.BREAK}),
        (K.STAGE_ONE_ENDED,),
        "Stage One has not ended: record the pre-assessment decision first.",
        once=True,
    ),
    K.LATE_NOTIFICATION_RECEIVED: Step(
        "Late notification received",
        frozenset({S.BREAK}),
        (K.STAGE_ONE_TOLD,),
        "The letter that ends Stage One has not been sent: record it first.",
        once=True,
    ),
    K.LATE_NOTIFICATION_REFUSED: Step(
        "Late notification refused in writing",
        frozenset({S.BREAK}),
        (K.LATE_NOTIFICATION_RECEIVED,),
        "No late notification has been received: record its receipt first.",
        leads_to=S.CLOSED,
    ),
    K.NOTIFIED_TO_PROCEED: Step(
        "Notified the wish to proceed",
        frozenset({S.BREAK}),
        (K.STAGE_ONE_TOLD,),
        "The letter that ends Stage One has not been sent: record it first.",
        leads_to=S.STAGE_TWO,
    ),
    K.STAGE_TWO_STARTED: Step("Stage Two started", frozenset({S.STAGE_TWO}), once=True),
    K.STAGE_TWO_ENDED: Step("Stage Two ended", frozenset({S.STAGE_TWO, S.PANEL, S.DECISION})),
    K.REPORT_SENT: Step(
        "Report sent for observations",
        frozenset({S.STAGE_TWO}),
        (K.STAGE_TWO_STARTED,),
        "Stage Two has not been started: record its plan first.",
    ),
    K.OBSERVATIONS_RECEIVED: Step(
        "Observations received",
        frozenset({S.STAGE_TWO}),
        (K.REPORT_SENT,),
        "The report has not been sent for observations: record that first.",
    ),
    K.NO_OBSERVATIONS: Step(
        "No observations by the last day",
        frozenset({S.STAGE_TWO}),
        (K.REPORT_SENT,),
        "The report has not been sent for observations: record that first.",
    ),
    K.PAPERS_SUBMITTED: Step(
        "Papers submitted to panel", frozenset({S.STAGE_TWO, S.PANEL, S.DECISION})
    ),
    K.PANEL_BOOKED: Step("Panel booked", frozenset({S.STAGE_TWO, S.PANEL})),
    K.RECOMMENDATION_MADE: Step(
        "Panel's recommendation made",
        frozenset({S.PANEL}),
        (K.PANEL_BOOKED,),
        "No panel has been booked: book it first.",
        leads_to=S.DECISION,
    ),
    K.MINUTES_FINAL: Step(
        "Final minutes received",
        frozenset({S.DECISION}),
        (K.RECOMMENDATION_MADE,),
        "The panel's recommendation has not been recorded: record it first.",
        once=True,
    ),
    K.DECISION_MADE: Step(
        "Agency decision made",
        frozenset({S.DECISION}),
        (K.MINUTES_FINAL,),
        "The final minutes have not reached the agency decision maker: record them first.",
        once=True,
    ),
    K.DECISION_TOLD: Step(
        "Decision told by word",
        frozenset({S.DECISION, S.QUALIFYING_DETERMINATION, S.APPROVED}),
        (K.DECISION_MADE, K.APPROVED),
        "The agency decision has not been recorded: record it first.",
        once=True,
    ),
    K.DECISION_LETTER_SENT: Step(
        "Decision told by letter",
        frozenset({S.DECISION, S.QUALIFYING_DETERMINATION, S.APPROVED}),
        (K.DECISION_MADE, K.APPROVED),
        "The agency decision has not been recorded: record it first.",
        once=True,
    ),
    K.REPRESENTATIONS_RECEIVED: Step(
        "Representations received",
        frozenset({S.QUALIFYING_DETERMINATION}),
        (K.DECISION_LETTER_SENT,),
        "The letter of the qualifying determination has not been sent: record it first.",
        once=True,
    ),
    K.REVIEW_APPLIED_FOR: Step(
        "Independent review applied for",
        frozenset({S.QUALIFYING_DETERMINATION}),
        (K.DECISION_LETTER_SENT,),
        "The letter of the qualifying determination has not been sent: record it first.",
        once=True,
    ),
    K.DETERMINATION_ENDED: Step(
        "Qualifying determination ended",
        frozenset({S.QUALIFYING_DETERMINATION}),
        (K.DECISION_LETTER_SENT,),
        "The letter of the qualifying determination has not been sent: record it first.",
        once=True,
    ),
    K.APPROVED: Step(
        "Approved",
        frozenset({S.DECISION}),
        (K.DECISION_MADE,),
        "The agency decision has not been recorded: record it first.",
        leads_to=S.APPROVED,
    ),
    K.MATCHED: Step("Matched", frozenset({S.APPROVED}), leads_to=S.MATCHED),
    K.CHILDREN_PLACED: Step(
        "Children placed", frozenset({S.APPROVED, S.MATCHED}), leads_to=S.PLACED
    ),
    K.ADOPTION_ORDER: Step("Adoption order made", frozenset({S.PLACED})),
    K.WAITING_STARTED: Step("Waiting", OPEN),
    K.WAITING_ENDED: Step("Back in hand", OPEN),
    K.HOLD_STARTED: Step("Put on hold", OPEN),
    K.HOLD_ENDED: Step("Resumed", OPEN),
    K.EXTENDED: Step("Limit extended", IN_ASSESSMENT),
    K.CLOSED: Step("Closed", OPEN, leads_to=S.CLOSED),
    K.REOPENED: Step("Reopened", frozenset({S.CLOSED})),
}

# An extension shows while the clock that it lengthens runs.
EXTENDED_IN: Mapping[str, frozenset[Stage]] = {
    "T06": frozenset({S.REGISTRATION}),
    "T08": frozenset({S.STAGE_ONE}),
    "T13": frozenset({S.STAGE_TWO, S.PANEL, S.DECISION}),
    "T30": frozenset({S.STAGE_TWO, S.PANEL, S.DECISION}),
}


def long_date(day: date) -> str:
    """Return a day as it stands in a sentence: 14 November 2014."""
    return f"{day.day} {day:%B %Y}"


STATUS_WORDS: Mapping[Status, str] = {
    Status.ACTIVE: "In hand",
    Status.AWAITING_APPLICANT: "Waiting for applicants",
    Status.AWAITING_THIRD_PARTY: "Waiting for a third party",
    Status.ON_HOLD_APPLICANT: "On hold, by request",
    Status.ON_HOLD_AGENCY: "On hold, by the agency",
    Status.EXTENDED: "Limit extended",
    Status.DEFERRED: "Deferred by panel",
    Status.DETERMINATION_OPEN: "Qualifying determination open",
    Status.APPROVED_ON_HOLD: "Approved, on hold",
    Status.CLOSED: "Closed",
}
