"""What somebody wrote, set in the narrative of the house: paragraphs, headings, lists, tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable

from recruitment_app.documents import house_style, parts
from recruitment_app.documents.box import INNER_WIDTH, Box
from recruitment_app.documents.flowables import Heading, Item, Words, make
from recruitment_app.documents.grid import FactTable, Grid
from recruitment_app.documents.structure import Branch
from recruitment_app.documents.typefaces import Face
from recruitment_app.forms.prose import Block, Paragraph, Prose, Runs, Style, Table

_NARRATIVE: Final = {
    (False, False): Face.SERIF,
    (True, False): Face.SERIF_BOLD,
    (False, True): Face.SERIF_ITALIC,
    (True, True): Face.SERIF_BOLD_ITALIC,
}
_PLAIN: Final = {
    (False, False): Face.REGULAR,
    (True, False): Face.SEMIBOLD,
    (False, True): Face.ITALIC,
    (True, True): Face.SEMIBOLD,
}
_HEADINGS: Final = {
    Style.HEADING_1: (2, house_style.HEADING),
    Style.HEADING_2: (3, house_style.PROSE_HEADING_2),
    Style.HEADING_3: (4, house_style.PROSE_HEADING_3),
}
_BULLETS: Final = ("\u2022", "\u2013")
_CLOSE: Final = [(f"{side}PADDING", (0, 0), (-1, -1), 2) for side in ("LEFT", "RIGHT")]
_HEADED = 60.0
_MANY_COLUMNS = 7
Faces = dict[tuple[bool, bool], Face]


@dataclass
class _List:
    """A list that is being set: what it counts, and where an item within its last one goes."""

    style: Style
    depth: int
    branch: Branch
    count: int = 0
    inside: Branch | None = None


def flowables(prose: Prose) -> list[Flowable]:
    """Return the story of what was written; blank paragraphs leave no room."""
    return list(_set(prose.blocks, house_style.WIDTH))


def boxed(title: str, prose: Prose) -> Box:
    """Return what was written in a tinted box beneath a small title: an analysis."""
    return Box([_heading(title, Style.HEADING_1), *boxed_words(prose)])


def boxed_words(prose: Prose) -> list[Flowable]:
    """Return the story of what was written as a tinted box takes it."""
    told = _set(prose.blocks, INNER_WIDTH)
    return [each for each in told if not isinstance(each, CondPageBreak)]


def _set(blocks: Iterable[Block], width: float) -> Iterator[Flowable]:
    open_lists: list[_List] = []
    for block in blocks:
        if isinstance(block, Table):
            open_lists.clear()
            if any(block.rows):
                yield _table(block, width)
        elif block.text.strip():
            if block.style not in {Style.BULLETED, Style.NUMBERED}:
                open_lists.clear()
            yield from _paragraph(block, open_lists)


def _paragraph(paragraph: Paragraph, open_lists: list[_List]) -> Iterator[Flowable]:
    match paragraph.style:
        case Style.PLAIN:
            yield make(Words, _pieces(paragraph.runs, _NARRATIVE), house_style.NARRATIVE)
        case Style.BULLETED | Style.NUMBERED:
            yield _item(paragraph, open_lists, house_style.NARRATIVE, _NARRATIVE)
        case _:
            yield parts.room_for(_HEADED)
            yield _heading(paragraph.text, paragraph.style)


def _heading(text: str, kind: Style) -> Heading:
    level, style = _HEADINGS[kind]
    heading = make(Heading, [(text, Face(style.fontName))], style)
    heading.level = level
    return heading


def _item(
    paragraph: Paragraph, open_lists: list[_List], style: ParagraphStyle, faces: Faces
) -> Item:
    within = _list_of(paragraph, open_lists)
    within.count += 1
    entry = Branch("LI", within.branch)
    indented = house_style.items(style, paragraph.depth, 1.8 * style.fontSize)
    item = make(Item, _pieces(paragraph.runs, faces), indented, "LBody", entry)
    within.inside = item.branch
    if paragraph.style is Style.NUMBERED:
        item.label = f"{within.count}."
    else:
        item.label = _BULLETS[min(paragraph.depth, 1)]
    return item


def _list_of(paragraph: Paragraph, open_lists: list[_List]) -> _List:
    """Return the list that an item goes on with, or a new one within the last item above it."""
    depth, style = paragraph.depth, paragraph.style
    while open_lists and open_lists[-1].depth > depth:
        open_lists.pop()
    if open_lists and open_lists[-1].depth == depth and open_lists[-1].style is not style:
        open_lists.pop()
    if not open_lists or open_lists[-1].depth < depth:
        under = open_lists[-1].inside if open_lists else None
        open_lists.append(_List(style, depth, Branch("L", under)))
    return open_lists[-1]


def _pieces(runs: Runs, faces: Faces) -> list[tuple[str, Face]]:
    return [(run.text, faces[run.bold, run.italic]) for run in runs]


def _table(table: Table, width: float) -> Grid:
    columns = max(len(row) for row in table.rows)
    is_close = columns > _MANY_COLUMNS
    rows = [
        [
            _cell(cell, is_heading=table.has_heading and not number, is_close=is_close)
            for cell in row
        ]
        + [[parts.gap(0)]] * (columns - len(row))
        for number, row in enumerate(table.rows)
    ]
    tags = FactTable(int(table.has_heading), is_first_column_heading=False)
    return parts.grid(rows, _shares(table, columns, width), tags, _CLOSE if is_close else (), width)


def _cell(cell: Sequence[Paragraph], *, is_heading: bool, is_close: bool) -> list[Flowable]:
    style = house_style.COLUMN if is_heading else house_style.CELL
    if is_close:
        style = house_style.CLOSE_COLUMN if is_heading else house_style.CLOSE_CELL
    faces = _PLAIN
    if is_heading:
        faces = dict.fromkeys(_PLAIN, Face.SEMIBOLD)
    open_lists: list[_List] = []
    told: list[Flowable] = []
    for paragraph in cell:
        if not paragraph.text.strip():
            continue
        if paragraph.style in {Style.BULLETED, Style.NUMBERED}:
            told.append(_item(paragraph, open_lists, style, faces))
        else:
            open_lists.clear()
            told.append(make(Words, _pieces(paragraph.runs, faces), style))
    return told or [parts.words("", style)]


def _shares(table: Table, columns: int, width: float) -> list[float]:
    """Share the width by what stands in the columns."""
    return parts.shares(
        [
            parts.measured(
                each.text for row in table.rows for each in (row[at] if at < len(row) else ())
            )
            for at in range(columns)
        ],
        width,
    )
