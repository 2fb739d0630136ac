"""Dates as they are written within prose: "on 3 May 2014", "in May 2014", "since 2014"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.values import month_number

_MONTH: Final = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR: Final = r"(?P<year{0}>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_DATE: Final = re.compile(
    r"(?<![\w£$€./-])(?:"
    rf"{_DAY.format(1)}\s+(?:of\s+)?{_MONTH.format(1)},?\s+{_YEAR.format(1)}"
    rf"|{_MONTH.format(2)}\s+{_DAY.format(2)},?\s+{_YEAR.format(2)}"
    rf"|{_MONTH.format(3)},?\s+(?:of\s+)?{_YEAR.format(3)}"
    r"|(?P<day4>[0-3]?\d)[/.](?P<month4>[01]?\d)[/.](?P<year4>(?:19|20)\d\d)"
    r"|(?P<year5>(?:19|20)\d\d)-(?P<month5>[01]\d)-(?P<day5>[0-3]\d)"
    rf"|{_YEAR.format(6)}"
    r")(?![\w%]|[-/]\d|,\d{3}|\.\d)"
)
_WRITINGS: Final = ("1", "2", "3", "4", "5", "6")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in a text, with where it stands and how it is written."""

    on: PartialDate
    start: int
    end: int
    text: str


def dates_in(text: str) -> Iterator[WrittenDate]:
    """Go through the dates of a text; what looks like one and cannot be is passed over."""
    for match in _DATE.finditer(text):
        parts = match.groupdict()
        for writing in _WRITINGS:
            if parts.get(f"year{writing}"):
                on = _made(*(parts.get(f"{part}{writing}") for part in ("year", "month", "day")))
                if on is not None:
                    yield WrittenDate(on, match.start(), match.end(), match[0])


def _made(year: str | None, month: str | None, day: str | None) -> PartialDate | None:
    number = None
    if month:
        number = int(month) if month.isdigit() else month_number(month.casefold())
    try:
        return PartialDate(int(year or 0), number, int(day) if day else None)
    except Problem:
        return None


def may_be_one(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two dates, each as far as it is known, may be the same day."""
    return one.earliest <= other.latest and other.earliest <= one.latest
