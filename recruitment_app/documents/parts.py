"""The parts that documents are made of: headings, tables of facts, contents, notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak, Spacer

from recruitment_app.documents import house_style
from recruitment_app.documents.box import Box
from recruitment_app.documents.flowables import Heading, PageOf, Words, make
from recruitment_app.documents.grid import ContentsList, FactTable, Grid
from recruitment_app.documents.typefaces import Face, plain
from recruitment_app.drawings.shapes import Colour

UPRIGHT, WIDE = "page", "wide"
# The room that a heading asks for, so that the first rows of its table stand under it.
_HEADED, _SECTIONED, _PARTED = 105.0, 150.0, 240.0
_LETTER = 5.5  # points that a letter of a cell takes on the whole, and the room beside it
_SIDES = 13.0
_LEAST = 40.0
_LONGEST_LINE, _LONGEST_WORD = 60, 16
_SHORT = 18 * _LETTER + _SIDES  # a date fits
_FACE = ("FONTNAME", (0, 0), (-1, -1), Face.REGULAR)  # else reportlab names its own in each cell


@dataclass(frozen=True)
class ContentsLine:
    """A line of the contents: a place in the document, or in words why it has none.

    A line without a number names a part, and stays with the first of its sections.
    """

    number: str
    title: str
    place: str = ""
    state: str = ""


def words(text: str, style: ParagraphStyle = house_style.PLAIN) -> Words:
    """Return a paragraph of plain text, with its line breaks; nothing in it is mark-up."""
    return make(Words, _pieces(text, style), style)


def title(text: str, subtitle: str, place: str = "title") -> list[Flowable]:
    """Return the document's own title with the line beneath it."""
    return [
        _heading(text, house_style.TITLE, level=0, place=place),
        words(subtitle, house_style.SUBTITLE),
    ]


def part_heading(text: str, place: str) -> list[Flowable]:
    """Return the heading of a part of a long document."""
    return [room_for(_PARTED), _heading(text, house_style.PART, level=0, place=place)]


def section_heading(text: str, place: str) -> list[Flowable]:
    """Return the heading of a section, bookmarked beneath its part."""
    return [room_for(_SECTIONED), _heading(text, house_style.SECTION, level=1, place=place)]


def heading(
    text: str, style: ParagraphStyle = house_style.HEADING, place: str = ""
) -> list[Flowable]:
    """Return a small heading over a table, not among the bookmarks unless it has a place."""
    return [room_for(_HEADED), _heading(text, style, level=2, place=place)]


def fact(text: str) -> Words:
    """Return a cell with a fact; one that is not recorded says so, quietly."""
    return (
        words(text, house_style.CELL)
        if text.strip()
        else words(house_style.NOT_RECORDED, house_style.CELL_QUIET)
    )


def fact_sheet(
    facts: Iterable[tuple[str, str]], label_share: float = 0.29, width: float = house_style.WIDTH
) -> Grid:
    """Return labels beside their facts, a line under each."""
    rows = [[words(label, house_style.CELL_QUIET), fact(said)] for label, said in facts]
    tags = FactTable(0, is_first_column_heading=True)
    return grid(rows, (label_share, 1 - label_share), tags, width=width)


def fact_grid(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    shares: Sequence[float],
    figures: frozenset[int] = frozenset(),
) -> Grid:
    """Return a table under column headings; columns in ``figures`` are set to the right."""
    head = [
        words(text, house_style.COLUMN_RIGHT if at in figures else house_style.COLUMN)
        for at, text in enumerate(headings)
    ]
    body = [
        [
            words(text, house_style.CELL_RIGHT) if at in figures else fact(text)
            for at, text in enumerate(row)
        ]
        for row in rows
    ]
    return grid([head, *body], shares, FactTable(1, is_first_column_heading=False))


def row_grid(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    figures: frozenset[int] = frozenset(),
    *,
    is_close: bool = False,
    nothing: str = house_style.NO_FIGURE,
) -> Grid:
    """Return rows as they were typed; an empty cell is a dash, columns of figures end level."""
    column, cell = house_style.COLUMN, house_style.CELL
    if is_close:
        column, cell = house_style.CLOSE_COLUMN, house_style.CLOSE_CELL
        figures = frozenset()
    head = [
        words(text, house_style.COLUMN_RIGHT if at in figures else column)
        for at, text in enumerate(headings)
    ]
    body = [
        [
            words(
                text if text.strip() else nothing,
                house_style.CELL_RIGHT if at in figures else cell,
            )
            for at, text in enumerate(row)
        ]
        for row in rows
    ]
    close = [(f"{side}PADDING", (0, 0), (-1, -1), 2) for side in ("LEFT", "RIGHT")]
    tags = FactTable(1, is_first_column_heading=False)
    return grid([head, *body], widths, tags, close if is_close else ())


def side_by_side(
    people: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]], label_share: float = 0.27
) -> Grid:
    """Return the facts of one or two people in columns, each named in words in the first row."""
    each = (1 - label_share) / len(people)
    head = [
        words("", house_style.COLUMN),
        *(words(person, house_style.COLUMN) for person in people),
    ]
    body = [
        [words(label, house_style.CELL_QUIET), *(fact(said) for said in facts)]
        for label, facts in rows
    ]
    tags = FactTable(1, is_first_column_heading=True)
    return grid([head, *body], (label_share, *(each for _ in people)), tags)


def contents(lines: Sequence[ContentsLine]) -> Grid:
    """Return the list of contents, with the page of each place and the state of what has none."""
    rows: list[Sequence[Flowable]] = []
    kept_together: list[tuple[Any, ...]] = []
    for at, line in enumerate(lines):
        where = page_of(line.place, line.state)
        if line.number:
            number = words(line.number, house_style.CELL_QUIET)
            rows.append([number, words(line.title, house_style.CELL), where])
        else:
            rows.append([words(line.title, house_style.CELL_STRONG), gap(0), where])
            kept_together += [("SPAN", (0, at), (1, at)), ("TOPPADDING", (0, at), (-1, at), 8)]
            kept_together.append(("NOSPLIT", (0, at), (-1, at + 1)))
    tags = ContentsList([(line.place, plain(f"{line.number} {line.title}")) for line in lines])
    close = [("TOPPADDING", (0, 0), (-1, -1), 1.0), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.0)]
    return grid(rows, (0.08, 0.7, 0.22), tags, [*close, *kept_together])


def shares(columns: Sequence[tuple[int, int]], width: float = house_style.WIDTH) -> list[float]:
    """Share a width among columns, of each of which the longest line and word are known.

    Each gets room for its longest word; one of short lines, such as dates, for a whole line. What
    is left goes by the lengths of the lines, so that a long text has the most.
    """
    lines = [max(min(line, _LONGEST_LINE) * _LETTER + _SIDES, _LEAST) for line, _ in columns]
    least = [
        line if line <= _SHORT else max(min(word, _LONGEST_WORD) * _LETTER + _SIDES, _LEAST)
        for line, (_, word) in zip(lines, columns, strict=True)
    ]
    left = width - sum(least)
    if left <= 0:
        return [each / sum(least) for each in least]
    wants = [line - each for line, each in zip(lines, least, strict=True)]
    if not sum(wants):
        wants = lines
    return [
        (each + left * want / sum(wants)) / width for each, want in zip(least, wants, strict=True)
    ]


def measured(texts: Iterable[str]) -> tuple[int, int]:
    """Return the letters of the longest line and of the longest word among texts."""
    lines = [line for text in texts for line in text.split("\n")]
    line = max(lines, key=len, default="")
    longest = max((len(word) for each in lines for word in each.split()), default=0)
    return len(line), longest


def page_of(place: str, otherwise: str = "", leads_to: str = "") -> PageOf:
    """Return the page of a place, or words where the document has no such place.

    It is a link where it is told in words what stands there.
    """
    where = make(PageOf, _pieces(otherwise, house_style.CELL_STATE), house_style.CELL_STATE)
    where.place, where.leads_to = place, plain(leads_to)
    return where


def key_groups(groups: Sequence[str], in_a_line: int = 4) -> Grid:
    """Return groups of letters large and apart, to be copied by eye."""
    cells = [words(group, house_style.KEY) for group in groups]
    cells += [words("", house_style.KEY)] * (-len(cells) % in_a_line)
    return Grid(
        [cells[at : at + in_a_line] for at in range(0, len(cells), in_a_line)],
        colWidths=[house_style.WIDTH / in_a_line] * in_a_line,
        style=[
            _FACE,
            ("BOX", (0, 0), (-1, -1), 1.4, house_style.colour(Colour.BRAND)),
            ("TOPPADDING", (0, 0), (-1, -1), 11),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 14),
        ],
    )


def ruled_lines(labels: Iterable[str]) -> Grid:
    """Return labels with a line beside each to write on by hand."""
    rows = [[words(label, house_style.CELL_QUIET), gap(0)] for label in labels]
    return Grid(
        rows,
        colWidths=[house_style.WIDTH * 0.29, house_style.WIDTH * 0.71],
        rowHeights=[30.0 for _ in rows],
        style=[
            _FACE,
            ("LINEBELOW", (1, 0), (1, -1), 0.8, house_style.colour(Colour.SECOND)),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 6),
        ],
    )


def laid_out(rows: Sequence[Sequence[Sequence[Flowable]]]) -> Grid:
    """Return things side by side, evenly; who hears them read hears no table."""
    count = max(len(row) for row in rows)
    return Grid(
        [[list(each) for each in row] for row in rows],
        colWidths=[house_style.WIDTH / count] * count,
        spaceAfter=6,
        style=[_FACE, ("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )


def note(text: str) -> Box:
    """Return a tinted box with a bar of the brand's colour at its left."""
    return Box([words(text, house_style.NOTED)])


def grid(
    rows: Sequence[Sequence[Any]],
    shares: Sequence[float],
    tags: FactTable | ContentsList,
    more_style: Sequence[tuple[Any, ...]] = (),
    width: float = house_style.WIDTH,
) -> Grid:
    """Return rows of cells, each of which is words or several of them, a line under each row."""
    headed = isinstance(tags, FactTable) and tags.heading_rows
    line = ("LINEBELOW", (0, 0), (-1, -1), 0.6, house_style.colour(Colour.LINE))
    under_head = ("LINEBELOW", (0, 0), (-1, 0), 0.9, house_style.colour(Colour.BRAND))
    return Grid(
        [list(row) for row in rows],
        colWidths=[width * share for share in shares],
        repeatRows=1 if headed else 0,
        spaceAfter=6,
        renderCB=tags,
        style=[
            _FACE,
            line,
            *([under_head] if headed else []),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 6),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 3.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
            *more_style,
        ],
    )


def new_page() -> CondPageBreak:
    """Begin a new page, unless nothing stands on this one yet."""
    return CondPageBreak(house_style.HEIGHT - 1)


def on_a_wide_page(story: Iterable[Flowable]) -> list[Flowable]:
    """Set a story on a page that lies on its side, and go on with pages that stand."""
    return [NextPageTemplate(WIDE), PageBreak(), *story, NextPageTemplate(UPRIGHT), PageBreak()]


def room_for(points: float) -> CondPageBreak:
    """Begin a new page unless this much room is left on the page."""
    return CondPageBreak(points)


def gap(points: float) -> Spacer:
    """Leave room."""
    return Spacer(1, points)


def _pieces(text: str, style: ParagraphStyle) -> list[tuple[str, Face]]:
    return [("\n".join(text.splitlines()), Face(style.fontName))]


def _heading(text: str, style: ParagraphStyle, *, level: int, place: str = "") -> Heading:
    made = make(Heading, _pieces(text, style), style)
    made.level, made.place, made.words = level, place, plain(text)
    return made
