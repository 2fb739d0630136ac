"""Gives sessions in blocks: a block reads one moment, or writes all it changed or nothing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from recruitment_app.store import audit, faults, stopping
from recruitment_app.store import engine as engines


@dataclass(slots=True)
class _Block:
    """The transaction that is open for writing, and the thread it belongs to."""

    session: Session
    ledger: audit.Ledger
    thread: int
    has_failed: bool = False


class Blocks:
    """The blocks of one store: readers beside each other, writers in turn."""

    def __init__(
        self,
        engine: Engine,
        *,
        stream: UUID,
        clock: Callable[[], datetime],
        when_saved: Callable[[audit.Head], None],
    ) -> None:
        self.turn = threading.RLock()
        self.writer = engine.execution_options(**{engines.WRITING: True})
        self._engine = engine
        self._stream = stream
        self._clock = clock
        self._when_saved = when_saved
        self._block: _Block | None = None
        audit.guard(engine)

    @property
    def is_within(self) -> bool:
        """Say whether this thread is inside a writing block."""
        block = self._block
        return block is not None and block.thread == threading.get_ident()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one moment; within a writing block, that block's own."""
        block = self._block
        if block is not None and self.is_within:
            yield block.session
            return
        with (
            faults.translated(),
            Session(self._engine, autoflush=False) as session,
            stopping.watched(session),
        ):
            yield session

    @contextmanager
    def writing(self, by: UUID, act: str) -> Iterator[Session]:
        """Give a session that is saved when the outermost block ends well."""
        with self.turn:
            if self._block is None:
                with self._outermost(by, act or "change") as session:
                    yield session
            else:
                with self._joined(self._block, by, act) as session:
                    yield session

    def acting_for(self, by: UUID | None, otherwise: UUID) -> UUID:
        """Return who does what follows: whoever is named, else the outer block's, else another."""
        if by is not None:
            return by
        block = self._block
        if block is not None and self.is_within:
            outer: UUID | None = block.session.info.get("by")
            return outer or otherwise
        return otherwise

    @contextmanager
    def _outermost(self, by: UUID, act: str) -> Iterator[Session]:
        session = audit.WritingSession(self.writer, expire_on_commit=False)
        ledger = audit.Ledger(session, self._stream, self._clock)
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
        if ledger.head is not None:
            self._when_saved(ledger.head)

    @contextmanager
    def _joined(self, block: _Block, by: UUID, act: str) -> Iterator[Session]:
        try:
            with faults.translated():
                if act:
                    block.ledger.begin(act, by)
                yield block.session
                if act:
                    block.ledger.end()
        except BaseException:
            block.has_failed = True
            raise
