"""The timeline of a case as a list of painted lines; of thousands each is made when it is seen."""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.file.timeline_rows import Timeline, TimelineRow
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.widgets.chip import chip_size, paint_chip
from recruitment_app.ui.widgets.line_list import line_height

Index = QModelIndex | QPersistentModelIndex
_NOTHING: Final = Timeline((), {})
_OPENS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _Lines(QAbstractListModel):
    """The rows that were looked at are kept until another timeline is shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.timeline = _NOTHING
        self._made: dict[int, TimelineRow] = {}

    def show_timeline(self, timeline: Timeline) -> None:
        self.beginResetModel()
        self.timeline = timeline
        self._made = {}
        self.endResetModel()

    def row_at(self, at: int) -> TimelineRow:
        if at not in self._made:
            self._made[at] = self.timeline.row(at)
        return self._made[at]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.timeline)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(self.row_at(index.row()))
        if role == Qt.ItemDataRole.UserRole:
            return self.row_at(index.row())
        return None

    def _spoken(self, row: TimelineRow) -> str:
        parts = [labels.in_text(row.on), row.what, row.title, row.by]
        if row.is_confidential:
            parts.append(self.tr("confidential"))
        if row.is_struck:
            parts.append(self.tr("struck"))
        return ", ".join(part for part in parts if part)


class TimelineView(QListView):
    """Up and Down go from line to line, Space shows one, Enter opens what it tells of."""

    row_chosen = Signal(object)
    row_wished = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lines = _Lines(self)
        self._showing = False
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(4 * line_height())
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_opened)

    @property
    def timeline(self) -> Timeline:
        """What it shows."""
        return self._lines.timeline

    @property
    def row(self) -> TimelineRow | None:
        """The line that is chosen."""
        now = self.currentIndex()
        return self._lines.row_at(now.row()) if now.isValid() else None

    def show_timeline(self, timeline: Timeline, chosen: UUID | None = None) -> None:
        """Show other lines, or the same ones after a change; one record stays chosen."""
        self._showing = True
        self._lines.show_timeline(timeline)
        self._showing = False
        if chosen is not None:
            self.choose(chosen)

    def choose(self, record_id: UUID) -> bool:
        """Mark the latest line of a record; say whether there is one."""
        at = self.timeline.place_of(record_id)
        if at is None:
            return False
        index = self._lines.index(at, 0)
        if self.currentIndex() == index:  # marked already, and perhaps not shown
            self.row_chosen.emit(self._lines.row_at(at))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._showing:
            self.row_chosen.emit(self._lines.row_at(current.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS and self.row is not None:
            self.row_chosen.emit(self.row)
            if event.key() != Qt.Key.Key_Space:
                self.row_wished.emit(self.row)
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._showing = True  # Qt marks the first line; whoever only passes by has chosen nothing
        super().focusInEvent(event)
        self._showing = False

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.row_chosen.emit(self._lines.row_at(index.row()))

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        self.row_wished.emit(self._lines.row_at(index.row()))


class _LineDelegate(QStyledItemDelegate):
    """The day at the left, then what happened, and smaller beneath it what it is and by whom."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, line_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TimelineRow = index.data(Qt.ItemDataRole.UserRole)
        colours = colours_now()
        ground = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(ground, QColor(colours.brand_tint if is_chosen else colours.hover))
        foot = QRectF(ground.left(), ground.bottom() - tokens.LINE, ground.width(), tokens.LINE)
        painter.fillRect(foot, QColor(colours.line))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.brand), tokens.FOCUS_LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = ground.adjusted(1, 1, -1, -2)
            painter.drawRoundedRect(frame, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
        room = ground.adjusted(tokens.SMALL, tokens.SMALL, -tokens.SMALL, -tokens.SMALL)
        _paint_row(painter, room, row)
        painter.restore()


def _paint_row(painter: QPainter, room: QRectF, row: TimelineRow) -> None:
    colours = colours_now()
    day = QRectF(room.left(), room.top(), tokens.COLUMN_NARROW, room.height())
    strong = type_of(tokens.BASE_POINTS, tokens.SEMIBOLD if row.heading else tokens.REGULAR)
    strong.setStrikeOut(row.is_struck)
    painter.setFont(strong)
    high = painter.fontMetrics().height()
    upper = QRectF(day.right(), room.top(), room.right() - day.right(), high)
    if row.is_confidential:
        size = chip_size(_CONFIDENTIAL)
        chip = QRectF(room.right() - size.width(), upper.top(), size.width(), size.height())
        paint_chip(painter, chip, _CONFIDENTIAL, tokens.Tint.INFORMATION, colours)
        upper.setRight(chip.left() - tokens.SMALL)
    _write(painter, upper, row.title, strong, colours.ink)
    lower = QRectF(day.right(), upper.bottom() + tokens.TIGHT, room.right() - day.right(), 0)
    lower.setBottom(room.bottom())
    lines = row.text[:_EXCERPT].splitlines() if row.heading else []
    excerpt = " · ".join(" ".join(line.split()) for line in lines if line.strip())
    told = " · ".join(part for part in (row.what, excerpt, row.by) if part)
    _write(painter, lower, told, type_of(tokens.SMALL_POINTS), colours.second)
    day.setBottom(upper.bottom())
    table = type_of(tokens.SMALL_POINTS, tabular=True)
    _write(painter, day, labels.in_table(row.on), table, colours.second)


_CONFIDENTIAL: Final = "Confidential"
_EXCERPT: Final = 200


def _write(painter: QPainter, room: QRectF, words: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
