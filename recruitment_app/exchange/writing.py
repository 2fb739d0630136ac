"""Writing a table as .xlsx, .ods or .csv: whole or not at all, and nothing in it runs."""

import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.exchange.cells import Cell, mark_harmless
from recruitment_app.exchange.leaving_cells import left, shown
from recruitment_app.exchange.open_document_writing import write_open_document
from recruitment_app.exchange.workbook_writing import write_workbook

_Write = Callable[[IO[bytes], Sequence[str], Iterable[Sequence[Cell]]], int]


def write_table(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    before_it_stands: Callable[[int], object] | None = None,
) -> int:
    """Write a table, as a workbook or as text by the ending of the name; return its rows.

    Rows are written as they come and none is kept. Text that a spreadsheet program
    could take for a formula is written so that it is not. The file appears whole or
    not at all; ``before_it_stands`` is told the number of rows just before it does.

    Raises:
        Problem: the ending is none of .xlsx, .ods and .csv, there are more rows than
            a sheet holds, or the file cannot be written.

    """
    write = KINDS.get(path.suffix.casefold())
    if write is None:
        raise Problem("Give the list a name that ends in .xlsx, .ods or .csv.")
    with being_written(path) as file:
        count = write(file, headings, rows)
        if before_it_stands is not None:
            before_it_stands(count)
    return count


@contextmanager
def being_written(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write into; when the block ends well it stands in its place at once."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".being-written-", dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as problem:
        reason = problem.strerror or "the folder took no file"
        raise StoreTrouble(
            f"The file could not be written ({reason}): choose another folder or name,"
            " and close the file where it is open."
        ) from problem
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _write_text(file: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    count = 0
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text)
        writer.writerow([_harmless(heading) for heading in headings])
        for count, row in enumerate(rows, start=1):  # noqa: B007 - how many there were
            writer.writerow([_harmless(value) for value in row])
        text.flush()
    finally:
        text.detach()  # the file is closed by who opened it
    return count


def _harmless(value: Cell) -> str:
    return mark_harmless(shown(left(value))) if isinstance(value, str) else shown(left(value))


KINDS: Mapping[str, _Write] = {
    ".xlsx": write_workbook,
    ".ods": write_open_document,
    ".csv": _write_text,
}
"""How each kind of file is written, by the ending of its name."""
