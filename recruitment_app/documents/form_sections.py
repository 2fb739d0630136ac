"""The sections of a written form on paper: words, tables, facts, drawings, and places to sign."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, parts
from recruitment_app.documents.flowables import Words
from recruitment_app.documents.grid import FactTable
from recruitment_app.documents.pen import Figure
from recruitment_app.documents.picture import picture
from recruitment_app.documents.prose_setting import boxed, flowables
from recruitment_app.documents.report_contents import (
    Facts,
    ItemPlace,
    ReportContents,
    Rows,
    SectionContents,
    SectionState,
    Signature,
    Told,
    Written,
)
from recruitment_app.drawings.shapes import Drawing
from recruitment_app.forms.definition import Box, ColumnKind, Kind, Scope

FRONT: Final = "title"
"""The place of the front sheet."""

_HEADED, _OPENED = 48.0, 40.0  # the room of a section's heading, and of its part's over it
_SMALL = 0.8  # a drawing set smaller than this is given a page on its side
_FIGURES: Final = frozenset({ColumnKind.NUMBER, ColumnKind.MONEY})
_MANY_COLUMNS = 7
_BY_HAND = 24  # letters of room in a cell that is answered by hand
_PHOTOGRAPH = 240.0, 240.0
_ROOM_TO_SIGN = 26.0
_SIGNING: Final = (
    "Each signature is of this version and its date. An applicant who signs has read the report, "
    "and need not agree with all of it."
)


def section_story(
    section: SectionContents, contents: ReportContents, opening: Sequence[Flowable] = ()
) -> list[Flowable]:
    """Return a section under its heading; one that holds nothing yet has no story.

    ``opening`` is the heading of the part that it begins, on the page where the section stands.
    """
    is_signed_here = section.kind is Kind.SIGN_OFF and not any(
        told.written or told.not_applicable or told.state is SectionState.NOT_WRITTEN
        for told in section.told
    )
    title = f"{section.number} {section.title}"
    heading = [*opening, *parts.section_heading(title, section.key)]
    if is_signed_here:
        signing = _signing(contents)
        return [parts.new_page(), *heading, *signing, parts.new_page()] if signing else []
    if all(told.state is not SectionState.PRINTED for told in section.told):
        return []
    drawn = next((told.drawing for told in section.told if told.drawing is not None), None)
    if drawn is None:
        return [*heading, *_told(section, contents)]
    headed = _HEADED + _OPENED if opening else _HEADED
    upright, wide = _upright(drawn), _on_its_side(drawn, headed)
    if upright.scale < _SMALL and upright.scale < wide.scale:
        alone = replace(section, told=tuple(replace(told, drawing=None) for told in section.told))
        return [*parts.on_a_wide_page([*heading, wide]), *_told(alone, contents)]
    return [parts.room_for(upright.height + headed), *heading, *_told(section, contents)]


def _upright(drawing: Drawing) -> Figure:
    return Figure(drawing, (house_style.WIDTH, house_style.HEIGHT - _HEADED - _OPENED))


def _on_its_side(drawing: Drawing, headed: float) -> Figure:
    width, height = house_style.WIDE_ROOM
    return Figure(drawing, (width, height - headed))


def facts_story(facts: Facts) -> list[Flowable]:
    """Return labels beside facts under their title, in columns where they are of people."""
    heading = parts.heading(facts.title) if facts.title else []
    if facts.people:
        return [*heading, parts.side_by_side(facts.people, facts.rows)]
    return [
        *heading,
        parts.fact_sheet((label, "\n".join(filter(None, said))) for label, said in facts.rows),
    ]


def _told(section: SectionContents, contents: ReportContents) -> Iterator[Flowable]:
    is_of_one = section.scope is Scope.INDIVIDUAL and len(section.told) == 1
    for told in section.told:
        if told.name and not is_of_one:
            yield from parts.heading(told.name, house_style.PERSON)
        if told.not_applicable:
            yield parts.words(f"Not applicable: {told.not_applicable}", house_style.QUIET)
        elif told.state is not SectionState.PRINTED:
            yield parts.words(f"{told.state}.", house_style.QUIET)
        else:
            yield from _content(told, contents)


def _content(told: Told, contents: ReportContents) -> Iterator[Flowable]:
    if told.drawing is not None:
        yield _upright(told.drawing)
    for each in told.photographs:
        yield picture(each, *_PHOTOGRAPH)
    for facts in told.facts:
        yield from facts_story(facts)
    yield from _written(told.written)
    for rows in told.tables:
        yield from _rows(rows)
    if told.items:
        yield from _items(told.items, contents)


def _written(written: Iterable[Written]) -> Iterator[Flowable]:
    told = tuple(written)
    for each in told:
        if each.prose.is_empty:
            continue
        if each.box is Box.ANALYSIS and len(told) > 1:
            yield boxed("Analysis", each.prose)
        else:
            yield from flowables(each.prose)


def _rows(table: Rows) -> Iterator[Flowable]:
    if table.title:
        yield from parts.heading(table.title)
    if not table.rows:
        yield parts.words(table.nothing, house_style.QUIET)
        return
    figures = frozenset(at for at, column in enumerate(table.columns) if column.kind in _FIGURES)
    is_close = len(table.columns) > _MANY_COLUMNS
    lengths = [
        parts.measured([column.title, *(row[at] for row in table.rows)])
        for at, column in enumerate(table.columns)
    ]
    if table.to_fill_in:
        lengths[1:] = [(max(line, _BY_HAND), word) for line, word in lengths[1:]]
    yield parts.row_grid(
        [column.title for column in table.columns],
        table.rows,
        parts.shares(lengths),
        figures,
        is_close=is_close,
        nothing="" if table.to_fill_in else house_style.NO_FIGURE,
    )


def _items(items: Iterable[ItemPlace], contents: ReportContents) -> Iterator[Flowable]:
    sections = {section.key: section for section in contents.sections}
    for source, each in groupby(items, key=lambda item: item.source):
        yield from parts.heading(source)
        head: list[Words] = [
            parts.words("Statutory item", house_style.COLUMN),
            parts.words("Section", house_style.COLUMN),
            parts.words("Page", house_style.COLUMN_RIGHT),
        ]
        rows = [row for item in each for row in _item_rows(item, sections, contents.front_section)]
        tags = FactTable(1, is_first_column_heading=False)
        yield parts.grid([head, *rows], (0.5, 0.4, 0.1), tags)


def _item_rows(
    item: ItemPlace, sections: Mapping[str, SectionContents], front: str
) -> Iterator[list[Flowable]]:
    """Go through a row for each section that tells an item, its title in the first alone."""
    title = item.title
    for section in filter(None, map(sections.get, item.sections)):
        told = f"{section.number} {section.title}"
        place = FRONT if section.key == front else section.key
        page = parts.page_of(place, house_style.NO_FIGURE, told)
        words = (parts.words(text, house_style.CELL) for text in (title, told))
        yield [*words, page]
        title = ""
    if title:
        words = (parts.words(text, house_style.CELL) for text in (title, item.elsewhere or "None"))
        yield [*words, parts.words(house_style.NO_FIGURE, house_style.CELL_RIGHT)]


def _signing(contents: ReportContents) -> list[Flowable]:
    if not contents.stamp.signatures:
        return []
    story: list[Flowable] = [parts.words(contents.signing or _SIGNING)]
    if contents.compliance:
        story.append(parts.note(contents.compliance))
    head = [parts.words(text, house_style.COLUMN) for text in ("Who", "Signature", "Date")]
    rows = [_to_sign(each) for each in contents.stamp.signatures]
    tags = FactTable(1, is_first_column_heading=True)
    return [*story, parts.gap(8), parts.grid([head, *rows], (0.4, 0.38, 0.22), tags)]


def _to_sign(signature: Signature) -> list[list[Flowable]]:
    who: list[Flowable] = [parts.words(signature.role, house_style.CELL_STRONG)]
    if signature.name:
        who.append(parts.words(signature.name, house_style.CELL_QUIET))
    room = parts.gap(_ROOM_TO_SIGN)
    if not signature.signed_on:
        return [[*who, room], [parts.gap(0)], [parts.gap(0)]]
    how = f"Signed {signature.how}".strip()
    return [
        [*who, room],
        [parts.words(how, house_style.CELL)],
        [parts.words(signature.signed_on, house_style.CELL)],
    ]
