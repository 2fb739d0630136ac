"""The work itself: tasks, promises, supervision, saved views, and the documents of a case."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.tables.foundation import Base, Kept, OfCase


class Task(Kept, Base):
    """Something that one of the agency's people is to do, of a case or not."""

    __tablename__ = "tasks"
    __table_args__ = (Index("ix_tasks_open", "worker_id", "deleted_at", "done_on", "due_on"),)

    worker_id: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    what: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class Promise(OfCase, Base):
    """What a family was told that they would hear, and by when: "you will hear from us by"."""

    __tablename__ = "promises"
    __table_args__ = (Index("ix_promises_open", "deleted_at", "kept_on", "by_on", "case_id"),)

    what: Mapped[str] = mapped_column(Text)
    by_on: Mapped[date]
    promised_on: Mapped[date]
    promised_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    kept_on: Mapped[date | None]
    kept_words: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]


class Supervision(Kept, Base):
    """A supervision of one worker by a manager: frozen as a paper once both have signed."""

    __tablename__ = "supervisions"

    worker_id: Mapped[UUID] = mapped_column(ForeignKey("workers.id"), index=True)
    supervisor_id: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    held_on: Mapped[date]
    next_on: Mapped[date | None]
    remarks: Mapped[str] = mapped_column(Text, default="")
    worker_signed_on: Mapped[date | None]
    supervisor_signed_on: Mapped[date | None]
    recorded_at: Mapped[datetime]


class SupervisionLine(OfCase, Base):
    """What was said and decided of one case in a supervision."""

    __tablename__ = "supervision_lines"

    supervision_id: Mapped[UUID] = mapped_column(ForeignKey("supervisions.id"), index=True)
    drift: Mapped[str] = mapped_column(Text, default="")
    narrative: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]


class CaseDocument(OfCase, Base):
    """A document of a case; its bytes lie sealed beside the store.

    ``record_key`` is the key of the check, visit or hold that it is evidence of.
    """

    __tablename__ = "case_documents"

    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachments.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    file_name: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(60), default="")
    dated_on: Mapped[date | None]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    record_key: Mapped[str] = mapped_column(String(40), default="", index=True)
    is_confidential: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class SavedView(Kept, Base):
    """A list with its filters, order and columns, kept under a name; JSON."""

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("worker_id", "page", "name_fold"),)

    worker_id: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    page: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    name_fold: Mapped[str] = mapped_column(String(120))
    shape: Mapped[str] = mapped_column(Text)
    is_shared: Mapped[bool] = mapped_column(default=False)
    place: Mapped[int] = mapped_column(Integer, default=0)
