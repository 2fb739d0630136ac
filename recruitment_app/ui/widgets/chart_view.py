"""Paints a drawing's plain shapes, so that screen and paper look alike."""

from collections.abc import Callable
from functools import singledispatchmethod

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recruitment_app.drawings.shapes import (
    Anchor,
    Circle,
    Colour,
    Drawing,
    Line,
    Polyline,
    Rect,
    Text,
)
from recruitment_app.ui import tokens
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.tokens import Colours

Draw = Callable[[float, float], Drawing]
"""Lays a figure out for a width and a height in points."""


class ChartView(QWidget):
    """A figure on screen, laid out anew for the room it has; its words are its accessible text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(tokens.CHART_LEAST_WIDTH, tokens.CHART_HEIGHT)
        self.setAccessibleName(name)
        self._draw: Draw | None = None
        self._drawing: Drawing | None = None

    def show_drawing(self, draw: Draw) -> None:
        """Show a figure."""
        self._draw = draw
        self._lay_out()

    @property
    def drawing(self) -> Drawing | None:
        """The figure as it is laid out now."""
        return self._drawing

    def _lay_out(self) -> None:
        if self._draw is not None:
            scale = self._scale()
            self._drawing = self._draw(self.width() / scale, self.height() / scale)
            self.setAccessibleDescription(self._drawing.alternative)
        self.update()

    def _scale(self) -> float:
        return self.logicalDpiY() / tokens.POINTS_PER_INCH

    @override
    def sizeHint(self) -> QSize:
        return QSize(2 * tokens.CHART_LEAST_WIDTH, tokens.CHART_HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._scale(), self._scale())
        brush = _Brush(painter, colours_now())
        for shape in self._drawing.shapes:
            brush.paint(shape)


class _Brush:
    """Paints one shape after another."""

    def __init__(self, painter: QPainter, colours: Colours) -> None:
        self._painter = painter
        self._colours = colours

    def _colour(self, colour: Colour) -> QColor:
        return QColor(getattr(self._colours, colour.value))

    def _pen(self, colour: Colour, width: float, dash: tuple[float, ...]) -> QPen:
        pen = QPen(self._colour(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setDashPattern([part / width for part in dash])
        return pen

    @singledispatchmethod
    def paint(self, shape: object) -> None:
        raise TypeError(type(shape).__name__)

    @paint.register
    def _(self, shape: Line) -> None:
        self._painter.setPen(self._pen(shape.colour, shape.width, shape.dash))
        self._painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))

    @paint.register
    def _(self, shape: Polyline) -> None:
        self._painter.setPen(self._pen(shape.colour, shape.width, shape.dash))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))

    @paint.register
    def _(self, shape: Rect) -> None:
        self._painter.fillRect(
            QRectF(shape.x, shape.y, shape.width, shape.height), self._colour(shape.fill)
        )

    @paint.register
    def _(self, shape: Circle) -> None:
        self._painter.setPen(QPen(self._colour(shape.outline), shape.width))
        self._painter.setBrush(self._colour(shape.fill))
        self._painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)

    @paint.register
    def _(self, shape: Text) -> None:
        weight = tokens.SEMIBOLD if shape.bold else tokens.REGULAR
        font = type_of(shape.size, weight, tabular=True)
        font.setPixelSize(round(shape.size))
        self._painter.setFont(font)
        self._painter.setPen(self._colour(shape.colour))
        width = self._painter.fontMetrics().horizontalAdvance(shape.words)
        left = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: float(width)}
        self._painter.drawText(QPointF(shape.x - left[shape.anchor], shape.y), shape.words)
