"""Reading .ods workbooks row by row: what is repeated is read by what it holds, never unfolded."""

import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import LONGEST_TEXT, Cell, Lines, Uncalculated, clean
from recruitment_app.exchange.number_formats import Shows, as_shown
from recruitment_app.exchange.workbook_parts import (
    Reading,
    Waiting,
    part_named,
    read_whole,
    read_xml,
    told_plainly,
)

CONTENT: Final = "content.xml"

_MANIFEST: Final = "META-INF/manifest.xml"
ENCRYPTED: Final = "encrypted-package"
_LAST_COLUMN: Final = 16_384
_LAST_ROW: Final = 1_048_576
_MOST_SPACES: Final = 1_000
_MOST_MERGED: Final = 10_000
_FROM_1904: Final = "1904-01-01"
_STRANGE_DAY: Final = re.compile(r"-?\d{1,7}-\d{1,2}-\d{1,2}(?:T.*)?")
_MONTH_ALONE: Final = re.compile(r"(?:[^\W\d_]{3,}\.?|\d{1,2})?[\s\-/,.]*'?(\d{4}|\d{2})")
# what lies beside the cells of a sheet: comments, pictures, charts, changes that were taken back
_BESIDE: Final = frozenset(
    {
        "annotation",
        "shapes",
        "frame",
        "custom-shape",
        "g",
        "line",
        "rect",
        "control",
        "caption",
        "tracked-changes",
        "dde-links",
        "ruby-text",
        "note",
    }
)


@dataclass(slots=True)
class OdsWorkbook:
    """An .ods workbook open for reading; close it when done."""

    path: Path
    container: zipfile.ZipFile = field(repr=False)
    names: tuple[str, ...] = ()
    counts_from_1904: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()  # of the sheet last read to its end
    waiting: Waiting | None = None

    def close(self) -> None:
        """Let the file go."""
        self.container.close()

    def rows(self, name: str) -> Lines:
        """Yield the number and the cells of each row that holds something."""
        with told_plainly(self.path):
            rows = _Rows(self.names.index(name))
            for _ in read_xml(self.container, CONTENT, rows.reading()):
                done, rows.done = rows.done, []
                if not done and self.waiting is not None:
                    self.waiting()
                for first, often, cells in done:
                    for number in range(first, first + often):
                        yield number, cells
                if rows.is_over:
                    break
            self.merged = tuple(rows.merged)


def open_ods(path: Path, container: zipfile.ZipFile) -> OdsWorkbook:
    """Return the workbook in a container that was opened with distrust.

    Raises:
        Problem: it is encrypted, damaged or no workbook.

    """
    sheets = _Sheets()
    with told_plainly(path):
        if _is_encrypted(container):
            raise Problem(
                f"{path.name} is encrypted with a password: save it without one and try again."
            )
        read_whole(container, CONTENT, Reading(sheets.opened, sheets.closed))
    if not sheets.is_workbook:
        raise Problem(
            f"{path.name} is not a workbook: save the table as .ods, .xlsx or .csv first."
        )
    if not sheets.names:
        raise Problem(f"{path.name} has no sheet of cells.")
    return OdsWorkbook(path, container, tuple(sheets.names), sheets.counts_from_1904)


class _Sheets:
    """Gathers the names of the sheets, and how the workbook counts its days."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.counts_from_1904 = self.is_workbook = False
        self._beside = self._depth = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name in _BESIDE:
            self._beside += 1
        elif name == "table":
            if not self._beside and not self._depth:
                self.names.append(attributes.get("name", ""))
            self._depth += 1
        elif name == "null-date":
            self.counts_from_1904 = attributes.get("date-value") == _FROM_1904
        elif name == "spreadsheet":
            self.is_workbook = True

    def closed(self, name: str) -> None:
        if name in _BESIDE:
            self._beside -= 1
        elif name == "table":
            self._depth -= 1


def _is_encrypted(container: zipfile.ZipFile) -> bool:
    if part_named(container, ENCRYPTED) is not None:
        return True
    found = [False]

    def opened(name: str, _: dict[str, str]) -> None:
        found[0] = found[0] or name == "encryption-data"

    if part_named(container, _MANIFEST) is not None:
        read_whole(container, _MANIFEST, Reading(opened, lambda _: None))
    return found[0]


class _Rows:
    """Gathers the rows of one sheet while its elements go by."""

    def __init__(self, sheet: int) -> None:
        self.done: list[tuple[int, int, dict[int, Cell | Uncalculated]]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.is_over = False
        self._sheets_left = sheet
        self._sheet_depth = 0
        self._beside = 0
        self._row, self._often = 1, 1
        self._column, self._width = 0, 1
        self._cells: dict[int, Cell | Uncalculated] = {}
        self._attributes: dict[str, str] = {}
        self._in_cell = self._reads = False
        self._paragraphs = self._length = 0
        self._taken: list[str] = []

    def reading(self) -> Reading:
        return Reading(self._opened, self._closed, self._text)

    @property
    def _within(self) -> bool:
        return self._sheet_depth == 1 and self._sheets_left < 0 and not self.is_over

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if name in _BESIDE:
            self._beside += 1
        elif self._beside:
            return
        elif name == "table":
            if self._sheet_depth == 0:
                self._sheets_left -= 1
            self._sheet_depth += 1
        elif self._within:
            self._open_within(name, attributes)

    def _open_within(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "table-row":
                self._often = _number(attributes, "number-rows-repeated", _LAST_ROW)
                self._cells, self._column = {}, 0
            case "table-cell" | "covered-table-cell":
                self._width = _number(attributes, "number-columns-repeated", _LAST_COLUMN)
                self._attributes, self._in_cell = attributes, True
                self._taken, self._paragraphs, self._length = [], 0, 0
                self._span(attributes)
            case "p" if self._in_cell:
                if self._paragraphs:
                    self._take("\n")
                self._paragraphs += 1
                self._reads = True
            case "s" if self._reads:
                self._take(" " * _number(attributes, "c", _MOST_SPACES))
            case "tab" if self._reads:
                self._take("\t")
            case "line-break" if self._reads:
                self._take("\n")
            case _:
                pass

    def _span(self, attributes: dict[str, str]) -> None:
        if "number-rows-spanned" not in attributes or len(self.merged) >= _MOST_MERGED:
            return
        down = _number(attributes, "number-rows-spanned", _LAST_ROW)
        across = _number(attributes, "number-columns-spanned", _LAST_COLUMN)
        if down > 1 or across > 1:
            area = (self._row, self._row + down - 1, self._column, self._column + across - 1)
            self.merged.append(area)

    def _take(self, piece: str) -> None:
        self._length += len(piece)
        if self._length > LONGEST_TEXT:
            raise ValueError("a cell holds too much")
        self._taken.append(piece)

    def _text(self, piece: str) -> None:
        if self._reads and not self._beside:
            self._take(piece)

    def _closed(self, name: str) -> None:
        if name in _BESIDE:
            self._beside -= 1
        elif self._beside:
            return
        elif name == "table":
            self._sheet_depth -= 1
            self.is_over = self.is_over or (not self._sheet_depth and self._sheets_left < 0)
        elif self._within:
            self._close_within(name)

    def _close_within(self, name: str) -> None:
        match name:
            case "p":
                self._reads = False
            case "table-cell" | "covered-table-cell" if self._in_cell:
                self._in_cell = self._reads = False
                value = _value(self._attributes, "".join(self._taken))
                last = self._column + self._width
                if value is not None:
                    if last > _LAST_COLUMN:
                        raise ValueError("a column beyond the sheet")
                    self._cells.update(dict.fromkeys(range(self._column, last), value))
                self._column = last
            case "table-row":
                if self._cells:
                    if self._row + self._often - 1 > _LAST_ROW:
                        raise ValueError("a row beyond the sheet")
                    self.done.append((self._row, self._often, self._cells))
                self._row += self._often
                self._cells = {}
            case _:
                pass


def _number(attributes: dict[str, str], name: str, most: int) -> int:
    number = int(attributes.get(name, "1"))
    if not 1 <= number <= most:
        raise ValueError("a count that no sheet has")
    return number


def _value(attributes: dict[str, str], written: str) -> Cell | Uncalculated:
    """Return what a cell holds, by its kind; percentages and money as they are shown."""
    text = clean(written)
    value: Cell | Uncalculated = text
    match attributes.get("value-type", ""):
        case "float":
            value = _quantity(attributes, Shows.QUANTITY)
        case "date":
            value = _day(attributes["date-value"].strip(), text)
        case "boolean":
            value = attributes.get("boolean-value") == "true"
        case "percentage" if text is None:
            value = _quantity(attributes, Shows.PERCENT)
        case "currency" if text is None:
            value = _quantity(attributes, Shows.QUANTITY)
        case "string" if text is None:
            value = clean(attributes.get("string-value", "")[:LONGEST_TEXT])
        case "" if text is None and "formula" in attributes:
            value = Uncalculated()
        case _:
            pass
    return value


def _day(written: str, text: Cell) -> Cell:
    """Return a day, or what is shown where no day is: a month alone, or a year of five figures."""
    try:
        day = datetime.fromisoformat(written).date()
    except ValueError:
        if _STRANGE_DAY.fullmatch(written) is None:
            raise
        return text or written
    alone = _MONTH_ALONE.fullmatch(text) if isinstance(text, str) and day.day == 1 else None
    # the first of a month was never typed where the month stands alone
    return text if alone and str(day.year).endswith(alone[1]) else day


def _quantity(attributes: dict[str, str], shows: Shows) -> Cell:
    return as_shown(float(attributes["value"]), shows, counts_from_1904=False)
