"""What was typed in the cells of a report's tables: days, figures, money, yes and no."""

import re
from datetime import date
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.rules.partial_dates import PartialDate, read_partial_date

_FIGURE: Final = re.compile(r"-?\d[\d,\s]*(?:\.\d+)?")
_YES: Final = frozenset({"yes", "y", "true", "1"})
_NO: Final = frozenset({"no", "n", "false", "0"})
_LONGEST: Final = 40


def date_in(cell: str, *, today: date) -> PartialDate | None:
    """Return the date of a cell, as far as it is known; None where it is empty or none."""
    text = cell.strip()
    if not text or len(text) > _LONGEST or not any(sign.isdigit() for sign in text):
        return None
    for read in (PartialDate.stored, lambda typed: read_partial_date(typed, today=today)):
        try:
            return read(text)
        except (Problem, ValueError, OverflowError):
            continue
    return None


def figure_in(cell: str) -> float | None:
    """Return the first figure of a cell, a minus sign before it heeded; None where none is."""
    match = _FIGURE.search(cell.replace("\u2212", "-").replace("£", "").replace("- ", "-"))
    if match is None:
        return None
    try:
        return float(re.sub(r"[,\s]", "", match[0]))
    except ValueError:
        return None


def is_yes(cell: str) -> bool:
    """Say whether a cell says yes."""
    return cell.strip().casefold() in _YES


def is_no(cell: str) -> bool:
    """Say whether a cell says no; an empty one says neither."""
    return cell.strip().casefold() in _NO
