"""Reading .xls workbooks, the kind that spreadsheet programs wrote until 2007, with xlrd."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import LONGEST_TEXT, Cell, Lines, Uncalculated, clean
from recruitment_app.exchange.number_formats import BUILT_IN, Shows, as_shown, shown_by

_LARGEST = 64 * 1024 * 1024
_PLAIN = Shows.QUANTITY
_PARTS_OF_DAYS = frozenset({Shows.DAY, Shows.MONTH, Shows.YEAR})
_DAY = 3  # as xlrd numbers the kinds of cells: text, number, day, yes or no, error
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(slots=True)
class XlsWorkbook:
    """An .xls workbook open for reading; close it when done."""

    path: Path
    names: tuple[str, ...]
    counts_from_1904: bool
    merged: tuple[tuple[int, int, int, int], ...] = ()  # of the sheet last read to its end
    _book: Any = field(default=None, repr=False)
    _shows: dict[int, Shows] = field(default_factory=dict, repr=False)

    def close(self) -> None:
        """Let the file go."""
        self._book.release_resources()

    def rows(self, name: str) -> Lines:
        """Yield the number and the cells of each row that holds something."""
        with _told_plainly(self.path):
            sheet = self._book.sheet_by_index(self.names.index(name))
            for at in range(sheet.nrows):
                cells = self._cells(sheet, at)
                if cells:
                    yield at + 1, cells
            self.merged = tuple(
                (top + 1, bottom, left, right - 1)
                for top, bottom, left, right in sheet.merged_cells
            )
            self._book.unload_sheet(self.names.index(name))

    def _cells(self, sheet: Any, at: int) -> dict[int, Cell | Uncalculated]:
        cells: dict[int, Cell | Uncalculated] = {}
        for column, (kind, value) in enumerate(
            zip(sheet.row_types(at), sheet.row_values(at), strict=True)
        ):
            found: Cell = None
            match kind:
                case 1:
                    found = clean(value[:LONGEST_TEXT])
                case 2 | 3:
                    shows = self._shown(sheet, at, column, is_day=kind == _DAY)
                    found = as_shown(value, shows, counts_from_1904=self.counts_from_1904)
                case 4:
                    found = bool(value)
                case 5:
                    found = _error(value)
                case _:
                    pass
            if found is not None:
                cells[column] = found
        return cells

    def _shown(self, sheet: Any, at: int, column: int, *, is_day: bool) -> Shows:
        """Return what a cell shows, of the kind that xlrd takes it for: a day or a quantity."""
        plain = Shows.DAY if is_day else Shows.QUANTITY
        if not self._book.formatting_info:
            return plain
        style = sheet.cell_xf_index(at, column)
        if style not in self._shows:
            key = self._book.xf_list[style].format_key
            form = self._book.format_map.get(key)
            self._shows[style] = shown_by(form.format_str) if form else BUILT_IN.get(key, _PLAIN)
        shows = self._shows[style]
        return shows if (shows in _PARTS_OF_DAYS) is is_day else plain


class _Nowhere:
    """Where xlrd's remarks on a file go."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass


def _error(code: int) -> str:
    from xlrd import error_text_from_code  # noqa: PLC0415 - only for a workbook of this kind

    return str(error_text_from_code.get(code, "#VALUE!"))


def open_xls(path: Path) -> XlsWorkbook:
    """Open a workbook, or say in a sentence why it cannot be read."""
    import xlrd  # noqa: PLC0415 - only for a workbook of this kind

    raw = path.read_bytes()
    if _ENCRYPTED in raw:
        raise Problem(
            f"{path.name} is encrypted with a password: save it without one and try again."
        )
    if len(raw) > _LARGEST:
        raise Problem(f"{path.name} is larger than 64 MB: save it as .xlsx or divide it.")
    with _told_plainly(path):
        book = None
        for formatting in (True, False):  # odd programs write formats that cannot be read
            try:
                book = xlrd.open_workbook(
                    file_contents=raw,
                    logfile=_Nowhere(),
                    on_demand=True,
                    ragged_rows=True,
                    formatting_info=formatting,
                )
                break
            except Exception:
                if not formatting:
                    raise
        names = tuple(book.sheet_names()) if book else ()
    if book is None or not names:
        raise Problem(f"{path.name} has no sheet of cells.")
    return XlsWorkbook(path, names, book.datemode == 1, _book=book)


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """Turn whatever a damaged workbook makes xlrd raise into one sentence."""
    try:
        yield
    except (Problem, GeneratorExit):
        raise
    except Exception as problem:  # noqa: BLE001 - whatever a damaged file makes it raise
        if "encrypted" in str(problem).casefold():
            raise Problem(
                f"{path.name} is encrypted with a password: save it without one and try again."
            ) from None
        raise Problem(
            f"{path.name} is of the older kind (.xls) and damaged, or not a workbook: open it in"
            " a spreadsheet program, save it as .xlsx and try again."
        ) from None
