"""A case, its dated events, clocks and notes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.rules.stages import EventKind, Stage, Status
from recruitment_app.store.tables.foundation import Base, Kept, OfCase

LISTED_BY = (
    "reference_number",
    "title_fold",
    "stage",
    "status",
    "opened_on",
    "worker_id",
    "source",
    "next_due_on",
)
"""The columns that the list of cases is sorted by, each with an index of its own."""

_ASKED_OF_EACH = ("reference_number", "deleted_at", "is_restricted", "stage", "status")

_LOOKED_THROUGH = ("opened_on", "registered_on", "reference_number", "is_restricted", "worker_id")
"""What Today asks of every case in hand: it reads their index and none of their rows."""


def _listed_by(column: str) -> Index:
    """Return the index of an order, with all that is asked of the cases it passes by."""
    rest = (each for each in _ASKED_OF_EACH if each != column)
    return Index(f"ix_cases_by_{column}", column, *rest)


class Case(Kept, Base):
    """A household on its way: one or two applicants, with stage and status read from its events."""

    __tablename__ = "cases"
    __table_args__ = (
        *(_listed_by(column) for column in LISTED_BY),
        Index("ix_cases_approved_on", "approved_on", "deleted_at"),  # so do approvals by month
        Index("ix_cases_worker_stage", "worker_id", "stage", "deleted_at"),  # counts read it alone
        Index("ix_cases_in_hand", "stage", "deleted_at", "id", *_LOOKED_THROUGH),
        UniqueConstraint("agency_id", "reference"),
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id"))
    worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    is_restricted: Mapped[bool] = mapped_column(default=False)
    reference: Mapped[str] = mapped_column(String(20))
    reference_number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(400), default="")
    title_fold: Mapped[str] = mapped_column(String(400), default="")
    source: Mapped[str] = mapped_column(String(60), default="")
    channel: Mapped[str] = mapped_column(String(60), default="")
    campaign_id: Mapped[UUID | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("events.id"), index=True)
    couple_status: Mapped[str] = mapped_column(String(60), default="")
    family_identifier: Mapped[str] = mapped_column(String(60), default="", index=True)
    imported_from: Mapped[str] = mapped_column(String(60), default="")
    import_id: Mapped[UUID | None] = mapped_column(ForeignKey("imports.id"), index=True)
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    possible_duplicate_of: Mapped[str] = mapped_column(String(200), default="", index=True)
    opened_on: Mapped[date]
    # read from the events, written with them, and read again by `check`
    stage: Mapped[Stage]
    status: Mapped[Status]
    closing_reason: Mapped[str] = mapped_column(String(60), default="")
    left_from: Mapped[Stage | None]
    registered_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    is_fast_track: Mapped[bool] = mapped_column(default=False)
    fault_count: Mapped[int] = mapped_column(Integer, default=0, index=True)
    next_due_on: Mapped[date | None]
    next_limit: Mapped[str] = mapped_column(String(8), default="")


class CaseEvent(OfCase, Base):
    """What happened on a day. A mistaken entry is struck, never changed or removed."""

    __tablename__ = "case_events"
    __table_args__ = (
        Index("ix_case_events_kind_day", "kind", "day", "case_id", "struck_at"),  # spoken with
    )

    kind: Mapped[EventKind]
    on: Mapped[date] = mapped_column("day")
    place: Mapped[int] = mapped_column(Integer)
    facts: Mapped[dict[str, str]] = mapped_column(default=dict)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_events.id"))
    struck_at: Mapped[datetime | None]
    struck_by: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    struck_why: Mapped[str] = mapped_column(Text, default="")


class CaseClock(OfCase, Base):
    """A clock as far as it does not depend on today; states are told when it is read."""

    __tablename__ = "case_clocks"
    __table_args__ = (
        UniqueConstraint("case_id", "limit_id"),
        Index(
            "ix_case_clocks_open",
            "met_on",
            "ended_on",
            "due_on",
            "limit_id",
            "case_id",
            "trigger_on",
        ),
    )

    limit_id: Mapped[str] = mapped_column(String(8))
    trigger_on: Mapped[date]
    due_on: Mapped[date | None]
    first_due_on: Mapped[date | None]
    met_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class Note(OfCase, Base):
    """A note or a contact, added once and never altered; a correction is a further note."""

    __tablename__ = "notes"
    __table_args__ = (
        Index("ix_notes_kind_day", "kind", "day", "case_id", "deleted_at"),  # who was spoken with
    )

    kind: Mapped[str] = mapped_column(String(60))
    on: Mapped[date] = mapped_column("day", index=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("notes.id"))
