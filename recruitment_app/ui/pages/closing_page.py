"""Closing: shown while the store is put in its place; to back up a large one takes minutes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.fields import words


class ClosingPage(QWidget):
    """Says what the window waits for; a person in a hurry does without the backup."""

    hurried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closing")
        self.setAccessibleName(self.tr("Closing"))
        told = self.tr("A backup is being kept. The window closes by itself.")
        self.sentence = words(told, "second", wraps=True)
        bar = QProgressBar(self)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Closing"))
        self.button = QPushButton(self.tr("&Close without a backup"), self)
        self.button.clicked.connect(self._on_hurried)
        column = QVBoxLayout()
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(words(self.tr("Closing"), "title"))
        column.addWidget(self.sentence)
        column.addWidget(bar)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QWidget(self)
        middle.setFixedWidth(tokens.SIGN_IN_WIDTH)
        middle.setLayout(column)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)

    @Slot()
    def _on_hurried(self) -> None:
        self.button.setEnabled(False)
        self.sentence.setText(self.tr("The next backup holds this work too."))
        self.hurried.emit()
