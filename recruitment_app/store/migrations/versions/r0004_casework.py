"""The fourth shape: checks and referees, visits, tasks and promises, documents, saved views.

Revision ID: 0004
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

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of casework, and let a form be about one referee."""
    _make_household()
    _make_checks()
    _make_visits()
    _make_work()
    with op.batch_alter_table("addresses") as addresses:
        addresses.add_column(words("country", 100, default=""))
    with op.batch_alter_table("addresses") as addresses:
        addresses.alter_column("country", existing_type=sa.String(100), server_default=None)
    with op.batch_alter_table("written_forms") as forms:
        forms.add_column(words("subject_key", 40, default=""))
        forms.drop_constraint("uq_written_forms_case_id", type_="unique")
        forms.create_unique_constraint(
            "uq_written_forms_case_id", ["case_id", "form", "subject_key", "number"]
        )
    with op.batch_alter_table("written_forms") as forms:
        forms.alter_column("subject_key", existing_type=sa.String(40), server_default=None)


def _make_checks() -> None:
    of_case(
        "checks",
        words("kind", 60),
        link("person_id", "people", is_needed=False),
        words("about", 400),
        words("about_key", 40),
        prose("not_needed_why"),
        day("asked_on", is_needed=False),
        words("asked_of", 400),
        day("received_on", is_needed=False),
        link("seen_by", "workers", is_needed=False),
        day("seen_on", is_needed=False),
        words("number", 60),
        day("issued_on", is_needed=False),
        day("valid_until", is_needed=False),
        moment("added_at"),
        link("added_by", "workers"),
        indexed=("person_id",),
    )
    op.create_index("ix_checks_valid_until", "checks", ["deleted_at", "valid_until", "case_id"])
    op.create_index(
        "ix_checks_waiting", "checks", ["deleted_at", "received_on", "asked_on", "case_id", "kind"]
    )
    of_case(
        "check_chases",
        link("check_id", "checks"),
        day("day"),
        words("how", 60),
        prose("words"),
        link("chased_by", "workers"),
        moment("recorded_at"),
        indexed=("check_id",),
    )
    of_case(
        "check_outcomes",
        link("check_id", "checks"),
        words("outcome", 20),
        prose("words"),
        prose("evidence"),
        moment("recorded_at"),
        link("recorded_by", "workers"),
        words("decision", 20),
        prose("decision_words"),
        day("decided_on", is_needed=False),
        link("decided_by", "workers", is_needed=False),
        indexed=("check_id",),
    )
    of_case(
        "confidential_outcomes",
        link("check_id", "checks"),
        words("outcome", 20),
        prose("words"),
        prose("evidence"),
        moment("recorded_at"),
        link("recorded_by", "workers"),
        words("decision", 20),
        prose("decision_words"),
        day("decided_on", is_needed=False),
        link("decided_by", "workers", is_needed=False),
        indexed=("check_id",),
    )
    of_case(
        "referees",
        link("check_id", "checks", is_needed=False),
        link("person_id", "people", is_needed=False),
        words("name", 400),
        number("place"),
        words("relation", 200),
        flag("is_relative"),
        words("knows", 40),
        words("known_since", 10),
        prose("address"),
        words("contact", 320),
        indexed=("check_id",),
    )
    of_case(
        "referee_interviews",
        link("referee_id", "referees"),
        link("written_form_id", "written_forms", is_needed=False),
        day("held_on"),
        number("minutes", is_needed=False),
        words("venue", 300),
        flag("is_alone"),
        link("interviewed_by", "workers"),
        day("confirmed_on", is_needed=False),
        words("confirmed_how", 60),
        prose("weight"),
        day("weighed_on", is_needed=False),
        link("weighed_by", "workers", is_needed=False),
        indexed=("referee_id",),
    )


def _make_visits() -> None:
    of_case(
        "visits",
        words("kind", 60),
        day("planned_on", is_needed=False),
        words("starts", 5),
        day("held_on", is_needed=False),
        number("minutes", is_needed=False),
        words("venue", 300),
        link("worker_id", "workers", is_needed=False),
        prose("focus"),
        flag("home_was_seen"),
        flag("was_unannounced"),
        prose("observations"),
        prose("follow_up"),
        day("follow_up_on", is_needed=False),
        day("followed_up_on", is_needed=False),
        day("called_off_on", is_needed=False),
        prose("called_off_why"),
        link("plan_form_id", "written_forms", is_needed=False),
        words("plan_row", 40),
        moment("recorded_at"),
        link("recorded_by", "workers"),
        indexed=("worker_id",),
    )
    op.create_index(
        "ix_visits_planned", "visits", ["deleted_at", "held_on", "called_off_on", "planned_on"]
    )
    op.create_index(
        "ix_visits_follow_up", "visits", ["deleted_at", "followed_up_on", "follow_up_on"]
    )
    of_case(
        "visit_people",
        link("visit_id", "visits"),
        link("person_id", "people"),
        flag("is_alone"),
        flag("was_seen", is_needed=False),
        indexed=(
            "person_id",
            "visit_id",
        ),
    )
    of_case(
        "visit_notes",
        link("visit_id", "visits"),
        words("section", 60),
        words("person_key", 40),
        prose("text"),
        moment("written_at"),
        link("written_by", "workers"),
        indexed=("visit_id",),
    )


def _make_household() -> None:
    of_case(
        "backgrounds",
        link("person_id", "people"),
        words("kind", 60),
        words("what", 400),
        words("post", 400),
        flag("is_with_children"),
        prose("address"),
        words("begins", 10),
        words("ends", 10),
        indexed=("person_id",),
    )
    of_case(
        "animals",
        words("kind", 60),
        words("name", 200),
        words("breed", 200),
        words("size", 60),
        words("born", 10),
        words("kept_where", 400),
        prose("remarks"),
        words("gone_on", 10),
    )


def _make_work() -> None:
    table(
        "tasks",
        link("worker_id", "workers"),
        link("case_id", "cases", is_needed=False),
        prose("what"),
        day("due_on", is_needed=False),
        day("done_on", is_needed=False),
        moment("made_at"),
        link("made_by", "workers"),
    )
    op.create_index("ix_tasks_case_id", "tasks", ["case_id"])
    op.create_index("ix_tasks_open", "tasks", ["worker_id", "deleted_at", "done_on", "due_on"])
    of_case(
        "promises",
        prose("what"),
        day("by_on"),
        day("promised_on"),
        link("promised_by", "workers"),
        day("kept_on", is_needed=False),
        prose("kept_words"),
        moment("recorded_at"),
    )
    op.create_index("ix_promises_open", "promises", ["deleted_at", "kept_on", "by_on", "case_id"])
    table(
        "supervisions",
        link("worker_id", "workers"),
        link("supervisor_id", "workers"),
        day("held_on"),
        day("next_on", is_needed=False),
        prose("remarks"),
        day("worker_signed_on", is_needed=False),
        day("supervisor_signed_on", is_needed=False),
        moment("recorded_at"),
    )
    op.create_index("ix_supervisions_worker_id", "supervisions", ["worker_id"])
    of_case(
        "supervision_lines",
        link("supervision_id", "supervisions"),
        prose("drift"),
        prose("narrative"),
        prose("decision"),
        day("due_on", is_needed=False),
        indexed=("supervision_id",),
    )
    of_case(
        "case_documents",
        link("attachment_id", "attachments"),
        words("title", 300),
        words("file_name", 255),
        words("kind", 60),
        day("dated_on", is_needed=False),
        link("person_id", "people", is_needed=False),
        words("record_key", 40),
        flag("is_confidential"),
        moment("added_at"),
        link("added_by", "workers"),
        indexed=(
            "attachment_id",
            "record_key",
        ),
    )
    table(
        "saved_views",
        link("worker_id", "workers"),
        words("page", 40),
        words("name", 120),
        words("name_fold", 120),
        prose("shape"),
        flag("is_shared"),
        number("place"),
        sa.UniqueConstraint("worker_id", "page", "name_fold", name="uq_saved_views_worker_id"),
    )
