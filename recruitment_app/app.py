"""The front door: builds the application and its window, and lets nothing vanish unseen."""

from __future__ import annotations

import gc
import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from recruitment_app import paths, settings
from recruitment_app.ui.lasting import make_lasting
from recruitment_app.ui.main_window import MainWindow
from recruitment_app.ui.theme import Theme
from recruitment_app.ui.tidying import Tidying
from recruitment_app.ui.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from recruitment_app.ui.front_door import FrontDoor
    from recruitment_app.ui.measuring import Measuring


def make_window(
    application: QApplication, door: FrontDoor, measuring: Measuring | None = None
) -> MainWindow:
    """Dress the application and return its window, ready to be shown."""
    machine = settings.load()
    theme = Theme(application)
    theme.wear(machine.theme)
    Tidying(application)
    trouble = Trouble(parent=application)
    trouble.install()
    if measuring is None:
        window = MainWindow(theme, door, machine)
    else:
        window = MainWindow(theme, door, machine, measuring.forget)
        measuring.watch(window)
    trouble.attach(window)
    window.troubled.connect(trouble.show)
    window.painted.connect(window.prepare)
    window.painted.connect(_speak_english)
    window.prepared.connect(theme.add_other_fonts)
    return window


def make_application() -> QApplication:
    """Return the application, speaking British English."""
    make_lasting()
    QLocale.setDefault(QLocale("en_GB"))
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName(paths.APPLICATION)
    application.setApplicationDisplayName(paths.APPLICATION)
    return application


def keep_log() -> None:
    """Note troubles down in a file: what failed and where, never a word about anybody."""
    file = paths.log()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except (
        OSError
    ):  # a full disk or a folder that may not be written: the window opens all the same
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("recruitment_app").addHandler(handler)


def run(door: FrontDoor) -> int:
    """Open the window and stay until it is closed."""
    keep_log()
    application = make_application()
    return _show(application, make_window(application, door))


def measure_start(folder: Path) -> int:
    """Open the window on a store, tell how long that took as one JSON object, and close it."""
    from recruitment_app.ui.measuring import (  # noqa: PLC0415 - no part of a usual start
        Measuring,
        TimedDoor,
    )

    door = TimedDoor(folder)
    application = make_application()
    measuring = Measuring(application, door)
    return _show(application, make_window(application, door, measuring))


def _show(application: QApplication, window: MainWindow) -> int:
    """Show the window until it is closed."""
    window.prepared.connect(gc.freeze)  # not among what was imported, for that stays
    window.show()
    return application.exec()


def _speak_english() -> None:
    """Name months in English whatever the machine speaks: Qt took its language over."""
    import locale  # noqa: PLC0415 - after the first paint

    locale.setlocale(locale.LC_TIME, "C")
