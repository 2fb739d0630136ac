"""The file of a case as one timeline: what was noted, recorded, visited, checked and attached.

Of a long case thousands of lines are read at once, each as the database gives it; one is made a
row when it is shown or searched.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from recruitment_app.store.search import fold


class Group(StrEnum):
    """What a line of the timeline belongs to, as far as a person filters it."""

    NOTES = "notes"
    MEETINGS = "meetings"
    JOURNEY = "journey"
    VISITS = "visits"
    CHECKS = "checks"
    DOCUMENTS = "documents"
    LETTERS = "letters"
    PROMISES = "promises"


class Source(StrEnum):
    """Which record a line tells of."""

    NOTE = "note"
    EVENT = "event"
    VISIT = "visit"
    CHECK = "check"
    REFEREE = "referee"
    DOCUMENT = "document"
    LETTER = "letter"
    ATTENDANCE = "attendance"
    PROMISE = "promise"
    SUPERVISION = "supervision"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line: the day it is about, what it is, its words, and who recorded it when.

    ``id`` is the key of the record that it tells of. ``remark`` says why an entry was struck.
    """

    id: UUID
    source: Source
    group: Group
    on: date
    what: str
    heading: str
    text: str
    by: str
    at: datetime
    is_struck: bool = False
    is_confidential: bool = False
    remark: str = ""
    kind: str = ""
    """The code of a note's kind."""

    @property
    def title(self) -> str:
        """The heading, or where there is none the beginning of what was written."""
        return self.heading or " ".join(self.text[:_BEGINNING].split())


_BEGINNING: Final = 400

Line = tuple[Any, Any, Group, Any, Callable[[Any], TimelineRow], Any]
"""A day, a moment, a group, who, what makes it a row, and the columns; as the database has them."""

_IN_ORDER: Final = itemgetter(0, 1)
_GROUP: Final = itemgetter(2)
_BY: Final = 3
_TELL: Final = 4
_COLUMNS: Final = 5


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What is wanted of a timeline; what is empty asks nothing."""

    group: Group | None = None
    by: UUID | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lines of a case that a person may read, the latest first."""

    lines: Sequence[Line] = field(repr=False)
    workers: Mapping[str, str] = field(repr=False)
    """Everybody of the agency by the digits of their key."""
    folded: dict[int, str] = field(default_factory=dict, repr=False, compare=False)
    """The words of lines that were searched before, by the key of their columns."""

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[TimelineRow]:
        return (line[_TELL](line[_COLUMNS]) for line in self.lines)

    def row(self, at: int) -> TimelineRow:
        """Return one line, from the latest, as it is shown."""
        line = self.lines[at]
        return line[_TELL](line[_COLUMNS])

    def place_of(self, record_id: UUID) -> int | None:
        """Return where the latest line of a record stands, if it has one here."""
        return next((at for at, row in enumerate(self) if row.id == record_id), None)

    def counts(self) -> Mapping[Group, int]:
        """Return how many lines each group has."""
        found: dict[Group, int] = dict.fromkeys(Group, 0)
        for group in map(_GROUP, self.lines):
            found[group] += 1
        return found

    def authors(self) -> list[tuple[UUID, str]]:
        """Return who recorded anything, by name."""
        keys = {line[_BY] for line in self.lines if line[_BY] is not None}
        named = [(key, self.workers.get(key.hex, "")) for key in map(key_of, keys)]
        return sorted(named, key=itemgetter(1))

    def wanted(self, asked: TimelineFilter) -> "Timeline":
        """Return the lines that a filter leaves in; every word asked for begins one of theirs."""
        lines = self.lines
        if asked.group is not None:
            lines = [line for line in lines if line[2] is asked.group]
        if asked.by is not None:
            lines = [line for line in lines if line[_BY] and key_of(line[_BY]) == asked.by]
        words = [f" {word}" for word in fold(asked.words).split()]
        if words:
            lines = [line for line in lines if all(word in self._folded(line) for word in words)]
        return Timeline(lines, self.workers, self.folded)

    def _folded(self, line: Line) -> str:
        key = id(line)
        found = self.folded.get(key)
        if found is None:
            row = line[_TELL](line[_COLUMNS])
            told = f"{row.what} {row.heading} {row.text} {row.by} {row.remark}"
            found = self.folded[key] = f" {fold(told)}"
        return found


def in_order(lines: list[Line]) -> list[Line]:
    """Return lines with the latest day first, and of one day what was recorded last."""
    lines.sort(key=_IN_ORDER, reverse=True)
    return lines


def key_of(told: Any) -> UUID:
    """Return a key, as a file or a server gives it."""
    return told if isinstance(told, UUID) else UUID(told)


def day_of(told: Any) -> date:
    """Return a day, as a file or a server gives it."""
    return told if isinstance(told, date) else date.fromisoformat(told)


def moment_of(told: Any) -> datetime:
    """Return a moment, as a file or a server gives it."""
    moment = told if isinstance(told, datetime) else datetime.fromisoformat(told)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
