"""The delay ledger: whose time each day of a case was, from the enquiry to the decision.

Every day after the enquiry has exactly one owner, as in ``ownership``: by the status at its
end and the coded reason of a hold, a wait or a deferral; where these say nothing, by whom
the case then waited for. The days of Stage One and Stage Two begin and end with the clocks
T08 and T13 (T30 on the fast track), so that ledger and clocks tell the same figures. Only
where a case that was refused is opened again does the ledger go on: the clock stays met.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from recruitment_app.rules.clocks import CLOCKS, Run
from recruitment_app.rules.journey import SUITABLE, Journey, go_on, in_order
from recruitment_app.rules.ownership import Owner, Reasons, owner_and_reason, reason_of
from recruitment_app.rules.stages import Event, EventKind

K = EventKind
_A_DAY = timedelta(days=1)


class Part(StrEnum):
    """A part of the way, as the ledger sums it."""

    ENQUIRY = "enquiry"
    STAGE_ONE = "stage_one"
    BREAK = "break"
    STAGE_TWO = "stage_two"
    DETERMINATION = "determination"


PART_WORDS: Mapping[Part, str] = {
    Part.ENQUIRY: "Enquiry and registration of interest",
    Part.STAGE_ONE: "Stage One",
    Part.BREAK: "Between the stages",
    Part.STAGE_TWO: "Stage Two to the decision",
    Part.DETERMINATION: "Qualifying determination",
}
_AGENCY_S = frozenset({Part.STAGE_ONE, Part.STAGE_TWO})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one part with one owner for one reason; both ends are counted.

    ``codes`` names the list that ``reason`` is a code of; both are empty where nothing held
    the case up.
    """

    part: Part
    begins: date
    ends: date
    owner: Owner
    codes: str = ""
    reason: str = ""
    is_hold: bool = False

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.ends - self.begins).days + 1


@dataclass(frozen=True, slots=True)
class Sum:
    """The days of one part: in all, by owner, and without those on hold."""

    part: Part
    begins: date
    ends: date
    days: int
    net_days: int
    by_owner: Mapping[Owner, int] = field(default_factory=dict)


_State = tuple[Owner | None, str, str, bool]


def stretches(
    events: Iterable[Event], reasons: Reasons, runs: Sequence[Run], today: date
) -> tuple[Stretch, ...]:
    """Return the days after the enquiry, up to the decision, the closing or today.

    ``runs`` are the case's clocks; those of an enquiry say for which days it was the agency
    that had to answer. Nothing where there is no enquiry, or only one of today.
    """
    ordered = in_order(events)
    journey, states = _states(ordered, reasons)
    if journey.opened_on is None:
        return ()
    parts = _parts(journey, today)
    owed = {part: tuple(_owed(part, journey, runs)) for part, _, _ in parts}
    found: list[Stretch] = []
    for part, begins, ends in parts:
        cuts = {begins, *(day for day, _ in states)}
        cuts |= {day + _A_DAY for each in owed[part] for day in each if day is not None}
        days = sorted(day for day in cuts if begins <= day <= ends)
        for first, after in zip(days, [*days[1:], ends + _A_DAY], strict=True):
            owner, codes, reason, is_hold = _state_on(states, first)
            whose = owner or _own(part, owed[part], first)
            made = Stretch(part, first, after - _A_DAY, whose, codes, reason, is_hold)
            found.append(made)
    return _merged(found)


def sums(found: Iterable[Stretch]) -> tuple[Sum, ...]:
    """Return the days of each part in their order; those by owner sum to all."""
    by_part: dict[Part, list[Stretch]] = {}
    for stretch in found:
        by_part.setdefault(stretch.part, []).append(stretch)
    made = []
    for part, each in by_part.items():
        by_owner = dict.fromkeys(Owner, 0)
        for stretch in each:
            by_owner[stretch.owner] += stretch.days
        days = sum(by_owner.values())
        held = sum(stretch.days for stretch in each if stretch.is_hold)
        made.append(Sum(part, each[0].begins, each[-1].ends, days, days - held, by_owner))
    return tuple(made)


def _states(
    ordered: Sequence[Event], reasons: Reasons
) -> tuple[Journey, list[tuple[date, _State]]]:
    """Return where the case stands, and how each day ended on which something happened."""
    journey = Journey()
    by_day: dict[date, _State] = {}
    for event in ordered:
        go_on(journey, event)
        owner, _reason, is_hold = owner_and_reason(journey, reasons)
        codes, reason = reason_of(journey)
        by_day[event.on] = (owner, codes, reason, is_hold)
    return journey, sorted(by_day.items())


def _state_on(states: Sequence[tuple[date, _State]], day: date) -> _State:
    return next((state for on, state in reversed(states) if on <= day), (None, "", "", False))


def _parts(journey: Journey, today: date) -> list[tuple[Part, date, date]]:
    """Return each part with its first and last day, leaving out those without a day."""
    last = journey.last
    marks: list[tuple[Part, date | None]] = [(Part.ENQUIRY, journey.opened_on)]
    accepted = journey.registered_on
    decided = last.get(K.DECISION_MADE)
    refused = decided is not None and decided.fact("decision") not in {"", SUITABLE}
    if journey.fast_track:
        marks.append((Part.STAGE_TWO, accepted))
    else:
        marks.append((Part.STAGE_ONE, accepted))
        marks.append((Part.BREAK, _on(last.get(K.STAGE_ONE_ENDED))))
        begun = last.get(K.NOTIFIED_TO_PROCEED) or last.get(K.STAGE_TWO_STARTED)
        marks.append((Part.STAGE_TWO, _on(begun)))
    if refused:
        marks.append((Part.DETERMINATION, _on(decided)))
    ends = _end(journey, today, decided if not refused else None)
    there: list[tuple[Part, date]] = []
    for part, day in marks:
        if day is not None and day <= ends and (not there or day >= there[-1][1]):
            there.append((part, day))
    found = []
    for at, (part, day) in enumerate(there):
        until = there[at + 1][1] if at + 1 < len(there) else ends
        if until > day:
            found.append((part, day + _A_DAY, until))
    return found


def _end(journey: Journey, today: date, decided: Event | None) -> date:
    """Return the last day that the ledger counts."""
    ended = journey.last.get(K.DETERMINATION_ENDED)
    known = (_on(decided), _on(ended), journey.approved_on, journey.closed_on)
    return min([day for day in known if day is not None], default=today)


def _on(event: Event | None) -> date | None:
    return event.on if event is not None else None


def _owed(part: Part, journey: Journey, runs: Sequence[Run]) -> Iterator[tuple[date, date | None]]:
    """Give the times in which the agency had to act: the days after one day, up to another."""
    last = journey.last
    if part is Part.ENQUIRY:
        for run in runs:
            if CLOCKS[run.limit_id].owner is Owner.AGENCY:
                yield run.trigger_on, run.met_on or run.ended_on
    elif part is Part.BREAK:
        yield last[K.STAGE_ONE_ENDED].on, _on(last.get(K.STAGE_ONE_TOLD))
        if K.LATE_NOTIFICATION_RECEIVED in last:
            yield last[K.LATE_NOTIFICATION_RECEIVED].on, None
    elif part is Part.DETERMINATION:
        yield last[K.DECISION_MADE].on, _on(last.get(K.DECISION_LETTER_SENT))
        answers = (K.REPRESENTATIONS_RECEIVED, K.REVIEW_APPLIED_FOR)
        for day in (last[kind].on for kind in answers if kind in last):
            yield day, None
        for run in runs:
            if run.limit_id == "T22":
                yield run.trigger_on, None


def _own(part: Part, owed: Iterable[tuple[date, date | None]], day: date) -> Owner:
    """Return whose a day is that nothing held up: the agency's as long as it has to act."""
    if part in _AGENCY_S:
        return Owner.AGENCY
    is_owed = any(after < day and (until is None or day <= until) for after, until in owed)
    return Owner.AGENCY if is_owed else Owner.APPLICANT


def _merged(found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    made: list[Stretch] = []
    for each in found:
        before = made[-1] if made else None
        if before is not None and _kind(before) == _kind(each):
            whole = Stretch(
                before.part,
                before.begins,
                each.ends,
                before.owner,
                before.codes,
                before.reason,
                before.is_hold,
            )
            made[-1] = whole
        else:
            made.append(each)
    return tuple(made)


def _kind(stretch: Stretch) -> tuple[Part, Owner, str, str, bool]:
    return stretch.part, stretch.owner, stretch.codes, stretch.reason, stretch.is_hold
