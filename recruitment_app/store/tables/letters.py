"""Letters: the agency's own wording, and each letter as it was made and sent."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.tables.foundation import Base, Kept, OfCase


class LetterText(Kept, Base):
    """The agency's own wording of a letter, or of a passage that letters share, in place of ours.

    Each further one replaces the last; a letter that was made keeps what it said. A name after
    ``shipped.`` keeps ours as it was shipped when the agency worded that letter.
    """

    __tablename__ = "letter_texts"
    __table_args__ = (UniqueConstraint("name", "number"),)

    name: Mapped[str] = mapped_column(String(60))
    number: Mapped[int] = mapped_column(Integer)
    is_passage: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(300), default="")
    body: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class Letter(OfCase, Base):
    """A letter as it was made of a case; limits run from the day on which it was sent.

    ``body`` is its text, frozen; ``attachment_id`` the paper. ``event_id`` is the event of a
    joining letter, ``check_id`` the check that it asks for.
    """

    __tablename__ = "letters"
    __table_args__ = (Index("ix_letters_unsent", "deleted_at", "sent_on", "case_id"),)

    name: Mapped[str] = mapped_column(String(60), index=True)
    subject: Mapped[str] = mapped_column(String(300), default="")
    body: Mapped[str] = mapped_column(Text)
    to_name: Mapped[str] = mapped_column(String(400))
    to_address: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    way: Mapped[str] = mapped_column(String(20), default="")  # post, email, by_hand
    is_large_print: Mapped[bool] = mapped_column(default=False)
    written_on: Mapped[date]
    sent_on: Mapped[date | None]
    attachment_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachments.id"))
    promise_id: Mapped[UUID | None] = mapped_column(ForeignKey("promises.id"))
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("events.id"), index=True)
    check_id: Mapped[UUID | None] = mapped_column(ForeignKey("checks.id"), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    sent_by: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
