"""The parts of an event as they are typed, one a line: a day, its hours, what it is about."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.rules.events import Part
from recruitment_app.ui import labels

_LINE: Final = re.compile(
    r"(?P<day>[^,]+?)(?:\s+(?P<starts>\d{1,2}:\d\d)(?:\s*[-\u2013]\s*(?P<ends>\d{1,2}:\d\d))?)?"
    r"\s*(?:,\s*(?P<title>.*))?"
)
_LENGTH_OF_A_TIME: Final = 5


def parts_typed(text: str, read: Callable[[str], date]) -> tuple[Part, ...]:
    """Read lines such as "19/11/2014 09:30-15:30, Why children come into care".

    Raises:
        Problem: a line has no day that can be read.

    """
    found = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        match = _LINE.fullmatch(line)
        try:
            on = read(match["day"] if match else line)
        except Problem as problem:
            raise Problem(f"Line {number}: {problem}", field="parts") from problem
        if match is None:
            raise Problem(f"Line {number}: give a day, then its hours.", field="parts")
        starts, ends = (
            (match[name] or "").rjust(_LENGTH_OF_A_TIME, "0") if match[name] else ""
            for name in ("starts", "ends")
        )
        found.append(Part(on=on, starts=starts, ends=ends, title=match["title"] or ""))
    return tuple(found)


def parts_told(parts: Iterable[Part]) -> str:
    """Return parts as lines that ``parts_typed`` reads."""
    lines = []
    for part in parts:
        hours = f"{part.starts}-{part.ends}" if part.ends else part.starts
        head = f"{labels.in_table(part.on)} {hours}".strip()
        lines.append(f"{head}, {part.title}" if part.title else head)
    return "\n".join(lines)


def hours(part: Part) -> str:
    """Return the hours of a part as a page shows them."""
    return f"{part.starts} to {part.ends}" if part.ends else part.starts
