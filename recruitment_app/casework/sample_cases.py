"""The invented cases of a sample: when each enquiry came, where it ends, and who enquires."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from recruitment_app.casework.sample_assessments import tell
from recruitment_app.casework.sample_histories import DECK, NOT_REGISTERED, End, History
from recruitment_app.casework.sample_needs import NEEDS, Need
from recruitment_app.casework.sample_people import People, SampleHousehold
from recruitment_app.casework.sample_sessions import Meetings, SampleBooking, SampleSession
from recruitment_app.rules.journey import Journey, read
from recruitment_app.rules.stages import Event, EventKind
from recruitment_app.rules.working_days import Calendar

K = EventKind
_A_THOUSAND = 1000
_EVERY_NEED_FROM = 300
_MOST_TRIES = 2000
_ROUNDS = 2  # a case told anew may have been the only one of another kind
_SPARE = (
    (End.WITHDRAWN_IN_STAGE_TWO, 4),
    (End.WITHDRAWN_IN_STAGE_ONE, 4),
    (End.VISIT_ONLY, 40),
)  # the ends of which a case may be told anew, and how many of each stay as they are
_RETURNS_EVERY = 25  # each so many enquiries, somebody whose case was closed enquires again
_RETURNS_AFTER = timedelta(days=200)
_WEEKEND = 5
# National Adoption Week, in early November: the one seasonal effect that has a source.
_PEAK = {0: 6.0, 1: 2.5}


@dataclass
class SampleCase:
    """One invented case as it stands today."""

    end: End
    opened_on: date
    events: tuple[Event, ...]
    bookings: tuple[SampleBooking, ...]
    household: SampleHousehold
    returned_from: int | None = None  # the place of the earlier case of the same people

    @cached_property
    def journey(self) -> Journey:
        """Return where the case stands."""
        return read(self.events)


@dataclass(frozen=True, slots=True)
class Story:
    """All the cases of a sample in the order of their enquiries, and its sessions."""

    cases: tuple[SampleCase, ...]
    sessions: tuple[SampleSession, ...]


class _Teller:
    """Tells one history after another, all by the same dice and diary."""

    def __init__(
        self,
        rng: Random,
        calendar: Calendar,
        *,
        meetings: Meetings,
        today: date,
        workers: tuple[UUID, ...],
        maker: UUID,
    ) -> None:
        self.rng = rng
        self.calendar = calendar
        self.meetings = meetings
        self.today = today
        self.workers = workers
        self.maker = maker

    def tell(
        self, end: End, opened_on: date, people: int
    ) -> tuple[tuple[Event, ...], tuple[SampleBooking, ...]]:
        """Return the events up to today, in order, and the places booked."""
        history = History(
            self.rng, self.calendar, self.meetings, opened_on=opened_on, today=self.today
        )
        tell(history, end, people=people, workers=self.workers, maker=self.maker)
        known = sorted(
            (step for step in history.steps if step[0] <= self.today), key=lambda step: step[0]
        )
        events = tuple(
            Event(kind, on, place, facts) for place, (on, kind, facts) in enumerate(known, start=1)
        )
        return events, tuple(history.bookings)


def imagine(
    rng: Random,
    calendar: Calendar,
    *,
    enquiries: int,
    first: date,
    today: date,
    workers: tuple[UUID, ...],
    maker: UUID,
) -> Story:
    """Return the cases of so many enquiries between a first day and today."""
    meetings = Meetings(rng, calendar, first, today, enquiries)
    teller = _Teller(rng, calendar, meetings=meetings, today=today, workers=workers, maker=maker)
    people = People(rng)
    cases: list[SampleCase] = []
    days = _days_of_enquiries(rng, calendar, first, today, enquiries)
    for opened_on, end in zip(days, _ends(rng, enquiries), strict=True):
        meetings.begin(opened_on)
        household = people.household(opened_on)
        events, bookings = teller.tell(end, opened_on, len(household.people))
        cases.append(SampleCase(end, opened_on, events, bookings, household))
    if enquiries >= _EVERY_NEED_FROM:
        _meet_needs(teller, people, cases, first)
    cases.sort(key=lambda case: case.opened_on)
    _let_some_return(rng, cases)
    for case in cases:
        reached = {event.kind for event in case.events}
        if K.VISIT_HELD in reached:
            assessed = K.REGISTRATION_RECEIVED in reached
            people.tell_more(case.household, case.opened_on, assessed=assessed)
    return Story(tuple(cases), tuple(meetings.sessions))


def _days_of_enquiries(
    rng: Random, calendar: Calendar, first: date, today: date, enquiries: int
) -> list[date]:
    days = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    weights = [_weight(calendar, day) for day in days]
    return sorted(rng.choices(days, weights, k=enquiries))


def _weight(calendar: Calendar, day: date) -> float:
    november = date(day.year, 11, 1)
    monday = november + timedelta(days=-november.weekday() % 7)
    peak = _PEAK.get((day - monday).days // 7, 1.0) if day >= monday else 1.0
    if calendar.is_working_day(day):
        return peak
    return peak * (0.35 if day.weekday() >= _WEEKEND else 0.2)


def _ends(rng: Random, enquiries: int) -> list[End]:
    """Deal the ends evenly over the years, each as often as the deck says."""
    dealt: list[tuple[float, End]] = []
    for end, share in DECK.items():
        exact = enquiries * share / _A_THOUSAND
        count = int(exact) + (rng.random() < exact - int(exact))
        dealt += [((place + rng.random()) / count, end) for place in range(count)]
    while len(dealt) < enquiries:
        dealt.append((rng.random(), End.NO_VISIT))
    rng.shuffle(dealt)
    return [end for _, end in sorted(dealt[:enquiries])]


def _meet_needs(teller: _Teller, people: People, cases: list[SampleCase], first: date) -> None:
    """Let at least one case be as each need says; what chance left out is told on purpose."""
    journeys = [case.journey for case in cases]
    spare = _spare_places(cases, journeys)
    for need in NEEDS * _ROUNDS:
        if any(
            need.is_met(case.events, journey, teller.today)
            for case, journey in zip(cases, journeys, strict=True)
        ):
            continue
        made = _made_for(teller, people, need, first)
        if made is None or not spare:
            continue
        place = spare.pop(0)
        _give_back(cases[place].bookings)
        cases[place], journeys[place] = made, made.journey


def _spare_places(cases: Sequence[SampleCase], journeys: Sequence[Journey]) -> list[int]:
    """Return the places of closed cases that may be told anew with the funnel hardly moved."""
    spare: list[int] = []
    for end, kept in _SPARE:
        closed = [
            place
            for place, case in enumerate(cases)
            if case.end is end and journeys[place].closed_on is not None
        ]
        spare += closed[kept:]
    return spare


def _made_for(teller: _Teller, people: People, need: Need, first: date) -> SampleCase | None:
    least, most = need.days_ago
    for attempt in range(_MOST_TRIES):
        opened_on = teller.today - timedelta(days=least + attempt % (most - least + 1))
        opened_on = max(opened_on, first)
        teller.meetings.begin(opened_on)
        events, bookings = teller.tell(need.end, opened_on, 2)
        if need.is_met(events, read(events), teller.today):
            household = people.household(opened_on, applicants=2)
            return SampleCase(need.end, opened_on, events, bookings, household)
        _give_back(bookings)
    return None


def _give_back(bookings: Sequence[SampleBooking]) -> None:
    for booking in bookings:
        booking.session.taken -= booking.people


def _let_some_return(rng: Random, cases: list[SampleCase]) -> None:
    """Let some who enquire be people whose earlier case was closed."""
    gone: list[int] = []
    at = 0
    for place, case in enumerate(cases):
        while at < place and cases[at].opened_on + _RETURNS_AFTER < case.opened_on:
            earlier = cases[at]
            closed_on = earlier.journey.closed_on
            if earlier.end in NOT_REGISTERED and closed_on and closed_on < case.opened_on:
                gone.append(at)
            at += 1
        if place % _RETURNS_EVERY == 0 and gone:
            back = gone.pop(rng.randrange(len(gone)))
            if len(cases[back].household.people) == len(case.household.people):
                case.household = _again(cases[back].household)
                case.returned_from = back


def _again(household: SampleHousehold) -> SampleHousehold:
    """Return the same applicants as they enquire once more."""
    return SampleHousehold(list(household.applicants), household.couple_status)
