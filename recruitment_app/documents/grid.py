"""Tables, lists of contents and what is only laid out in rows, each tagged as what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from reportlab.platypus import Flowable, Table
from typing_extensions import override

from recruitment_app.documents import house_style
from recruitment_app.documents.flowables import Words
from recruitment_app.documents.structure import Branch
from recruitment_app.documents.tagged_canvas import TaggedCanvas

_WHOLE_PAGE = house_style.HEIGHT - 40  # with room for the edges of a box that a grid stands in


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is drawn; ``row`` is that of the whole grid, none where it is repeated."""

    row: int | None
    column: int
    words: Sequence[Flowable]
    corner: tuple[float, float]
    size: tuple[float, float]

    @property
    def is_bare(self) -> bool:
        """Say whether one paragraph is all of it."""
        return len(self.words) == 1 and isinstance(self.words[0], Words)


class Grid(Table):
    """Cells in rows: split between the rows, and within one only where a page is too short.

    ``rows`` numbers those of the whole grid that this piece shows; a heading that is repeated at
    the top of a page has none.
    """

    canv: TaggedCanvas

    def __init__(self, data: Sequence[list[Any]], **settings: Any) -> None:
        super().__init__(data, **{"renderCB": Layout(), "emptyTableAction": "ignore", **settings})
        self.rows: list[int | None] = list(range(len(data)))

    @override
    def identity(self, maxLen: int | None = None) -> str:
        """Return what stands in an exception of reportlab's: no word of what is printed."""
        return type(self).__name__

    __repr__ = identity

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        self.splitInRow = 0
        pieces = cast("list[Grid]", super().split(availWidth, availHeight))
        heights: list[float] = self._rowHeights  # type: ignore[attr-defined]  # the stubs leave it out
        if not pieces and sum(heights[: self.repeatRows + 1]) > _WHOLE_PAGE:
            if sum(heights[: self.repeatRows]) > house_style.HEIGHT / 2:
                self.repeatRows = 0  # a heading that would fill every page
            self.splitInRow = 1
            pieces = cast("list[Grid]", super().split(availWidth, availHeight))
        if len(pieces) == 2:  # noqa: PLR2004 - both halves
            self._share_rows(*pieces)
        return [*pieces]

    def _share_rows(self, first: "Grid", rest: "Grid") -> None:
        shown, left = len(first.rows), len(rest.rows) - self.repeatRows
        torn = shown + left - len(self.rows)  # one where a row was torn in two
        first.rows = self.rows[:shown]
        rest.rows = [*[None] * self.repeatRows, *self.rows[shown - torn :]]


class Layout:
    """Rows that only lay out: what stands in them is told by itself, and the rest left aside.

    reportlab calls this while it draws a grid; all pieces of one that was split share it.
    """

    def __call__(self, grid: Grid, moment: str, *facts: Any) -> None:
        """Take reportlab's word of what it is about to draw."""
        match moment:
            case "startBG" | "startLines":
                grid.canv.artifact()
            case "endBG" | "endLines":
                grid.canv.end()
            case "startCell":
                row, column, words, _, corner, size = facts
                self.begin(grid.canv, Cell(grid.rows[row], column, words, corner, size))
            case "endCell":
                self.end(grid.canv)

    def begin(self, canvas: TaggedCanvas, cell: Cell) -> None:
        """Begin a cell."""

    def end(self, canvas: TaggedCanvas) -> None:
        """End it."""


class FactTable(Layout):
    """A table, of each cell of which it is said whether it is a heading, and of what."""

    def __init__(self, heading_rows: int, *, is_first_column_heading: bool) -> None:
        self.heading_rows, self._is_first_heading = heading_rows, is_first_column_heading
        self._is_repeated = False
        table = Branch("Table")
        self._head, self._body = Branch("THead", table), Branch("TBody", table)
        self._rows: dict[int, Branch] = {}
        self._cells: dict[tuple[int, int], Branch] = {}

    @override
    def begin(self, canvas: TaggedCanvas, cell: Cell) -> None:
        self._is_repeated = cell.row is None
        if cell.row is None:
            canvas.artifact()
        else:
            canvas.enter(self._branch(cell.row, cell), is_bare=cell.is_bare)

    @override
    def end(self, canvas: TaggedCanvas) -> None:
        if self._is_repeated:
            canvas.end()
        else:
            canvas.leave()

    def _branch(self, row: int, cell: Cell) -> Branch:
        if row not in self._rows:
            self._rows[row] = Branch("TR", self._head if row < self.heading_rows else self._body)
        place = row, cell.column
        if place not in self._cells:
            scope = self._scope(row, cell)
            self._cells[place] = Branch("TH" if scope else "TD", self._rows[row], scope=scope)
        return self._cells[place]

    def _scope(self, row: int, cell: Cell) -> str:
        if row < self.heading_rows:
            has_words = any(isinstance(one, Words) and one.blPara.lines for one in cell.words)
            return "Column" if has_words else ""
        return "Row" if self._is_first_heading and not cell.column else ""


class ContentsList(Layout):
    """A list of contents; each row leads to its place where the document has it."""

    def __init__(self, targets: Sequence[tuple[str, str]]) -> None:
        self._targets = targets
        whole = Branch("TOC")
        self._entries = [Branch("TOCI", whole) for _ in targets]
        self._links = [Branch("Link", entry) for entry in self._entries]

    @override
    def begin(self, canvas: TaggedCanvas, cell: Cell) -> None:
        if cell.row is None:
            return
        place, words = self._targets[cell.row]
        is_linked = place in canvas.places
        branch = self._links[cell.row] if is_linked else self._entries[cell.row]
        canvas.enter(branch, is_bare=True)
        if is_linked and not cell.column:
            (left, bottom), (_, height) = cell.corner, cell.size
            area = (left, bottom, left + house_style.WIDTH, bottom + height)
            canvas.link(branch, area, place, words)

    @override
    def end(self, canvas: TaggedCanvas) -> None:
        canvas.leave()
