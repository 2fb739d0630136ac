"""The front door: builds the application and its window, and lets nothing vanish unseen."""

import locale
import sys

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from recruitment_app import paths, settings
from recruitment_app.ui.front_door import FrontDoor
from recruitment_app.ui.main_window import MainWindow
from recruitment_app.ui.theme import Theme
from recruitment_app.ui.trouble import Trouble


def make_window(application: QApplication, door: FrontDoor) -> MainWindow:
    """Dress the application and return its window, ready to be shown."""
    machine = settings.load()
    theme = Theme(application)
    theme.wear(machine.theme)
    trouble = Trouble(parent=application)
    trouble.install()
    window = MainWindow(theme, door, machine)
    trouble.attach(window)
    window.troubled.connect(trouble.show)
    window.painted.connect(window.prepare)
    window.prepared.connect(theme.add_other_scripts)
    return window


def make_application() -> QApplication:
    """Return the application, speaking British English."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    application = QApplication(sys.argv[:1])
    locale.setlocale(locale.LC_TIME, "C")  # Qt took the machine's; our months are English
    application.setApplicationName(paths.APPLICATION)
    application.setApplicationDisplayName(paths.APPLICATION)
    return application


def run(door: FrontDoor) -> int:
    """Open the window and stay until it is closed."""
    application = make_application()
    window = make_window(application, door)
    window.show()
    return application.exec()
