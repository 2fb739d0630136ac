"""What is known only once the pages are laid: how many there are, and where each place lies."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import IndexingFlowable
from typing_extensions import override

from recruitment_app.documents import parts
from recruitment_app.documents.house_style import WIDTH


@dataclass(frozen=True)
class ContentsLine:
    """A line of the contents: a place in the document, or in words why it has none."""

    number: str
    title: str
    place: str = ""
    state: str = ""


class PagesCounted(IndexingFlowable):
    """Takes no room; knows the number of pages from the pass before."""

    def __init__(self) -> None:
        super().__init__()
        self.total = self._now = 0

    @override
    def beforeBuild(self) -> None:
        self._now = 0

    @override
    def notify(self, kind: str, stuff: object) -> None:
        if kind == "page":
            self._now += 1

    @override
    def isSatisfied(self) -> bool:
        settled = self._now == self.total
        self.total = self._now
        return settled

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        """Leave no mark."""


class Contents(IndexingFlowable):
    """The list of contents, with the page of each place and the state of what has none."""

    def __init__(self, lines: Sequence[ContentsLine]) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self._pages: dict[str, int] = {}
        self._found: dict[str, int] = {}
        self._table: Flowable | None = None

    @override
    def beforeBuild(self) -> None:
        self._found = {}

    @override
    def notify(self, kind: str, stuff: object) -> None:
        if kind == "placed" and isinstance(stuff, tuple):
            place, page = stuff
            self._found[place] = page

    @override
    def isSatisfied(self) -> bool:
        settled = self._found == self._pages
        self._pages = self._found
        return settled

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self._table = parts.contents_grid(
            (line.number, line.title, self._where(line), line.place if self._at(line) else "")
            for line in self._lines
        )
        return self._table.wrap(WIDTH, availHeight)

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        self.wrap(availWidth, availHeight)
        return self._table.split(WIDTH, availHeight) if self._table else []

    def draw(self) -> None:
        """Draw it on the page, from its lower left corner."""
        if self._table:
            self._table.drawOn(self.canv, 0, 0)

    def _at(self, line: ContentsLine) -> int:
        return self._pages.get(line.place, 0)

    def _where(self, line: ContentsLine) -> str:
        page = self._at(line)
        return str(page) if page else line.state
