"""A line of words with chips behind it, which goes on in the next line where the room ends."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.chip import chip_size, paint_chip


class ChipRow(QWidget):
    """Where a case stands in one glance: what it is, then a chip for each thing to know."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.chips: tuple[tuple[str, Tint], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, words: str, chips: Sequence[tuple[str, Tint]]) -> None:
        """Show other words and chips."""
        self.words = words
        self.chips = tuple(chips)
        told = "; ".join((words, *(chip for chip, _tint in chips)))
        self.setAccessibleName(told)
        self.setToolTip("\n".join(chip for chip, _tint in chips))
        self._fit()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(tokens.FORM_WIDTH, self._tall())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = colours_now()
        places = self._places()
        painter.setFont(type_of(tokens.BASE_POINTS, tabular=True))
        painter.setPen(QColor(colours.second))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(next(places), left, self.words)
        for (words, tint), place in zip(self.chips, places, strict=True):
            paint_chip(painter, place, words, tint, colours)

    def _fit(self) -> None:
        if self.minimumHeight() != self._tall():
            self.setFixedHeight(self._tall())

    def _tall(self) -> int:
        return round(max(place.bottom() for place in self._places()))

    def _places(self) -> Iterator[QRectF]:
        """Return the place of the words, then that of each chip."""
        wide = float(max(self.width(), tokens.COLUMN_USUAL))
        tall = float(chip_size("").height())
        metrics = QFontMetricsF(type_of(tokens.BASE_POINTS, tabular=True))
        words = min(metrics.horizontalAdvance(self.words) + tokens.FOCUS_LINE, wide)
        yield QRectF(0, 0, words, tall)
        left, top = words + tokens.SMALL, 0.0
        for chip, _tint in self.chips:
            size = min(float(chip_size(chip).width()), wide)
            if left + size > wide:
                left, top = 0.0, top + tall + tokens.TIGHT
            yield QRectF(left, top, size, tall)
            left += size + tokens.SMALL
