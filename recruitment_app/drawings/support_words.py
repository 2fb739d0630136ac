"""The words in a disc of a support map: a name and a relation, whole wherever there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt
from typing import Final

from recruitment_app.drawings.tree_symbols import words_wide

NAME, RELATION = 8.0, 7.5
_SMALLER: Final = 0.87
_LEADING: Final = 1.13
_SIDE: Final = 4.0
_MOST_OF_NAME, _MOST_OF_RELATION = 4, 3


@dataclass(frozen=True, slots=True)
class DiscLine:
    """One line in a disc: its words, its size, and how far its middle lies below the centre."""

    words: str
    size: float
    below: float
    is_name: bool


def lines_in(disc: float, name: str, relation: str) -> tuple[DiscLine, ...]:
    """Return the lines of a disc of a radius, cut only where no way of breaking them fits."""
    counts = sorted(
        product(range(1, _MOST_OF_NAME + 1), range(1, _MOST_OF_RELATION + 1) if relation else (0,)),
        key=sum,
    )
    for part in (1.0, _SMALLER):
        for names, relations in counts:
            places = _places(names, relations, part)
            if places[-1] + NAME * part > disc:
                continue
            rooms = [_room(disc, below, size) for size, below in _sized(places, names, part)]
            broken = [
                *_broken(name, rooms[:names], NAME * part),
                *_broken(relation, rooms[names:], RELATION * part),
            ]
            if len(broken) == names + relations and all(broken):
                return _lines(broken, places, names, part)
    names, relations = (2, 1) if relation else (3, 0)
    places = _places(names, relations, 1.0)
    rooms = [_room(disc, below, size) for size, below in _sized(places, names, 1.0)]
    names_kept = [line for line in _cut(name, rooms[:names], NAME) if line]
    kept = names_kept + [line for line in _cut(relation, rooms[names:], RELATION) if line]
    names = len(names_kept)
    return _lines(kept, _places(names, len(kept) - names, 1.0), names, 1.0)


def fitted(words: str, room: float, size: float) -> str:
    """Return words as far as there is room; what is left out stands in the table."""
    if words_wide(words, size) <= room:
        return words
    kept = words
    while kept and words_wide(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _places(names: int, relations: int, part: float) -> list[float]:
    count = names + relations
    leading = NAME * part * _LEADING
    return [(at - (count - 1) / 2) * leading for at in range(count)]


def _sized(places: Sequence[float], names: int, part: float) -> Iterator[tuple[float, float]]:
    for at, below in enumerate(places):
        yield (NAME if at < names else RELATION) * part, below


def _room(disc: float, below: float, size: float) -> float:
    edge = abs(below) + size / 2
    return max(2 * sqrt(max(disc * disc - edge * edge, 0.0)) - _SIDE, 0.0)


def _broken(text: str, rooms: Sequence[float], size: float) -> list[str]:
    """Return a text in so many lines, or fewer; nothing where it does not fit into them."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) <= len(rooms) and words_wide(longer, size) <= rooms[len(lines) - 1]:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(word)
        else:
            return []
    widths = zip(lines, rooms, strict=False)
    fits = len(lines) <= len(rooms) and all(words_wide(line, size) <= room for line, room in widths)
    return lines if fits and rooms else []


def _cut(text: str, rooms: Sequence[float], size: float) -> list[str]:
    """Return a text in so many lines, the last of them cut, words too long for a line as well."""
    lines: list[str] = []
    words = text.split()
    for room in rooms[:-1]:
        line = ""
        while words and words_wide(f"{line} {words[0]}".strip(), size) <= room:
            line = f"{line} {words.pop(0)}".strip()
        if not line and words:
            line = fitted(words.pop(0), room, size)
        lines.append(line)
    if rooms:
        lines.append(fitted(" ".join(words), rooms[-1], size))
    return lines


def _lines(
    broken: Sequence[str], places: Sequence[float], names: int, part: float
) -> tuple[DiscLine, ...]:
    return tuple(
        DiscLine(words, (NAME if at < names else RELATION) * part, places[at], at < names)
        for at, words in enumerate(broken)
    )
