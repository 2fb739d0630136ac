"""A status chip: a word on its tint, never a colour alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.tokens import Colours, Tint


def paint_chip(painter: QPainter, place: QRectF, words: str, tint: Tint, colours: Colours) -> None:
    """Paint the chip at the left of a place and in its middle height."""
    word, ground = tokens.word_on(colours, tint)
    size = chip_size(words)
    box = QRectF(place.left(), 0, min(size.width(), place.width()), size.height())
    box.moveTop(place.center().y() - size.height() / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(type_of(tokens.SMALL_POINTS, tokens.MEDIUM_WEIGHT, tabular=True))
    painter.setPen(QColor(word))
    within = box.adjusted(tokens.SMALL, 0, -tokens.SMALL, 0)
    shown = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideRight, int(within.width()) + 1
    )
    painter.drawText(within, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def chip_size(words: str) -> QSize:
    """Return the room that a chip needs."""
    font = type_of(tokens.SMALL_POINTS, tokens.MEDIUM_WEIGHT, tabular=True)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(words) + 2 * tokens.SMALL + tokens.FOCUS_LINE
    return QSize(round(width), round(metrics.height()) + tokens.TIGHT)


class Chip(QWidget):
    """A word with its tint."""

    def __init__(
        self, words: str = "", tint: Tint = Tint.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = ""
        self._tint = tint
        self.say(words, tint)

    @property
    def words(self) -> str:
        """The word that it shows."""
        return self._words

    def say(self, words: str, tint: Tint) -> None:
        """Show another word."""
        self._words = words
        self._tint = tint
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return chip_size(self._words)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._words, self._tint, colours_now())
