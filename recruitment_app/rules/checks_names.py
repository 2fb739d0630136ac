"""Checks 13 and 14: names that are nobody's, and pronouns or words for a partner that are wrong."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import jellyfish

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.nicknames import is_given_name, names_behind
from recruitment_app.rules.report_findings import (
    Evidence,
    Finding,
    Severity,
    found,
    quoted,
    recorded,
)
from recruitment_app.rules.report_prose import Sentence, sentences, times_named
from recruitment_app.rules.report_record import ReportPerson, ReportRecord, ReportSection
from recruitment_app.rules.report_sections import (
    BY_APPLICANTS,
    CONFIDENTIAL_PART,
    REFEREES,
    SUPPORT_MAP,
)

_CAPITAL: Final = re.compile("[A-Z][a-z\u00c0-\u024f]+(?:['\u2019\\-][A-Z][a-z\u00c0-\u024f]+)*")
_NEAR: Final = 1
_LONG: Final = 7
"""A name so long may be missed by two letters and still be meant."""
_FAR_ENOUGH: Final = 4
"""A name shorter than this has too many neighbours to be a slip of another."""
_PLACE_AFTER: Final = re.compile(
    r"^(?:[\u2019']s)?\s+(?:Road|Street|Avenue|Lane|Close|Primary|School|Church|Hospital|College|"
    r"Park|House|Court|Centre|University|Academy|Hall|Green|Hill|Square|Trust|Ward|Day|Station)\b"
)
_PLACE_BEFORE: Final = re.compile(
    r"\b(?:St|Saint|Lake|Mount|Port|in|at|from|near|to|of|in [A-Z]\w+|the)\.?\s+$", re.IGNORECASE
)
_INITIALS: Final = re.compile(r"^(?:[A-Z]\.?[\s\-]?){1,4}$")


def names_are_right(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 13: each name is somebody's, and stands in the section of whom it is told."""
    known = _Known(record)
    words_too, given = (
        frozenset(word.casefold() for word in settings.words(each).words)
        for each in ("names_too", "given_names")
    )
    for section in record.sections:
        told: set[str] = set()
        for sentence in sentences([section]):
            for name, is_first, after, before in _names_in(sentence.text):
                if name in told or name.casefold() in words_too or known.has(name):
                    continue
                slip = known.slip(name, is_first=is_first)
                if slip is not None:
                    told.add(name)
                    yield _not_known(sentence, name, f"Is {slip} meant?", slip)
                elif known.is_short(name) or section.part == CONFIDENTIAL_PART:
                    continue
                elif _is_a_person(name, after, before, given):
                    told.add(name)
                    yield _not_known(sentence, name, "Nobody of that name is recorded.", "")
        yield from _other_applicant(record, section)
    for at, row in record.rows(REFEREES):
        initials = row.get("initials", "").strip()
        if initials and not _INITIALS.match(initials):
            yield found(
                13,
                Severity.REASON,
                f"{at.shown} names a referee, where initials alone may stand.",
                [quoted(initials, at), Evidence("Initials alone", "The form", at.key)],
                at=at,
            )


def _not_known(sentence: Sentence, name: str, told: str, slip: str) -> Finding:
    section = sentence.section
    return found(
        13,
        Severity.REASON,
        f"“{name}” in {section.shown} is not in the record. {told}",
        [quoted(sentence.text, section), recorded(slip or "No such name", "people")],
        at=section,
        about=[name, slip],
    )


def _names_in(text: str) -> Iterator[tuple[str, bool, str, str]]:
    """Go through capitalised words: each, whether it opens, what follows, what goes before."""
    for match in _CAPITAL.finditer(text):
        before = text[: match.start()]
        is_first = not re.search(r"\w", before) or bool(re.search(r"[.!?:\u201c\"]\s*$", before))
        yield match[0], is_first, text[match.end() :], before


def _is_a_person(name: str, after: str, before: str, given: frozenset[str]) -> bool:
    """Say whether an unknown capitalised word is surely a person's given name."""
    is_given = is_given_name(name) or name.casefold() in given
    if not is_given or len(name) < _FAR_ENOUGH - 1:
        return False
    return not _PLACE_AFTER.match(after) and not _PLACE_BEFORE.search(before)


class _Known:
    """The names that may stand in a report: everybody's of the record, and what its tables have."""

    def __init__(self, record: ReportRecord) -> None:
        self._people = {
            part: person.name
            for person in record.people
            for name in (person.name, person.known_as, *person.other_names)
            for part in re.split(r"[\s\-]+", name)
            if part
        }
        ties = [tie.other_name for person in record.people for tie in person.ties]
        cells = [
            cell
            for section in record.sections
            if section.key == SUPPORT_MAP or section.part == "d" or section.rows
            for row in section.rows
            for cell in row.values()
        ]
        own = [each.text for each in record.sections if each.key in BY_APPLICANTS]
        homes = [home.lines for person in record.people for home in person.homes]
        told = [*record.known_names, record.agency, *ties, *cells, *own, *homes]
        words = {word for text in told for word in _CAPITAL.findall(text)}
        self._known = {word.casefold() for word in words | self._people.keys()}
        written = " ".join(section.text for section in record.sections)
        self._plain = frozenset(re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", written))
        self._behind = {one for word in self._people for one in names_behind(word.casefold())}
        self._near = {part: name for part, name in self._people.items() if len(part) >= _FAR_ENOUGH}

    def has(self, name: str) -> bool:
        """Say whether a name is known as it stands, or one of its halves."""
        folded = name.casefold()
        return any(part in self._known for part in (folded, *folded.split("-")))

    def is_short(self, name: str) -> bool:
        """Say whether a name may stand for that of a person of the record: Beth for Elizabeth."""
        return is_given_name(name) and bool(names_behind(name.casefold()) & self._behind)

    def slip(self, name: str, *, is_first: bool) -> str | None:
        """Return the person whose name a word misses by a letter, a long one by two."""
        if len(name) < _FAR_ENOUGH:
            return None
        if is_first and not is_given_name(name) and name.casefold() in self._plain:
            return None
        return next(
            (
                whole
                for part, whole in self._near.items()
                if 0 < _apart(name, part) <= _NEAR + (min(len(name), len(part)) >= _LONG)
            ),
            None,
        )


@lru_cache(maxsize=4096)
def _apart(one: str, other: str) -> int:
    if abs(len(one) - len(other)) > _NEAR + 1:
        return len(one)
    return jellyfish.damerau_levenshtein_distance(one.casefold(), other.casefold())


def _other_applicant(record: ReportRecord, section: ReportSection) -> Iterator[Finding]:
    """Give a section of one applicant's own that names the other more often."""
    person = record.person(section.person)
    if person is None or not person.is_applicant:
        return
    own = times_named(person, section.text)
    for other in record.applicants:
        times = times_named(other, section.text) if other.key != person.key else 0
        if times > own:
            yield found(
                13,
                Severity.REASON,
                f"{section.shown} names {other.name} {_times(times)} and {person.name}"
                f" {_times(own)}: is it about the right one?",
                [
                    quoted(_first_naming(section, other), section),
                    recorded(person.name, f"whose section {section.number} is"),
                ],
                at=section,
                about=[other.key, "more often"],
            )


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _first_naming(section: ReportSection, person: ReportPerson) -> str:
    told = (each.text for each in sentences([section]) if times_named(person, each.text))
    return next(told, "")


_HE: Final = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
_SHE: Final = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_MEN: Final = re.compile(
    r"\b(?:fathers?|dads?|brothers?|sons?|grandsons?|uncles?|grandfathers?|grandads?|husbands?|"
    r"nephews?|boys?|man|men|boyfriends?|step-?fathers?|sir|god-?sons?|god-?fathers?|lads?)\b",
    re.IGNORECASE,
)
_WOMEN: Final = re.compile(
    r"\b(?:mothers?|mums?|sisters?|daughters?|granddaughters?|aunts?|grandmothers?|grans?|nans?|"
    r"wife|wives|nieces?|girls?|woman|women|girlfriends?|step-?mothers?|midwife|god-?daughters?|"
    r"god-?mothers?)\b",
    re.IGNORECASE,
)
_ANYBODY: Final = re.compile(
    r"\b(?:child|baby|toddler|pupil|friends?|partners?|managers?|teachers?|colleagues?|cousins?|"
    r"neighbours?|bosse?s?|head ?teacher|trainer|adviser|gp|doctor|nurse|worker|referee|coach|"
    r"tutor|counsellor|dog|cat|twins?|siblings?|parents?|carers?|adopters?|employer|who|somebody|"
    r"someone|anybody|anyone|minister|priest|imam|vicar|foreman|supervisor|lodger|person|student|"
    r"customer|apprentice|captain|patients)\b",
    re.IGNORECASE,
)


def pronouns_fit(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 14: in a section of one applicant's own nobody else's pronoun; partners as they are."""
    known = _Known(record)
    for section in record.sections:
        person = record.person(section.person)
        if person is not None and person.is_applicant and section.key not in BY_APPLICANTS:
            yield from _slips(record, section, person, known)
        if section.key not in BY_APPLICANTS:
            yield from _partners(record, section)


def _slips(
    record: ReportRecord, section: ReportSection, person: ReportPerson, known: _Known
) -> Iterator[Finding]:
    wrong, others = {"female": (_HE, _MEN), "male": (_SHE, _WOMEN)}.get(person.gender, (None, None))
    if wrong is None or others is None:
        return
    for passage in section.passages():
        text = passage.text
        match = wrong.search(text)
        if match is None:
            continue
        names = {name for name, _first, _after, _before in _names_in(text) if known.has(name)}
        somebody_else = any(
            times_named(one, text) for one in record.people if one.key != person.key
        ) or any(
            is_given_name(name.casefold()) and name not in person.name.split() for name in names
        )
        if not (somebody_else or others.search(text) or _ANYBODY.search(text)):
            yield found(
                14,
                Severity.INFORMATION,
                f"“{match[0]}” in {section.shown}: {person.called} is recorded as"
                f" {person.gender}, and nobody else is spoken of.",
                [
                    quoted(text[max(0, match.start() - 60) :], section),
                    recorded(person.gender, f"gender of {person.name}"),
                ],
                at=section,
                about=[match[0], text[:80]],
            )


_SPOUSE: Final = re.compile(r"\b(?:husband|wife)\b", re.IGNORECASE)
_CIVIL_PARTNER: Final = re.compile(r"\bcivil partner\b", re.IGNORECASE)
_STATUS: Final = {
    "civil_partnership": (_SPOUSE, "a civil partnership"),
    "living_together": (_SPOUSE, "living together"),
    "married": (_CIVIL_PARTNER, "married"),
}


def _partners(record: ReportRecord, section: ReportSection) -> Iterator[Finding]:
    """Give a word for a partner that says another bond than the record has of the couple."""
    if not record.is_couple or record.couple_status not in _STATUS:
        return
    pattern, status = _STATUS[record.couple_status]
    for sentence in sentences([section]):
        names = [one for one in record.applicants if times_named(one, sentence.text)]
        match = pattern.search(sentence.text)
        if match is None or not names or re.search(r"\b(?:former|ex-|first|late)\b", sentence.text):
            continue
        apart = [one for one in names if _is_said_of(one, match, sentence.text)]
        if apart:
            yield found(
                14,
                Severity.INFORMATION,
                f"{section.shown} says “{match[0]}” of the couple; the record says {status}.",
                [quoted(sentence.text, section), recorded(status, "the couple")],
                at=section,
                about=[match[0].casefold(), record.couple_status],
            )
            return


def _is_said_of(person: ReportPerson, word: re.Match[str], text: str) -> bool:
    """Say whether the word stands right beside a name: “her husband Tom”, “Tom, her husband”."""
    near = text[max(0, word.start() - 30) : word.end() + 25]
    return times_named(person, near) > 0
