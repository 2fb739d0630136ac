"""A quiet bar across a page: a sentence, and what can be done about it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label


class Notice(QFrame):
    """A tinted bar; ``kind`` is “notice” or “trouble”."""

    def __init__(self, kind: str = "notice", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.sentence = label("", wraps=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.MEDIUM, tokens.SMALL, tokens.SMALL, tokens.SMALL)
        self._row.setSpacing(tokens.SMALL)
        self._row.addWidget(self.sentence, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the bar."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def offer(self, words: str) -> QPushButton:
        """Add a button at the end of the bar."""
        button = QPushButton(words, self)
        button.setProperty("kind", "small")
        self._row.addWidget(button)
        return button
