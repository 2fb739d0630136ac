"""Events of one dated part or several: what fits, what to warn of, and whose turn a place is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.rules.stages import long_date
from recruitment_app.rules.working_days import Calendar

BOOKED: Final = "booked"
WAITING: Final = "waiting"
GIVEN_UP: Final = "given_up"
CAME: Final = "came"
MISSED: Final = "missed"
RATINGS: Final = (1, 2, 3, 4, 5)
"""What somebody may give an event afterwards: 5 is the best."""

_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_WEEKEND: Final = 5
_MONTHS: Final = 12
_FEW_RATINGS: Final = 5
"""Up to here each rating is named: a middle of so few would say more than is known."""


class Repeat(StrEnum):
    """How often an event of a series is held."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    FOUR_WEEKLY = "four_weekly"
    MONTHLY = "monthly"


_WEEKS: Final = {Repeat.WEEKLY: 1, Repeat.FORTNIGHTLY: 2, Repeat.FOUR_WEEKLY: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A dated part: its day, when it starts and ends ("18:30", or nothing), what it is about."""

    on: date
    starts: str = ""
    ends: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An event as far as another may clash with it."""

    title: str
    venue: str
    people: frozenset[str]
    """The names of who leads it."""
    parts: tuple[Part, ...]


def refuse_parts(parts: Sequence[Part]) -> None:
    """Refuse parts that no event can have.

    Raises:
        Problem: there is none, a time is none, one ends without a start, or a part lies before the
            one it follows.

    """
    if not parts:
        raise Problem("Give the event a day.", field="parts")
    for number, part in enumerate(parts, start=1):
        of = f"Part {number}" if len(parts) > 1 else "The event"
        for time in filter(None, (part.starts, part.ends)):
            if not _TIME.fullmatch(time):
                raise Problem(f"{of}: give the time as 18:30.", field="parts")
        if part.ends and not part.starts:
            told = f"{of} says when it ends and not when it starts: give both, or the start alone."
            raise Problem(told, field="parts")
        if part.ends and part.starts >= part.ends:
            raise Problem(f"{of} ends before it starts: change one of the times.", field="parts")
    for number, (one, other) in enumerate(pairwise(parts), start=2):
        if not _follows(one, other):
            told = (
                f"Part {number} on {long_date(other.on)} comes before part {number - 1} on"
                f" {long_date(one.on)} is over: put the parts in their order."
            )
            raise Problem(told, field="parts")


def _follows(one: Part, other: Part) -> bool:
    if one.on != other.on:
        return one.on < other.on
    return other.starts >= one.ends if one.ends else other.starts > one.starts


def warnings(event: Meeting, others: Iterable[Meeting], calendar: Calendar) -> Iterator[str]:
    """Give a sentence for each thing that somebody who sets an event should know of.

    None of them stops it: open evenings are held at weekends, and rooms are shared.
    """
    for part in event.parts:
        if part.on.weekday() >= _WEEKEND:
            yield f"{long_date(part.on)} is a {part.on:%A}."
        elif not calendar.is_working_day(part.on):
            yield f"{long_date(part.on)} is a bank holiday."
    for other in others:
        for mine, theirs in ((a, b) for a in event.parts for b in other.parts):
            if not _overlap(mine, theirs):
                continue
            what = f"“{other.title}” on {long_date(theirs.on)}"
            if event.venue and event.venue.casefold() == other.venue.casefold():
                yield f"{event.venue} is taken then: {what} is there too."
            for name in sorted(event.people & other.people):
                yield f"{name} leads {what} at the same time."


def _overlap(one: Part, other: Part) -> bool:
    if one.on != other.on:
        return False
    if not (one.starts and other.starts):
        return True  # without hours the whole day is meant
    return one.starts < (other.ends or "24:00") and other.starts < (one.ends or "24:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A household on a waiting list: how many people, since when, and a turn set by hand."""

    key: str
    people: int
    asked_on: date
    place: int = 0

    @property
    def order(self) -> tuple[bool, int, date, str]:
        """Return what the turn goes by: one set by hand first, then who asked first."""
        return not self.place, self.place, self.asked_on, self.key


def who_is_next(waiting: Iterable[Turn], room: int) -> tuple[Turn, ...]:
    """Return the households that get the free places, in their turn.

    A household comes together: one that is too many for what is left is passed over for the next
    who fits, and keeps its turn.
    """
    found = []
    for turn in sorted(waiting, key=lambda each: each.order):
        if turn.people <= room:
            found.append(turn)
            room -= turn.people
    return tuple(found)


def ratings_told(ratings: Iterable[int | None]) -> str:
    """Return what people said of an event in a sentence that a small number does not dress up.

    A few ratings are all named; of more, the middle one and the lowest and highest. An answer
    without a rating is counted, too.
    """
    every = list(ratings)
    given = sorted(rating for rating in every if rating is not None)
    if not every:
        return ""
    answers = "One answer" if len(every) == 1 else f"{len(every)} answers"
    if not given:
        return f"{answers}, without ratings."
    if len(given) <= _FEW_RATINGS:
        *others, last = map(str, given)
        named = f"{', '.join(others)} and {last}" if others else last
        return f"{answers}; rated {named} out of {RATINGS[-1]}."
    middle = f"{median(given):g}"
    return (
        f"{answers}; the middle rating of {len(given)} is {middle} out of {RATINGS[-1]},"
        f" from {given[0]} to {given[-1]}."
    )


def repeated(first: date, every: Repeat, times: int) -> tuple[date, ...]:
    """Return the next days of a series, that of ``first`` left out.

    Every month means the same weekday of its month, such as the second Tuesday; the fifth of a
    month that has four is its last.
    """
    if every is not Repeat.MONTHLY:
        step = timedelta(weeks=_WEEKS[every])
        return tuple(first + step * number for number in range(1, times + 1))
    which = (first.day - 1) // 7
    found = []
    year, month = first.year, first.month
    for _ in range(times):
        year, month = (year, month + 1) if month < _MONTHS else (year + 1, 1)
        begin = date(year, month, 1)
        day = begin + timedelta(days=(first.weekday() - begin.weekday()) % 7, weeks=which)
        found.append(day if day.month == month else day - timedelta(weeks=1))
    return tuple(found)
