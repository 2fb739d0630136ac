"""The board: a column for each stage, with a painted card for each case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.board_cards import CardDelegate, CardShown
from recruitment_app.ui.widgets.card import clear, label
from recruitment_app.ui.widgets.rows_model import Index, RowsModel
from recruitment_app.ui.widgets.scrolling import scrolling


@dataclass(frozen=True)
class ColumnShown:
    """One column: its heading, how many cases it holds, and what is said below the last card."""

    heading: str
    count: str
    cards: tuple[CardShown, ...]
    rest: str = ""


class _Cards(RowsModel):
    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.explained or None
        if role == Qt.ItemDataRole.UserRole:
            return card
        return None


class ColumnList(QListView):
    """The cards of one stage; Enter or a click opens one, left and right lead to the others."""

    opened = Signal(object)
    left = Signal(int)

    def __init__(
        self, name: str, cards: Sequence[CardShown], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.cards = _Cards(self)
        self.cards.show_rows(cards)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not cards:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._open)

    def take_keys(self, row: int) -> None:
        """Take the keys, at a row or the last one."""
        row = min(max(row, 0), self.cards.rowCount() - 1)
        self.setCurrentIndex(self.cards.index(row, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _open(self, index: Index) -> None:
        card = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(card, CardShown):
            self.opened.emit(card.place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.left.emit(-1 if key is Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0, 0))


class BoardView(QWidget):
    """The columns side by side; those that find no room are scrolled to."""

    wished = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.columns: list[ColumnList] = []
        within = QWidget(self)
        within.setProperty("ground", "page")
        self._row = QHBoxLayout(within)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.MEDIUM)
        self._area: QScrollArea = scrolling(within)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    def show_columns(self, columns: Sequence[ColumnShown]) -> None:
        """Show other columns, and keep the keys where they were."""
        had = next((at for at, each in enumerate(self.columns) if each.hasFocus()), None)
        row = self.columns[had].currentIndex().row() if had is not None else 0
        across = self._area.horizontalScrollBar().value()
        clear(self._row)
        self.columns = [self._add(column) for column in columns]
        self._row.addStretch(1)
        self._area.horizontalScrollBar().setValue(across)
        if had is not None and had < len(self.columns) and self.columns[had].cards.rowCount():
            self.columns[had].take_keys(row)

    def begin(self) -> None:
        """Take the keys at the first card there is."""
        first = next((each for each in self.columns if each.cards.rowCount()), None)
        if first is not None:
            first.take_keys(0)

    def _add(self, column: ColumnShown) -> ColumnList:
        frame = QFrame()
        frame.setProperty("kind", "card")
        frame.setFixedWidth(tokens.BOARD_COLUMN)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(tokens.SMALL, tokens.MEDIUM, tokens.SMALL, tokens.SMALL)
        inside.setSpacing(tokens.SMALL)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.TIGHT, 0, tokens.TIGHT, 0)
        head.addWidget(label(column.heading, "heading", wraps=True), 1)
        head.addWidget(label(column.count, "second"), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        cards = ColumnList(f"{column.heading}, {column.count}", column.cards, frame)
        cards.opened.connect(self.wished)
        cards.left.connect(self._on_left)
        inside.addWidget(cards, 1)
        if column.rest:
            inside.addWidget(label(column.rest, "small", wraps=True))
        self._row.addWidget(frame)
        return cards

    @Slot(int)
    def _on_left(self, by: int) -> None:
        """Lead to the next column on a side that holds a card, at the same height."""
        here = self.sender()
        if not isinstance(here, ColumnList):
            return
        at = self.columns.index(here)
        others = self.columns[at + 1 :] if by > 0 else self.columns[:at][::-1]
        other = next((each for each in others if each.cards.rowCount()), None)
        if other is not None:
            other.take_keys(here.currentIndex().row())
            self._area.ensureWidgetVisible(other)
