"""Whose time each day was: the agency's, the applicants' or a third party's.

Every day of a clock has exactly one owner. It follows from the status of the
case at the end of that day, and from the coded reason of a wait or a hold; where
the status says nothing, from whom the clock waits for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from recruitment_app.rules.journey import Journey, go_on, in_order
from recruitment_app.rules.stages import Event, EventKind, Status


class Owner(StrEnum):
    """Who had the case in hand on a day."""

    AGENCY = "agency"
    APPLICANT = "applicant"
    THIRD_PARTY = "third_party"


Reasons = Mapping[tuple[str, str], Owner]  # (code list, code) to owner

OWNER_WORDS: Mapping[Owner, str] = {
    Owner.AGENCY: "the agency",
    Owner.APPLICANT: "the applicants",
    Owner.THIRD_PARTY: "a third party",
}

# A status missing here leaves the day to whom the clock itself waits for.
BY_STATUS: Mapping[Status, Owner] = {
    Status.AWAITING_APPLICANT: Owner.APPLICANT,
    Status.AWAITING_THIRD_PARTY: Owner.THIRD_PARTY,
    Status.ON_HOLD_APPLICANT: Owner.APPLICANT,
    Status.ON_HOLD_AGENCY: Owner.AGENCY,
    Status.APPROVED_ON_HOLD: Owner.APPLICANT,
    Status.DEFERRED: Owner.AGENCY,
    Status.CLOSED: Owner.APPLICANT,
}

_TELLING = frozenset(
    {
        EventKind.WAITING_STARTED,
        EventKind.WAITING_ENDED,
        EventKind.HOLD_STARTED,
        EventKind.HOLD_ENDED,
        EventKind.RECOMMENDATION_MADE,
        EventKind.PANEL_BOOKED,
        EventKind.CLOSED,
        EventKind.REOPENED,
        EventKind.REGISTRATION_DECLINED,
        EventKind.STAGE_ONE_TOLD,
        EventKind.LATE_NOTIFICATION_REFUSED,
        EventKind.DETERMINATION_ENDED,
        EventKind.APPROVED,
        EventKind.MATCHED,
        EventKind.CHILDREN_PLACED,
    }
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days with one owner, both ends counted; ``ends`` is None while it goes on.

    ``owner`` is None where the clock's own owner has the days.
    """

    begins: date
    ends: date | None
    owner: Owner | None
    reason: str = ""
    is_hold: bool = False


def reason_of(journey: Journey) -> tuple[str, str]:
    """Return why a case in this state is out of hand: a code list and a code of it, or neither."""
    if journey.status is Status.CLOSED:
        return "closing_reason", journey.closing_reason
    if journey.hold is not None:
        by = journey.hold.fact("by") or "applicant"
        return f"hold_reason_{by}", journey.hold.fact("reason")
    if journey.waiting is not None:
        whom = journey.waiting.fact("for") or "applicant"
        return f"waiting_reason_{whom}", journey.waiting.fact("reason")
    if journey.deferral is not None:
        return "deferral_reason", journey.deferral.fact("reason")
    return "", ""


def owner_and_reason(journey: Journey, reasons: Reasons) -> tuple[Owner | None, str, bool]:
    """Return who owns a day that ends in this state, why, and whether the case is on hold."""
    codes, reason = reason_of(journey)
    owner = reasons.get((codes, reason), BY_STATUS.get(journey.status))
    return owner, reason, journey.hold is not None


def spans(events: Iterable[Event], reasons: Reasons) -> tuple[Span, ...]:
    """Return the days from the enquiry on, parted where the owner or the reason changes.

    ``reasons`` is the table of code list and reason code to owner. A day belongs to the state
    in which it ends, so a hold from 3 to 5 May owns 3 and 4 May.
    """
    changes: list[tuple[date, tuple[Owner | None, str, bool]]] = []
    journey = Journey()
    for event in in_order(events):
        go_on(journey, event)
        if changes and event.kind not in _TELLING:
            continue
        now = owner_and_reason(journey, reasons)
        if changes and changes[-1][0] == event.on:
            changes[-1] = (event.on, now)
        else:
            changes.append((event.on, now))
    merged: list[tuple[date, tuple[Owner | None, str, bool]]] = []
    for day, now in changes:
        if not merged or merged[-1][1] != now:
            merged.append((day, now))
    days = [day for day, _ in merged[1:]]
    ends = [day - timedelta(days=1) for day in days] + [None]
    return tuple(Span(day, end, *now) for (day, now), end in zip(merged, ends, strict=False))


def days_within(span: Span, first: date, last: date) -> int:
    """Return how many days of the span lie between two days, both counted."""
    begins = max(span.begins, first)
    ends = last if span.ends is None else min(span.ends, last)
    return max(0, (ends - begins).days + 1)
