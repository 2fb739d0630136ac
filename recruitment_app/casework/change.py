"""What an act altered, so that each page can tell whether it must look again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Touched(StrEnum):
    """A part of what is shown."""

    CASES = "cases"
    JOURNEY = "journey"
    DIARY = "diary"
    PEOPLE = "people"
    NOTES = "notes"
    EVENTS = "events"
    PROGRESS = "progress"
    SETTINGS = "settings"
    DUPLICATES = "duplicates"
    REPORT = "report"
    CHECKS = "checks"
    DOCUMENTS = "documents"
    VISITS = "visits"
    TASKS = "tasks"
    SUPERVISION = "supervision"
    VIEWS = "views"
    SOURCES = "sources"
    LETTERS = "letters"


STEP = frozenset({Touched.CASES, Touched.JOURNEY, Touched.DIARY, Touched.PROGRESS})


@dataclass(frozen=True, slots=True)
class Change:
    """The result of one act: which case, what was touched, and a sentence for the person.

    ``record_id`` is the row that the act made, where a page may want to show it; ``record_ids``
    are all of them where it made several.
    ``undone_by`` names the dialog of the act that takes this one back, where it asks anything;
    ``undo`` is that act itself, told the store alone, where it asks nothing.
    """

    case_id: UUID | None
    touched: frozenset[Touched]
    sentence: str
    record_id: UUID | None = None
    undone_by: str = ""
    undo: "Callable[..., Change] | None" = field(default=None, compare=False)
    record_ids: tuple[UUID, ...] = ()


def together(changes: Iterable[Change], sentence: str) -> Change:
    """Return one change for several acts done in one transaction."""
    every = list(changes)
    cases = {change.case_id for change in every}
    return Change(
        next(iter(cases)) if len(cases) == 1 else None,
        frozenset[Touched]().union(*(change.touched for change in every)),
        sentence,
    )
