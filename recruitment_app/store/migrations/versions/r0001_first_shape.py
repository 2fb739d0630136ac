"""The first shape: the agency, its people, its cases with their events, and the audit.

Revision ID: 0001
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ADD = "INSERT INTO search_text(rowid, text_fold) VALUES (new.fts_rowid, new.text_fold);"
_REMOVE = (
    "INSERT INTO search_text(search_text, rowid, text_fold) "
    "VALUES ('delete', old.fts_rowid, old.text_fold);"
)
_INDEX_OVER = (
    "CREATE VIRTUAL TABLE search_text USING fts5(text_fold, content='search_entries', "
    "content_rowid='fts_rowid', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
_FULL_TEXT = (
    _INDEX_OVER,
    "INSERT INTO search_text(search_text, rank) VALUES ('secure-delete', 1)",
    f"CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN {_ADD} END",
    f"CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN {_REMOVE} END",
    (
        "CREATE TRIGGER search_entries_changed AFTER UPDATE ON search_entries "
        f"BEGIN {_REMOVE} {_ADD} END"
    ),
)


def _of(kind: sa.types.TypeEngine[Any]) -> Callable[..., sa.Column[Any]]:
    def column(name: str, *, is_needed: bool = True) -> sa.Column[Any]:
        return sa.Column(name, kind, nullable=not is_needed)

    return column


_answer, _day, _number = _of(sa.Boolean()), _of(sa.Date()), _of(sa.Integer())
_key, _moment, _prose = _of(sa.Uuid()), _of(sa.DateTime(timezone=True)), _of(sa.Text())


def upgrade() -> None:
    """Make every table, its indexes and, in the file, the full-text search."""
    _make_agency()
    _make_cases()
    _make_people()
    _make_records()
    if op.get_context().dialect.name == "sqlite":
        for statement in _FULL_TEXT:
            op.execute(statement)


def _make_agency() -> None:
    """Make the agency, its people and its settings."""
    _table(
        "agencies",
        _words("name", 200),
        _words("reference_prefix", 8),
        _number("next_reference"),
        _number("year_starts_month"),
        _number("year_starts_day"),
        _prose("backup_folder"),
        _day("sample_today", is_needed=False),
        _key("store_epoch"),
    )
    _table(
        "teams",
        _link("agency_id", "agencies"),
        _words("name", 200),
    )
    _table(
        "workers",
        _link("team_id", "teams"),
        _words("name", 200),
        _words("name_fold", 200),
        _words("role", 40),
        _words("job_title", 200),
        _day("left_on", is_needed=False),
    )
    _index("workers", "name_fold")
    _table(
        "targets",
        _day("year_starts_on"),
        _number("approvals"),
        sa.UniqueConstraint("year_starts_on", name="uq_targets_year_starts_on"),
    )
    _table(
        "own_days",
        _day("day"),
        _words("name", 200),
        sa.UniqueConstraint("day", name="uq_own_days_day"),
    )
    _table(
        "limit_overrides",
        _words("limit_id", 8),
        _number("number", is_needed=False),
        _words("unit", 20),
        _answer("is_on"),
        _prose("reason"),
        sa.UniqueConstraint("limit_id", name="uq_limit_overrides_limit_id"),
    )
    _table(
        "code_entries",
        _words("list_name", 60),
        _words("code", 60),
        _words("label", 200),
        _number("place"),
        _answer("is_retired"),
        _words("owner", 20),
        sa.UniqueConstraint("list_name", "code", name="uq_code_entries_list_name"),
    )
    _table(
        "information_sessions",
        _day("day"),
        _words("starts", 5),
        _words("zone", 60),
        _words("venue", 300),
        _number("places"),
        _prose("remarks"),
        _day("cancelled_on", is_needed=False),
    )
    _index("information_sessions", "day")


def _make_cases() -> None:
    """Make the cases, with what happened and what is due."""
    _table(
        "cases",
        _link("agency_id", "agencies"),
        _link("team_id", "teams"),
        _link("worker_id", "workers", is_needed=False),
        _answer("is_restricted"),
        _words("reference", 20),
        _number("reference_number"),
        _words("title", 400),
        _words("title_fold", 400),
        _words("source", 60),
        _words("channel", 60),
        _words("couple_status", 60),
        _words("family_identifier", 60),
        _words("imported_from", 60),
        _words("possible_duplicate_of", 200),
        _day("opened_on"),
        _words("stage", 40),
        _words("status", 40),
        _words("closing_reason", 60),
        _words("left_from", 40, is_needed=False),
        _day("registered_on", is_needed=False),
        _day("approved_on", is_needed=False),
        _day("closed_on", is_needed=False),
        _answer("is_fast_track"),
        _number("fault_count"),
        _day("next_due_on", is_needed=False),
        _words("next_limit", 8),
        sa.UniqueConstraint("agency_id", "reference", name="uq_cases_agency_id"),
    )
    _index("cases", "approved_on")
    _index("cases", "family_identifier")
    _index("cases", "next_due_on")
    _index("cases", "opened_on")
    _index("cases", "reference_number")
    _index("cases", "source")
    op.create_index("ix_cases_stage_status", "cases", ["stage", "status"], unique=False)
    _index("cases", "title_fold")
    op.create_index(
        "ix_cases_worker_stage", "cases", ["worker_id", "stage", "deleted_at"], unique=False
    )
    _table(
        "case_events",
        _words("kind", 40),
        _day("day"),
        _number("place"),
        sa.Column("facts", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        _moment("recorded_at"),
        _link("recorded_by", "workers"),
        _link("corrects_id", "case_events", is_needed=False),
        _moment("struck_at", is_needed=False),
        _link("struck_by", "workers", is_needed=False),
        _prose("struck_why"),
        _link("case_id", "cases"),
    )
    _index("case_events", "case_id")
    _table(
        "case_clocks",
        _words("limit_id", 8),
        _day("trigger_on"),
        _day("due_on", is_needed=False),
        _day("first_due_on", is_needed=False),
        _day("met_on", is_needed=False),
        _day("ended_on", is_needed=False),
        _link("case_id", "cases"),
        sa.UniqueConstraint("case_id", "limit_id", name="uq_case_clocks_case_id"),
    )
    _index("case_clocks", "case_id")
    op.create_index(
        "ix_case_clocks_open", "case_clocks", ["met_on", "ended_on", "due_on"], unique=False
    )
    _table(
        "bookings",
        _link("session_id", "information_sessions"),
        _number("people"),
        _words("outcome", 20),
        _link("case_id", "cases"),
    )
    _index("bookings", "case_id")
    _index("bookings", "session_id")
    _table(
        "notes",
        _words("kind", 60),
        _day("day"),
        _prose("text"),
        _moment("written_at"),
        _link("written_by", "workers"),
        _link("corrects_id", "notes", is_needed=False),
        _link("case_id", "cases"),
    )
    _index("notes", "case_id")
    _index("notes", "day")


def _make_people() -> None:
    """Make the people of each household."""
    _table(
        "people",
        _words("standing", 40),
        _number("place"),
        _words("given_names", 200),
        _words("family_name", 200),
        _words("name_fold", 400),
        _words("name_plain", 400),
        _words("known_as", 200),
        _words("relation", 60),
        _words("born", 10),
        _words("birth_place", 200),
        _words("gender", 60),
        _words("ethnicity", 60),
        _words("disability", 60),
        _words("nationality", 200),
        _words("religion", 200),
        _words("language", 200),
        _words("occupation", 200),
        _words("identifier", 60),
        _words("moved_in", 10),
        _words("moved_out", 10),
        _prose("remarks"),
        _link("case_id", "cases"),
    )
    _index("people", "case_id")
    _index("people", "identifier")
    _index("people", "name_fold")
    _index("people", "name_plain")
    _table(
        "person_names",
        _link("person_id", "people"),
        _words("name", 400),
        _words("kind", 60),
        _words("begins", 10),
        _words("ends", 10),
        _link("case_id", "cases"),
    )
    _index("person_names", "case_id")
    _index("person_names", "person_id")
    _table(
        "addresses",
        _link("person_id", "people"),
        _prose("lines"),
        _words("postcode", 12),
        _words("authority", 200),
        _words("begins", 10),
        _words("ends", 10),
        _link("case_id", "cases"),
    )
    _index("addresses", "case_id")
    _index("addresses", "person_id")
    _index("addresses", "postcode")
    _table(
        "contact_details",
        _link("person_id", "people"),
        _words("kind", 20),
        _words("value", 320),
        _words("value_fold", 320),
        _words("remark", 200),
        _link("case_id", "cases"),
    )
    _index("contact_details", "case_id")
    _index("contact_details", "person_id")
    _index("contact_details", "value_fold")
    _table(
        "relationships",
        _link("person_id", "people"),
        _link("other_id", "people", is_needed=False),
        _words("other_name", 400),
        _words("kind", 60),
        _words("begins", 10),
        _words("ends", 10),
        _words("ended_how", 200),
        _words("place", 200),
        _link("case_id", "cases"),
    )
    _index("relationships", "case_id")
    _index("relationships", "person_id")
    _table(
        "likeness_keys",
        _link("person_id", "people"),
        _words("key", 120),
        _link("case_id", "cases"),
    )
    _index("likeness_keys", "case_id")
    op.create_index(
        "ix_likeness_keys_key_person", "likeness_keys", ["key", "person_id"], unique=False
    )
    _index("likeness_keys", "person_id")


def _make_records() -> None:
    """Make what is kept beside the cases: the search, the audit and unsaved typing."""
    op.create_table(
        "search_entries",
        sa.Column(
            "fts_rowid",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        _words("kind", 20),
        _link("case_id", "cases"),
        _key("record_id"),
        _prose("text"),
        _prose("text_fold"),
        sa.PrimaryKeyConstraint("fts_rowid", name="pk_search_entries"),
    )
    _index("search_entries", "case_id")
    _index("search_entries", "record_id")
    op.create_table(
        "audit_entries",
        _key("id"),
        _key("stream"),
        _number("seq"),
        _moment("at"),
        _key("by_id", is_needed=False),
        _words("act", 80),
        _key("case_id", is_needed=False),
        _prose("payload"),
        _words("prev_hash", 64),
        _words("hash", 64),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
        sa.UniqueConstraint("stream", "seq", name="uq_audit_entries_stream"),
    )
    _index("audit_entries", "case_id")
    _index("audit_entries", "seq")
    op.create_table(
        "drafts",
        _key("id"),
        _key("worker_id"),
        _words("spot", 200),
        _prose("text"),
        _moment("saved_at"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.UniqueConstraint("worker_id", "spot", name="uq_drafts_worker_id"),
    )


def _table(name: str, *columns: Any) -> None:
    """Make a business table: with its key, its version and its tombstone."""
    op.create_table(
        name,
        *(column for column in columns if isinstance(column, sa.Column)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(column for column in columns if not isinstance(column, sa.Column)),
    )


def _words(name: str, length: int, *, is_needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=not is_needed)


def _link(name: str, table: str, *, is_needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=not is_needed)


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
