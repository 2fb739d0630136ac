"""A quiet word at the foot of the window that something was done, with Undo where it may be."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label


class Toast(QFrame):
    """Stands over its parent's foot for a few seconds, or until it is dealt with."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._undo: Callable[[], object] | None = None
        self.sentence = label("", wraps=True)
        self.undo_button = QPushButton(self.tr("&Undo"), self)
        self.undo_button.clicked.connect(self._on_undo_pressed)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(tokens.TOAST_MS)
        self._timer.timeout.connect(self._on_time_over)
        parent.installEventFilter(self)
        self._lay_out()
        self.hide()

    def say(self, sentence: str, undo: Callable[[], object] | None = None, words: str = "") -> None:
        """Show a sentence; ``undo`` runs a correcting act, and ``words`` say what it does."""
        self._undo = undo
        self.sentence.setText(sentence)
        self.undo_button.setText(words or self.tr("&Undo"))
        self.undo_button.setVisible(undo is not None)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.SMALL, tokens.SMALL, tokens.SMALL)
        whole.setSpacing(tokens.SMALL)
        whole.addWidget(self.sentence, 1)
        whole.addWidget(self.undo_button)
        whole.addWidget(self.close_button)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        wide = min(tokens.TOAST_WIDTH, parent.width() - 2 * tokens.WIDE)
        self.setFixedWidth(wide)
        self.adjustSize()
        left = (parent.width() - wide) // 2
        self.move(left, parent.height() - self.height() - 2 * tokens.WIDE)

    @Slot()
    def _on_undo_pressed(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    @Slot()
    def _on_time_over(self) -> None:
        if self.underMouse() or self.undo_button.hasFocus() or self.close_button.hasFocus():
            self._timer.start()
            return
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
