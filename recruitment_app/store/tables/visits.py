"""Visits to a household: planned, held, who was seen and how, and what was noted."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.tables.foundation import Base, OfCase


class Visit(OfCase, Base):
    """A visit or a meeting with a household, planned, held or called off.

    ``plan_form_id`` is the Stage Two plan that it was planned from, ``plan_row`` the session there.
    """

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_planned", "deleted_at", "held_on", "called_off_on", "planned_on"),
        Index("ix_visits_follow_up", "deleted_at", "followed_up_on", "follow_up_on"),
    )

    kind: Mapped[str] = mapped_column(String(60))
    planned_on: Mapped[date | None]
    starts: Mapped[str] = mapped_column(String(5), default="")  # 18:30, local time
    held_on: Mapped[date | None]
    minutes: Mapped[int | None] = mapped_column(Integer)
    venue: Mapped[str] = mapped_column(String(300), default="")
    worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"), index=True)
    focus: Mapped[str] = mapped_column(Text, default="")
    home_was_seen: Mapped[bool] = mapped_column(default=False)
    was_unannounced: Mapped[bool] = mapped_column(default=False)
    observations: Mapped[str] = mapped_column(Text, default="")
    follow_up: Mapped[str] = mapped_column(Text, default="")
    follow_up_on: Mapped[date | None]
    followed_up_on: Mapped[date | None]
    called_off_on: Mapped[date | None]
    called_off_why: Mapped[str] = mapped_column(Text, default="")
    plan_form_id: Mapped[UUID | None] = mapped_column(ForeignKey("written_forms.id"))
    plan_row: Mapped[str] = mapped_column(String(40), default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class VisitPerson(OfCase, Base):
    """Who is to be seen at a visit, and who was: alone, or together with others."""

    __tablename__ = "visit_people"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    is_alone: Mapped[bool] = mapped_column(default=False)
    was_seen: Mapped[bool | None]


class VisitNote(OfCase, Base):
    """Something noted at a visit, with the section of the report that it belongs to."""

    __tablename__ = "visit_notes"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    section: Mapped[str] = mapped_column(String(60), default="")
    person_key: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
