"""Words, headings and items of lists, each of which is tagged as it is drawn.

Each knows its branch of the document's tree, and its pieces keep it when it is split between two
pages: to who hears it read, the halves of a paragraph are one paragraph.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import Any, Final, Self, TypeVar

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from typing_extensions import override

from recruitment_app.documents.structure import Branch, Element
from recruitment_app.documents.tagged_canvas import TaggedCanvas
from recruitment_app.documents.typefaces import Face, fragments, is_drawn_as_it_is, plain, width

Piece = tuple[str, Face]
AnyWords = TypeVar("AnyWords", bound="Words")
_LABEL_GAP = 6.0
_FEWEST_LINES: Final = 2
_TINY: Final = 1e-6


class Words(Paragraph):
    """A paragraph of pieces of text, each in a face of its own; nothing in them is mark-up."""

    canv: TaggedCanvas
    branch: Branch
    blPara: Any  # noqa: N815 - reportlab's name for the lines
    _broken_at: float | None = None
    _is_piece = False

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if not self._is_piece and self._broken_at != availWidth:
            super().wrap(availWidth, availHeight)
            self._broken_at = availWidth
        return self.width, self.height

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """Return two pieces of at least two lines each, or nothing.

        reportlab would break every line anew on every page of a long paragraph.
        """
        self.wrap(availWidth, availHeight)
        count = len(self.blPara.lines)
        fit = min(int(availHeight / self.style.leading + _TINY), count - _FEWEST_LINES)
        if fit < _FEWEST_LINES:
            return []
        return [self._piece(0, fit), self._piece(fit, count)]

    def _piece(self, first: int, last: int) -> Self:
        piece = self.__class__("", self.style, frags=[])
        piece.blPara = self.blPara.clone(lines=self.blPara.lines[first:last])
        piece.width, piece.height = self.width, (last - first) * self.style.leading
        piece._is_piece = True  # noqa: SLF001 - one of us
        self.hand_on(piece, is_first=not first)
        return piece

    @override
    def identity(self, maxLen: int | None = None) -> str:
        """Return what stands in an exception of reportlab's: no word of what is printed."""
        return type(self).__name__

    __repr__ = identity

    def hand_on(self, piece: Self, *, is_first: bool) -> None:  # noqa: ARG002 - for headings
        """Tell a piece of this where it belongs."""
        piece.branch = self.branch

    def again(self) -> Self:
        """Return the same words for another place; lines that were broken are not broken anew."""
        other = copy(self)
        other.branch = replace(self.branch)
        return other

    @override
    def draw(self) -> None:
        if self.blPara.lines:
            self.canv.begin(self.element())
            super().draw()
            self.canv.end()

    def element(self) -> Element:
        """Return what the document's tree has for this."""
        return self.canv.place(self.branch)

    def write_line(self, text: str, right: float) -> None:
        """Write a few words that end there, on the line of the first of these words."""
        style = self.style
        face = Face(style.fontName)
        left = right - width(text, face, style.fontSize)
        line = self.canv.beginText(left, self.height - style.fontSize)
        line.setFont(face, style.fontSize)
        line.setFillColor(style.textColor)
        line.textOut(text)
        self.canv.drawText(line)


class Heading(Words):
    """A heading; one with a place is a bookmark too, and the contents can name it.

    ``level`` counts from nought, the title; ``words`` are as a reader's window shows them.
    """

    level = 0
    place = ""
    words = ""

    @override
    def hand_on(self, piece: Self, *, is_first: bool) -> None:
        super().hand_on(piece, is_first=is_first)
        piece.level = self.level
        if is_first:
            piece.place, piece.words = self.place, self.words

    @override
    def draw(self) -> None:
        if self.place:
            self.canv.note_place(self.place, self.words, self.level, self.height)
        super().draw()

    @override
    def element(self) -> Element:
        return self.canv.heading(self.branch, self.level)


class Item(Words):
    """An item of a list: its label stands left of the first line."""

    label = ""

    @override
    def hand_on(self, piece: Self, *, is_first: bool) -> None:
        super().hand_on(piece, is_first=is_first)
        piece.label = self.label if is_first else ""

    @override
    def draw(self) -> None:
        if self.label:
            self.canv.begin(self.canv.place(Branch("Lbl", self.branch.under)))
            self.write_line(self.label, self.style.leftIndent - _LABEL_GAP)
            self.canv.end()
        super().draw()


class PageOf(Words):
    """The page of a place, written once all are laid; without it the words, which say why.

    Where ``leads_to`` says in words what stands there, it is a link too.
    """

    place = ""
    leads_to = ""

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        width, height = super().wrap(availWidth, availHeight)
        self.height = max(height, self.style.leading)
        return width, self.height

    @override
    def draw(self) -> None:
        canvas = self.canv
        if self.place not in canvas.places:
            super().draw()
            return
        link = Branch("Link")
        canvas.begin(canvas.place(link) if self.leads_to else self.element())
        canvas.draw_last(lambda: self._tell(canvas))
        canvas.end()
        if self.leads_to:
            canvas.link(link, (0, 0, self.width, self.height), self.place, self.leads_to)

    def _tell(self, canvas: TaggedCanvas) -> None:
        self.canv = canvas
        self.write_line(str(canvas.page_of(self.place)), self.width)


def make(
    kind: type[AnyWords],
    pieces: Iterable[Piece],
    style: ParagraphStyle,
    role: str = "P",
    under: Branch | None = None,
) -> AnyWords:
    """Return words of a kind; what is drawn otherwise than it was typed is kept as typed too."""
    pieces = tuple(pieces)
    made = kind("", style, frags=fragments(pieces, style))
    is_plain = all(is_drawn_as_it_is(text, face) for text, face in pieces)
    spoken = "" if is_plain else plain("".join(text for text, _ in pieces))
    made.branch = Branch(role, under, spoken=spoken)
    return made
