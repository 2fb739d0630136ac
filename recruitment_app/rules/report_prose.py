"""The words of a report taken apart: sentences, plain words, and who is meant by a name."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from recruitment_app.rules.report_record import BoxText, Passage, ReportPerson, ReportSection

_WORD: Final = re.compile("[^\\W_]+(?:['\u2019][^\\W_]+)*")
_END: Final = re.compile(
    "[.!?\u2026][\"'\u201d\u2019)\\]]*(\\s+)(?=[\"'\u201c\u2018(\\[]?[A-Z0-9\u00a3])|(\n+)"
)
_LONGEST: Final = 1000
_SHORTENED: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|St|Prof|Rev|No|e\.g|i\.e|approx|cf|vs)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True, repr=False)
class Sentence:
    """A sentence of a report with where it stands."""

    text: str
    section: ReportSection
    box: str
    passage: Passage


def sentences_of(text: str) -> Iterator[str]:
    """Go through the sentences of a text; a line break ends one, a short form such as Dr. not.

    What never ends is given in pieces, so that no check looks too long at one.
    """
    for sentence in _whole_sentences(text):
        if len(sentence) <= _LONGEST:
            yield sentence
        else:
            yield from textwrap.wrap(sentence, _LONGEST)


def _whole_sentences(text: str) -> Iterator[str]:
    begun = ""
    at = 0
    for match in _END.finditer(text):
        begun += text[at : match.start(1) if match[1] else match.start()]
        at = match.end()
        if "\n" not in match[0] and _SHORTENED.search(begun):
            begun += " "
            continue
        if begun.strip():
            yield begun.strip()
        begun = ""
    begun += text[at:]
    if begun.strip():
        yield begun.strip()


def sentences(sections: Iterable[ReportSection]) -> Iterator[Sentence]:
    """Go through the sentences of sections; headings are none."""
    for section in sections:
        for box in section.boxes:
            yield from _of_box(section, box)


def _of_box(section: ReportSection, box: BoxText) -> Iterator[Sentence]:
    for passage in box.passages:
        if not passage.is_heading:
            for text in sentences_of(passage.text):
                yield Sentence(text, section, box.box, passage)


def plain_words(text: str) -> list[str]:
    """Return the words for comparing, in small letters: hyphens part them, apostrophes go."""
    whole = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    return [word.replace("'", "").replace("\u2019", "") for word in _WORD.findall(whole)]


@lru_cache(maxsize=2048)
def _name_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))


def names_of(person: ReportPerson) -> tuple[str, ...]:
    """Return the names by which prose may call a person, family name alone left out."""
    first = person.given_names.split()[:1]
    names = (person.name, person.known_as, *first, *person.other_names)
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))


def is_named(person: ReportPerson, text: str) -> bool:
    """Say whether a text names a person."""
    names = names_of(person)
    return bool(names) and _name_pattern(names).search(text) is not None


def times_named(person: ReportPerson, text: str) -> int:
    """Count how often a text names a person."""
    names = names_of(person)
    return sum(1 for _ in _name_pattern(names).finditer(text)) if names else 0


def named_in(people: Iterable[ReportPerson], text: str) -> list[ReportPerson]:
    """Return the people whom a text names."""
    return [person for person in people if is_named(person, text)]


def last_named(people: Sequence[ReportPerson], text: str) -> ReportPerson | None:
    """Return whom a text names last."""
    best: tuple[int, ReportPerson] | None = None
    for person in people:
        names = names_of(person)
        if not names:
            continue
        for match in _name_pattern(names).finditer(text):
            if best is None or match.start() >= best[0]:
                best = (match.start(), person)
    return best[1] if best else None


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: “a”, “b” and “c”."""
    quoted = [f"“{word}”" for word in words]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]]))
