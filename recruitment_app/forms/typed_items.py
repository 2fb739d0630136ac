"""Finds lists that are only typed: a bullet or a number and a gap, as Word pastes them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise
from typing import Final

from recruitment_app.forms.prose import DEEPEST, Block, Paragraph, Runs, Style

_GAP: Final = "(?:\t[ \xa0\t]*|[ \xa0]{2,})"
_SURE: Final = (
    "\u2022\u25aa\u25cf\u25cb\u25a0\u25a1\u25e6\u2023\u2043\u27a2"
    "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf06e"
)
_BULLET: Final = re.compile(
    f"(?:[{_SURE}][ \xa0\t]*|\u00b7[ \xa0\t]+|[-\u2013\u2014*o\u00a7]{_GAP})(?=\\S)"
)
_DASH: Final = re.compile("[-\u2013*][ \xa0](?=\\S)")
_NUMBER: Final = re.compile("\\(?(\\d{1,3}|[a-z]|[ivxl]{1,7})[.)][ \xa0\t]+(?=\\S)")
_MARKER: Final = re.compile("\\W*(?:\\d+|[a-zA-Z]|[ivxlcIVXLC]+)(?:\\.\\d+)*[.):]?\\W*")
_DEEPER: Final = {"o": 1, "\u25cb": 1, "\u25e6": 1, "\u00a7": 2, "\u25aa": 2, "\uf0a7": 2}
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """What a paragraph begins with: so many characters of a marker, and how deep it goes."""

    length: int
    style: Style
    depth: int


def is_number(marker: str) -> bool:
    """Say whether what stands before an item counts it; a bullet does not."""
    bare = marker.strip(" \xa0\t")
    return bare != "o" and _MARKER.fullmatch(bare) is not None


def made_items(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the lists that were only typed made real ones.

    A bullet is taken for one where a gap follows it, and a dash with one blank, or a number,
    only where the next paragraph goes on with it: else its words stay as they were typed.
    """
    made: list[Block] = []
    for is_plain, group in groupby(blocks, key=_is_plain):
        if is_plain:
            made += _items([block for block in group if isinstance(block, Paragraph)])
        else:
            made += group
    return tuple(made)


def _is_plain(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is Style.PLAIN


def _items(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Go through plain paragraphs that follow each other, made items where they are."""
    at = 0
    while at < len(paragraphs):
        found = _dashes(paragraphs, at) or _numbers(paragraphs, at)
        if not found:
            bullet = _BULLET.match(paragraphs[at].text)
            found = [_Found(bullet.end(), Style.BULLETED, _depth(bullet[0]))] if bullet else []
        for each in found:
            runs = _without(paragraphs[at].runs, each.length)
            yield Paragraph(runs, each.style, each.depth)
            at += 1
        if not found:
            yield paragraphs[at]
            at += 1


def _depth(marker: str) -> int:
    return _DEEPER.get(marker[0], 0)


def _dashes(paragraphs: Sequence[Paragraph], at: int) -> list[_Found]:
    found = []
    for paragraph in islice(paragraphs, at, None):
        dash = _DASH.match(paragraph.text)
        if dash is None:
            break
        found.append(_Found(dash.end(), Style.BULLETED, 0))
    return found if len(found) >= _FEWEST else []


def _numbers(paragraphs: Sequence[Paragraph], at: int) -> list[_Found]:
    """Return the items that count on from the first, with those that count within them."""
    found: list[_Found] = []
    counted: list[tuple[str, int]] = []
    for paragraph in islice(paragraphs, at, None):
        number = _NUMBER.match(paragraph.text)
        if number is None or not _counts_on(counted, number[1]):
            break
        found.append(_Found(number.end(), Style.NUMBERED, min(len(counted) - 1, DEEPEST)))
    return found if len(found) >= _FEWEST else []


def _counts_on(counted: list[tuple[str, int]], typed: str) -> bool:
    """Say whether a number is the next of one of the lists that are open, or begins one."""
    readings = _readings(typed)
    for depth in reversed(range(len(counted))):
        kind, last = counted[depth]
        if (kind, last + 1) in readings:
            counted[depth:] = [(kind, last + 1)]
            return True
    begun = [reading for reading in readings if reading[1] == 1]
    if begun:
        counted.append(begun[0])
    return bool(begun)


def _readings(typed: str) -> list[tuple[str, int]]:
    if typed.isdecimal():
        return [("number", int(typed))]
    told = []
    if len(typed) == 1:
        told.append(("letter", ord(typed) - ord("a") + 1))
    if set(typed) <= _ROMAN.keys():
        values = [_ROMAN[letter] for letter in typed]
        less = [low for low, high in pairwise(values) if low < high]
        told.append(("roman", sum(values) - 2 * sum(less)))
    return told


def _without(runs: Runs, length: int) -> Runs:
    """Return the runs without so many of their first characters."""
    kept = []
    for run in runs:
        kept.append(replace(run, text=run.text[length:]))
        length = max(length - len(run.text), 0)
    return tuple(run for run in kept if run.text)
