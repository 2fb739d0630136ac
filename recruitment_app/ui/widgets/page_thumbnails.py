"""The pages of a paper in small beside it; each is drawn when it is first seen."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens

Index = QModelIndex | QPersistentModelIndex


def drawn_page(document: QPdfDocument, number: int, scale: float) -> QImage:
    """Draw one page of a paper on white; a scale of 1 gives a dot for each point."""
    size = document.pagePointSize(number) * scale
    drawn = document.render(number, size.toSize(), QPdfDocumentRenderOptions())
    sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
    sheet.fill(QColor(tokens.PAPER.card))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet


class _Thumbnails(QAbstractListModel):
    def __init__(self, document: QPdfDocument, ratio: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._ratio = ratio
        self._drawn: dict[int, QIcon] = {}

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._document.pageCount()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = self.tr("Page {page} of {pages}")
            return spoken.format(page=number + 1, pages=self.rowCount())
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(number)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignHCenter
        return None

    def _picture(self, number: int) -> QIcon:
        if number not in self._drawn:
            wide = self._document.pagePointSize(number).width() or 1
            scale = tokens.THUMBNAIL_SIZE[0] / wide
            pixmap = QPixmap.fromImage(drawn_page(self._document, number, scale * self._ratio))
            pixmap.setDevicePixelRatio(self._ratio)
            page = QIcon(pixmap)
            page.addPixmap(pixmap, QIcon.Mode.Selected)  # a chosen page stays as white as it is
            self._drawn[number] = page
        return self._drawn[number]


class PageThumbnails(QListView):
    """One small page beneath the other; the current one is that which is shown beside."""

    page_wished = Signal(int)

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pages"))
        self.setObjectName("thumbnails")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(*tokens.THUMBNAIL_SIZE))
        self.setGridSize(
            QSize(
                tokens.THUMBNAIL_SIZE[0] + 2 * tokens.LARGE,
                tokens.THUMBNAIL_SIZE[1] + 2 * tokens.WIDE,
            )
        )
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(tokens.THUMBNAIL_SIZE[0] + 2 * tokens.WIDE + tokens.MEDIUM)
        self._showing = False
        self.setModel(_Thumbnails(document, self.devicePixelRatioF(), self))

    def show_page(self, number: int) -> None:
        """Mark a page as the one that is shown."""
        self._showing = True
        self.setCurrentIndex(self.model().index(number, 0))
        self._showing = False

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._showing:
            self.page_wished.emit(current.row())
