"""Checks 1, 17, 18 and 19: each item told, at its length, and what was seen also weighed."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.report_findings import Evidence, Finding, Severity, found, quoted
from recruitment_app.rules.report_prose import plain_words
from recruitment_app.rules.report_record import ReportRecord, ReportSection
from recruitment_app.rules.report_sections import ANALYSIS, CONFIDENTIAL_PART, EVIDENCE

_RUN: Final = 4
_FEWEST_TO_WEIGH: Final = 20
"""An analysis shorter than this is judged by its length, not by its words."""


def each_item_is_told(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 1: every section that serves a statutory item is filled or says why not."""
    standing = {section.key for section in record.sections}
    titles = {item.id: item.title for item in record.items}
    for section in record.sections:
        wanted = [titles[item] for item in section.statute if item in titles]
        if wanted and not section.is_filled and not section.not_applicable.strip():
            yield found(
                1,
                Severity.BLOCKING,
                f"{section.shown} is empty and does not say why it does not apply.",
                [
                    Evidence("Nothing stands here.", section.shown, section.key, section.person),
                    *(Evidence(title, "Statutory item") for title in wanted),
                ],
                at=section,
                about=["empty"],
            )
    for item in record.items:
        if not standing & set(item.sections):
            yield found(
                1,
                Severity.BLOCKING,
                f"No section of this form tells the statutory item “{item.title}”.",
                [Evidence(item.title, item.citation)],
                about=[item.id],
            )


def words_are_within_bounds(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 17: sections within their bands, the whole near its aim, enough of it analysis."""
    told = [section for section in record.sections if section.part != CONFIDENTIAL_PART]
    for section in told:
        yield from _within_band(section)
    whole = sum(section.words for section in told)
    if not whole:
        return
    household = "couple" if record.is_couple else "single"
    least, most = (settings.number(f"{household}_words_{end}") for end in ("least", "most"))
    if not least <= whole <= most:
        yield found(
            17,
            Severity.INFORMATION,
            f"The whole report has {whole:,} words; the aim is {least:,} to {most:,}.",
            [
                Evidence(f"{whole:,} words", "Parts A to D"),
                Evidence(f"{least:,} to {most:,}", "Setting"),
            ],
            about=["whole"],
        )
    evidence, analysis = (_words_in(told, box) for box in (EVIDENCE, ANALYSIS))
    percent = settings.number("analysis_percent")
    if analysis * 100 < evidence * percent:
        yield found(
            17,
            Severity.INFORMATION,
            f"For {evidence:,} words of evidence there are {analysis:,} of analysis, fewer than"
            f" {percent} for each hundred.",
            [
                Evidence(f"{evidence:,} words", "All evidence boxes"),
                Evidence(f"{analysis:,} words", "All analysis boxes"),
            ],
            about=["share"],
        )


def _within_band(section: ReportSection) -> Iterator[Finding]:
    counted = [(section.asked_words, section.words, "words")]
    counted.append((section.asked_rows, len(section.rows), "rows"))
    for band, count, what in counted:
        if band and count and not band.least <= count <= band.most:
            few = count < band.least
            yield found(
                17,
                Severity.INFORMATION,
                f"{section.shown} has {count:,} {what}, {'fewer' if few else 'more'} than the"
                f" {band.least:,} to {band.most:,} that the form asks for.",
                [
                    Evidence(f"{count:,} {what}", section.shown, section.key, section.person),
                    Evidence(f"{band.least:,} to {band.most:,}", "The form"),
                ],
                at=section,
                about=[what, "few" if few else "many"],
            )


def _words_in(sections: list[ReportSection], box: str) -> int:
    return sum(len(section.box(box).split()) for section in sections)


def what_was_seen_is_weighed(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 18: no analysis is empty where its evidence is filled."""
    for section in record.sections:
        if not {EVIDENCE, ANALYSIS} <= set(section.asks_for):
            continue
        evidence = section.box(EVIDENCE)
        if evidence.strip() and not section.box(ANALYSIS).strip():
            yield found(
                18,
                Severity.BLOCKING,
                f"{section.shown} tells what was found and not what it means.",
                [quoted(evidence, section), quoted("The box “Analysis” is empty.", section)],
                at=section,
                about=["analysis"],
            )


def analysis_reasons(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 19: an analysis draws a conclusion, and does not say the evidence again."""
    reasoning = settings.words("reasoning")
    for section in record.sections:
        analysis = section.box(ANALYSIS)
        words = plain_words(analysis)
        if len(words) < _FEWEST_TO_WEIGH:
            continue
        if reasoning.words and not reasoning.first(analysis):
            yield found(
                19,
                Severity.INFORMATION,
                f"The analysis of {section.shown} has no word that draws a conclusion, such as"
                " “because” or “which means”: look whether it weighs what was found.",
                [quoted(analysis, section)],
                at=section,
                about=["no reasoning"],
            )
        again = _percent_again(words, plain_words(section.box(EVIDENCE)))
        if again > settings.number("repeated_percent"):
            yield found(
                19,
                Severity.INFORMATION,
                f"{again} per cent of the analysis of {section.shown} stands in its evidence"
                " already.",
                [quoted(analysis, section), quoted(section.box(EVIDENCE), section)],
                at=section,
                about=["repeated"],
            )


def _percent_again(words: list[str], evidence: list[str]) -> int:
    """Return how many of a hundred runs of four words stand in the evidence too."""
    runs = list(_runs(words))
    there = set(_runs(evidence))
    return 100 * sum(run in there for run in runs) // len(runs) if runs else 0


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(islice(words, at, None) for at in range(_RUN)), strict=False)
