"""The lines of a support map: thick, plain, dashed, jagged or dotted, with their arrows."""

from collections.abc import Iterator
from math import ceil, cos, pi, sin
from typing import Final

from recruitment_app.drawings.shapes import Colour, Line, Polyline, Shape
from recruitment_app.drawings.support import Flow, Strength, Tie
from recruitment_app.drawings.support_places import Standing

Point = tuple[float, float]

_WIDTHS: Final = {Strength.STRONG: 3.0}
_DASHES: Final = {Strength.THIN: (5.0, 3.5), Strength.NOT_SAID: (1.0, 2.6)}
_PLAIN: Final = 1.1
_TOOTH, _HIGH = 4.0, 3.0
_BARB, _HALF_BARB = 6.5, 3.4
_STRAIGHT: Final = 9.0  # at the ends of a jagged line, where an arrow may stand
_CORNERS: Final = 96


def tie_line(
    tie: Tie, middle: Point, place: Standing, *, begins: float, ends: float
) -> Iterator[Shape]:
    """Draw the line from the household to a tie, between two distances from the middle."""
    x, y = middle
    way = (cos(place.angle), sin(place.angle))
    one = (x + begins * way[0], y + begins * way[1])
    other = (x + ends * way[0], y + ends * way[1])
    yield from line_between(tie.strength, tie.flow, one, other)


def line_between(strength: Strength, flow: Flow, one: Point, other: Point) -> Iterator[Shape]:
    """Draw the line of a strength from the household's end to the other one, with its arrows."""
    role = f"tie_{strength or 'not_said'}"
    width = _WIDTHS.get(strength, _PLAIN)
    if strength is Strength.STRAINED:
        yield Polyline(role, _jagged(one, other), Colour.INK, width)
    else:
        yield Line(role, *one, *other, Colour.INK, width, _DASHES.get(strength, ()))
    if flow in {Flow.FROM_HOUSEHOLD, Flow.BOTH}:
        yield _arrow(one, other)
    if flow in {Flow.TO_HOUSEHOLD, Flow.BOTH}:
        yield _arrow(other, one)


def ring_line(x: float, y: float, radius: float) -> Polyline:
    """Draw a circle round the middle; what lies behind it stays to be seen."""
    angles = (2 * pi * number / _CORNERS for number in range(_CORNERS + 1))
    points = tuple((x + radius * cos(angle), y + radius * sin(angle)) for angle in angles)
    return Polyline("ring", points, Colour.LINE, 0.8)


def _arrow(tail: Point, tip: Point) -> Polyline:
    """Draw the head of an arrow at its tip."""
    x, y = _way(tail, tip)
    back = (tip[0] - _BARB * x, tip[1] - _BARB * y)
    left = (back[0] - _HALF_BARB * y, back[1] + _HALF_BARB * x)
    right = (back[0] + _HALF_BARB * y, back[1] - _HALF_BARB * x)
    return Polyline("arrow", (left, tip, right), Colour.INK, 1.4)


def _jagged(one: Point, other: Point) -> tuple[Point, ...]:
    x, y = _way(one, other)
    length = ((other[0] - one[0]) ** 2 + (other[1] - one[1]) ** 2) ** 0.5
    straight = min(_STRAIGHT, length / 4)
    teeth = max(ceil((length - 2 * straight) / _TOOTH), 2)
    step = (length - 2 * straight) / teeth
    points = [one]
    for tooth in range(teeth + 1):
        along = straight + tooth * step
        aside = 0.0 if tooth in {0, teeth} else _HIGH if tooth % 2 else -_HIGH
        points.append((one[0] + along * x - aside * y, one[1] + along * y + aside * x))
    return (*points, other)


def _way(one: Point, other: Point) -> Point:
    """Return the direction from one point to another, as long as one point."""
    x, y = other[0] - one[0], other[1] - one[1]
    length = (x * x + y * y) ** 0.5 or 1.0
    return x / length, y / length
