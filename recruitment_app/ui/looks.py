"""Looks things up while somebody types: off the window's thread, and the newest word counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from recruitment_app.ui.errands import Cancelled, Errands

if TYPE_CHECKING:
    from collections.abc import Callable

    from recruitment_app.errors import Problem
    from recruitment_app.store.keeping import Store
    from recruitment_app.store.stopping import Reading

Answer = TypeVar("Answer")


class Looks(QObject):
    """Reads on a thread of its own; asking for the same thing again makes the older answer void."""

    troubled = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._asked: dict[str, Reading] = {}
        self._is_closed = False
        self._errands = Errands("looks", self)
        self._errands.troubled.connect(self.troubled)

    @property
    def is_busy(self) -> bool:
        """Whether something is still looked up."""
        return self._errands.is_busy

    def look(
        self,
        what: str,
        read: Callable[[Store], Answer],
        then: Callable[[Answer], object],
        sorry: Callable[[Problem], object] | None = None,
    ) -> None:
        """Read, then tell the answer, unless ``what`` was asked for again or dropped meanwhile."""
        from recruitment_app.store.stopping import (  # noqa: PLC0415 - of the store, before whose import a window is painted
            Reading,
            Stopped,
        )

        self.drop(what)
        if self._is_closed:  # the last letters were typed as the store was let go
            return
        reading = Reading()
        self._asked[what] = reading

        def carry_out() -> Answer:
            try:
                with reading.begin():
                    return read(self._store)
            except Stopped:
                raise Cancelled from None

        def tell(answer: Answer) -> None:
            if self._asked.get(what) is reading:
                del self._asked[what]
                then(answer)

        self._errands.run(carry_out, tell, sorry)

    def drop(self, what: str) -> None:
        """Let what was asked for be: its answer is not wanted any more."""
        reading = self._asked.pop(what, None)
        if reading is not None:
            reading.stop()

    def close(self) -> None:
        """Break off everything, and wait until the thread has heard of it."""
        self._is_closed = True
        for what in tuple(self._asked):
            self.drop(what)
        self._errands.close()
