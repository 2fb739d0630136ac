"""The third shape: what is written of a case in forms, what is attached, and who may write.

Revision ID: 0003
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of written forms and attachments, and let workers tell what they are."""
    _make_attachments()
    _make_written_forms()
    _make_states()
    _make_signing()
    _make_issuing()
    _make_agency_settings()
    with op.batch_alter_table("workers") as table:
        table.add_column(_words("registration_number", 60, default=""))
        table.add_column(_day("qualified_on", is_needed=False))
        table.add_column(
            sa.Column(
                "has_adoption_experience", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
        table.add_column(_words("engaged_as", 20, default="employed"))
    with op.batch_alter_table("workers") as table:
        for name, kind in (
            ("registration_number", sa.String(60)),
            ("has_adoption_experience", sa.Boolean()),
            ("engaged_as", sa.String(20)),
        ):
            table.alter_column(name, existing_type=kind, server_default=None)


def _make_attachments() -> None:
    _table(
        "attachments",
        _words("mac", 64),
        _words("kind", 20),
        _words("media_type", 60),
        sa.Column("size", sa.BigInteger(), nullable=False),
        _moment("added_at"),
        _link("added_by", "workers"),
        sa.UniqueConstraint("mac", name="uq_attachments_mac"),
    )
    op.create_table(
        "attachment_pieces",
        sa.Column("id", sa.Uuid(), nullable=False),
        _words("mac", 64),
        _number("place"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment_pieces"),
        sa.UniqueConstraint("mac", "place", name="uq_attachment_pieces_mac"),
    )
    _of_case(
        "photographs",
        _link("person_id", "people", is_needed=False),
        _link("attachment_id", "attachments"),
        _number("place"),
        _day("taken_on", is_needed=False),
        _prose("caption"),
        _flag("is_in_profile"),
        _moment("added_at"),
        _link("added_by", "workers"),
        indexed=("person_id",),
    )
    _of_case(
        "profile_consents",
        _link("person_id", "people"),
        _day("given_on"),
        _day("withdrawn_on", is_needed=False),
        _prose("how"),
        _prose("withdrawn_how"),
        _moment("recorded_at"),
        _link("recorded_by", "workers"),
        indexed=("person_id",),
    )


def _make_written_forms() -> None:
    _of_case(
        "written_forms",
        _words("form", 60),
        _words("form_version", 20),
        _number("number"),
        _flag("is_current"),
        _moment("begun_at"),
        _link("begun_by", "workers"),
        _link("author_id", "workers", is_needed=False),
        _link("supervisor_id", "workers", is_needed=False),
        _link("second_author_id", "workers", is_needed=False),
        _flag("wants_early_permanence"),
        _flag("has_second_opinion"),
        _moment("issued_at", is_needed=False),
        _link("issued_by", "workers", is_needed=False),
        _words("content_sha256", 64),
        sa.UniqueConstraint("case_id", "form", "number", name="uq_written_forms_case_id"),
    )
    op.create_index(
        "ix_written_forms_current",
        "written_forms",
        ["form", "is_current", "deleted_at", "case_id", "id"],
    )
    _of_case(
        "written_sections",
        _link("written_form_id", "written_forms"),
        _words("section", 60),
        _words("person_key", 40),
        _number("stand"),
        _number("word_count"),
        _number("row_count"),
        _words("boxes_filled", 60),
        _flag("is_not_applicable"),
        _moment("edited_at"),
        _link("edited_by", "workers"),
        sa.UniqueConstraint(
            "written_form_id",
            "section",
            "person_key",
            name="uq_written_sections_written_form_id",
        ),
    )
    op.create_index(
        "ix_written_sections_words",
        "written_sections",
        ["written_form_id", "deleted_at", "word_count"],
    )


def _make_states() -> None:
    for name in ("section_states", "confidential_states"):
        _of_case(
            name,
            _link("written_section_id", "written_sections"),
            _number("stand"),
            _prose("boxes"),
            _prose("rows"),
            _prose("not_applicable"),
            _number("word_count"),
            sa.Column("restored_from", sa.Integer(), nullable=True),
            _moment("saved_at"),
            _link("saved_by", "workers"),
            sa.UniqueConstraint(
                "written_section_id", "stand", name=f"uq_{name}_written_section_id"
            ),
        )
    _of_case(
        "case_words",
        _words("word", 120),
        _moment("added_at"),
        _link("added_by", "workers"),
    )


def _make_signing() -> None:
    _of_case(
        "finding_reasons",
        _link("written_form_id", "written_forms"),
        _number("check_number"),
        _words("finding", 200),
        _prose("reason"),
        _moment("given_at"),
        _link("given_by", "workers"),
        indexed=("written_form_id",),
    )
    _of_case(
        "report_signatures",
        _link("written_form_id", "written_forms"),
        _words("role", 40),
        _link("worker_id", "workers", is_needed=False),
        _link("person_id", "people", is_needed=False),
        _words("name", 400),
        _day("signed_on"),
        _flag("is_on_paper"),
        _flag("is_declined"),
        _prose("remark"),
        _words("content_sha256", 64),
        _moment("recorded_at"),
        _link("recorded_by", "workers"),
        indexed=("written_form_id",),
    )


def _make_issuing() -> None:
    _of_case(
        "issued_editions",
        _link("written_form_id", "written_forms"),
        _words("edition", 20),
        _prose("content"),
        _words("content_sha256", 64),
        _link("attachment_id", "attachments", is_needed=False),
        _words("pdf_sha256", 64),
        _moment("issued_at"),
        _link("issued_by", "workers"),
        _day("sent_on", is_needed=False),
        sa.UniqueConstraint(
            "written_form_id", "edition", name="uq_issued_editions_written_form_id"
        ),
    )
    _of_case(
        "report_addenda",
        _link("written_form_id", "written_forms"),
        _number("number"),
        _prose("text"),
        _words("editions", 60),
        _day("signed_on"),
        _link("signed_by", "workers"),
        _words("content_sha256", 64),
        _words("covers_sha256", 64),
        _moment("added_at"),
        sa.UniqueConstraint("written_form_id", "number", name="uq_report_addenda_written_form_id"),
    )
    _of_case(
        "report_observations",
        _link("written_form_id", "written_forms"),
        _link("person_id", "people"),
        _day("received_on"),
        _flag("is_none"),
        _moment("recorded_at"),
        _link("recorded_by", "workers"),
        indexed=("written_form_id",),
    )


def _make_agency_settings() -> None:
    _table(
        "form_changes",
        _words("form", 60),
        _number("number"),
        _prose("text"),
        _day("in_force_from"),
        _moment("written_at"),
        _link("written_by", "workers"),
        sa.UniqueConstraint("form", "number", name="uq_form_changes_form"),
    )
    _table(
        "check_settings",
        _words("name", 60),
        _prose("value"),
        _prose("reason"),
        sa.UniqueConstraint("name", name="uq_check_settings_name"),
    )


def _of_case(name: str, *parts: Any, indexed: tuple[str, ...] = ()) -> None:
    """Make a table below the case, with the indexes of its links."""
    _table(name, *parts, _link("case_id", "cases"))
    for column in ("case_id", *indexed):
        op.create_index(f"ix_{name}_{column}", name, [column], unique=False)


def _table(name: str, *parts: Any) -> None:
    """Make a business table: with its key, its version and its tombstone."""
    op.create_table(
        name,
        *(part for part in parts if isinstance(part, sa.Column)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(part for part in parts if not isinstance(part, sa.Column)),
    )


def _words(name: str, length: int, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _prose(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _day(name: str, *, is_needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=not is_needed)


def _moment(name: str, *, is_needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not is_needed)


def _link(name: str, table: str, *, is_needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=not is_needed)
