"""Turning the cells of a table into facts: days, codes, numbers and ways to reach somebody."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from recruitment_app.errors import Problem
from recruitment_app.exchange import reach
from recruitment_app.exchange.cells import Cell, Row, Uncalculated, shown
from recruitment_app.exchange.days import (
    NotYet,
    Unreadable,
    WithoutYear,
    read_born,
    read_day,
)
from recruitment_app.exchange.incoming import Answered, Unknown, Wrong
from recruitment_app.exchange.looks import DAY_FIRST, NOTHING
from recruitment_app.rules.codes import CodeList, fold_spelling
from recruitment_app.rules.stages import Event, EventKind, long_date

Answers = Mapping[str, str | Mapping[str, str]]
LEFT_OUT: Final = ""

_EARLIEST = date(1950, 1, 1)
_LONGEST_NAME = 200
_LONGEST_TYPED = 2_000  # of what is taken apart; more is no name, number or address
_LONGEST_SPELLING = 200
_TEN_FIGURES = 10
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)", re.IGNORECASE)

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Manner:
    """How the cells of a table are written, and where each heading's column stands."""

    counts_from_1904: bool = False
    orders: Mapping[str, str] = field(default_factory=dict)  # of days, by heading
    places: Mapping[str, int] = field(default_factory=dict)


class FactsOfCells:
    """Reads the cells of a table, gathering what is wrong and which spellings are unknown.

    ``remarks`` are what the cells of the row in hand say that no fact holds; the
    caller empties them. ``answered`` are the spellings met that an answer was given for.
    """

    def __init__(
        self, codes: Mapping[str, CodeList], answers: Answers, today: date, manner: Manner
    ) -> None:
        self.wrong: list[Wrong] = []
        self.remarks: list[str] = []
        self.answered: list[Answered] = []
        self._manner = manner
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
        self._unknown: dict[tuple[str, str], tuple[str, str, list[int]]] = {}

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
            for (column, _), (list_name, spelling, rows) in self._unknown.items()
        )

    def blame(self, row: Row, column: str, why: str) -> None:
        """Note that a row is wrong."""
        self.wrong.append(Wrong(row.number, column, why, self._manner.places.get(column, -1)))

    def is_right(self, row: Row) -> bool:
        """Tell whether nothing was wrong in a row so far."""
        return not self.wrong or self.wrong[-1].row != row.number

    def _cell(self, row: Row, column: str) -> Cell:
        """Return what a cell holds; one that holds trouble is blamed and empty."""
        cell = row[column]
        if isinstance(cell, Uncalculated):
            self.blame(
                row,
                column,
                f"“{column}” holds a formula without its result: open the file in a spreadsheet"
                " program, save it and try again, or type the value.",
            )
            return None
        if isinstance(cell, str) and cell[0] == "#" and _ERROR.fullmatch(cell):
            self.blame(
                row,
                column,
                f"“{column}” holds an error of the spreadsheet program: type the value, or blank.",
            )
            return None
        return cell

    def text(
        self, row: Row, column: str, *, needed: bool = False, longest: int = _LONGEST_NAME
    ) -> str:
        """Return what a cell says in words."""
        text = " ".join(shown(self._cell(row, column)).split())
        if needed and not text:
            self.blame(row, column, f"“{column}” is missing.")
        if len(text) > longest:
            self.blame(row, column, f"“{column}” is longer than {longest} letters.")
        return text

    def _is_too_long(self, row: Row, column: str, text: str) -> bool:
        if len(text) > _LONGEST_TYPED:
            self.blame(row, column, f"“{column}” is longer than {_LONGEST_TYPED:,} letters.")
        return len(text) > _LONGEST_TYPED

    def note(self, row: Row, column: str) -> None:
        """Keep what a cell says among the remarks, under its heading."""
        cell = row[column]
        text = shown(cell).strip() if not isinstance(cell, Uncalculated) else ""
        if not text:
            return
        self.remarks.append(f"{column}: {text}")

    def taken(
        self, row: Row, column: str, reader: Callable[[str], Thing], otherwise: Thing
    ) -> Thing:
        """Return what a reader makes of a cell's text; what it refuses is wrong."""
        text = shown(self._cell(row, column)).strip()
        if not text or self._is_too_long(row, column, text):
            return otherwise
        try:
            return reader(text)
        except Problem as problem:
            self.blame(row, column, _told(column, problem))
            return otherwise

    def day(
        self,
        row: Row,
        column: str,
        *,
        needed: bool = False,
        latest: date | None = None,
        after: date | None = None,
    ) -> date | None:
        """Return the day that a cell means; 1 January 1900 means that none is known.

        A day after ``latest``, which is today unless given, is wrong. A day
        without its year is the only one between ``after`` and ``latest``, where
        there is just one; else it is wrong.
        """
        latest = latest or self._today
        if (cell := self._cell(row, column)) is None:
            day = None
            if row[column] is not None:
                return None
        else:
            try:
                day = self._day(cell, column, after, latest)
            except Unreadable as problem:
                self.blame(row, column, _told(column, problem))
                return None
        if day is None:
            if needed:
                self.blame(row, column, f"“{column}” is missing.")
            return None
        if day < _EARLIEST:
            self.blame(row, column, f"“{column}” is too long ago to be right.")
        elif day > latest:
            self.blame(row, column, f"“{column}” is still to come.")
        else:
            return day
        return None

    def _day(self, cell: Cell, column: str, after: date | None, latest: date) -> date | None:
        try:
            return read_day(
                cell,
                today=self._today,
                order=self._manner.orders.get(column, DAY_FIRST),
                counts_from_1904=self._manner.counts_from_1904,
            )
        except NotYet:
            self.remarks.append(f"{column}: {shown(cell)}")
            return None
        except WithoutYear as problem:
            only = problem.only_between(after, latest) if after else None
            if only is None:
                raise
            self.remarks.append(
                f"{column}: {shown(cell)}, without a year; {long_date(only)} is the only such day"
                f" from {long_date(after or only)} to {long_date(latest)}."
            )
            return only

    def born(self, row: Row, column: str) -> str:
        """Return a date of birth as the store holds it: to its year, its month or its day."""
        if (cell := self._cell(row, column)) is None:
            return ""
        try:
            found = read_born(
                cell,
                today=self._today,
                order=self._manner.orders.get(column, DAY_FIRST),
                counts_from_1904=self._manner.counts_from_1904,
            )
        except Unreadable as problem:
            self.blame(row, column, _told(column, problem))
            return ""
        return str(found) if found else ""

    def code(self, row: Row, column: str, list_name: str, *, needed: bool = False) -> str:
        """Return the code that a cell means, by its list or by an answer given for its spelling.

        A spelling that was answered with nothing is left out and kept as a remark.
        """
        spelling = " ".join(shown(self._cell(row, column)).split())
        if not spelling:
            if needed and row[column] is None:
                self.blame(row, column, f"“{column}” is missing.")
            return ""
        if len(spelling) > _LONGEST_SPELLING:
            self.blame(
                row,
                column,
                f"“{column}” is too long to be one of its codes: type the code, or read the"
                " column as a note.",
            )
            return ""
        key = (column, fold_spelling(spelling) or spelling)
        if key not in self._found and key not in self._unknown:
            code = self._known(column, spelling, list_name)
            if code is not None:
                self._found[key] = code
        if key in self._found:
            found = self._found[key]
            if not found and spelling.casefold() not in NOTHING:
                self.remarks.append(f"{column}: {spelling}")
            elif not found and needed:
                self.blame(row, column, f"“{column}” is missing.")
            return found
        self._unknown.setdefault(key, (list_name, spelling, []))[2].append(row.number)
        return ""

    def _known(self, column: str, spelling: str, list_name: str) -> str | None:
        codes, folded = self._codes[list_name], fold_spelling(spelling)
        by_column = self._answers_by_column.get(fold_spelling(column), {})
        for answer in (by_column.get(folded), self._answers.get(folded)):
            chosen = codes.get(answer) or codes.find(answer) if answer else None
            code = chosen.code if chosen else LEFT_OUT if answer == LEFT_OUT else None
            if code is not None:
                self.answered.append(Answered(column, list_name, spelling, code))
                return code
        found = codes.find(spelling)
        if found is None and spelling.casefold() in NOTHING:
            return LEFT_OUT
        return found.code if found is not None else None

    def count(self, row: Row, column: str) -> int | None:
        """Return the whole number in a cell."""
        text = shown(self._cell(row, column)).strip()
        if not text or text.casefold() in NOTHING:
            return None
        if not text.isascii() or not text.isdigit():
            self.blame(row, column, f"“{column}” is not a whole number.")
            return None
        return int(text[:_TEN_FIGURES])

    def ways(
        self, row: Row, column: str, *, of_telephones: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the numbers and the e-mail addresses in a cell.

        A number has the nought again that a spreadsheet may have dropped.
        """
        cell = self._cell(row, column)
        text = shown(cell)
        if len(text) == _TEN_FIGURES and text.isascii() and text.isdigit() and text[0] in "127":
            text = f"0{text}"  # in a text table that a spreadsheet wrote, too
        addresses: list[str] = []

        def read(typed: str) -> tuple[tuple[str, ...], str]:
            numbers, found, rest = reach.ways(typed, of_telephones=of_telephones)
            addresses.extend(found)
            return numbers, rest

        return self._each(row, column, text, read), tuple(addresses)

    def postcode(self, row: Row, column: str) -> str:
        """Return the postcode in a cell."""
        text = shown(self._cell(row, column))
        found = self._each(row, column, text, lambda typed: ((reach.postcode(typed),), ""))
        return "".join(found)

    def _each(
        self,
        row: Row,
        column: str,
        text: str,
        reader: Callable[[str], tuple[tuple[str, ...], str]],
    ) -> tuple[str, ...]:
        if not text.strip() or text.strip().casefold() in NOTHING:
            return ()
        if self._is_too_long(row, column, text):
            return ()
        try:
            found, rest = reader(text)
        except Problem as problem:
            self.blame(row, column, f"“{column}”: {problem}")
            return ()
        if rest:
            self.remarks.append(f"{column}: {' '.join(text.split())}")
        return found


def _told(column: str, problem: Problem) -> str:
    """Return a whole sentence: an unfinished one begins with the heading that it is about."""
    sentence = str(problem)
    return f"“{column}”{'' if sentence[0].islower() else ':'} {sentence}"


def dated(steps: list[tuple[EventKind, date, dict[str, str]]]) -> tuple[Event, ...]:
    """Return events in the order given, which settles those of one day."""
    return tuple(Event(kind, on, at, facts) for at, (kind, on, facts) in enumerate(steps, start=1))
