"""A field for a whole number; the wheel changes it only where it has the keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens


class NumberBox(QSpinBox):
    """Takes digits, Up and Down."""

    def __init__(
        self, least: int, most: int, value: int, *, unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(least, most)
        self.setValue(value)
        # the style sheet's padding does not reach the field inside
        self.lineEdit().setTextMargins(tokens.SMALL - tokens.FOCUS_LINE, 0, 0, 0)
        if unit:
            self.setSuffix(f" {unit}")

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
