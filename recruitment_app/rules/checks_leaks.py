"""Checks 24 and 25: what can be read out of the finished PDFs and should not stand in them.

They read the words of the pages as a reader's search would find them, and whatever else a file
holds: its title, bookmarks, alternative texts and attachments. Headers and footers that run
through a paper, and the addendum's front page, are no leak.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.checks_copies import runs, shared_runs
from recruitment_app.rules.report_findings import Evidence, Finding, Severity, cut, found
from recruitment_app.rules.report_prose import plain_words, sentences_of
from recruitment_app.rules.report_record import PaperText, ReportRecord, ReportSection
from recruitment_app.rules.report_sections import (
    CHECKS_DONE,
    CONFIDENTIAL_PART,
    DOCTOR,
    INTERVIEWS,
    JOBS,
    REFEREES,
    SCHOOLS,
    SUPPORT_MAP,
)

LEAKED_RUN: Final = 8
"""Words in a row of the addendum that no other paper may share."""
_MOST: Final = 5
_NEAR: Final = 60
"""A check and what it says stand within so many characters of each other."""
_RUNNING: Final = 3
"""Lines at the head and the foot of a page that may run through a paper."""
_FULL_NAME: Final = re.compile(
    "(?<!\\w)[A-Z][a-z\u00c0-\u024f]+(?: [A-Z][a-z\u00c0-\u024f'\u2019\\-]+){1,2}(?!\\w)"
)
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}\w")
_PHONE: Final = re.compile(r"(?<![\w£.])(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?!\w)")
_LEAST_NAME: Final = 3
_STREET: Final = re.compile(
    r"\b(?:road|street|lane|avenue|close|drive|way|gardens?|terrace|crescent|grove|place|court|"
    r"row|hill|walk|square|mews|park|green|rise|view)\b",
    re.IGNORECASE,
)
_NO_NAMES: Final = frozenset({"the", "self", "employed", "none", "unemployed", "home", "various"})


def applicants_copy_tells_no_secret(
    record: ReportRecord, settings: CheckSettings
) -> Iterator[Finding]:
    """Check 24: nothing of the addendum can be read in the applicants' copy or the profile."""
    secret = [each for each in record.sections if each.part == CONFIDENTIAL_PART]
    for paper in record.papers:
        if paper.edition not in {"applicants", "profile"}:
            continue
        for place, text in _places(paper):
            words = plain_words(text)
            yield from _runs_of(secret, words, place, paper)
            if paper.edition == "applicants":
                yield from _referees_named(record, secret, text, place)
                yield from _results(settings, text, place)
        yield from _attached(paper)
    yield from _shared_with_the_addendum(record)


def _places(paper: PaperText) -> Iterator[tuple[str, str]]:
    """Go through what can be read in a paper: all pages as one, then each hidden thing."""
    yield f"{_named(paper)}, pages", "\n".join(_without_running(paper))
    for where, text in paper.hidden:
        yield f"{_named(paper)}, {where}", text


def _named(paper: PaperText) -> str:
    return {"applicants": "The applicants' copy", "profile": "The profile"}.get(
        paper.edition, f"The {paper.edition} edition"
    )


def _without_running(paper: PaperText) -> list[str]:
    """Return the pages without the lines that run through the paper at head and foot."""
    pages = [page.strip().split("\n") for page in paper.pages]
    ends = Counter(
        _folded(line) for lines in pages for line in {*lines[:_RUNNING], *lines[-_RUNNING:]}
    )
    often = {line for line, times in ends.items() if times > 1 and times * 2 >= len(pages)}
    kept = []
    for lines in pages:
        last = len(lines) - _RUNNING
        kept.append(
            "\n".join(
                line
                for at, line in enumerate(lines)
                if not ((at < _RUNNING or at >= last) and _folded(line) in often)
            )
        )
    return kept


def _folded(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _runs_of(
    secret: list[ReportSection], words: list[str], place: str, paper: PaperText
) -> Iterator[Finding]:
    there = set(runs(words, LEAKED_RUN))
    if not there:
        return
    for section in secret:
        own = plain_words(section.text)
        if there.isdisjoint(runs(own, LEAKED_RUN)):
            continue
        for run in shared_runs(own, words, LEAKED_RUN)[:_MOST]:
            told = " ".join(run)
            yield found(
                24,
                Severity.BLOCKING,
                f"{place}: {len(run)} words in a row of {section.shown} can be read there.",
                [
                    Evidence(cut(told), section.shown, section.key, section.person),
                    Evidence(cut(told), place),
                ],
                at=section,
                about=[paper.edition, " ".join(run[:LEAKED_RUN])],
            )


def _referees_named(
    record: ReportRecord, secret: list[ReportSection], text: str, place: str
) -> Iterator[Finding]:
    """Give each referee's name of the interviews that can be read, beside their initials."""
    initials = {
        "".join(sign for sign in row.get("initials", "") if sign.isalpha()).upper()
        for _at, row in record.rows(REFEREES)
    }
    known = {person.name for person in record.people} | set(record.known_names)
    drawn = {row.get("who", "").strip() for _at, row in record.rows(SUPPORT_MAP)}
    for section in secret:
        if section.key != INTERVIEWS:
            continue
        for name in dict.fromkeys(_FULL_NAME.findall(section.text)):
            is_referee = "".join(part[0] for part in name.split()) in initials
            if is_referee and name not in known | drawn and name in " ".join(text.split()):
                yield found(
                    24,
                    Severity.BLOCKING,
                    f"{place}: the referee {name} is named there.",
                    [
                        Evidence(name, section.shown, section.key, section.person),
                        Evidence(name, place),
                    ],
                    at=section,
                    about=["referee", name],
                )


def _results(settings: CheckSettings, text: str, place: str) -> Iterator[Finding]:
    """Give each sentence that names a check and says what it says."""
    checks, results = settings.words("check_names"), settings.words("check_results")
    for sentence in sentences_of(" ".join(text.split())):
        for match in checks.found(sentence):
            named = match[0]
            said = results.first(sentence[max(0, match.start() - _NEAR) : match.end() + _NEAR])
            if not said:
                continue
            yield found(
                24,
                Severity.BLOCKING,
                f"{place}: what a check says can be read there: “{named}”, “{said}”.",
                [
                    Evidence(cut(sentence), place),
                    Evidence("Results stand in the addendum alone.", "Law and practice"),
                ],
                section=CHECKS_DONE,
            )
            break


def _attached(paper: PaperText) -> Iterator[Finding]:
    for where, text in paper.hidden:
        if where.startswith("attachment"):
            yield found(
                24,
                Severity.BLOCKING,
                f"{_named(paper)} carries a file within it, which no edition may.",
                [Evidence(cut(text), where)],
                about=[paper.edition, where],
            )


def _shared_with_the_addendum(record: ReportRecord) -> Iterator[Finding]:
    """Give runs of eight words that the addendum's PDF shares with the copy or the profile."""
    addendum = next((each for each in record.papers if each.edition == "addendum"), None)
    if addendum is None:
        return
    own = plain_words("\n".join(_without_running(addendum)[1:]))
    secret = [each for each in record.sections if each.part == CONFIDENTIAL_PART]
    told = {run for each in secret for run in runs(plain_words(each.text), LEAKED_RUN)}
    for paper in record.papers:
        if paper.edition not in {"applicants", "profile"}:
            continue
        words = plain_words("\n".join(_without_running(paper)))
        for run in shared_runs(own, words, LEAKED_RUN)[:_MOST]:
            if not told.isdisjoint(runs(run, LEAKED_RUN)):
                continue  # told above, with its section
            told_words = " ".join(run)
            yield found(
                24,
                Severity.BLOCKING,
                f"{_named(paper)} and the addendum share {len(run)} words in a row.",
                [
                    Evidence(cut(told_words), "The addendum"),
                    Evidence(cut(told_words), _named(paper)),
                ],
                about=["addendum", paper.edition, " ".join(run[:LEAKED_RUN])],
            )


def profile_names_nobody(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 25: the profile leads to nobody: no surname, address, work, school, doctor, number."""
    paper = next((each for each in record.papers if each.edition == "profile"), None)
    if paper is None:
        return
    for place, raw in _places(paper):
        text = " ".join(raw.split())
        if record.agency:
            text = text.replace(record.agency, " ")
        for what, value, said in _identifying(record):
            if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text):
                yield _gives_away(place, what, value, said)
        for what, pattern in (
            ("a postcode", _POSTCODE),
            ("an e-mail address", _EMAIL),
            ("a telephone number", _PHONE),
        ):
            for match in dict.fromkeys(each[0] for each in pattern.finditer(text)):
                yield _gives_away(place, what, match, "Pattern")


def _gives_away(place: str, what: str, value: str, said: str) -> Finding:
    return found(
        25,
        Severity.BLOCKING,
        f"{place}: {what} can be read there, “{cut(value)}”.",
        [Evidence(cut(value), place), Evidence(cut(value), said)],
        about=[what, value],
    )


def _identifying(record: ReportRecord) -> Iterator[tuple[str, str, str]]:
    """Go through what leads to somebody: what it is, the words, and where the record has it."""
    seen: set[str] = set()
    for what, value, said in _values(record):
        bare = " ".join(value.split()).strip(" ,.")
        is_name = len(bare) >= _LEAST_NAME and bare.casefold() not in _NO_NAMES
        if is_name and bare not in seen:
            seen.add(bare)
            yield what, bare, said


def _values(record: ReportRecord) -> Iterator[tuple[str, str, str]]:
    yield from _values_of_people(record)
    for what, key, column in (
        ("an employer", JOBS, "employer"),
        ("a school", SCHOOLS, "school"),
        ("a doctor", DOCTOR, "practice"),
    ):
        for at, row in record.rows(key):
            names = re.split(r"[,;\n]", row.get(column, ""))
            for name in names if key == DOCTOR else names[:1]:  # a place may stand behind it
                yield what, name, at.shown


def _values_of_people(record: ReportRecord) -> Iterator[tuple[str, str, str]]:
    for person in record.people:
        place = f"Record: {person.name}"
        yield "a surname", person.family_name, place
        for name in person.other_names:
            yield "a surname", name.split(" ")[-1] if " " in name else "", place
        for phone in person.phones:
            yield "a telephone number", phone, place
        for email in person.emails:
            yield "an e-mail address", email, place
        for home in person.homes:
            yield "a postcode", home.postcode, place
            for line in home.lines.replace(",", "\n").split("\n"):
                if _STREET.search(line):
                    yield "a street", re.sub(r"^[\s\d]+[A-Za-z]?\s+", "", line), place
