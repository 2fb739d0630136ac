"""The slow work of an import page: one piece at a time, and no answer that comes too late."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from recruitment_app.casework.change import Change
from recruitment_app.casework.importing.import_layouts import Look, look_at
from recruitment_app.casework.importing.import_papers import import_paper
from recruitment_app.casework.importing.import_undo import undo_import
from recruitment_app.casework.importing.imports import ImportPlan, import_cases, plan_import
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.ui.errands import Cancelled, Progress
from recruitment_app.ui.import_work import ImportWork, Manner
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.working_bar import WorkingBar

Answer = TypeVar("Answer")
Errand = Callable[[Store, Progress], Answer]


class ImportErrands(QObject):
    """Sends an errand and shows how far it is; whatever was sent before is not waited for.

    An answer reaches nobody when the page has gone, or has asked for something else since.
    """

    def __init__(self, office: Office, bar: WorkingBar, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._bar = bar
        self._asked = 0
        self._progress: Progress | None = None

    def send(
        self,
        errand: Errand[Answer],
        title: str,
        then: Callable[[Answer], object],
        sorry: Callable[[Problem], object],
        stopped: Callable[[], object],
        *,
        writes: bool = False,
    ) -> None:
        """Send an errand; one of the three hears how it ended: done, refused or cancelled."""
        self.forget()
        self._asked += 1
        number = self._asked

        def carry_out(store: Store, progress: Progress) -> tuple[bool, Answer | None]:
            try:
                return True, errand(store, progress)
            except Cancelled:
                return False, None

        def told(answer: tuple[bool, Answer | None]) -> None:
            if not self._is_awaited(number):
                return
            self._leave()
            is_done, found = answer
            if is_done:
                then(found)  # type: ignore[arg-type]  # done: what the errand returned
            else:
                stopped()

        def refused(problem: Problem) -> None:
            if self._is_awaited(number):
                self._leave()
                sorry(problem)

        self._progress = self._office.send(carry_out, told, refused, writes=writes)
        self._bar.watch(self._progress, title)

    def forget(self) -> None:
        """Wait for nothing any more; what is under way is asked to stop."""
        if self._progress is not None:
            self._progress.cancel()
            self._asked += 1
            self._leave()

    def _is_awaited(self, number: int) -> bool:
        return isValid(self) and isValid(self._bar) and number == self._asked

    def _leave(self) -> None:
        self._progress = None
        self._bar.leave()


def looking(path: Path, manner: Manner) -> Errand[Look]:
    """Return the errand that looks through a file."""

    def errand(store: Store, progress: Progress) -> Look:
        return look_at(
            store,
            path=path,
            sheet=manner.sheet,
            mapping=manner.mapping,
            heading_row=manner.heading_row,
            separator=manner.separator,
            encoding=manner.encoding,
            progress=progress.tell,
        )

    return errand


def judging(work: ImportWork, today: date) -> Errand[ImportPlan]:
    """Return the errand that makes the dry run of what was chosen so far."""
    path, layout, answers = work.path, work.layout, work.answers_by_column()
    corrections = dict(work.corrections)

    def errand(store: Store, progress: Progress) -> ImportPlan:
        return plan_import(
            store,
            path=path,
            mapping=layout,
            sheet=layout.sheet,
            today=today,
            answers=answers,
            corrections=corrections,
            progress=progress.tell,
        )

    return errand


def bringing_in(plan: ImportPlan, today: date) -> Errand[Change]:
    """Return the errand that brings in what a dry run holds."""

    def errand(store: Store, progress: Progress) -> Change:
        return import_cases(store, plan=plan, today=today, progress=progress.tell)

    return errand


def undoing(number: int, today: date) -> Errand[Change]:
    """Return the errand that undoes an import."""

    def errand(store: Store, progress: Progress) -> Change:
        return undo_import(store, number=number, today=today, progress=progress.tell)

    return errand


def printing(number: int, today: date) -> Errand[bytes]:
    """Return the errand that writes the report of an import."""

    def errand(store: Store, _progress: Progress) -> bytes:
        return import_paper(store, number=number, today=today)

    return errand
