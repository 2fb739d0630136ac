"""Says what is in a backup, without one word about a person."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store.audit import START, Head

_KIND = "recruitment_backup"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: whose, when, in which shape, how much, and the head of the audit."""

    database_id: str
    application: str
    revision: str
    made_at: str
    rows: Mapping[str, int]
    stream: str
    seq: int
    hash: str
    digest: str

    @property
    def head(self) -> Head | None:
        """The last link of the chain in the backup, or nothing where it holds no act."""
        return Head(UUID(self.stream), self.seq, self.hash) if self.seq else None


def manifest_of(
    *,
    database_id: UUID,
    application: str,
    revision: str,
    made_at: datetime,
    rows: Mapping[str, int],
    head: Head | None,
    digest: str,
) -> Manifest:
    """Return the manifest of a copy just made and read again."""
    return Manifest(
        database_id=str(database_id),
        application=application,
        revision=revision,
        made_at=made_at.isoformat(timespec="seconds"),
        rows=dict(rows),
        stream=str(head.stream) if head else str(database_id),
        seq=head.seq if head else 0,
        hash=head.hash if head else START,
        digest=digest,
    )


def to_text(manifest: Manifest, key: bytes) -> str:
    """Return a manifest's text, sealed so that a change of it shows."""
    told = {_KIND: _VERSION, **asdict(manifest)}
    return json.dumps({**told, "seal": _seal(told, key)}, indent=1, sort_keys=True) + "\n"


def from_text(text: str, key: bytes | None = None) -> Manifest:
    """Read a manifest; with the key, refuse one that was changed."""
    damaged = StoreTrouble("This backup is damaged; choose another.")
    try:
        told = json.loads(text)
        version = told[_KIND]
        seal = told.pop("seal")
        if version > _VERSION:
            raise Problem(
                "This backup was made by a newer version of the application; update it first."
            )
        if key is not None and not hmac.compare_digest(seal, _seal(told, key)):
            raise damaged
        del told[_KIND]
        manifest = Manifest(**told)
        UUID(manifest.stream)
        UUID(manifest.database_id)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise damaged from None
    return manifest


def _seal(told: Mapping[str, Any], key: bytes) -> str:
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
