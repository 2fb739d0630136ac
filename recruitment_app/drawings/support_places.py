"""Where the ties of a support map stand: on circles round the household, none upon another.

A straight line goes from the middle to each. Two discs keep apart, and the line to somebody
further out keeps clear of the discs further in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, asin, cos, pi, sin
from typing import Final

_FIRST_ANGLE: Final = -pi / 2  # the top
_WIDEN: Final = 4.0
_LEAST_LINE: Final = 26.0  # long enough for both its arrows to be told apart
_STEP, _PART_OF_DISC = 10.0, 1.2  # from one circle to the next


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

    def tried(widened: int) -> tuple[dict[int, float], list[float], float]:
        radii = _radii(first + widened * _WIDEN, used, disc)
        return radii, *_angles([radii[circles[at]] for at in order], disc, gap)

    widened, too_narrow = 0, -1
    while tried(widened)[2] > 2 * pi:
        widened, too_narrow = 2 * widened + 4, widened
    while widened - too_narrow > 1:
        between = (widened + too_narrow) // 2
        if tried(between)[2] > 2 * pi:
            too_narrow = between
        else:
            widened = between
    radii, angles, total = tried(widened)
    spare = (2 * pi - total) / max(len(order), 1)
    places = {
        at: Standing(_FIRST_ANGLE + angle + number * spare, radii[circles[at]])
        for number, (at, angle) in enumerate(zip(order, angles, strict=True))
    }
    return tuple(places[at] for at in range(len(circles))), tuple(radii[each] for each in used)


def _order(circles: Sequence[int]) -> list[int]:
    """Return the ties as they go round, those of every circle spread evenly among the others."""
    part: dict[int, float] = {}
    for circle in set(circles):
        on_it = [at for at, each in enumerate(circles) if each == circle]
        part |= {at: (number + 0.5) / len(on_it) for number, at in enumerate(on_it)}
    return sorted(part, key=lambda at: (part[at], circles[at], at))


def _radii(first: float, used: Sequence[int], disc: float) -> dict[int, float]:
    """Return the radius of every circle; one that nobody stands on still makes the next further."""
    step = _PART_OF_DISC * disc + _STEP
    return {
        circle: first + step * (place + (circle - place) / 3) for place, circle in enumerate(used)
    }


def _angles(radii: Sequence[float], disc: float, gap: float) -> tuple[list[float], float]:
    """Return the least angle of each after the first, and how much the whole round needs."""
    apart = {
        (one, other): _apart(one, other, disc, gap) for one in set(radii) for other in set(radii)
    }
    angles: list[float] = []
    total = 0.0
    for radius in radii:
        needed = [
            (angle, apart[other, radius]) for angle, other in zip(angles, radii, strict=False)
        ]
        angle = max((before + room for before, room in needed), default=0.0)
        total = max([total, *(angle - before + room for before, room in needed)])
        angles.append(angle)
    return angles, total


def _apart(one: float, other: float, disc: float, gap: float) -> float:
    """Return the angle between two so that discs keep apart and lines keep clear of them."""
    nearer, further = sorted((one, other))
    room = 2 * disc + gap
    clear = asin(min(1.0, (disc + gap) / nearer)) if further > nearer else 0.0
    if further - nearer >= room:
        return clear
    cosine = (nearer**2 + further**2 - room**2) / (2 * nearer * further)
    return max(clear, acos(max(-1.0, cosine)))
