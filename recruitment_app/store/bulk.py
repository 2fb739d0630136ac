"""Inserts many rows with one statement, as quickly as the driver takes them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Date, Dialect, Enum, Uuid, insert
from sqlalchemy.types import TypeEngine

from recruitment_app.store import fitting
from recruitment_app.store.tables import Base
from recruitment_app.store.tables.foundation import UtcDateTime

BULK = "recruitment_bulk"  # an option of statements that have been told to the audit
_REMEMBERED = 4096


def insert_all(connection: Connection, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert whole rows by their attributes; all of them name the same ones."""
    columns = tuple(pair for pair in fitting.columns_of(kind) if pair[0] in rows[0])
    if connection.dialect.name != "sqlite":
        connection.execute(
            insert(fitting.table_of(kind)),
            [{column: row[key] for key, column in columns} for row in rows],
            execution_options={BULK: True},
        )
        return
    makers = _makers(kind, columns, connection.dialect)
    made = [
        make(list(map(itemgetter(key), rows)))
        for (key, _), make in zip(columns, makers, strict=True)
    ]
    named = ", ".join(f'"{column}"' for _, column in columns)
    places = ", ".join("?" for _ in columns)
    table = fitting.table_of(kind).name
    connection.exec_driver_sql(
        f'INSERT INTO "{table}" ({named}) VALUES ({places})',  # noqa: S608 - names of our tables
        list(zip(*made, strict=True)),
    )


@cache
def _makers(
    kind: type[Base], columns: tuple[tuple[str, str], ...], dialect: Dialect
) -> list[Callable[[list[Any]], list[Any]]]:
    """Return what turns the values of each column into what the driver keeps."""
    table = fitting.table_of(kind)
    return [_maker(table.columns[column].type, dialect) for _, column in columns]


def _maker(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[list[Any]], list[Any]]:
    if isinstance(kind, Uuid):
        return _hexed
    make = kind.dialect_impl(dialect).bind_processor(dialect)
    if make is None:
        return lambda values: values
    if isinstance(kind, Date | Enum | UtcDateTime):
        make = lru_cache(maxsize=_REMEMBERED)(make)  # the same few, row after row
    return lambda values: list(map(make, values))


def _hexed(values: list[Any]) -> list[Any]:
    """Return the keys as SQLAlchemy keeps them: ``UUID.hex``, without its property's call."""
    return [None if value is None else f"{value.int:032x}" for value in values]
