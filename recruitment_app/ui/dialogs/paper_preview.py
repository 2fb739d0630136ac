"""Shows a PDF as it will print, on white paper, to be searched; prints it, or saves it."""

from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QModelIndex,
    QPointF,
    QSizeF,
    QTimer,
    Slot,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.ui import tokens
from recruitment_app.ui.actions import KEYS, Wish, keys_of, make
from recruitment_app.ui.dialogs.save_paper import SavePaper
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.keys_dialog import KeysDialog
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page_thumbnails import PageThumbnails, drawn_page

SAVE: Final = Wish("save_paper", "Save as PDF", "Ctrl+S", "", "Save the paper as a file")
PRINT: Final = Wish("print_paper", "Print", "Ctrl+P", "", "Print the paper")
FIND: Final = Wish("find_in_paper", "Find", "Ctrl+F", "", "Look for words in the paper")
NEXT: Final = Wish("find_next", "Next", "F3", "", "Go to where they stand next")
BEFORE: Final = Wish("find_before", "Before", "Shift+F3", "", "Go to where they stand before")
LARGER: Final = Wish("larger", "Larger", "Ctrl++", "", "Show the pages larger")
SMALLER: Final = Wish("smaller", "Smaller", "Ctrl+-", "", "Show the pages smaller")
WHOLE: Final = Wish("fit", "As wide as the window", "Ctrl+0", "", "Fit the pages to the window")

_STEP: Final = 1.25
_SMALLEST, _LARGEST = 0.25, 4.0


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
        self._found = QPdfSearchModel(self)
        self._found.setDocument(self._document)
        self._at = -1
        self.print_button = QPushButton(self.tr("&Print…"), self)
        self.print_button.setProperty("kind", "primary")
        self.save_button = QPushButton(self.tr("&Save as PDF…"), self)
        self.close_button = QPushButton(self.tr("&Close"), self)
        for button in (self.print_button, self.save_button, self.close_button):
            button.setAutoDefault(False)  # Enter in the search field looks for the next place
        self.sheets = QPdfView(self)
        self.thumbnails = PageThumbnails(self._document, self)
        self.search = QLineEdit(self)
        self.told = label("", "second")
        self.notice = Notice("notice", self)
        self.dialog: QDialog | None = None
        self._lay_out(title)
        self._connect()

    @property
    def page_count(self) -> int:
        """How many pages the paper has."""
        return self._document.pageCount()

    @property
    def page_shown(self) -> int:
        """The number of the page that is shown, from nought."""
        return self.sheets.pageNavigator().currentPage()

    @property
    def found_count(self) -> int:
        """In how many places the words that are looked for stand."""
        return self._found.rowCount(QModelIndex())

    def page(self, number: int, scale: float) -> QImage:
        """Draw one page on white."""
        return drawn_page(self._document, number, scale)

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages that are asked for, each at the size of the printer's sheet."""
        painter = QPainter(printer)
        sheet = QSizeF(printer.pageRect(QPrinter.Unit.DevicePixel).size())
        first = max(printer.fromPage(), 1) - 1
        last = min(printer.toPage() or self.page_count, self.page_count)
        for number in range(first, last):
            if number > first:
                printer.newPage()
            points = self._document.pagePointSize(number)
            scale = min(sheet.width() / points.width(), sheet.height() / points.height())
            painter.drawImage(0, 0, self.page(number, scale))
        painter.end()

    @Slot()
    def find_next(self) -> None:
        """Go to the next place of the words that are looked for."""
        self._go_to(self._at + 1)

    @Slot()
    def find_before(self) -> None:
        """Go to the place before."""
        self._go_to(self._at - 1)

    def _go_to(self, at: int) -> None:
        count = self.found_count
        if not count:
            self._tell()
            return
        self._at = at % count
        self.sheets.setCurrentSearchResultIndex(self._at)
        place = self._found.resultAtIndex(self._at)
        self.sheets.pageNavigator().jump(place.page(), place.location())
        self._tell()

    def _tell(self) -> None:
        count = self.found_count
        if not self.search.text():
            self.told.setText("")
        elif not count:
            self.told.setText(self.tr("Nowhere"))
        else:
            told = self.tr("{at} of {count}")
            self.told.setText(told.format(at=max(self._at, 0) + 1, count=count))

    def _lay_out(self, title: str) -> None:
        self.sheets.setDocument(self._document)
        self.sheets.setSearchModel(self._found)
        self.sheets.setPageMode(QPdfView.PageMode.MultiPage)
        self.sheets.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.sheets.setPageSpacing(tokens.MEDIUM)
        self.sheets.setFrameShape(QFrame.Shape.NoFrame)
        self.sheets.setAccessibleName(title)
        self.thumbnails.setVisible(self.page_count > 1)
        self.search.setPlaceholderText(self.tr("Find in the paper"))
        self.search.setAccessibleName(self.tr("Find in the paper"))
        self.search.setProperty("kind", "search")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(tokens.SIDE_WIDTH)
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        top.addWidget(label(title, "heading"))
        top.addStretch(1)
        top.addWidget(self.told)
        top.addWidget(self.search, 1)
        for button in (self.save_button, self.print_button, self.close_button):
            top.addWidget(button)
        below = QHBoxLayout()
        below.setSpacing(tokens.MEDIUM)
        below.addWidget(self.thumbnails)
        below.addWidget(self.sheets, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addLayout(top)
        whole.addWidget(self.notice)
        whole.addLayout(below, 1)
        self.resize(*tokens.PREVIEW_SIZE)
        self.sheets.setFocus()

    def _connect(self) -> None:
        self.print_button.clicked.connect(self._on_print_pressed)
        self.save_button.clicked.connect(self._on_save_pressed)
        self.close_button.clicked.connect(self.accept)
        self.thumbnails.page_wished.connect(self._on_page_wished)
        self.sheets.pageNavigator().currentPageChanged.connect(self.thumbnails.show_page)
        self.thumbnails.show_page(0)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(tokens.TYPING_PAUSE_MS)
        self._looking.timeout.connect(self._look)
        self.search.textChanged.connect(self._on_search_typed)
        self.search.returnPressed.connect(self.find_next)
        self._found.countChanged.connect(self._on_found)
        make(KEYS, self, self._on_keys_wished)
        make(SAVE, self, self._on_save_pressed)
        make(PRINT, self, self._on_print_pressed)
        make(FIND, self, self.search.setFocus)
        make(NEXT, self, self.find_next)
        make(BEFORE, self, self.find_before)
        make(LARGER, self, self._show_larger)
        make(SMALLER, self, self._show_smaller)
        make(WHOLE, self, self._show_whole)

    @Slot(int)
    def _on_page_wished(self, number: int) -> None:
        self.sheets.pageNavigator().jump(number, QPointF())

    @Slot()
    def _on_search_typed(self, _text: str = "") -> None:
        self._looking.start()

    @Slot()
    def _look(self) -> None:
        self._at = -1
        self._found.setSearchString(self.search.text().strip())
        self._tell()

    @Slot()
    def _on_found(self) -> None:
        if self._at < 0 and self.found_count:
            self._go_to(0)
        self._tell()

    @Slot()
    def _show_larger(self) -> None:
        self._zoom(_STEP)

    @Slot()
    def _show_smaller(self) -> None:
        self._zoom(1 / _STEP)

    @Slot()
    def _show_whole(self) -> None:
        self.sheets.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _zoom(self, by: float) -> None:
        if self.sheets.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            points = self._document.pagePointSize(0).width() or 1
            dots = points * self.sheets.logicalDpiX() / tokens.POINTS_PER_INCH
            self.sheets.setZoomFactor(self.sheets.viewport().width() / dots)
        self.sheets.setZoomMode(QPdfView.ZoomMode.Custom)
        self.sheets.setZoomFactor(min(max(self.sheets.zoomFactor() * by, _SMALLEST), _LARGEST))

    @Slot()
    def _on_print_pressed(self) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self)
        dialog.setMinMax(1, self.page_count)
        dialog.accepted.connect(self._on_printer_chosen)
        dialog.setModal(True)
        dialog.show()

    @Slot()
    def _on_printer_chosen(self) -> None:
        self.print_on(self._printer)

    def saving(self) -> SavePaper:
        """Return the dialog that saves what is shown."""
        return SavePaper(self._paper, self._file_name, self)

    @Slot()
    def _on_save_pressed(self) -> None:
        self.notice.say("")
        dialog = self.saving()
        dialog.saved.connect(self.notice.say)
        self._open(dialog)

    @Slot()
    def _on_keys_wished(self) -> None:
        self._open(KeysDialog(keys_of(self), self))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()

    @Slot(int)
    def _on_dialog_finished(self, _answer: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
