"""Long work while it runs: what is being done, how far it is, and Cancel."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from recruitment_app.ui import tokens
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.widgets.card import label


class WorkingBar(QFrame):
    """Shown while it watches; Cancel asks the work to stop, which leaves everything as it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._watched: Progress | None = None
        self._title = ""
        self.sentence = label("", "second")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.cancel_button = QPushButton(self.tr("Cance&l"), self)
        self.cancel_button.setProperty("kind", "small")
        self.cancel_button.clicked.connect(self.cancel)
        words = QVBoxLayout()
        words.setSpacing(tokens.TIGHT)
        words.addWidget(self.sentence)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        row.setSpacing(tokens.LARGE)
        row.addLayout(words, 1)
        row.addWidget(self.cancel_button)
        self.hide()

    @property
    def is_watching(self) -> bool:
        """Whether something is under way."""
        return self._watched is not None

    def watch(self, progress: Progress, title: str) -> None:
        """Show how far some work is."""
        self.leave()
        self._watched, self._title = progress, title
        self.sentence.setText(title)
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        progress.moved.connect(self._on_moved)
        self.show()

    def leave(self) -> None:
        """Stop watching: the work is done, or nobody waits for it."""
        if self._watched is not None:
            self._watched.moved.disconnect(self._on_moved)
        self._watched = None
        self.hide()

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop."""
        if self._watched is not None:
            self._watched.cancel()
            self.cancel_button.setEnabled(False)
            self.sentence.setText(self.tr("Stopping; everything stays as it was."))

    @Slot(int, int, str)
    def _on_moved(self, done: int, of: int, sentence: str) -> None:
        if not self.cancel_button.isEnabled():
            return
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.sentence.setText(sentence.rstrip(".") + "…" if sentence else self._title)
