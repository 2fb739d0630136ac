"""Days as people type them into tables: whole, of a month, of a year, without a year, or none."""

import re
import unicodedata
from datetime import date
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import Cell, day_of_serial
from recruitment_app.exchange.looks import DAY_FIRST, MONTH_FIRST, NOT_YET, NOTHING, YEAR_FIRST
from recruitment_app.rules import values
from recruitment_app.rules.partial_dates import PartialDate, read_partial_date

_YES: Final = frozenset({"y", "yes", "done", "true", "x", "\u2713", "\u2714"})
_MISSING: Final = frozenset(
    {(1, 1, 1900), (0, 1, 1900), (29, 2, 1900), (0, 0, 1900)}
    | {(30, 12, 1899), (31, 12, 1899)}  # as other programs write the first two
)
_MISSING_1904: Final = date(1904, 1, 1)
_FALSE_LEAP_DAY: Final = 60
_SERIALS: Final = range(18_264, 80_000)  # 1950 to 2119
_RUN_TOGETHER: Final = range(1_010_000, 100_000_000)  # 01/01/0000 without its marks, and on
_YEARS: Final = range(values.EARLIEST_YEAR, values.LATEST_YEAR + 1)
_CENTURY: Final = 100
_LONGEST: Final = 100
_WRITE: Final = "write 31/03/2014."

_TIME = re.compile(
    r"[T ,]+(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"|\d{1,2}(?:\.\d{2})?\s*[ap]\.?m\.?)\s*(?:Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EIGHT = re.compile(r"(19\d{2}|20\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,4})\s*[/.\-, ]\s*(\d{1,2})\s*[/.\-, ]\s*(\d{4}|\d{1,2})")
_TWO_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})")
_MONTH_ALONE = re.compile(
    r"(?P<word>[a-z]{3,9})\.?[\s\-/,]*'?(?P<year>\d{4}|\d{2})"
    r"|(?P<month>\d{1,2})\s*[/.\- ]\s*(?P<of>\d{4})|(?P<first>\d{4})-(?P<then>\d{1,2})"
)
_DAY_ALONE = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]*(?:of\s+)?([a-z]{3,9})\.?"
    r"|([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?"
)
_FIGURES = re.compile(r"\d+")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


class Unreadable(Problem):
    """The rest of the sentence "“Visit” …": why a cell gives no day, and what to write."""


class NotYet(Unreadable):
    """The cell says in words that there is no day yet."""


class WithoutYear(Unreadable):
    """The cell gives a day and its month, and no year."""

    def __init__(self, day: int, month: int) -> None:
        super().__init__(f"gives a day without its year: {_WRITE}")
        self.day = day
        self.month = month

    def only_between(self, first: date, last: date) -> date | None:
        """Return the one such day within a stretch of time, or None where it is not sure."""
        found = []
        for year in range(first.year, last.year + 1):
            try:
                day = date(year, self.month, self.day)
            except ValueError:
                continue
            if first <= day <= last:
                found.append(day)
        return found[0] if len(found) == 1 else None


def read_day(
    cell: Cell, *, today: date, order: str = DAY_FIRST, counts_from_1904: bool = False
) -> date | None:
    """Return the day that a cell means; a blank, 01/01/1900 and 29/02/1900 mean that none is known.

    ``order`` says how numbers stand: day, month or year first; a year of four
    figures in front is always one.

    Raises:
        WithoutYear: the year is missing.
        NotYet: words say that there is no day.
        Unreadable: it is no day, and what to write.

    """
    match cell:
        case None:
            return None
        case bool():
            raise Unreadable(f"says yes or no where a day is needed: {_WRITE}")
        case date():
            return _known(cell, counts_from_1904=counts_from_1904)
        case str():
            return _day_of_text(plain(cell), today, order, counts_from_1904=counts_from_1904)
        case _:
            return _day_of_number(cell, today, counts_from_1904=counts_from_1904)


def read_born(
    cell: Cell, *, today: date, order: str = DAY_FIRST, counts_from_1904: bool = False
) -> PartialDate | None:
    """Return a date of birth, of which the day or the month may be missing.

    Raises:
        Unreadable: it is no date, and what to write.

    """
    try:
        if isinstance(cell, int) and not isinstance(cell, bool) and cell in _YEARS:
            return PartialDate(cell)
        if isinstance(cell, str):
            typed = plain(cell)
            if typed.isdecimal() and int(typed) in _YEARS:
                return PartialDate(int(typed))
            if found := _month_alone(typed, today):
                return _in_the_past(found, today)
        day = read_day(cell, today=today, order=order, counts_from_1904=counts_from_1904)
        return _in_the_past(PartialDate.of(day), today) if day else None
    except NotYet:
        return None
    except Unreadable:
        if isinstance(cell, str):
            try:
                return _in_the_past(read_partial_date(plain(cell), today=today), today)
            except Problem:
                pass
        raise


def plain(text: str) -> str:
    """Return a typed date in one case, one spacing and one kind of dash, without the time.

    Raises:
        Unreadable: it is longer than any date.

    """
    if len(text) > _LONGEST:
        raise Unreadable(f"is not a day that can be read: {_WRITE}")
    typed = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return _TIME.sub("", " ".join(typed.split()).rstrip(" .,;")).casefold()


def _in_the_past(found: PartialDate, today: date) -> PartialDate:
    """Return a date of birth whose two figures of the year meant the century before."""
    if found.earliest <= today:
        return found
    return PartialDate(found.year - _CENTURY, found.month, found.day)


def _known(day: date, *, counts_from_1904: bool) -> date | None:
    missing = (day.day, day.month, day.year) in _MISSING
    return None if missing or (counts_from_1904 and day == _MISSING_1904) else day


def _day_of_number(number: float, today: date, *, counts_from_1904: bool) -> date | None:
    if number in {0, 1, _FALSE_LEAP_DAY}:
        return None
    whole = int(number)  # a range is quick to ask for whole numbers alone
    if whole in _SERIALS:
        day = day_of_serial(number, counts_from_1904=counts_from_1904)
        if isinstance(day, date):
            return day
    if whole == number and whole in _YEARS:
        raise Unreadable(f"gives only a year: {_WRITE}")
    if whole == number and whole in _RUN_TOGETHER:
        return _day_of_text(f"{whole:08}", today, DAY_FIRST, counts_from_1904=False)
    raise Unreadable(f"is not a day that can be read: {_WRITE}")


def _day_of_text(typed: str, today: date, order: str, *, counts_from_1904: bool) -> date | None:
    if not typed or typed in NOTHING:
        return None
    if typed in NOT_YET:
        raise NotYet(f"gives no day: {_WRITE}")
    if typed in _YES:
        raise Unreadable(f"says that it happened, but not when: {_WRITE}")
    if typed.startswith("#"):
        raise Unreadable(f"holds an error of the spreadsheet program: {_WRITE}")
    if _SERIAL.fullmatch(typed):
        return _day_of_number(float(typed), today, counts_from_1904=counts_from_1904)
    try:
        return _written(typed, today, order)
    except Unreadable:
        raise
    except Problem as problem:
        raise Unreadable(f"is not a day that can be read: {_WRITE}") from problem


def _written(typed: str, today: date, order: str) -> date | None:
    if found := _NUMBERS.fullmatch(typed):
        if not any(int(part) for part in found.groups()):
            return None
        year, month, day = _in_order(found, order, today)
        return None if (day, month, year) in _MISSING else values.made_date(year, month, day)
    if found := _EIGHT.fullmatch(typed):
        year, month, day = (int(part) for part in found.groups())
        if 1 <= month <= len(values.MONTHS):
            return values.made_date(year, month, day)
    if found := _TWO_NUMBERS.fullmatch(typed):
        first, second = int(found[1]), int(found[2])
        day, month = (second, first) if order in {MONTH_FIRST, YEAR_FIRST} else (first, second)
        values.made_date(2000, month, day)  # a leap year, so that 29 February may be meant
        raise WithoutYear(day, month)
    if _month_alone(typed, today):
        raise Unreadable(f"gives a month without its day: {_WRITE}")
    found = _DAY_ALONE.fullmatch(typed)
    if found and (named := values.month_number(found[2] or found[3])):
        values.made_date(2000, named, int(found[1] or found[4]))
        raise WithoutYear(int(found[1] or found[4]), named)
    if typed.isdecimal() and int(typed) in _YEARS:
        raise Unreadable(f"gives only a year: {_WRITE}")
    # "yesterday" or "+5wd" would mean another day whenever the file is read
    fewest = 2 if any(letter.isalpha() for letter in typed) else 1
    if len(_FIGURES.findall(typed)) < fewest or typed[0] in "+-":
        raise Unreadable(f"is not a day that can be read: {_WRITE}")
    return values.read_date(typed, today=today)


def _in_order(found: re.Match[str], order: str, today: date) -> tuple[int, int, int]:
    first, second, third = found.groups()
    if len(first) > len("31"):
        return int(first), int(second), int(third)
    if order == YEAR_FIRST and len(third) <= len("31"):
        return values.full_year(first, today), int(second), int(third)
    if len(third) == 1:
        raise Unreadable(f"is not a day that can be read: {_WRITE}")
    day, month = (second, first) if order == MONTH_FIRST else (first, second)
    return values.full_year(third, today), int(month), int(day)


def _month_alone(typed: str, today: date) -> PartialDate | None:
    """Return the month that is given without a day: "Mar-14", "March 2014", "03/2014"."""
    found = _MONTH_ALONE.fullmatch(typed)
    if found is None:
        return None
    if found["word"]:
        year, month = values.full_year(found["year"], today), values.month_number(found["word"])
    else:
        year, month = int(found["of"] or found["first"]), int(found["month"] or found["then"])
    if not month or month > len(values.MONTHS) or year not in _YEARS:
        return None
    return PartialDate(year, month)
