"""Draws a support map: the household in the middle, who stands by it in circles round it.

Conventions: the nearer, the stronger; a thick line is strong, a plain one ordinary, a dashed one
thin and a jagged one strained; an arrow points to who receives support (Hartman's ecomap, of
which sources differ about the arrows, so the key says it). No colour means anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from recruitment_app.drawings.shapes import Anchor, Circle, Colour, Drawing, Shape, Text
from recruitment_app.drawings.support import Strength, Tie, told
from recruitment_app.drawings.support_key import key_shapes, list_shapes
from recruitment_app.drawings.support_lines import ring_line, tie_line
from recruitment_app.drawings.support_places import Standing, stand
from recruitment_app.drawings.support_words import fitted, lines_in
from recruitment_app.drawings.tree_symbols import words_wide

MOST_DRAWN: Final = 60
"""More than these are told in words alone; nobody could follow their lines."""

_CIRCLES: Final = {
    Strength.STRONG: 0,
    Strength.ORDINARY: 1,
    Strength.THIN: 2,
    Strength.STRAINED: 2,
    Strength.NOT_SAID: 2,
}
_MARGIN: Final = 8.0
_LEAST_WIDTH: Final = 480.0
_WIDEST_WITH_NAMES: Final = 560.0  # set smaller on paper than this, names could not be read
_GAP: Final = 5.0
_DISC: Final = 38.0
_SMALL_DISCS: Final = (16.0, 13.0, 11.0, 9.0)
_NUMBER: Final = 8.5
_MIDDLE_SIZE: Final = 8.0
_LEADING: Final = 9.5
_MIDDLE, _MOST_NAMES = 34.0, 5


def support_map(ties: Sequence[Tie], household: Sequence[str] = ()) -> Drawing:
    """Draw the ties of a household, whose members are named in the middle.

    The size is what it needs, to be set smaller where there is less room. Many ties are drawn
    by numbers, with their names in a list below.
    """
    if not ties:
        words = "Nobody is on the support map yet."
        text = Text("empty", _MARGIN, 24.0, words, Colour.SECOND, 9.0)
        return Drawing(240.0, 36.0, (text,), words)
    drawn = sorted(ties, key=lambda tie: _CIRCLES[tie.strength])[:MOST_DRAWN]
    plan = _Plan.of(drawn, household, _DISC)
    has_names = plan.width <= _WIDEST_WITH_NAMES
    if not has_names:
        plan = _by_numbers(drawn, household)
    width = max(plan.width, _LEAST_WIDTH)
    shapes = [*plan.shapes(width / 2, has_names=has_names)]
    room = width - 2 * _MARGIN
    bottom = plan.height
    if not has_names:
        rest = len(ties) - len(drawn)
        listed, bottom = list_shapes(drawn, rest, _MARGIN, bottom, room)
        shapes += listed
    key, bottom = key_shapes(drawn, _MARGIN, bottom, room)
    return Drawing(width, bottom + _MARGIN, (*shapes, *key), told(ties, household))


def _by_numbers(ties: Sequence[Tie], household: Sequence[str]) -> "_Plan":
    """Return the map with the largest discs for which there is room on a page."""
    plans = (_Plan.of(ties, household, disc) for disc in _SMALL_DISCS)
    return next((plan for plan in plans if plan.width <= _LEAST_WIDTH), None) or _Plan.of(
        ties, household, _SMALL_DISCS[-1]
    )


@dataclass(frozen=True)
class _Plan:
    """Everybody's place round the middle."""

    ties: Sequence[Tie]
    household: Sequence[str]
    middle: float
    disc: float
    places: tuple[Standing, ...]
    radii: tuple[float, ...]

    @classmethod
    def of(cls, ties: Sequence[Tie], household: Sequence[str], disc: float) -> "_Plan":
        middle = _MIDDLE + 3.0 * max(len(_shown(household)) - 4, 0)
        circles = [_CIRCLES[tie.strength] for tie in ties]
        places, radii = stand(circles, middle=middle, disc=disc, gap=_GAP)
        return cls(ties, household, middle, disc, places, radii)

    @property
    def width(self) -> float:
        reach = max(self.radii) + self.disc + _MARGIN
        return 2 * reach

    @property
    def height(self) -> float:
        """Return how deep it is: every circle is whole."""
        lowest = max(place.y for place in self.places) + self.disc
        return self._top + max(lowest, self.radii[-1]) + 18

    @property
    def _top(self) -> float:
        """Return how far the centre lies below the upper edge."""
        return _MARGIN - min(min(place.y for place in self.places) - self.disc, -self.radii[-1])

    def shapes(self, x: float, *, has_names: bool) -> Iterator[Shape]:
        """Draw circles, lines, discs and words, around a middle so far from the left."""
        y = self._top
        for radius in self.radii:
            yield ring_line(x, y, radius)
        for tie, place in zip(self.ties, self.places, strict=True):
            yield from tie_line(
                tie, (x, y), place, begins=self.middle + 2, ends=place.radius - self.disc - 2
            )
        yield Circle("household", x, y, self.middle, Colour.CARD, Colour.INK, 1.8)
        yield from self._household(x, y)
        for number, (tie, place) in enumerate(zip(self.ties, self.places, strict=True), start=1):
            at = (x + place.x, y + place.y)
            yield Circle("tie", *at, self.disc, Colour.CARD, Colour.INK, 1.0)
            if has_names:
                yield from _words(tie, at, self.disc)
            else:
                words = str(number)
                baseline = at[1] + _NUMBER * 0.36
                yield Text(
                    "number", at[0], baseline, words, Colour.INK, _NUMBER, anchor=Anchor.MIDDLE
                )

    def _household(self, x: float, y: float) -> Iterator[Shape]:
        names = _shown(self.household)
        top = y - (len(names) - 1) * _LEADING / 2 + _MIDDLE_SIZE * 0.36
        for at, name in enumerate(names):
            baseline = top + at * _LEADING
            words = fitted(name, 2 * self.middle - _MARGIN, _MIDDLE_SIZE)
            yield Text(
                "household",
                x,
                baseline,
                words,
                Colour.INK,
                _MIDDLE_SIZE,
                bold=True,
                anchor=Anchor.MIDDLE,
            )


def _words(tie: Tie, at: tuple[float, float], disc: float) -> Iterator[Shape]:
    """Write the name and the relation into a disc."""
    for line in lines_in(disc, tie.who or "Name not said", tie.relation):
        role, colour = ("name", Colour.INK) if line.is_name else ("relation", Colour.SECOND)
        baseline = at[1] + line.below + line.size * 0.36
        yield Text(role, at[0], baseline, line.words, colour, line.size, anchor=Anchor.MIDDLE)


def _shown(household: Sequence[str]) -> list[str]:
    """Return the names in the middle, line by line; of many only the first."""
    names = list(household) or ["The household"]
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], f"and {len(names) - _MOST_NAMES + 1} more"]
    lines: list[str] = []
    for name in names:
        first, _, last = name.rpartition(" ")
        fits = words_wide(name, _MIDDLE_SIZE) <= 2 * _MIDDLE - 2 * _MARGIN
        lines += [name] if fits or not first else [first, last]
    return lines
