"""Telling what a command found: as one JSON value for scripts, as a table for people."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

_GAP = "  "


def tell_rows(rows: Sequence[Mapping[str, Any]], fields: Sequence[str], *, as_json: bool) -> None:
    """Tell rows as one array, or as a table with a heading."""
    if as_json:
        tell_json([{field: row[field] for field in fields} for row in rows])
        return
    cells = [list(fields), *([_shown(row[field]) for field in fields] for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(fields))]
    lines = (
        _GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )
    sys.stdout.write("\n".join(lines) + "\n")


def tell_json(value: object) -> None:
    """Tell one JSON value; letters stay as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def say(sentence: str) -> None:
    """Say a sentence."""
    sys.stdout.write(sentence + "\n")


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return " ".join(f"{name}={_shown(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_shown(part) for part in value)
    return " ".join(str(value).split())
