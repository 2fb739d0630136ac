"""When a time limit that began on a day is due: working days, days, weeks, months and years."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.rules.limits import Limit
from recruitment_app.rules.working_days import Calendar

_HOURS_IN_A_DAY: Final = 24
_MONTHS_IN_A_YEAR: Final = 12


def months_after(start: date, number: int) -> date:
    """Return the corresponding date so many calendar months on.

    "Month" is a calendar month (Interpretation Act 1978). The limit ends on the
    same number of the month, or on the last day of a shorter month that has no
    such day, and is never rolled forward from a weekend.
    """
    month = start.year * _MONTHS_IN_A_YEAR + start.month - 1 + number
    year, month = divmod(month, _MONTHS_IN_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise Problem("The date lies beyond the years that the calendar can count.")
    month += 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def due_on(limit: Limit, start: date, calendar: Calendar) -> date | None:
    """Return the last day on which the limit is kept, or None where it has no figure.

    The day of the trigger is day nought, unless the limit is counted "beginning
    with" it. Hours are counted in whole days, since the store knows days only.
    """
    number, unit = limit.number, limit.unit
    if number is None or unit is None:
        return None
    if unit == "working_days":
        if limit.inclusive:
            return calendar.beginning_with(start, number)
        return calendar.after(start, number)
    try:
        if unit == "years":
            last = months_after(start, number * _MONTHS_IN_A_YEAR)
        elif unit == "months":
            last = months_after(start, number)
        elif unit == "weeks":
            last = start + timedelta(weeks=number)
        elif unit == "days":
            last = start + timedelta(days=number)
        else:
            last = start + timedelta(days=-(-number // _HOURS_IN_A_DAY))
        return last - timedelta(days=1) if limit.inclusive else last
    except OverflowError:
        raise Problem("The date lies beyond the years that the calendar can count.") from None


def warn_on(due: date, calendar: Calendar) -> date:
    """Return the day to warn of a limit: its last day, or the working day before a day off."""
    return calendar.on_or_before(due)
