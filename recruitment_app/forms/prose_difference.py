"""What changed between two versions of a text, as a person reads it: by paragraph and by word."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from recruitment_app.forms.prose import Block, Paragraph, Prose

_WORD: Final = re.compile(r"\s*\S+|\s+")
_ALIKE: Final = 0.5
"""Two paragraphs with so large a share of words in common are one that was changed."""
_NEAR: Final = 20
"""A changed paragraph is looked for among so many of the earlier version."""


_Step = tuple[str, int, int, int, int]


class Change(StrEnum):
    """What became of a line, or of words in it."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RESET = "reset"
    """The words are the same and their setting, style, source or reference is another."""


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Words that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A paragraph, or a row of a table, and what became of its words."""

    change: Change
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, repr=False)
class _Told:
    text: str
    setting: object
    words: frozenset[str] = field(compare=False)


def difference(before: Prose, after: Prose) -> tuple[Line, ...]:
    """Return every line of both versions in order, marked with what became of it.

    The pieces that stayed or went make the earlier text, those that stayed or came the later.
    """
    old, new = _lines(before), _lines(after)
    lines: list[Line] = []
    for what, first, last, start, stop in _steps(old, new):
        if what == "equal":
            lines += (_whole(Change.SAME, line) for line in new[start:stop])
        else:
            lines += _between(old[first:last], new[start:stop])
    return tuple(lines)


def _lines(prose: Prose) -> list[_Told]:
    return [line for block in prose.blocks for line in _lines_of(block)]


def _lines_of(block: Block) -> Iterator[_Told]:
    if isinstance(block, Paragraph):
        yield _told(block.text, block)
    else:
        for at, row in enumerate(block.rows):
            text = "\t".join("\n".join(each.text for each in cell) for cell in row)
            yield _told(text, (row, block.has_heading and at == 0))


def _told(text: str, setting: object) -> _Told:
    return _Told(text, setting, frozenset(text.split()))


def _between(old: Sequence[_Told], new: Sequence[_Told]) -> Iterator[Line]:
    """Pair the lines that are alike, in order; the others went or came."""
    at = 0
    for line in new:
        near = range(at, min(at + _NEAR, len(old)))
        twin = next((there for there in near if _is_alike(old[there], line)), None)
        if twin is None:
            yield _whole(Change.ADDED, line)
            continue
        yield from (_whole(Change.REMOVED, gone) for gone in old[at:twin])
        yield _changed(old[twin].text, line.text)
        at = twin + 1
    yield from (_whole(Change.REMOVED, gone) for gone in old[at:])


def _is_alike(old: _Told, new: _Told) -> bool:
    shared = len(old.words & new.words)
    return old.text == new.text or 2 * shared > _ALIKE * (len(old.words) + len(new.words))


def _changed(old: str, new: str) -> Line:
    if old == new:
        return Line(Change.RESET, (Piece(Change.SAME, new),))
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for what, first, last, start, stop in _steps(before, after):
        if what == "equal":
            pieces.append(Piece(Change.SAME, "".join(after[start:stop])))
            continue
        gone, come = "".join(before[first:last]), "".join(after[start:stop])
        pieces += (
            Piece(change, text)
            for change, text in ((Change.REMOVED, gone), (Change.ADDED, come))
            if text
        )
    return Line(Change.CHANGED, tuple(pieces))


def _whole(change: Change, line: _Told) -> Line:
    return Line(change, (Piece(change, line.text),))


def _steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[_Step]:
    """Go through what is equal and what is not; the ends that are alike are not searched."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    if head:
        yield "equal", 0, head, 0, head
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    for what, first, last, start, stop in middle.get_opcodes():
        yield what, first + head, last + head, start + head, stop + head
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)
