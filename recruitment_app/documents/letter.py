"""A letter on paper, or many in one file, each beginning a page: tagged, in large print too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate
from typing_extensions import override

from recruitment_app.documents import house_style, parts, typefaces
from recruitment_app.documents.flowables import Heading, Item, Words, make
from recruitment_app.documents.house_style import (
    BOTTOM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TOP,
    long_date,
)
from recruitment_app.documents.paper import Paper, Sheets, built
from recruitment_app.documents.pen import written
from recruitment_app.documents.structure import Branch
from recruitment_app.documents.tagged_canvas import TaggedCanvas
from recruitment_app.documents.typefaces import Face, plain
from recruitment_app.drawings.shapes import Anchor, Colour
from recruitment_app.rules.letters import Block, blocks

Tell = Callable[[int, int], object]
_Known = dict[tuple[str, str], Words]
"""The words that were set before: of many letters most say the same."""

_FIRST, _LATER = "first", "later"
_USUAL, _LARGE = 10.5, 16.0  # points; large print begins at sixteen (RNIB, UK Association for
_LEADING: Final = 1.45  #       Accessible Formats, minimum standards for large print)
_EDGE: Final = 62.0  # the words of a letter begin further in than those of a report
_ROOM: Final = PAGE_WIDTH - 2 * _EDGE, PAGE_HEIGHT - TOP - BOTTOM
_SIGNED: Final = ("Yours sincerely", "Yours faithfully")
_BETWEEN: Final = "\u00a0\u00b7 "
_BELOW_LIST: Final = 0.25  # lines, so that what follows stands off as from a paragraph
_TO_SIGN, _ENDING = 3.2, 9.0  # lines that are left free to sign; those that an ending takes
_BEFORE: Final = 3.0  # and those of the words above, so that no page holds an ending alone


@dataclass(frozen=True, kw_only=True)
class PrintedLetter:
    """What one letter holds; ``body`` has its paragraphs and lists as ``blocks`` reads them.

    ``agency_address`` is told a line each; at the head of a letter the lines follow one another, in
    large print one below the other.
    """

    agency: str
    team: str
    reference: str
    dated_on: date
    to_name: str = field(repr=False)
    to_address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    is_large_print: bool = False
    agency_address: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    """The styles of a letter of one size."""

    agency: ParagraphStyle
    team: ParagraphStyle
    words: ParagraphStyle
    lines: ParagraphStyle
    item: ParagraphStyle
    subject: ParagraphStyle
    leading: float


def render(
    letters: Sequence[PrintedLetter], tell: Tell = lambda _done, _of: None, title: str = ""
) -> bytes:
    """Return one letter or many as one PDF.

    ``tell`` hears how many are laid, and how many there are; it may raise to break off.
    """
    typefaces.prepare()
    target = BytesIO()
    only = letters[0].reference if len(letters) == 1 else f"{len(letters)} letters"
    paper = Paper(
        title=title or (f"Letter {only}" if len(letters) == 1 else only),
        agency=letters[0].agency,
        header="",
        footer="",
    )
    return built(_Letters(target, paper, letters, tell), list(_story(letters)), target)


def _story(letters: Sequence[PrintedLetter]) -> Iterator[Flowable]:
    known: _Known = {}
    for number, letter in enumerate(letters):
        if number:
            yield NextPageTemplate(_FIRST)
            yield PageBreak()
        yield NextPageTemplate(_LATER)
        yield from _one(letter, f"letter-{number + 1}" if len(letters) > 1 else "", known)


def _one(letter: PrintedLetter, place: str, known: _Known) -> Iterator[Flowable]:
    look = _look(_LARGE if letter.is_large_print else _USUAL)
    yield _words(letter.agency, look.agency, known)
    yield _words(letter.team, look.team, known)
    if letter.agency_address:
        between = "\n" if letter.is_large_print else _BETWEEN
        yield _words(between.join(letter.agency_address.splitlines()), look.team, known)
    yield parts.gap(2 * look.leading)
    yield parts.words("\n".join(filter(None, (letter.to_name, letter.to_address))), look.lines)
    yield parts.gap(look.leading)
    told = f"{long_date(letter.dated_on)}\nOur reference: {letter.reference}"
    yield parts.words(told, look.lines)
    yield parts.gap(look.leading)
    told_blocks = list(blocks(letter.body))
    if told_blocks and told_blocks[0].lines[0].startswith("Dear "):
        yield from _block(told_blocks.pop(0), look, known)
    if letter.subject:
        heading = make(Heading, [(letter.subject, Face(look.subject.fontName))], look.subject)
        heading.level, heading.place, heading.words = 0, place, plain(letter.reference)
        yield heading
    for block, later in pairwise((*told_blocks, None)):
        if later is not None and _is_signed(later):
            yield parts.room_for((_BEFORE + _ENDING) * look.leading)
        if block is not None:
            yield from _block(block, look, known)


def _is_signed(block: Block) -> bool:
    """Tell whether a paragraph is the one below which somebody signs."""
    return not block.is_list and block.lines[-1].rstrip(",") in _SIGNED


def _block(block: Block, look: _Look, known: _Known) -> Iterator[Flowable]:
    if not block.is_list:
        is_signed = _is_signed(block)
        if is_signed:
            yield parts.room_for(_ENDING * look.leading)
        yield _words("\n".join(block.lines), look.words, known)
        if is_signed:
            yield parts.gap(_TO_SIGN * look.leading)
        return
    branch = Branch("L")
    for line in block.lines:
        item = make(
            Item, [(line, Face(look.item.fontName))], look.item, "LBody", Branch("LI", branch)
        )
        item.label = "\u2022"
        yield item
    yield parts.gap(_BELOW_LIST * look.leading)


def _words(text: str, style: ParagraphStyle, known: _Known) -> Words:
    key = text, style.name
    if key not in known:
        known[key] = parts.words(text, style)
        known[key].wrap(_ROOM[0], _ROOM[1])
    return known[key].again()


@cache
def _look(size: float) -> _Look:
    leading = round(_LEADING * size, 1)
    words = house_style.PLAIN.clone(
        f"letter_{size}", fontSize=size, leading=leading, spaceAfter=0.6 * leading
    )
    strong: Mapping[str, Any] = {"fontName": Face.SEMIBOLD, "bulletFontName": Face.SEMIBOLD}
    return _Look(
        agency=words.clone(
            f"letter_agency_{size}",
            **strong,
            fontSize=1.5 * size,
            leading=2 * size,
            spaceAfter=0,
            textColor=house_style.colour(Colour.BRAND),
        ),
        team=words.clone(
            f"letter_team_{size}", spaceAfter=0, textColor=house_style.colour(Colour.SECOND)
        ),
        words=words,
        lines=words.clone(f"letter_lines_{size}", spaceAfter=0),
        item=words.clone(f"letter_item_{size}", leftIndent=1.8 * size, spaceAfter=0.35 * leading),
        subject=words.clone(
            f"letter_subject_{size}", **strong, spaceBefore=0.2 * leading, keepWithNext=1
        ),
        leading=leading,
    )


class _Letters(Sheets):
    """Pages of letters: the first of each bears its letterhead, later ones a line with its page."""

    def __init__(
        self, target: BytesIO, paper: Paper, letters: Sequence[PrintedLetter], tell: Tell
    ) -> None:
        self._letters, self._tell = letters, tell
        self._number, self._began_on = 0, 1
        super().__init__(target, paper)

    @override
    def add_pages(self) -> None:
        first: Any = self._begin
        later: Any = self._go_on
        for name, behind in ((_FIRST, first), (_LATER, later)):
            frame = Frame(_EDGE, BOTTOM, *_ROOM, 0, 0, 0, 0, id="words")
            self.addPageTemplates(
                PageTemplate(
                    id=name, frames=[frame], onPage=behind, pagesize=(PAGE_WIDTH, PAGE_HEIGHT)
                )
            )

    def _begin(self, _canvas: TaggedCanvas, _document: object) -> None:
        self._tell(self._number, len(self._letters))
        self._number, self._began_on = self._number + 1, self.page

    def _go_on(self, canvas: TaggedCanvas, _document: object) -> None:
        letter = self._letters[self._number - 1]
        size = _LARGE if letter.is_large_print else 8.5
        canvas.saveState()
        canvas.setFillColor(house_style.colour(Colour.SECOND))
        canvas.artifact("Header")
        head = PAGE_HEIGHT - TOP + 24
        page = f"Page {self.page - self._began_on + 1}"
        written(canvas, letter.reference, (_EDGE, head), Face.REGULAR, size)
        written(canvas, page, (PAGE_WIDTH - _EDGE, head), Face.REGULAR, size, anchor=Anchor.END)
        canvas.end()
        canvas.restoreState()
