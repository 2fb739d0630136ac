"""The clocks of a case: what started them, when they are due, who had each day.

A ``Run`` is what a clock is whatever the day: it is kept with the case. A
``Clock`` is a run as it stands today.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from recruitment_app.rules.journey import SUITABLE, Journey, in_order, read
from recruitment_app.rules.limits import Limit
from recruitment_app.rules.ownership import Owner, Span, days_within
from recruitment_app.rules.stages import Event, EventKind
from recruitment_app.rules.timescales import due_on
from recruitment_app.rules.working_days import Calendar

K = EventKind


class ClockState(StrEnum):
    """How a clock stands today."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    MET = "met"
    LATE = "late"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One row of the table of clocks.

    ``met_by`` are the events that meet the limit; ``over_after`` those after
    which it no longer matters. ``starts_anew`` triggers it again once it was met: until
    then the first day counts. The applicants' own limits lapse, and are never called
    late: nobody owes anything when they let them pass.
    """

    starts: EventKind
    met_by: tuple[EventKind, ...]
    over_after: tuple[EventKind, ...] = ()
    owner: Owner = Owner.AGENCY
    lapses: bool = False
    starts_anew: tuple[EventKind, ...] = ()


_ACCEPTED = (K.REGISTRATION_ACCEPTED,)

CLOCKS: Mapping[str, ClockRule] = {
    "T01a": ClockRule(K.ENQUIRY_RECEIVED, (K.INFORMATION_SENT,), _ACCEPTED),
    "T01b": ClockRule(K.ENQUIRY_RECEIVED, (K.INFORMATION_SENT,), _ACCEPTED),
    "T02": ClockRule(
        K.ENQUIRY_RECEIVED,
        (K.MEETING_OFFERED, K.SESSION_BOOKED, K.SESSION_ATTENDED, K.VISIT_HELD),
        (K.REGISTRATION_RECEIVED, K.REGISTRATION_ACCEPTED),
        starts_anew=(K.DETAIL_REQUESTED,),
    ),
    "T03": ClockRule(K.VISIT_REQUESTED, (K.FIRST_CONTACT_MADE, K.VISIT_HELD), _ACCEPTED),
    "T04": ClockRule(K.VISIT_HELD, (K.VISIT_WRITTEN_UP,), _ACCEPTED),
    "T05": ClockRule(K.VISIT_HELD, (K.VISIT_OUTCOME_TOLD,), (K.REGISTRATION_RECEIVED, *_ACCEPTED)),
    "T06": ClockRule(K.REGISTRATION_RECEIVED, (K.REGISTRATION_ACCEPTED, K.REGISTRATION_DECLINED)),
    "T07": ClockRule(K.REGISTRATION_ACCEPTED, (K.STAGE_ONE_PLAN_AGREED,), (K.STAGE_ONE_ENDED,)),
    "T08": ClockRule(
        K.REGISTRATION_ACCEPTED, (K.STAGE_ONE_ENDED,), (K.STAGE_TWO_STARTED, K.APPROVED)
    ),
    "T10": ClockRule(K.STAGE_ONE_ENDED, (K.STAGE_ONE_TOLD,), (K.NOTIFIED_TO_PROCEED,)),
    "T11": ClockRule(
        K.STAGE_ONE_TOLD,
        (K.NOTIFIED_TO_PROCEED,),
        (K.STAGE_TWO_STARTED,),
        Owner.APPLICANT,
        lapses=True,
    ),
    "T12": ClockRule(K.LATE_NOTIFICATION_RECEIVED, (K.LATE_NOTIFICATION_REFUSED,)),
    "T13": ClockRule(K.NOTIFIED_TO_PROCEED, (K.DECISION_MADE,), (K.APPROVED,)),
    "T14": ClockRule(
        K.REPORT_SENT,
        (K.OBSERVATIONS_RECEIVED,),
        (K.NO_OBSERVATIONS, K.RECOMMENDATION_MADE, K.APPROVED),
        Owner.APPLICANT,
        lapses=True,
    ),
    "T18": ClockRule(K.MINUTES_FINAL, (K.DECISION_MADE,), (K.APPROVED,)),
    "T19": ClockRule(K.DECISION_MADE, (K.DECISION_TOLD,), (K.MATCHED, K.CHILDREN_PLACED)),
    "T20": ClockRule(K.DECISION_MADE, (K.DECISION_LETTER_SENT,), (K.MATCHED, K.CHILDREN_PLACED)),
    "T21": ClockRule(
        K.DECISION_LETTER_SENT,
        (K.REPRESENTATIONS_RECEIVED, K.REVIEW_APPLIED_FOR),
        (K.DETERMINATION_ENDED,),
        Owner.APPLICANT,
        lapses=True,
    ),
    "T22": ClockRule(K.DECISION_LETTER_SENT, (K.DETERMINATION_ENDED,)),
    "T30": ClockRule(K.REGISTRATION_ACCEPTED, (K.DECISION_MADE,), (K.APPROVED,)),
}

NO_FAST_TRACK = frozenset({"T07", "T08"})
ONLY_FAST_TRACK = frozenset({"T30"})


@dataclass(frozen=True, slots=True)
class Run:
    """A clock whatever the day: started, due, met, or over without being met."""

    limit_id: str
    trigger_on: date
    due_on: date | None
    first_due_on: date | None
    met_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock as it stands today.

    ``gross_days`` counts the days after the trigger up to and including the day
    it was met, else today; ``net_days`` leaves out the days on hold. The days by
    owner sum to the gross days.
    """

    limit: Limit
    state: ClockState
    trigger_on: date | None = None
    due_on: date | None = None
    first_due_on: date | None = None
    met_on: date | None = None
    ended_on: date | None = None
    gross_days: int = 0
    net_days: int = 0
    days_by_owner: Mapping[Owner, int] = field(default_factory=dict)
    stretches: tuple[Span, ...] = ()

    @property
    def days_left(self) -> int | None:
        """Return the days from the last day counted to the due date; negative where it is late."""
        if self.due_on is None or self.trigger_on is None:
            return None
        return (self.due_on - self.trigger_on).days - self.gross_days


def runs(
    events: Iterable[Event], limits: Mapping[str, Limit], calendar: Calendar
) -> tuple[Run, ...]:
    """Return the clocks that have started, for every limit that is followed and switched on."""
    ordered = in_order(events)
    journey = read(ordered)
    found: dict[str, Run] = {}
    for limit_id, rule in CLOCKS.items():
        limit = limits.get(limit_id)
        if limit is None or not (limit.followed and limit.on):
            continue
        trigger = _trigger(limit_id, rule, ordered, journey, found)
        if trigger is not None:
            found[limit_id] = _run(limit, rule, trigger, ordered, journey, calendar)
    return tuple(found.values())


def _trigger(  # noqa: PLR0911 - one return a kind of trigger
    limit_id: str,
    rule: ClockRule,
    ordered: Sequence[Event],
    journey: Journey,
    found: Mapping[str, Run],
) -> date | None:
    """Return the day that starts the clock: that of the latest event which triggers it."""
    if journey.fast_track and limit_id in NO_FAST_TRACK:
        return None
    if not journey.fast_track and limit_id in ONLY_FAST_TRACK:
        return None
    event = _latest_start(rule, ordered)
    if event is None:
        return None
    if limit_id == "T11":
        return event.on if _may_proceed(journey) else None
    if limit_id == "T18":
        made = journey.last.get(K.RECOMMENDATION_MADE)
        return None if made is None else max(made.on, event.on)
    if limit_id in {"T21", "T22"}:
        decision = journey.last.get(K.DECISION_MADE)
        if decision is None or decision.fact("decision") in {"", SUITABLE}:
            return None
    if limit_id == "T22":
        forty = found.get("T21")
        if forty is None or forty.due_on is None or forty.met_on is not None:
            return None
        return None if forty.ended_on and forty.ended_on <= forty.due_on else forty.due_on
    return event.on


def _latest_start(rule: ClockRule, ordered: Sequence[Event]) -> Event | None:
    start, is_met = None, False
    for event in ordered:
        if event.kind is rule.starts or (event.kind in rule.starts_anew and is_met):
            start, is_met = event, False
        elif event.kind in rule.met_by:
            is_met = True
    return start


def _may_proceed(journey: Journey) -> bool:
    """Tell whether the letter of Stage One that stands was a positive one."""
    ended = journey.last.get(K.STAGE_ONE_ENDED)
    refused = ended is not None and ended.fact("outcome") == "not_suitable"
    return journey.has(K.STAGE_ONE_TOLD) and not refused


def _run(  # noqa: PLR0917 - private, called once
    limit: Limit,
    rule: ClockRule,
    trigger_on: date,
    ordered: Sequence[Event],
    journey: Journey,
    calendar: Calendar,
) -> Run:
    first_due = due_on(limit, trigger_on, calendar)
    due = first_due
    met: date | None = None
    over: date | None = None
    for event in ordered:
        if event.on < trigger_on:
            continue
        if event.kind is K.EXTENDED and event.fact("limit") == limit.id and met is None:
            due = date.fromisoformat(event.fact("due_on"))
        elif event.kind in rule.met_by and met is None:
            met = event.on
        elif over is None and _is_over(rule, event, limit.id):
            over = event.on
    if met is None and over is None:
        over = journey.closed_on
    return Run(limit.id, trigger_on, due, first_due, met, None if met else over)


def _is_over(rule: ClockRule, event: Event, limit_id: str) -> bool:
    """Tell whether the clock stops mattering; an approval that came in by import was told then."""
    imported = event.kind is K.APPROVED and bool(event.fact("imported"))
    return event.kind in rule.over_after or (imported and limit_id in {"T19", "T20"})


def tell(run: Run, limit: Limit, spans: Sequence[Span], today: date) -> Clock:
    """Return a run as the clock that it is today."""
    starts_after = limit.id == "T22"  # the forty days must be over, not only reached
    if run.trigger_on > today or (starts_after and run.trigger_on == today):
        return Clock(limit, ClockState.NOT_STARTED)
    last = run.met_on or run.ended_on or today
    last = max(last, run.trigger_on)
    gross = (last - run.trigger_on).days
    own = CLOCKS[limit.id].owner
    days = dict.fromkeys(Owner, 0)
    held, stretches = 0, []
    first = run.trigger_on + timedelta(days=1)
    for span in spans:
        count = days_within(span, first, last)
        if count == 0:
            continue
        owner = span.owner or own
        days[owner] += count
        held += count if span.is_hold else 0
        begins = max(span.begins, first)
        stretches.append(
            Span(begins, begins + timedelta(days=count - 1), owner, span.reason, span.is_hold)
        )
    days[own] += gross - sum(days.values())  # days before the first event that is known
    return Clock(
        limit,
        state(run, today),
        run.trigger_on,
        run.due_on,
        run.first_due_on,
        run.met_on,
        run.ended_on,
        gross,
        gross - held,
        days,
        tuple(stretches),
    )


def state(run: Run, today: date) -> ClockState:
    """Return how a started clock stands. Without a due date it is never late."""
    if run.met_on is not None:
        on_time = run.due_on is None or run.met_on <= run.due_on
        return ClockState.MET if on_time else ClockState.LATE
    if run.ended_on is not None:
        return ClockState.LAPSED
    if run.due_on is None or today <= run.due_on:
        return ClockState.RUNNING
    return ClockState.LAPSED if CLOCKS[run.limit_id].lapses else ClockState.LATE
