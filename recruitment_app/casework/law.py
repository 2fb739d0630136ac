"""The law and the code lists that ship with the application, read once from their TOML files."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

from recruitment_app.errors import Problem
from recruitment_app.paths import resources
from recruitment_app.rules.limits import Certainty, Force, Limit, Unit

_LIMIT_FIELDS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "id": str,
        "title": str,
        "trigger": str,
        "number": int,
        "unit": str,
        "inclusive": bool,
        "force": str,
        "who": str,
        "source": str,
        "certainty": str,
        "valid_from": date,
        "followed": bool,
        "on": bool,
        "note": str,
    }
)
_LIMIT_NEEDS: Final = ("id", "title", "trigger", "force", "who", "source", "certainty")


@cache
def shipped_limits() -> tuple[Limit, ...]:
    """Return every time limit as shipped, in the order of its table."""
    return read_limits(resources() / "limits.toml")


def read_limits(file: Path) -> tuple[Limit, ...]:
    """Read a table of limits; a file that is wrong is refused, naming file, row and reason."""
    found: dict[str, Limit] = {}
    for at, row in enumerate(_rows(file, _read(file), "limit"), start=1):
        where = f"{file.name}, row {at}"
        if isinstance(row.get("id"), str):
            where = f"{where} ({row['id']})"
        _check(where, row, _LIMIT_FIELDS, _LIMIT_NEEDS)
        try:
            limit = Limit(
                **{
                    **row,
                    "unit": cast("Unit | None", row.get("unit")),
                    "force": cast("Force", row["force"]),
                    "certainty": cast("Certainty", row["certainty"]),
                }
            )
        except Problem as problem:
            raise Problem(f"{where}: {problem}") from problem
        if limit.id in found:
            raise Problem(f"{where}: the limit stands there twice.")
        found[limit.id] = limit
    return tuple(found.values())


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as problem:
        raise Problem(f"{file.name} cannot be read: {problem.strerror}.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Problem(f"{file.name} is not a TOML table: {problem}.") from problem


def _rows(where: object, table: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    label = where.name if isinstance(where, Path) else where
    rows = table.get(name)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise Problem(f"{label} has no rows under [[{name}]].")
    return rows


def _check(
    where: str, row: Mapping[str, Any], fields: Mapping[str, type], needs: tuple[str, ...]
) -> None:
    for name, value in row.items():
        if name not in fields:
            raise Problem(f"{where}: “{name}” is not a field that is known.")
        if type(value) is not fields[name]:
            raise Problem(f"{where}: “{name}” holds a value of the wrong kind.")
    for name in needs:
        if not row.get(name):
            raise Problem(f"{where}: “{name}” is missing.")
