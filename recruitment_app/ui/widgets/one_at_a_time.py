"""Shows one of its parts, and takes no more room than that one needs."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class OneAtATime(QWidget):
    """Unlike Qt's own stack, the tallest part does not set the height of the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, part: QWidget) -> None:
        """Add a part, not yet shown."""
        part.hide()
        self._column.addWidget(part)

    @property
    def shown(self) -> QWidget | None:
        """The part that is shown."""
        return self._shown

    def show_part(self, part: QWidget) -> None:
        """Show a part in place of the one before."""
        if self._shown is not None and self._shown is not part:
            self._shown.hide()
        self._shown = part
        part.show()
