"""A row of small things that goes on in the next line where the room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens


class FlowRow(QLayout):
    """Lays its items out side by side, each as wide as it asks, in as many lines as needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(tokens.SMALL)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_real=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_real=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, is_real: bool) -> int:
        left, top, tall = rect.x(), rect.y(), 0
        lines: list[list[tuple[QLayoutItem, int, QSize]]] = [[]]
        for item in self._items:
            size = item.sizeHint()
            size.setWidth(min(size.width(), rect.width()))
            if left > rect.x() and left + size.width() > rect.right() + 1:
                self._settle(lines[-1], top, tall, is_real=is_real)
                left, top, tall = rect.x(), top + tall + tokens.TIGHT, 0
                lines.append([])
            lines[-1].append((item, left, size))
            left += size.width() + self.spacing()
            tall = max(tall, size.height())
        self._settle(lines[-1], top, tall, is_real=is_real)
        return top + tall - rect.y()

    def _settle(
        self, line: list[tuple[QLayoutItem, int, QSize]], top: int, tall: int, *, is_real: bool
    ) -> None:
        if not is_real:
            return
        for item, left, size in line:
            item.setGeometry(QRect(QPoint(left, top + (tall - size.height()) // 2), size))
