"""Runs slow work in order on one thread of its own and brings the answer back to the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

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


class Errands(QObject):
    """One thread, one errand after another; answers return by queued signal."""

    troubled = Signal(object)
    idle = Signal()
    _returned = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._under_way = 0
        self._name = name
        self._pool: ThreadPoolExecutor | None = None
        self._returned.connect(self._on_returned)  # emitted on the thread, so it is queued

    @property
    def is_busy(self) -> bool:
        """Whether an errand is waiting, running or not yet answered."""
        return self._under_way > 0

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
        self._under_way += 1
        self._pool.submit(self._carry_out, errand, then, sorry)

    def close(self) -> None:
        """Wait until everything that was asked for is done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def _carry_out(
        self,
        errand: Callable[[], Answer],
        then: Callable[[Answer], object] | None,
        sorry: Callable[[Problem], object] | None,
    ) -> None:
        try:
            answer = errand()
        except Cancelled:
            self._returned.emit(_nothing)
        except Problem as problem:
            self._returned.emit(_told(sorry or self.troubled.emit, problem))
        except Exception as trouble:  # noqa: BLE001 - the one blind except: a thread's fault must reach a person
            self._returned.emit(_told(self.troubled.emit, trouble))
        else:
            self._returned.emit(_told(then, answer) if then else _nothing)

    @Slot(object)
    def _on_returned(self, tell: Callable[[], object]) -> None:
        self._under_way -= 1
        try:
            tell()
        finally:
            if not self.is_busy:
                self.idle.emit()


def _told(listener: Callable[[Answer], object], answer: Answer) -> Callable[[], object]:
    def tell() -> object:
        return listener(answer)

    return tell


def _nothing() -> None:
    """Tell nobody."""
