"""The bank holidays of England and Wales by year, as the ``holidays`` package gives them.

That package brings every country with it: its import takes as long as a window takes to open,
and a tenth of the memory. So the years that cases lie in stand here, a test compares each with
the package, and any other year asks the package itself.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

_SATURDAY: Final = 5

# Month and day, Saturdays and Sundays left out.
DAYS: Final[Mapping[int, str]] = MappingProxyType(
    {
        2000: "01-03 04-21 04-24 05-01 05-29 08-28 12-25 12-26",
        2001: "01-01 04-13 04-16 05-07 05-28 08-27 12-25 12-26",
        2002: "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26",
        2003: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2004: "01-01 04-09 04-12 05-03 05-31 08-30 12-27 12-28",
        2005: "01-03 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
        2006: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
        2007: "01-01 04-06 04-09 05-07 05-28 08-27 12-25 12-26",
        2008: "01-01 03-21 03-24 05-05 05-26 08-25 12-25 12-26",
        2009: "01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28",
        2010: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
        2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
        2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
        2013: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
        2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
        2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
        2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
        2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
        2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
        2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
        2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
        2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
        2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
        2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
        2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
        2030: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
        2031: "01-01 04-11 04-14 05-05 05-26 08-25 12-25 12-26",
        2032: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        2033: "01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27",
        2034: "01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26",
        2035: "01-01 03-23 03-26 05-07 05-28 08-27 12-25 12-26",
        2036: "01-01 04-11 04-14 05-05 05-26 08-25 12-25 12-26",
        2037: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2038: "01-01 04-23 04-26 05-03 05-31 08-30 12-27 12-28",
        2039: "01-03 04-08 04-11 05-02 05-30 08-29 12-26 12-27",
        2040: "01-02 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    }
)


def days_of(year: int) -> frozenset[date]:
    """Return the bank holidays of a year that fall on a weekday."""
    told = DAYS.get(year)
    if told is None:
        return days_of_package(year)
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in told.split())


def days_of_package(year: int) -> frozenset[date]:
    """Return what the package says of a year.

    The days that it also names on a Saturday or Sunday, with the substitute on a
    weekday, change no count and are dropped here.
    """
    from holidays import country_holidays  # noqa: PLC0415 - 220 ms and 20 MiB, seldom wanted

    days = country_holidays("GB", subdiv="ENG", years=year)
    return frozenset(day for day in days if day.year == year and day.weekday() < _SATURDAY)
