"""Which days are working days in England and Wales, and sums in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from recruitment_app.errors import Problem
from recruitment_app.rules.bank_holidays import days_of

_SATURDAY = 5
_BEYOND = "The date lies beyond the years that the calendar can count."


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales in a year, Sundays and Saturdays left out.

    Christmas Day and Good Friday are among them.
    """
    return days_of(year)


@lru_cache(maxsize=256)
def _working_ordinals(year: int, own_days: frozenset[date]) -> tuple[int, ...]:
    off = bank_holidays(year) | own_days
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return tuple(
        ordinal
        for ordinal in range(first, last + 1)
        if (day := date.fromordinal(ordinal)).weekday() < _SATURDAY and day not in off
    )


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of England and Wales, less the one-off days that the agency adds.

    A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a
    bank holiday (Adoption Agencies Regulations 2005, reg 2(1)). Days on which
    only the council's offices close are working days and do not belong here.
    """

    own_days: frozenset[date] = frozenset()

    @classmethod
    def with_days(cls, own_days: Iterable[date]) -> "Calendar":
        """Make a calendar in which these one-off days count as bank holidays too."""
        return cls(frozenset(own_days))

    def is_working_day(self, day: date) -> bool:
        """Say whether the day is a working day."""
        return (
            day.weekday() < _SATURDAY
            and day not in self.own_days
            and day not in bank_holidays(day.year)
        )

    def next_working_day(self, day: date) -> date:
        """Return the first working day after this day."""
        return self.after(day, 1)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day before this day."""
        return self.before(day, 1)

    def on_or_before(self, day: date) -> date:
        """Return this day if it is a working day, otherwise the last one before it."""
        return day if self.is_working_day(day) else self.before(day, 1)

    def after(self, day: date, number: int) -> date:
        """Return the working day that stands this many working days after a day.

        The day itself is day nought, whether or not it is a working day.
        """
        if number < 1:
            raise ValueError(number)
        year, wanted, ordinal = day.year, number, day.toordinal()
        while year <= date.max.year:
            days = _working_ordinals(year, self.own_days)
            at = bisect_right(days, ordinal) + wanted - 1
            if at < len(days):
                return date.fromordinal(days[at])
            wanted = at - len(days) + 1
            year += 1
        raise Problem(_BEYOND)

    def before(self, day: date, number: int) -> date:
        """Return the working day that stands this many working days before a day."""
        if number < 1:
            raise ValueError(number)
        year, wanted, ordinal = day.year, number, day.toordinal()
        while year >= date.min.year:
            days = _working_ordinals(year, self.own_days)
            at = bisect_left(days, ordinal) - wanted
            if at >= 0:
                return date.fromordinal(days[at])
            wanted = -at
            year -= 1
        raise Problem(_BEYOND)

    def beginning_with(self, day: date, number: int) -> date:
        """Return the last of so many working days beginning with a day.

        The day itself counts as the first if it is a working day.
        """
        if day == date.min:
            raise Problem(_BEYOND)
        return self.after(day - timedelta(days=1), number)

    def count(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``.

        An end before the start gives the same count, below nought.
        """
        if end < start:
            return -self.count(end, start)
        total = 0
        for year in range(start.year, end.year + 1):
            days = _working_ordinals(year, self.own_days)
            total += bisect_right(days, end.toordinal()) - bisect_right(days, start.toordinal())
        return total
