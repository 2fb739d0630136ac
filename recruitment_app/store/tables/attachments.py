"""What is kept beside the tables: files in their sealed store, and the photographs of a case."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.ids import new_id
from recruitment_app.store.tables.foundation import Base, Kept, OfCase


class Attachment(Kept, Base):
    """A file that lies sealed beside the store, under a name that only the store's key can tell.

    ``mac`` is that name, the keyed hash of its content; ``size`` is in bytes of the content.
    """

    __tablename__ = "attachments"
    __table_args__ = (UniqueConstraint("mac"),)

    mac: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))  # photograph, edition, document, letter
    media_type: Mapped[str] = mapped_column(String(60))
    size: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class AttachmentPiece(Base):
    """A piece of a file in a store on a server, which has no folder to lay it beside."""

    __tablename__ = "attachment_pieces"
    __table_args__ = (UniqueConstraint("mac", "place"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    mac: Mapped[str] = mapped_column(String(64))
    place: Mapped[int] = mapped_column(Integer)
    content: Mapped[bytes] = mapped_column(LargeBinary)


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
    how: Mapped[str] = mapped_column(Text, default="")
    withdrawn_how: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
