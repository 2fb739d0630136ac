"""What a table from outside is made of: cells, rows, and headings as people spell them."""

import re
import unicodedata
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

Cell = str | int | float | bool | date | None

MOST_ROWS = 100_000
LONGEST_TEXT = 200_000

_FORMULA = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
_MARKED = re.compile(r"'+(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
# control marks but tabs and ends of lines, noughts and byte order marks go; a hard space is a space
_UNSEEN = dict.fromkeys({*range(32), *range(127, 160), 0xFEFF} - {9, 10, 13}, "")
_UNSEEN |= {0x0B: " ", 0x0C: " ", 0x85: "\n", 0xA0: " "}
# and so do the marks that come along from an address book: soft hyphens, spaces of no width,
# and what turns the direction of a text, which would make a value seem another
_UNSEEN |= dict.fromkeys({0xAD, 0x200B, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}, "")
_AT_THE_ENDS = "\u200e\u200f \t\n\r\v\f"
_EARLIEST_1900 = date(1899, 12, 30)
_EARLIEST_1904 = date(1904, 1, 1)
_FALSE_LEAP_DAY = 60


class Uncalculated:
    """A formula whose result was never saved."""


Corrections = Mapping[tuple[int, int], str]  # typed texts, by row number and column's place
Line = tuple[int, dict[int, "Cell | Uncalculated"]]
Lines = Generator[Line, None, None]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number as a spreadsheet counts, and its cells by wanted heading."""

    number: int
    cells: Mapping[str, "Cell | Uncalculated"] = field(repr=False)
    surplus: bool = False

    def __getitem__(self, heading: str) -> "Cell | Uncalculated":
        return self.cells.get(heading)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows found under the headings that were looked for.

    ``places`` gives the column of each heading found, from nought, ``ignored`` the headings
    that nobody asked for, ``counts_from_1904`` how the workbook numbers its days.
    """

    places: Mapping[str, int]
    rows: tuple[Row, ...] = field(repr=False)
    ignored: tuple[str, ...] = ()
    sheet: str = ""
    counts_from_1904: bool = False

    def address(self, row: Row, heading: str) -> str:
        """Return where a cell stands, as a spreadsheet names it."""
        return f"{letters(self.places[heading])}{row.number}"


def fold(heading: object) -> str:
    """Return a heading without case, spacing or punctuation, for comparing."""
    text = unicodedata.normalize("NFKC", str(heading)).casefold()
    return "".join(letter for letter in text if letter.isalnum())


def letters(column: int) -> str:
    """Return the letters of a column, counted from nought."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def shown(cell: "Cell | Uncalculated") -> str:
    """Return what a cell shows, as text."""
    match cell:
        case None | Uncalculated():
            return ""
        case bool():
            return "Yes" if cell else "No"
        case date():
            return f"{cell:%d/%m/%Y}"
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def clean(value: Cell) -> Cell:
    """Return text without stray spaces and control marks, and nothing for a blank."""
    if isinstance(value, str):
        text = value if value.isprintable() else value.translate(_UNSEEN)
        return text.strip(_AT_THE_ENDS).strip() or None
    return value


def corrected(lines: "Lines", corrections: Corrections) -> "Lines":
    """Yield lines with the texts that were typed in place of some of their cells."""
    typed: dict[int, dict[int, Cell | Uncalculated]] = {}
    for (number, at), text in corrections.items():
        typed.setdefault(number, {})[at] = clean(without_mark(text))
    for number, cells in lines:
        yield number, {**cells, **typed[number]} if number in typed else cells


def day_of_serial(serial: float, *, counts_from_1904: bool) -> Cell:
    """Return the day that a workbook means by a number, or what it shows where there is none.

    The number nought is an empty date; 60 is the 29 February 1900 that never was.
    """
    days = int(serial)
    if serial < 0 or (days == 0 and serial != 0 and not counts_from_1904):
        return serial
    try:
        if counts_from_1904:
            return _EARLIEST_1904 + timedelta(days=days)
        if days == 0:
            return None
        if days == _FALSE_LEAP_DAY:
            return "29/02/1900"
        return _EARLIEST_1900 + timedelta(days=days + (days < _FALSE_LEAP_DAY))
    except OverflowError:
        return serial


def may_be_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet program could take the text for a formula."""
    return _FORMULA.match(text) is not None


def mark_harmless(text: str) -> str:
    """Return the text with an apostrophe before it where it could be taken for a formula."""
    return f"'{text}" if may_be_a_formula(text) else text


def without_mark(text: str) -> str:
    """Return the text without the apostrophe that made it harmless."""
    return text[1:] if text[:1] == "'" and _MARKED.match(text) else text
