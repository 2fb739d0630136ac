"""The third shape: what is written of a case in forms, what is attached, and who may write.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

from recruitment_app.store.migrations.parts import (
    day,
    flag,
    link,
    moment,
    number,
    of_case,
    prose,
    table,
    words,
)

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
    with op.batch_alter_table("workers") as workers:
        workers.add_column(words("registration_number", 60, default=""))
        workers.add_column(day("qualified_on", is_needed=False))
        workers.add_column(
            sa.Column(
                "has_adoption_experience", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
        workers.add_column(words("engaged_as", 20, default="employed"))
    with op.batch_alter_table("workers") as workers:
        for name, kind in (
            ("registration_number", sa.String(60)),
            ("has_adoption_experience", sa.Boolean()),
            ("engaged_as", sa.String(20)),
        ):
            workers.alter_column(name, existing_type=kind, server_default=None)


def _make_attachments() -> None:
    table(
        "attachments",
        words("mac", 64),
        words("kind", 20),
        words("media_type", 60),
        sa.Column("size", sa.BigInteger(), nullable=False),
        moment("added_at"),
        link("added_by", "workers"),
        sa.UniqueConstraint("mac", name="uq_attachments_mac"),
    )
    op.create_table(
        "attachment_pieces",
        sa.Column("id", sa.Uuid(), nullable=False),
        words("mac", 64),
        number("place"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment_pieces"),
        sa.UniqueConstraint("mac", "place", name="uq_attachment_pieces_mac"),
    )
    of_case(
        "photographs",
        link("person_id", "people", is_needed=False),
        link("attachment_id", "attachments"),
        number("place"),
        day("taken_on", is_needed=False),
        prose("caption"),
        flag("is_in_profile"),
        moment("added_at"),
        link("added_by", "workers"),
        indexed=("person_id",),
    )
    of_case(
        "profile_consents",
        link("person_id", "people"),
        day("given_on"),
        day("withdrawn_on", is_needed=False),
        prose("how"),
        prose("withdrawn_how"),
        moment("recorded_at"),
        link("recorded_by", "workers"),
        indexed=("person_id",),
    )


def _make_written_forms() -> None:
    of_case(
        "written_forms",
        words("form", 60),
        words("form_version", 20),
        number("number"),
        flag("is_current"),
        moment("begun_at"),
        link("begun_by", "workers"),
        link("author_id", "workers", is_needed=False),
        link("supervisor_id", "workers", is_needed=False),
        link("second_author_id", "workers", is_needed=False),
        flag("wants_early_permanence"),
        flag("has_second_opinion"),
        moment("issued_at", is_needed=False),
        link("issued_by", "workers", is_needed=False),
        words("content_sha256", 64),
        sa.UniqueConstraint("case_id", "form", "number", name="uq_written_forms_case_id"),
    )
    op.create_index(
        "ix_written_forms_current",
        "written_forms",
        ["form", "is_current", "deleted_at", "case_id", "id"],
    )
    of_case(
        "written_sections",
        link("written_form_id", "written_forms"),
        words("section", 60),
        words("person_key", 40),
        number("stand"),
        number("word_count"),
        number("row_count"),
        words("boxes_filled", 60),
        flag("is_not_applicable"),
        moment("edited_at"),
        link("edited_by", "workers"),
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
        of_case(
            name,
            link("written_section_id", "written_sections"),
            number("stand"),
            prose("boxes"),
            prose("rows"),
            prose("not_applicable"),
            number("word_count"),
            sa.Column("restored_from", sa.Integer(), nullable=True),
            moment("saved_at"),
            link("saved_by", "workers"),
            sa.UniqueConstraint(
                "written_section_id", "stand", name=f"uq_{name}_written_section_id"
            ),
        )
    of_case(
        "case_words",
        words("word", 120),
        moment("added_at"),
        link("added_by", "workers"),
    )


def _make_signing() -> None:
    of_case(
        "finding_reasons",
        link("written_form_id", "written_forms"),
        number("check_number"),
        words("finding", 200),
        prose("reason"),
        moment("given_at"),
        link("given_by", "workers"),
        indexed=("written_form_id",),
    )
    of_case(
        "report_signatures",
        link("written_form_id", "written_forms"),
        words("role", 40),
        link("worker_id", "workers", is_needed=False),
        link("person_id", "people", is_needed=False),
        words("name", 400),
        day("signed_on"),
        flag("is_on_paper"),
        flag("is_declined"),
        prose("remark"),
        words("content_sha256", 64),
        moment("recorded_at"),
        link("recorded_by", "workers"),
        indexed=("written_form_id",),
    )


def _make_issuing() -> None:
    of_case(
        "issued_editions",
        link("written_form_id", "written_forms"),
        words("edition", 20),
        prose("content"),
        words("content_sha256", 64),
        link("attachment_id", "attachments", is_needed=False),
        words("pdf_sha256", 64),
        moment("issued_at"),
        link("issued_by", "workers"),
        day("sent_on", is_needed=False),
        sa.UniqueConstraint(
            "written_form_id", "edition", name="uq_issued_editions_written_form_id"
        ),
    )
    of_case(
        "report_addenda",
        link("written_form_id", "written_forms"),
        number("number"),
        prose("text"),
        words("editions", 60),
        day("signed_on"),
        link("signed_by", "workers"),
        words("content_sha256", 64),
        words("covers_sha256", 64),
        moment("added_at"),
        sa.UniqueConstraint("written_form_id", "number", name="uq_report_addenda_written_form_id"),
    )
    of_case(
        "report_observations",
        link("written_form_id", "written_forms"),
        link("person_id", "people"),
        day("received_on"),
        flag("is_none"),
        moment("recorded_at"),
        link("recorded_by", "workers"),
        indexed=("written_form_id",),
    )


def _make_agency_settings() -> None:
    table(
        "form_changes",
        words("form", 60),
        number("number"),
        prose("text"),
        day("in_force_from"),
        moment("written_at"),
        link("written_by", "workers"),
        sa.UniqueConstraint("form", "number", name="uq_form_changes_form"),
    )
    table(
        "check_settings",
        words("name", 60),
        prose("value"),
        prose("reason"),
        sa.UniqueConstraint("name", name="uq_check_settings_name"),
    )
