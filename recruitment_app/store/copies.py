"""Counts and compares: that a copy of the database holds what the database held."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from recruitment_app.errors import StoreTrouble
from recruitment_app.store import schema
from recruitment_app.store.audit import Head
from recruitment_app.store.stopping import refuse_stopped

NOT_EQUAL = "The copy does not hold what the store holds, so it was thrown away. Try again."
_PAGES_AT_ONCE = 4_000  # 16 MB: so often is asked whether to go on


def count_rows(connection: Any) -> dict[str, int]:
    """Return how many rows each table holds, through a driver's connection."""
    named = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'search_text%' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a name from the schema
        for (name,) in named
    }


def head_in(connection: Any) -> Head | None:
    """Return the last link of the audit chain, through a driver's connection."""
    row = connection.execute(
        "SELECT stream, seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return Head(UUID(row[0]), row[1], row[2]) if row else None


def attached_in(connection: Any) -> dict[str, int]:
    """Return the names of all attached files, and their bytes; of an older store none."""
    if not connection.execute("PRAGMA table_info(attachments)").fetchall():
        return {}
    return dict(connection.execute("SELECT mac, size FROM attachments ORDER BY mac").fetchall())


def fill(source: Any, copy: Any) -> None:
    """Copy a whole database, as one moment of it stands, into an empty one.

    The moment is that of the transaction in which the source is read.
    """
    source.backup(copy, pages=_PAGES_AT_ONCE, progress=lambda *_: refuse_stopped())


def prove(connection: Any, *, rows: Mapping[str, int], head: Head | None, revision: str) -> None:
    """Raise a StoreTrouble unless a copy is sound and holds just this."""
    sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    same = (
        sound
        and count_rows(connection) == dict(rows)
        and head_in(connection) == head
        and schema.version_in(connection) == revision
    )
    if not same:
        raise StoreTrouble(NOT_EQUAL)
