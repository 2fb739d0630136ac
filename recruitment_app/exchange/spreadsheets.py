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
    Corrections,
    Line,
    Lines,
    Row,
    Table,
    Uncalculated,
    corrected,
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
    path: Path,
    sheet: str | None,
    wanted: Sequence[str],
    *,
    required: Iterable[str] = (),
    corrections: Corrections | None = None,
) -> Table:
    """Read the rows under the wanted headings from a workbook or a text table.

    ``sheet`` is looked at first where the workbook has one of that name. The
    headings may stand below other lines, in any order, case and spacing.
    ``corrections`` are typed texts that stand in place of cells.

    Raises:
        Problem: the file cannot be read, or a required heading is missing.

    """
    with open_book(path) as opened:
        book, found = find_headings(opened, sheet, wanted, required)
        rows = _rows(book, found, corrections or {})
        book.check_merged(found.number, rows[-1].number if rows else 0, found.columns.values())
        return Table(found.columns, tuple(rows), found.ignored, found.sheet, book.counts_from_1904)


@dataclass(slots=True)
class Found:
    """A line that may hold the headings: its sheet, its number and which of them it holds.

    ``columns`` are the places of the wanted headings, ``others`` those of the rest,
    ``room`` how many cells the line has.
    """

    number: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    twice: dict[str, tuple[int, int]] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    room: int = 0
    complete: bool = False
    sheet: str = ""

    @property
    def count(self) -> int:
        """Return how many of the wanted headings the line holds."""
        return len(self.columns)

    @property
    def ignored(self) -> tuple[str, ...]:
        """Return the headings that nobody asked for."""
        return tuple(self.others.values())


def find_headings(
    opened: Book, sheet: str | None, wanted: Sequence[str], required: Iterable[str] = ()
) -> tuple[Book, Found]:
    """Return where the wanted headings stand, and the book by the separator that shows them.

    Raises:
        Problem: the file cannot be read, a required heading is missing, or one stands twice.

    """
    seeking = _Seeking(opened.path.name, tuple(wanted), frozenset(required))
    book = _best_separated(opened, seeking) if opened.kind is Kind.TEXT else opened
    named = [each for each in book.sheets if sheet and fold(each) == fold(sheet)]
    best = Found()
    for each in named or book.sheets:
        found = seeking.headings(book.lines(each))
        if found.complete or found.count > best.count:
            best, best.sheet = found, each
        if found.complete:
            break
    seeking.check(best)
    return book, best


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


@dataclass(frozen=True, slots=True)
class _Seeking:
    """The headings that are looked for, and what is done once they are found."""

    name: str
    wanted: tuple[str, ...]
    required: frozenset[str]

    def headings(self, lines: Lines) -> Found:
        """Return the line that holds most of the wanted headings."""
        best = Found()
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

    def _tried(self, line: Line) -> Found:
        number, cells = line
        room = max(cells, default=-1) + 1
        by_fold = {fold(heading): heading for heading in self.wanted}
        found = Found(number, room=room)
        for column, value in sorted(cells.items()):
            heading = by_fold.get(fold(value)) if isinstance(value, str) else None
            if heading is None:
                if isinstance(value, str):
                    found.others[column] = value
            elif heading in found.columns:
                found.twice[heading] = (found.columns[heading], column)
            else:
                found.columns[heading] = column
        return found

    def check(self, found: Found) -> None:
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


def _rows(book: Book, found: Found, corrections: Corrections) -> list[Row]:
    """Return the rows below the headings that hold anything under them."""
    rows: list[Row] = []
    ragged = book.kind is Kind.TEXT
    lines = corrected(book.lines(found.sheet), corrections)
    with closing(lines):
        for number, cells in lines:
            if number <= found.number:
                continue
            kept = _kept(book.path.name, number, cells, found)
            if not kept:
                continue
            if len(rows) == MOST_ROWS:
                raise Problem(
                    f"{book.path.name} has more than {MOST_ROWS:,} rows:"
                    " divide it into smaller files."
                )
            beyond = ragged and any(
                column >= found.room and value is not None for column, value in cells.items()
            )
            rows.append(Row(number, kept, beyond))
    return rows


def _kept(
    name: str, number: int, cells: Mapping[int, Cell | Uncalculated], found: Found
) -> dict[str, Cell | Uncalculated]:
    kept: dict[str, Cell | Uncalculated] = {}
    for heading, column in found.columns.items():
        value = cells.get(column)
        if isinstance(value, Uncalculated):
            raise Problem(
                f"Cell {letters(column)}{number} of {name} holds a formula without its"
                " result: open the file in a spreadsheet program, save it and try again."
            )
        if value is not None:
            kept[heading] = value
    return kept
