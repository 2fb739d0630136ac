"""Tables as open text files that say what they hold: CSV, and a description for machines.

The description is a data package as the Frictionless standard has it
(specs.frictionlessdata.io, version 1): each file, its columns with type and
meaning, its key, and which column names the key of which other file.
"""

import csv
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

DESCRIPTION_NAME = "datapackage.json"
README_NAME = "README.txt"
_TELL_EVERY = 1_000

_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "datetime": {"type": "datetime", "format": "any"},
    "date": {"type": "date", "format": "default"},
}


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """One column: its kind (string, uuid, integer, boolean, date, datetime or object) and meaning.

    ``is_needed`` says that it is never empty but for an empty text; ``refers_to``
    names the file and the column whose value it repeats; ``words`` are the only values
    that a column of fixed words takes, which is empty where it has none.
    """

    name: str
    kind: str
    meaning: str
    is_needed: bool = False
    refers_to: tuple[str, str] | None = None
    longest: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenTable:
    """One file: what it holds, its columns, and which of them are its key."""

    name: str
    meaning: str
    columns: tuple[OpenColumn, ...]
    key: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of the file."""
        return f"{self.name}.csv"


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A file that was written: how many rows, how many bytes, and their SHA-256."""

    table: OpenTable
    rows: int
    size: int
    sha256: str


def write_open_table(
    folder: Path,
    table: OpenTable,
    rows: Iterable[Sequence[Any]],
    tell: Callable[[int], object] | None = None,
) -> WrittenTable:
    """Write the rows of a table exactly as they are, one after another.

    ``tell`` hears now and then how many are written, and may end it by raising.
    """
    path = folder / table.file_name
    spoken = [_SAY[column.kind] for column in table.columns]
    count = 0
    with open(path, "x", encoding="utf-8", newline="", opener=_private) as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in table.columns)
        for count, row in enumerate(rows, start=1):
            writer.writerow(
                [
                    "" if value is None else say(value)
                    for say, value in zip(spoken, row, strict=True)
                ]
            )
            if tell is not None and count % _TELL_EVERY == 0:
                tell(count)
        file.flush()
        os.fsync(file.fileno())
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    return WrittenTable(table, count, path.stat().st_size, digest)


def write_open_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file as it is, piece by piece; where a piece fails, nothing of it stays."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        with open(path, "xb", opener=_private) as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _private(path: str, flags: int) -> int:
    """Open a file that only its owner may read."""
    return os.open(path, flags, 0o600)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


_SAY: Mapping[str, Callable[[Any], str]] = {
    "string": str,
    "uuid": str,
    "integer": str,
    "boolean": lambda value: "true" if value else "false",
    "date": date.isoformat,
    "datetime": _instant,
    "object": _json,
}


def write_description(
    folder: Path, written: Sequence[WrittenTable], facts: Mapping[str, Any], readme: str
) -> None:
    """Write what describes the files: one description for machines, one for people."""
    described = {
        "profile": "tabular-data-package",
        **facts,
        "resources": [_resource(each) for each in written],
    }
    text = json.dumps(described, ensure_ascii=False, indent=1)
    for name, content in ((DESCRIPTION_NAME, f"{text}\n"), (README_NAME, readme)):
        with open(folder / name, "x", encoding="utf-8", newline="\n", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _resource(written: WrittenTable) -> dict[str, Any]:
    table = written.table
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    references = [
        {"fields": column.name, "reference": {"resource": column.refers_to[0], "fields": there}}
        for column in table.columns
        if column.refers_to is not None
        for there in column.refers_to[1:]
    ]
    if references:
        schema["foreignKeys"] = [_within(reference, table.name) for reference in references]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file_name,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "rows": written.rows,
        "schema": schema,
    }


def _within(reference: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a reference as the standard has it: to the file itself it names none."""
    there = reference["reference"]
    resource = "" if there["resource"] == name else there["resource"]
    return {**reference, "reference": {**there, "resource": resource}}


def _field(column: OpenColumn) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "description": column.meaning}
    told |= _FORMATS.get(column.kind, {"type": column.kind})
    limits: dict[str, Any] = {}
    if column.words:
        limits["enum"] = list(column.words)
    if column.is_needed and (column.words or column.kind != "string"):
        limits["required"] = True
    if column.longest is not None:
        limits["maxLength"] = column.longest
    return {**told, "constraints": limits} if limits else told
