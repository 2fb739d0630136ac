"""Checks 16, 20 (words) and 36: what a template left, absolute words, and words that judge."""

import re
from collections.abc import Iterator
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings, WordList
from recruitment_app.rules.report_findings import Evidence, Finding, Severity, found, quoted
from recruitment_app.rules.report_prose import Sentence, listed, plain_words, sentences
from recruitment_app.rules.report_record import ReportRecord, ReportSection
from recruitment_app.rules.report_sections import (
    ANALYSIS,
    BY_APPLICANTS,
    CONFIDENTIAL_PART,
    RECOMMENDATION,
)

_COUNCIL: Final = re.compile(
    r"(?:\b(?:[A-Z][\w\u2019'-]+|upon|on|and|of|the|with)\s+){0,4}?"
    r"(?:Borough |City |County |District |Metropolitan |Town )*Council\b"
    r"|\bLondon Borough of(?:\s+(?:[A-Z][\w\u2019'-]+|upon|and|on))+"
)
_SHORTEST_PROMPT: Final = 6
_NO_NAME: Final = frozenset(
    {
        *("the", "of", "and", "on", "upon", "with", "town", "london", "metropolitan"),
        *("council", "county", "borough", "city", "district"),
    }
)


def nothing_is_left_of_a_template(
    record: ReportRecord, settings: CheckSettings
) -> Iterator[Finding]:
    """Check 16: no place-holder, prompt or other council's name stands in the report."""
    residue = settings.words("residue")
    told = _known_to_the_record(record)
    other_kinds = frozenset(settings.words("other_councils").words)
    for section in record.sections:
        typed = [section.text, *(cell for row in section.rows for cell in row.values())]
        for text in typed:
            if left := residue.first(text):
                yield found(
                    16,
                    Severity.BLOCKING,
                    f"“{left}” in {section.shown} looks like something left of a template.",
                    [quoted(_around(text, left), section)],
                    at=section,
                    about=[left],
                )
        yield from _prompts_left(section)
        if section.part != CONFIDENTIAL_PART and section.key not in BY_APPLICANTS:
            yield from _other_councils(section, told | other_kinds)


def _prompts_left(section: ReportSection) -> Iterator[Finding]:
    text = f" {' '.join(plain_words(section.text))} "
    for prompt in section.prompts:
        words = plain_words(prompt)
        if len(words) >= _SHORTEST_PROMPT and f" {' '.join(words)} " in text:
            yield found(
                16,
                Severity.BLOCKING,
                f"A prompt of the form stands in the text of {section.shown}.",
                [quoted(prompt, section)],
                at=section,
            )


def _known_to_the_record(record: ReportRecord) -> frozenset[str]:
    """Return everything in which another council may rightly be named: homes, jobs, checks."""
    homes = [f"{home.authority} {home.lines}" for one in record.people for home in one.homes]
    cells = [cell for section in record.sections for row in section.rows for cell in row.values()]
    apart = [each.text for each in record.sections if each.part == CONFIDENTIAL_PART]
    return frozenset(plain_words(" ".join([record.agency, *homes, *cells, *apart])))


def _other_councils(section: ReportSection, told: frozenset[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for match in _COUNCIL.finditer(section.text):
        name = set(plain_words(match[0])) - _NO_NAME
        if not name or name & told or match[0] in seen:
            continue
        seen.add(match[0])
        council = re.sub(r"^(?:[a-z]+\s+)+", "", match[0].strip())
        yield found(
            16,
            Severity.BLOCKING,
            f"{section.shown} names “{council}”, which is not this agency and stands"
            " nowhere in the record.",
            [
                quoted(_around(section.text, match[0]), section),
                Evidence("No address, job or check names it.", "Record"),
            ],
            at=section,
            about=[match[0]],
        )


def words_leave_room(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 20, its words: an analysis without absolute words, a report without empty praise."""
    absolute, praise = settings.words("absolute"), settings.words("praise")
    for section in _by_the_worker(record):
        weighed = section.box(ANALYSIS)
        if section.key == RECOMMENDATION:
            weighed = section.text
        yield from _noted(20, absolute, section, weighed)
        yield from _noted(20, praise, section, section.text)


def words_do_not_judge(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 36: no loaded words; orientation, faith and weight only where they belong."""
    for section in _by_the_worker(record):
        for words in settings.lists_of("loaded_"):
            yield from _noted(36, words, section, section.text)
        for words in settings.lists_of("apart_"):
            if section.key not in words.belongs_in:
                yield from _noted(36, words, section, section.text)


def _by_the_worker(record: ReportRecord) -> list[ReportSection]:
    apart = {*BY_APPLICANTS}
    return [
        section
        for section in record.sections
        if section.key not in apart and section.part != CONFIDENTIAL_PART
    ]


def _noted(check: int, words: WordList, section: ReportSection, text: str) -> Iterator[Finding]:
    """Give one finding for the words of a list in a text, each quoted once in its sentence."""
    there = list(dict.fromkeys(match[0].casefold() for match in words.found(text)))
    if there:
        around = [sentence.text for sentence in _saying(section, words)][:3]
        yield found(
            check,
            Severity.INFORMATION,
            f"{words.title}: {listed(there)} in {section.shown}. {words.why}".strip(),
            [quoted(each, section) for each in around] or [quoted(there[0], section)],
            at=section,
            about=[words.id, *there],
        )


def _saying(section: ReportSection, words: WordList) -> Iterator[Sentence]:
    return (each for each in sentences([section]) if words.first(each.text))


def _around(text: str, words: str) -> str:
    """Return the line of a text in which words stand."""
    return next((line for line in text.split("\n") if words.casefold() in line.casefold()), words)
