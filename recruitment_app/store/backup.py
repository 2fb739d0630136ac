"""Makes backups that can be restored on their own, proves each by opening it, and rotates them.

A backup made on wish is one file that holds the attached files too. Those that are kept in turn
would each hold the same ones again: they stand in one folder beside the backups, each once.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Any

from recruitment_app import __version__
from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import (
    attachments,
    copies,
    disk,
    faults,
    keys,
    manifests,
    rotation,
    schema,
    stopping,
)
from recruitment_app.store import engine as engines
from recruitment_app.store.manifests import Manifest
from recruitment_app.store.opening import Home

BACKUPS_NAME = "backups"
MANIFEST_NAME = "manifest.json"
NOT_A_BACKUP = "This file is not a backup of this application."

_PURPOSE = "backups"
_SEALING = "backup manifests"
_PIECE = 1 << 20
_ROOM_NEEDED = 3  # times the size of the database


def make_backup(home: Home, file: Path, at: datetime, *, with_files: bool = True) -> Manifest:
    """Write a backup of an open store into one new file, proved before it has its name.

    A file that is attached and missing from the store is missing from its backup: the check of
    the store says so, and the rest is backed up all the same.
    """
    folder = file.parent
    disk.make_private(folder)
    with faults.on_disk(), _room_in(folder) as room:
        files = _attached(home) if with_files else {}
        _refuse_too_little_room(home, folder, files.values())
        copy = room / engines.DATABASE_NAME
        manifest = _copy(home, copy, at)
        whole = room / "whole"
        seal = manifests.to_text(manifest, keys.sub_key(home.data_key, _SEALING))
        with whole.open("xb") as out:
            _pack(out, copy, seal, keys.ring_to_text(keys.read_ring(home.folder)), files)
            out.flush()
            disk.wait_for(out)
        _prove_packed(whole, manifest, files)
        whole.replace(file)
        disk.settle(folder)
    return manifest


def back_up(home: Home, at: datetime) -> list[str]:
    """Keep a backup in the store's folder, and a copy in the second place where one is set.

    Returns a sentence for what went wrong in the second place, which fails alone.
    """
    folder = home.folder / BACKUPS_NAME
    disk.make_private(folder)
    with faults.on_disk(), closing(engines.connect(home.database, home.data_key)) as connection:
        head, second_place = copies.head_in(connection), _second_place(connection)
    name = rotation.name_of(home.ring.database_id, at, head.seq if head else 0)
    _keep_beside(_attached(home), folder)
    manifest = make_backup(home, folder / name, at, with_files=False)
    rotation.rotate(folder, home.ring.database_id, newest=name)
    if second_place is None:
        return []
    try:
        _keep_beside(_attached(home), second_place)
        _copy_across(home, manifest, folder / name, second_place / name)
        rotation.rotate(second_place, home.ring.database_id, newest=name)
    except StoreTrouble:
        return ["The second place for backups could not be reached; this backup stands in one."]
    return []


def is_backed_up(home: Home) -> bool:
    """Say whether the newest backup holds the last act."""
    with faults.on_disk(), closing(engines.connect(home.database, home.data_key)) as connection:
        head = copies.head_in(connection)
    if head is None:
        return True
    newest = rotation.newest(home.folder / BACKUPS_NAME, home.ring.database_id)
    if newest is None:
        return False
    try:
        return read_manifest(newest).head == head
    except Problem:
        return False


def read_manifest(file: Path) -> Manifest:
    """Return what a backup says of itself, its seal unread."""
    with _opened(file) as packed:
        return manifests.from_text(_text(packed, MANIFEST_NAME))


def read_ring(file: Path) -> keys.KeyRing:
    """Return who can open a backup."""
    with _opened(file) as packed:
        return keys.ring_from_text(_text(packed, keys.KEYS_NAME))


def unpack(file: Path, data_key: bytes, into: Path) -> Manifest:
    """Take the encrypted copy out of a backup, and prove that not one byte of it changed."""
    with _opened(file) as packed:
        sealed = _text(packed, MANIFEST_NAME)
        manifest = manifests.from_text(sealed, keys.sub_key(data_key, _SEALING))
        try:
            with packed.open(engines.DATABASE_NAME) as source, into.open("xb") as out:
                digest = _carry(source, out)
        except (KeyError, zipfile.BadZipFile, EOFError):
            raise StoreTrouble("This backup is damaged; choose another.") from None
    if digest != manifest.digest:
        raise StoreTrouble("This backup is damaged; choose another.")
    return manifest


def unpack_files(file: Path, macs: Iterable[str], into: Path) -> None:
    """Bring the attached files of a backup to their places in a store's folder, still sealed.

    One that the backup has not, nor the folder beside it, stays missing.
    """
    beside = file.parent / attachments.FOLDER_NAME
    with _opened(file) as packed:
        held = set(packed.namelist())
        for mac in macs:
            place = attachments.place_in(into / attachments.FOLDER_NAME, mac)
            if _entry(mac) in held:
                source: IO[bytes] = packed.open(_entry(mac))
            elif attachments.place_in(beside, mac).is_file():
                source = attachments.place_in(beside, mac).open("rb")
            else:
                continue
            disk.make_private(place.parent)
            try:
                with source, place.open("xb") as out:
                    _carry(source, out)
                    disk.wait_for(out)
            except (zipfile.BadZipFile, EOFError):
                raise StoreTrouble("This backup is damaged; choose another.") from None
            disk.settle(place.parent)


def key_of_copy(data_key: bytes) -> bytes:
    """Return the key of the database inside a backup."""
    return keys.sub_key(data_key, _PURPOSE)


def _second_place(connection: Any) -> Path | None:
    """Return the second place that the agency set, whatever the store's revision."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(agencies)")}
    if "backup_folder" not in columns:
        return None
    row = connection.execute("SELECT backup_folder FROM agencies LIMIT 1").fetchone()
    return Path(row[0]) if row and row[0] else None


def _copy(home: Home, copy: Path, at: datetime) -> Manifest:
    key = key_of_copy(home.data_key)
    with (
        closing(engines.connect(home.database, home.data_key)) as source,
        stopping.held(source),
    ):
        source.execute("BEGIN")  # what is counted and what is copied are one moment
        rows, head = copies.count_rows(source), copies.head_in(source)
        revision = schema.version_in(source)
        with closing(engines.connect_copy(copy, key)) as target:
            copies.fill(source, target)
        source.execute("ROLLBACK")
    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = manifests.manifest_of(
        database_id=home.ring.database_id,
        application=__version__,
        revision=revision,
        made_at=at,
        rows=rows,
        head=head,
        digest=digest,
    )
    _prove_copy(copy, key, manifest)
    return manifest


def _prove_copy(copy: Path, key: bytes, manifest: Manifest) -> None:
    with closing(engines.look(copy, key, is_still=True)) as opened, stopping.held(opened):
        copies.prove(opened, rows=manifest.rows, head=manifest.head, revision=manifest.revision)


def _attached(home: Home) -> dict[str, Path]:
    """Return the attached files that are there, by their names."""
    with closing(engines.connect(home.database, home.data_key)) as connection:
        macs = copies.attached_in(connection)
    folder = home.folder / attachments.FOLDER_NAME
    places = {mac: attachments.place_in(folder, mac) for mac in macs}
    return {mac: place for mac, place in places.items() if place.is_file()}


def _keep_beside(files: Mapping[str, Path], folder: Path) -> None:
    """Let a folder of backups have every attached file, each once; proved by reading it again."""
    with faults.on_disk():
        for mac, source in files.items():
            target = attachments.place_in(folder / attachments.FOLDER_NAME, mac)
            if target.is_file() and target.stat().st_size == source.stat().st_size:
                continue
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = target.with_name(f".{mac}.part")
            with source.open("rb") as content, unfinished.open("wb") as out:
                digest = _carry(content, out)
                disk.wait_for(out)
            with unfinished.open("rb") as again:
                if hashlib.file_digest(again, "sha256").hexdigest() != digest:
                    raise StoreTrouble(copies.NOT_EQUAL)
            unfinished.replace(target)
            disk.settle(target.parent)


def _entry(mac: str) -> str:
    return f"{attachments.FOLDER_NAME}/{mac}"


def _pack(out: IO[bytes], copy: Path, manifest: str, ring: str, files: Mapping[str, Path]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(MANIFEST_NAME, manifest)
        packed.writestr(keys.KEYS_NAME, ring)
        stored = {engines.DATABASE_NAME: copy} | {_entry(mac): files[mac] for mac in files}
        for name, path in stored.items():
            with path.open("rb") as source, packed.open(_stored(path, name), "w") as place:
                _carry(source, place)


def _stored(path: Path, name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo.from_file(path, name)
    entry.compress_type = zipfile.ZIP_STORED
    return entry


def _prove_packed(whole: Path, manifest: Manifest, files: Iterable[str]) -> None:
    with zipfile.ZipFile(whole) as packed:
        if _digest(packed, engines.DATABASE_NAME) != manifest.digest:
            raise StoreTrouble(copies.NOT_EQUAL)
        try:
            for mac in files:  # read to its end, each is compared with its own checksum
                _digest(packed, _entry(mac))
        except zipfile.BadZipFile:
            raise StoreTrouble(copies.NOT_EQUAL) from None


def _digest(packed: zipfile.ZipFile, name: str) -> str:
    with packed.open(name) as file:
        digest = hashlib.sha256()
        while piece := file.read(_PIECE):
            stopping.refuse_stopped()
            digest.update(piece)
    return digest.hexdigest()


def _copy_across(home: Home, manifest: Manifest, file: Path, target: Path) -> None:
    with faults.on_disk():
        target.parent.mkdir(parents=True, exist_ok=True)
        with _room_in(target.parent) as room:
            whole = room / "whole"
            with file.open("rb") as source, whole.open("xb") as out:
                digest = _carry(source, out)
                disk.wait_for(out)
            with whole.open("rb") as again:
                if hashlib.file_digest(again, "sha256").hexdigest() != digest:
                    raise StoreTrouble(copies.NOT_EQUAL)
            with _room_in(file.parent) as here:  # opened from this disk: the other may be a share
                copy = here / engines.DATABASE_NAME
                unpack(whole, home.data_key, copy)
                _prove_copy(copy, key_of_copy(home.data_key), manifest)
            whole.replace(target)
        disk.settle(target.parent)


def _carry(source: IO[bytes], out: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := source.read(_PIECE):
        stopping.refuse_stopped()
        digest.update(piece)
        out.write(piece)
    out.flush()
    return digest.hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as packed:
            yield packed
    except zipfile.BadZipFile:
        raise Problem(NOT_A_BACKUP, field="file") from None
    except FileNotFoundError:
        raise Problem("There is no such file.", field="file") from None
    except IsADirectoryError:
        raise Problem(NOT_A_BACKUP, field="file") from None
    except OSError as fault:
        raise disk.trouble(fault) from fault


def _text(packed: zipfile.ZipFile, name: str) -> str:
    try:
        return packed.read(name).decode()
    except (KeyError, UnicodeDecodeError):
        raise Problem(NOT_A_BACKUP, field="file") from None
    except (zipfile.BadZipFile, EOFError):
        raise StoreTrouble("This backup is damaged; choose another.") from None


@contextmanager
def _room_in(folder: Path) -> Iterator[Path]:
    for left in folder.glob(".backup-*"):  # of a process that was killed; one at a time makes them
        shutil.rmtree(left, ignore_errors=True)
    room = Path(mkdtemp(prefix=".backup-", dir=folder))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _refuse_too_little_room(home: Home, folder: Path, files: Iterable[Path]) -> None:
    needed = _ROOM_NEEDED * home.database.stat().st_size
    needed += sum(each.stat().st_size for each in files)
    if shutil.disk_usage(folder).free < needed:
        raise StoreTrouble(
            f"There is not enough room on the disk for a backup ({needed >> 20} MiB are needed)."
        )
