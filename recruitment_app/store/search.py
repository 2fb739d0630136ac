"""Finds words in names, references and notes: full text in the file, LIKE on a server."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, column, delete, insert, select, table, text
from sqlalchemy.orm import Session

from recruitment_app.store import fitting
from recruitment_app.store.tables import SearchEntry

_TABLE = "search_entries"
_ADD = "INSERT INTO search_text(rowid, text_fold) VALUES (new.fts_rowid, new.text_fold);"
_REMOVE = (
    "INSERT INTO search_text(search_text, rowid, text_fold) "
    "VALUES ('delete', old.fts_rowid, old.text_fold);"
)
_INDEX_OVER = (
    "CREATE VIRTUAL TABLE search_text USING fts5(text_fold, content='search_entries', "
    "content_rowid='fts_rowid', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
FULL_TEXT = (
    _INDEX_OVER,
    "INSERT INTO search_text(search_text, rank) VALUES ('secure-delete', 1)",
    f"CREATE TRIGGER search_entries_added AFTER INSERT ON {_TABLE} BEGIN {_ADD} END",
    f"CREATE TRIGGER search_entries_removed AFTER DELETE ON {_TABLE} BEGIN {_REMOVE} END",
    f"CREATE TRIGGER search_entries_changed AFTER UPDATE ON {_TABLE} BEGIN {_REMOVE} {_ADD} END",
)
"""What stands over search_entries in the file; a server has none of it."""
TRIGGERS = frozenset({"search_entries_added", "search_entries_changed", "search_entries_removed"})

_Texts = Select[str, UUID, UUID, str]
_INDEX = table("search_text", column("rowid"), column("rank"))
_WORD = re.compile(r"[^\W_]+")
_RANKED_FROM = 4  # letters: fewer begin so many words that to rank them all would take seconds


@dataclass(frozen=True, slots=True)
class Found:
    """One searchable text that holds all the words asked for."""

    kind: str
    case_id: UUID
    record_id: UUID
    text: str


def fold(words: str) -> str:
    """Return words as they are compared: no capitals, no accents, single spaces."""
    bare = words.replace("\0", " ").casefold()
    if not bare.isascii():
        apart = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
    return " ".join(_WORD.findall(bare))


def entry(*, kind: str, case_id: UUID, record_id: UUID, text: str) -> dict[str, Any]:
    """Return the row of one searchable text, for inserting many at once."""
    shown = text.replace("\0", " ")
    return {
        "kind": kind,
        "case_id": case_id,
        "record_id": record_id,
        "text": shown,
        "text_fold": f" {fold(shown)}",  # each word begins after a space, for LIKE
    }


def put(session: Session, *, kind: str, case_id: UUID, record_id: UUID, text: str) -> None:
    """Make a record found by this text, and no longer by what it held before."""
    take_out(session, kind=kind, record_id=record_id)
    row = entry(kind=kind, case_id=case_id, record_id=record_id, text=text)
    session.connection().execute(insert(fitting.table_of(SearchEntry)), row)


def take_out(session: Session, *, kind: str, record_id: UUID) -> None:
    """Let a record no longer be found."""
    entries = fitting.table_of(SearchEntry)
    gone = delete(entries).where(entries.c.record_id == record_id, entries.c.kind == kind)
    session.flush()  # the case it points to stands first
    session.connection().execute(gone)


def search(
    session: Session, words: str, limit: int = 50, kinds: Collection[str] | None = None
) -> list[Found]:
    """Return the texts in which every word begins one of theirs, the likeliest first.

    Where all the words are short, those written last come first.
    """
    wanted = fold(words).split()
    if not wanted:
        return []
    found = select(
        SearchEntry.kind, SearchEntry.case_id, SearchEntry.record_id, SearchEntry.text
    ).limit(limit)
    if kinds is not None:
        found = found.where(SearchEntry.kind.in_(kinds))
    if session.get_bind().dialect.name == "sqlite":
        found = _by_full_text(found, wanted)
    else:
        found = _by_like(found, wanted)
    return [Found(*row) for row in session.execute(found)]


def matching_cases(session: Session, words: str, kinds: Collection[str]) -> Select[UUID]:
    """Return the query for the cases among whose texts every word begins one of theirs."""
    is_file = session.get_bind().dialect.name == "sqlite"
    cases: Select[UUID] | None = None
    for word in reversed(fold(words).split()):
        holding = select(SearchEntry.case_id).where(SearchEntry.kind.in_(kinds))
        if is_file:
            rows = select(_INDEX.c.rowid).where(
                text(f"search_text MATCH '\"{word}\"*'")  # a folded word is letters and digits
            )
            holding = holding.where(SearchEntry.fts_rowid.in_(rows))
        else:
            holding = holding.where(SearchEntry.text_fold.like(f"% {word}%"))
        cases = holding if cases is None else holding.where(SearchEntry.case_id.in_(cases))
    return select(SearchEntry.case_id) if cases is None else cases


def rebuild(connection: Connection) -> None:
    """Build the full-text index anew from the texts; a server has none."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search_text(search_text) VALUES ('rebuild')"))


def is_in_step(connection: Any) -> bool:
    """Say whether the index knows each text that there is and no other; of the file alone.

    This only reads, and so holds nobody up: whether it knows the right words of each is what
    ``prove`` finds.
    """
    texts, known = (
        connection.execute(f"SELECT count(*), total({key}) FROM {table}").fetchone()  # noqa: S608 - our own two tables
        for table, key in (("search_entries", "fts_rowid"), ("search_text_docsize", "id"))
    )
    return bool(texts == known)


def prove(connection: Any) -> None:
    """Raise the driver's fault unless the index holds just the texts; of the file alone.

    Nobody can write meanwhile: the file takes this for writing.
    """
    connection.execute("INSERT INTO search_text(search_text, rank) VALUES ('integrity-check', 1)")


def _by_full_text(found: _Texts, wanted: list[str]) -> _Texts:
    asked = " ".join(f'"{word}"*' for word in wanted)
    found = found.join(_INDEX, _INDEX.c.rowid == SearchEntry.fts_rowid).where(
        text("search_text MATCH :asked").bindparams(asked=asked)
    )
    if max(len(word) for word in wanted) >= _RANKED_FROM:
        return found.order_by(_INDEX.c.rank)
    return found.order_by(_INDEX.c.rowid.desc())  # what was written last, which is there at once


def _by_like(found: _Texts, wanted: list[str]) -> _Texts:
    for word in wanted:  # a folded word holds letters and digits alone: nothing to escape
        found = found.where(SearchEntry.text_fold.like(f"% {word}%"))
    return found.order_by(SearchEntry.fts_rowid)
