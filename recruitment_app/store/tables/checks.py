"""The checks of a household, their outcomes, and the referees."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.tables.foundation import Base, OfCase


class Check(OfCase, Base):
    """One check of one person, or of the household, from being asked for to being received.

    What it said stands in its outcome, a table of its own. ``about`` names the authority, employer,
    country, animal or former partner that it is about, ``about_key`` the record of that. One that
    somebody found not to be needed keeps why.
    """

    __tablename__ = "checks"
    __table_args__ = (
        Index("ix_checks_waiting", "deleted_at", "received_on", "asked_on", "case_id", "kind"),
        Index("ix_checks_valid_until", "deleted_at", "valid_until", "case_id"),
    )

    kind: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    about: Mapped[str] = mapped_column(String(400), default="")
    about_key: Mapped[str] = mapped_column(String(40), default="")
    not_needed_why: Mapped[str] = mapped_column(Text, default="")
    asked_on: Mapped[date | None]
    asked_of: Mapped[str] = mapped_column(String(400), default="")
    received_on: Mapped[date | None]
    seen_by: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    seen_on: Mapped[date | None]
    number: Mapped[str] = mapped_column(String(60), default="")
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class CheckChase(OfCase, Base):
    """That an answer was asked for again, and how."""

    __tablename__ = "check_chases"

    check_id: Mapped[UUID] = mapped_column(ForeignKey("checks.id"), index=True)
    on: Mapped[date] = mapped_column("day")
    how: Mapped[str] = mapped_column(String(60), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    chased_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    recorded_at: Mapped[datetime]


def _found_by(table: str) -> tuple[Index, ...]:
    """Return the indexes by which outcomes are found: of a check, and waiting for a decision."""
    return (
        Index(f"ix_{table}_check_id", "check_id", "deleted_at"),
        Index(f"ix_{table}_undecided", "outcome", "decision", "deleted_at", "check_id"),
    )


class _Outcome(OfCase):
    """What a check said, and what a manager decided where it said something; the last one holds."""

    check_id: Mapped[UUID] = mapped_column(ForeignKey("checks.id"))
    outcome: Mapped[str] = mapped_column(String(20))  # clear, consider, unsuitable
    words: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    decision: Mapped[str] = mapped_column(String(20), default="")  # go_on, stop
    decision_words: Mapped[str] = mapped_column(Text, default="")
    decided_on: Mapped[date | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))


class CheckOutcome(_Outcome, Base):
    """An outcome that everybody of the agency may read who sees the case."""

    __tablename__ = "check_outcomes"
    __table_args__ = _found_by("check_outcomes")


class ConfidentialOutcome(_Outcome, Base):
    """The outcome of a reference, a medical or the like: a table that has its own grants."""

    __tablename__ = "confidential_outcomes"
    __table_args__ = _found_by("confidential_outcomes")


class Referee(OfCase, Base):
    """Somebody who was named as a personal referee.

    ``knows`` is the key of the one applicant whom they know, "" where they know all.
    """

    __tablename__ = "referees"

    check_id: Mapped[UUID | None] = mapped_column(ForeignKey("checks.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(400))
    place: Mapped[int] = mapped_column(Integer, default=0)
    relation: Mapped[str] = mapped_column(String(200), default="")
    is_relative: Mapped[bool] = mapped_column(default=False)
    knows: Mapped[str] = mapped_column(String(40), default="")
    known_since: Mapped[str] = mapped_column(String(10), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(String(320), default="")


class RefereeInterview(OfCase, Base):
    """That a referee was interviewed, confirmed what was written, and what weight it has.

    What they said stands in a written form of its own (``written_form_id``).
    """

    __tablename__ = "referee_interviews"

    referee_id: Mapped[UUID] = mapped_column(ForeignKey("referees.id"), index=True)
    written_form_id: Mapped[UUID | None] = mapped_column(ForeignKey("written_forms.id"))
    held_on: Mapped[date]
    minutes: Mapped[int | None] = mapped_column(Integer)
    venue: Mapped[str] = mapped_column(String(300), default="")
    is_alone: Mapped[bool] = mapped_column(default=False)
    interviewed_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    confirmed_on: Mapped[date | None]
    confirmed_how: Mapped[str] = mapped_column(String(60), default="")
    weight: Mapped[str] = mapped_column(Text, default="")
    weighed_on: Mapped[date | None]
    weighed_by: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
