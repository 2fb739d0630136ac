"""Reading text tables (.csv): whatever the encoding, the separator and the raggedness."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import LONGEST_TEXT, Cell, clean, without_mark

SEPARATORS = (",", ";", "\t", "|")

_LARGEST = 64 * 1024 * 1024
_SAMPLE = 4096
_FEW_CONTROLS = 100


def read_text(path: Path, raw: bytes) -> str:
    """Return the text of a file, by its byte order mark or else by what fits."""
    if len(raw) > _LARGEST:
        raise Problem(f"{path.name} is larger than 64 MB: divide it into smaller files.")
    text = _decoded(path, raw).replace("\x00", "").removeprefix("\ufeff")
    controls = sum(ord(letter) < ord(" ") and letter not in "\t\n\r\x0b\x0c\x1a" for letter in text)
    if controls * _FEW_CONTROLS > len(text):
        raise Problem(f"{path.name} does not hold text: save the table as .csv or .xlsx first.")
    if not text.strip():
        raise Problem(f"{path.name} is empty.")
    return text


def _decoded(path: Path, raw: bytes) -> str:
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return raw.decode("utf-16")
        sample = raw[:_SAMPLE]
        evens, odds = sample[0::2].count(0), sample[1::2].count(0)
        if max(evens, odds) * 5 > len(sample):
            return raw.decode("utf-16-le" if odds > evens else "utf-16-be")
    except UnicodeDecodeError as problem:
        raise Problem(f"{path.name} breaks off in the middle or is damaged.") from problem
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def records(path: Path, text: str, separator: str) -> Iterator[tuple[int, dict[int, Cell], int]]:
    """Yield each record's number, its cells that hold something, and how many it has room for."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    csv.field_size_limit(LONGEST_TEXT)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            cells = {}
            for column, written in enumerate(record):
                text_cell = clean(written)
                if isinstance(text_cell, str):
                    cells[column] = clean(without_mark(text_cell))
            yield number, cells, len(record)
    except csv.Error as problem:
        raise Problem(
            f"{path.name} is damaged after row {number}: its quotation marks do not pair,"
            " or it breaks off."
        ) from problem
