"""Every table of the store as it leaves: its columns with their meanings, and its rows."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Table, Uuid, select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.agency_law import code_rows, limit_rows
from recruitment_app.exchange.open_files import OpenColumn, OpenTable
from recruitment_app.paths import resources
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.rules.stages import STAGE_WORDS, STATUS_WORDS, STEPS
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import AttachmentPiece, AuditEntry, Base, Draft, UtcDateTime

_LEFT_OUT: Final = frozenset({Draft.__tablename__, AttachmentPiece.__tablename__})
_AT_ONCE: Final = 1_000
_TABLE: Final = "table"  # under what name a table's own meaning stands
_EVERY: Final = "every"

Source = tuple[OpenTable, Callable[[], Iterable[Sequence[Any]]]]
"""A table that leaves, and its rows when they are asked for."""


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """Return the meaning of every table and column, by table and column."""
    return tomllib.loads((resources() / "table_meanings.toml").read_text("utf-8"))


def meaning_of(table: str, column: str = _TABLE) -> str:
    """Return what a column means, or where none is named the table; nothing if nobody has said."""
    own = meanings().get(table, {})
    shared = {} if column == _TABLE else meanings()[_EVERY]
    return own.get(column) or shared.get(column, "")


def open_tables() -> dict[str, Table]:
    """Return the tables that leave, by name, those first that others refer to."""
    every = Base.metadata.sorted_tables
    return {table.name: table for table in every if table.name not in _LEFT_OUT}


def sources(session: Session, store: Store) -> list[Source]:
    """Return every table that leaves, and the codes and limits in force."""
    found: list[Source] = []
    for table in open_tables().values():

        def rows(table: Table = table) -> Iterator[Sequence[Any]]:
            order = [table.c.seq] if table.name == AuditEntry.__tablename__ else table.primary_key
            query = select(table).order_by(*order).execution_options(yield_per=_AT_ONCE)
            yield from session.execute(query)

        found.append((_described(table), rows))
    found += [
        (_made("codes_in_force", _CODES, ("list_name", "code")), lambda: _codes(store)),
        (_made("limits_in_force", _LIMITS, ("limit_id",)), lambda: _limits(store)),
    ]
    return found


def _described(table: Table) -> OpenTable:
    columns = tuple(
        OpenColumn(
            column.name,
            _kind(column),
            meaning_of(table.name, column.name),
            is_needed=not column.nullable,
            refers_to=_refers_to(column),
            longest=getattr(column.type, "length", None),
            words=tuple(getattr(column.type, "enums", ())),
        )
        for column in table.columns
    )
    key = tuple(column.name for column in table.primary_key)
    return OpenTable(table.name, meaning_of(table.name), columns, key)


def _refers_to(column: Column[Any]) -> tuple[str, str] | None:
    for key in column.foreign_keys:
        return key.column.table.name, key.column.name
    return None


_KINDS: Final[tuple[tuple[type, str], ...]] = (
    (UtcDateTime, "datetime"),
    (Uuid, "uuid"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Date, "date"),
    (JSON, "object"),
    (String, "string"),
)


def _kind(column: Column[Any]) -> str:
    return next(kind for made, kind in _KINDS if isinstance(column.type, made))


_CODES: Final[Mapping[str, str]] = {
    "list_name": "string",
    "title": "string",
    "code": "string",
    "label": "string",
    "owner": "string",
    "is_retired": "boolean",
    "is_own": "boolean",
}
_LIMITS: Final[Mapping[str, str]] = {
    "limit_id": "string",
    "title": "string",
    "trigger": "string",
    "figure": "string",
    "shipped_figure": "string",
    "number": "integer",
    "unit": "string",
    "is_inclusive": "boolean",
    "force": "string",
    "who": "string",
    "source": "string",
    "certainty": "string",
    "valid_from": "date",
    "is_followed": "boolean",
    "is_on": "boolean",
    "reason": "string",
    "note": "string",
}


def _made(name: str, columns: Mapping[str, str], key: tuple[str, ...]) -> OpenTable:
    told = tuple(OpenColumn(each, kind, meaning_of(name, each)) for each, kind in columns.items())
    return OpenTable(name, meaning_of(name), told, key)


def _codes(store: Store) -> Iterator[Sequence[Any]]:
    for name, (title, rows) in code_rows(store).items():
        for row in rows:
            yield name, title, row.code, row.label, row.owner, row.is_retired, row.is_own
    words: tuple[tuple[str, str, Mapping[Any, str]], ...] = (
        ("stage", "Stage of a case", STAGE_WORDS),
        ("status", "Status of a case", STATUS_WORDS),
        ("event_kind", "Kind of event", {kind: step.done for kind, step in STEPS.items()}),
        ("role", "Role of a person of the agency", ROLE_WORDS),
    )
    for name, title, codes in words:
        for code, label in codes.items():
            yield name, title, code.value, label, "", False, False


def _limits(store: Store) -> Iterator[Sequence[Any]]:
    for row in limit_rows(store):
        yield (
            row.id,
            row.title,
            row.trigger,
            row.figure,
            row.shipped_figure,
            row.number,
            row.unit,
            row.inclusive,
            row.force,
            row.who,
            row.source,
            row.certainty,
            row.valid_from,
            row.is_followed,
            row.is_on,
            row.reason,
            row.note,
        )
