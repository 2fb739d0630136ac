"""The canonical JSON of a report's contents and its hash, by which a frozen one is known."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any, Final

from recruitment_app.documents.report_contents import ReportContents
from recruitment_app.drawings.shapes import Drawing
from recruitment_app.forms import prose

VERSION: Final = 1
_STAMP: Final = "stamp"


def canonical(contents: ReportContents) -> str:
    """Return the contents as JSON, the same for the same contents, without their stamp.

    A photograph stands there by the SHA-256 of its bytes. What is empty is left out, so that a
    later version of the application that knows more gives the same JSON of the same report.
    """
    told = {name: value for name, value in _record(contents).items() if name != _STAMP}
    return json.dumps(
        {"version": VERSION, **told}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def content_sha256(contents: ReportContents) -> str:
    """Return the hash of the contents, in hexadecimal: equal only where all of them are."""
    return sha256(canonical(contents).encode("utf-8", "surrogatepass")).hexdigest()


def _told(value: Any) -> Any:
    told = value
    match value:
        case prose.Prose():
            told = json.loads(prose.to_json(value))
        case bytes():
            told = sha256(value).hexdigest()
        case Enum():
            told = value.value
        case date():
            told = value.isoformat()
        case tuple():
            told = [_told(each) for each in value]
        case Drawing():
            shapes = [{"is": type(each).__name__, **_record(each)} for each in value.shapes]
            told = {**_record(value), "shapes": shapes}
        case _ if is_dataclass(value):
            told = _record(value)
    return told


def _record(value: Any) -> dict[str, Any]:
    told = {field.name: _told(getattr(value, field.name)) for field in fields(value)}
    return {name: each for name, each in told.items() if each not in ("", [], {}, None)}
