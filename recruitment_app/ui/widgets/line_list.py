"""A light list of painted lines: what is due, and cases on a clock; Enter or a click opens one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.actions import Wish, make
from recruitment_app.ui.places import Place
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.tokens import Colours, Tint
from recruitment_app.ui.widgets.chip import chip_size, paint_chip
from recruitment_app.ui.widgets.clock_bar import paint_bar
from recruitment_app.ui.widgets.painted_words import write_words
from recruitment_app.ui.widgets.rows_model import Index, RowsModel

_LONG_WORDS: Final = "Ask again"
DO_IT: Final = Wish("do_it", "Do it", "Ctrl+Return", "", "Do what the line offers")


@dataclass(frozen=True)
class Line:
    """One line: a chip or a bar, what it is, where it comes from, and where it leads.

    ``filled`` makes it a case on a clock: its second row is a bar, filled so far. ``act`` is what
    its button does, by the words on it; without one the button opens the line's place.
    """

    place: Place
    words: str
    second: str
    at_right: str
    chip: str = ""
    tint: Tint = Tint.PLAIN
    filled: float | None = None
    quiet: str = ""
    beside: str = ""
    explained: str = ""
    act: Place | None = None
    act_words: str = ""

    @property
    def spoken(self) -> str:
        """The line as it is read out."""
        told = (self.chip, self.words, self.beside, self.quiet, self.second, self.at_right)
        parts = (*told, self.act_words)
        return ", ".join(part for part in parts if part)


class _Lines(RowsModel):
    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.explained or None
        if role == Qt.ItemDataRole.UserRole:
            return line
        return None


class LineList(QListView):
    """As tall as its lines; the page scrolls, not the list."""

    wished = Signal(object)
    """The place of a line."""
    acted = Signal(object)
    """The place of the act that a line offers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self._delegate = _LineDelegate(self)
        self._pressed_at = QPoint()
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        make(DO_IT, self, self.do_it)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that it shows."""
        return self._lines.rows

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self._lines.show_rows(lines)
        self._delegate.words = tuple(dict.fromkeys(line.act_words for line in lines))
        self.setFixedHeight(len(lines) * line_height())
        self.setVisible(bool(lines))

    def _open(self, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, Line):
            self.wished.emit(line.place)

    @Slot()
    def do_it(self) -> None:
        """Do what the line that has the keys offers."""
        self._act(self.currentIndex())

    def _act(self, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, Line):
            if line.act is None:
                self.wished.emit(line.place)
            else:
                self.acted.emit(line.act)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        room = self.visualRect(index)
        if self._pressed_at.x() >= room.right() - self._delegate.button_width() - tokens.MEDIUM:
            self._act(index)
        else:
            self._open(index)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines:
            self.setCurrentIndex(self._lines.index(0, 0))

    @override
    def sizeHint(self) -> QSize:
        return QSize(2 * tokens.COLUMN_USUAL, len(self.lines) * line_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(tokens.COLUMN_USUAL, len(self.lines) * line_height())


def line_height() -> int:
    """Return the height of one line: two rows of words and the room around them."""
    strong = QFontMetrics(type_of(tokens.BASE_POINTS, tokens.SEMIBOLD)).height()
    small = QFontMetrics(type_of(tokens.SMALL_POINTS)).height()
    return strong + small + tokens.TIGHT + 2 * tokens.SMALL + tokens.LINE


class _LineDelegate(QStyledItemDelegate):
    """Paints a line in the words, tints and distances of the house."""

    words: Sequence[str] = ()
    """The words of all buttons of the list: they are equally wide, and so in most lists."""

    def button_width(self) -> int:
        """Return how wide each button of the list is."""
        metrics = QFontMetrics(type_of(tokens.BASE_POINTS, tokens.MEDIUM_WEIGHT))
        told = [_LONG_WORDS, *self.words]
        return max(map(metrics.horizontalAdvance, told)) + 2 * tokens.MEDIUM

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, line_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        colours = colours_now()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_last = index.row() == index.model().rowCount() - 1
        self._paint_ground(painter, option, colours, is_last=is_last)
        room = option.rect.adjusted(tokens.TIGHT, tokens.SMALL, -tokens.TIGHT, -tokens.SMALL)
        if line.filled is None:
            _paint_due(painter, room, line, colours, self.button_width())
        else:
            _paint_clock(painter, room, line, line.filled, colours)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        colours: Colours,
        *,
        is_last: bool,
    ) -> None:
        room = option.rect
        has_keys = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(colours.hover))
        if not is_last:
            foot = QRect(room.left(), room.bottom(), room.width(), tokens.LINE)
            painter.fillRect(foot, QColor(colours.line))
        if has_keys:
            painter.setPen(QPen(QColor(colours.brand), tokens.FOCUS_LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(room).adjusted(1, 1, -1, -2), tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS
            )


def _rows(room: QRect) -> tuple[QRectF, QRectF]:
    """Split a line's room into its row of words and its row of small words."""
    strong = QFontMetrics(type_of(tokens.BASE_POINTS, tokens.SEMIBOLD)).height()
    upper = QRectF(room.left(), room.top(), room.width(), strong)
    top = room.top() + strong + tokens.TIGHT
    return upper, QRectF(room.left(), top, room.width(), room.bottom() - top)


def _paint_due(
    painter: QPainter, room: QRect, line: Line, colours: Colours, button_width: int
) -> None:
    chip = max(chip_size(line.chip).width(), chip_size("000 days over ").width())
    paint_chip(painter, QRectF(room), line.chip, line.tint, colours)
    button = _paint_button(painter, room, colours, line.act_words or _open_words(), button_width)
    left = room.left() + chip + tokens.LARGE
    rest = button.left() - tokens.LARGE - left
    household = min(rest * 0.32, 2 * tokens.COLUMN_USUAL)
    upper, lower = _rows(room)
    words = rest - household - tokens.LARGE
    upper.setLeft(left)
    upper.setWidth(words)
    lower.setLeft(left)
    lower.setWidth(words)
    write_words(painter, upper, line.words, colours.ink, weight=tokens.SEMIBOLD)
    write_words(painter, lower, line.second, colours.second, points=tokens.SMALL_POINTS)
    upper.setLeft(left + words + tokens.LARGE)
    upper.setWidth(household)
    lower.setLeft(left + words + tokens.LARGE)
    lower.setWidth(household)
    write_words(painter, upper, line.at_right, colours.ink)
    write_words(painter, lower, line.quiet, colours.second, points=tokens.SMALL_POINTS)


def _open_words() -> str:
    return QCoreApplication.translate("line_list", "Open")


def _paint_button(
    painter: QPainter, room: QRect, colours: Colours, words: str, wide: int
) -> QRectF:
    """Paint what the line offers as the button it is."""
    painter.setFont(type_of(tokens.BASE_POINTS, tokens.MEDIUM_WEIGHT))
    high = tokens.CONTROL_HEIGHT - tokens.TIGHT
    box = QRectF(room.right() - wide, room.center().y() - high / 2 + 0.5, wide, high)
    painter.setPen(QPen(QColor(colours.edge), tokens.LINE))
    painter.setBrush(QColor(colours.card))
    painter.drawRoundedRect(box, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
    painter.setPen(QColor(colours.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    return box


def _paint_clock(
    painter: QPainter, room: QRect, line: Line, filled: float, colours: Colours
) -> None:
    upper, lower = _rows(room)
    painter.setFont(type_of(tokens.SMALL_POINTS))
    remark = min(painter.fontMetrics().horizontalAdvance(line.quiet) + 2, room.width() * 0.5)
    title = QRectF(upper)
    title.setWidth(room.width() - remark - tokens.MEDIUM)
    painter.setFont(type_of(tokens.BASE_POINTS))
    reference = painter.fontMetrics().horizontalAdvance(line.beside) + tokens.SMALL
    title.setWidth(title.width() - reference)
    wide = write_words(painter, title, line.words, colours.ink, weight=tokens.SEMIBOLD)
    beside = QRectF(upper)
    beside.setLeft(title.left() + wide + tokens.SMALL)
    beside.setWidth(reference)
    write_words(painter, beside, line.beside, colours.second)
    write_words(
        painter,
        upper,
        line.quiet,
        colours.late if line.tint is Tint.LATE else colours.second,
        points=tokens.SMALL_POINTS,
        at_right=True,
    )
    painter.setFont(type_of(tokens.SMALL_POINTS, tabular=True))
    days = painter.fontMetrics().horizontalAdvance("day 100 of 122  ")
    name = QRectF(lower)
    name.setWidth(min(room.width() * 0.34, tokens.COLUMN_USUAL))
    write_words(painter, name, line.second, colours.second, points=tokens.SMALL_POINTS)
    write_words(
        painter, lower, line.at_right, colours.second, points=tokens.SMALL_POINTS, at_right=True
    )
    bar = QRectF(lower)
    bar.setLeft(name.right() + tokens.SMALL)
    bar.setRight(lower.right() - days - tokens.TIGHT)
    paint_bar(painter, bar, filled, line.tint, colours)
