"""Reading text tables (.csv, .tsv): whatever the encoding, the separator and the raggedness."""

import csv
import re
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import (
    LONGEST_TEXT,
    Cell,
    Lines,
    Uncalculated,
    clean,
    without_mark,
)
from recruitment_app.exchange.text_encodings import decoded

SEPARATORS = (",", ";", "\t", "|")
NAME = "Table"

_LARGEST = 64 * 1024 * 1024
_FEW_CONTROLS = 100
_FEWEST_CONTROLS = 20
_TRIED = 200
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c\x1a"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEPARATOR_TOLD = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(slots=True)
class TextTable:
    """A text table open for reading: its one sheet, how it is written, and what was decided."""

    path: Path
    text: str = field(repr=False)
    separator: str
    encoding: str
    remarks: tuple[str, ...] = ()
    names: tuple[str, ...] = (NAME,)
    counts_from_1904: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def rows(self, name: str = NAME, separator: str = "") -> Lines:
        """Yield each record's number and cells; the last one stands even when it is blank."""
        del name  # there is only one
        lines = (found[0] for found in _LINE.finditer(self.text))  # sparing a copy of the text
        reader = csv.reader(lines, delimiter=separator or self.separator, strict=True)
        csv.field_size_limit(LONGEST_TEXT)
        number = 0
        try:
            for number, record in enumerate(reader, start=1):
                cells: dict[int, Cell | Uncalculated] = {}
                for column, written in enumerate(record):
                    if written:
                        text_cell = clean(without_mark(written))
                        if text_cell is not None:
                            cells[column] = text_cell
                if record:
                    cells.setdefault(len(record) - 1, None)
                    yield number, cells
        except csv.Error as problem:
            raise Problem(
                f"{self.path.name} is damaged after row {number}: its quotation marks do not pair,"
                " or it breaks off."
            ) from problem

    def close(self) -> None:
        """Let the text go."""
        self.text = ""


def open_text(path: Path, *, separator: str = "", encoding: str = "") -> TextTable:
    """Open a text table, telling its encoding and separator by what fits unless they are given."""
    raw = path.read_bytes()
    if len(raw) > _LARGEST:
        raise Problem(f"{path.name} is larger than 64 MB: divide it into smaller files.")
    text, found, remarks = decoded(path, raw, encoding)
    text = text.replace("\x00", "").removeprefix("\ufeff")
    controls = len(text) - len(text.translate(_CONTROLS))
    if controls > max(_FEWEST_CONTROLS, len(text) // _FEW_CONTROLS):
        raise Problem(f"{path.name} does not hold text: save the table as .csv or .xlsx first.")
    if not text.strip():
        raise Problem(f"{path.name} is empty.")
    told = _SEPARATOR_TOLD.match(text)
    if told:
        text = text[told.end() :]
    table = TextTable(path, text, separator or (told[1] if told else ""), found, remarks)
    table.separator = table.separator or _separator(table)
    return table


def _separator(table: TextTable) -> str:
    """Return the separator that divides most records into the same number of cells."""
    best, most = SEPARATORS[0], 0
    trouble: Problem | None = None
    for each in SEPARATORS:
        try:
            with closing(table.rows(separator=each)) as lines:
                widths = Counter(max(cells) + 1 for _, cells in islice(lines, _TRIED))
        except Problem as problem:
            trouble = problem
            continue
        widths.pop(1, None)
        score = max((count * min(width, 4) for width, count in widths.items()), default=0)
        if score > most:
            best, most = each, score
    if trouble is not None and not most:
        raise trouble
    return best
