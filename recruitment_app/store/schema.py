"""Knows which shape of the tables this application speaks, and asks a store for its own."""

from typing import Any

from sqlalchemy import Connection, text

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import search
from recruitment_app.store.tables import Base

REVISIONS = ("0001", "0002", "0003", "0004", "0005")  # in order; the last is what `tables` says
HEAD = REVISIONS[-1]

_VERSION_TABLE = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)


def make(connection: Connection) -> None:
    """Make every table as the migrations would; a test compares the two."""
    Base.metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        for statement in search.FULL_TEXT:
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_VERSION_TABLE)
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": HEAD}
    )


def version_in(connection: Any) -> str:
    """Return the revision of a store through a driver's connection, or nothing if it has none."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).fetchone()
    if known is None:
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def refuse_newer(version: str) -> None:
    """Raise a Problem where a store was written by a newer application."""
    if not version:
        raise StoreTrouble("This file is not a store of this application.")
    if version not in REVISIONS:
        raise Problem(
            f"This store was last opened by a newer version of the application (store version "
            f"{version}; this application knows up to {HEAD}). Install that version; nothing "
            "was changed."
        )


def is_older(version: str) -> bool:
    """Say whether a store is to be upgraded before it is opened."""
    return version != HEAD
