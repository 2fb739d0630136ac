"""A field for a folder or a file, typed or chosen in a dialog."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from recruitment_app.ui.icons import icon
from recruitment_app.ui.theme import colours_now


class FolderBox(QLineEdit):
    """Takes a path as it is typed, or opens the system's own dialog (Alt+Down)."""

    def __init__(
        self, title: str, *, choose_file: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._choose_file = choose_file
        choosing = QAction(icon("cases", colours_now().second), title, self)
        choosing.setShortcut("Alt+Down")
        choosing.triggered.connect(self.choose)
        self.addAction(choosing, QLineEdit.ActionPosition.TrailingPosition)

    def path(self) -> Path:
        """Return the path that stands in the field."""
        return Path(self.text().strip()).expanduser()

    def set_path(self, path: Path) -> None:
        """Show a path."""
        self.setText(str(path))

    @Slot()
    def choose(self) -> None:
        """Open the system's dialog."""
        dialog = QFileDialog(self, self._title, self.text())
        mode = QFileDialog.FileMode
        dialog.setFileMode(mode.ExistingFile if self._choose_file else mode.Directory)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self.setText(path)
        self.textEdited.emit(path)
