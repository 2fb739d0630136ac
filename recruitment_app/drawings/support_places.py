"""Where the ties of a support map stand: on circles round the household, none upon another.

A straight line goes from the middle to each. The line to somebody further out passes between
those further in, so neighbours on the same circle need room for two discs, and a line beside a
disc room for half of it; whoever is not next to one another then has room as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, pi, sin
from typing import Final

_FIRST_ANGLE: Final = -pi / 2  # the top
_STEP: Final = 4.0
_BETWEEN_CIRCLES: Final = 10.0
_LEAST_LINE: Final = 30.0  # long enough for both its arrows to be told apart


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of one tie: its angle, its circle's radius, and its middle seen from the centre."""

    angle: float
    radius: float

    @property
    def x(self) -> float:
        """Return how far right of the centre it is."""
        return self.radius * cos(self.angle)

    @property
    def y(self) -> float:
        """Return how far below the centre it is."""
        return self.radius * sin(self.angle)


def stand(
    circles: Sequence[int], *, middle: float, disc: float, gap: float
) -> tuple[tuple[Standing, ...], tuple[float, ...]]:
    """Return the place of every tie, and the radius of each circle.

    ``circles`` says of every tie on which circle it stands, 0 being the innermost; ``middle`` is
    the radius of the household, ``disc`` that of a tie and ``gap`` the least room between two.
    """
    order = _order(circles)
    used = sorted(set(circles))
    first = middle + disc + _LEAST_LINE
    radii = _radii(first, used, disc, gap)
    while (needed := _needed([radii[circles[at]] for at in order], disc, gap))[1] > 2 * pi:
        first += _STEP
        radii = _radii(first, used, disc, gap)
    apart, total = needed
    spare = (2 * pi - total) / max(len(order), 1)
    angle = _FIRST_ANGLE
    places: dict[int, Standing] = {}
    for at, room in zip(order, apart, strict=True):
        places[at] = Standing(angle, radii[circles[at]])
        angle += room + spare
    return tuple(places[at] for at in range(len(circles))), tuple(radii[each] for each in used)


def _order(circles: Sequence[int]) -> list[int]:
    """Return the ties as they go round, those of every circle spread evenly among the others."""
    part: dict[int, float] = {}
    for circle in set(circles):
        on_it = [at for at, each in enumerate(circles) if each == circle]
        part |= {at: (number + 0.5) / len(on_it) for number, at in enumerate(on_it)}
    return sorted(part, key=lambda at: (part[at], circles[at], at))


def _radii(first: float, used: Sequence[int], disc: float, gap: float) -> dict[int, float]:
    """Return the radius of every circle that is used; one left out makes the next further."""
    step = 2 * disc + gap + _BETWEEN_CIRCLES
    radii, radius, before = {}, first, 0
    for place, circle in enumerate(used):
        left_out = circle - before - (1 if place else 0)
        radius += (step if place else 0.0) + left_out * step / 3
        radii[circle], before = radius, circle
    return radii


def _needed(radii: Sequence[float], disc: float, gap: float) -> tuple[list[float], float]:
    """Return the angle that each needs to the next one round, and the sum of all."""
    if len(radii) < 2:  # noqa: PLR2004 - one alone has nobody next to it
        return [0.0] * len(radii), 0.0
    following = [*radii[1:], radii[0]]
    apart = [_apart(one, other, disc, gap) for one, other in zip(radii, following, strict=True)]
    return apart, sum(apart)


def _apart(one: float, other: float, disc: float, gap: float) -> float:
    if one == other:
        return 2 * asin(min(1.0, (disc + gap / 2) / one))
    return asin(min(1.0, (disc + gap) / min(one, other)))
