"""The second shape: files brought in and how they are read, and households made one.

Revision ID: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of imports and merges, and let a case name both."""
    _make_imports()
    with op.batch_alter_table("cases") as table:
        for name, other in (("import_id", "imports"), ("merged_into_id", "cases")):
            table.add_column(sa.Column(name, sa.Uuid(), nullable=True))
            table.create_foreign_key(f"fk_cases_{name}_{other}", other, [name], ["id"])
            table.create_index(f"ix_cases_{name}", [name])
    _make_merges()
    _let_people_have_died()
    _list_cases_in_order()


def _let_people_have_died() -> None:
    with op.batch_alter_table("people") as table:
        table.add_column(sa.Column("died", sa.String(10), nullable=False, server_default=""))
    with op.batch_alter_table("people") as table:
        table.alter_column("died", existing_type=sa.String(10), server_default=None)


def _list_cases_in_order() -> None:
    """Let an index serve each order of the list, with what is asked of the cases it passes by."""
    for name in (
        "approved_on",
        "next_due_on",
        "opened_on",
        "reference_number",
        "source",
        "stage_status",
        "title_fold",
    ):
        op.drop_index(f"ix_cases_{name}", "cases")
    asked = ("reference_number", "deleted_at", "is_restricted", "stage", "status")
    for column in (
        "reference_number",
        "title_fold",
        "stage",
        "status",
        "opened_on",
        "worker_id",
        "source",
        "next_due_on",
    ):
        rest = [each for each in asked if each != column]
        op.create_index(f"ix_cases_by_{column}", "cases", [column, *rest], unique=False)
    for column in ("fault_count", "possible_duplicate_of"):
        op.create_index(f"ix_cases_{column}", "cases", [column], unique=False)
    op.create_index("ix_cases_approved_on", "cases", ["approved_on", "deleted_at"], unique=False)
    op.drop_index("ix_case_clocks_open", "case_clocks")
    op.create_index(
        "ix_case_clocks_open",
        "case_clocks",
        ["met_on", "ended_on", "due_on", "limit_id", "case_id", "trigger_on"],
        unique=False,
    )


def _make_imports() -> None:
    _table(
        "imports",
        _number("number"),
        _words("file_name", 255),
        _words("mapping", 120),
        _moment("brought_in_at"),
        _link("brought_in_by", "workers"),
        _number("new_count"),
        _number("changed_count"),
        _number("duplicate_count"),
        _prose("report"),
        _prose("added"),
        _number("audit_seq"),
        _moment("undone_at", is_needed=False),
        _link("undone_by", "workers", is_needed=False),
        sa.UniqueConstraint("number", name="uq_imports_number"),
    )
    _table(
        "import_mappings",
        _words("name", 120),
        _words("name_fold", 120),
        _prose("shape"),
        sa.UniqueConstraint("name_fold", name="uq_import_mappings_name_fold"),
    )


def _make_merges() -> None:
    _table(
        "merges",
        _link("merged_case_id", "cases", is_needed=False),
        _link("person_id", "people", is_needed=False),
        _link("merged_person_id", "people", is_needed=False),
        _moment("merged_at"),
        _link("merged_by", "workers"),
        _prose("taken_back"),
        _moment("undone_at", is_needed=False),
        _link("undone_by", "workers", is_needed=False),
        _link("case_id", "cases"),
    )
    op.create_index("ix_merges_case_id", "merges", ["case_id"], unique=False)
    op.create_index("ix_merges_merged_case_id", "merges", ["merged_case_id"], unique=False)
    _table(
        "not_the_same",
        _link("person_id", "people"),
        _link("other_id", "people"),
        _moment("said_at"),
        _link("said_by", "workers"),
        sa.UniqueConstraint("person_id", "other_id", name="uq_not_the_same_person_id"),
    )
    op.create_index("ix_not_the_same_other_id", "not_the_same", ["other_id"], unique=False)


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


def _words(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _prose(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str, *, is_needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not is_needed)


def _link(name: str, table: str, *, is_needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=not is_needed)
