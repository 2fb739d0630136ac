"""The dry run of a file: what each row is, what would come in, and what it would add."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from recruitment_app.casework.importing.import_manner import Manner
from recruitment_app.exchange.incoming import Incoming, IncomingCase, Unknown
from recruitment_app.exchange.layouts import Layout
from recruitment_app.rules.stages import Event
from recruitment_app.store.audit import Head

Progress = Callable[[int, int, str], None]
"""Hears how much is done, of how much, and of what; it may raise to stop the work there."""


def quietly(_done: int, _of: int, _sentence: str = "") -> None:
    """Tell nobody how far the work is."""


class Verdict(StrEnum):
    """What a row of a file is.

    A changed row is a certain duplicate that says more than is recorded, or
    something else: what is recorded stays, and the rest is added.
    """

    NEW = "new"
    CHANGED = "changed"
    DUPLICATE = "duplicate"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What becomes of one row.

    ``of`` names the case, or the earlier row, that a certain duplicate repeats;
    ``like`` those that a new one may be. ``why`` is a sentence without values,
    and ``column`` the heading that it is about.
    """

    row: int
    verdict: Verdict
    of: str = ""
    why: str = ""
    column: str = ""
    like: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case that comes in: to whom it is allocated, and which it may be a duplicate of.

    ``like`` holds references of the store, or "row 7" for a case of the same file.
    """

    case: IncomingCase = field(repr=False)
    worker_id: UUID | None = None
    like: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class More:
    """What a certain duplicate says that is not recorded yet.

    ``contacts`` are the place of the applicant, the kind and the value of each;
    ``postcode`` is added where none is recorded, with the lines of ``address``.
    ``remarks`` are kept as a note: what the file says otherwise than the record,
    and its free text. ``words`` and ``otherwise`` name both without values.
    """

    events: tuple[Event, ...] = field(default=(), repr=False)
    contacts: tuple[tuple[int, str, str], ...] = field(default=(), repr=False)
    postcode: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    remarks: tuple[str, ...] = field(default=(), repr=False)
    words: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Return what is added and what stands otherwise, in a sentence or two."""
        told = []
        if self.words:
            told.append(f"Adds {', '.join(self.words)}.")
        if self.otherwise:
            told.append(f"Differs from what is recorded, which stays: {', '.join(self.otherwise)}.")
        return " ".join(told)

    def __bool__(self) -> bool:
        return bool(self.words or self.otherwise)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The dry run of one file: every row's verdict, and the spellings that need an answer.

    ``changed`` holds by case what is added to cases that stand already, in the
    order of the file. ``incoming`` is the file as it was read, with its cells by
    row and column; ``layout`` says how, where no fixed mapping was named, and
    ``manner`` tells it in words for the report.
    """

    mapping: str
    rows: tuple[PlannedRow, ...]
    unknown: tuple[Unknown, ...]
    ignored: tuple[str, ...]
    incoming: Incoming = field(repr=False)
    new: tuple[NewCase, ...] = field(repr=False, default=())
    changed: tuple[tuple[UUID, More], ...] = field(repr=False, default=())
    seen: Head | None = field(repr=False, default=None)
    file_name: str = ""
    layout: Layout | None = field(repr=False, default=None)
    manner: Manner = field(repr=False, default=())

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have a verdict; one that is wrong in two cells is one row."""
        return len({row.row for row in self.rows if row.verdict is verdict})

    @property
    def may_go_ahead(self) -> bool:
        """Tell whether every row is new or a certain duplicate, and every spelling known."""
        return not self.unknown and not self.count(Verdict.WRONG)

    @property
    def sentence(self) -> str:
        """Return what the dry run found, in a sentence or two."""
        changed = self.count(Verdict.CHANGED)
        told = (
            f"Rows: {self.count(Verdict.NEW)} new, {f'{changed} changed, ' if changed else ''}"
            f"{self.count(Verdict.DUPLICATE)} certain duplicates,"
            f" {self.count(Verdict.WRONG)} wrong."
        )
        if self.unknown:
            told += f" These spellings are not known and need an answer: {self.spellings}."
        if self.ignored:
            told += f" These columns are not read: {', '.join(self.ignored)}."
        return told

    @property
    def spellings(self) -> str:
        """Return the spellings that need an answer, each with its column."""
        return "; ".join(f"“{each.spelling}” under {each.column}" for each in self.unknown)
