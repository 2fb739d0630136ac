"""Tables of the resources, read once: each row made into a value, a wrong one refused."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from recruitment_app.errors import Problem

Made = TypeVar("Made")


def read_table(file: Path) -> dict[str, Any]:
    """Return what stands in a file.

    Raises:
        Problem: it cannot be read, or is no TOML.

    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as problem:
        raise Problem(f"{file.name} cannot be read: {problem.strerror}.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Problem(f"{file.name} is not a TOML table: {problem}.") from problem


def made_by_id(
    file: Path, rows: Iterable[Mapping[str, Any]], make: Callable[[Mapping[str, Any]], Made]
) -> dict[str, Made]:
    """Return what is made of each row, by the row's id, in their order.

    Raises:
        Problem: a row is wrong, or stands there twice; the sentence names file, row and reason.

    """
    found: dict[str, Made] = {}
    for row in rows:
        name = row.get("id", "a row without id")
        try:
            made = make(row)
        except (TypeError, KeyError, ValueError, Problem) as fault:
            raise Problem(f"{file.name}, {name}: {fault}") from fault
        if name in found:
            raise Problem(f"{file.name}, {name}: it stands there twice.")
        found[name] = made
    return found
