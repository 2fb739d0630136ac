"""What the store keeps about itself: search, the audit chain and unsaved typing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.ids import new_id
from recruitment_app.store.tables.foundation import Base


class SearchEntry(Base):
    """One searchable text; the full-text index lies over it by its own integer key."""

    __tablename__ = "search_entries"

    fts_rowid: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    kind: Mapped[str] = mapped_column(String(20))  # case, person, note
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    record_id: Mapped[UUID] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)
    text_fold: Mapped[str] = mapped_column(Text)


class AuditEntry(Base):
    """One link of the chain: what one act changed, with old and new values."""

    __tablename__ = "audit_entries"
    __table_args__ = (UniqueConstraint("stream", "seq"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    stream: Mapped[UUID]
    seq: Mapped[int] = mapped_column(Integer, index=True)
    at: Mapped[datetime]
    by_id: Mapped[UUID | None]
    act: Mapped[str] = mapped_column(String(80))
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    payload: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Draft(Base):
    """Typing that has not been saved as an act yet."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("worker_id", "spot"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    worker_id: Mapped[UUID]
    spot: Mapped[str] = mapped_column(String(200))  # the page and the case where it was typed
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
