"""The words that the spelling takes as right in one case, to be looked at and taken back."""

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label


class CaseWords(QDialog):
    """A list, and a button that lets the spelling doubt the chosen word again."""

    word_left = Signal(str)

    def __init__(self, words: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = self.tr("Words that the spelling knows in this case")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.list = QListWidget(self)
        self.list.setAccessibleName(heading)
        self.drop_button = QPushButton(self.tr("&Take it away"), self)
        self.close_button = QPushButton(self.tr("&Close"), self)
        self.close_button.setDefault(True)
        self.told = label("", "small", wraps=True)
        self.drop_button.clicked.connect(self._on_drop_pressed)
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SMALL)
        foot.addWidget(self.drop_button)
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(label(heading, "title", wraps=True))
        whole.addWidget(self.told)
        whole.addWidget(self.list, 1)
        whole.addLayout(foot)
        self.resize(tokens.SIGN_IN_WIDTH, tokens.SIGN_IN_WIDTH)
        self.show_words(words)

    def show_words(self, words: Iterable[str]) -> None:
        """Show the words as they are kept now."""
        self.list.clear()
        self.list.addItems(sorted(words, key=str.casefold))
        self.list.setCurrentRow(0)
        has_words = self.list.count() > 0
        self.drop_button.setEnabled(has_words)
        self.told.setText(
            self.tr("Names of the record are known by themselves.")
            if has_words
            else self.tr("None yet: add a word from the menu of a misspelt one.")
        )

    @Slot()
    def _on_drop_pressed(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.word_left.emit(item.text())
