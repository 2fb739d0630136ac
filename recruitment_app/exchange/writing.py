"""Writing a table as .xlsx or .csv: whole or not at all, and nothing in it runs."""

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.exchange.cells import Cell, mark_harmless

_NO_LETTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_CELL = 32_767
_NARROWEST, _WIDEST = 10, 60
_SAMPLE = 200


def write_table(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table, as a workbook or as text by the ending of the name.

    Text that a spreadsheet program could take for a formula is written so that
    it is not. The file appears whole or not at all.

    Raises:
        Problem: the ending is neither .xlsx nor .csv, or the file cannot be written.

    """
    kind = path.suffix.casefold()
    if kind not in {".xlsx", ".csv"}:
        raise Problem("Give the list a name that ends in .xlsx or .csv.")
    lines = [list(row) for row in rows]
    content = _workbook(headings, lines) if kind == ".xlsx" else _text(headings, lines)
    put_in_place(path, content)


def put_in_place(path: Path, content: bytes) -> None:
    """Put a whole file in its place at once."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".being-written-", dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as problem:
        if beside is not None:
            beside.unlink(missing_ok=True)
        reason = problem.strerror or "the folder took no file"
        raise StoreTrouble(
            f"The file could not be written ({reason}): choose another folder or name,"
            " and close the file where it is open."
        ) from problem


def _text(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([mark_harmless(heading) for heading in headings])
    writer.writerows([_as_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _as_text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case date():
            return f"{value.day:02}/{value.month:02}/{value.year:04}"
        case str():
            plain = _NO_LETTERS.sub("", value)
            return mark_harmless(plain) if plain.strip() else ""
        case _:
            return str(value)


def _workbook(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - a quarter of a second, only for a workbook
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    book = Workbook(write_only=True)
    sheet = book.create_sheet("List")
    sheet.freeze_panes = "A2"
    for at, width in enumerate(_widths(headings, rows), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    bold = Font(bold=True)

    def cell(value: Cell) -> Any:
        made = WriteOnlyCell(sheet)
        match value:
            case bool():
                made.value = "Yes" if value else "No"
            case str():
                made.value = _for_a_cell(value)
                made.data_type = "s"
                made.quotePrefix = mark_harmless(value) != value
            case date():
                made.value = date(value.year, value.month, value.day)
                made.number_format = "dd/mm/yyyy"
            case _:
                made.value = value
        return made

    heads = [cell(heading) for heading in headings]
    for head in heads:
        head.font = bold
    sheet.append(heads)
    for row in rows:
        sheet.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _for_a_cell(text: str) -> str:
    plain = _NO_LETTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _LOOKS_ESCAPED.sub("_x005F_", plain)
    return plain if len(plain) <= _LONGEST_CELL else f"{plain[: _LONGEST_CELL - 1]}…"


def _widths(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    widths = [len(heading) for heading in headings]
    for row in rows[:_SAMPLE]:
        for at, value in enumerate(row[: len(widths)]):
            widths[at] = max(widths[at], len(_as_text(value)))
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in widths]
