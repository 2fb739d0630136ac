"""Lets one thread break off what another reads: an answer that nobody waits for any more."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy.orm import Session


class Stopped(Exception):  # noqa: N818 - nothing went wrong: nobody waits for the answer
    """What was read was broken off."""


class Reading:
    """What a thread reads within ``begin``; ``stop`` may be called from any thread, at any time."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._connection: Any = None
        self._is_stopped = False

    def stop(self) -> None:
        """Break off what is being read, and let nothing more be."""
        with self._gate:
            self._is_stopped = True
            if hasattr(self._connection, "interrupt"):  # a server's query runs to its end
                self._connection.interrupt()

    @contextmanager
    def begin(self) -> Iterator[None]:
        """Let all that this thread reads within the block be stoppable.

        Raises:
            Stopped: it was stopped.

        """
        before = _AT_WORK.set(self)
        try:
            yield
        except Exception:
            if self._is_stopped:
                raise Stopped from None
            raise
        finally:
            _AT_WORK.reset(before)

    def hold(self, connection: Any) -> None:
        """Take note of the connection that is at work, or that none is any more."""
        with self._gate:
            if self._is_stopped and connection is not None:
                raise Stopped
            self._connection = connection


_AT_WORK: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def watched(session: Session) -> Iterator[None]:
    """Let a session's reading be broken off where its thread reads what may be."""
    reading = _AT_WORK.get()
    if reading is None:
        yield
        return
    reading.hold(session.connection().connection.dbapi_connection)
    try:
        yield
    finally:
        reading.hold(None)
