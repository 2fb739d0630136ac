"""Turning the cells of a table into facts: days, codes, numbers and ways to reach somebody."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import Cell, Row, Table, day_of_serial, shown
from recruitment_app.exchange.incoming import Unknown, Wrong
from recruitment_app.rules import values
from recruitment_app.rules.codes import CodeList, fold_spelling
from recruitment_app.rules.stages import Event, EventKind

Answers = Mapping[str, str | Mapping[str, str]]

_EARLIEST = date(1950, 1, 1)
_MISSING = date(1900, 1, 1)
_LONGEST_NAME = 200
_EXCEL_DAYS = range(18_264, 80_000)  # 1950 to 2119
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SERIAL = re.compile(r"\d{5}(\.0+)?")
_FIGURES = re.compile(r"\d+")
_BETWEEN = re.compile(r"[;,/\n]|\bor\b|\band\b|&")
_TEN_FIGURES = 10


class FactsOfCells:
    """Reads the cells of a table, gathering what is wrong and which spellings are unknown."""

    def __init__(
        self, table: Table, codes: Mapping[str, CodeList], answers: Answers, today: date
    ) -> None:
        self.wrong: list[Wrong] = []
        self._table = table
        self._codes = codes
        self._today = today
        self._answers = {
            fold_spelling(key): value for key, value in answers.items() if isinstance(value, str)
        }
        self._answers_by_column = {
            fold_spelling(key): {fold_spelling(each): code for each, code in value.items()}
            for key, value in answers.items()
            if not isinstance(value, str)
        }
        self._found: dict[tuple[str, str], str] = {}
        self._unknown: dict[tuple[str, str], tuple[str, list[int]]] = {}

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """Return every spelling that is not known, once, with its rows."""
        return tuple(
            Unknown(
                column,
                list_name,
                spelling,
                tuple(code.code for code in self._codes[list_name].near(spelling)),
                tuple(rows),
            )
            for (column, spelling), (list_name, rows) in self._unknown.items()
        )

    def blame(self, row: Row, column: str, why: str) -> None:
        """Note that a row is wrong."""
        self.wrong.append(Wrong(row.number, column, why))

    def is_right(self, row: Row) -> bool:
        """Tell whether nothing was wrong in a row so far."""
        return not self.wrong or self.wrong[-1].row != row.number

    def text(
        self, row: Row, column: str, *, needed: bool = False, longest: int = _LONGEST_NAME
    ) -> str:
        """Return what a cell says in words."""
        text = " ".join(shown(row[column]).split())
        if needed and not text:
            self.blame(row, column, f"“{column}” is missing.")
        if len(text) > longest:
            self.blame(row, column, f"“{column}” is longer than {longest} letters.")
        return text

    def day(
        self, row: Row, column: str, *, needed: bool = False, latest: date | None = None
    ) -> date | None:
        """Return the day that a cell means; 1 January 1900 means that none is known.

        A day after ``latest``, which is today unless given, is wrong.
        """
        cell = row[column]
        if cell is None or cell == _MISSING:
            day = None
        else:
            try:
                day = self._day(cell)
            except Problem:
                self.blame(
                    row, column, f"“{column}” is not a day that can be read: write 31/03/2014."
                )
                return None
            if day == _MISSING:
                day = None
        if day is None:
            if needed:
                self.blame(row, column, f"“{column}” is missing.")
            return None
        if day < _EARLIEST:
            self.blame(row, column, f"“{column}” is too long ago to be right.")
        elif day > (latest or self._today):
            self.blame(row, column, f"“{column}” is still to come.")
        else:
            return day
        return None

    def _day(self, cell: Cell) -> date:
        match cell:
            case date():
                return cell
            case str():
                return self._day_of_text(cell)
            case bool() | None:
                raise Problem("A yes or no is not a day.")
            case _:
                return self._day_of_number(cell)

    def _day_of_number(self, number: float) -> date:
        if number == 1:
            return _MISSING
        from_1904 = self._table.counts_from_1904
        day = day_of_serial(number, counts_from_1904=from_1904) if number in _whole(number) else ""
        if not isinstance(day, date):
            raise Problem("This number is not a day.")
        return day

    def _day_of_text(self, text: str) -> date:
        plain = _TIME.sub("", text.strip())
        if _SERIAL.fullmatch(plain):
            return self._day_of_number(int(float(plain)))
        if found := _YEAR_FIRST.fullmatch(plain):
            return values.made_date(*(int(part) for part in found.groups()))
        # "3 March" or "yesterday" would mean another day whenever the file is read
        fewest = 2 if any(letter.isalpha() for letter in plain) else 3
        if len(_FIGURES.findall(plain)) < fewest:
            raise Problem("A day in a file needs its year.")
        return values.read_date(plain, today=self._today)

    def code(self, row: Row, column: str, list_name: str, *, needed: bool = False) -> str:
        """Return the code that a cell means, by its list or by an answer given for its spelling."""
        spelling = " ".join(shown(row[column]).split())
        if not spelling:
            if needed:
                self.blame(row, column, f"“{column}” is missing.")
            return ""
        key = (column, spelling)
        if key not in self._found and key not in self._unknown:
            code = self._known(column, spelling, self._codes[list_name])
            if code:
                self._found[key] = code
        if key in self._found:
            return self._found[key]
        self._unknown.setdefault(key, (list_name, []))[1].append(row.number)
        return ""

    def _known(self, column: str, spelling: str, codes: CodeList) -> str:
        folded = fold_spelling(spelling)
        by_column = self._answers_by_column.get(fold_spelling(column), {})
        for answer in (by_column.get(folded), self._answers.get(folded)):
            if answer is not None:
                chosen = codes.get(answer) or codes.find(answer)
                if chosen is not None:
                    return chosen.code
        found = codes.find(spelling)
        return found.code if found is not None else ""

    def count(self, row: Row, column: str) -> int | None:
        """Return the whole number in a cell."""
        text = shown(row[column]).strip()
        if not text:
            return None
        if not text.isascii() or not text.isdigit():
            self.blame(row, column, f"“{column}” is not a whole number.")
            return None
        return int(text[:_TEN_FIGURES])

    def telephones(self, row: Row, column: str) -> tuple[str, ...]:
        """Return the numbers in a cell, with the nought that a spreadsheet may have dropped."""
        cell = row[column]
        text = shown(cell)
        if not isinstance(cell, str) and len(text) == _TEN_FIGURES and text[0] in "127":
            text = f"0{text}"
        return self._each(row, column, text, values.read_phone)

    def emails(self, row: Row, column: str) -> tuple[str, ...]:
        """Return the e-mail addresses in a cell."""
        return self._each(row, column, shown(row[column]), values.read_email)

    def postcode(self, row: Row, column: str) -> str:
        """Return the postcode in a cell."""
        return "".join(self._each(row, column, shown(row[column]), values.read_postcode)[:1])

    def _each(
        self, row: Row, column: str, text: str, reader: Callable[[str], str]
    ) -> tuple[str, ...]:
        if not text.strip():
            return ()
        try:
            return (reader(text),)
        except Problem as problem:
            trouble = problem
        parts = [part for part in _BETWEEN.split(text) if part.strip()]
        try:
            return tuple(reader(part) for part in parts)
        except Problem:
            self.blame(row, column, f"“{column}”: {trouble}")
            return ()


def _whole(number: float) -> range:
    return _EXCEL_DAYS if float(number).is_integer() else range(0)


def dated(steps: list[tuple[EventKind, date, dict[str, str]]]) -> tuple[Event, ...]:
    """Return events in the order given, which settles those of one day."""
    return tuple(Event(kind, on, at, facts) for at, (kind, on, facts) in enumerate(steps, start=1))
