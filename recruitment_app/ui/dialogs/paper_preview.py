"""Shows a PDF as it will print, on white paper; prints it, or saves it where asked."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.errors import StoreTrouble
from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label


class PaperPreview(QDialog):
    """What the preview shows is what prints: both are the pages of one PDF."""

    def __init__(
        self, paper: bytes, title: str, file_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._paper = paper
        self._file_name = file_name
        self._bytes = QBuffer(self)
        self._bytes.setData(QByteArray(paper))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._bytes)
        self.print_button = QPushButton(self.tr("&Print…"), self)
        self.print_button.setProperty("kind", "primary")
        self.save_button = QPushButton(self.tr("&Save as PDF…"), self)
        self.close_button = QPushButton(self.tr("&Close"), self)
        self.print_button.clicked.connect(self._on_print_pressed)
        self.save_button.clicked.connect(self._on_save_pressed)
        self.close_button.clicked.connect(self.accept)
        self._lay_out(title)

    @property
    def page_count(self) -> int:
        """How many pages the paper has."""
        return self._document.pageCount()

    def page(self, number: int, scale: float) -> QImage:
        """Draw one page on white."""
        size = self._document.pagePointSize(number) * scale
        drawn = self._document.render(number, size.toSize(), QPdfDocumentRenderOptions())
        sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
        sheet.fill(QColor(tokens.PAPER.card))
        painter = QPainter(sheet)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return sheet

    def save(self, path: Path) -> None:
        """Write the PDF."""
        try:
            path.write_bytes(self._paper)
        except OSError as trouble:
            raise StoreTrouble(self.tr("The PDF could not be saved there.")) from trouble

    def print_on(self, printer: QPrinter) -> None:
        """Print every page at the size of the printer's sheet."""
        painter = QPainter(printer)
        sheet = QSizeF(printer.pageRect(QPrinter.Unit.DevicePixel).size())
        for number in range(self.page_count):
            if number:
                printer.newPage()
            points = self._document.pagePointSize(number)
            scale = min(sheet.width() / points.width(), sheet.height() / points.height())
            painter.drawImage(0, 0, self.page(number, scale))
        painter.end()

    def _lay_out(self, title: str) -> None:
        sheets = QWidget(self)
        sheets.setProperty("ground", "page")
        column = QVBoxLayout(sheets)
        column.setSpacing(tokens.MEDIUM)
        ratio = self.devicePixelRatioF()
        scale = tokens.PREVIEW_SCALE
        for number in range(self.page_count):
            pixmap = QPixmap.fromImage(self.page(number, scale * ratio))
            pixmap.setDevicePixelRatio(ratio)
            sheet = QLabel(sheets)
            sheet.setPixmap(pixmap)
            spoken = self.tr("Page {page} of {pages}")
            sheet.setAccessibleName(spoken.format(page=number + 1, pages=self.page_count))
            column.addWidget(sheet, alignment=Qt.AlignmentFlag.AlignHCenter)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(sheets)
        area.setWidgetResizable(True)
        area.setAccessibleName(title)
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        top.addWidget(label(title, "heading"))
        top.addStretch(1)
        for button in (self.save_button, self.print_button, self.close_button):
            top.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.LARGE)
        whole.addLayout(top)
        whole.addWidget(area, 1)
        self.resize(*tokens.PREVIEW_SIZE)

    @Slot()
    def _on_print_pressed(self) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self)
        dialog.accepted.connect(self._on_printer_chosen)
        dialog.setModal(True)
        dialog.show()

    @Slot()
    def _on_printer_chosen(self) -> None:
        self.print_on(self._printer)

    @Slot()
    def _on_save_pressed(self) -> None:
        dialog = QFileDialog(self, self.tr("Save as PDF"), self._file_name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._file_name)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    @Slot(str)
    def _on_file_chosen(self, path: str) -> None:
        self.save(Path(path))
