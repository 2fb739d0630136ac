"""Keeps the head of the audit chain outside the database, where a lost tail shows."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from recruitment_app.errors import StoreTrouble
from recruitment_app.store import disk
from recruitment_app.store.audit import Head

ANCHORS_NAME = "anchors.txt"

_FIELDS = 4
_LONG = 64 * 1024
_KEPT = 200


def drop_anchor(folder: Path, head: Head, at: datetime) -> None:
    """Add a head to the store's anchors, and wait until the disk has it."""
    disk.append(folder / ANCHORS_NAME, _line(head, at))


def read_anchors(folder: Path) -> list[Head]:
    """Return the anchored heads in order; a line torn by a crash is passed over."""
    try:
        text = (folder / ANCHORS_NAME).read_text("utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError):
        raise StoreTrouble("The file of anchors beside the store cannot be read.") from None
    heads = (_head(line) for line in text.splitlines(keepends=True))
    return [head for head in heads if head is not None]


def begin_anchors(folder: Path, heads: Iterable[Head], at: datetime) -> None:
    """Begin the file of anchors anew with these heads."""
    disk.write_whole(folder / ANCHORS_NAME, b"".join(_line(head, at) for head in heads))


def shorten(folder: Path, at: datetime) -> None:
    """Keep the last heads alone once the file has grown long: each binds all before it."""
    path = folder / ANCHORS_NAME
    if path.exists() and path.stat().st_size > _LONG:
        begin_anchors(folder, read_anchors(folder)[-_KEPT:], at)


def mend(folder: Path) -> None:
    """End a line that a crash tore, so that the next one stands by itself."""
    path = folder / ANCHORS_NAME
    try:
        torn = path.exists() and not path.read_bytes().endswith(b"\n")
    except OSError as fault:
        raise disk.trouble(fault) from fault
    if torn and path.stat().st_size:
        disk.append(path, b"\n")


def _line(head: Head, at: datetime) -> bytes:
    moment = at.astimezone(UTC).isoformat(timespec="seconds")
    return f"{head.stream} {head.seq} {head.hash} {moment}\n".encode()


def _head(line: str) -> Head | None:
    fields = line.split()
    if not line.endswith("\n") or len(fields) != _FIELDS:
        return None
    try:
        return Head(UUID(fields[0]), int(fields[1]), fields[2])
    except ValueError:
        return None
