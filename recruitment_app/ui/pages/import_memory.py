"""Remembering how the columns of a kind of file are read, under a name."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.import_work import ImportWork
from recruitment_app.ui.widgets.card import label


class MemoryRow(QWidget):
    """A name, and the buttons that remember and forget it."""

    remembered = Signal(str)
    forgotten = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(self)
        self.name.setFixedWidth(tokens.COLUMN_NAME)
        self.name.setPlaceholderText(self.tr("Tracker of the team"))
        self.asked = QLabel(self.tr("Remember these meanings &as"), self)
        self.asked.setBuddy(self.name)
        self.name.setAccessibleName(self.tr("Remember these meanings as"))
        self.save_button = QPushButton(self.tr("Remember"), self)
        self.forget_button = QPushButton(self.tr("Forget it"), self)
        self.error = label("", "error", wraps=True)
        self.error.hide()
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.asked)
        row.addWidget(self.name)
        for button in (self.save_button, self.forget_button):
            button.setProperty("kind", "small")
            row.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.TIGHT)
        whole.addLayout(row)
        whole.addWidget(self.error)
        self.save_button.clicked.connect(self._on_saved)
        self.name.returnPressed.connect(self._on_saved)
        self.name.textChanged.connect(self._on_typed)
        self.forget_button.clicked.connect(self._on_forgotten)

    def show_work(self, work: ImportWork) -> None:
        """Show the name by which the file is read now."""
        if not self.name.isModified():
            self.name.setText(work.mapping)
        self.forget_button.setVisible(bool(work.mapping))
        self._on_typed()

    def refuse(self, problem: Problem) -> None:
        """Say why the name was not taken."""
        self.error.setText(str(problem))
        self.error.show()

    @Slot()
    def _on_typed(self) -> None:
        self.save_button.setEnabled(bool(self.name.text().strip()))
        self.error.hide()

    @Slot()
    def _on_saved(self) -> None:
        if self.name.text().strip():
            self.name.setModified(False)
            self.remembered.emit(self.name.text().strip())

    @Slot()
    def _on_forgotten(self) -> None:
        name = self.name.text().strip()
        self.name.clear()
        self.name.setModified(False)
        self.forgotten.emit(name)
