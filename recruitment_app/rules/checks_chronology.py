"""Checks 11 and 12: gaps in a life from eighteen on, and a chronology that tells it otherwise."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.chronology import (
    LifeEvent,
    Strand,
    Stretch,
    contradictions,
    overlaps,
    shares_a_word,
)
from recruitment_app.rules.life_story import LifeStory, story_of
from recruitment_app.rules.report_findings import (
    Evidence,
    Finding,
    Severity,
    found,
    quoted,
    recorded,
)
from recruitment_app.rules.report_record import ReportPerson, ReportRecord, ReportSection
from recruitment_app.rules.report_sections import CHRONOLOGY, JOBS, SCHOOLS

_WITHOUT_GAPS: Final = (Strand.HOME, Strand.OCCUPATION)
_MONTH: Final = timedelta(days=31)
_BEGINS: Final = re.compile(
    r"\b(?:mov(?:es?|ed)|buys?|bought|begins?|began|starts?|started|joins?|joined|becomes?|became|"
    r"marr(?:y|ies|ied)|weds?|wedding|enters?|entered)\b",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(r"\bfull[\s-]*time\b", re.IGNORECASE)


def gaps_are_explained(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 11: no gap of homes, or of education and work, without a row that explains it."""
    months = settings.number("gap_months")
    for person, section, story in _stories(record):
        for strand in _WITHOUT_GAPS:
            if not any(each.strand is strand for each in story.stretches):
                continue  # nothing is told at all: check 1 says so
            for gap in story.gaps(until=record.today, longer_than=months):
                if gap.strand is not strand or gap.explained_by is not None:
                    continue
                around = [
                    _stretch(record, person, each) for each in (gap.before, gap.after) if each
                ]
                yield found(
                    11,
                    Severity.REASON,
                    f"{person.name}: {gap.shown}, and no row of the chronology explains it.",
                    around or [quoted(gap.shown, section)],
                    at=section,
                    about=[strand, str(gap.begins), str(gap.ends)],
                )


def chronology_agrees(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 12: rows of the chronology fall into what they name; full-time jobs do not overlap."""
    for person, section, story in _stories(record):
        pairs = contradictions(story.events, story.stretches, until=record.today)
        for event, stretch in pairs:
            yield found(
                12,
                Severity.REASON,
                f"The chronology of {person.name} tells “{event.what}” in {event.on.shown}; by"
                f" another table it was {stretch.shown}.",
                [quoted(_event(event), section), _stretch(record, person, stretch)],
                at=section,
                about=[event.what, str(event.on), stretch.what],
            )
        pairs_told = {(event, stretch) for event, stretch in pairs}
        for event, stretch in _begun_otherwise(story):
            if (event, stretch) in pairs_told or stretch.begins is None:
                continue
            yield found(
                12,
                Severity.REASON,
                f"The chronology of {person.name} has “{event.what}” in {event.on.shown}; by"
                f" another table it began in {stretch.begins.shown}.",
                [quoted(_event(event), section), _stretch(record, person, stretch)],
                at=section,
                about=["begins", event.what, str(event.on), stretch.what],
            )
        whole = [each for each in story.stretches if _WHOLE.search(each.what)]
        for each in overlaps(whole, Strand.OCCUPATION, until=record.today):
            yield found(
                12,
                Severity.REASON,
                f"{person.name} has two full-time posts at once: {each.one.shown}, and"
                f" {each.other.shown}.",
                [_stretch(record, person, each.one), _stretch(record, person, each.other)],
                at=_section(record, JOBS, person) or section,
                about=[each.one.what, each.other.what],
            )


def _begun_otherwise(story: LifeStory) -> Iterator[tuple[LifeEvent, Stretch]]:
    """Give each row that says something began, where what it names began at another time.

    Whatever shares a word with the row is meant; one that began then, as far as is known, answers
    it. A month more or less is no contradiction.
    """
    for event in story.events:
        if not event.is_typed or event.strand is None or not _BEGINS.search(event.what):
            continue
        meant = [
            each
            for each in story.stretches
            if each.strand is event.strand
            and each.begins is not None
            and shares_a_word(event.what, each.what)
        ]
        if meant and not any(_may_begin(each, event) for each in meant):
            yield event, meant[0]


def _may_begin(stretch: Stretch, event: LifeEvent) -> bool:
    begins, on = stretch.begins, event.on
    if begins is None:
        return True
    return begins.earliest - _MONTH <= on.latest and on.earliest <= begins.latest + _MONTH


def _event(event: LifeEvent) -> str:
    return f"{event.on.shown}: {event.what}"


def _stretch(record: ReportRecord, person: ReportPerson, stretch: Stretch) -> Evidence:
    section = _section(record, stretch.told_in, person) if stretch.told_in else None
    if section is not None:
        return quoted(stretch.shown, section)
    return recorded(stretch.shown, f"{stretch.strand} of {person.name}")


def _section(record: ReportRecord, key: str, person: ReportPerson) -> ReportSection | None:
    return next((each for each in record.of(key) if each.person == person.key), None)


def _stories(record: ReportRecord) -> Iterator[tuple[ReportPerson, ReportSection, LifeStory]]:
    """Give each applicant who has a chronology, with the life that all tables tell together."""
    for person in record.applicants:
        section = _section(record, CHRONOLOGY, person)
        if section is None or not section.rows or person.born is None:
            continue
        schools, jobs = (_section(record, key, person) for key in (SCHOOLS, JOBS))
        story = story_of(
            person,
            record.people,
            typed=section.rows,
            schools=schools.rows if schools else (),
            jobs=jobs.rows if jobs else (),
            today=record.today,
        )
        yield person, section, story
