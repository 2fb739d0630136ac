"""Keeps everything: one store, read in blocks and written in blocks, whole or not at all."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import (
    anchors,
    attachments,
    audit,
    backup,
    checking,
    drafts,
    faults,
    filling,
    folders,
    keys,
    opening,
    places,
    schema,
    search,
    stopping,
)
from recruitment_app.store.blocks import Blocks
from recruitment_app.store.ids import new_id
from recruitment_app.store.manifests import Manifest
from recruitment_app.store.sign_ins import SignIns

_log = logging.getLogger(__name__)


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


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
        self.sign_ins = SignIns(home) if home else None
        self._findings: tuple[str, ...] = ()
        self._watch: checking.Watch | None = None
        self._home = home
        self._folder = home.folder if home else None
        self._engine = engine
        self._is_closed = False
        self._last_backup = stopping.Reading()
        self._blocks = Blocks(engine, stream=stream, clock=clock, when_saved=self._anchor)
        self._drafts = drafts.Drafts(self._blocks.writer, self._blocks.turn, clock, home)
        self.attachments: attachments.SealedFiles | attachments.ServerFiles = (
            attachments.SealedFiles(home.folder, home.data_key, home.ring.database_id)
            if home
            else attachments.ServerFiles(self.reading, self.writing)
        )

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
        return cls._open(folder, lambda ring: keys.unlock(ring, name, password), clock)

    @classmethod
    def recover(
        cls,
        folder: Path,
        recovery_key: str,
        *,
        name: str,
        new_password: str,
        clock: Callable[[], datetime] = now,
        cost: keys.Cost = keys.USUAL_COST,
    ) -> Self:
        """Open a store by its recovery key, and give a person of it a new password."""

        def unlock(ring: keys.KeyRing) -> tuple[UUID, bytes]:
            return keys.person_named(ring, name), keys.unlock_with_recovery(ring, recovery_key)

        store = cls._open(folder, unlock, clock)
        try:
            if store.sign_ins is not None:
                store.sign_ins.set_password(
                    person_id=store.person_id, password=new_password, cost=cost
                )
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def on(cls, engine: Engine, *, person_id: UUID, clock: Callable[[], datetime] = now) -> Self:
        """Return a store over a server whose tables stand; it has no folder and no keys."""
        return cls(engine, person_id=person_id, database_id=new_id(), stream=new_id(), clock=clock)

    @classmethod
    def _open(cls, folder: Path, unlock: opening.Unlock, clock: Callable[[], datetime]) -> Self:
        home = opening.take(folder, unlock)
        try:
            version = opening.version_of(home)
            schema.refuse_newer(version)
            if schema.is_older(version):
                from recruitment_app.store import (  # noqa: PLC0415 - alembic, where it is due
                    upgrading,
                )

                upgrading.bring_up(home, clock())
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
        return self._folder

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one moment and changes nothing.

        Inside this thread's own writing block it is that block's session.
        """
        self._refuse_closed()
        with self._blocks.reading() as session:
            yield session

    @contextmanager
    def writing(self, by: UUID | None = None, act: str = "") -> Iterator[Session]:
        """Give a session whose changes are saved together, audited, when the block ends well.

        A block inside another joins it: the outermost saves. ``act`` names what is done;
        each named block has its own audit entry. ``by`` is who does it, else who does the
        outer block, else who is signed in.
        """
        self._refuse_closed()
        who = self._blocks.acting_for(by, self.person_id)
        with self._blocks.writing(who, act) as session:
            yield session

    @property
    def findings(self) -> tuple[str, ...]:
        """What the checks of this start found so far: a sentence for each fault."""
        return self._findings + (self._watch.findings if self._watch else ())

    def wait_for_checks(self, seconds: float | None = None) -> bool:
        """Wait for the checks that run beside the work; say whether they have ended."""
        return self._watch is None or self._watch.wait(seconds)

    def check(self) -> tuple[str, ...]:
        """Check the store from end to end; return a sentence for each fault."""
        if self._home is None:
            with self.reading() as session:
                return checking.look_on_server(session)
        self._refuse_closed()
        return checking.look_whole(self._home, self._engine)

    def rebuild_search(self) -> None:
        """Build the full-text index anew from the texts it lies over."""
        self._refuse_closed()
        with self._blocks.turn, faults.translated(), self._blocks.writer.begin() as connection:
            search.rebuild(connection)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Let very many rows be written to a new store, which nobody reads meanwhile.

        What fails within leaves a store without its indexes: it is to be thrown away.
        """
        self._refuse_closed()
        with self._blocks.turn, filling.without_indexes(self._blocks.writer):
            yield

    def save_draft(self, spot: str, text: str) -> None:
        """Keep what is being typed at a spot; it is on the disk when this returns.

        May be called from any thread: while a long write runs, it goes to a file of its own.
        """
        self._refuse_closed()
        self._drafts.save(self.person_id, spot, text, is_busy=self._blocks.is_within)

    def discard_draft(self, spot: str) -> None:
        """Forget what was typed at a spot: it was saved, or thrown away."""
        self._refuse_closed()
        self._drafts.save(self.person_id, spot, None, is_busy=self._blocks.is_within)

    def drafts(self) -> dict[str, str]:
        """Return the typing of who is signed in that was never saved, by its spot."""
        with self.reading() as session:
            return self._drafts.of(session, self.person_id)

    def back_up(self, file: Path) -> Manifest:
        """Write one backup to one new file, proved by opening it."""
        self._refuse_closed()
        if file.exists():
            raise Problem("There is already a file of this name.", field="file")
        return backup.make_backup(self._home_or_refuse(), file, self.clock())

    def back_up_if_changed(self) -> list[str]:
        """Keep a backup where an act was saved since the last; return what went wrong elsewhere."""
        if self._home is None or backup.is_backed_up(self._home):
            return []
        return backup.back_up(self._home, self.clock())

    def close(self, *, is_backed_up: bool = True) -> list[str]:
        """Let the store go, everything in its place; return what went wrong with the backup.

        A backup is kept where an act was saved since the last one; one that fails, or that
        ``do_without_backup`` breaks off, never keeps the store open.
        """
        with self._blocks.turn:
            if self._is_closed:
                return []
            try:
                with self._last_backup.begin():
                    return self.back_up_if_changed() if is_backed_up else []
            except stopping.Stopped:
                return []
            except StoreTrouble as trouble:
                _log.warning("no backup was kept when the store was closed: %s", trouble)
                return [str(trouble)]
            finally:
                self._shut()

    def do_without_backup(self) -> None:
        """Break off the backup of a store that another thread closes: somebody waits for it.

        The acts that it would have held are in the next one.
        """
        self._last_backup.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def _anchor(self, head: audit.Head) -> None:
        if self._home is None:
            return
        try:
            anchors.drop_anchor(self._home.folder, head, self.clock())
        except StoreTrouble:  # the act is saved; the next one anchors the longer chain
            _log.warning("the head of the audit chain could not be anchored")

    def _start(self) -> None:
        home = self._home_or_refuse()
        anchors.mend(home.folder)
        with self.reading() as session:
            self._findings = checking.compare_head(session, home.folder)
        self._drafts.replay()
        if home.ring.last_person != home.person_id:
            keys.write_ring(home.folder, replace(home.ring, last_person=home.person_id))
        self._watch = checking.Watch(home, self.clock)

    def _shut(self) -> None:
        self._is_closed = True
        home, self._home = self._home, None
        try:
            if self._watch is not None:
                self._watch.stop()
            if home is not None:
                self._settle(home)
        finally:
            self._engine.dispose()
            if home is not None:
                home.holding.release()

    def _settle(self, home: opening.Home) -> None:
        try:
            with faults.translated():
                opening.settle(self._engine)
            anchors.shorten(home.folder, self.clock())
        except StoreTrouble as trouble:  # what was saved stands in the log beside the file
            _log.warning("the store was closed with its log beside it: %s", trouble)

    def _home_or_refuse(self) -> opening.Home:
        if self._home is None:
            raise Problem("A store on a server is backed up by the server.")
        return self._home

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise Problem("The store is closed; sign in again.")
