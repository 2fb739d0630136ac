"""From a story to the bytes of a PDF: numbered pages, header, marking, watermark, bookmarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from io import BytesIO
from typing import Any, cast

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from typing_extensions import override

from recruitment_app.documents import house_style, typefaces
from recruitment_app.documents.flowables import Heading
from recruitment_app.documents.house_style import BOTTOM, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP
from recruitment_app.documents.parts import UPRIGHT, WIDE
from recruitment_app.documents.pen import written
from recruitment_app.documents.tagged_canvas import TaggedCanvas
from recruitment_app.documents.typefaces import Face
from recruitment_app.drawings.shapes import Anchor, Colour

LANGUAGE = "en-GB"
CREATOR = "Adopter Recruitment"
OFFICIAL = "OFFICIAL"
OFFICIAL_SENSITIVE = "OFFICIAL \u2013 SENSITIVE"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Paper:
    """What stands on every page of a document, and what the file says of itself.

    The title is shown by a reader's window, so it holds a reference, never a name. The header
    may be another from the second page on.
    """

    title: str
    agency: str
    header: str
    footer: str
    marking: str = OFFICIAL_SENSITIVE
    watermark: str = ""
    later_header: str = ""


def render(paper: Paper, story: Sequence[Flowable]) -> bytes:
    """Return the document as PDF, the same bytes for the same contents."""
    typefaces.prepare()
    target = BytesIO()
    return built(Sheets(target, paper), story, target)


def built(document: "Sheets", story: Sequence[Flowable], target: BytesIO) -> bytes:
    """Return the file that a document wrote of a story."""
    places = frozenset(part.place for part in story if isinstance(part, Heading) and part.place)
    document.build([*story], canvasmaker=partial(TaggedCanvas, places=places))
    return _packed(target)


def _packed(target: BytesIO) -> bytes:
    """Return the file with its objects packed together: the tree alone has some thousands.

    The date in it is a constant of reportlab, there so that equal contents are equal bytes; one
    that is not true is better left out.
    """
    import pikepdf  # noqa: PLC0415 - heavy, and only where something is printed

    packed = BytesIO()
    with pikepdf.open(target) as pdf:
        del pdf.docinfo["/CreationDate"], pdf.docinfo["/ModDate"]
        pdf.save(
            packed,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return packed.getvalue()


class Sheets(BaseDocTemplate):
    """The page's frame, with what is drawn behind the words."""

    def __init__(self, target: BytesIO, paper: Paper) -> None:
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=typefaces.plain(paper.title),
            author=typefaces.plain(paper.agency),
            subject="",
            creator=CREATOR,
            lang=LANGUAGE,
            displayDocTitle=1,
            invariant=1,
            pageCompression=0,
            initialFontName=Face.REGULAR,
        )
        self._paper = paper
        self.add_pages()

    def add_pages(self) -> None:
        """Add the kinds of pages that a story may name."""
        self._add_pages(UPRIGHT, PAGE_WIDTH, PAGE_HEIGHT)
        self._add_pages(WIDE, PAGE_HEIGHT, PAGE_WIDTH)

    def _add_pages(self, name: str, width: float, height: float) -> None:
        """Add pages of a size, each with the same edges round its words."""
        room = width - 2 * SIDE, height - TOP - BOTTOM
        frame = Frame(SIDE, BOTTOM, *room, 0, 0, 0, 0, id="words")
        behind: Any = partial(self._behind_words, size=(width, height))
        self.addPageTemplates(
            PageTemplate(id=name, frames=[frame], onPage=behind, pagesize=(width, height))
        )

    @override
    def beforeDocument(self) -> None:
        told = (escape(str(fact)) for fact in (self.title, self.author, LANGUAGE))
        cast("TaggedCanvas", self.canv).tell_of_file(_PACKET.format(*told))

    def _behind_words(
        self, canvas: TaggedCanvas, _document: BaseDocTemplate, *, size: tuple[float, float]
    ) -> None:
        canvas.saveState()
        self._draw_watermark(canvas, size)
        self._draw_edges(canvas, size)
        canvas.restoreState()

    def _draw_watermark(self, canvas: TaggedCanvas, size: tuple[float, float]) -> None:
        if not self._paper.watermark:
            return
        canvas.artifact("Watermark")
        canvas.saveState()
        canvas.translate(size[0] / 2, size[1] / 2)
        canvas.rotate(30)
        canvas.setFillColor(house_style.WATERMARK)
        written(canvas, self._paper.watermark, (0, -30), Face.BOLD, 92, anchor=Anchor.MIDDLE)
        canvas.restoreState()
        canvas.end()

    def _draw_edges(self, canvas: TaggedCanvas, size: tuple[float, float]) -> None:
        paper, left, right = self._paper, SIDE, size[0] - SIDE
        canvas.setFillColor(house_style.colour(Colour.SECOND))
        canvas.setStrokeColor(house_style.colour(Colour.LINE))
        canvas.setLineWidth(0.7)
        head, foot, number = size[1] - TOP + 18, BOTTOM - 18, self.page
        canvas.artifact("Header")
        canvas.line(left, head, right, head)
        header = paper.later_header if number > 1 and paper.later_header else paper.header
        written(canvas, header, (left, head + 6), Face.SEMIBOLD, 7.5)
        written(canvas, paper.marking, (right, head + 6), Face.SEMIBOLD, 7.5, anchor=Anchor.END)
        canvas.end()
        canvas.artifact("Footer")
        canvas.line(left, foot, right, foot)
        written(canvas, paper.footer, (left, foot - 12), Face.REGULAR, 7.5)

        def tell_number() -> None:
            words = f"Page {number} of {canvas.page_count}"
            written(canvas, words, (right, foot - 12), Face.REGULAR, 7.5, anchor=Anchor.END)

        canvas.draw_last(tell_number)
        canvas.end()
