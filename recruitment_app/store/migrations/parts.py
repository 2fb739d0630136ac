"""What the tables of a revision are made of: the columns that all share, and each kind of one."""

from typing import Any

import sqlalchemy as sa
from alembic import op


def of_case(name: str, *parts: Any, indexed: tuple[str, ...] = ()) -> None:
    """Make a table below the case, with the indexes of its links."""
    table(name, *parts, link("case_id", "cases"))
    for column in ("case_id", *indexed):
        op.create_index(f"ix_{name}_{column}", name, [column], unique=False)


def table(name: str, *parts: Any) -> None:
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


def words(name: str, length: int, default: str | None = None) -> sa.Column[Any]:
    """Return a column of short text."""
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def number(name: str, *, is_needed: bool = True) -> sa.Column[Any]:
    """Return a column of a whole number."""
    return sa.Column(name, sa.Integer(), nullable=not is_needed)


def flag(name: str, *, is_needed: bool = True) -> sa.Column[Any]:
    """Return a column of yes or no, or where it is not needed of not known."""
    return sa.Column(name, sa.Boolean(), nullable=not is_needed)


def prose(name: str) -> sa.Column[Any]:
    """Return a column of text of any length."""
    return sa.Column(name, sa.Text(), nullable=False)


def day(name: str, *, is_needed: bool = True) -> sa.Column[Any]:
    """Return a column of a day."""
    return sa.Column(name, sa.Date(), nullable=not is_needed)


def moment(name: str, *, is_needed: bool = True) -> sa.Column[Any]:
    """Return a column of an instant in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not is_needed)


def link(name: str, table: str, *, is_needed: bool = True) -> sa.Column[Any]:
    """Return a column that refers to a row of another table."""
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=not is_needed)
