"""Brings a backup back into a new folder, proved before it appears; never over a living store."""

from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from recruitment_app.errors import Problem
from recruitment_app.store import (
    anchors,
    audit,
    backup,
    copies,
    disk,
    faults,
    folders,
    keys,
    locking,
    places,
    schema,
    search,
)
from recruitment_app.store import engine as engines
from recruitment_app.store.ids import new_id
from recruitment_app.store.manifests import Manifest


def restore(file: Path, folder: Path, name: str, password: str, *, at: datetime) -> Manifest:
    """Restore a backup by the name and password of somebody who could open it when it was made.

    The recovery key of that day serves in place of the password, whatever the name.
    """
    places.refuse_unfit(folder)
    folders.refuse_used(folder.expanduser().absolute())
    schema.refuse_newer(backup.read_manifest(file).revision)
    ring = backup.read_ring(file)
    data_key = _unlock(ring, name, password)
    with faults.on_disk(), folders.new_folder(folder) as building, locking.held(building):
        copy = building / "copy"
        manifest = backup.unpack(file, data_key, copy)
        database = building / engines.DATABASE_NAME
        with (
            closing(engines.look(copy, backup.key_of_copy(data_key), is_still=True)) as source,
            closing(engines.connect_copy(database, data_key)) as target,
        ):
            copies.fill(source, target)
        with closing(engines.connect(database, data_key)) as restored:
            copies.prove(
                restored, rows=manifest.rows, head=manifest.head, revision=manifest.revision
            )
            search.prove(restored)
            macs = copies.attached_in(restored)
            restored.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        copy.unlink()
        backup.unpack_files(file, macs, building)
        _begin(building, ring, manifest, at)
    return manifest


def _unlock(ring: keys.KeyRing, name: str, typed: str) -> bytes:
    if keys.may_be_recovery_key(typed):
        with suppress(Problem):  # a password may look like one
            return keys.unlock_with_recovery(ring, typed)
    return keys.unlock(ring, name, typed)[1]


def _begin(building: Path, ring: keys.KeyRing, manifest: Manifest, at: datetime) -> None:
    """Give the restored store its keys, and a stream of its own that follows the old one."""
    heads = [head for head in (manifest.head,) if head is not None]
    anchors.begin_anchors(building, [*heads, audit.Head(new_id(), 0, audit.START)], at)
    keys.write_ring(building, ring)
    disk.settle(building)


def people_of(file: Path) -> tuple[UUID, tuple[str, ...]]:
    """Return which store a backup is of, and the names that can open it."""
    ring = backup.read_ring(file)
    return ring.database_id, ring.names
