"""Keeps everything: one store, read in blocks and written in blocks, whole or not at all."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import anchors, audit, faults, folders, keys, opening, places, schema
from recruitment_app.store import engine as engines
from recruitment_app.store.ids import new_id

_log = logging.getLogger(__name__)


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Block:
    """The transaction that is open for writing, and the thread it belongs to."""

    session: Session
    ledger: audit.Ledger
    thread: int
    has_failed: bool = False


class Store:
    """One open store and who is signed in to it.

    Reads may come from any thread; writes take turns. What a block yields stays inside
    casework: rows leave it as frozen records, never as instances of the tables.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        person_id: UUID,
        database_id: UUID,
        stream: UUID,
        clock: Callable[[], datetime] = now,
        home: opening.Home | None = None,
    ) -> None:
        self.person_id = person_id
        self.database_id = database_id
        self.stream = stream
        self.clock = clock
        self.findings: tuple[str, ...] = ()
        self._home = home
        self._engine = engine
        self._writer = engine.execution_options(**{engines.WRITING: True})
        self._turn = threading.RLock()
        self._block: _Block | None = None
        self._is_closed = False
        audit.guard(engine)

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        person_id: UUID,
        name: str,
        password: str,
        fill: Callable[[Self], object] | None = None,
        clock: Callable[[], datetime] = now,
        cost: keys.Cost = keys.USUAL_COST,
    ) -> tuple[Self, str]:
        """Make a store in a new or empty folder and open it; return its recovery key too.

        ``fill`` writes the first rows. The folder appears when it has ended well, or not
        at all.
        """
        places.refuse_unfit(folder)
        with folders.new_folder(folder) as building:
            home, printed = opening.make(
                building, person_id=person_id, name=name, password=password, cost=cost
            )
            anchors.begin_anchors(building, [audit.Head(new_id(), 0, audit.START)], clock())
            store = cls._at(home, clock)
            try:
                if fill is not None:
                    fill(store)
            finally:
                store._shut()  # noqa: SLF001 - its own kind
        again = opening.take(folder, lambda _ring: (person_id, home.data_key))
        return cls._at(again, clock), printed

    @classmethod
    def open(
        cls, folder: Path, name: str, password: str, *, clock: Callable[[], datetime] = now
    ) -> Self:
        """Open a store by a person's own name and password."""
        home = opening.take(folder, lambda ring: keys.unlock(ring, name, password))
        try:
            version = opening.version_of(home)
            schema.refuse_newer(version)
            store = cls._at(home, clock)
        except BaseException:
            home.holding.release()
            raise
        try:
            store._start()  # noqa: SLF001 - its own kind
        except BaseException:
            store._shut()  # noqa: SLF001 - its own kind
            raise
        return store

    @classmethod
    def on(cls, engine: Engine, *, person_id: UUID, clock: Callable[[], datetime] = now) -> Self:
        """Return a store over a server whose tables stand; it has no folder and no keys."""
        return cls(engine, person_id=person_id, database_id=new_id(), stream=new_id(), clock=clock)

    @classmethod
    def _at(cls, home: opening.Home, clock: Callable[[], datetime]) -> Self:
        heads = anchors.read_anchors(home.folder)
        return cls(
            opening.engine_for(home),
            person_id=home.person_id,
            database_id=home.ring.database_id,
            stream=heads[-1].stream if heads else new_id(),
            clock=clock,
            home=home,
        )

    @property
    def folder(self) -> Path | None:
        """The folder this store lives in; a store on a server has none."""
        return self._home.folder if self._home else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one moment and changes nothing.

        Inside this thread's own writing block it is that block's session.
        """
        self._refuse_closed()
        block = self._block
        if block is not None and block.thread == threading.get_ident():
            yield block.session
            return
        with faults.translated(), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self, by: UUID | None = None, act: str = "") -> Iterator[Session]:
        """Give a session whose changes are saved together, audited, when the block ends well.

        A block inside another joins it: the outermost saves. ``act`` names what is done;
        each named block has its own audit entry. ``by`` is who does it, else who is signed in.
        """
        with self._turn:
            self._refuse_closed()
            if self._block is None:
                with self._outermost(by or self.person_id, act or "change") as session:
                    yield session
            else:
                with self._joined(self._block, by, act) as session:
                    yield session

    def close(self) -> None:
        """Put everything in its place and let the store go."""
        with self._turn:
            if not self._is_closed:
                self._shut()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    @contextmanager
    def _outermost(self, by: UUID, act: str) -> Iterator[Session]:
        session = audit.WritingSession(self._writer, expire_on_commit=False)
        ledger = audit.Ledger(session, self.stream, self.clock)
        block = _Block(session, ledger, threading.get_ident())
        self._block = block
        try:
            with faults.translated(), session:
                ledger.begin(act, by)
                yield session
                ledger.end()
                if block.has_failed:
                    raise RuntimeError("an act inside this block failed; nothing was saved")
                session.commit()
        finally:
            self._block = None
        self._anchor(ledger.head)

    @contextmanager
    def _joined(self, block: _Block, by: UUID | None, act: str) -> Iterator[Session]:
        info = block.session.info
        try:
            with faults.translated():
                if act:
                    block.ledger.begin(act, by or info["by"])
                yield block.session
                if act:
                    block.ledger.end()
        except BaseException:
            block.has_failed = True
            raise

    def _anchor(self, head: audit.Head | None) -> None:
        if head is None or self._home is None:
            return
        try:
            anchors.drop_anchor(self._home.folder, head, self.clock())
        except StoreTrouble:  # the act is saved; the next one anchors the longer chain
            _log.warning("the head of the audit chain could not be anchored")

    def _start(self) -> None:
        home = self._home
        if home is None:
            return
        if home.ring.last_person != home.person_id:
            ring = replace(home.ring, last_person=home.person_id)
            keys.write_ring(home.folder, ring)
            self._home = replace(home, ring=ring)

    def _shut(self) -> None:
        self._is_closed = True
        try:
            if self._home is not None:
                with faults.translated():
                    opening.settle(self._engine)
        finally:
            self._engine.dispose()
            if self._home is not None:
                self._home.holding.release()

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise Problem("The store is closed; sign in again.")
