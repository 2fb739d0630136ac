"""Reading any table that people send, and writing tables that do no harm."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from recruitment_app.errors import Problem
from recruitment_app.exchange.books import Book, Kind, open_book
from recruitment_app.exchange.cells import (
    MOST_ROWS,
    Cell,
    Line,
    Lines,
    Row,
    Table,
    Uncalculated,
    fold,
    letters,
)
from recruitment_app.exchange.separated_text import SEPARATORS
from recruitment_app.exchange.writing import write_table

__all__ = ["Cell", "Row", "Table", "read_table", "write_table"]

_LINES_ABOVE = 200
_FEWEST_HEADINGS = 2
_FEW_NAMED = 6


def read_table(
    path: Path, sheet: str | None, wanted: Sequence[str], *, required: Iterable[str] = ()
) -> Table:
    """Read the rows under the wanted headings from a workbook or a text table.

    ``sheet`` is looked at first where the workbook has one of that name. The
    headings may stand below other lines, in any order, case and spacing.

    Raises:
        Problem: the file cannot be read, or a required heading is missing.

    """
    seeking = _Seeking(path.name, tuple(wanted), frozenset(required))
    with open_book(path) as opened:
        book = _best_separated(opened, seeking) if opened.kind is Kind.TEXT else opened
        named = [each for each in book.sheets if sheet and fold(each) == fold(sheet)]
        best = _Found()
        for each in named or book.sheets:
            found = seeking.headings(book.lines(each))
            if found.complete or found.count > best.count:
                best, best.sheet = found, each
            if found.complete:
                break
        seeking.check(best)
        rows = seeking.rows(book.lines(best.sheet), best, ragged=book.kind is Kind.TEXT)
        seeking.check_merged(book.merged, rows, best)
        return seeking.table(rows, best, counts_from_1904=book.counts_from_1904)


def _best_separated(book: Book, seeking: "_Seeking") -> Book:
    """Return the text table by the separator that shows most of the wanted headings."""
    best, most = book, 0
    trouble: Problem | None = None
    for separator in dict.fromkeys((book.separator, *SEPARATORS)):
        tried = book.separated_by(separator)
        try:
            found = seeking.headings(tried.lines())
        except Problem as problem:
            trouble = problem
            continue
        if found.count > most:
            best, most = tried, found.count
    if trouble is not None and most < _FEWEST_HEADINGS:
        raise trouble
    return best


@dataclass(slots=True)
class _Found:
    """A line that may hold the headings: where it stands and which of them it holds."""

    number: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    twice: dict[str, tuple[int, int]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    room: int = 0
    complete: bool = False
    sheet: str = ""

    @property
    def count(self) -> int:
        return len(self.columns)


@dataclass(frozen=True, slots=True)
class _Seeking:
    """The headings that are looked for, and what is done once they are found."""

    name: str
    wanted: tuple[str, ...]
    required: frozenset[str]

    def headings(self, lines: Lines) -> _Found:
        """Return the line that holds most of the wanted headings."""
        best = _Found()
        with closing(lines):
            for seen, line in enumerate(lines):
                found = self._tried(line)
                if found.count > best.count:
                    best = found
                if seen >= _LINES_ABOVE or best.count == len(self.wanted):
                    break
        best.complete = best.count >= min(_FEWEST_HEADINGS, len(self.wanted)) and not (
            self.required - best.columns.keys()
        )
        return best

    def _tried(self, line: Line) -> _Found:
        number, cells = line
        room = max(cells, default=-1) + 1
        by_fold = {fold(heading): heading for heading in self.wanted}
        found, ignored = _Found(number, room=room), []
        for column, value in sorted(cells.items()):
            heading = by_fold.get(fold(value)) if isinstance(value, str) else None
            if heading is None:
                if isinstance(value, str):
                    ignored.append(value)
            elif heading in found.columns:
                found.twice[heading] = (found.columns[heading], column)
            else:
                found.columns[heading] = column
        found.ignored = tuple(ignored)
        return found

    def check(self, found: _Found) -> None:
        """Refuse a table without the headings that are needed."""
        if found.count < min(_FEWEST_HEADINGS, len(self.wanted)):
            named = ", ".join(f"“{heading}”" for heading in self.wanted[:_FEW_NAMED])
            raise Problem(f"{self.name} has no line of headings such as {named}.")
        missing = [h for h in self.wanted if h in self.required and h not in found.columns]
        if missing:
            named = ", ".join(f"“{heading}”" for heading in missing)
            raise Problem(f"{self.name} lacks the heading {named}.")
        for heading, (first, second) in found.twice.items():
            raise Problem(
                f"{self.name} has the heading “{heading}” twice, in columns {letters(first)}"
                f" and {letters(second)}: keep the one that is meant."
            )

    def rows(self, lines: Lines, found: _Found, *, ragged: bool) -> list[Row]:
        """Return the rows below the headings that hold anything under them."""
        rows: list[Row] = []
        with closing(lines):
            for number, cells in lines:
                if number <= found.number:
                    continue
                kept = self._kept(number, cells, found)
                if not kept:
                    continue
                if len(rows) == MOST_ROWS:
                    raise Problem(
                        f"{self.name} has more than {MOST_ROWS:,} rows:"
                        " divide it into smaller files."
                    )
                beyond = ragged and any(
                    column >= found.room and value is not None for column, value in cells.items()
                )
                rows.append(Row(number, kept, beyond))
        return rows

    def _kept(
        self, number: int, cells: Mapping[int, Cell | Uncalculated], found: _Found
    ) -> dict[str, Cell]:
        kept: dict[str, Cell] = {}
        for heading, column in found.columns.items():
            value = cells.get(column)
            if isinstance(value, Uncalculated):
                raise Problem(
                    f"Cell {letters(column)}{number} of {self.name} holds a formula without its"
                    " result: open the file in a spreadsheet program, save it and try again."
                )
            if value is not None:
                kept[heading] = value
        return kept

    def check_merged(
        self, merged: Iterable[tuple[int, int, int, int]], rows: Sequence[Row], found: _Found
    ) -> None:
        """Refuse cells merged over several rows, since only one of them would hold the value."""
        if not rows:
            return
        columns = found.columns.values()
        for top, bottom, left, right in merged:
            within = top <= rows[-1].number and bottom > max(found.number, top)
            if within and any(left <= column <= right for column in columns):
                raise Problem(
                    f"Cells {letters(left)}{top} to {letters(right)}{bottom} of {self.name} are"
                    " merged: separate them so that each row holds its own values."
                )

    def table(self, rows: list[Row], found: _Found, *, counts_from_1904: bool = False) -> Table:
        """Return what was read."""
        columns = {heading: letters(column) for heading, column in found.columns.items()}
        return Table(columns, tuple(rows), found.ignored, found.sheet, counts_from_1904)
