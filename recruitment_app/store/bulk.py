"""Inserts many rows with one statement, as quickly as the driver takes them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, insert

from recruitment_app.store import fitting
from recruitment_app.store.tables import Base

BULK = "recruitment_bulk"  # an option of statements that have been told to the audit


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
    made = [
        [make(row[key]) for row in rows] if make else [row[key] for row in rows]
        for (key, _), make in zip(columns, _makers(kind, columns, connection.dialect), strict=True)
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
) -> list[Callable[[Any], Any] | None]:
    """Return what turns each value into what the driver keeps, where anything does."""
    table = fitting.table_of(kind)
    return [
        table.columns[column].type.dialect_impl(dialect).bind_processor(dialect)
        for _, column in columns
    ]
