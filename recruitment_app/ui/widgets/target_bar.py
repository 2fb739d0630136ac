"""How far the year has come: a bar of approvals to the target, with the straight line marked."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.theme import colours_now
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.clock_bar import paint_bar


class TargetBar(QWidget):
    """Approved so far of the target; the mark is where the straight line would be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._filled = 0.0
        self._mark: float | None = None

    def show_figures(self, approved: int, target: int, expected: float) -> None:
        """Show how many are approved of how many, and how many there would be by now."""
        self._filled = approved / target if target else 0.0
        self._mark = expected / target if target else None
        told = self.tr("{approved} of {target} approved; the straight line would be {line:.1f}")
        self.setAccessibleName(
            told.format(approved=approved, target=target, line=expected)
            if target
            else self.tr("No target is set")
        )
        self.setToolTip(self.accessibleName())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(2 * tokens.COLUMN_USUAL, tokens.BAR_HEIGHT + tokens.SMALL)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = colours_now()
        room = QRectF(self.rect())
        paint_bar(painter, room, self._filled, Tint.BRAND, colours)
        if self._mark is not None:
            at = min(self._mark, 1.0) * (room.width() - tokens.STROKE)
            mark = QRectF(at, room.top(), tokens.STROKE, room.height())
            painter.fillRect(mark, QColor(colours.ink))
