"""The key below a family tree: what every symbol and line in it means."""

from collections.abc import Callable, Iterator

from recruitment_app.drawings.family import Bond, Ending, Family, Relative, Sex, Together, Union
from recruitment_app.drawings.shapes import Colour, Line, Shape, Text
from recruitment_app.drawings.tree_symbols import (
    dash_of_bond,
    line_of_union,
    symbol,
    words_wide,
)

_HALF = 7.5
_ROW = 4 * _HALF
_WORDS = 7.5
_SAMPLE = 30.0
_GAP = 14.0

_Draw = Callable[[float, float], Iterator[Shape]]


def key_shapes(family: Family, left: float, top: float, width: float) -> tuple[list[Shape], float]:
    """Return the key of what a tree uses, and where it ends."""
    shapes: list[Shape] = [Text("key", left, top + 8, "Key", Colour.INK, 8.0, bold=True)]
    x, y = left, top + 14
    for words, draw in _entries(family):
        wide = _SAMPLE + words_wide(words, _WORDS) + _GAP
        if x > left and x + wide > left + width:
            x, y = left, y + _ROW
        shapes += draw(x + _SAMPLE / 2 - 4, y + 2 * _HALF)
        shapes.append(Text("key", x + _SAMPLE, y + 2 * _HALF + 2.5, words, Colour.INK, _WORDS))
        x += wide
    return shapes, y + _ROW


def _entries(family: Family) -> list[tuple[str, _Draw]]:
    people, unions = family.people.values(), family.unions
    couples = [union for union in unions if len(union.partners) > 1]
    bonds = {child.bond for union in unions for child in union.children}
    entries = [
        ("man or boy", _person(Sex.MALE), any(p.sex is Sex.MALE for p in people)),
        ("woman or girl", _person(Sex.FEMALE), any(p.sex is Sex.FEMALE for p in people)),
        ("other, or not known", _person(Sex.OTHER), any(p.sex is Sex.OTHER for p in people)),
        ("applicant", _applicant, any(p.is_applicant for p in people)),
        ("lives in the home", _at_home, any(p.is_at_home for p in people)),
        ("has died", _dead, any(p.is_dead for p in people)),
        (
            "married or civil partners",
            _couple(Together.MARRIED),
            any(union.together is not Together.LIVING for union in couples),
        ),
        (
            "lived together",
            _couple(Together.LIVING),
            any(union.together is Together.LIVING for union in couples),
        ),
        (
            "separated",
            _couple(Together.MARRIED, Ending.SEPARATED),
            any(union.ending is Ending.SEPARATED for union in couples),
        ),
        (
            "divorced or dissolved",
            _couple(Together.MARRIED, Ending.DIVORCED),
            any(union.ending is Ending.DIVORCED for union in couples),
        ),
        ("child by birth", _bond(Bond.BIRTH), Bond.BIRTH in bonds),
        ("adopted child", _bond(Bond.ADOPTED), Bond.ADOPTED in bonds),
        ("fostered child", _bond(Bond.FOSTERED), Bond.FOSTERED in bonds),
    ]
    return [(words, draw) for words, draw, is_used in entries if is_used]


def _person(sex: Sex) -> _Draw:
    return lambda x, y: symbol(Relative("", "", sex), x, y, _HALF)


def _applicant(x: float, y: float) -> Iterator[Shape]:
    return symbol(Relative("", "", Sex.MALE, is_applicant=True), x, y, _HALF)


def _at_home(x: float, y: float) -> Iterator[Shape]:
    return symbol(Relative("", "", Sex.MALE, is_at_home=True), x, y, _HALF)


def _dead(x: float, y: float) -> Iterator[Shape]:
    return symbol(Relative("", "", Sex.MALE, is_dead=True), x, y, _HALF)


def _couple(together: Together, ending: Ending = Ending.NONE) -> _Draw:
    union = Union(("", ""), together, ending)
    return lambda x, y: line_of_union(union, (x - 1.5 * _HALF, y), (x + 1.5 * _HALF, y))


def _bond(bond: Bond) -> _Draw:
    def draw(x: float, y: float) -> Iterator[Shape]:
        yield Line(
            f"descent_{bond}", x, y - _HALF, x, y + _HALF, Colour.INK, 1.0, dash_of_bond(bond)
        )

    return draw
