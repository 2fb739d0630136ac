"""The only opener of error boxes: whatever nobody else caught ends here."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, QtMsgType, Signal, Slot, qInstallMessageHandler

from recruitment_app import __version__
from recruitment_app.errors import Problem, StoreTrouble

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext
    from PySide6.QtWidgets import QMessageBox, QWidget

_log: Final = logging.getLogger("recruitment_app")
_QT_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def details_of(trouble: BaseException) -> str:
    """Return what went wrong and where, without a word that anybody typed.

    An exception's own message may hold a name or an answer, so only its kind
    and the lines of code that it passed through are told.
    """
    frames = traceback.extract_tb(trouble.__traceback__)
    passed = [
        f"  {frame.filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in frames
    ]
    cause = trouble.__cause__ or trouble.__context__
    lines = [f"Adopter Recruitment {__version__}", type(trouble).__name__, *passed]
    if cause is not None:
        lines.append(f"after {type(cause).__name__}")
    return "\n".join(lines)


class Trouble(QObject):
    """Shows a sentence for a Problem, and an apology with details for a fault of ours."""

    _met = Signal(object)

    def __init__(self, window: QWidget | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._box: QMessageBox | None = None
        self._met.connect(self._on_met)

    @property
    def box(self) -> QMessageBox | None:
        """The box that is open now."""
        return self._box

    def install(self) -> None:
        """Take over every road by which a fault would otherwise vanish or end the program."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_uncaught_in_thread
        qInstallMessageHandler(_log_qt)

    def attach(self, window: QWidget) -> None:
        """Open boxes above this window from now on."""
        self._window = window

    @Slot(object)
    def _on_met(self, trouble: BaseException) -> None:
        # Out of the code that failed, which may stand in the middle of a paint.
        QTimer.singleShot(0, self, lambda: self.show(trouble))

    @Slot(object)
    def show(self, trouble: BaseException) -> None:
        """Tell the person; one box at a time, and nothing is lost by pressing OK."""
        if isinstance(trouble, Problem):
            if isinstance(trouble, StoreTrouble):
                _log.warning("%s", type(trouble).__name__)
            self._open(str(trouble), "")
            return
        details = details_of(trouble)
        _log.error("%s", details)
        sentence = self.tr("Something went wrong; your last saved work is safe.")
        self._open(sentence, details)

    def _open(self, sentence: str, details: str) -> None:
        from PySide6.QtWidgets import (  # noqa: PLC0415 - boxes are rare, the first paint is not
            QMessageBox,
            QPushButton,
        )

        if self._box is not None:
            return
        box = QMessageBox(self._window)
        icons = QMessageBox.Icon
        box.setIcon(icons.Warning if details else icons.Information)
        box.setWindowTitle(self.tr("Adopter Recruitment"))
        box.setText(sentence)
        box.addButton(QMessageBox.StandardButton.Ok)
        if details:
            box.setInformativeText(
                self.tr("If it happens again, send the details to whoever supports you.")
            )
            copying = QPushButton(self.tr("&Copy details"), box)
            copying.setProperty("details", details)
            box.addButton(copying, QMessageBox.ButtonRole.HelpRole)
            copying.clicked.connect(self._on_copy_pressed)
        box.finished.connect(self._on_box_closed)
        self._box = box
        box.open()

    @Slot()
    def _on_copy_pressed(self) -> None:
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - only when something is copied

        QGuiApplication.clipboard().setText(self.sender().property("details"))

    @Slot(int)
    def _on_box_closed(self, _answer: int) -> None:
        if self._box is not None:
            self._box.deleteLater()
        self._box = None

    def _on_uncaught(
        self, kind: type[BaseException], trouble: BaseException, _frames: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        self._met.emit(trouble)

    def _on_uncaught_in_thread(self, facts: threading.ExceptHookArgs) -> None:
        if facts.exc_value is not None:
            self._met.emit(facts.exc_value)


def _log_qt(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    _log.log(_QT_LEVELS.get(kind, logging.WARNING), "Qt: %s", words)
