"""What a value looks like, whatever the heading above it says."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from recruitment_app.exchange.cells import Cell, Uncalculated, shown
from recruitment_app.exchange.names import lean

DAY_FIRST: Final = "day"
MONTH_FIRST: Final = "month"
YEAR_FIRST: Final = "year"
DATE_ORDERS: Final = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)

# words that stand where a value is missing, and where one is still to come
NOTHING: Final = frozenset({"n/a", "na", "not applicable", "none", "nil", "-", "--", ".", "#n/a"})
NOT_YET: Final = frozenset(
    {
        "tbc",
        "tba",
        "tbd",
        "?",
        "??",
        "unknown",
        "not known",
        "n/k",
        "nk",
        "pending",
        "no",
        "n",
        "not yet",
        "awaited",
        "awaiting",
        "outstanding",
    }
)

_LOOKED_AT: Final = 300
_SAMPLED: Final = 5
_LONGEST_SAMPLE: Final = 80
_LONGEST_LOOK: Final = 300
_MOST_DAYS: Final = 31
_MOST_MONTHS: Final = 12
_FEWEST_DIGITS: Final = 9
_YEAR_LENGTH: Final = 4
_FEWEST_TURNED: Final = 3
_MOST_NAMED: Final = 6

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z0-9]?\s*\d[A-Z]{2}", re.IGNORECASE)
_TELEPHONE = re.compile(r"\(?[+0][\d\s().\-/+;,]*")
_NUMBER = re.compile(r"[£$€]?\s*-?[\d,]*\.?\d+\s*%?")
_NUMBERS = re.compile(r"(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,4})(?!\d)")
_WORDED = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?[\s\-/.]*)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s\-/.,']*\d{0,4}"
    r"(?:[\s,]+\d{2,4})?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'\u2019.\-]*")


class Look(StrEnum):
    """What a value looks like; one that stands for nothing counts for nothing."""

    NOTHING = "nothing"
    DAY = "day"
    EMAIL = "email"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    NUMBER = "number"
    WORD = "word"
    NAMES = "names"
    TEXT = "text"


def look_of(cell: Cell | Uncalculated) -> Look:
    """Return what a value looks like."""
    match cell:
        case None | Uncalculated():
            return Look.NOTHING
        case bool():
            return Look.TEXT
        case date():
            return Look.DAY
        case int() | float():
            return Look.NUMBER
        case _:
            return _look_of_text(str(cell)[:_LONGEST_LOOK].strip())


def _look_of_text(text: str) -> Look:
    if text.casefold() in NOTHING or text.casefold() in NOT_YET:
        return Look.NOTHING
    if "@" in text and _EMAIL.search(text):
        return Look.EMAIL
    if _POSTCODE.fullmatch(text):
        return Look.POSTCODE
    digits = sum(figure.isdigit() for figure in text)
    return _look_of_figures(text, digits) if digits else _look_of_words(text)


def _look_of_figures(text: str, digits: int) -> Look:
    if _NUMBERS.match(text) or _WORDED.fullmatch(text):
        return Look.DAY
    if digits >= _FEWEST_DIGITS and _TELEPHONE.fullmatch(text):
        return Look.TELEPHONE
    return Look.NUMBER if _NUMBER.fullmatch(text) else Look.TEXT


def _look_of_words(text: str) -> Look:
    words = text.replace("&", " & ").replace("/", " / ").split()
    if len(words) == 1:
        return Look.WORD
    named = [w for w in words if w not in {"&", "/", "and", "+", ","}]
    capital = all(_WORD.match(word) and word[0].isupper() for word in named)
    return Look.NAMES if capital and len(words) <= _MOST_NAMED else Look.TEXT


@dataclass(slots=True)
class Seen:
    """What was seen of one column: how much it holds, some of it, and what it looks like."""

    held: int = 0
    sample: list[str] = field(default_factory=list, repr=False)
    looks: Counter[Look] = field(default_factory=Counter)
    dated: int = 0
    fitting: Counter[str] = field(default_factory=Counter)
    leaning: Counter[int] = field(default_factory=Counter)

    def add(self, cell: Cell | Uncalculated) -> None:
        """Take one more value of the column into account."""
        self.held += 1
        if self.held <= _LOOKED_AT:
            self.looks[look_of(cell)] += 1
            if isinstance(cell, str):
                self.leaning[lean(cell[:_LONGEST_LOOK])] += 1
            if len(self.sample) < _SAMPLED:
                text = shown(cell)
                short = text if len(text) <= _LONGEST_SAMPLE else f"{text[:_LONGEST_SAMPLE]}…"
                if short and short not in self.sample:
                    self.sample.append(short)
        if isinstance(cell, str) and (found := _NUMBERS.match(cell)):
            orders = _orders(found)
            self.dated += bool(orders)
            self.fitting.update(orders)

    @property
    def turned(self) -> bool:
        """Tell whether names seem to stand with the family name before the first name."""
        return self.leaning[-1] >= _FEWEST_TURNED and self.leaning[-1] > self.leaning[1]

    def share(self, *looks: Look) -> float:
        """Return which part of the values looked at looks so."""
        whole = self.looked_at
        return sum(self.looks[look] for look in looks) / whole if whole else 0.0

    @property
    def looked_at(self) -> int:
        """Return how many of the values looked at stand for something."""
        return sum(self.looks.values()) - self.looks[Look.NOTHING]

    @property
    def orders(self) -> tuple[str, ...]:
        """Return the orders in which every day of the column can be read; none for a mixture.

        A year of two figures stands in front only where nothing else is possible.
        """
        fit = tuple(order for order in DATE_ORDERS if self.fitting[order] == self.dated)
        return fit if fit == (YEAR_FIRST,) else tuple(each for each in fit if each != YEAR_FIRST)


def _orders(found: re.Match[str]) -> tuple[str, ...]:
    """Return the orders in which three numbers are a day; none where the order does not matter."""
    if len(found[1]) > len("31") or found[1] == found[2]:
        return ()
    first, second, third = (int(part) for part in found.groups())
    fits = {
        DAY_FIRST: 1 <= first <= _MOST_DAYS and 1 <= second <= _MOST_MONTHS,
        MONTH_FIRST: 1 <= first <= _MOST_MONTHS and 1 <= second <= _MOST_DAYS,
        YEAR_FIRST: len(found[3]) < _YEAR_LENGTH
        and 1 <= second <= _MOST_MONTHS
        and 1 <= third <= _MOST_DAYS,
    }
    return tuple(order for order, fit in fits.items() if fit)
