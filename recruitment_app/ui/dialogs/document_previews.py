"""Shows a document of a case in the window: a PDF page by page, or a picture; nothing is unpacked.

A document lies nowhere outside the store while it is shown.
"""

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.file.case_documents import DocumentRow
from recruitment_app.ui import tokens
from recruitment_app.ui.actions import Wish, make
from recruitment_app.ui.dialogs.paper_preview import LARGER, SMALLER, WHOLE, PaperPreview
from recruitment_app.ui.dialogs.save_document import SaveDocument
from recruitment_app.ui.dialogs.save_paper import SavePaper
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.scrolling import scrolling

SAVE: Final = Wish("save_document", "Save a copy", "Ctrl+S", "", "Save the document as a file")

_STEP: Final = 1.25
_SMALLEST, _LARGEST = 0.1, 8.0


class DocumentPreview(PaperPreview):
    """A PDF of a case; what is saved of it is told to the audit."""

    def __init__(
        self,
        office: Office,
        row: DocumentRow,
        reference: str,
        content: bytes,
        parent: QWidget | None = None,
    ) -> None:
        self._office = office
        self._row = row
        self._reference = reference
        super().__init__(content, f"{reference} · {row.kind_words}", "document.pdf", parent)
        self.save_button.setText(self.tr("&Save a copy…"))
        if not self.page_count:
            self.notice.say(
                self.tr("This PDF cannot be shown. Save a copy, and open it in another program.")
            )
            self.print_button.setEnabled(False)

    @override
    def saving(self) -> SavePaper:
        return SaveDocument(self._office, self._row, self._reference, self)


class PicturePreview(QDialog):
    """A picture of a case, as large as the window or larger."""

    def __init__(
        self,
        office: Office,
        row: DocumentRow,
        reference: str,
        image: QImage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._row = row
        self._reference = reference
        self._image = image
        self._zoom: float | None = None
        title = f"{reference} · {row.kind_words}"
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.notice = Notice("notice", self)
        self.sheet = label("")
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setAccessibleName(self.tr("Picture: {title}").format(title=row.title))
        self.area = scrolling(self.sheet)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(self.tr("Picture"))
        self.save_button = QPushButton(self.tr("&Save a copy…"), self)
        self.close_button = QPushButton(self.tr("&Close"), self)
        self.dialog: QDialog | None = None
        self._lay_out(row.title)
        self.save_button.clicked.connect(self._on_save_pressed)
        self.close_button.clicked.connect(self.accept)
        make(SAVE, self, self._on_save_pressed)
        make(LARGER, self, self.show_larger)
        make(SMALLER, self, self.show_smaller)
        make(WHOLE, self, self.show_whole)

    @property
    def shown_size(self) -> QSize:
        """How large the picture is shown, in dots of the layout."""
        return self.sheet.pixmap().deviceIndependentSize().toSize()

    @Slot()
    def show_larger(self) -> None:
        """Show the picture larger."""
        self._scale(_STEP)

    @Slot()
    def show_smaller(self) -> None:
        """Show the picture smaller."""
        self._scale(1 / _STEP)

    @Slot()
    def show_whole(self) -> None:
        """Fit the picture to the window."""
        self._zoom = None
        self._draw()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # when the room within has its size, too

    @Slot()
    def _fit(self) -> None:
        if self._zoom is None:
            self._draw()

    def _scale(self, by: float) -> None:
        now = self._zoom or self.shown_size.width() / max(self._image.width(), 1)
        self._zoom = min(max(now * by, _SMALLEST), _LARGEST)
        self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        if self._zoom is None:
            room = self.area.viewport().size() * ratio
            size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            size = size.boundedTo(self._image.size())
        else:
            size = self._image.size() * self._zoom
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
        drawn = self._image.scaled(size, keep, smooth.SmoothTransformation)
        made = QPixmap.fromImage(drawn)
        made.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(made)

    def _lay_out(self, heading: str) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        top.addWidget(label(heading, "heading", wraps=True), 1)
        for button in (self.save_button, self.close_button):
            top.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addLayout(top)
        whole.addWidget(self.notice)
        whole.addWidget(self.area, 1)
        self.resize(*tokens.PREVIEW_SIZE)

    @Slot()
    def _on_save_pressed(self) -> None:
        self.notice.say("")
        dialog = SaveDocument(self._office, self._row, self._reference, self)
        dialog.saved.connect(self.notice.say)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
