"""Tells when nobody has touched the window for a while, dialogs above it among them."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid
from typing_extensions import override

_A_MINUTE: Final = 60_000
_TOUCHES: Final = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Idleness(QObject):
    """Listens to whichever window has the keys; every touch puts the moment off."""

    reached = Signal()

    def __init__(
        self,
        application: QGuiApplication,
        window: QWindow | None,
        minutes: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._watched: QWindow | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.reached)
        application.focusWindowChanged.connect(self._on_focus_window_changed)
        self._watch(window)
        self.wait(minutes)

    def wait(self, minutes: int) -> None:
        """Begin to count anew, to this many minutes."""
        self.timer.start(minutes * _A_MINUTE)

    def stop(self) -> None:
        """Listen no longer."""
        self.timer.stop()
        self._watch(None)

    def _watch(self, window: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    @Slot(object)
    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None and self.timer.isActive():
            self._watch(window)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self.timer.isActive():
            self.timer.start()
        return super().eventFilter(watched, event)
