"""The outline of a written form: its parts, sections and persons, each with how far it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QCoreApplication,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.reports.report_rows import OutlineLine, Part, SectionMark
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.widgets.rows_model import Index, RowsModel

Spot = tuple[str, str]
"""The key of a section and of its person, "" where it is for all."""

_DOT_COLOURS: Final = {
    SectionMark.EMPTY: "edge",
    SectionMark.BEGUN: "due",
    SectionMark.WRITTEN: "met",
    SectionMark.NOT_APPLICABLE: "second",
    SectionMark.FROM_RECORD: "met",
}


@dataclass(frozen=True)
class OutlineRow:
    """One row: a part's heading, a section, a section's heading above its persons, or a person."""

    title: str
    line: OutlineLine | None = None
    is_part: bool = False
    is_inner: bool = False

    @property
    def spot(self) -> Spot | None:
        """Where the row leads; nowhere from a heading."""
        return (self.line.section, self.line.person) if self.line else None


class _Rows(RowsModel):
    @override
    def show_rows(self, rows: Sequence[OutlineRow]) -> None:
        if [row.title for row in rows] == [row.title for row in self.rows] and rows:
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        super().show_rows(rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rows[index.row()].line is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.ToolTipRole and row.line is not None:
            return spoken(row)
        return None


class _OutlineDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: OutlineRow = index.data(Qt.ItemDataRole.UserRole)
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListView) else tokens.OUTLINE_WIDTH
        words = _words_room(row, wide)
        metrics = QFontMetrics(_font(row))
        high = metrics.boundingRect(0, 0, int(words), 10_000, _WRAPS, row.title).height()
        above = tokens.MEDIUM if row.is_part else 0
        return QSize(wide, high + tokens.SMALL + above)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: OutlineRow = index.data(Qt.ItemDataRole.UserRole)
        colours = colours_now()
        room = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = ""
        if is_chosen:
            ground = colours.brand_tint
        elif row.line is not None and option.state & QStyle.StateFlag.State_MouseOver:
            ground = colours.hover
        if ground:
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(room, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.brand), tokens.FOCUS_LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = room.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
        top = room.top() + tokens.TIGHT + (tokens.MEDIUM if row.is_part else 0)
        left = room.left() + _indent(row)
        if row.line is not None:
            self._paint_dot(painter, left, top, row.line.mark)
        painter.setFont(_font(row))
        painter.setPen(QColor(colours.second if row.is_part else colours.ink))
        words = QRectF(left + _dot_room(row), top, _words_room(row, room.width()), room.height())
        painter.drawText(words, _WRAPS, row.title)
        if row.line is not None:
            painter.setFont(type_of(tokens.SMALL_POINTS, tabular=True))
            painter.setPen(QColor(colours.second))
            told = QRectF(room.left(), top, room.width() - tokens.SMALL, room.height())
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(told, side, _told(row, room.width()))
        painter.restore()

    def _paint_dot(self, painter: QPainter, left: float, top: float, mark: SectionMark) -> None:
        """Paint a full dot where it is written, a ring where empty, a half where begun."""
        colour = QColor(getattr(colours_now(), _DOT_COLOURS[mark]))
        size = tokens.OUTLINE_DOT
        line = QFontMetrics(type_of(tokens.BASE_POINTS)).height()
        box = QRectF(left, top + (line - size) / 2, size, size)
        painter.setPen(QPen(colour, tokens.LINE * 1.5))
        is_full = mark in {SectionMark.WRITTEN, SectionMark.FROM_RECORD}
        painter.setBrush(colour if is_full else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if mark is SectionMark.BEGUN:
            painter.setBrush(colour)
            painter.drawPie(box, 90 * 16, 180 * 16)
        elif mark is SectionMark.NOT_APPLICABLE:
            middle = box.center()
            painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()))


class OutlineList(QListView):
    """Arrows go from section to section; Enter goes into what is chosen."""

    spot_chosen = Signal(object)
    spot_entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setObjectName("outline")
        self._rows = _Rows(self)
        self._showing = False
        self.setModel(self._rows)
        self.setItemDelegate(_OutlineDelegate(self))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self.spot_entered)

    @property
    def rows(self) -> tuple[OutlineRow, ...]:
        """The rows that it shows."""
        return self._rows.rows

    @property
    def spot(self) -> Spot | None:
        """What is chosen."""
        now = self.currentIndex()
        return self._rows.rows[now.row()].spot if now.isValid() else None

    def show_parts(self, parts: Iterable[Part]) -> None:
        """Show an outline, or the same one as it stands now; what is chosen stays chosen."""
        kept = self.spot
        self._showing = True
        self._rows.show_rows(list(rows_of(parts)))
        if kept is not None:
            self._mark(kept)
        self._showing = False

    def choose(self, spot: Spot) -> bool:
        """Mark a section without telling of it; say whether the outline has it."""
        self._showing = True
        found = self._mark(spot)
        self._showing = False
        return found

    def first(self) -> Spot | None:
        """Return the first section there is."""
        return next((row.spot for row in self.rows if row.spot), None)

    def beside(self, spot: Spot, by: int) -> Spot | None:
        """Return the section so many after a section, or before it."""
        spots = [row.spot for row in self.rows if row.spot]
        at = spots.index(spot) + by if spot in spots else 0
        return spots[at] if 0 <= at < len(spots) else None

    def _mark(self, spot: Spot) -> bool:
        for at, row in enumerate(self.rows):
            if row.spot == spot:
                index = self._rows.index(at, 0)
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return True
        return False

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._showing:
            spot = self._rows.rows[current.row()].spot
            if spot is not None:
                self.spot_chosen.emit(spot)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())


def rows_of(parts: Iterable[Part]) -> Iterator[OutlineRow]:
    """Go through an outline row by row; a section for several persons has a row for each."""
    for part in parts:
        yield OutlineRow(f"{part.letter} {part.title}".strip(), is_part=True)
        for at, line in enumerate(part.lines):
            named = f"{line.number} {line.title}".strip()
            if not line.person:
                yield OutlineRow(named, line)
                continue
            before = part.lines[at - 1] if at else None
            if before is None or (before.section, before.is_left_over) != (
                line.section,
                line.is_left_over,
            ):
                yield OutlineRow(named)
            yield OutlineRow(line.person_name, line, is_inner=True)


def short_state(line: OutlineLine) -> str:
    """Return how far a section is, in two or three words."""
    match line.mark:
        case SectionMark.NOT_APPLICABLE:
            return _said("does not apply")
        case SectionMark.FROM_RECORD:
            return _said("record")
        case SectionMark.EMPTY:
            return _said("empty")
    if line.rows and not line.words:
        return labels.count(line.rows, "row", "rows")
    return labels.count(line.words, "word", "words")


def guide(line: OutlineLine) -> str:
    """Return how many words the form advises: "guide 400 to 900"."""
    if line.band is None:
        return ""
    return _said("guide {least} to {most}").format(
        least=f"{line.band.least:,}", most=f"{line.band.most:,}"
    )


def spoken(row: OutlineRow) -> str:
    """Return a row as it is read out."""
    line = row.line
    if line is None:
        return row.title
    title = f"{line.number} {line.title}".strip()
    begun = _said("begun") if line.mark is SectionMark.BEGUN else ""
    parts = [title, line.person_name, begun, short_state(line), guide(line)]
    if line.edited_at is not None:
        parts.append(f"{line.edited_by}, {labels.moment(line.edited_at)}")
    return ", ".join(part for part in parts if part)


def _said(words: str) -> str:
    return QCoreApplication.translate("outline_list", words)


_WRAPS: Final = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
)


def _font(row: OutlineRow) -> Any:
    if row.is_part:
        return type_of(tokens.SMALL_POINTS, tokens.SEMIBOLD)
    return type_of(tokens.BASE_POINTS)


def _indent(row: OutlineRow) -> int:
    return tokens.SMALL + (tokens.LARGE if row.is_inner else 0)


def _dot_room(row: OutlineRow) -> int:
    return 0 if row.is_part else tokens.OUTLINE_DOT + tokens.SMALL


def _told(row: OutlineRow, wide: float) -> str:
    """Return what stands at the right: in words, or a bare number where the title needs room."""
    if row.line is None:
        return ""
    told = short_state(row.line)
    metrics = QFontMetrics(_font(row))
    longest = max((metrics.horizontalAdvance(word) for word in row.title.split()), default=0)
    if longest > _room_beside(row, wide, told) and told[:1].isdigit():
        return told.partition(" ")[0]
    return told


def _room_beside(row: OutlineRow, wide: float, told: str) -> float:
    metrics = QFontMetrics(type_of(tokens.SMALL_POINTS, tabular=True))
    beside = metrics.horizontalAdvance(told) + tokens.MEDIUM if told else 0
    return wide - _indent(row) - _dot_room(row) - beside - tokens.TIGHT


def _words_room(row: OutlineRow, wide: float) -> float:
    """Return how wide the title may be beside what is told at the right; no word of it is cut."""
    metrics = QFontMetrics(_font(row))
    longest = max((metrics.horizontalAdvance(word) for word in row.title.split()), default=0)
    return max(_room_beside(row, wide, _told(row, wide)), longest + tokens.LINE)
