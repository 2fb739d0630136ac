"""What a value is in a table that leaves: plain text, a number, a day, or nothing."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from recruitment_app.exchange.cells import Cell, mark_harmless

LEAST_ROWS_FOR_WIDTHS = 200
MOST_SHEET_ROWS = 1_048_576
"""The rows that a sheet of either kind of workbook holds, its headings among them."""

LONGEST_CELL = 32_767
_EXACT_FIGURES = 10**15
_NARROWEST, _WIDEST = 10, 60
_NO_LETTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Left = str | int | float | date | None


def left(value: Cell) -> Left:
    """Return a value as it leaves.

    Yes and no are words, text has no control marks and one kind of line break,
    a number of more figures than a spreadsheet program keeps is text.
    """
    match value:
        case None:
            return None
        case bool():
            return "Yes" if value else "No"
        case str():
            plain = _NO_LETTERS.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
            return plain if plain.strip() else None
        case date():
            return date(value.year, value.month, value.day)
        case float():
            return value if math.isfinite(value) else None
        case _:
            return value if abs(value) < _EXACT_FIGURES else str(value)


def day_first(day: date) -> str:
    """Return a day as its readers expect it in text: 31/03/2014."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def shown(value: Left) -> str:
    """Return a value as it reads in text."""
    if value is None:
        return ""
    return day_first(value) if isinstance(value, date) else str(value)


def shortened(text: str) -> str:
    """Return a text no longer than a cell of a workbook takes; what is cut off shows."""
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def is_risky(text: str) -> bool:
    """Tell whether a spreadsheet program could take a text for a formula when it is typed anew."""
    return mark_harmless(text) != text


def widths(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[int]:
    """Return how many letters wide each column should be, by its heading and some of its rows."""
    found = [len(heading) for heading in headings]
    for row in rows:
        for at, value in enumerate(row[: len(found)]):
            longest = max(shown(left(value)).split("\n"), key=len)
            found[at] = max(found[at], len(longest))
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in found]
