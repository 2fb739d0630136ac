"""The sections of an edition: whatever names the edition is put in, and nothing else is read.

Nothing is taken out of a longer text: a section, a column or a fact of the record stands in an
edition because it names that edition.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from recruitment_app.casework.households.people_of_record import report_people
from recruitment_app.casework.households.relatives import family_of
from recruitment_app.casework.reports.paper_facts import TABLES, Recorded
from recruitment_app.casework.reports.paper_sums import sums_of
from recruitment_app.casework.reports.report_rows import Row, SectionContent
from recruitment_app.casework.reports.section_content import EMPTY, asked
from recruitment_app.documents.report_contents import (
    ItemPlace,
    PrintedColumn,
    Rows,
    SectionContents,
    SectionState,
    Told,
    Written,
)
from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.drawings.shapes import Drawing
from recruitment_app.drawings.support import ties_of
from recruitment_app.drawings.support_map import MOST_DRAWN, support_map
from recruitment_app.forms import prose
from recruitment_app.forms.completeness import completeness
from recruitment_app.forms.definition import (
    Column,
    Edition,
    Form,
    Household,
    Kind,
    NumberedSection,
    Section,
)
from recruitment_app.forms.prose import Prose, Source
from recruitment_app.forms.typed_rows import shown_cell
from recruitment_app.rules.life_story import story_of

COVER: Final = "a.cover"
FAMILY_TREE: Final = "a.tree"
SUPPORT_MAP: Final = "a.eco"
STRENGTHS: Final = "c.str"
ON_THEIR_WORD: Final = "c.verify"
CHRONOLOGY: Final = "d.chron"
SCHOOLS: Final = "d.edu"
WORK: Final = "d.emp"
MONEY: Final = "d.fin"
STATUTORY_ITEMS: Final = "d.map"
LEGAL_ADVICE: Final = "e.legal"
FACTS_PART: Final = "D"
LEFT_OUT: Final = "[not in this profile]"
"""What stands in the profile for a fact that does not name it."""

_DRAWN: Final = frozenset({"strength", "flow"})
"""The columns that the support map tells by its lines, of as many as it draws."""

_NAMING_SECTIONS: Final = frozenset({"shown_in", "stands_in"})
_KEY: Final = re.compile(r"\b[A-Za-z]+\.[A-Za-z0-9.]*[A-Za-z0-9]")
_ADDENDUM: Final = "Confidential addendum"
_SAID: Final = "Said by the applicant"
_CLAIM: Final = "claim"
_STORY: Final = tuple(
    PrintedColumn(title.lower(), title) for title in ("Date", "Kind", "What", "Source")
)


@dataclass(frozen=True)
class Gathered:
    """What an edition is made from: the record, the form, what is written, and the facts.

    ``facts`` are those of the record that the edition may name, by their names. ``kept_apart``
    are sections that the edition names but that are printed only on request. ``own`` are the
    sections of facts that are made of the form itself or of whom it is about.
    """

    record: Recorded
    form: Form
    household: Household
    edition: Edition
    written: Mapping[tuple[str, str], SectionContent]
    facts: Mapping[str, str]
    kept_apart: frozenset[str] = frozenset()
    own: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)

    def content(self, section: str, person: str = "") -> SectionContent:
        """Return what is written in a section."""
        return self.written.get((section, person), EMPTY)

    def resolved(self, text: Prose) -> Prose:
        """Return a prose with every reference as this edition may show it."""
        if self.edition is not Edition.PROFILE:
            return prose.resolved(text, self.facts)
        names = prose.references(text)
        return prose.resolved(text, {name: self.facts.get(name, LEFT_OUT) for name in names})


def columns_of(section: Section, edition: Edition) -> tuple[Column, ...]:
    """Return the columns that an edition prints: those that name it."""
    return tuple(column for column in section.columns if edition in column.editions)


def sections_of(gathered: Gathered) -> tuple[SectionContents, ...]:
    """Return the sections of an edition in the order of its form."""
    return tuple(
        _section(gathered, numbered)
        for numbered in gathered.form.printed(gathered.household, gathered.edition)
    )


def _section(gathered: Gathered, numbered: NumberedSection) -> SectionContents:
    section = numbered.section
    return SectionContents(
        key=section.key,
        number=numbered.number,
        title=section.title,
        part=section.part,
        kind=section.kind,
        scope=section.scope,
        told=_told(gathered, section),
    )


def _told(gathered: Gathered, section: Section) -> tuple[Told, ...]:
    if section.key in gathered.kept_apart:
        return (Told(state=SectionState.KEPT_APART),)
    if section.kind is Kind.FACTS:
        return _facts(gathered, section)
    if section.kind is Kind.SIGN_OFF and not section.boxes:
        return (Told(state=SectionState.NOT_SIGNED),)
    if section.key == FAMILY_TREE:
        drawing = _family_tree(gathered)
        return (Told(drawing=drawing) if drawing else Told(state=SectionState.NOT_DRAWN),)
    return tuple(
        _of_person(gathered, section, person) for person in section.persons(gathered.household)
    )


def _facts(gathered: Gathered, section: Section) -> tuple[Told, ...]:
    if section.key == COVER:
        return (Told(),)
    if section.key == STATUTORY_ITEMS:
        return (Told(items=tuple(_items(gathered))),)
    if section.key in gathered.own:
        return gathered.own[section.key]
    tell = TABLES.get(section.key)
    return tell(gathered.record) if tell else (Told(state=SectionState.NOT_RECORDED),)


def _family_tree(gathered: Gathered) -> Drawing | None:
    page = gathered.record.page
    family = family_of(page, gathered.record.today)
    return family_tree(family) if len(family.people) > len(page.applicants) else None


def _of_person(gathered: Gathered, section: Section, person: str) -> Told:
    content = asked(section, gathered.content(section.key, person))
    name = gathered.record.names.of_key(person)
    if content.not_applicable:
        return Told(person, name, not_applicable=content.not_applicable)
    written = tuple(Written(box, gathered.resolved(content.box(box))) for box in section.boxes)
    tables = tuple(_tables(gathered, section, person, content))
    drawing = _support_map(gathered, content.rows) if section.key == SUPPORT_MAP else None
    holds = any(not each.prose.is_empty for each in written) or any(each.rows for each in tables)
    if not holds and drawing is None:
        return Told(person, name, state=_missing(section))
    return Told(person, name, written=written, tables=tables, drawing=drawing)


def _support_map(gathered: Gathered, rows: Iterable[Row]) -> Drawing | None:
    ties = ties_of(rows)
    names = [gathered.record.names.name(each) for each in gathered.record.page.applicants]
    return support_map(ties, names) if ties else None


def _missing(section: Section) -> SectionState:
    if section.kind is Kind.DRAWING:
        return SectionState.NOT_DRAWN
    if section.kind is Kind.TABLE and section.part == FACTS_PART:
        return SectionState.NOT_RECORDED
    return SectionState.NOT_WRITTEN


def _tables(
    gathered: Gathered, section: Section, person: str, content: SectionContent
) -> Iterable[Rows]:
    if section.key == CHRONOLOGY:
        story = _story(gathered, person, content.rows)
        if content.rows or story.rows:
            yield story
        return
    columns = [
        each
        for each in columns_of(section, gathered.edition)
        if section.key != SUPPORT_MAP or each.key not in _DRAWN or len(content.rows) > MOST_DRAWN
    ]
    if content.rows and columns:
        yield Rows(
            tuple(PrintedColumn(each.key, each.title, each.kind) for each in columns),
            tuple(
                tuple(_cell(gathered, each, row.get(each.key, "")) for each in columns)
                for row in content.rows
            ),
            to_fill_in=(not gathered.content(section.key, person).rows) or None,
        )
    if section.key == MONEY and content.rows:
        yield sums_of(content.rows)
    if section.key == ON_THEIR_WORD:
        unsaid = _on_their_word(gathered, content.rows)
        if unsaid.rows:
            yield unsaid


def _cell(gathered: Gathered, column: Column, kept: str) -> str:
    """Return a cell as it is read; a section that it names by its key, by its number."""
    if column.key not in _NAMING_SECTIONS:
        return shown_cell(column, kept)
    standing = gathered.form.standing(gathered.household)
    numbers = {each.section.key: each.number for each in standing}
    return _KEY.sub(lambda found: numbers.get(found[0].lower(), found[0]), kept)


def _story(gathered: Gathered, person: str, typed: Iterable[Row]) -> Rows:
    """Return a life from birth on, with its gaps, from the record and the rows typed."""
    people = report_people(gathered.record.page.people)
    of_whom = next((each for each in people if each.key == person), None)
    if of_whom is None:
        return Rows(_STORY)
    today = gathered.record.today
    story = story_of(
        of_whom,
        people,
        typed=typed,
        schools=gathered.content(SCHOOLS, person).rows,
        jobs=gathered.content(WORK, person).rows,
        today=today,
    )
    lines = story.lines(until=today)
    return Rows(_STORY, tuple((line.when, line.kind, line.what, line.source) for line in lines))


def _on_their_word(gathered: Gathered, named: Iterable[Row]) -> Rows:
    """Return what only the applicants speak for, strengths and text, and is not named here yet."""
    known = {row.get(_CLAIM, "").casefold() for row in named}
    shown_in = Column(key="shown_in", title="Section")
    strengths = (
        (row.get(_CLAIM, ""), _cell(gathered, shown_in, row.get("shown_in", "")))
        for row in gathered.content(STRENGTHS).rows
        if row.get("source") == _SAID
    )
    claims = dict.fromkeys((*strengths, *_marked_as_said(gathered)))
    rows = tuple(claim for claim in claims if claim[0].casefold() not in known)
    columns = PrintedColumn(_CLAIM, "Statement"), PrintedColumn(shown_in.key, shown_in.title)
    return Rows(columns, rows, "Other statements on the applicants\u2019 word alone")


def _marked_as_said(gathered: Gathered) -> Iterable[tuple[str, str]]:
    """Go through what is marked in the text of this edition as said by an applicant."""
    for numbered in gathered.form.printed(gathered.household, gathered.edition):
        section = numbered.section
        for person in section.persons(gathered.household):
            content = gathered.content(section.key, person)
            if content.not_applicable:
                continue
            for box in section.boxes:
                for claim in prose.told_by(gathered.resolved(content.box(box)), Source.SAID):
                    yield claim, numbered.number


def _items(gathered: Gathered) -> Iterable[ItemPlace]:
    sections = gathered.form.by_key
    served = completeness(gathered.form, gathered.household, ())
    for item_id, rows in groupby(served, key=lambda row: row.statutory_item):
        item = gathered.form.items[item_id]
        if item.made_of:
            continue
        serving = [sections[row.section] for row in rows if row.section]
        here = tuple(each.key for each in serving if gathered.edition in each.editions)
        is_apart = any(Edition.ADDENDUM in each.editions for each in serving)
        elsewhere = _ADDENDUM if is_apart and not here else ""
        yield ItemPlace(item.id, item.title, item.citation, here, elsewhere)
