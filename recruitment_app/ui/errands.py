"""Runs slow work in order on one thread of its own and brings the answer back to the window's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from recruitment_app.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor

Answer = TypeVar("Answer")


class Cancelled(Exception):  # noqa: N818 - nothing went wrong: a person pressed Cancel
    """The person pressed Cancel; everything is as it was."""


class Progress(QObject):
    """What slow work tells the window while it runs, and how it hears of Cancel."""

    moved = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_cancelled = False

    def tell(self, done: int, of: int, sentence: str = "") -> None:
        """Say how far the work is; stop it here if Cancel was pressed."""
        if self._is_cancelled:
            raise Cancelled
        self.moved.emit(done, of, sentence)

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._is_cancelled = True


@dataclass
class _Asked:
    """One errand, who hears its answer or its Problem, and how it ended."""

    errand: Callable[[], object]
    then: Callable[[Any], object] | None
    sorry: Callable[[Problem], object] | None
    answer: object = None
    trouble: Exception | None = None


class Errands(QObject):
    """One thread, one errand after another; answers return by queued signal.

    The thread knows an errand by its number alone. What the errand held, often a
    page, is let go on the window's thread, for Qt does not survive it on another.
    """

    troubled = Signal(object)
    idle = Signal()
    _returned = Signal(int)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: dict[int, _Asked] = {}
        self._numbers = count()
        self._name = name
        self._pool: ThreadPoolExecutor | None = None
        self._returned.connect(self._on_returned)  # emitted on the thread, so it is queued

    @property
    def is_busy(self) -> bool:
        """Whether an errand is waiting, running or not yet answered."""
        return bool(self._asked)

    def run(
        self,
        errand: Callable[[], Answer],
        then: Callable[[Answer], object] | None = None,
        sorry: Callable[[Problem], object] | None = None,
    ) -> None:
        """Do the errand on the thread, then tell its answer, or its Problem, on the window's."""
        from concurrent.futures import (  # noqa: PLC0415 - nothing is sent before the first paint
            ThreadPoolExecutor,
        )

        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
        number = next(self._numbers)
        self._asked[number] = _Asked(errand, then, sorry)
        self._pool.submit(self._carry_out, number)

    def close(self) -> None:
        """Wait until everything that was asked for is done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def _carry_out(self, number: int) -> None:
        self._do(number)
        self._returned.emit(number)  # by now nothing on this thread knows the errand

    def _do(self, number: int) -> None:
        # No name here for the errand: a trouble remembers the names of the call it came through.
        try:
            self._asked[number].answer = self._asked[number].errand()
        except Exception as trouble:  # noqa: BLE001 - the one blind except: a thread's fault must reach a person
            self._asked[number].trouble = trouble

    @Slot(int)
    def _on_returned(self, number: int) -> None:
        asked = self._asked.pop(number)
        try:
            self._tell(asked)
        finally:
            if not self.is_busy:
                self.idle.emit()

    def _tell(self, asked: _Asked) -> None:
        match asked.trouble:
            case None:
                if asked.then is not None:
                    asked.then(asked.answer)
            case Cancelled():
                pass
            case Problem() if asked.sorry is not None:
                asked.sorry(asked.trouble)
            case _:
                self.troubled.emit(asked.trouble)
