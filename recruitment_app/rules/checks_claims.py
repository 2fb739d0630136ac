"""Checks 20 (rows) and 21: strengths beside what is uncertain, and who says so."""

from collections.abc import Iterator, Mapping
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings, WordList
from recruitment_app.rules.checks_wording import words_leave_room
from recruitment_app.rules.report_findings import Evidence, Finding, Severity, found, quoted
from recruitment_app.rules.report_prose import plain_words
from recruitment_app.rules.report_record import Passage, ReportRecord, ReportSection
from recruitment_app.rules.report_sections import (
    NARRATIVE_PARTS,
    OWN_WORD_ALONE,
    STRENGTHS,
    VULNERABILITIES,
)

_INDEPENDENT: Final = frozenset({"seen", "document", "third_party"})
_SHARED: Final = 0.5
"""A claim is told again in another row where so much of its words stands there."""
_SHORTEST: Final = 4


def strengths_are_balanced(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 20: a vulnerability or more, not outnumbered; and words that leave room."""
    for at in record.of(VULNERABILITIES):
        strengths = sum(1 for _ in record.rows(STRENGTHS))
        vulnerabilities = len(at.rows)
        told = [
            quoted(f"{vulnerabilities} vulnerabilities", at),
            *(quoted(f"{strengths} strengths", section) for section in record.of(STRENGTHS)),
        ]
        times = settings.number("strengths_for_one")
        if not vulnerabilities:
            yield found(
                20,
                Severity.REASON,
                "No vulnerability or uncertainty is named: nobody has none.",
                told,
                at=at,
                about=["none"],
            )
        elif strengths >= times * vulnerabilities:
            yield found(
                20,
                Severity.INFORMATION,
                f"There are {strengths} strengths and {vulnerabilities} vulnerabilities, {times} to"
                " one or more.",
                told,
                at=at,
                about=["balance"],
            )
    yield from words_leave_room(record, settings)


def claims_have_sources(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 21: each strength has its source, and the hard topics one beside the applicants."""
    accepted = [row.get("claim", "") for _at, row in record.rows(OWN_WORD_ALONE)]
    for at, row in record.rows(STRENGTHS):
        claim, source = row.get("claim", ""), row.get("source", "").strip().casefold()
        if not claim.strip():
            continue
        if not source:
            yield _unsourced(at, row, "has no source")
        elif source.startswith("said") and not any(_again(claim, each) for each in accepted):
            yield _unsourced(
                at, row, "rests on the applicants' word alone, and no row says why that is accepted"
            )
    for topic in settings.lists_of("topic_"):
        yield from _topic(record, topic, settings.words("independent"))


def _unsourced(at: ReportSection, row: Mapping[str, str], what: str) -> Finding:
    claim = row.get("claim", "")
    return found(
        21,
        Severity.REASON,
        f"The strength “{claim.strip()}” {what}.",
        [
            quoted(claim, at),
            quoted(f"Source: {row.get('source', '').strip() or 'none'}", at),
        ],
        at=at,
        about=[claim, what],
    )


def _again(claim: str, other: str) -> bool:
    """Say whether a statement is told again in another: it shares half of its longer words."""
    one, two = (
        {word for word in plain_words(text) if len(word) >= _SHORTEST} for text in (claim, other)
    )
    return bool(one) and len(one & two) >= _SHARED * min(len(one), len(two) or len(one))


def _topic(record: ReportRecord, topic: WordList, independent: WordList) -> Iterator[Finding]:
    """Give a topic that the report speaks of, where no passage on it has an independent source."""
    told = [
        (section, passage)
        for section in record.sections
        if section.part in NARRATIVE_PARTS
        for passage in section.passages()
        if topic.first(passage.text)
    ]
    if told and not any(_is_independent(passage, topic, independent) for _at, passage in told):
        section, passage = told[0]
        yield found(
            21,
            Severity.REASON,
            f"{topic.title} is spoken of with no other source than the applicants themselves.",
            [
                quoted(passage.text, section),
                Evidence("No passage on it is marked as seen, read or told by others.", "Report"),
            ],
            at=section,
            about=[topic.id],
        )


def _is_independent(passage: Passage, topic: WordList, independent: WordList) -> bool:
    """Say whether a passage on a topic is marked with a source, or names one who bears it out."""
    marked = any(part.source in _INDEPENDENT for part in passage.words)
    said = any(part.source == "said" and topic.first(part.text) for part in passage.words)
    return marked or (not said and bool(independent.first(passage.text)))
