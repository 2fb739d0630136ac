"""Draws a family tree: squares, circles, lines and a key, and the same told in words.

Conventions: men are squares and women circles, others a diamond with a word; partners are joined
by a level line and children hang below it, the eldest on the left; whoever has died is
crossed out. The lines that tell of feelings are not used in a report.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from recruitment_app.drawings.family import Family, Relative, Union
from recruitment_app.drawings.shapes import Anchor, Colour, Drawing, Line, Shape, Text
from recruitment_app.drawings.tree_key import key_shapes
from recruitment_app.drawings.tree_places import Descent, Pull, stand, tracks
from recruitment_app.drawings.tree_rows import Order, hangs_from, in_rows
from recruitment_app.drawings.tree_symbols import (
    HALF,
    SIZE,
    dash_of_bond,
    line_of_union,
    ring,
    symbol,
    words_wide,
)
from recruitment_app.drawings.tree_words import told

_LINE_HEIGHT = 9.5
_ABOVE = 25.0  # over the heads of a row, for the lines to former partners further out
_TRACK = 7.0
_BETWEEN = 22.0
_OVER_HEADS = 13.0  # from the lowest level line down to the heads of the children
_NEARLY = 6.0
_LEAST_WIDTH = 480.0  # for the key
_COUPLE = 26.0
_ASIDE = 14.0  # between the words of two people
_LONGEST = 10  # letters of a name in one line, where it has a space to break at
_LONGEST_WORD = 24
_MOST_LINES = 3
_MARGIN = 8.0


def family_tree(family: Family) -> Drawing:
    """Draw a family; its size is what it needs, to be set smaller where there is less room."""
    order = in_rows(family)
    if not order.rows:
        words = "Nobody is recorded yet."
        text = Text("empty", _MARGIN, 2 * SIZE, words, Colour.SECOND, SIZE)
        return Drawing(200.0, 3 * SIZE, (text,), words)
    tree = _Tree.of(family, order)
    shapes = [*tree.lines(), *tree.symbols()]
    width = max(tree.right + _MARGIN, _LEAST_WIDTH)
    key, height = key_shapes(family, _MARGIN, tree.bottom, width - 2 * _MARGIN)
    return Drawing(width, height + _MARGIN, (*shapes, *key), told(family, order))


def words_of(person: Relative) -> list[tuple[str, bool]]:
    """Return the lines beneath a symbol, and whether each is the name."""
    lines: list[str] = []
    for word in person.name.split() or ["Name not known"]:
        if lines and len(lines[-1]) + 1 + len(word) <= _LONGEST:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    lines = [
        line if len(line) <= _LONGEST_WORD else f"{line[: _LONGEST_WORD - 1]}…" for line in lines
    ]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]
    born, died = person.born[:4], person.died[:4]
    both = f"{born}\u2013{died}" if born and died else ""
    dates = both or (f"born {born}" if born and person.is_dead else born)
    age = f"{'died at' if person.is_dead else 'aged'} {person.age}" if person.age else ""
    death = "" if both or not person.is_dead else f"died {died}".strip()
    told_of = [part for part in (dates, age or death) if part]
    return [(line, True) for line in lines] + [(", ".join(told_of), False)] * bool(told_of)


@dataclass
class _Tree:
    """Everybody's place, once the rows are known."""

    family: Family
    order: Order
    x: Mapping[str, float]
    drawn: tuple[Union, ...]
    row_of: Mapping[str, int]
    tops: dict[int, float] = field(default_factory=dict)
    track_of: Mapping[int, int] = field(default_factory=dict)
    bottom: float = 0.0
    right: float = 0.0

    @classmethod
    def of(cls, family: Family, order: Order) -> "_Tree":
        wide = {key: _wide(person) for key, person in family.people.items()}
        couples = {frozenset(union.partners): union for union in family.unions}
        apart = {}
        for row in order.rows.values():
            for one, other in pairwise(row):
                couple = couples.get(frozenset((one, other)))
                gap = _ASIDE if couple is None else _COUPLE
                years = words_wide(couple.years, 6.5) + 2.5 * SIZE if couple else 0.0
                apart[one, other] = max((wide[one] + wide[other]) / 2 + gap, 2 * SIZE, years)
        row_of = {key: number for number, row in order.rows.items() for key in row}
        drawn = tuple(union for union in family.unions if _is_drawn(union, row_of, order))
        pulls = [
            Pull(_hang_between(family, order, union), tuple(c.key for c in union.children))
            for union in drawn
            if union.partners and union.children
        ]
        x = stand(list(order.rows.values()), apart, pulls)
        least = min((x[key] - wide[key] / 2 for key in x), default=0.0)
        shifted = {key: place - least + _MARGIN for key, place in x.items()}
        tree = cls(family, order, shifted, drawn, row_of)
        tree.right = max(shifted[key] + wide[key] / 2 for key in shifted)
        tree._set_heights()
        return tree

    def _set_heights(self) -> None:
        """Give each row its height: heads, words, and the level lines that hang below it."""
        top = _MARGIN
        found: dict[int, int] = {}
        for number, row in self.order.rows.items():
            over = any(
                self._is_over(union) for union in self.drawn if self._row_of(union) == number
            )
            top += _ABOVE if over else 0.0
            self.tops[number] = top
            lines = max((len(words_of(self.family.people[key])) for key in row), default=0)
            descents = [
                Descent(at, self.drop(union), tuple(self.x[c.key] for c in union.children))
                for at, union in enumerate(self.drawn)
                if union.children and self._row_of(union) == number
            ]
            found |= tracks(descents)
            deepest = max((found[each.name] + 1 for each in descents), default=0)
            top += max((ring(self.family.people[key]) for key in row), default=0.0)
            top += SIZE * bool(row) + lines * _LINE_HEIGHT + 8 + deepest * _TRACK + _BETWEEN
        self.track_of = found
        self.bottom = top

    def _row_of(self, union: Union) -> int:
        if union.partners:
            return self.row_of[union.partners[0]]
        return self.row_of[union.children[0].key] - 1

    def _is_over(self, union: Union) -> bool:
        """Tell whether others stand between two partners."""
        places = _places(self.order, union)
        return bool(places) and max(places.values()) - min(places.values()) > 1

    def drop(self, union: Union) -> float:
        """Return the x at which a union's children hang from it."""
        if not union.partners:
            children = [self.x[child.key] for child in union.children]
            return (min(children) + max(children)) / 2
        if len(union.partners) == 1:
            return self.x[union.partners[0]]
        one, other = _hang_between(self.family, self.order, union)
        left = self.x[one] + _wide(self.family.people[one]) / 2 + 2
        right = self.x[other] - _wide(self.family.people[other]) / 2 - 2
        between = min(max((self.x[one] + self.x[other]) / 2, left), right)  # beside the words
        if len(union.children) == 1:
            child = self.x[union.children[0].key]
            return child if abs(child - between) < _NEARLY and left < child < right else between
        return between

    def lines(self) -> Iterator[Shape]:
        """Draw who was together and whose children are whose."""
        for at, union in enumerate(self.drawn):
            number = self._row_of(union)
            begins = self.tops.get(number, _MARGIN) + HALF
            if len(union.partners) > 1:
                begins = self._level(union, begins)
                yield from self._together(union, begins)
            elif union.partners:
                lines = len(words_of(self.family.people[union.partners[0]]))
                begins += HALF + ring(self.family.people[union.partners[0]])
                begins += lines * _LINE_HEIGHT + 4
            if union.children:
                yield from self._descent(at, union, begins)

    def _level(self, union: Union, middle: float) -> float:
        """Return the height of the line between two partners, over any heads between them."""
        if not self._is_over(union):
            return middle
        inner = [each for each in self.drawn if self._is_over(each)]
        depth = sum(self._is_within(each, union) for each in inner)
        return middle - HALF - 8 - 6 * depth

    def _together(self, union: Union, level: float) -> Iterator[Shape]:
        """Draw the line between two partners."""
        left, right = sorted(union.partners, key=self.x.__getitem__)
        if not self._is_over(union):
            ends = (self.x[left] + HALF, level), (self.x[right] - HALF, level)
            yield from line_of_union(union, *ends)
            return
        hub = max(union.partners, key=lambda key: len(self.family.unions_of(key)))
        x = {left: self.x[left], right: self.x[right]}
        x[hub] -= 5.0 if hub == right else -5.0  # beside the line that comes from the parents
        top = self.tops[self._row_of(union)]
        for place in x.values():
            yield Line("union", place, level, place, top, Colour.INK, 1.2)
        yield from line_of_union(union, (x[left], level), (x[right], level))

    def _is_within(self, inner: Union, outer: Union) -> bool:
        if inner is outer or self._row_of(inner) != self._row_of(outer):
            return False
        ours, theirs = _places(self.order, inner).values(), _places(self.order, outer).values()
        return min(theirs) <= min(ours) and max(ours) <= max(theirs)

    def _descent(self, at: int, union: Union, begins: float) -> Iterator[Shape]:
        number = self._row_of(union) + 1
        top = self.tops[number]
        over = any(self._is_over(each) for each in self.drawn if self._row_of(each) == number)
        deepest = max(
            self.track_of[place]
            for place, each in enumerate(self.drawn)
            if place in self.track_of and self._row_of(each) == number - 1
        )
        level = top - _OVER_HEADS - (deepest - self.track_of[at]) * _TRACK
        level -= _ABOVE if over else 0.0
        drop = self.drop(union)
        children = [self.x[child.key] for child in union.children]
        if union.partners:
            yield Line("descent", drop, begins, drop, level, Colour.INK)
        ends = [drop, *children] if union.partners else children
        if min(ends) < max(ends):
            yield Line("descent", min(ends), level, max(ends), level, Colour.INK)
        for child in union.children:
            dash = dash_of_bond(child.bond)
            x = self.x[child.key]
            yield Line(f"descent_{child.bond}", x, level, x, top, Colour.INK, 1.0, dash)

    def symbols(self) -> Iterator[Shape]:
        """Draw everybody, with their words beneath."""
        for key, number in self.row_of.items():
            person, top = self.family.people[key], self.tops[number]
            yield from symbol(person, self.x[key], top + HALF)
            y = top + SIZE + ring(person)
            for words, is_name in words_of(person):
                y += _LINE_HEIGHT
                colour = Colour.INK if is_name else Colour.SECOND
                yield Text(
                    "name" if is_name else "dates",
                    self.x[key],
                    y,
                    words,
                    colour,
                    8.0 if is_name else 7.5,
                    bold=is_name and person.is_applicant,
                    anchor=Anchor.MIDDLE,
                )


def _wide(person: Relative) -> float:
    return max(SIZE + 12, *(words_wide(words, 8.0) for words, _ in words_of(person)))


def _places(order: Order, union: Union) -> dict[str, float]:
    """Return the place of each partner in their row."""
    row = next((row for row in order.rows.values() if set(union.partners) <= set(row)), ())
    return {key: float(row.index(key)) for key in union.partners if key in row}


def _hang_between(family: Family, order: Order, union: Union) -> tuple[str, ...]:
    """Return the one or the two neighbours in a row between whom a union's children hang."""
    if len(union.partners) == 1:
        return union.partners
    row = next(row for row in order.rows.values() if union.partners[0] in row)
    between = hangs_from(family, union, _places(order, union))
    return row[int(between - 0.5)], row[int(between + 0.5)]


def _is_drawn(union: Union, row_of: Mapping[str, int], order: Order) -> bool:
    """Tell whether partners stand in one row and their children in the next, as lines need.

    Brothers and sisters whose parents are not known need a row above them, though it be empty.
    """
    children = [row_of.get(child.key) for child in union.children]
    partners = [row_of.get(key) for key in union.partners]
    if None in {*children, *partners} or not (children or len(partners) > 1):
        return False
    rows = {row for row in partners if row is not None}
    below = {row - 1 for row in children if row is not None}
    return len(rows | below) == 1 and (rows | below) <= set(order.rows)
