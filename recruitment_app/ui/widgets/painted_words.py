"""Words in one row of a painted line or card, shortened to their room."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from recruitment_app.ui import tokens
from recruitment_app.ui.theme import type_of


def write_words(
    painter: QPainter,
    room: QRectF,
    words: str,
    colour: str,
    *,
    points: float = tokens.BASE_POINTS,
    weight: int = tokens.REGULAR,
    at_right: bool = False,
) -> float:
    """Write words in one row, shortened to the room, and return their width in pixels."""
    painter.setFont(type_of(points, weight, tabular=at_right))
    painter.setPen(QColor(colour))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return float(metrics.horizontalAdvance(shown))
