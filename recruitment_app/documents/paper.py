"""From a story to the bytes of a PDF: numbered pages, header, marking, watermark, bookmarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from typing_extensions import override

from recruitment_app.documents import house_style, parts, typefaces
from recruitment_app.documents.contents import PagesCounted
from recruitment_app.documents.house_style import BOTTOM, HEIGHT, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP
from recruitment_app.documents.house_style import WIDTH as ROOM
from recruitment_app.documents.pen import written
from recruitment_app.documents.typefaces import Face
from recruitment_app.drawings.shapes import Anchor, Colour

LANGUAGE = "en-GB"
OFFICIAL = "OFFICIAL"
OFFICIAL_SENSITIVE = "OFFICIAL \u2013 SENSITIVE"


@dataclass(frozen=True)
class Paper:
    """What stands on every page of a document, and what the file says of itself.

    The title is shown by a reader's window, so it holds a reference, never a name.
    """

    title: str
    agency: str
    header: str
    footer: str
    marking: str = OFFICIAL_SENSITIVE
    watermark: str = ""


def render(paper: Paper, story: Sequence[Flowable]) -> bytes:
    """Return the document as PDF, the same bytes for the same contents."""
    typefaces.prepare()
    counted = PagesCounted()
    target = BytesIO()
    _Document(target, paper, counted).multiBuild([counted, *story])
    return target.getvalue()


class _Document(BaseDocTemplate):
    """The page's frame, with what is drawn behind the words and what is noted for the reader."""

    def __init__(self, target: BytesIO, paper: Paper, counted: PagesCounted) -> None:
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=typefaces.plain(paper.title),
            author=typefaces.plain(paper.agency),
            lang=LANGUAGE,
            displayDocTitle=1,
            invariant=1,
            initialFontName=Face.REGULAR,
        )
        frame = Frame(SIDE, BOTTOM, ROOM, HEIGHT, 0, 0, 0, 0, id="words")
        self.addPageTemplates(PageTemplate(id="page", frames=[frame], onPage=self._behind_words))
        self._paper, self._counted = paper, counted

    @override
    def afterFlowable(self, flowable: Flowable) -> None:
        if isinstance(flowable, parts.Heading):
            self.notify("placed", (flowable.place, self.page))

    @override
    def afterPage(self) -> None:
        self.notify("page", self.page)

    def _behind_words(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.saveState()
        self._draw_watermark(canvas)
        self._draw_edges(canvas)
        canvas.restoreState()

    def _draw_watermark(self, canvas: Canvas) -> None:
        if not self._paper.watermark:
            return
        canvas.saveState()
        canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        canvas.rotate(30)
        canvas.setFillColor(house_style.WATERMARK)
        written(canvas, self._paper.watermark, (0, -30), Face.BOLD, 92, anchor=Anchor.MIDDLE)
        canvas.restoreState()

    def _draw_edges(self, canvas: Canvas) -> None:
        paper, left, right = self._paper, SIDE, PAGE_WIDTH - SIDE
        canvas.setFillColor(house_style.colour(Colour.SECOND))
        canvas.setStrokeColor(house_style.colour(Colour.LINE))
        canvas.setLineWidth(0.7)
        head, foot = PAGE_HEIGHT - TOP + 18, BOTTOM - 18
        canvas.line(left, head, right, head)
        canvas.line(left, foot, right, foot)
        written(canvas, paper.header, (left, head + 6), Face.SEMIBOLD, 7.5)
        written(canvas, paper.marking, (right, head + 6), Face.SEMIBOLD, 7.5, anchor=Anchor.END)
        number = f"Page {self.page} of {self._counted.total}"
        written(canvas, paper.footer, (left, foot - 12), Face.REGULAR, 7.5)
        written(canvas, number, (right, foot - 12), Face.REGULAR, 7.5, anchor=Anchor.END)
