"""The fifth shape: events with places and attendance, campaigns, letters.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

from recruitment_app.store.migrations.moved_sessions import move_sessions
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

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of events, campaigns and letters; an enquiry tells which it came from.

    Information sessions and their bookings become events and places.
    """
    _make_campaigns()
    _make_events()
    _make_letters()
    with op.batch_alter_table("cases") as cases:
        for name, refers_to in (("campaign_id", "campaigns"), ("event_id", "events")):
            cases.add_column(
                sa.Column(
                    name,
                    sa.Uuid(),
                    sa.ForeignKey(f"{refers_to}.id", name=f"fk_cases_{name}_{refers_to}"),
                    nullable=True,
                )
            )
            cases.create_index(f"ix_cases_{name}", [name])
    with op.batch_alter_table("agencies") as agencies:
        agencies.add_column(sa.Column("address", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("agencies") as agencies:
        agencies.alter_column("address", existing_type=sa.Text(), server_default=None)
    _index_what_today_asks()
    move_sessions(op.get_bind())
    op.drop_table("bookings")
    op.drop_table("information_sessions")


def _index_what_today_asks() -> None:
    op.create_index("ix_notes_kind_day", "notes", ["kind", "day", "case_id", "deleted_at"])
    op.create_index(
        "ix_case_events_kind_day", "case_events", ["kind", "day", "case_id", "struck_at"]
    )
    asked = ("opened_on", "registered_on", "reference_number", "is_restricted", "worker_id")
    op.create_index("ix_cases_in_hand", "cases", ["stage", "deleted_at", "id", *asked])
    for outcomes in ("check_outcomes", "confidential_outcomes"):
        op.drop_index(f"ix_{outcomes}_check_id", outcomes)
        op.create_index(f"ix_{outcomes}_check_id", outcomes, ["check_id", "deleted_at"])
        waiting = ["outcome", "decision", "deleted_at", "check_id"]
        op.create_index(f"ix_{outcomes}_undecided", outcomes, waiting)


def _make_campaigns() -> None:
    table(
        "campaigns",
        words("kind", 60),
        words("name", 200),
        words("name_fold", 200),
        words("source", 60),
        day("begins_on"),
        day("ends_on", is_needed=False),
        number("cost", is_needed=False),
        prose("remarks"),
    )
    op.create_index("ix_campaigns_name_fold", "campaigns", ["name_fold"])
    table(
        "campaign_notes",
        link("campaign_id", "campaigns"),
        day("day"),
        prose("text"),
        moment("written_at"),
        link("written_by", "workers"),
    )
    op.create_index("ix_campaign_notes_campaign_id", "campaign_notes", ["campaign_id"])


def _make_events() -> None:
    table(
        "events",
        words("kind", 60),
        words("title", 300),
        words("venue", 300),
        words("link", 400),
        words("zone", 60),
        number("places"),
        prose("remarks"),
        words("series_key", 40),
        words("uid", 80),
        number("sequence"),
        link("campaign_id", "campaigns", is_needed=False),
        day("cancelled_on", is_needed=False),
        prose("cancelled_why"),
        sa.UniqueConstraint("uid", name="uq_events_uid"),
    )
    op.create_index("ix_events_campaign_id", "events", ["campaign_id"])
    op.create_index("ix_events_kind", "events", ["kind"])
    op.create_index("ix_events_series_key", "events", ["series_key"])
    table(
        "event_parts",
        link("event_id", "events"),
        number("number"),
        day("day"),
        words("starts", 5),
        words("ends", 5),
        words("title", 200),
    )
    op.create_index("ix_event_parts_day", "event_parts", ["day"])
    op.create_index("ix_event_parts_event", "event_parts", ["event_id", "deleted_at", "number"])
    table(
        "facilitators",
        link("event_id", "events"),
        link("worker_id", "workers", is_needed=False),
        words("name", 200),
        number("place"),
    )
    op.create_index("ix_facilitators_event_id", "facilitators", ["event_id"])
    op.create_index("ix_facilitators_worker_id", "facilitators", ["worker_id"])
    of_case(
        "event_places",
        link("event_id", "events"),
        link("person_id", "people", is_needed=False),
        words("state", 20),
        day("asked_on"),
        day("booked_on", is_needed=False),
        day("given_up_on", is_needed=False),
        prose("given_up_why"),
        number("place"),
        prose("follow_up"),
        day("follow_up_on", is_needed=False),
        day("followed_up_on", is_needed=False),
        indexed=("person_id",),
    )
    waits = ["deleted_at", "followed_up_on", "follow_up_on"]
    op.create_index("ix_event_places_follow_up", "event_places", waits)
    op.create_index("ix_event_places_event", "event_places", ["event_id", "deleted_at", "state"])
    of_case(
        "attendances",
        link("event_place_id", "event_places"),
        link("part_id", "event_parts"),
        words("outcome", 20),
        link("made_up_part_id", "event_parts", is_needed=False),
        prose("remark"),
        moment("recorded_at"),
        link("recorded_by", "workers"),
        sa.UniqueConstraint("event_place_id", "part_id", name="uq_attendances_event_place_id"),
        indexed=("part_id",),
    )
    table(
        "event_feedback",
        link("event_id", "events"),
        number("rating", is_needed=False),
        prose("words"),
        day("given_on"),
        moment("recorded_at"),
        link("recorded_by", "workers"),
    )
    op.create_index("ix_event_feedback_event_id", "event_feedback", ["event_id"])


def _make_letters() -> None:
    table(
        "letter_texts",
        words("name", 60),
        number("number"),
        flag("is_passage"),
        words("title", 200),
        words("subject", 300),
        prose("body"),
        prose("reason"),
        moment("written_at"),
        link("written_by", "workers"),
        sa.UniqueConstraint("name", "number", name="uq_letter_texts_name"),
    )
    of_case(
        "letters",
        words("name", 60),
        words("subject", 300),
        prose("body"),
        words("to_name", 400),
        prose("to_address"),
        link("person_id", "people", is_needed=False),
        words("way", 20),
        flag("is_large_print"),
        day("written_on"),
        day("sent_on", is_needed=False),
        link("attachment_id", "attachments", is_needed=False),
        link("promise_id", "promises", is_needed=False),
        link("event_id", "events", is_needed=False),
        link("check_id", "checks", is_needed=False),
        moment("made_at"),
        link("made_by", "workers"),
        link("sent_by", "workers", is_needed=False),
        indexed=(
            "check_id",
            "event_id",
            "name",
        ),
    )
    op.create_index("ix_letters_unsent", "letters", ["deleted_at", "sent_on", "case_id"])
