"""Who gets a place at which workshop, and what one more workshop would change.

Places are counted per person, and a household attends together. Whoever waits longest is placed
first, at the first workshop with room for all of them; where there is too little room the next in
turn who fits is placed, and the household keeps its turn (shared rule of the team's waiting list,
docs/decisions/0029).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

ANY_ROOM: Final = 1_000_000
"""The room of a workshop whose places are not counted."""
_NEVER: Final = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A workshop to come: its first and last day, and how many people it has room for still."""

    key: str
    begins_on: date
    ends_on: date
    room: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A household in Stage One without a place: how many people, since when, until when at most.

    ``limit_on`` is the day by which its Stage One is to end, extensions counted.
    """

    key: str
    people: int
    since: date
    limit_on: date | None = None

    @property
    def turn(self) -> tuple[date, str]:
        """Return what the turn goes by: who waits longest is first."""
        return self.since, self.key


@dataclass(frozen=True, slots=True)
class Expected:
    """The workshop at which a household will get its places, or none that has room."""

    waiting: Waiting
    workshop: Workshop | None = None

    @property
    def on(self) -> date | None:
        """Return the first day of the workshop."""
        return self.workshop.begins_on if self.workshop else None

    @property
    def days(self) -> int | None:
        """Return how many days the household will have waited for its workshop to begin."""
        return (self.workshop.begins_on - self.waiting.since).days if self.workshop else None

    @property
    def is_in_time(self) -> bool:
        """Tell whether the workshop is over by the day on which Stage One is to end."""
        if self.workshop is None:
            return False
        return self.workshop.ends_on <= (self.waiting.limit_on or _NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How long a step takes by the agency's own cases: ``days`` is None where they are too few."""

    step: str
    cases: int
    days: int | None


Step = Callable[[date], date]
"""When a later step is done that begins on a day: the agency's own pace, or the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long each step takes from its first day: Stage One, the break, Stage Two to decision."""

    stage_one: Step
    between: Step
    stage_two: Step

    def approval_on(self, expected: Expected) -> date | None:
        """Return the day of the decision if each later step keeps this pace, or None: no place.

        Stage One ends when its usual time is over and the workshop too, whichever is later.
        """
        if expected.workshop is None:
            return None
        ended = max(self.stage_one(expected.waiting.since), expected.workshop.ends_on)
        return self.stage_two(self.between(ended))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What some workshops come to for all who wait.

    ``moved`` get another day than as things stand, ``without`` no place at any workshop;
    ``in_time`` are through by their limit, and ``approved`` can be by the end of the year.
    ``days`` are waited until a workshop begins, by those who get a place as things stand: with
    further workshops the same households are counted.
    """

    households: int = 0
    moved: int = 0
    without: int = 0
    in_time: int = 0
    approved: int = 0
    days: int = 0


def outlook(
    expected: Sequence[Expected],
    as_things_stand: Sequence[Expected],
    approvals: Iterable[date | None],
    until: date,
) -> Outlook:
    """Return what is expected of all in figures; approvals count until a day."""
    return Outlook(
        households=len(expected),
        moved=sum(
            each.on != before.on for each, before in zip(expected, as_things_stand, strict=True)
        ),
        without=sum(each.workshop is None for each in expected),
        in_time=sum(each.is_in_time for each in expected),
        approved=sum(day is not None and day <= until for day in approvals),
        days=sum(
            each.days or 0
            for each, before in zip(expected, as_things_stand, strict=True)
            if before.workshop is not None
        ),
    )


def expected_places(
    waiting: Iterable[Waiting], workshops: Iterable[Workshop]
) -> tuple[Expected, ...]:
    """Return at which workshop each household gets its places, in the order of their turns."""
    turns = sorted(waiting, key=lambda each: each.turn)
    return _moved_up(tuple(Expected(each) for each in turns), workshops)


def with_more(
    expected: Sequence[Expected], workshops: Iterable[Workshop], more: Iterable[Workshop]
) -> tuple[Expected, ...]:
    """Return what further workshops change of what is expected; nobody's day becomes later.

    Everybody keeps the places that they would get anyway until earlier ones are free, at a workshop
    that is over no later either: one that begins sooner and lasts longer could bring them past
    their limit. Who moves frees places for the others, in the order of turns.
    """
    return _moved_up(expected, (*workshops, *more))


def _moved_up(expected: Sequence[Expected], workshops: Iterable[Workshop]) -> tuple[Expected, ...]:
    """Let each in turn take the first workshop with room that is earlier, until nobody can."""
    order = sorted(workshops, key=lambda each: (each.begins_on, each.ends_on, each.key))
    rank = {workshop.key: place for place, workshop in enumerate(order)}
    room = _room_left(order, expected)
    now = list(expected)
    is_moving = True
    while is_moving:
        is_moving = False
        for place, each in enumerate(now):
            held = rank[each.workshop.key] if each.workshop else len(order)
            over_on = each.workshop.ends_on if each.workshop else _NEVER
            people = each.waiting.people
            better = next(
                (one for one in order[:held] if room[one.key] >= people and one.ends_on <= over_on),
                None,
            )
            if better is None:
                continue
            if each.workshop:
                room[each.workshop.key] += people
            room[better.key] -= people
            now[place] = Expected(each.waiting, better)
            is_moving = True
    return tuple(now)


def _room_left(workshops: Iterable[Workshop], expected: Iterable[Expected]) -> dict[str, int]:
    room = {workshop.key: workshop.room for workshop in workshops}
    for each in expected:
        if each.workshop:
            room[each.workshop.key] -= each.waiting.people
    return room
