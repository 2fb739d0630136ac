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
    told.append(f"{now.in_time} of {now.households} in time for their Stage One limit.")
    return " ".join(told)


def changed(now: Outlook, then: Outlook, days: Sequence[date]) -> str:
    """Return what workshops on further days change, or that they change nothing."""
    if not days:
        return ""
    are = "a workshop" if len(days) == 1 else "workshops"
    begins = f"With {are} on {_listed(long_date(day) for day in days)}"
    if not then.moved:
        return f"{begins} nobody's day changes."
    get = _many(then.moved, "household gets", "households get")
    first = now.without - then.without
    sooner = now.days - then.days
    told = f"{begins} {get} an earlier day or a first one"
    if first:
        told += f", {first} of them a first one"
    told += "."
    if sooner:
        told += f" Those who get a place as things stand wait {_many(sooner, 'day', 'days')} less"
        told += " in all."
    return f"{told} Nobody's day becomes later."


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


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {_is(number, one, many)}"


def _is(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
