"""Keeps files beside the tables: sealed in pieces, under a name that tells nothing of them.

A file is on the disk, whole, before the row that names it: a crash leaves at most a file that
nobody names, which is swept after thirty days.
"""

import hashlib
import hmac
import os
import secrets
import shutil
import struct
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Final, Protocol
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from recruitment_app.errors import StoreTrouble
from recruitment_app.store import disk, faults, keys, sealing
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Agency, AttachmentPiece

FOLDER_NAME: Final = "attachments"
PIECE: Final = 1 << 20
"""So much of a file is in memory at a time."""

LOST: Final = (
    "The file is not in the store's folder any more, or it is damaged: bring it back from a"
    " backup, or add it again."
)

_MARK: Final = b"recruitment file 1\n"
_SEALED_BY: Final = sealing.NONCE_BYTES + 16
_HEADER: Final = len(_MARK) + _SEALED_BY + sealing.KEY_BYTES
_UNFINISHED: Final = ".part-"
_DAY: Final = 24 * 60 * 60
_LET_BE: Final = 30 * _DAY
_PLACE: Final = struct.Struct(">QB")


class Source(Protocol):
    """What a file is read from, piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, fewer where it gives fewer at a time, none at its end."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept: its name, and the bytes of its content."""

    mac: str
    size: int


class SealedFiles:
    """The files of a store in a folder: each sealed with a key of its own, which heads the file."""

    def __init__(self, folder: Path, data_key: bytes, database_id: UUID) -> None:
        self._folder = folder / FOLDER_NAME
        self._naming = keys.sub_key(data_key, "attachment names")
        self._sealing = keys.sub_key(data_key, "attachment keys")
        self._bound_to = database_id.bytes
        self._gate = threading.Lock()

    def place(self, mac: str) -> Path:
        """Return where the sealed file lies, if it is there."""
        return place_in(self._folder, mac)

    def keep(self, source: Source) -> KeptFile:
        """Seal what is read from a source into a file that is on the disk when this returns.

        The same content again is the same file; one that was damaged is replaced.

        Raises:
            StoreTrouble: the disk is full or does not take it; nothing is left behind.

        """
        with faults.on_disk():
            disk.make_private(self._folder)
            handle, name = mkstemp(prefix=_UNFINISHED, dir=self._folder)
            unfinished = Path(name)
            try:
                with os.fdopen(handle, "wb") as out:
                    kept = self._seal(source, out)
                    disk.wait_for(out)
                self._put(unfinished, self.place(kept.mac), kept)
            finally:
                unfinished.unlink(missing_ok=True)
        return kept

    def pieces(self, mac: str) -> Iterator[bytes]:
        """Go through the content of a file, piece by piece, each proved by its seal.

        Raises:
            StoreTrouble: it is missing or damaged.

        """
        try:
            with self.place(mac).open("rb") as file:
                yield from self._unsealed(file, mac)
        except (OSError, sealing.Unsealable):
            raise StoreTrouble(LOST) from None

    def is_whole(self, mac: str, size: int) -> bool:
        """Read a file from end to end and say whether it holds what was kept."""
        try:
            return sum(map(len, self.pieces(mac))) == size
        except StoreTrouble:
            return False

    def is_there(self, mac: str, size: int) -> bool:
        """Say whether a file is there and as long as it should be, without reading it."""
        try:
            return self.place(mac).stat().st_size == sealed_size(size)
        except OSError:
            return False

    def bring_back(self, mac: str, size: int, folder: Path) -> bool:
        """Take a file that is missing from a folder of backups; say whether it is whole again."""
        source = place_in(folder, mac)
        if not source.is_file():
            return False
        place = self.place(mac)
        with faults.on_disk():
            disk.make_private(place.parent)
            unfinished = place.with_name(f"{_UNFINISHED}{mac}")
            shutil.copyfile(source, unfinished)
            with unfinished.open("rb+") as copied:
                disk.wait_for(copied)
            with self._gate:
                unfinished.replace(place)
                disk.settle(place.parent)
            if not self.is_whole(mac, size):
                place.unlink()
                return False
        return True

    def sweep(self, named: Collection[str]) -> int:
        """Remove files that no row names and nobody kept for thirty days; return how many."""
        if not self._folder.is_dir():
            return 0
        now, removed = time.time(), 0
        for path in [*self._folder.glob("??/*"), *self._folder.glob(f"{_UNFINISHED}*")]:
            longest = _DAY if path.name.startswith(_UNFINISHED) else _LET_BE
            with self._gate:
                if path.name not in named and now - path.stat().st_mtime > longest:
                    path.unlink(missing_ok=True)
                    removed += 1
        return removed

    def _put(self, unfinished: Path, place: Path, kept: KeptFile) -> None:
        with self._gate:
            if place.exists() and self.is_whole(kept.mac, kept.size):
                os.utime(place)  # somebody keeps it now: it is not swept before its row is there
                return
            disk.make_private(place.parent)
            unfinished.replace(place)
            for folder in (place.parent, self._folder, self._folder.parent):
                disk.settle(folder)

    def _seal(self, source: Source, out: IO[bytes]) -> KeptFile:
        key = secrets.token_bytes(sealing.KEY_BYTES)
        naming = hmac.new(self._naming, digestmod=hashlib.sha256)
        out.write(bytes(_HEADER))
        size = 0
        for place, (piece, is_last) in enumerate(_pieces_of(source)):
            naming.update(piece)
            size += len(piece)
            out.write(sealing.seal(key, piece, _PLACE.pack(place, is_last)))
        mac = naming.hexdigest()
        out.seek(0)
        out.write(_MARK + sealing.seal(self._sealing, key, self._bound_to + mac.encode()))
        return KeptFile(mac, size)

    def _unsealed(self, file: IO[bytes], mac: str) -> Iterator[bytes]:
        header = file.read(_HEADER)
        if not header.startswith(_MARK):
            raise sealing.Unsealable
        bound_to = self._bound_to + mac.encode()
        key = sealing.unseal(self._sealing, header[len(_MARK) :], bound_to)
        for place, (piece, is_last) in enumerate(_pieces_of(file, PIECE + _SEALED_BY)):
            yield sealing.unseal(key, piece, _PLACE.pack(place, is_last))


class ServerFiles:
    """The files of a store on a server, in a table of it: kept with the act that names them."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
    ) -> None:
        self._reading = reading
        self._writing = writing

    def keep(self, source: Source) -> KeptFile:
        """Keep what is read from a source, in the transaction that is open if one is."""
        with self._writing() as session:
            epoch = session.scalars(select(Agency.store_epoch)).one()
            naming = hmac.new(epoch.bytes, digestmod=hashlib.sha256)
            unfinished, size = new_id().hex, 0
            connection = session.connection()
            for place, (piece, _) in enumerate(_pieces_of(source)):
                naming.update(piece)
                size += len(piece)
                connection.execute(
                    insert(AttachmentPiece),
                    {"id": new_id(), "mac": unfinished, "place": place, "content": piece},
                )
            mac = naming.hexdigest()
            connection.execute(delete(AttachmentPiece).where(AttachmentPiece.mac == mac))
            connection.execute(
                update(AttachmentPiece).where(AttachmentPiece.mac == unfinished).values(mac=mac)
            )
        return KeptFile(mac, size)

    def pieces(self, mac: str) -> Iterator[bytes]:
        """Go through the content of a file, piece by piece.

        Raises:
            StoreTrouble: it is missing.

        """
        for place in count():
            with self._reading() as session:
                piece = session.scalar(
                    select(AttachmentPiece.content).where(
                        AttachmentPiece.mac == mac, AttachmentPiece.place == place
                    )
                )
            if piece is None and not place:
                raise StoreTrouble(LOST)
            if piece is None:
                return
            yield piece

    def is_whole(self, mac: str, size: int) -> bool:
        """Read a file from end to end and say whether it is as long as it should be."""
        try:
            return sum(map(len, self.pieces(mac))) == size
        except StoreTrouble:
            return False


def place_in(folder: Path, mac: str) -> Path:
    """Return where a folder of sealed files has the one of this name."""
    return folder / mac[:2] / mac


def sealed_size(size: int) -> int:
    """Return how many bytes a sealed file has on the disk for so many of content."""
    pieces = max(-(-size // PIECE), 1)
    return _HEADER + size + pieces * _SEALED_BY


def _pieces_of(source: Source, length: int = PIECE) -> Iterator[tuple[bytes, bool]]:
    """Go through a source in pieces of one length, and say which is the last."""
    piece = _filled(source, length)
    while True:
        following = _filled(source, length) if len(piece) == length else b""
        yield piece, not following
        if not following:
            return
        piece = following


def _filled(source: Source, length: int) -> bytes:
    """Read so many bytes, however few a source gives at a time; fewer where it ends."""
    parts = []
    while length and (part := source.read(length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
