"""Keeps typing that is not saved as an act yet, also while a long write has the store."""

import json
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from recruitment_app.store import disk, faults, sealing
from recruitment_app.store.opening import Home
from recruitment_app.store.tables import Draft

DRAFTS_NAME = "drafts.bin"

_PURPOSE = "drafts"
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Typing:
    """What somebody typed at one spot; no text means that it was saved or thrown away."""

    worker_id: UUID
    spot: str
    text: str | None
    saved_at: datetime


class Drafts:
    """The drafts of one store: in its table or, while a long write runs, in a file beside it."""

    def __init__(
        self,
        writer: Engine,
        turn: "threading.RLock",
        clock: Callable[[], datetime],
        home: Home | None,
    ) -> None:
        self._writer = writer
        self._turn = turn
        self._clock = clock
        self._file = _DraftsFile(home) if home else None

    def save(self, worker_id: UUID, spot: str, text: str | None, *, is_busy: bool) -> None:
        """Keep what was typed, durably, before this returns; no text takes the draft away.

        ``is_busy`` says that this thread itself is inside a writing block.
        """
        typing = Typing(worker_id, spot, text, self._clock().astimezone(UTC))
        if is_busy or not self._turn.acquire(blocking=self._file is None):
            if self._file is not None:
                self._file.add(typing)
            return
        try:
            self._put([*self._waiting(), typing])
            self._clear()
        finally:
            self._turn.release()

    def of(self, session: Session, worker_id: UUID) -> dict[str, str]:
        """Return a person's drafts by the spot they were typed at."""
        found = session.execute(
            select(Draft.spot, Draft.text).where(Draft.worker_id == worker_id).order_by(Draft.spot)
        )
        drafts = {spot: text for spot, text in found}  # noqa: C416 - rows are not pairs to mypy
        for typing in self._waiting():
            if typing.worker_id == worker_id and typing.text is not None:
                drafts[typing.spot] = typing.text
            elif typing.worker_id == worker_id:
                drafts.pop(typing.spot, None)
        return drafts

    def replay(self) -> None:
        """Bring what stands in the file beside the store into the table."""
        with self._turn:
            waiting = list(self._waiting())
            if waiting:
                self._put(waiting)
            self._clear()

    def _waiting(self) -> Iterator[Typing]:
        return iter(()) if self._file is None else self._file.read()

    def _clear(self) -> None:
        if self._file is not None:
            self._file.remove()

    def _put(self, typings: list[Typing]) -> None:
        latest = {(typing.worker_id, typing.spot): typing for typing in typings}
        with faults.translated(), Session(self._writer) as session:
            for typing in latest.values():
                kept = session.scalars(
                    select(Draft).where(
                        Draft.worker_id == typing.worker_id, Draft.spot == typing.spot
                    )
                ).first()
                if typing.text is None:
                    if kept is not None:
                        session.delete(kept)
                    continue
                if kept is None:
                    kept = Draft(worker_id=typing.worker_id, spot=typing.spot)
                    session.add(kept)
                kept.text = typing.text.replace("\0", " ")
                kept.saved_at = typing.saved_at
            session.commit()


class _DraftsFile:
    """An encrypted file that grows by one sealed piece for each draft; the last of a spot holds."""

    def __init__(self, home: Home) -> None:
        self._path: Path = home.folder / DRAFTS_NAME
        self._key = sealing.sub_key(home.data_key, _PURPOSE)
        self._bound_to = home.ring.database_id.bytes
        self._gate = threading.Lock()

    def add(self, typing: Typing) -> None:
        told = json.dumps(
            [str(typing.worker_id), typing.spot, typing.text, typing.saved_at.isoformat()]
        )
        sealed = sealing.seal(self._key, told.encode(), self._bound_to)
        with self._gate:
            disk.append(self._path, _LENGTH.pack(len(sealed)) + sealed)

    def read(self) -> Iterator[Typing]:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as fault:
            raise disk.trouble(fault) from fault
        at = 0
        while at + _LENGTH.size <= len(content):
            (length,) = _LENGTH.unpack_from(content, at)
            sealed = content[at + _LENGTH.size : at + _LENGTH.size + length]
            at += _LENGTH.size + length
            try:
                plain = sealing.unseal(self._key, sealed, self._bound_to)
            except sealing.Unsealable:
                return  # torn by a crash while it was written: it was not yet shown as kept
            worker_id, spot, text, saved_at = json.loads(plain)
            yield Typing(UUID(worker_id), spot, text, datetime.fromisoformat(saved_at))

    def remove(self) -> None:
        with self._gate:
            self._path.unlink(missing_ok=True)
