"""Opening any table that people send: the kind is told by what a file holds, not by its name."""

from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol, Self
from zipfile import ZipFile

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import Lines, letters
from recruitment_app.exchange.separated_text import TextTable, open_text
from recruitment_app.exchange.workbook_parts import Waiting, open_container
from recruitment_app.exchange.workbooks import Workbook, open_xlsx
from recruitment_app.exchange.workbooks_ods import CONTENT, ENCRYPTED, OdsWorkbook, open_ods
from recruitment_app.exchange.workbooks_xls import open_xls

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})
ENDINGS = tuple(sorted(WORKBOOKS | TEXTS))

_LARGEST_FILE = 256 * 1024 * 1024
_START = 8
_MOST_COLUMNS = 1_000

Area = tuple[int, int, int, int]  # top, bottom, left, right
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0"
_OLDER = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")  # before 1993


class Kind(StrEnum):
    """What a file is, by what it holds."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


class Source(Protocol):
    """The reader of one kind of file: the names of its sheets, and the rows of each."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the sheets of cells."""

    @property
    def counts_from_1904(self) -> bool:
        """Tell whether plain numbers count days from 1904."""

    @property
    def merged(self) -> tuple[Area, ...]:
        """Return the merged areas of the sheet last read to its end."""

    def rows(self, name: str) -> Lines:
        """Yield the number, from one, and the cells, by column from nought, of each row held."""

    def close(self) -> None:
        """Let the file go."""


@dataclass(frozen=True, slots=True)
class Book:
    """A file open for reading; close it when done, or use it in a ``with`` statement.

    ``sheets`` are the names of its sheets of cells, one for a text table;
    ``encoding`` and ``separator`` are a text table's, and ``remarks`` sentences
    on what had to be decided to read it.
    """

    path: Path
    kind: Kind
    sheets: tuple[str, ...]
    encoding: str = ""
    separator: str = ""
    counts_from_1904: bool = False
    remarks: tuple[str, ...] = ()
    _source: Source = field(kw_only=True, repr=False)

    def lines(self, sheet: str = "") -> Lines:
        """Yield the number of each row that holds something, and its cells by column from nought.

        Rows and columns are those that stand in the file, whatever it declares. The
        last cell of a text table's row stands there even when it is blank.

        Raises:
            Problem: there is no such sheet, or the file cannot be read to its end.

        """
        sheet = sheet or self.sheets[0]
        if sheet not in self.sheets:
            raise Problem(f"{self.path.name} has no sheet “{sheet}”: choose another one.")
        return self._bounded(self._source.rows(sheet))

    def _bounded(self, lines: Lines) -> Lines:
        with closing(lines):
            for number, cells in lines:
                if len(cells) > _MOST_COLUMNS:
                    raise Problem(
                        f"{self.path.name} has more than {_MOST_COLUMNS:,} columns in row {number}:"
                        " keep those of the list and try again."
                    )
                yield number, cells

    @property
    def merged(self) -> tuple[Area, ...]:
        """Return the merged areas of the sheet last read to its end: top, bottom, left, right."""
        return self._source.merged

    def separated_by(self, separator: str) -> "Book":
        """Return a text table as another separator divides it; a workbook as it is."""
        if not isinstance(self._source, TextTable):
            return self
        source = replace(self._source, separator=separator)
        return replace(self, separator=separator, _source=source)

    def check_merged(self, heading_row: int, last_row: int, columns: Collection[int]) -> None:
        """Refuse cells merged over several rows, since only one of them would hold the value.

        It is asked once the sheet was read to its end, of the columns that are read.

        Raises:
            Problem: such cells stand below the headings, in one of the columns.

        """
        for top, bottom, left, right in self.merged:
            within = heading_row < top <= last_row and bottom > top  # headings hold no values
            if within and any(left <= column <= right for column in columns):
                raise Problem(
                    f"Cells {letters(left)}{top} to {letters(right)}{bottom} of {self.path.name}"
                    " are merged: separate them so that each row holds its own values."
                )

    def close(self) -> None:
        """Let the file go."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_book(
    path: Path, *, separator: str = "", encoding: str = "", waiting: Waiting | None = None
) -> Book:
    """Open a workbook or a text table, whichever the file is.

    ``separator`` and ``encoding`` outrank what a text table is guessed to have.
    ``waiting`` is called while rows that hold nothing are passed over, and may end
    the reading by raising.

    Raises:
        Problem: the file is none of those kinds, or cannot be read, and why.

    """
    ending = path.suffix.casefold()
    if ending not in WORKBOOKS | TEXTS:
        raise Problem(
            f"{path.name} is of a kind that cannot be read: give a .xlsx, .xls, .ods or .csv file."
        )
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise Problem(f"{path.name} is too large: divide it into smaller files.")
        with path.open("rb") as file:
            start = file.read(_START)
        if not start:
            raise Problem(f"{path.name} is empty.")
        if start.startswith((*_ZIPS, _OLE)) or ending in WORKBOOKS:
            return _workbook(path, start, ending, waiting)
        return _text(path, open_text(path, separator=separator, encoding=encoding))
    except OSError as problem:
        raise Problem(_unopened(path, problem)) from problem


def _unopened(path: Path, problem: OSError) -> str:
    """Say why a file could not be opened, and what to do."""
    if isinstance(problem, FileNotFoundError):
        return f"{path.name} is not there any more: choose the file again."
    if isinstance(problem, PermissionError):
        return f"{path.name} may not be read: close it elsewhere, or ask for leave to read it."
    reason = problem.strerror or "it could not be opened"
    return f"{path.name} cannot be read ({reason}): copy it to this machine and try again."


def _workbook(path: Path, start: bytes, ending: str, waiting: Waiting | None) -> Book:
    """Return the workbook that a file holds; a text under a workbook's name is refused."""
    if not start.startswith((*_ZIPS, _OLE, *_OLDER)):
        raise Problem(
            f"{path.name} is not a workbook, whatever its name says: save it as .xlsx, or give it"
            " a name that ends in .csv if it is a text table."
        )
    try:
        kind, source = _opened(path, start)
        if isinstance(source, Workbook | OdsWorkbook):
            source.waiting = waiting
    except Problem as problem:
        if ending not in TEXTS:
            raise
        raise Problem(
            f"{path.name} is not a text table, whatever its name says. {problem}"
        ) from problem
    return Book(path, kind, source.names, counts_from_1904=source.counts_from_1904, _source=source)


def _opened(path: Path, start: bytes) -> tuple[Kind, Source]:
    if start.startswith((_OLE, *_OLDER)):
        return Kind.XLS, open_xls(path)
    container = open_container(path)
    try:
        return _contained(path, container)
    except Problem:
        container.close()
        raise


def _contained(path: Path, container: ZipFile) -> tuple[Kind, Source]:
    names = {name.replace("\\", "/").casefold() for name in container.namelist()}
    if any(name.endswith(".rels") for name in names):
        return Kind.XLSX, open_xlsx(path, container)
    if CONTENT in names or ENCRYPTED in names:
        return Kind.ODS, open_ods(path, container)
    raise Problem(f"{path.name} is not a workbook: save the table as .xlsx, .ods or .csv first.")


def _text(path: Path, source: TextTable) -> Book:
    return Book(
        path, Kind.TEXT, source.names, source.encoding, source.separator,
        remarks=source.remarks, _source=source,
    )  # fmt: skip
