"""Where a case stands, read from its dated events and never typed in."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date

from recruitment_app.rules.stages import (
    EXTENDED_IN,
    OPEN,
    ORDER,
    STEPS,
    Event,
    EventKind,
    Stage,
    Status,
)

K = EventKind
S = Stage

SUITABLE = "suitable"
RETURNING = frozenset({"deferred", "full_report_needed"})

# What a closing that follows from another step is called; the agency types no second reason.
CLOSED_BY: Mapping[EventKind, str] = {
    K.REGISTRATION_DECLINED: "registration_declined",
    K.LATE_NOTIFICATION_REFUSED: "out_of_time",
}


@dataclass(slots=True)
class Journey:
    """Where a case stands, read from its events; once read it is a value, and never changed.

    ``last`` holds the latest event of each kind that still counts: a report
    that the panel sends back takes its observations and its panel with it.
    """

    stage: Stage = S.ENQUIRY
    status: Status = Status.ACTIVE
    closing_reason: str = ""
    left_from: Stage | None = None
    opened_on: date | None = None
    registered_on: date | None = None
    approved_on: date | None = None
    closed_on: date | None = None
    fast_track: bool = False
    hold: Event | None = None
    waiting: Event | None = None
    extension: Event | None = None
    deferral: Event | None = None
    last: dict[EventKind, Event] = field(default_factory=dict)

    def has(self, kind: EventKind) -> bool:
        """Tell whether an event of this kind stands."""
        return kind in self.last


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return the events by their days, and within a day in the order of entry."""
    return sorted(events, key=lambda event: (event.on, event.order))


def read(events: Iterable[Event]) -> Journey:
    """Return where a case stands after all its events, whether or not each was permitted."""
    journey = Journey()
    for event in in_order(events):
        go_on(journey, event)
    return journey


def after(journey: Journey, event: Event) -> Journey:
    """Return where the case stands once ``event`` has happened; the journey given stays."""
    moved = copy(journey)
    moved.last = dict(journey.last)
    go_on(moved, event)
    return moved


def go_on(journey: Journey, event: Event) -> None:  # noqa: C901, PLR0912 - one branch a step that does more than move
    """Move a journey that is being read on by one event; nobody else holds it meanwhile."""
    target = _target(journey, event)
    last = journey.last
    if target is S.CLOSED:
        _close(journey, event)
    elif target is not None and (ORDER[target] > ORDER[journey.stage] or journey.opened_on is None):
        journey.stage = target
    last[event.kind] = event
    match event.kind:
        case K.ENQUIRY_RECEIVED:
            journey.opened_on = journey.opened_on or event.on
        case K.REGISTRATION_ACCEPTED:
            journey.registered_on = event.on
            journey.fast_track = bool(event.fact("fast_track"))
        case K.APPROVED:
            journey.approved_on = event.on
        case K.REPORT_SENT:
            _forget(last, K.OBSERVATIONS_RECEIVED, K.NO_OBSERVATIONS)
        case K.PANEL_BOOKED:
            journey.deferral = None
        case K.RECOMMENDATION_MADE if event.fact("recommendation") in RETURNING:
            _return_from_panel(journey, event)
        case K.DETERMINATION_ENDED if event.fact("outcome") == "approved":
            journey.stage = S.DECISION
        case K.HOLD_STARTED:
            journey.hold = event
        case K.HOLD_ENDED:
            journey.hold = None
        case K.WAITING_STARTED:
            journey.waiting = event
        case K.WAITING_ENDED:
            journey.waiting = None
        case K.EXTENDED:
            journey.extension = event
        case K.REOPENED:
            _reopen(journey)
        case _:
            pass
    if journey.stage is S.STAGE_TWO and _ready_for_panel(last):
        journey.stage = S.PANEL
    journey.status = _status(journey)


def _target(journey: Journey, event: Event) -> Stage | None:  # noqa: PLR0911 - one return a step
    """Return the stage the event leads to, before asking whether that is further on."""
    match event.kind:
        case K.REGISTRATION_ACCEPTED if event.fact("fast_track"):
            return S.STAGE_TWO
        case K.STAGE_ONE_ENDED if event.fact("outcome") == "not_suitable":
            return S.STAGE_ONE
        case K.STAGE_ONE_TOLD if journey.has(K.STAGE_ONE_ENDED):
            refused = journey.last[K.STAGE_ONE_ENDED].fact("outcome") == "not_suitable"
            return S.CLOSED if refused else S.BREAK
        case K.STAGE_TWO_STARTED:
            return S.STAGE_TWO
        case K.DECISION_MADE:
            suitable = event.fact("decision") in {"", SUITABLE}
            return S.DECISION if suitable else S.QUALIFYING_DETERMINATION
        case K.DETERMINATION_ENDED:
            return None if event.fact("outcome") == "approved" else S.CLOSED
        case _:
            return STEPS[event.kind].leads_to


def _close(journey: Journey, event: Event) -> None:
    """Write down when, why and from which stage the case was closed."""
    if event.kind is K.STAGE_ONE_TOLD:
        reason = journey.last[K.STAGE_ONE_ENDED].fact("reason") or "not_suitable_other"
    elif event.kind is K.DETERMINATION_ENDED:
        reason = event.fact("outcome")
    else:
        reason = CLOSED_BY.get(event.kind, event.fact("reason"))
    if journey.stage is not S.CLOSED:
        journey.left_from = journey.stage
    journey.closing_reason, journey.closed_on = reason, event.on
    journey.hold = journey.waiting = None  # a deferral and an extension stand when it is reopened
    journey.stage = S.CLOSED


def _reopen(journey: Journey) -> None:
    """Go back to where the case was left, free of the refusal that closed it."""
    journey.stage = journey.left_from or journey.stage
    journey.closing_reason, journey.left_from, journey.closed_on = "", None, None
    _forget_refusal(journey.last)


def _return_from_panel(journey: Journey, event: Event) -> None:
    """Defer the case, or send it back to Stage Two for a full report."""
    _forget(journey.last, K.PANEL_BOOKED)
    if event.fact("recommendation") == "deferred":
        journey.deferral = event
        journey.stage = S.PANEL
        return
    _forget(journey.last, K.REPORT_SENT, K.OBSERVATIONS_RECEIVED, K.NO_OBSERVATIONS)
    journey.stage = S.STAGE_TWO


def _forget(last: dict[EventKind, Event], *kinds: EventKind) -> None:
    for kind in kinds:
        last.pop(kind, None)


def _forget_refusal(last: dict[EventKind, Event]) -> None:
    """Let a case that is opened again be decided again: the refusal that closed it is over."""
    ended = last.get(K.STAGE_ONE_ENDED)
    if ended is not None and ended.fact("outcome") == "not_suitable":
        _forget(last, K.STAGE_ONE_ENDED, K.STAGE_ONE_TOLD)
    final = last.get(K.DETERMINATION_ENDED)
    if final is not None and final.fact("outcome") != "approved":
        _forget(last, K.DETERMINATION_ENDED)
    _forget(last, K.LATE_NOTIFICATION_RECEIVED, K.LATE_NOTIFICATION_REFUSED)


def _ready_for_panel(last: Mapping[EventKind, Event]) -> bool:
    """Tell whether the report may go to panel: booked, and the applicants' days are over."""
    return K.PANEL_BOOKED in last and (K.OBSERVATIONS_RECEIVED in last or K.NO_OBSERVATIONS in last)


def _status(journey: Journey) -> Status:  # noqa: PLR0911 - a ladder: the first that holds
    if journey.stage is S.CLOSED:
        return Status.CLOSED
    if journey.hold is not None:
        if journey.stage is S.APPROVED:
            return Status.APPROVED_ON_HOLD
        by_applicant = journey.hold.fact("by") != "agency"
        return Status.ON_HOLD_APPLICANT if by_applicant else Status.ON_HOLD_AGENCY
    if journey.waiting is not None:
        third = journey.waiting.fact("for") == "third_party"
        return Status.AWAITING_THIRD_PARTY if third else Status.AWAITING_APPLICANT
    if journey.stage is S.QUALIFYING_DETERMINATION:
        return Status.DETERMINATION_OPEN
    if journey.deferral is not None:
        return Status.DEFERRED
    if journey.extension is not None and journey.stage in EXTENDED_IN.get(
        journey.extension.fact("limit"), OPEN
    ):
        return Status.EXTENDED
    return Status.ACTIVE
