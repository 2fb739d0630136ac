"""Checks 22 and 23: the child they could parent against the evidence, and the recommendation."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.report_findings import (
    Evidence,
    Finding,
    Severity,
    found,
    quoted,
    recorded,
)
from recruitment_app.rules.report_prose import Sentence, sentences
from recruitment_app.rules.report_record import ReportRecord, ReportSection
from recruitment_app.rules.report_sections import (
    CHILD_WANTED,
    CONTACT,
    EXPERIENCE,
    GLANCE,
    HOME,
    IDENTITY,
    RECOMMENDATION,
    UNDERSTANDING,
)

_I: Final = re.IGNORECASE
_FIGURES: Final[Mapping[str, int]] = {
    "no": 0,
    "one": 1,
    "a": 1,
    "single": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "birth": 0,
    "newborn": 0,
    "eleven": 11,
    "twelve": 12,
}
_FIGURE: Final = r"(\d{1,2}|" + "|".join(sorted(_FIGURES, key=len, reverse=True)) + r")"
_BEDROOMS: Final = re.compile(
    rf"\b{_FIGURE}[\s-]+(?:double |single |good |large )?bedroom", re.IGNORECASE
)
_CHILDREN: Final = re.compile(
    rf"\b(?:up to |at most )?{_FIGURE}(?: or {_FIGURE})? (?:(?:young|older|related) )?"
    r"(?:child(?:ren)?|sibling|brothers? (?:and|or) sisters?|siblings)\b",
    _I,
)
_RANGE: Final = re.compile(
    rf"\b(?:(?:from|between|aged?|ages?) )?{_FIGURE}(?: years?| months?)?"
    r"\s*(?:to|and|[-\u2013]|up to)"
    rf"\s*(?:the age of )?{_FIGURE}\b(?! (?:child|sibling|brother|week|month|hour|night|bed))",
    _I,
)
_UP_TO: Final = re.compile(
    rf"\b(?:up to|under|younger than|to the age of|no older than) (?:the age of |age )?{_FIGURE}\b"
    r"(?! (?:child|sibling|brother|week|month|hour|night))",
    _I,
)
_NOT_SUITABLE: Final = re.compile(
    r"\b(?:not|un)\s*(?:be )?(?:approved|suitable|recommend)", re.IGNORECASE
)
_SUITABLE: Final = re.compile(r"\b(?:suitable|approv(?:ed|al)|recommend)", _I)
_RECOMMENDS: Final = re.compile(r"\b(?:recommend|suitable|approv)", _I)
_AGES_SAID: Final = re.compile(
    r"\b(?:age|aged|ages|years?|old|birth|child|children)\b", re.IGNORECASE
)


def range_rests_on_evidence(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 22: each yes is shown in what was written of ability; beds and ages allow for it."""
    shown = _sections_that_show(record)
    for at, row in record.rows(CHILD_WANTED):
        if row.get("answer", "").strip().casefold() != "yes":
            continue
        said = _bare(row.get("shown_in", ""))
        if not any(mark in said for mark, section in shown.items() if section.is_filled):
            yield found(
                22,
                Severity.REASON,
                f"“{row.get('need', '').strip()}” is answered yes, and the row leads to no section"
                " on experience, understanding, contact or identity that is written.",
                [
                    quoted(f"{row.get('need', '')}: yes", at),
                    quoted(f"Shown in: {row.get('shown_in', '').strip() or 'nothing'}", at),
                ],
                at=at,
                about=[row.get("need", "")],
            )
    yield from _bedrooms(record)
    yield from _ages(record, settings.number("years_between"))


def _sections_that_show(record: ReportRecord) -> dict[str, ReportSection]:
    """Return the sections on ability by how a cell may name them: B14, b.15, or their titles."""
    marks: dict[str, ReportSection] = {}
    for section in record.of(EXPERIENCE, UNDERSTANDING, CONTACT, IDENTITY):
        for name in (section.number, section.key, section.title):
            if name:
                marks[_bare(name)] = section
    return marks


def _bare(text: str) -> str:
    return re.sub(r"[\s.]", "", text.casefold())


def _figure(word: str) -> int:
    return int(word) if word.isdigit() else _FIGURES[word.casefold()]


def _wanted(record: ReportRecord) -> tuple[int, ReportSection, str] | None:
    """Return how many children at most are answered yes, with the row that says so."""
    told = [
        (max(_figure(figure) for figure in match.groups() if figure), at, row["need"])
        for at, row in record.rows(CHILD_WANTED)
        if row.get("answer", "").strip().casefold() == "yes"
        for match in _CHILDREN.finditer(row.get("need", ""))
    ]
    return max(told, key=lambda each: each[0], default=None)


def _bedrooms(record: ReportRecord) -> Iterator[Finding]:
    wanted = _wanted(record)
    rooms = [
        (_figure(match[1]), at, text)
        for at, row in record.rows(HOME)
        for text in (row.get("outline", ""), row.get("detail", ""))
        for match in _BEDROOMS.finditer(text)
    ]
    if wanted is None or not rooms:
        return
    number, home, told = max(rooms, key=lambda each: each[0])
    at_home = [one for one in record.people if one.is_at_home and not one.is_applicant]
    free = number - 1 - len(at_home)
    if free < wanted[0]:
        yield found(
            22,
            Severity.REASON,
            f"{number} bedrooms leave {max(free, 0)} beside those who live there, for"
            f" {wanted[0]} {'child' if wanted[0] == 1 else 'children'}.",
            [quoted(told, home), quoted(wanted[2], wanted[1])],
            at=wanted[1],
            about=["bedrooms", str(number), str(wanted[0])],
        )


def _ages(record: ReportRecord, years: int) -> Iterator[Finding]:
    """Give an age answered yes that comes too near the youngest child at home."""
    born = [
        (one.born.ages(record.today)[0], one)
        for one in record.people
        if one.is_at_home and not one.is_applicant and one.born and "child" in one.relation
    ]
    if not born:
        return
    age, child = min(born, key=lambda each: each[0])
    for at, row in record.rows(CHILD_WANTED):
        oldest = _oldest(row.get("need", ""))
        is_yes = row.get("answer", "").strip().casefold() == "yes"
        if is_yes and oldest is not None and age - oldest < years:
            yield found(
                22,
                Severity.REASON,
                f"Children up to {oldest} are answered yes; {child.name} is {age}, and {years}"
                " years between them are looked for.",
                [
                    quoted(row.get("need", ""), at),
                    recorded(f"{child.name}, {age}", "children at home"),
                ],
                at=at,
                about=["gap", str(oldest), child.key],
            )


def _oldest(text: str) -> int | None:
    """Return the upper end of a range of ages that a text gives."""
    tops = [_figure(match[2]) for match in _RANGE.finditer(text)]
    tops += [_figure(match[1]) for match in _UP_TO.finditer(text)]
    return max(tops, default=None)


def recommendation_is_plain(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 23: the recommendation is there, hangs on nothing, and is the same at a glance."""
    whole = next(iter(record.of(RECOMMENDATION)), None)
    glance = next(iter(record.of(GLANCE)), None)
    for section in (whole, glance):
        if section is None:
            continue
        if not _SUITABLE.search(section.text):
            yield found(
                23,
                Severity.BLOCKING,
                f"{section.shown} does not say whether they are recommended as suitable to adopt.",
                [quoted(section.text or "Nothing stands here.", section)],
                at=section,
                about=["missing"],
            )
        for sentence in sentences([section]):
            said = settings.words("conditional").first(sentence.text)
            if said and _RECOMMENDS.search(sentence.text):
                yield found(
                    23,
                    Severity.BLOCKING,
                    f"The recommendation in {section.shown} hangs on something: “{said}”.",
                    [
                        quoted(sentence.text, section),
                        Evidence("A recommendation is never conditional.", "Practice of panels"),
                    ],
                    at=section,
                )
    if whole is not None and glance is not None:
        yield from _differing(whole, glance)


def _differing(whole: ReportSection, glance: ReportSection) -> Iterator[Finding]:
    """Give what the two places say otherwise: suitable or not, how many children, how old."""
    for what, one, other in (
        ("whether they are suitable", _verdict(whole), _verdict(glance)),
        ("the number of children", _number(whole), _number(glance)),
        ("the ages of children", _age(whole), _age(glance)),
    ):
        if one and other and one[0] != other[0]:
            yield found(
                23,
                Severity.BLOCKING,
                f"{glance.shown} and {whole.shown} differ in {what}: {other[0]} and {one[0]}.",
                [quoted(other[1], glance), quoted(one[1], whole)],
                at=glance,
                about=[what, str(one[0]), str(other[0])],
            )


def _verdict(section: ReportSection) -> tuple[str, str] | None:
    for sentence in sentences([section]):
        if _NOT_SUITABLE.search(sentence.text):
            return "not suitable", sentence.text
        if _SUITABLE.search(sentence.text):
            return "suitable", sentence.text
    return None


def _number(section: ReportSection) -> tuple[int, str] | None:
    for sentence in _on_children(section):
        for match in _CHILDREN.finditer(sentence.text):
            return max(_figure(figure) for figure in match.groups() if figure), sentence.text
    return None


def _age(section: ReportSection) -> tuple[int, str] | None:
    for sentence in _on_children(section):
        oldest = _oldest(sentence.text)
        if oldest is not None and _AGES_SAID.search(sentence.text):
            return oldest, sentence.text
    return None


def _on_children(section: ReportSection) -> Iterator[Sentence]:
    """Go through the sentences that recommend, and that speak of a child or children."""
    return (
        each
        for each in sentences([section])
        if _RECOMMENDS.search(each.text) and re.search(r"child|sibling", each.text, _I)
    )
