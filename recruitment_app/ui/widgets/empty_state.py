"""What an empty place shows: one sentence on what belongs here and one button that makes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label


class EmptyState(QWidget):
    """One sentence and, where something can be made, one button."""

    wished = Signal()

    def __init__(self, sentence: str, button: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        self.sentence = label(sentence, "second", wraps=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(button, self)
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.wished)
        self._lay_out()

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.WIDE, tokens.LARGE, tokens.WIDE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addStretch(1)
        whole.addWidget(self.sentence)
        whole.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(1)
