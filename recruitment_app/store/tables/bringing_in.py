"""What was brought in from files, how columns were read, and which households were merged."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.tables.foundation import Base, Kept, OfCase


class Import(Kept, Base):
    """One file that was brought in: all of it, or after an undo nothing of it.

    ``report`` is the JSON of what became of each row, for the paper that tells it;
    ``added`` that of the rows it added to cases that stood already. Whoever worked on
    its cases since stands in the audit after ``audit_seq``, the last entry before it.
    """

    __tablename__ = "imports"

    number: Mapped[int] = mapped_column(Integer, unique=True)  # what people and commands say
    file_name: Mapped[str] = mapped_column(String(255))
    mapping: Mapped[str] = mapped_column(String(120))
    brought_in_at: Mapped[datetime]
    brought_in_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    new_count: Mapped[int] = mapped_column(Integer, default=0)
    changed_count: Mapped[int] = mapped_column(Integer, default=0)
    duplicate_count: Mapped[int] = mapped_column(Integer, default=0)
    report: Mapped[str] = mapped_column(Text, default="")
    added: Mapped[str] = mapped_column(Text, default="")
    audit_seq: Mapped[int] = mapped_column(Integer, default=0)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))


class ImportMapping(Kept, Base):
    """How the columns of a kind of file are read, remembered under a name; JSON."""

    __tablename__ = "import_mappings"
    __table_args__ = (UniqueConstraint("name_fold"),)

    name: Mapped[str] = mapped_column(String(120))
    name_fold: Mapped[str] = mapped_column(String(120))
    shape: Mapped[str] = mapped_column(Text)


class Merge(OfCase, Base):
    """Two cases, or two people of one case, that were made one; the case is the one that stays.

    ``taken_back`` is the JSON of what an undo puts back.
    """

    __tablename__ = "merges"

    merged_case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    merged_person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    merged_at: Mapped[datetime]
    merged_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    taken_back: Mapped[str] = mapped_column(Text, default="")
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))


class NotTheSame(Kept, Base):
    """Two people who are alike and of whom somebody said that they are two.

    ``person_id`` is the smaller of the two keys.
    """

    __tablename__ = "not_the_same"
    __table_args__ = (
        UniqueConstraint("person_id", "other_id"),
        Index("ix_not_the_same_other_id", "other_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    other_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    said_at: Mapped[datetime]
    said_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
