"""What the rows of the home and safety check say: what must be done, what is open, an animal."""

from collections.abc import Iterable, Mapping
from typing import Final

MUST: Final = "Must"
"""How a thing is marked that has to be done before a child comes."""


def must(row: Mapping[str, str]) -> bool:
    """Say whether a thing has to be done before a child comes; the rest is advice."""
    return row.get("need", "").strip().casefold() == MUST.casefold()


def is_open(row: Mapping[str, str]) -> bool:
    """Say whether a thing is still to be done."""
    return not row.get("done_on", "").strip()


def animal_told(row: Mapping[str, str]) -> str:
    """Return what is told of an animal but its kind, in one line."""
    names = ("animal", "age", "lives", "health", "children", "plan")
    return "; ".join(filter(None, (row.get(name, "").strip() for name in names)))


def unanswered(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Return the questions of a check that have no answer yet."""
    return tuple(row.get("item", "") for row in rows if not row.get("answer", "").strip())
