"""The cards of the board, painted: who it is, how they stand, and the clock that runs out next."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.places import Place
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.tokens import Colours, Tint
from recruitment_app.ui.widgets.chip import chip_size, paint_chip
from recruitment_app.ui.widgets.clock_bar import paint_bar
from recruitment_app.ui.widgets.painted_words import write_words
from recruitment_app.ui.widgets.rows_model import Index


@dataclass(frozen=True)
class CardShown:
    """One card: who it is, how they stand, and the clock that runs out next."""

    place: Place
    title: str
    reference: str
    chip: str
    tint: Tint
    worker: str
    clock: str
    days: str
    filled: float | None
    clock_tint: Tint
    explained: str = ""

    @property
    def spoken(self) -> str:
        """The card as it is read out."""
        parts = (self.title, self.reference, self.chip, self.clock, self.days, self.worker)
        return ", ".join(part for part in parts if part)


class CardDelegate(QStyledItemDelegate):
    """Paints one card; each is as high as the next."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        strong, small = _line(tokens.BASE_POINTS), _line(tokens.SMALL_POINTS)
        rows = strong + 2 * small + chip_size("").height() + tokens.BAR_HEIGHT
        return QSize(tokens.COLUMN_USUAL, rows + 4 * tokens.TIGHT + 3 * tokens.SMALL)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: CardShown = index.data(Qt.ItemDataRole.UserRole)
        colours = colours_now()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.FOCUS_LINE
        box = QRectF(option.rect).adjusted(edge, edge, -edge, edge - tokens.SMALL)
        has_keys = bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(colours.hover if is_under else colours.card))
        line = tokens.FOCUS_LINE if has_keys else tokens.LINE
        painter.setPen(QPen(QColor(colours.brand if has_keys else colours.line), line))
        painter.drawRoundedRect(box, tokens.CONTROL_RADIUS, tokens.CONTROL_RADIUS)
        inset = tokens.SMALL
        _paint(painter, box.adjusted(inset, inset, -inset, -inset), card, colours)
        painter.restore()


def _line(points: float) -> int:
    return QFontMetrics(type_of(points, tokens.SEMIBOLD)).height()


def _paint(painter: QPainter, room: QRectF, card: CardShown, colours: Colours) -> None:
    row = QRectF(room.left(), room.top(), room.width(), _line(tokens.BASE_POINTS))
    write_words(painter, row, card.title, colours.ink, weight=tokens.SEMIBOLD)
    row.translate(0, row.height() + tokens.TIGHT)
    row.setHeight(_line(tokens.SMALL_POINTS))
    beneath = " · ".join(part for part in (card.reference, card.worker) if part)
    write_words(painter, row, beneath, colours.second, points=tokens.SMALL_POINTS)
    row.translate(0, row.height() + tokens.TIGHT)
    row.setHeight(chip_size("").height())
    paint_chip(painter, row, card.chip, card.tint, colours)
    if not card.clock:
        return
    row.translate(0, row.height() + tokens.TIGHT)
    row.setHeight(_line(tokens.SMALL_POINTS))
    late = card.clock_tint is Tint.LATE
    words = write_words(
        painter,
        row,
        card.days,
        colours.late if late else colours.second,
        points=tokens.SMALL_POINTS,
        at_right=True,
    )
    name = row.adjusted(0, 0, -words - tokens.SMALL, 0)
    write_words(painter, name, card.clock, colours.second, points=tokens.SMALL_POINTS)
    row.translate(0, row.height() + tokens.TIGHT)
    row.setHeight(tokens.BAR_HEIGHT)
    if card.filled is not None:
        paint_bar(painter, row, card.filled, card.clock_tint, colours)
