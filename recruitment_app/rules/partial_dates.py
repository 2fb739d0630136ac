"""Dates of which only the year, or only the month, is known."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.rules import values

_LAST_DAY: Final = 31
_HOW: Final = "Type 1979, May 1979 or 12 May 1979."
_STORED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEAR = re.compile(r"(?:about |around |circa |c\.? ?)?(\d{4})")
_MONTH_AND_YEAR = re.compile(r"([a-z]+)\.?[\s,\-/]+(\d{4}|\d{2})")
_NUMBERED_MONTH = re.compile(r"(\d{1,2})[\s/.\-]+(\d{4})|(\d{4})-(\d{1,2})")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to its year, its month or its day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise Problem(f"A day needs its month. {_HOW}")
        values.made_date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Return a date that is known to its day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def stored(cls, text: str) -> "PartialDate":
        """Return the date that stands in the store as "1979", "1979-05" or "1979-05-12"."""
        found = _STORED.fullmatch(text)
        if found is None:
            raise Problem(f"This is not a date that the store can hold. {_HOW}")
        year, month, day = (int(part) if part else None for part in found.groups())
        return cls(year or 0, month, day)

    @property
    def is_whole(self) -> bool:
        """Say whether the day is known."""
        return self.day is not None

    @property
    def earliest(self) -> date:
        """Return the first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """Return the last day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def shown(self) -> str:
        """Return the date as it is shown: "1979", "May 1979" or "12 May 1979"."""
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return f"{values.MONTHS[self.month - 1].title()} {self.year}"
        return values.shown_date(self.earliest)

    def __str__(self) -> str:
        """Return the text that the store holds, which sorts as the dates do."""
        parts = (f"{self.year:04}", self.month, self.day)
        return "-".join(part if isinstance(part, str) else f"{part:02}" for part in parts if part)

    def __lt__(self, other: "PartialDate") -> bool:
        """Order by the text stored: what is less known comes before its parts."""
        return str(self) < str(other)

    def ages(self, on: date) -> tuple[int, int]:
        """Return the least and the greatest age, in whole years, on a day."""
        return _age(self.latest, on), _age(self.earliest, on)

    def shown_age(self, on: date) -> str:
        """Return the age on a day as it is shown: "35", or "34 or 35"."""
        least, greatest = self.ages(on)
        if greatest < 0:
            return ""
        least = max(least, 0)
        return str(least) if least == greatest else f"{least} or {greatest}"


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def read_partial_date(text: str, *, today: date) -> PartialDate:
    """Return the date that somebody typed, as far as it is known."""
    typed = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not typed:
        raise Problem(f"A date is needed. {_HOW}")
    if found := _YEAR.fullmatch(typed):
        return PartialDate(int(found[1]))
    if found := _NUMBERED_MONTH.fullmatch(typed):
        month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
        return PartialDate(int(year), int(month))
    if found := _MONTH_AND_YEAR.fullmatch(typed):
        number = values.month_number(found[1])
        if number is not None and int(found[2]) > _LAST_DAY:
            return PartialDate(values.full_year(found[2], today), number)
    try:
        return PartialDate.of(values.read_date(text, today=today))
    except Problem as problem:
        if "can be read" in str(problem):
            raise Problem(f"“{text.strip()}” is not a date that can be read. {_HOW}") from problem
        raise
