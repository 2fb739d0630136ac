"""Sees that what is written fits its column on either engine: lengths, defaults, no NUL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
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


def complete(kind: type[Base], rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows by their attributes, whole: fitting, and with their table's defaults."""
    plain, made = _defaults_of(kind)
    whole = [{**plain, **row} for row in rows]
    for attribute, default in made:
        for row in whole:
            if attribute not in row:
                row[attribute] = default()
    for words in _words_of(kind):
        column = [row.get(words.attribute) for row in whole]
        if not _all_fit(words, column):
            for row, value in zip(whole, column, strict=True):
                if value and not _fits(words, value):
                    row[words.attribute] = _fitting(words, value)
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


def _all_fit(words: _Words, values: Sequence[Any]) -> bool:
    """Tell whether each fits, as quickly as nearly always they all do."""
    told = [value for value in values if value]
    if told and not isinstance(told[0], str):
        told = [each for value in told for each in value.values() if isinstance(each, str)]
    if words.length is not None and max(map(len, told), default=0) > words.length:
        return False
    return "\0" not in "".join(told)


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
def _defaults_of(
    kind: type[Base],
) -> tuple[Mapping[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    """Return the defaults that are values, and those that are made anew for each row."""
    plain: dict[str, Any] = {}
    made: list[tuple[str, Callable[[], Any]]] = []
    for attribute, column in _columns(kind):
        default: Any = column.default
        if column.autoincrement is True:
            continue
        if default is not None and default.is_callable:
            made.append((attribute, partial(default.arg, None)))
        else:
            plain[attribute] = None if default is None else default.arg
    return plain, tuple(made)


def _columns(kind: type[Base]) -> list[tuple[str, Column[Any]]]:
    return [
        (prop.key, prop.columns[0])
        for prop in inspect(kind).column_attrs
        if isinstance(prop.columns[0], Column)
    ]
