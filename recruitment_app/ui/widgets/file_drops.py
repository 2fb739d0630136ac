"""Hears files that are dropped on a widget, and lights up where they may be let go."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class FileDrops(QObject):
    """Takes files alone; words that are dragged are not taken."""

    dropped = Signal(list)
    """The paths, in the order in which they were dragged."""

    def __init__(self, target: QWidget, strip: QWidget) -> None:
        super().__init__(target)
        self._strip = strip
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._light_up(is_over=False)
            if files := _files_of(event):
                event.acceptProposedAction()
                self.dropped.emit(files)
            return True
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if _files_of(event):
                event.acceptProposedAction()
                self._light_up(is_over=True)
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self._light_up(is_over=False)
        return super().eventFilter(watched, event)

    def _light_up(self, *, is_over: bool) -> None:
        self._strip.setProperty("over", "true" if is_over else "false")
        self._strip.style().unpolish(self._strip)
        self._strip.style().polish(self._strip)


def _files_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
