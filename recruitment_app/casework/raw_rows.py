"""Very many rows read at little cost: columns as the driver has them, and by which index."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Dialect, Select, func, null, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import UserDefinedType
from typing_extensions import override


class RawKey(UserDefinedType[str]):
    """A key as its digits alone: many are read and compared, and few must be made values."""

    cache_ok = True

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        return None if dialect.name == "sqlite" else _digits


def _digits(given: UUID | None) -> str | None:
    return given.hex if given is not None else None


def raw(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """Return a column of keys whose values are digits."""
    return type_coerce(column, RawKey)


class RawDay(UserDefinedType[str]):
    """A day as it is written, 2014-11-14: many are compared, and few must be made dates."""

    cache_ok = True

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        return None if dialect.name == "sqlite" else _written


def _written(given: date | None) -> str | None:
    return given.isoformat() if given is not None else None


def raw_day(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """Return a column of days whose values are as they are written."""
    return type_coerce(column, RawDay)


def rows_of(session: Session, query: Select[Any]) -> Sequence[tuple[Any, ...]]:
    """Return the rows of a query, without what a session keeps of records."""
    return cast("Sequence[tuple[Any, ...]]", session.connection().execute(query).all())


def raw_rows(session: Session, query: Select[Any], **facts: object) -> Sequence[tuple[Any, ...]]:
    """Return the rows of a query as plain values: texts, numbers, digits of keys, written days.

    SQLite's driver gives just these, and its rows are taken as they are: a grid of all cases
    reads tens of thousands, the file of one case thousands.
    """
    connection = session.connection()
    found = connection.execute(query, facts)
    if connection.dialect.name != "sqlite" or found.cursor is None:
        return cast("Sequence[tuple[Any, ...]]", found.all())
    rows = cast("Sequence[tuple[Any, ...]]", found.cursor.fetchall())
    found.close()
    return rows


def plainly(column: Any) -> Any:
    """Return a column that no index is looked up by.

    SQLite, which keeps no statistics here, would take the index of a column that nearly all rows
    agree in, such as that they are not deleted, before that of their case.
    """
    return func.coalesce(column, null())
