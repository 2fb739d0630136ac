"""What is said of who waits for a workshop, the same on screen and on paper."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from recruitment_app.rules.stages import long_date
from recruitment_app.rules.workshop_demand import Known, Outlook

NOBODY: Final = "Nobody in Stage One waits for a place at a workshop."
NO_WORKSHOP: Final = (
    "No workshop was made yet, so what a further one would have is not known: make one first."
)
NO_PLACE: Final = "No place yet"
MOST_NAMED: Final = 3
"""Of more further workshops than these a sentence tells how many they are."""
STEP_WORDS: Final = {"stage_one": "Stage One", "between": "the break", "stage_two": "Stage Two"}


def standing(now: Outlook, last_on: date | None) -> str:
    """Return how things stand, with the day on which the last of them gets a place."""
    if not now.households:
        return NOBODY
    have = _many(now.households, "household in Stage One has", "households in Stage One have")
    told = [f"{have} no place at a workshop."]
    if last_on is None:
        told.append("No workshop to come has room.")
        return " ".join(told)
    who = "It gets one" if now.households == 1 else "At today's dates the last gets one"
    told.append(f"{who} on {long_date(last_on)}")
    none = f"; {now.without} {_is(now.without, 'gets', 'get')} none at any." if now.without else "."
    told[-1] += none
    are = _is(now.in_time, "is", "are")
    told.append(f"{now.in_time} of {now.households} {are} in time for the Stage One limit.")
    return " ".join(told)


def changed(now: Outlook, then: Outlook, days: Sequence[date]) -> str:
    """Return what workshops on further days change, or that they change nothing."""
    if not days:
        return ""
    begins = f"With {further(days)},"
    if not then.moved:
        return f"{begins} nobody's day changes."
    first = now.without - then.without
    again = then.moved - first
    gets = []
    if again:
        gets.append(f"{_many(again, 'household gets', 'households get')} an earlier day")
    if first:
        gets.append(_many(first, "household gets its first", "households get their first"))
    sooner = now.days - then.days
    told = f"{begins} {' and '.join(gets)}."
    if sooner:
        told += f" Those who get a place as things stand wait {_many(sooner, 'day', 'days')} less"
        told += " in all."
    return f"{told} Nobody's day becomes later."


def further(days: Sequence[date]) -> str:
    """Return the further workshops by their days, or where they are many how many they are."""
    if len(days) > MOST_NAMED:
        return f"{len(days)} further workshops"
    are = "a workshop" if len(days) == 1 else "workshops"
    return f"{are} on {listed(days)}"


def listed(days: Sequence[date]) -> str:
    """Return days as they stand in a sentence."""
    *most, last = map(long_date, days)
    return f"{', '.join(most)} and {last}" if most else last


def hidden(count: int) -> str:
    """Return how many of those counted are of restricted cases that are not shown."""
    if not count:
        return ""
    are = _many(count, "of them is of a restricted case", "of them are of restricted cases")
    return f"{are} and not listed."


def sums(now: Outlook, then: Outlook, until: date) -> tuple[tuple[str, int, int], ...]:
    """Return each figure with its words: as things stand, and with the further workshops."""
    return (
        ("Households that wait", now.households, then.households),
        ("No place at any workshop", now.without, then.without),
        ("In time for their Stage One limit", now.in_time, then.in_time),
        (f"Can be approved by {long_date(until)}", now.approved, then.approved),
        ("Days waited in all, of those with a day now", now.days, then.days),
    )


def reckoned(pace: Iterable[Known], years: int) -> str:
    """Return what the days of approval are reckoned with; few cases are said to be few."""
    known = ", ".join(f"{STEP_WORDS[each.step]} {_days(each)}" for each in pace)
    return (
        f"Approval is reckoned with each later step at the agency's own median: {known}. Counted"
        f" are cases that were approved within the last {years} years."
    )


def _days(known: Known) -> str:
    cases = _many(known.cases, "case", "cases") if known.cases else "no case"
    if known.days is None:
        return f"its limit ({cases}, too few for a median)"
    return f"{_many(known.days, 'day', 'days')} ({cases})"


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {_is(number, one, many)}"


def _is(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
