"""Whether a step is permitted where a case stands, and the sentence why where it is not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from recruitment_app.errors import Problem
from recruitment_app.rules.journey import SUITABLE, Journey, go_on, in_order
from recruitment_app.rules.stages import (
    ORDER,
    STAGE_WORDS,
    STEPS,
    Event,
    EventKind,
    Stage,
    Step,
    long_date,
)

K = EventKind
S = Stage


@dataclass(frozen=True, slots=True)
class Fault:
    """An event that the table does not permit where it stands, and the sentence why."""

    event: Event
    sentence: str


def faults(events: Iterable[Event]) -> tuple[Fault, ...]:
    """Return what in a history breaks today's rules; an import may bring such a history in."""
    return judge(events)[1]


def judge(events: Iterable[Event]) -> tuple[Journey, tuple[Fault, ...]]:
    """Return where a history ends, and what in it breaks today's rules."""
    journey, found = Journey(), []
    for event in in_order(events):
        sentence = refusal(journey, event)
        if sentence:
            found.append(Fault(event, sentence))
        go_on(journey, event)
    return journey, tuple(found)


def admit(events: Sequence[Event], new: Event, today: date) -> None:
    """Raise Problem unless ``new`` may join the history, at its place by date.

    Raises:
        Problem: the day is still to come, or a step would stand where the
            table does not permit it.

    """
    if new.on > today:
        raise Problem(
            f"{long_date(new.on)} is still to come: give the day on which it happened.",
            field="on",
        )
    known = {(fault.event, fault.sentence) for fault in faults(events)}
    for fault in faults([*events, new]):
        if (fault.event, fault.sentence) in known:
            continue
        if fault.event == new:
            raise Problem(fault.sentence, field="on")
        raise Problem(
            f"{STEPS[new.kind].done} on {long_date(new.on)} would not fit with what happened on"
            f" {long_date(fault.event.on)}. Give a day that does, or correct that entry first.",
            field="on",
        )


def refusal(journey: Journey, event: Event) -> str:  # noqa: PLR0911 - one sentence a rule
    """Return why the event may not happen now, or an empty text."""
    kind, step = event.kind, STEPS[event.kind]
    if kind is K.ENQUIRY_RECEIVED:
        return "This case has its enquiry already." if journey.opened_on else ""
    if journey.opened_on is None:
        return f"The day cannot be before the enquiry: {step.done.lower()} must come after it."
    if journey.stage is S.CLOSED and kind is not K.REOPENED:
        return "This case is closed: reopen it first."
    if step.needs and not any(journey.has(needed) for needed in step.needs):
        return step.otherwise
    if step.once and journey.has(kind):
        stands = journey.last[kind]
        return (
            f"{step.done} stands already, on {long_date(stands.on)}:"
            " correct that entry if it is mistaken."
        )
    if kind in _OTHER_ROUTE and (sentence := _other_route(journey, kind)):
        return sentence
    if journey.stage not in step.stages:
        return _not_from_here(journey, step)
    return _particular_refusal(journey, event)


_OTHER_ROUTE = frozenset({K.REOPENED, K.STAGE_ONE_PLAN_AGREED, K.STAGE_ONE_ENDED, K.APPROVED})


def _other_route(journey: Journey, kind: EventKind) -> str:
    """Return the refusals that tell more than that the case stands at another stage."""
    if kind is K.REOPENED:
        return "" if journey.stage is S.CLOSED else "This case is open: go on with it as it stands."
    if kind is K.APPROVED:
        decision = journey.last[K.DECISION_MADE].fact("decision")
        ended = journey.last.get(K.DETERMINATION_ENDED)
        after_all = ended is not None and ended.fact("outcome") == "approved"
        if decision in {"", SUITABLE} or after_all:
            return ""
        return (
            "The agency decision was not to approve:"
            " record first that the qualifying determination ended in approval."
        )
    return (
        "This is a fast-track case, which enters at Stage Two: record the steps of Stage Two."
        if journey.fast_track
        else ""
    )


def _not_from_here(journey: Journey, step: Step) -> str:
    where = STAGE_WORDS[journey.stage]
    if step.stages and min(ORDER[s] for s in step.stages) > ORDER[journey.stage]:
        first = min(step.stages, key=lambda stage: ORDER[stage])
        return (
            f"“{step.done}” belongs to {STAGE_WORDS[first]}, and the case is at {where}:"
            " record the steps between first."
        )
    return f"“{step.done}” cannot be recorded any more: the case is at {where}."


def _particular_refusal(journey: Journey, event: Event) -> str:  # noqa: PLR0911 - one rule a case
    """Return the refusals that depend on more than stage and order."""
    match event.kind:
        case K.RECOMMENDATION_MADE:
            booked = journey.last[K.PANEL_BOOKED].fact("panel_on")
            if booked and event.on.isoformat() < booked:
                return f"The panel sits on {long_date(date.fromisoformat(booked))}."
        case K.OBSERVATIONS_RECEIVED | K.NO_OBSERVATIONS if journey.has(
            K.OBSERVATIONS_RECEIVED
        ) or journey.has(K.NO_OBSERVATIONS):
            return "The observations are closed already: correct that entry if it is mistaken."
        case K.REPRESENTATIONS_RECEIVED if journey.has(K.REVIEW_APPLIED_FOR):
            return "An independent review was applied for: it is one route or the other, not both."
        case K.REVIEW_APPLIED_FOR if journey.has(K.REPRESENTATIONS_RECEIVED):
            return "Representations were received: it is one route or the other, not both."
        case K.WAITING_STARTED if journey.waiting is not None:
            return "The case is waiting already: record that it is back in hand first."
        case K.WAITING_ENDED if journey.waiting is None:
            return "The case is not waiting for anybody: it is in hand."
        case K.HOLD_STARTED if journey.hold is not None:
            return "The case is on hold already: resume it first."
        case K.HOLD_ENDED if journey.hold is None:
            return "The case is not on hold: nothing need be resumed."
        case _:
            pass
    return ""
