"""Whose time each day of a clock was: one bar of three parts, told in words beneath it."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recruitment_app.ui import labels, tokens
from recruitment_app.ui.theme import colours_now, type_of


class OwnerStrip(QWidget):
    """Days of the agency, of the applicant and of third parties, side by side."""

    def __init__(self, days: Mapping[str, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._days: dict[str, int] = {}
        self.show_days(days)

    def show_days(self, days: Mapping[str, int]) -> None:
        """Show other days."""
        self._days = {owner: days.get(owner, 0) for owner in labels.OWNER_WORDS}
        told = ", ".join(
            f"{labels.owner(owner)} {labels.count(number, 'day', 'days')}"
            for owner, number in self._days.items()
        )
        self.setAccessibleName(self.tr("Whose time: ") + told)
        self.setToolTip(told)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height() + tokens.BAR_HEIGHT + tokens.SMALL
        return QSize(2 * tokens.COLUMN_USUAL, height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_now()
        self._paint_bar(painter)
        painter.setFont(type_of(tokens.SMALL_POINTS, tabular=True))
        metrics = painter.fontMetrics()
        left = 0.0
        top = tokens.BAR_HEIGHT + tokens.TIGHT
        height = self.height() - top
        for owner, number in self._days.items():
            colour = QColor(tokens.word_on(colours, labels.OWNER_TINTS[owner])[0])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            mark = QRectF(left, top + (height - tokens.SMALL) / 2, tokens.SMALL, tokens.SMALL)
            painter.drawRoundedRect(mark, tokens.FOCUS_LINE, tokens.FOCUS_LINE)
            words = f"{labels.owner(owner)} {number}"
            left += tokens.SMALL + tokens.TIGHT
            painter.setPen(QColor(colours.second))
            wide = metrics.horizontalAdvance(words) + tokens.TIGHT
            painter.drawText(
                QRectF(left, top, wide, height),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                words,
            )
            left += wide + tokens.MEDIUM

    def _paint_bar(self, painter: QPainter) -> None:
        colours = colours_now()
        total = sum(self._days.values())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.track))
        whole = QRectF(0, 0, self.width(), tokens.BAR_HEIGHT)
        painter.drawRoundedRect(whole, tokens.BAR_RADIUS, tokens.BAR_RADIUS)
        if not total:
            return
        shown = [owner for owner, number in self._days.items() if number]
        gaps = tokens.FOCUS_LINE * (len(shown) - 1)
        left = 0.0
        painter.setBrush(QColor(colours.card))
        painter.drawRect(whole)
        for owner in shown:
            wide = (self.width() - gaps) * self._days[owner] / total
            painter.setBrush(QColor(tokens.word_on(colours, labels.OWNER_TINTS[owner])[0]))
            painter.drawRoundedRect(
                QRectF(left, 0, wide, tokens.BAR_HEIGHT), tokens.FOCUS_LINE, tokens.FOCUS_LINE
            )
            left += wide + tokens.FOCUS_LINE
