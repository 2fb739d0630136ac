"""The desk that every page works at: it does acts, sends errands and says what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from recruitment_app.ui.errands import Errands, Progress
from recruitment_app.ui.looks import Looks

if TYPE_CHECKING:
    from datetime import date

    from recruitment_app.casework.change import Change
    from recruitment_app.casework.rows import WorkerRow
    from recruitment_app.errors import Problem
    from recruitment_app.settings import Settings
    from recruitment_app.store.keeping import Store

Facts = ParamSpec("Facts")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Asking:
    """An act about to be done, with who hears that it was done or why it was not."""

    office: Office
    then: Callable[[Change], object] | None = None
    sorry: Callable[[Problem], object] | None = None

    def do(
        self,
        act: Callable[Concatenate[Store, Facts], Change],
        *args: Facts.args,
        **facts: Facts.kwargs,
    ) -> None:
        """Do the act on the store thread; tell the listeners, then everybody."""

        def errand() -> Change:
            return act(self.office.store, *args, **facts)

        self.office.act(errand, self.then, self.sorry)


class Office(QObject):
    """Every page receives one of these and nothing else.

    Acts run one after another on the store thread. Papers and slow reads run on
    a second thread, what is looked up while somebody types on a third. Quick reads
    stay on the window's thread.
    """

    changed = Signal(object)
    troubled = Signal(object)
    settings_changed = Signal(object)
    closing = Signal()
    """The store is about to be let go: whoever holds unsaved typing keeps it now."""
    closed = Signal()
    """The store is let go: nothing reads it any more, and what waits for a moment is stopped."""

    def __init__(
        self,
        store: Store,
        *,
        today: Callable[[], date],
        person: WorkerRow,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.person = person
        self.settings = settings
        self._today = today
        self._acts = Errands("store", self)
        self._papers = Errands("papers", self)
        self._looks = Looks(store, self)
        self._under_way: list[Progress] = []
        self._is_closed = False
        for errands in (self._acts, self._papers, self._looks):
            errands.troubled.connect(self.troubled)

    def today(self) -> date:
        """Return the day it is: the machine's, or the sample's own."""
        return self._today()

    def keep(self, settings: Settings) -> None:
        """Remember these settings of this machine from now on."""
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)

    @property
    def is_busy(self) -> bool:
        """Whether anything is still being done."""
        return self._acts.is_busy or self._papers.is_busy or self._looks.is_busy

    def do(
        self,
        act: Callable[Concatenate[Store, Facts], Change],
        *args: Facts.args,
        **facts: Facts.kwargs,
    ) -> None:
        """Do one act on the store thread, in order, then tell everybody what changed."""
        Asking(self).do(act, *args, **facts)

    def asking(
        self,
        *,
        then: Callable[[Change], object] | None = None,
        sorry: Callable[[Problem], object] | None = None,
    ) -> Asking:
        """Name who hears that the next act was done, or the sentence why it was not."""
        return Asking(self, then, sorry)

    def act(
        self,
        errand: Callable[[], Change],
        then: Callable[[Change], object] | None,
        sorry: Callable[[Problem], object] | None,
    ) -> None:
        """Run what ``Asking.do`` made on the store thread."""

        def tell(change: Change) -> None:
            if self._is_closed:  # it was done all the same; nobody can look at it any more
                return
            if then is not None:
                then(change)
            self.changed.emit(change)

        self._acts.run(errand, tell, self._while_open(sorry))

    def send(
        self,
        errand: Callable[[Store, Progress], Answer],
        then: Callable[[Answer], object],
        sorry: Callable[[Problem], object] | None = None,
        *,
        writes: bool = False,
    ) -> Progress:
        """Send a paper, a slow read or (``writes``) an import on its way.

        Returns its progress, which a person can watch and cancel.
        """
        progress = Progress(self)
        self._under_way.append(progress)

        def carry_out() -> Answer:
            try:
                return errand(self.store, progress)
            finally:
                self._under_way.remove(progress)

        errands = self._acts if writes else self._papers
        errands.run(carry_out, self._while_open(then), self._while_open(sorry))
        return progress

    def look(
        self,
        what: str,
        read: Callable[[Store], Answer],
        then: Callable[[Answer], object],
    ) -> None:
        """Look something up while somebody types; asked for again, the older answer is void."""
        self._looks.look(what, read, then)

    def stop_looking(self, what: str) -> None:
        """Let what was asked for be: nobody waits for it any more."""
        self._looks.drop(what)

    def quick(
        self,
        read: Callable[Concatenate[Store, Facts], Answer],
        *args: Facts.args,
        **facts: Facts.kwargs,
    ) -> Answer:
        """Read on the window's thread what takes milliseconds."""
        return read(self.store, *args, **facts)

    def close(self) -> None:
        """Wait for both threads: acts finish, errands stop at their next step."""
        self.closing.emit()
        for progress in tuple(self._under_way):
            progress.cancel()
        self._looks.close()
        self._acts.close()
        self._papers.close()
        self._is_closed = True
        self.closed.emit()

    def _while_open(
        self, tell: Callable[[Answer], object] | None
    ) -> Callable[[Answer], object] | None:
        """Let nobody hear an answer once the store is let go: what they show it on is gone."""
        if tell is None:
            return None

        def heard(answer: Answer) -> None:
            if not self._is_closed:
                tell(answer)

        return heard
