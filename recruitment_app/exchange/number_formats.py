"""What a number shows in a workbook: a quantity, a day, a percentage or an amount of money."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from recruitment_app.exchange.cells import Cell, day_of_serial
from recruitment_app.rules.values import MONTHS

_EXACT: Final = 2**53
_LONGEST: Final = 255  # as spreadsheet programs have it
_NOT_A_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_MONEY = re.compile(r"[£€]|\$(?!-)")


class Shows(StrEnum):
    """What a number is shown as; money is told by its sign, a month alone has no day."""

    QUANTITY = ""
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PERCENT = "%"
    POUNDS = "£"
    EUROS = "€"
    DOLLARS = "$"


_D, _P, _M = Shows.DAY, Shows.PERCENT, Shows.POUNDS
BUILT_IN: Final[Mapping[int, Shows]] = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), _D),
    17: Shows.MONTH,
    **dict.fromkeys((9, 10), _P),
    **dict.fromkeys((*range(5, 9), 42, 44), _M),
}


def shows_a_day(code: str) -> bool:
    """Tell whether a number format shows a day rather than a quantity."""
    first = _NOT_A_FORMAT.sub("", code[:_LONGEST].partition(";")[0]).casefold()
    return first != "general" and any(letter in "dmyhs" for letter in first)


def shown_by(code: str) -> Shows:
    """Return what a number format shows."""
    first = code[:_LONGEST].partition(";")[0]
    if shows_a_day(code):
        return _part_shown(_NOT_A_FORMAT.sub("", first).casefold())
    if "%" in _NOT_A_FORMAT.sub("", first):
        return Shows.PERCENT
    money = _MONEY.search(first)
    return Shows(money[0]) if money else Shows.QUANTITY


def _part_shown(code: str) -> Shows:
    """Return which part of a day a format shows; times alone stand on a day that is meant."""
    if "d" in code or "y" not in code:
        return Shows.DAY
    return Shows.MONTH if "m" in code else Shows.YEAR


def as_shown(number: float, shows: Shows, *, counts_from_1904: bool) -> Cell:
    """Return what a number means where it is shown so: percentages and money are texts.

    So is a month or a year that stands alone: the first of it was never typed, a
    program put it there. Any other day of it was.

    Raises:
        ValueError: it is no number.

    """
    if not abs(number) < float("inf"):
        raise ValueError("not a number")
    match shows:
        case Shows.DAY:
            return day_of_serial(number, counts_from_1904=counts_from_1904)
        case Shows.MONTH | Shows.YEAR:
            return _without_its_day(day_of_serial(number, counts_from_1904=counts_from_1904), shows)
        case Shows.PERCENT:
            return f"{number * 100:.6g}%"
        case Shows.POUNDS | Shows.EUROS | Shows.DOLLARS:
            return f"{'-' if number < 0 else ''}{shows}{abs(number):,.2f}"
        case _:
            whole = number.is_integer() and abs(number) < _EXACT
            return int(number) if whole else number


def _without_its_day(found: Cell, shows: Shows) -> Cell:
    if not isinstance(found, date) or found.day > 1:
        return found
    if shows is Shows.MONTH:
        return f"{MONTHS[found.month - 1].title()} {found.year}"
    return str(found.year) if found.month == 1 else found
