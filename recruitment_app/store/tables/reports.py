"""What is written of a case in a form: its sections, their history, signatures and editions."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.tables.foundation import Base, Kept, OfCase


class WrittenForm(OfCase, Base):
    """One form as it is written of a case: the report, or a plan; each version of its own.

    The current one is what is worked on and shown first; an earlier version, or one that came
    with a merge, is not. Once issued it is frozen: ``content_sha256`` is that of its content.
    """

    __tablename__ = "written_forms"
    __table_args__ = (
        UniqueConstraint("case_id", "form", "subject_key", "number"),
        Index("ix_written_forms_current", "form", "is_current", "deleted_at", "case_id", "id"),
    )

    form: Mapped[str] = mapped_column(String(60))
    form_version: Mapped[str] = mapped_column(String(20))
    subject_key: Mapped[str] = mapped_column(String(40), default="")  # whom it is about: a referee
    number: Mapped[int] = mapped_column(Integer)
    is_current: Mapped[bool] = mapped_column(default=True)
    begun_at: Mapped[datetime]
    begun_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    supervisor_id: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    second_author_id: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    wants_early_permanence: Mapped[bool] = mapped_column(default=False)
    has_second_opinion: Mapped[bool] = mapped_column(default=False)
    issued_at: Mapped[datetime | None]
    issued_by: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    content_sha256: Mapped[str] = mapped_column(String(64), default="")


class WrittenSection(OfCase, Base):
    """A section of a written form, for one person or for all; what stands in it is its last state.

    ``person_key`` is the person's key as text, "" where the section is for all. Nobody counts the
    words again for a list: they are kept here, and an index holds them.
    """

    __tablename__ = "written_sections"
    __table_args__ = (
        UniqueConstraint("written_form_id", "section", "person_key"),
        Index("ix_written_sections_words", "written_form_id", "deleted_at", "word_count"),
    )

    written_form_id: Mapped[UUID] = mapped_column(ForeignKey("written_forms.id"))
    section: Mapped[str] = mapped_column(String(60))
    person_key: Mapped[str] = mapped_column(String(40), default="")
    stand: Mapped[int] = mapped_column(Integer)
    word_count: Mapped[int] = mapped_column(Integer, default=0)
    row_count: Mapped[int] = mapped_column(Integer, default=0)
    boxes_filled: Mapped[str] = mapped_column(String(60), default="")
    is_not_applicable: Mapped[bool] = mapped_column(default=False)
    edited_at: Mapped[datetime]
    edited_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class _State(OfCase):
    """What stood in a section from a saved moment on, written once and never altered.

    ``boxes`` is a JSON object of the prose of each box, ``rows`` a JSON list of the texts of each
    row by column. The state of the highest stand is the one that holds.
    """

    written_section_id: Mapped[UUID] = mapped_column(ForeignKey("written_sections.id"))
    stand: Mapped[int] = mapped_column(Integer)
    boxes: Mapped[str] = mapped_column(Text, default="")
    rows: Mapped[str] = mapped_column(Text, default="")
    not_applicable: Mapped[str] = mapped_column(Text, default="")
    word_count: Mapped[int] = mapped_column(Integer, default=0)
    restored_from: Mapped[int | None] = mapped_column(Integer)
    saved_at: Mapped[datetime]
    saved_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class SectionState(_State, Base):
    """A saved state of a section that everybody of the agency may read who sees the case."""

    __tablename__ = "section_states"
    __table_args__ = (UniqueConstraint("written_section_id", "stand"),)


class ConfidentialState(_State, Base):
    """A saved state of a section of the confidential addendum: a table that has its own grants."""

    __tablename__ = "confidential_states"
    __table_args__ = (UniqueConstraint("written_section_id", "stand"),)


class CaseWord(OfCase, Base):
    """A word that the spelling takes as right in one case, such as a name."""

    __tablename__ = "case_words"

    word: Mapped[str] = mapped_column(String(120))
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class FindingReason(OfCase, Base):
    """Why a finding of the checks was left as it is; ``finding`` tells one finding from another."""

    __tablename__ = "finding_reasons"

    written_form_id: Mapped[UUID] = mapped_column(ForeignKey("written_forms.id"), index=True)
    check: Mapped[int] = mapped_column("check_number", Integer)
    finding: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime]
    given_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class ReportSignature(OfCase, Base):
    """A signature under a written form, given to the content of one hash and to no other."""

    __tablename__ = "report_signatures"

    written_form_id: Mapped[UUID] = mapped_column(ForeignKey("written_forms.id"), index=True)
    role: Mapped[str] = mapped_column(String(40))  # forms.definition.Writer
    worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(400))
    signed_on: Mapped[date]
    is_on_paper: Mapped[bool] = mapped_column(default=False)
    is_declined: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(Text, default="")
    content_sha256: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class IssuedEdition(OfCase, Base):
    """An edition as it was issued: its content, the hash of that, and the paper itself."""

    __tablename__ = "issued_editions"
    __table_args__ = (UniqueConstraint("written_form_id", "edition"),)

    written_form_id: Mapped[UUID] = mapped_column(ForeignKey("written_forms.id"))
    edition: Mapped[str] = mapped_column(String(20))  # forms.definition.Edition
    content: Mapped[str] = mapped_column(Text)
    content_sha256: Mapped[str] = mapped_column(String(64))
    attachment_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachments.id"))
    pdf_sha256: Mapped[str] = mapped_column(String(64), default="")
    issued_at: Mapped[datetime]
    issued_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    sent_on: Mapped[date | None]


class ReportAddendum(OfCase, Base):
    """What changed after a form was issued: signed and dated, added once and never altered.

    ``covers_sha256`` is the hash of text and record as they were then: it tells of that state
    and of no later one.
    """

    __tablename__ = "report_addenda"
    __table_args__ = (UniqueConstraint("written_form_id", "number"),)

    written_form_id: Mapped[UUID] = mapped_column(ForeignKey("written_forms.id"))
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)  # prose JSON
    editions: Mapped[str] = mapped_column(String(60))  # which it goes with, by a comma
    signed_on: Mapped[date]
    signed_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    content_sha256: Mapped[str] = mapped_column(String(64))
    covers_sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]


class ReportObservation(OfCase, Base):
    """That an applicant's observations came, or that none did; their words stand in a section."""

    __tablename__ = "report_observations"

    written_form_id: Mapped[UUID] = mapped_column(ForeignKey("written_forms.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    received_on: Mapped[date]
    is_none: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class FormChange(Kept, Base):
    """An agency's own changes to a shipped form, as TOML; each further one replaces the last."""

    __tablename__ = "form_changes"
    __table_args__ = (UniqueConstraint("form", "number"),)

    form: Mapped[str] = mapped_column(String(60))
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    in_force_from: Mapped[date]
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class CheckSetting(Kept, Base):
    """A threshold or word list of the report's checks that the agency set in place of ours."""

    __tablename__ = "check_settings"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
