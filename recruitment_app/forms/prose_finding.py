"""Find and replace in what is written, whatever its setting."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.forms.prose import (
    Paragraph,
    Prose,
    Run,
    Runs,
    cleaned,
    each_paragraph,
    joined,
    paragraphs,
)

_AROUND: Final = 40
"""So many characters of a paragraph are shown on each side of what was found in it."""

_APOSTROPHES: Final = re.compile("['\u2019]")


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """Where the wanted words stand: the paragraph's place in reading order, and the characters."""

    paragraph: int
    begins: int
    ends: int
    around: str


@dataclass(frozen=True, slots=True, repr=False)
class Replaced:
    """A prose with words replaced: how often, and how often not, since a reference stood there."""

    prose: Prose
    count: int
    left: int


def find(
    prose: Prose, wanted: str, *, match_case: bool = False, whole_words: bool = False
) -> tuple[Found, ...]:
    """Return each place of the wanted words, which may run across settings.

    Upper and lower case are alike unless they are to match; the straight and the curly apostrophe
    always are. A letter is never found without its accent.

    Raises:
        Problem: there is nothing to look for.

    """
    pattern = _pattern(wanted, match_case=match_case, whole_words=whole_words)
    return tuple(
        Found(at, begins, ends, paragraph.text[max(begins - _AROUND, 0) : ends + _AROUND])
        for at, paragraph in enumerate(paragraphs(prose))
        for begins, ends in _places(paragraph.text, pattern)
    )


def replaced(
    prose: Prose, wanted: str, by: str, *, match_case: bool = False, whole_words: bool = False
) -> Replaced:
    """Replace the wanted words everywhere; the new ones are set as the first of the old were.

    Words of a reference belong to the record: where they are part of what was found it stays.

    Raises:
        Problem: there is nothing to look for.

    """
    pattern = _pattern(wanted, match_case=match_case, whole_words=whole_words)
    count = left = 0

    def exchange(paragraph: Paragraph) -> Paragraph:
        nonlocal count, left
        found = list(_places(paragraph.text, pattern))
        held = list(_held(paragraph.runs))
        free = [
            (begins, ends)
            for begins, ends in found
            if not any(first < ends and last > begins for first, last in held)
        ]
        count += len(free)
        left += len(found) - len(free)
        return replace(paragraph, runs=_exchanged(paragraph.runs, free, by)) if free else paragraph

    changed = each_paragraph(prose, exchange)
    return Replaced(cleaned(changed) if count else prose, count=count, left=left)


def places_in(
    text: str, wanted: str, *, match_case: bool = False, whole_words: bool = False
) -> tuple[tuple[int, int], ...]:
    """Return where in one paragraph's text the wanted words begin and end, by the same rule.

    Raises:
        Problem: there is nothing to look for.

    """
    return tuple(_places(text, _pattern(wanted, match_case=match_case, whole_words=whole_words)))


def _pattern(wanted: str, *, match_case: bool, whole_words: bool) -> re.Pattern[str]:
    text = unicodedata.normalize("NFC", wanted)
    if not text:
        raise Problem("Type the words to look for.", field="wanted")
    asked = "['\u2019]".join(map(re.escape, _APOSTROPHES.split(text)))
    if whole_words:
        asked = rf"(?<!\w){asked}(?!\w)"
    return re.compile(asked, re.NOFLAG if match_case else re.IGNORECASE)


def _places(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        ends = match.end()
        if ends == len(text) or not unicodedata.combining(text[ends]):
            yield match.start(), ends


def _held(runs: Runs) -> Iterator[tuple[int, int]]:
    """Go through the places where a reference stands."""
    at = 0
    for run in runs:
        if run.fact:
            yield at, at + len(run.text)
        at += len(run.text)


def _exchanged(runs: Runs, found: list[tuple[int, int]], by: str) -> Runs:
    """Return the runs with other words at the places found, in one go from left to right."""
    made: list[Run] = []
    waiting = deque(found)
    at = 0
    for run in runs:
        stops = at + len(run.text)
        done = at
        while waiting and waiting[0][0] < stops:
            begins, ends = waiting[0]
            if begins >= at:
                made.append(replace(run, text=run.text[done - at : begins - at]))
                made.append(replace(run, text=by))
            done = min(ends, stops)
            if ends > stops:
                break
            waiting.popleft()
        made.append(replace(run, text=run.text[done - at :]))
        at = stops
    return joined(made)
