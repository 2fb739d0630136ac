"""The invented cases of a sample: when each enquiry came, where it ends, and who enquires."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil
from random import Random
from uuid import UUID

from recruitment_app.casework.sampling.sample_assessments import tell
from recruitment_app.casework.sampling.sample_histories import DECK, NOT_REGISTERED, End, History
from recruitment_app.casework.sampling.sample_needs import NEEDS, Need
from recruitment_app.casework.sampling.sample_people import People, SampleHousehold
from recruitment_app.casework.sampling.sample_relatives import add_relatives
from recruitment_app.casework.sampling.sample_sessions import Meetings, SampleBooking, SampleSession
from recruitment_app.rules.journey import Journey, read
from recruitment_app.rules.stages import Event, EventKind, Stage
from recruitment_app.rules.working_days import Calendar

K = EventKind
_A_THOUSAND = 1000
_AT_ONCE = 5000  # at most so many cases are held in memory together
_EVERY_NEED_FROM = 300
BEGUN = "begun"  # the reports of some cases in Stage Two, each with its number
_MOST_BEGUN = 5
_MOST_TRIES = 2000
_ROUNDS = 2  # a case told anew may have been the only one of another kind
_SPARE = (
    (End.WITHDRAWN_IN_STAGE_TWO, 4),
    (End.WITHDRAWN_IN_STAGE_ONE, 4),
    (End.VISIT_ONLY, 40),
)  # the ends of which a case may be told anew, and how many of each stay as they are
_RETURNS_EVERY = 25  # each so many enquiries, somebody whose case was closed enquires again
_RETURNS_AFTER = timedelta(days=200)
_MOST_GONE = 5000  # of whom somebody may come back
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
    report: str = ""  # the name by which sample_reports knows what is written of it
    is_fixed: bool = False  # its people and steps are told in a file

    @cached_property
    def journey(self) -> Journey:
        """Return where the case stands."""
        return read(self.events)


@dataclass(frozen=True, slots=True)
class Story:
    """A sample's sessions, and its cases in the order of their enquiries, told part by part.

    A part is told as it is taken, so that of a hundred thousand few are held at once.
    """

    sessions: tuple[SampleSession, ...]
    parts: Iterator[list[SampleCase]]


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
    fixed: Sequence[SampleCase] = (),
) -> Story:
    """Return the story of so many enquiries between a first day and today.

    The fixed cases take the places of some that came to nothing.
    """
    meetings = Meetings(rng, calendar, first, today, enquiries)
    teller = _Teller(rng, calendar, meetings=meetings, today=today, workers=workers, maker=maker)
    days = _days_of_enquiries(rng, calendar, first, today, enquiries)
    dealt = list(zip(days, _ends(rng, enquiries), strict=True))
    return Story(tuple(meetings.sessions), _parts(teller, dealt, first, fixed))


def _parts(
    teller: _Teller, dealt: Sequence[tuple[date, End]], first: date, fixed: Sequence[SampleCase]
) -> Iterator[list[SampleCase]]:
    people, returns = People(teller.rng), _Returns(teller.rng)
    size = ceil(len(dealt) / ceil(len(dealt) / _AT_ONCE)) if dealt else 1
    for start in range(0, len(dealt), size):
        cases = []
        for opened_on, end in dealt[start : start + size]:
            teller.meetings.begin(opened_on)
            household = people.household(opened_on)
            events, bookings = teller.tell(end, opened_on, len(household.people))
            cases.append(SampleCase(end, opened_on, events, bookings, household))
        if start + size >= len(dealt):  # what is wanted is of late
            _settle(cases, [case for case in fixed if case.opened_on >= first])
            if len(dealt) >= _EVERY_NEED_FROM:
                _meet_needs(teller, people, cases, first)
            _begin_reports(cases)
        cases.sort(key=lambda case: case.opened_on)
        returns.let_some_return(cases)
        for number, case in enumerate(cases):
            reached = {event.kind for event in case.events}
            if K.VISIT_HELD in reached and not case.is_fixed:
                assessed = K.REGISTRATION_RECEIVED in reached
                people.tell_more(case.household, case.opened_on, assessed=assessed)
            if K.STAGE_TWO_STARTED in reached and not case.is_fixed:
                add_relatives(case.household, case.opened_on, number)
        yield cases


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


def _settle(cases: list[SampleCase], fixed: Sequence[SampleCase]) -> None:
    """Put each fixed case in the place of one that came to nothing at about its time."""
    for case in fixed:
        places = [
            place
            for place, each in enumerate(cases)
            if each.end in NOT_REGISTERED and each.journey.closed_on and not each.is_fixed
        ]
        if len(places) > len(fixed):
            place = min(places, key=lambda place: abs(cases[place].opened_on - case.opened_on))
            _give_back(cases[place].bookings)
            cases[place] = case


def _begin_reports(cases: Sequence[SampleCase]) -> None:
    """Let a report be begun of some cases in Stage Two, or, where few are there, on their way."""
    assessed = [
        case
        for stage in (Stage.STAGE_TWO, Stage.BREAK)
        for case in cases
        if case.journey.stage is stage and not case.is_fixed
    ]
    for number, case in enumerate(assessed[:_MOST_BEGUN], start=1):
        case.report = f"{BEGUN}{number}"


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


@dataclass(frozen=True, slots=True)
class _Left:
    """Applicants whose case was closed before they registered: they may enquire again."""

    place: int
    opened_on: date
    closed_on: date
    household: SampleHousehold


class _Returns:
    """Lets some who enquire be people whose earlier case was closed."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._place = 0
        self._lately: deque[_Left] = deque()
        self._gone: list[_Left] = []

    def let_some_return(self, cases: Sequence[SampleCase]) -> None:
        """Go on by these cases, which were opened one after another."""
        for place, case in enumerate(cases, start=self._place):
            self._let_go(case.opened_on)
            if place % _RETURNS_EVERY == 0 and self._gone and not case.is_fixed:
                back = self._gone.pop(self._rng.randrange(len(self._gone)))
                if len(back.household.people) == len(case.household.people):
                    case.household = _again(back.household)
                    case.returned_from = back.place
            closed_on = case.journey.closed_on
            if case.end in NOT_REGISTERED and closed_on:
                self._lately.append(_Left(place, case.opened_on, closed_on, case.household))
        self._place += len(cases)

    def _let_go(self, today: date) -> None:
        lately = self._lately
        while lately and lately[0].opened_on + _RETURNS_AFTER < today:
            left = lately.popleft()
            if left.closed_on < today:
                self._gone.append(left)
        del self._gone[:-_MOST_GONE]


def _again(household: SampleHousehold) -> SampleHousehold:
    """Return the same applicants as they enquire once more."""
    return SampleHousehold(list(household.applicants), household.couple_status)
