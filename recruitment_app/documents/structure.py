"""The tree that tells a screen reader what each stretch of a page is, and in which order to read.

A ``Branch`` is a place in that tree as a flowable knows it before anything is drawn; the pieces of
a paragraph or a table that was split share one. A ``Tree`` is that of one document: it makes an
``Element`` of each branch at its first use, so the order of drawing is the order of reading.
"""

from collections import defaultdict
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFString,
)

_DEEPEST_HEADING = 6
Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False, slots=True)
class Branch:
    """A place in the tree: its role, and what it stands under.

    ``spoken`` is the text as it is meant, where the letters drawn are not it; ``alternative``
    tells a figure in words; ``scope`` says whether a heading cell heads its Row or its Column.
    """

    role: str
    under: "Branch | None" = None
    spoken: str = ""
    alternative: str = ""
    scope: str = ""


class Element(PDFObject):
    """An element of one document's tree, written as an object of its file."""

    __RefOnly__ = 1

    def __init__(self, branch: Branch, parent: PDFObject, role: str) -> None:
        self.branch, self.parent, self.role = branch, parent, role
        self.spoken = branch.spoken
        self.box: Box | None = None
        self._kids: list[Element | tuple[int, int] | PDFDictionary] = []

    def add(self, kid: "Element | tuple[int, int] | PDFDictionary") -> None:
        """Put an element, a marked stretch (page and number there) or a link's area last in it."""
        self._kids.append(kid)

    def format(self, document: PDFDocument) -> bytes:
        """Return the object as the file holds it."""
        first = next((kid[0] for kid in self._kids if isinstance(kid, tuple)), None)
        facts = [b"/S/", self.role.encode(), b"/P ", _reference(self.parent, document)]
        if first is not None:
            facts += [b"/Pg ", _page(first, document)]
        for name, text in ((b"/Alt", self.branch.alternative), (b"/ActualText", self.spoken)):
            if text:
                facts += [name, PDFString(text).format(document)]
        facts += [self._attributes(), b"/K["]
        facts += [b" ".join(self._kid(kid, first, document) for kid in self._kids), b"]"]
        return b"<<%b>>" % b"".join(facts)

    def _attributes(self) -> bytes:
        if self.branch.scope:
            return b"/A<</O/Table/Scope/%b>>" % self.branch.scope.encode()
        if self.box:
            sides = " ".join(f"{side:.2f}" for side in self.box)
            return b"/A<</O/Layout/Placement/Block/BBox[%b]>>" % sides.encode()
        return b""

    @staticmethod
    def _kid(
        kid: "Element | tuple[int, int] | PDFDictionary", first: int | None, document: PDFDocument
    ) -> bytes:
        if isinstance(kid, Element):
            return _reference(kid, document)
        if isinstance(kid, PDFDictionary):
            return b"<</Type/OBJR/Obj %b>>" % _reference(kid, document)
        page, number = kid
        if page == first:
            return b"%d" % number
        return b"<</Type/MCR/Pg %b/MCID %d>>" % (_page(page, document), number)


class Tree(PDFObject):
    """The elements of one document, and to which of them each marked stretch belongs."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.root = Element(Branch("Document"), self, "Document")
        self._marked: dict[int, list[Element]] = defaultdict(list)
        self._links: list[tuple[PDFDictionary, Element]] = []
        self._of_branch: dict[Branch, Element] = {}
        self._headings: list[tuple[int, int]] = []

    def element(self, branch: Branch, here: Element) -> Element:
        """Return a branch's element; a new one is put last in its parent, which else is here."""
        found = self._of_branch.get(branch)
        if found is None:
            parent = self.element(branch.under, here) if branch.under else here
            found = self._of_branch[branch] = Element(branch, parent, branch.role)
            parent.add(found)
        return found

    def heading(self, branch: Branch, level: int) -> Element:
        """Return a heading's element; its rank follows from the headings above, with no gap."""
        if branch not in self._of_branch:
            while self._headings and self._headings[-1][0] >= level:
                self._headings.pop()
            rank = self._headings[-1][1] + 1 if self._headings else 1
            self._headings.append((level, rank))
            heading = Element(branch, self.root, f"H{min(rank, _DEEPEST_HEADING)}")
            self._of_branch[branch] = heading
            self.root.add(heading)
        return self._of_branch[branch]

    def mark(self, page: int, element: Element) -> int:
        """Give an element the next stretch of a page, and return that stretch's number."""
        owners = self._marked[page]
        number = len(owners)
        owners.append(element)
        element.add((page, number))
        return number

    def link(self, area: PDFDictionary, element: Element) -> None:
        """Put the area of a page that a link makes sensitive into the link's element."""
        self._links.append((area, element))
        element.add(area)

    def prepare(self, pages: int) -> None:
        """Give the links their numbers, after those of so many pages."""
        for key, (area, _) in enumerate(self._links, pages):
            area["StructParent"] = key

    def format(self, document: PDFDocument) -> bytes:
        """Return the root of the tree as the file holds it, with whose each stretch is."""
        owned = [
            b"%d[%b]" % (page, b" ".join(_reference(owner, document) for owner in owners))
            for page, owners in sorted(self._marked.items())
        ]
        owned += [
            b"%d %b" % (area["StructParent"], _reference(element, document))
            for area, element in self._links
        ]
        return b"<</Type/StructTreeRoot/K %b/ParentTree<</Nums[%b]>>>>" % (
            _reference(self.root, document),
            b" ".join(owned),
        )


def _page(number: int, document: PDFDocument) -> bytes:
    return PDFObjectReference(f"Page{number + 1}").format(document)


def _reference(thing: PDFObject, document: PDFDocument) -> bytes:
    reference: PDFObjectReference
    reference = document.Reference(thing)  # type: ignore[no-untyped-call]  # so the stubs have it
    return reference.format(document)
