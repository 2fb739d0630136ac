"""The first step of an import: the file, chosen in a dialog or dropped on the page."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.notice import Notice

_KINDS: Final = "Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)"


class FileStep(QFrame):
    """A place to drop a file on, and the button that asks for one."""

    file_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("The file"))
        self.choose_button = QPushButton(self.tr("Choose a fi&le…"), self)
        self.choose_button.setProperty("kind", "primary")
        self.notice = Notice("trouble", self)
        self._lay_out()
        self.choose_button.clicked.connect(self._on_choose_pressed)

    def begin(self) -> None:
        """Put the keys on the button."""
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        told = label(
            self.tr("Drop the spreadsheet of enquiries and cases here, or choose it."), "heading"
        )
        kinds = label(
            self.tr(
                "An Excel workbook (.xlsx, .xls), an OpenDocument table (.ods) or a text table "
                "(.csv, .tsv). The file is only read. Before anything comes in you see what each "
                "column means and what becomes of each row."
            ),
            "second",
            wraps=True,
        )
        middle = Qt.AlignmentFlag.AlignHCenter
        told.setAlignment(middle)
        kinds.setAlignment(middle)
        inside = QWidget(self)
        inside.setFixedWidth(tokens.DIALOG_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(told)
        column.addWidget(kinds)
        column.addWidget(self.choose_button, alignment=middle)
        column.addWidget(self.notice)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.WIDE)
        across = QHBoxLayout()  # an alignment would not leave the words the height they need
        across.addStretch(1)
        across.addWidget(inside)
        across.addStretch(1)
        whole.addStretch(2)
        whole.addLayout(across)
        whole.addStretch(3)

    def _light_up(self, *, is_over: bool) -> None:
        self.setProperty("over", "true" if is_over else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    @Slot()
    def _on_choose_pressed(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the file to bring in"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr(_KINDS), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    @Slot(str)
    def _on_file_selected(self, path: str) -> None:
        self.file_chosen.emit(Path(path))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()
            self._light_up(is_over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light_up(is_over=False)
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._light_up(is_over=False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_chosen.emit(path)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one file that is dragged, or nothing."""
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None
