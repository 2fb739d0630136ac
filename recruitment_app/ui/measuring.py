"""Measures one start: to the first paint, to Today painted, and the memory that it takes."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from recruitment_app.errors import Problem
from recruitment_app.ui.agency_door import AgencyDoor
from recruitment_app.ui.pages.sign_in_page import SignInPage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from recruitment_app.settings import Settings
    from recruitment_app.ui.front_door import Opened
    from recruitment_app.ui.main_window import MainWindow

PASSWORD_NAME: Final = "RECRUITMENT_PASSWORD"  # noqa: S105 - where the password stands, not the password
LONGEST_WAIT_MS: Final = 120_000
_MILLI: Final = 1000.0
_STARTED_AT: Final = 19  # the field of /proc/self/stat after the name of the program


def process_age_ms() -> float | None:
    """Return the milliseconds since this process began; nothing where the system does not say."""
    if sys.platform != "linux":
        return None
    with open("/proc/self/stat", encoding="ascii") as told:  # noqa: PTH123 - no need of pathlib
        ticks = int(told.read().rpartition(")")[2].split()[_STARTED_AT])
    began = ticks / os.sysconf("SC_CLK_TCK")
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * _MILLI


def resident_mib() -> float | None:
    """Return the memory resident now; nothing where the system does not say."""
    if sys.platform != "linux":
        return None
    with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - as above
        pages = int(told.read().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class TimedDoor(AgencyDoor):
    """The front door of one store, noting how long its slow calls took and why it stayed shut."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.import_ms = 0.0
        self.unlock_ms = 0.0
        self.opened_at = 0.0
        self.problem: Problem | None = None

    def prepare(self) -> None:
        """Import what is needed, and note how long that took."""
        began = time.perf_counter()
        super().prepare()
        self.import_ms = _since(began)

    def sign_in(self, folder: Path, name: str, password: str) -> Opened:
        """Open the store, and note how long that took or why it stays shut."""
        began = time.perf_counter()
        try:
            opened = super().sign_in(folder, name, password)
        except Problem as problem:
            self.problem = problem
            raise
        self.unlock_ms = _since(began)
        self.opened_at = time.perf_counter()
        return opened


class Measuring(QObject):
    """Does what a person does at the start, writes one JSON object and closes the window."""

    def __init__(self, application: QApplication, door: TimedDoor) -> None:
        super().__init__(application)
        self._application = application
        self._door = door
        self._window: MainWindow | None = None
        self._is_painted = False
        self._first_paint_ms: float | None = None
        self._today_ms: float | None = None
        self._quiet = QTimer(self)
        self._quiet.timeout.connect(self._on_quiet)

    def forget(self, _machine: Settings) -> None:
        """Keep no settings: this start leaves nothing behind on the machine."""

    def watch(self, window: MainWindow) -> None:
        """Listen to the window, before anybody else hears of its first paint."""
        self._window = window
        window.painted.connect(self._on_first_paint)
        window.troubled.connect(self._on_troubled)

    @Slot()
    def _on_first_paint(self) -> None:
        self._first_paint_ms = process_age_ms()
        if self._window is None:
            return
        if not isinstance(self._window.front, SignInPage):
            self._stop("There is no store in this folder.")
            return
        self._window.prepared.connect(self._on_prepared)
        QTimer.singleShot(LONGEST_WAIT_MS, self, self._on_waited_long)

    @Slot()
    def _on_prepared(self) -> None:
        window = self._window
        page = window.front if window else None
        if window is None or not isinstance(page, SignInPage):
            return
        page.password.setText(os.environ.get(PASSWORD_NAME) or page.password.text())
        if not page.password.text():
            self._stop(f"Set {PASSWORD_NAME} to the password of {page.name.text()}.")
            return
        window.installEventFilter(self)
        self._quiet.start(0)
        page.button.click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name; typing_extensions waits for the first paint
        if event.type() == QEvent.Type.UpdateRequest:
            self._is_painted = self._has_shell()
            self._quiet.start(0)  # told when nothing else waits: the paint is on the screen
        return super().eventFilter(watched, event)

    @Slot()
    def _on_quiet(self) -> None:
        if self._door.problem is not None:
            self._stop(str(self._door.problem))
            return
        if self._application.activeModalWidget() is not None:
            self._stop("Something went wrong.")
            return
        now = _since(self._door.opened_at)
        if self._is_painted and self._today_ms is None:
            self._today_ms = now
        if self._is_painted and not self._is_busy():
            self._tell(now)
        else:
            self._quiet.start(1)

    def _tell(self, whole_ms: float) -> None:
        told = {
            "first_paint_ms": self._first_paint_ms,
            "import_ms": self._door.import_ms,
            "unlock_ms": self._door.unlock_ms,
            "today_ms": self._today_ms,
            "whole_ms": whole_ms,
            "rss_mib": resident_mib(),
        }
        import json  # noqa: PLC0415 - as everything that a usual start imports after its paint

        rounded = {name: value and round(value, 1) for name, value in told.items()}
        sys.stdout.write(json.dumps(rounded) + "\n")
        self._end(0)

    def _is_busy(self) -> bool:
        office = self._window.office if self._window else None
        return office is None or office.is_busy

    def _has_shell(self) -> bool:
        return self._window is not None and self._window.shell is not None

    @Slot(object)
    def _on_troubled(self, trouble: BaseException) -> None:
        self._stop(str(trouble) if isinstance(trouble, Problem) else "Something went wrong.")

    @Slot()
    def _on_waited_long(self) -> None:
        self._stop("Today was not painted in two minutes.")

    def _stop(self, sentence: str) -> None:
        sys.stderr.write(f"{sentence}\n")
        self._end(1)

    def _end(self, status: int) -> None:
        self._quiet.stop()
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.close()
        self._application.exit(status)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * _MILLI
