"""A page that is told what each stretch of it is while it is drawn.

reportlab writes pages and knows nothing of tags. Every stretch drawn here is either marked as
belonging to an element of the document's tree or left aside as an artifact, such as a rule or the
running header; a test holds every paper to that. What is known only once all pages are laid, such
as how many there are, is drawn last, at the place that was kept for it: one pass is enough.
"""

from collections.abc import Callable, Collection
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from recruitment_app.documents.structure import Box, Branch, Element, Tree

PRINTED = 4
"""The flag of an area that belongs to the page on paper too."""


class TaggedCanvas(Canvas):
    """A canvas whose content is marked; places known beforehand can be linked to."""

    # What reportlab keeps to itself: its version is pinned, and tests read every paper back.
    _doc: Any
    _code: list[str]
    _bookmarkReference: Callable[[str], object]  # noqa: N815 - reportlab's name
    _addAnnotation: Callable[[PDFDictionary], None]  # noqa: N815 - reportlab's name

    def __init__(self, *names: Any, places: Collection[str] = (), **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.places = places
        self._pages_of: dict[str, int] = {}
        self._tree = Tree()
        self._here = self._tree.root
        self._is_bare = False
        self._depth = 0
        self._outline_level = -1
        self._kept: list[tuple[int, str, Callable[[], None]]] = []

    @property
    def page_count(self) -> int:
        """Return how many pages there are; only what is drawn last may ask."""
        return len(self._doc.Pages.pages)

    def place(self, branch: Branch) -> Element:
        """Return the element of a branch; in a bare cell a paragraph is the cell's own words.

        Within a mark nothing new begins: a repeated heading makes no element.
        """
        if self._depth:
            return self._here
        if self._is_bare and branch.role == "P" and branch.under is None:
            self._here.spoken = self._here.spoken or branch.spoken
            return self._here
        return self._tree.element(branch, self._here)

    def heading(self, branch: Branch, level: int) -> Element:
        """Return the element of a heading."""
        return self._here if self._depth else self._tree.heading(branch, level)

    def enter(self, branch: Branch, *, is_bare: bool = False) -> None:
        """Let what is drawn next stand under a branch; bare, as its own words."""
        self._here, self._is_bare = self._tree.element(branch, self._tree.root), is_bare

    def leave(self) -> None:
        """Let what is drawn next stand under the document again."""
        self._here, self._is_bare = self._tree.root, False

    def begin(self, element: Element) -> None:
        """Mark what is drawn until ``end`` as an element's; within another mark it is that's."""
        if not self._depth:
            number = self._tree.mark(self.getPageNumber() - 1, element)
            self._code.append(f"/{element.role} <</MCID {number}>> BDC")
        self._depth += 1

    def artifact(self, kind: str = "") -> None:
        """Leave what is drawn until ``end`` out of the reading, as a Header, Footer, Watermark."""
        if not self._depth:
            told = f"<</Type/Pagination/Subtype/{kind}>> BDC" if kind else "BMC"
            self._code.append(f"/Artifact {told}")
        self._depth += 1

    def end(self) -> None:
        """End the mark that was begun last."""
        self._depth -= 1
        if not self._depth:
            self._code.append("EMC")

    def box(self, width: float, height: float) -> Box:
        """Return where a rectangle from the origin lies on the page."""
        return (*self.absolutePosition(0, 0), *self.absolutePosition(width, height))

    def note_place(self, place: str, words: str, level: int, height: float) -> None:
        """Make a bookmark of a place that begins so high above here."""
        self.bookmarkHorizontal(place, 0, height)
        self._outline_level = min(level, self._outline_level + 1)
        self.addOutlineEntry(words, place, self._outline_level)
        if self._outline_level:
            self.showOutline()
        self._pages_of.setdefault(place, self.getPageNumber())

    def page_of(self, place: str) -> int:
        """Return the page of a place; only what is drawn last may ask."""
        return self._pages_of[place]

    def link(self, branch: Branch, area: Box, place: str, words: str) -> None:
        """Make an area, in the present units, lead to a place, as part of a Link."""
        left, bottom, right, top = area
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray(
                    [*self.absolutePosition(left, bottom), *self.absolutePosition(right, top)]
                ),
                "Border": PDFArray([0, 0, 0]),
                "Dest": self._bookmarkReference(place),
                "Contents": PDFString(words),
                "F": PRINTED,
            }
        )
        self._addAnnotation(annotation)
        self._tree.link(annotation, self._tree.element(branch, self._tree.root))

    def draw_last(self, draw: Callable[[], None]) -> None:
        """Keep this place in the page for what can be drawn only once all pages are laid."""
        token = f"%kept {len(self._kept)}"
        self._code.append(token)
        self._kept.append((self.getPageNumber() - 1, token, draw))

    @override
    def showPage(self) -> None:
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.StructParents, page.Tabs = self.page_count - 1, PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]

    @override
    def save(self) -> None:
        if self._code:
            self.showPage()
        self._draw_what_was_kept()
        catalog = self._doc.Catalog
        self._tree.prepare(self.page_count)
        catalog.StructTreeRoot = self._tree
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        super().save()

    def tell_of_file(self, packet: str) -> None:
        """Let the file carry a packet of metadata."""
        facts = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        self._doc.Catalog.Metadata = PDFStream(facts, f"{packet}\n".encode(), filters=[])

    def _draw_what_was_kept(self) -> None:
        for number, token, draw in self._kept:
            draw()
            page = self._doc.Pages.pages[number]
            drawn = "\n".join(["", *self._code, ""])
            page.stream = page.stream.replace(f"\n{token}\n", drawn, 1)
            self._code.clear()
