"""A field for files: chosen in the system's dialog or dropped, each can be left out again."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.file_drops import FileDrops


class FilesBox(QFrame):
    """Shows the names of the files; the path of each stands in its tooltip."""

    changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.choose_button = QPushButton(self.tr("C&hoose files…"), self)
        self.leave_button = QPushButton(self.tr("Leave o&ut"), self)
        self.leave_button.setProperty("kind", "small")
        self.names = QListWidget(self)
        self.names.setProperty("kind", "drop")
        self.names.setAccessibleName(self.tr("Files"))
        self.names.setFixedHeight(tokens.TEXT_HEIGHT)
        self.names.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        buttons = QVBoxLayout()
        buttons.setSpacing(tokens.SMALL)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.names, 1)
        row.addLayout(buttons)
        self.setFocusProxy(self.choose_button)
        self.choose_button.clicked.connect(self.choose)
        self.leave_button.clicked.connect(self.leave_out)
        FileDrops(self, self.names).dropped.connect(self.add)
        self._tell()

    def files(self) -> list[Path]:
        """Return the files, in the order in which they came."""
        return [Path(self.names.item(at).toolTip()) for at in range(self.names.count())]

    @Slot(list)
    def add(self, files: Iterable[Path]) -> None:
        """Add files; one that is there already is not added again."""
        there = set(self.files())
        for file in dict.fromkeys(files):
            if file not in there:
                item = QListWidgetItem(file.name or str(file))
                item.setToolTip(str(file))
                self.names.addItem(item)
        self._tell()

    def mark(self, at: int) -> None:
        """Choose one of them: something is the matter with it."""
        self.names.setCurrentRow(at)

    @Slot()
    def leave_out(self) -> None:
        """Take the chosen file off the list, or the only one."""
        at = max(self.names.currentRow(), 0)
        self.names.takeItem(at)
        self._tell()

    @Slot()
    def choose(self) -> None:
        """Open the system's dialog."""
        dialog = QFileDialog(self, self._title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def _on_chosen(self, paths: list[str]) -> None:
        self.add(Path(path) for path in paths)

    def _tell(self) -> None:
        self.leave_button.setEnabled(self.names.count() > 0)
        self.changed.emit()
