"""Cleans what other programs put on the clipboard down to what a prose holds.

Word, Outlook and LibreOffice write HTML each of its kind. Words, headings, bold, italic, lists and
tables stay; images, colours, types, comments, deleted words and the addresses of links go, and
bullets or numbers that are only typed become real items (``typed_items``).
"""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final

from typing_extensions import override

from recruitment_app.forms.prose import (
    DEEPEST,
    Block,
    Cell,
    Paragraph,
    Prose,
    Run,
    Style,
    Table,
    cleaned,
    each_paragraph,
    of_text,
)
from recruitment_app.forms.typed_items import is_number, made_items

_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARED: Final = re.compile(r"<[!?][^>]*(?:>|\Z)")
_LIST_STYLE: Final = re.compile(
    r"@list\s+(l\d+):level(\d)\b[^{]*\{([^}]*)\}", re.IGNORECASE | re.DOTALL
)
_WORDS_LIST: Final = re.compile(r"mso-list:\s*(l\d+)\s+level(\d+)", re.IGNORECASE)
_IGNORED: Final = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_HIDDEN: Final = re.compile(
    r"display:\s*none|mso-hide:\s*all|mso-element:\s*comment", re.IGNORECASE
)
_WEIGHT: Final = re.compile(r"font-weight:\s*(\w+)", re.IGNORECASE)
_ITALIC: Final = re.compile(r"font-style:\s*(\w+)", re.IGNORECASE)
_TABBED: Final = re.compile(r"mso-tab-count:\s*(\d+)", re.IGNORECASE)
_SYMBOLS: Final = re.compile(r"font-family:[^;]*(?:symbol|wingdings)", re.IGNORECASE)
_SPACE: Final = re.compile("[ \t\r\n\f]+")
_BLANKS: Final = re.compile("[ \xa0]+")
_BLANK: Final = " \n\t\xa0"
_BOLD_FROM: Final = 600
_MOST_SPANNED: Final = 100

_SKIPPED: Final = frozenset(
    {"head", "style", "script", "title", "xml", "del", "object", "svg", "template", "noscript"}
)
_BLOCKS: Final = frozenset(
    {
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "address"),
        *("dt", "dd", "ul", "ol", "section", "article", "center", "hr", "caption"),
    }
)
_VOID: Final = frozenset(
    {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "v:imagedata"}
)
_HEADINGS: Final = {
    "h1": Style.HEADING_1,
    "h2": Style.HEADING_2,
    **dict.fromkeys(("h3", "h4", "h5", "h6"), Style.HEADING_3),
}
_TITLES: Final = {"msotitle": Style.HEADING_1, "msosubtitle": Style.HEADING_2}
_LISTS: Final = {"ul": Style.BULLETED, "ol": Style.NUMBERED}


def from_html(html: str) -> Prose:
    """Return what some HTML says, as much of it as a prose holds."""
    reader = _Reader(_numbered_lists(html))
    reader.feed(_DECLARED.sub("", _COMMENT.sub("", html)))
    reader.close()
    return cleaned(each_paragraph(Prose(made_items(reader.blocks())), _with_plain_blanks))


def from_text(text: str) -> Prose:
    """Return plain words as prose: a paragraph a line, blank lines left out, typed items real."""
    told = (block for block in of_text(text).blocks if isinstance(block, Paragraph))
    return cleaned(Prose(made_items([block for block in told if block.text.strip()])))


def _numbered_lists(html: str) -> frozenset[tuple[str, int]]:
    """Return which of Word's lists count, by name and level: it says so among its styles."""
    return frozenset(
        (name, int(level))
        for name, level, said in _LIST_STYLE.findall(html)
        if not re.search(r"mso-level-number-format:\s*(?:bullet|image)", said, re.IGNORECASE)
    )


@dataclass
class _Inline:
    """How what stands within a tag is set."""

    tag: str
    bold: bool = False
    italic: bool = False
    is_marker: bool = False
    is_symbol: bool = False
    is_kept_as_typed: bool = False


@dataclass
class _Open:
    """A paragraph that is being read."""

    style: Style = Style.PLAIN
    depth: int = 0
    runs: list[Run] = field(default_factory=list)
    marker: str = ""
    is_words_item: bool = False
    counts: bool | None = None


@dataclass
class _Grid:
    """A table that is being read; a cell that spans others leaves empty ones."""

    rows: list[list[Cell]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)
    has_heads: bool = False
    cell: list[Paragraph] | None = None
    span: tuple[int, int] = (1, 1)


class _Reader(HTMLParser):
    """Goes through the tags once; nothing in it can fail on what is malformed."""

    def __init__(self, numbered: frozenset[tuple[str, int]]) -> None:
        super().__init__(convert_charrefs=True)
        self._numbered = numbered
        self._told: list[Block] = []
        self._inline: list[_Inline] = [_Inline("")]
        self._lists: list[Style] = []
        self._grids: list[_Grid] = []
        self._open: _Open | None = None
        self._item: _Open | None = None
        self._skips: list[str] = []

    def blocks(self) -> list[Block]:
        """Return what was read."""
        self._end_paragraph()
        while self._grids:
            self._end_table()
        return self._told

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        style = said.get("style", "")
        if self._skips or tag in _SKIPPED or _HIDDEN.search(style):
            if tag not in _VOID:
                self._skips.append(tag)
            return
        if tag == "br":
            if "page-break" not in style:
                self._add("\n")
        elif tag in {"table", "tr", "td", "th", "thead"}:
            self._begin_grid(tag, said)
        elif tag in _BLOCKS:
            self._begin_block(tag, said)
        if tag not in _VOID:
            self._inline.append(self._within(tag, style))

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._skips:
            if tag in self._skips:
                while self._skips.pop() != tag:
                    pass
            return
        if any(each.tag == tag for each in self._inline[1:]):
            while self._inline.pop().tag != tag:
                pass
        if tag in _BLOCKS:
            self._end_block(tag)
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag == "table" and self._grids:
            self._end_table()

    @override
    def handle_data(self, data: str) -> None:
        if self._skips:
            return
        setting = self._inline[-1]
        if not setting.is_kept_as_typed:
            data = _SPACE.sub(" ", data)
        if setting.is_marker:
            if self._open is not None:
                self._open.marker += data
            return
        if setting.is_symbol:
            data = re.sub(r"\S", "\u2022", data)
        self._add(data)

    def _within(self, tag: str, style: str) -> _Inline:
        """Return how what stands within a tag is set, from what is around it."""
        made = replace(self._inline[-1], tag=tag)
        if tag in {"b", "strong"}:
            made.bold = True
        elif tag in {"i", "em"}:
            made.italic = True
        elif tag == "pre":
            made.is_kept_as_typed = True
        elif tag in _BLOCKS:
            made.is_marker = made.is_symbol = False
        if weight := _WEIGHT.search(style):
            said = weight[1].lower()
            made.bold = said in {"bold", "bolder"} or (said.isdecimal() and int(said) >= _BOLD_FROM)
        if slant := _ITALIC.search(style):
            made.italic = slant[1].lower() in {"italic", "oblique"}
        if _IGNORED.search(style):
            made.is_marker = True
        if _SYMBOLS.search(style):
            made.is_symbol = True
        if _TABBED.search(style):
            self._add("\t")
        return made

    def _begin_block(self, tag: str, said: dict[str, str]) -> None:
        if tag in _LISTS:
            self._end_paragraph()
            self._lists.append(_LISTS[tag])
        elif self._item is not None and tag != "li":
            if self._item.runs:
                self._item.runs.append(Run("\n"))
            self._open = self._item
        else:
            self._end_paragraph()
            self._open = self._opened(tag, said)
            if tag == "li":
                self._item = self._open

    def _opened(self, tag: str, said: dict[str, str]) -> _Open:
        """Return the paragraph that a tag begins: an item where it, or Word, says so."""
        if tag == "li":
            level = said.get("data-aria-level", "")  # Word on the web nests its lists by this
            depth = int(level) if level.isdecimal() else len(self._lists)
            style = self._lists[-1] if self._lists else Style.BULLETED
            return _Open(style, min(max(depth - 1, 0), DEEPEST))
        kinds = said.get("class", "").lower().split()
        style = _HEADINGS.get(tag, next((_TITLES[k] for k in kinds if k in _TITLES), Style.PLAIN))
        words = _WORDS_LIST.search(said.get("style", ""))
        if words is None or style is not Style.PLAIN:
            return _Open(style)
        counts = (words[1].lower(), int(words[2])) in self._numbered
        depth = min(max(int(words[2]) - 1, 0), DEEPEST)
        return _Open(depth=depth, is_words_item=True, counts=counts)

    def _end_block(self, tag: str) -> None:
        if tag in _LISTS:
            self._end_paragraph()
            if self._lists:
                self._lists.pop()
        else:
            self._end_paragraph(keeps_item=tag != "li")

    def _begin_grid(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table":
            self._end_paragraph()
            self._grids.append(_Grid())
        elif self._grids:
            grid = self._grids[-1]
            self._end_cell()
            if tag == "tr":
                grid.rows.append([])
            elif tag == "thead":
                grid.has_heads = True
            else:
                grid.rows = grid.rows or [[]]
                grid.has_heads |= tag == "th" and len(grid.rows) == 1
                grid.cell = []
                grid.span = (_number(said.get("rowspan")), _number(said.get("colspan")))
                self._fill_spanned(grid)

    def _end_cell(self) -> None:
        self._end_paragraph()
        grid = self._grids[-1] if self._grids else None
        if grid is None or grid.cell is None:
            return
        row = grid.rows[-1]
        down, across = grid.span
        for step in range(across):
            if down > 1:
                grid.spans[len(row)] = down - 1
            row.append(() if step else _items_of(grid.cell))
        grid.cell = None

    def _fill_spanned(self, grid: _Grid) -> None:
        """Put empty cells where one from a row above reaches down."""
        row = grid.rows[-1]
        while grid.spans.get(len(row), 0):
            grid.spans[len(row)] -= 1
            row.append(())

    def _end_table(self) -> None:
        self._end_cell()
        grid = self._grids.pop()
        rows = tuple(tuple(row) for row in grid.rows if row)
        if not rows:
            return
        if self._grids and self._grids[-1].cell is not None:
            self._grids[-1].cell += [each for row in rows for cell in row for each in cell]
        elif len(rows) == 1 and len(rows[0]) == 1:
            self._told += rows[0][0]
        else:
            heads = grid.has_heads or _is_all_bold(rows[0])
            if heads:
                rows = (tuple(map(_without_bold, rows[0])), *rows[1:])
            self._told.append(Table(rows, heads))

    def _add(self, text: str) -> None:
        if self._open is None:
            if not text.strip(" \n\t"):
                return
            self._open = self._item or _Open()
        setting = self._inline[-1]
        self._open.runs.append(Run(text, setting.bold, setting.italic))

    def _end_paragraph(self, *, keeps_item: bool = False) -> None:
        opened, self._open = self._item or self._open, None
        if keeps_item and self._item is not None:
            return
        self._item = None
        runs = _trimmed(opened.runs) if opened is not None else []
        if opened is None or not runs:
            return
        style = opened.style
        if opened.is_words_item:
            counts = is_number(opened.marker) if opened.marker.strip(" \xa0") else opened.counts
            style = Style.NUMBERED if counts else Style.BULLETED
        made = Paragraph(tuple(runs), style, opened.depth)
        if self._grids and self._grids[-1].cell is not None:
            self._grids[-1].cell.append(made)
        else:
            self._told.append(made)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Return the runs without blanks at either end, and with one where several stood."""
    told: list[Run] = []
    before = " "
    for run in runs:
        text = run.text.lstrip(" ") if before in " \n\t" else run.text
        before = text[-1:] or before
        told.append(replace(run, text=text))
    while told and not told[-1].text.strip(_BLANK):
        told.pop()
    while told and not told[0].text.strip(_BLANK):
        told.pop(0)
    if told:
        told[-1] = replace(told[-1], text=told[-1].text.rstrip(_BLANK))
        told[0] = replace(told[0], text=told[0].text.lstrip(_BLANK))
    return told


def _with_plain_blanks(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph whose wide blanks, which Word sets to push words about, are plain."""
    runs = (replace(run, text=_BLANKS.sub(" ", run.text)) for run in paragraph.runs)
    return replace(paragraph, runs=tuple(runs))


def _items_of(cell: list[Paragraph]) -> Cell:
    return tuple(each for each in made_items(cell) if isinstance(each, Paragraph))


def _number(said: str | None) -> int:
    is_whole = said is not None and said.strip().isdecimal()
    return min(max(int(said or 1), 1), _MOST_SPANNED) if is_whole else 1


def _is_all_bold(row: tuple[Cell, ...]) -> bool:
    runs = [run for cell in row for each in cell for run in each.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _without_bold(cell: Cell) -> Cell:
    return tuple(
        replace(each, runs=tuple(replace(run, bold=False) for run in each.runs)) for each in cell
    )
