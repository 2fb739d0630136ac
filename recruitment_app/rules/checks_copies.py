"""Check 15: runs of words that stand in two places where they should be written for each.

Other cases are compared by fingerprints alone: of each run of eight words a number is made, and
of every five neighbouring numbers the smallest is kept, so that any shared run of twelve words
shares at least one (Schleimer, Wilkerson and Aiken, Winnowing, 2003). No words of another case
come near this one.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.report_findings import (
    Evidence,
    Finding,
    Severity,
    found,
    quoted,
)
from recruitment_app.rules.report_prose import plain_words
from recruitment_app.rules.report_record import ReportRecord, ReportSection
from recruitment_app.rules.report_sections import BY_APPLICANTS, CONFIDENTIAL_PART

GRAM: Final = 8
WINDOW: Final = 5
_MOST: Final = 3
"""So many runs are shown of one pair of sections."""


def nothing_is_copied(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 15: sections share no long run with each other, the applicants' own or another case."""
    length = settings.number("copied_words")
    sections = [each for each in record.sections if each.text.strip() and _is_compared(each)]
    words = {id(each): plain_words(each.text) for each in sections}
    own_copy = [each for each in sections if each.key in BY_APPLICANTS]
    written = [each for each in sections if each.key not in BY_APPLICANTS]
    at: dict[tuple[str, ...], list[ReportSection]] = {}
    for section in sections:
        for run in set(runs(words[id(section)], length)):
            at.setdefault(run, []).append(section)
    shared = {
        frozenset((id(one), id(other)))
        for places in at.values()
        if len(places) > 1
        for one, other in combinations(places, 2)
    }
    for one, other in combinations([*own_copy, *written], 2):
        if frozenset((id(one), id(other))) not in shared or other.key in BY_APPLICANTS:
            continue
        what = "the applicants' own words" if one.key in BY_APPLICANTS else one.shown
        for copied in shared_runs(words[id(other)], words[id(one)], length)[:_MOST]:
            told = " ".join(copied)
            yield found(
                15,
                Severity.REASON,
                f"{other.shown} has {len(copied)} words in a row that stand in {what} too.",
                [quoted(told, other), quoted(told, one)],
                at=other,
                about=[one.key, one.person, " ".join(copied[:length])],
            )
    yield from _from_elsewhere(record, written, words)


def _is_compared(section: ReportSection) -> bool:
    return section.part != CONFIDENTIAL_PART


def _from_elsewhere(
    record: ReportRecord, written: list[ReportSection], words: dict[int, list[str]]
) -> Iterator[Finding]:
    """Give one finding for all that another case's report has too, with some of its places."""
    shared = [
        (section, " ".join(words[id(section)][start : start + GRAM]))
        for section in (written if record.elsewhere else ())
        for start in [_first_shared(words[id(section)], record.elsewhere)]
        if start is not None
    ]
    if shared:
        yield found(
            15,
            Severity.REASON,
            f"Text of {len(shared)} {'section' if len(shared) == 1 else 'sections'} stands in the"
            " report of another case too.",
            [
                *(quoted(told, section) for section, told in shared[:_MOST]),
                Evidence("Compared by fingerprints alone; no name is known.", "Another case"),
            ],
            at=shared[0][0],
            about=["elsewhere", *(told for _section, told in shared)],
        )


def _first_shared(words: list[str], elsewhere: frozenset[int]) -> int | None:
    return next((start for start, mark in marks(words) if mark in elsewhere), None)


def runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """Go through the runs of so many words."""
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def shared_runs(words: list[str], others: Iterable[str], length: int) -> list[list[str]]:
    """Return the longest runs, of a length at least, that stand in the other words too."""
    there = set(runs(list(others), length))
    found_runs: list[list[str]] = []
    begun = -1
    for at, run in enumerate(runs(words, length)):
        if run in there:
            begun = at if begun < 0 else begun
            if at + length == len(words):
                found_runs.append(words[begun : at + length])
        elif begun >= 0:
            found_runs.append(words[begun : at - 1 + length])
            begun = -1
    return found_runs


def fingerprints(texts: Iterable[str]) -> frozenset[int]:
    """Return the fingerprints of texts, by which another case can be told to share a run."""
    return frozenset(mark for text in texts for _start, mark in marks(plain_words(text)))


def marks(words: list[str]) -> Iterator[tuple[int, int]]:
    """Go through the kept numbers of a text: where the run of words begins, and its number."""
    window: deque[tuple[int, int]] = deque()  # of rising numbers, the smallest first
    last = -1
    for at, run in enumerate(runs(words, GRAM)):
        number = _number(run)
        while window and window[-1][1] >= number:
            window.pop()
        window.append((at, number))
        if window[0][0] <= at - WINDOW:
            window.popleft()
        if at >= WINDOW - 1 and window[0][0] != last:
            last = window[0][0]
            yield window[0]
    if window and len(words) < GRAM + WINDOW - 1:
        yield window[0]


def _number(run: tuple[str, ...]) -> int:
    told = " ".join(run).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big", signed=True)
