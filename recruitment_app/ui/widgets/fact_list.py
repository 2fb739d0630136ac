"""Facts of the case beside a text; one click or Enter puts one into it as a live reference."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.reports.report_rows import Fact
from recruitment_app.ui import tokens
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.widgets.rows_model import Index, RowsModel


class _Facts(RowsModel):
    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        fact = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{fact.group}, {fact.label}: {fact.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            told = self.tr("Put “{text}” where you write; it follows the record.")
            return told.format(text=fact.text)
        if role == Qt.ItemDataRole.UserRole:
            is_first = not index.row() or self.rows[index.row() - 1].group != fact.group
            return fact, is_first
        return None


class _FactDelegate(QStyledItemDelegate):
    """The group above its first fact; what it is called in small, and how it reads."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        fact, is_first = index.data(Qt.ItemDataRole.UserRole)
        small = QFontMetrics(type_of(tokens.SMALL_POINTS)).height()
        usual = QFontMetrics(type_of(tokens.BASE_POINTS))
        above = usual.height() + tokens.SMALL if is_first else 0
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListView) else tokens.SIDE_WIDTH
        room = max(wide - 2 * tokens.SMALL, tokens.COLUMN_LEAST)
        high = usual.boundingRect(0, 0, room, 10_000, _WRAPS, fact.text).height()
        return QSize(wide, above + small + min(high, 3 * usual.height()) + tokens.SMALL)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        fact, is_first = index.data(Qt.ItemDataRole.UserRole)
        colours = colours_now()
        room = QRectF(option.rect)
        within = room.adjusted(tokens.SMALL, 0, -tokens.SMALL, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_first:
            painter.setFont(type_of(tokens.BASE_POINTS, tokens.SEMIBOLD))
            painter.setPen(QColor(colours.ink))
            high = painter.fontMetrics().height() + tokens.SMALL
            head = QRectF(within.left(), within.top(), within.width(), high)
            shown = painter.fontMetrics().elidedText(
                fact.group, Qt.TextElideMode.ElideRight, int(within.width())
            )
            painter.drawText(
                head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
            )
            within.setTop(within.top() + high)
            room.setTop(room.top() + high)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.brand_tint))
            painter.drawRoundedRect(room, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.brand), tokens.FOCUS_LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = room.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
        within.setTop(within.top() + tokens.TIGHT)
        painter.setFont(type_of(tokens.SMALL_POINTS))
        painter.setPen(QColor(colours.second))
        painter.drawText(within, _WRAPS, fact.label)
        within.setTop(within.top() + painter.fontMetrics().height())
        painter.setFont(type_of(tokens.BASE_POINTS))
        painter.setPen(QColor(colours.ink))
        painter.drawText(within, _WRAPS, fact.text)
        painter.restore()


class _FactsView(QListView):
    """One click or Enter wishes for a fact; a second click at once is no second wish."""

    wished = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now.isValid():
            self.wished.emit(now)
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.wished.emit(index)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class FactList(QWidget):
    """Facts by group, narrowed by a few letters."""

    fact_wished = Signal(object)
    """The Fact that somebody wants in the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self.filter = QLineEdit(self)
        self.filter.setProperty("kind", "search")
        self.filter.setPlaceholderText(self.tr("Find a fact"))
        self.filter.setAccessibleName(self.tr("Find a fact"))
        self.filter.setClearButtonEnabled(True)
        self.view = _FactsView(self)
        self.view.setAccessibleName(self.tr("Facts from the case"))
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self._model = _Facts(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_FactDelegate(self.view))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.SMALL)
        whole.addWidget(self.filter)
        whole.addWidget(self.view, 1)
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self._on_enter)
        self.view.wished.connect(self._on_wished)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it shows."""
        return self._model.rows

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show the facts of a case."""
        if tuple(facts) != self._facts:
            self._facts = tuple(facts)
            self._narrow()

    @Slot()
    def _narrow(self, _typed: str = "") -> None:
        wanted = self.filter.text().strip().casefold().split()
        self._model.show_rows(
            [
                fact
                for fact in self._facts
                if all(
                    part in f"{fact.group} {fact.label} {fact.text}".casefold() for part in wanted
                )
            ]
        )

    @Slot()
    def _on_enter(self) -> None:
        if self._model.rows:
            self.fact_wished.emit(self._model.rows[0])

    @Slot(object)
    def _on_wished(self, index: QModelIndex) -> None:
        self.fact_wished.emit(self._model.rows[index.row()])


_WRAPS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
