"""The symbols of a family tree: one for a person, one line for two who were together."""

import unicodedata
from collections.abc import Iterator

from recruitment_app.drawings.family import Bond, Ending, Relative, Sex, Together, Union
from recruitment_app.drawings.shapes import (
    Anchor,
    Circle,
    Colour,
    Line,
    Polyline,
    Rect,
    Shape,
    Text,
)

SIZE = 24.0
HALF = SIZE / 2
_LETTER = 0.56  # a letter's width in parts of its size, on the generous side
_RING = 3.5
_LIVING_DASH = (4.0, 3.0)
_HOME_DASH = (1.0, 2.0)
_BONDS = {Bond.BIRTH: (), Bond.ADOPTED: (4.0, 2.5), Bond.FOSTERED: (1.0, 2.0)}

Point = tuple[float, float]


def words_wide(words: str, size: float) -> float:
    """Return about how wide words are; signs of Chinese and the like are as wide as high."""
    if words.isascii():
        return len(words) * size * _LETTER
    return sum(_sign_wide(sign) for sign in words) * size


def _sign_wide(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    return 1.05 if unicodedata.east_asian_width(sign) in {"W", "F"} else _LETTER


def dash_of_bond(bond: Bond) -> tuple[float, ...]:
    """Return the dash of the line by which a child hangs: solid, dashed or dotted."""
    return _BONDS[bond]


def ring(person: Relative) -> float:
    """Return how far what is drawn around a symbol reaches beyond it."""
    return 2 * _RING if person.is_at_home else _RING if person.is_applicant else 0.0


def symbol(person: Relative, x: float, y: float, half: float = HALF) -> Iterator[Shape]:
    """Draw one person around a middle."""
    away = _RING * half / HALF
    if person.is_at_home:
        yield Polyline("at_home", _square(x, y, half + 2 * away), Colour.INK, 1.0, _HOME_DASH)
    if person.is_applicant:
        yield from _outline(person.sex, x, y, half + away, "applicant")
    yield from _outline(person.sex, x, y, half, "person")
    if person.sex is Sex.OTHER:
        size = half * 0.75
        yield Text("unknown", x, y + size / 3, "?", Colour.INK, size, anchor=Anchor.MIDDLE)
    if person.is_dead:
        arm = half * (0.72 if person.sex is Sex.FEMALE else 0.5 if person.sex is Sex.OTHER else 1.0)
        yield Line("died", x - arm, y - arm, x + arm, y + arm, Colour.INK)
        yield Line("died", x - arm, y + arm, x + arm, y - arm, Colour.INK)


def _outline(sex: Sex, x: float, y: float, half: float, role: str) -> Iterator[Shape]:
    match sex:
        case Sex.FEMALE:
            yield Circle(role, x, y, half, Colour.CARD, Colour.INK, 1.2)
        case Sex.MALE:
            yield Rect(role, x - half, y - half, 2 * half, 2 * half, Colour.CARD)
            yield Polyline(role, _square(x, y, half), Colour.INK, 1.2)
        case _:
            corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y), (x, y - half))
            yield Polyline(role, corners, Colour.INK, 1.2)


def _square(x: float, y: float, half: float) -> tuple[Point, ...]:
    left, right, top, bottom = x - half, x + half, y - half, y + half
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def line_of_union(union: Union, one: Point, other: Point) -> Iterator[Shape]:
    """Draw the level line between two partners, with its slashes and its years."""
    dash = _LIVING_DASH if union.together is Together.LIVING else ()
    yield Line("union", *one, *other, Colour.INK, 1.2, dash)
    middle = (one[0] + other[0]) / 2
    slashes = {Ending.NONE: 0, Ending.SEPARATED: 1, Ending.DIVORCED: 2}[union.ending]
    for number in range(slashes):
        x = middle - 6 + 3 * number
        yield Line("ended", x - 2.5, one[1] + 5, x + 2.5, one[1] - 5, Colour.INK, 1.2)
    if union.years:
        yield Text(
            "years", middle, one[1] - 8.0, union.years, Colour.SECOND, 6.5, anchor=Anchor.MIDDLE
        )
