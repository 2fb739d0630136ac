"""Names backups and decides which are kept: by the hour, the day, the week and the month."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

SUFFIX = ".recruitment-backup"

_NAME = re.compile(r"store-([0-9a-f]{8})-(\d{8}T\d{6}Z)-(\d{8})" + re.escape(SUFFIX))
_MOMENT = "%Y%m%dT%H%M%SZ"
_KEPT = ((24, "%Y%m%d%H"), (14, "%Y%m%d"), (8, "%G%V"), (12, "%Y%m"))


@dataclass(frozen=True, slots=True, order=True)
class _Named:
    seq: int
    at: datetime
    name: str


def name_of(database_id: UUID, at: datetime, seq: int) -> str:
    """Return the name of a backup: which store, when, and up to which audit entry."""
    moment = at.astimezone(UTC).strftime(_MOMENT)
    return f"store-{database_id.hex[:8]}-{moment}-{seq:08}{SUFFIX}"


def to_remove(names: Iterable[str], newest: str) -> set[str]:
    """Return the backups that no rule keeps: 24 hourly, 14 daily, 8 weekly, 12 monthly.

    The clock of the machine decides nothing but the name: the newest by content stays
    whatever its name says.
    """
    known = sorted(filter(None, map(_read, names)), reverse=True)
    kept = {newest, *(named.name for named in known[:1])}
    for number, form in _KEPT:
        spans: dict[str, str] = {}
        for named in sorted(known, key=lambda named: named.at, reverse=True):
            spans.setdefault(named.at.strftime(form), named.name)
        kept.update(list(spans.values())[:number])
    return {named.name for named in known} - kept


def rotate(folder: Path, database_id: UUID, *, newest: str) -> None:
    """Remove this store's backups that no rule keeps."""
    for name in to_remove(_names_in(folder, database_id), newest):
        (folder / name).unlink(missing_ok=True)


def newest(folder: Path, database_id: UUID) -> Path | None:
    """Return this store's backup with the latest content."""
    known = sorted(filter(None, map(_read, _names_in(folder, database_id))))
    return folder / known[-1].name if known else None


def all_in(folder: Path, database_id: UUID) -> list[Path]:
    """Return this store's backups, the oldest content first."""
    known = sorted(filter(None, map(_read, _names_in(folder, database_id))))
    return [folder / named.name for named in known]


def _names_in(folder: Path, database_id: UUID) -> list[str]:
    if not folder.is_dir():
        return []
    begins = f"store-{database_id.hex[:8]}-"
    return [path.name for path in folder.iterdir() if path.name.startswith(begins)]


def _read(name: str) -> _Named | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    at = datetime.strptime(found.group(2), _MOMENT).replace(tzinfo=UTC)
    return _Named(int(found.group(3)), at, name)
