"""The frozen records of sessions, limits, codes and settings that screens show."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit as the agency has it beside what was shipped."""

    id: str
    title: str
    trigger: str
    figure: str
    shipped_figure: str
    number: int | None
    unit: str
    inclusive: bool
    force: str
    who: str
    source: str
    certainty: str
    valid_from: date | None
    is_followed: bool
    is_on: bool
    is_overridden: bool
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code of a list, shipped or the agency's own."""

    list_name: str
    code: str
    label: str
    is_retired: bool
    is_own: bool
    owner: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """The target of one recruitment year."""

    year_starts_on: date
    label: str
    approvals: int


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """The agency and its settings."""

    id: UUID
    name: str
    address: str
    reference_prefix: str
    year_starts_month: int
    year_starts_day: int
    backup_folder: str
    sample_today: date | None
    own_days: tuple[tuple[date, str], ...]
    targets: tuple[TargetRow, ...]
    version: int
