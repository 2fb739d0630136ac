"""Two buttons of which one is down: the list, or the board."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from recruitment_app.ui import tokens


class ListOrBoard(QWidget):
    """Tells which of the two is wanted."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list_button = QPushButton(self.tr("&List"), self)
        self.board_button = QPushButton(self.tr("&Board"), self)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.TIGHT)
        for button in (self.list_button, self.board_button):
            button.setProperty("kind", "filter")
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button)
        self.list_button.setChecked(True)
        self.board_button.toggled.connect(self._on_toggled)

    @property
    def is_board(self) -> bool:
        """Whether the board is wanted."""
        return self.board_button.isChecked()

    def choose_board(self, *, is_board: bool) -> None:
        """Choose one of them."""
        (self.board_button if is_board else self.list_button).setChecked(True)

    @Slot()
    def _on_toggled(self, *_facts: object) -> None:
        self.chosen.emit()
