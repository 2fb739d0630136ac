"""Sees that what is written fits its column on either engine: lengths, defaults, no NUL."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, Column, String, Table, inspect

from recruitment_app.errors import Problem
from recruitment_app.store.tables import Base


@dataclass(frozen=True, slots=True)
class _Words:
    """An attribute that holds words, and how many letters it takes; none where without end."""

    attribute: str
    length: int | None


def fit(row: Base) -> None:
    """Make a record fit its table, or raise a Problem that names the field that is too long."""
    values = row.__dict__
    for words in _words_of(type(row)):
        value = values.get(words.attribute)
        if value and not _fits(words, value):
            setattr(row, words.attribute, _fitting(words, value))


def complete(kind: type[Base], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row by its attributes, whole: fitting, and with its table's defaults."""
    whole = dict(row)
    for words in _words_of(kind):
        value = whole.get(words.attribute)
        if value and not _fits(words, value):
            whole[words.attribute] = _fitting(words, value)
    for attribute, default in _defaults_of(kind):
        if attribute not in whole:
            whole[attribute] = default()
    return whole


@cache
def columns_of(kind: type[Base]) -> tuple[tuple[str, str], ...]:
    """Return each attribute of a table that is written, and the name of its column."""
    return tuple((attribute, column.name) for attribute, column in _columns(kind))


def table_of(kind: type[Base]) -> Table:
    """Return the table that records of a kind are kept in."""
    table = kind.__table__
    if not isinstance(table, Table):
        raise TypeError(kind.__name__)
    return table


def _fits(words: _Words, value: Any) -> bool:
    if isinstance(value, str):
        return (words.length is None or len(value) <= words.length) and "\0" not in value
    return not any(isinstance(each, str) and "\0" in each for each in value.values())


def _fitting(words: _Words, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    value = _clean(value)
    if words.length is not None and len(value) > words.length:
        raise Problem(
            f"This takes at most {words.length} letters; it has {len(value)}. Shorten it.",
            field=words.attribute,
        )
    return value


def _clean(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) and "\0" in value else value


@cache
def _words_of(kind: type[Base]) -> tuple[_Words, ...]:
    found = []
    for attribute, column in _columns(kind):
        if isinstance(column.type, String) and not hasattr(column.type, "enums"):
            found.append(_Words(attribute, column.type.length))
        elif isinstance(column.type, JSON):
            found.append(_Words(attribute, None))
    return tuple(found)


@cache
def _defaults_of(kind: type[Base]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    return tuple(
        (attribute, _default_of(column))
        for attribute, column in _columns(kind)
        if column.autoincrement is not True
    )


def _default_of(column: Column[Any]) -> Callable[[], Any]:
    default: Any = column.default
    if default is None:
        return lambda: None
    if default.is_callable:
        make: Callable[[Any], Any] = default.arg
        return lambda: make(None)
    value = default.arg
    return lambda: value


def _columns(kind: type[Base]) -> list[tuple[str, Column[Any]]]:
    return [
        (prop.key, prop.columns[0])
        for prop in inspect(kind).column_attrs
        if isinstance(prop.columns[0], Column)
    ]
