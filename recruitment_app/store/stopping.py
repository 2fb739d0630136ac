"""Lets one thread break off what another reads: an answer that nobody waits for any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from sqlalchemy.orm import Session

_STEPS: Final = 10_000  # of the file's own machine: less than a millisecond


class Stopped(Exception):  # noqa: N818 - nothing went wrong: nobody waits for the answer
    """What was read was broken off."""


class Reading:
    """What a thread reads within ``begin``; ``stop`` may be called from any thread, at any time."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._is_stopped = False

    @property
    def is_stopped(self) -> bool:
        """Whether somebody asked to break off."""
        return self._is_stopped

    def stop(self) -> None:
        """Break off what is being read, and let nothing more be."""
        self._is_stopped = True

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
        """Take note of the connection that is at work, or that none is any more.

        The file asks every so many steps whether to go on: unlike an interruption from
        outside, that is heard by a query that has not begun. A server's query runs to its end.
        """
        if self._is_stopped and connection is not None:
            raise Stopped
        for one, ask in ((self._connection, None), (connection, self._is_over)):
            if hasattr(one, "set_progress_handler"):
                one.set_progress_handler(ask, _STEPS)
        self._connection = connection

    def _is_over(self) -> bool:
        return self._is_stopped


_AT_WORK: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def watched(session: Session) -> Iterator[None]:
    """Let a session's reading be broken off where its thread reads what may be."""
    if _AT_WORK.get() is None:
        yield
        return
    with held(session.connection().connection.dbapi_connection):
        yield


@contextmanager
def held(connection: Any) -> Iterator[None]:
    """Let what a driver's connection does be broken off, as ``watched`` does with a session's."""
    reading = _AT_WORK.get()
    if reading is None:
        yield
        return
    reading.hold(connection)
    try:
        yield
    finally:
        reading.hold(None)


def refuse_stopped() -> None:
    """Raise where what this thread does was broken off: between two steps without a query."""
    reading = _AT_WORK.get()
    if reading is not None and reading.is_stopped:
        raise Stopped
