"""What is kept beside the tables: files in their sealed store, and the photographs of a case."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.tables.foundation import Base, Kept, OfCase


class Attachment(Kept, Base):
    """A file that lies sealed beside the store, under a name that only its key can tell.

    ``mac`` is the keyed hash of its content and its name on the disk, ``sealed_key`` the key it
    is sealed with, itself sealed by the store's.
    """

    __tablename__ = "attachments"
    __table_args__ = (UniqueConstraint("mac"),)

    mac: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))  # photograph, edition
    media_type: Mapped[str] = mapped_column(String(60))
    size: Mapped[int] = mapped_column(BigInteger)
    sealed_key: Mapped[str] = mapped_column(String(400), default="")
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class Photograph(OfCase, Base):
    """A photograph of a household or of one of them; taking it off leaves its tombstone."""

    __tablename__ = "photographs"

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachments.id"))
    place: Mapped[int] = mapped_column(Integer, default=0)
    taken_on: Mapped[date | None]
    caption: Mapped[str] = mapped_column(Text, default="")
    is_in_profile: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class ProfileConsent(OfCase, Base):
    """That an applicant agreed to a profile without names being shown, and since when not."""

    __tablename__ = "profile_consents"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    given_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
