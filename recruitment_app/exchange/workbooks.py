"""Reading .xlsx workbooks row by row, by what they hold and never by what they declare."""

import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from posixpath import normpath

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import (
    LONGEST_TEXT,
    Cell,
    Line,
    Lines,
    Uncalculated,
    clean,
)
from recruitment_app.exchange.number_formats import BUILT_IN, Shows, as_shown, shown_by
from recruitment_app.exchange.workbook_parts import (
    Reading,
    Waiting,
    part_named,
    read_whole,
    read_xml,
    told_plainly,
)

_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576
_LARGEST_TEXTS = 64 * 1024 * 1024
_MOST_MERGED = 10_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its name and the part that holds it."""

    name: str
    part: str


@dataclass(slots=True)
class Workbook:
    """A workbook open for reading; close it when done."""

    path: Path
    container: zipfile.ZipFile = field(repr=False)
    sheets: tuple[Sheet, ...] = ()
    counts_from_1904: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()  # of the sheet last read to its end
    waiting: Waiting | None = None
    _texts: list[str] | None = field(default=None, repr=False)
    _texts_part: str = ""
    _shows: tuple[Shows, ...] = ()

    def close(self) -> None:
        """Let the file go."""
        self.container.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the sheets of cells."""
        return tuple(each.name for each in self.sheets)

    def rows(self, name: str) -> Lines:
        """Yield the number and the cells of each row that holds something."""
        part = next(each.part for each in self.sheets if each.name == name)
        with told_plainly(self.path):
            rows = _Rows(self)
            for _ in read_xml(self.container, part, rows.reading()):
                done, rows.done = rows.done, []
                if not done and self.waiting is not None:
                    self.waiting()
                yield from done
            self.merged = tuple(rows.merged)

    def text(self, index: int) -> str:
        """Return a shared text by its number."""
        if self._texts is None:
            self._texts = self._shared_texts()
        if index < 0:
            raise ValueError("a text that is not shared")
        return self._texts[index]

    def shows(self, style: int) -> Shows:
        """Return what a style shows numbers as."""
        return self._shows[style] if 0 <= style < len(self._shows) else Shows.QUANTITY

    def _shared_texts(self) -> list[str]:
        part = part_named(self.container, self._texts_part)
        if part is None:
            raise Problem(
                f"{self.path.name} has lost its texts (shared strings):"
                " open it in a spreadsheet program, save it anew and try again."
            )
        if part.file_size > _LARGEST_TEXTS:
            raise Problem(
                f"{self.path.name} holds more text than can be read:"
                " copy the rows into a new workbook and try again."
            )
        texts: list[str] = []
        taken: list[str] = []
        inside = [False, 0]  # within a text; how deep within a reading aid

        def opened(name: str, _: dict[str, str]) -> None:
            if name == "rPh":
                inside[1] += 1
            inside[0] = name == "t" and not inside[1]

        def closed(name: str) -> None:
            inside[0] = False
            if name == "rPh":
                inside[1] -= 1
            elif name == "si":
                texts.append(_unescaped("".join(taken)))
                taken.clear()

        def text(piece: str) -> None:
            if inside[0]:
                taken.append(piece)

        read_whole(self.container, self._texts_part, Reading(opened, closed, text))
        return texts


def open_xlsx(path: Path, container: zipfile.ZipFile) -> Workbook:
    """Return the workbook in a container that was opened with distrust.

    Raises:
        Problem: it is damaged or no workbook.

    """
    with told_plainly(path):
        return _introduced(path, container)


def _introduced(path: Path, container: zipfile.ZipFile) -> Workbook:
    main = next(
        (
            target
            for kind, target in _relations(container, "").values()
            if kind == "officeDocument" and part_named(container, target)
        ),
        None,
    )
    if main is None or "word/" in main or "ppt/" in main:
        raise Problem(
            f"{path.name} is not a workbook (.xlsx): save the table as .xlsx or .csv first."
        )
    relations = _relations(container, main)
    listed: list[tuple[str, str]] = []
    from_1904 = [False]

    def opened(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            listed.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "workbookPr":
            from_1904[0] = attributes.get("date1904", "0") in {"1", "true"}

    read_whole(container, main, Reading(opened, lambda _: None))
    sheets = tuple(
        Sheet(name, relations[key][1])
        for name, key in listed
        if relations.get(key, ("", ""))[0] == "worksheet"
    )
    if not sheets:
        raise Problem(f"{path.name} has no sheet of cells.")
    by_kind = dict(relations.values())
    return Workbook(
        path,
        container,
        sheets,
        from_1904[0],
        _texts_part=by_kind.get("sharedStrings", ""),
        _shows=_styles(container, by_kind.get("styles", "")),
    )


def _relations(container: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the target of each relation of a part, by its key."""
    folder, _, name = part.rpartition("/")
    found: dict[str, tuple[str, str]] = {}

    def opened(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, normpath(whole).lstrip("/"))

    rels = normpath(f"{folder}/_rels/{name}.rels").lstrip("/")
    read_whole(container, rels, Reading(opened, lambda _: None))
    return found


def _styles(container: zipfile.ZipFile, part: str) -> tuple[Shows, ...]:
    """Return what each cell style shows a number as."""
    if part_named(container, part) is None:
        return ()
    formats: dict[int, Shows] = {}
    styles: list[int] = []
    within = [""]

    def opened(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            formats[int(attributes.get("numFmtId", "0"))] = shown_by(code)
        elif name in {"cellXfs", "cellStyleXfs"}:
            within[0] = name
        elif name == "xf" and within[0] == "cellXfs":
            styles.append(int(attributes.get("numFmtId", "0")))

    def closed(name: str) -> None:
        if name == within[0]:
            within[0] = ""

    read_whole(container, part, Reading(opened, closed))
    return tuple(formats.get(number, BUILT_IN.get(number, Shows.QUANTITY)) for number in styles)


def position(reference: str) -> tuple[int, int]:
    """Return the row, from one, and the column, from nought, of a cell's reference."""
    match = _REFERENCE.fullmatch(reference.replace("$", "").upper())
    if match is None:
        raise ValueError("not a cell's reference")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if not 1 <= row <= _LAST_ROW or column > _LAST_COLUMN:
        raise ValueError("a cell beyond the sheet")
    return row, column - 1


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # a letter beyond the first 65,536 is escaped in two halves; a half alone is none
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Rows:
    """Gathers the rows of a sheet while its elements go by."""

    def __init__(self, book: Workbook) -> None:
        self.done: list[Line] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._book = book
        self._row = self._column = 0
        self._columns: dict[str, int] = {}  # by the letters of their cells
        self._cells: dict[int, Cell | Uncalculated] = {}
        self._kind = self._style = self._at = ""
        self._taken: list[str] = []
        self._length = 0
        self._reads = self._formula = self._within_rows = False
        self._aids = 0

    def reading(self) -> Reading:
        return Reading(self._opened, self._closed, self._text)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "sheetData":
                self._within_rows = True
            case "row" if self._within_rows:
                self._row = int(attributes.get("r") or self._row + 1)
                if not 1 <= self._row <= _LAST_ROW:
                    raise ValueError("a row beyond the sheet")
                self._at, self._column, self._cells = "", -1, {}
            case "c" if self._within_rows:
                self._open_cell(attributes)
            case "rPh":
                self._aids += 1
            case "f":
                self._formula = True
            case "mergeCell" if len(self.merged) < _MOST_MERGED:
                first, _, last = attributes.get("ref", "").partition(":")
                top, left = position(first)
                bottom, right = position(last or first)
                self.merged.append((top, bottom, left, right))
            case "v" | "t" if self._within_rows and not self._aids:
                self._reads = True
            case _:
                pass

    def _open_cell(self, attributes: dict[str, str]) -> None:
        at = attributes.get("r", "")
        if not at:  # the cell after the last one
            self._column = self._at_column() + 1
        self._at = at
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._formula = False
        if self._length:
            self._taken, self._length = [], 0

    def _text(self, piece: str) -> None:
        if self._reads:
            self._length += len(piece)
            if self._length > LONGEST_TEXT:
                raise ValueError("a cell holds too much")
            self._taken.append(piece)

    def _closed(self, name: str) -> None:
        match name:
            case "v" | "t":
                self._reads = False
            case "rPh":
                self._aids -= 1
            case "c" if self._within_rows:
                if self._length or self._formula:
                    value = self._value("".join(self._taken))
                    if value is not None:
                        self._cells[self._at_column()] = value
            case "row" if self._within_rows:
                if self._cells:
                    self.done.append((self._row, self._cells))
                self._cells = {}
            case "sheetData":
                self._within_rows = False
            case _:
                pass

    def _at_column(self) -> int:
        """Return the column of the cell that is open, worked out only for one that holds."""
        if self._at:
            named = self._at.rstrip("0123456789")
            if named not in self._columns:
                self._columns[named] = position(self._at)[1]
            self._column, self._at = self._columns[named], ""
        if self._column >= _LAST_COLUMN:
            raise ValueError("a column beyond the sheet")
        return self._column

    def _value(self, written: str) -> Cell | Uncalculated:
        if not written:
            return Uncalculated() if self._formula and self._kind != "str" else None
        match self._kind:
            case "s":
                return clean(self._book.text(int(written)))
            case "inlineStr" | "str" | "e":
                return clean(_unescaped(written))
            case "b":
                return written.strip() in {"1", "true"}
            case "d":
                return _day_written(written)
            case _:
                return self._number(written.strip())

    def _number(self, written: str) -> Cell:
        return as_shown(
            float(written),
            self._book.shows(int(self._style)),
            counts_from_1904=self._book.counts_from_1904,
        )


def _day_written(written: str) -> date:
    return datetime.fromisoformat(written.strip()).date()
