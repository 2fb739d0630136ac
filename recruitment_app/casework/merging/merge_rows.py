"""Two cases, or two people, side by side: what each says, what is chosen, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from recruitment_app.rules.stages import EventKind, Stage, Status


@dataclass(frozen=True, slots=True)
class MergeChoices:
    """What a person chose otherwise than proposed; what is not named stays as proposed.

    ``matches`` says of people of the case that goes who they are of the case
    that stays, or that they are somebody else (None). ``theirs`` says by the
    key of a field whether the other's value is taken; ``left_out`` says by the
    key of an entry whether it is struck.
    """

    matches: Mapping[UUID, UUID | None] = field(default_factory=dict)
    theirs: Mapping[str, bool] = field(default_factory=dict)
    left_out: Mapping[UUID, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergeSide:
    """One of the two cases, as its column is headed."""

    id: UUID
    reference: str
    title: str
    stage: Stage
    status: Status
    opened_on: date
    worker: str
    is_restricted: bool
    note_count: int


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both, in words; ``value`` is what is kept when the other's is taken."""

    key: str
    name: str
    ours: str
    theirs: str
    value: str
    takes_theirs: bool

    @property
    def differs(self) -> bool:
        """Tell whether the two say different things, so that one is chosen."""
        return bool(self.ours and self.theirs) and self.ours != self.theirs


@dataclass(frozen=True, slots=True)
class DetailPair:
    """A name, address, contact or relationship, and which of the two know it."""

    kind: str
    words: str
    is_ours: bool
    is_theirs: bool


@dataclass(frozen=True, slots=True)
class PersonPair:
    """Somebody of the household that goes, and who of the one that stays they are.

    ``ours`` is None for somebody who comes in as one more. ``offers`` are those
    whom they may be.
    """

    theirs: UUID
    name: str
    standing: str
    ours: UUID | None
    ours_name: str
    offers: tuple[tuple[UUID, str], ...]
    fields: tuple[FieldPair, ...] = ()
    details: tuple[DetailPair, ...] = ()


@dataclass(frozen=True, slots=True)
class MergeEntry:
    """An entry of the united journey; ``why`` says why it is left out where that is proposed."""

    id: UUID
    kind: EventKind
    reference: str
    on: date
    what: str
    details: str
    is_double: bool
    is_left_out: bool
    why: str
    fault: str


@dataclass(frozen=True, slots=True)
class MergeView:
    """All that two cases would be as one; ``seen`` tells whether they stand as they stood.

    ``obstacles`` are sentences why they cannot be merged as chosen, ``faults``
    what of the united journey breaks a rule: it is flagged and does not stop.
    """

    stays: MergeSide
    goes: MergeSide
    facts: tuple[FieldPair, ...]
    people: tuple[PersonPair, ...]
    only_ours: tuple[str, ...]
    entries: tuple[MergeEntry, ...]
    faults: tuple[str, ...]
    bookings: tuple[str, ...]
    obstacles: tuple[str, ...]
    stage: Stage
    status: Status
    opened_on: date
    seen: int


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Two people of one case side by side, of whom the second is to become the first."""

    pair: PersonPair
    seen: int


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge that was made, as the history of the case that stays tells it."""

    id: UUID
    case_id: UUID
    what: str
    merged_at: datetime
    merged_by: str
    undone_at: datetime | None
    undone_by: str

    @property
    def is_undone(self) -> bool:
        """Tell whether it was taken back."""
        return self.undone_at is not None


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Two households that may be one: how much so, why, and which of their people are alike."""

    case_id: UUID
    reference: str
    title: str
    opened_on: date
    stage: Stage
    other_id: UUID
    other_reference: str
    other_title: str
    other_opened_on: date
    other_stage: Stage
    weight: float
    reasons: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether at least one of the two cases is open."""
        return Stage.CLOSED not in (self.stage, self.other_stage) or (
            self.stage is not self.other_stage
        )


class _Headed(Protocol):
    """What a row tells of a case."""

    id: Any
    reference: Any
    title: Any
    opened_on: Any
    stage: Any


def duplicate_row(
    one: _Headed,
    other: _Headed,
    *,
    weight: float,
    reasons: tuple[str, ...],
    people: tuple[str, ...] = (),
) -> DuplicateRow:
    """Return two cases as a line of the review list."""
    return DuplicateRow(
        one.id,
        one.reference,
        one.title,
        one.opened_on,
        one.stage,
        other.id,
        other.reference,
        other.title,
        other.opened_on,
        other.stage,
        weight,
        reasons,
        people,
    )
