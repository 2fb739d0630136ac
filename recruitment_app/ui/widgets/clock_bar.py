"""A clock as a bar: "day 34 of 61", coloured by what is left, with its rule on hovering."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recruitment_app.ui import labels, tokens
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.tokens import Colours, Tint


@dataclass(frozen=True)
class ClockShown:
    """What a bar tells of one clock; ``of`` is nothing where the limit has no due date."""

    name: str
    day: int
    of: int | None
    tint: Tint
    due_on: date | None
    rule: str
    source: str
    met_on: date | None = None

    @property
    def words(self) -> str:
        """The clock in a few words."""
        if self.met_on is not None:
            return f"met {labels.in_table(self.met_on)}"
        if self.of is None:
            return f"day {self.day}"
        return f"day {self.day} of {self.of}"

    @property
    def explained(self) -> str:
        """The rule, its source and the due date."""
        due = f"Due on {labels.in_text(self.due_on)}." if self.due_on else "No due date."
        return "\n".join(part for part in (self.rule, self.source, due) if part)


def paint_bar(
    painter: QPainter, place: QRectF, filled: float, tint: Tint, colours: Colours
) -> None:
    """Paint a track with its first part filled."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    bar = QRectF(place.left(), 0, place.width(), tokens.BAR_HEIGHT)
    bar.moveTop(place.center().y() - tokens.BAR_HEIGHT / 2)
    painter.setBrush(QColor(colours.track))
    painter.drawRoundedRect(bar, tokens.BAR_RADIUS, tokens.BAR_RADIUS)
    if filled > 0:
        bar.setWidth(max(bar.width() * min(filled, 1.0), tokens.BAR_HEIGHT))
        painter.setBrush(QColor(tokens.word_on(colours, tint)[0]))
        painter.drawRoundedRect(bar, tokens.BAR_RADIUS, tokens.BAR_RADIUS)
    painter.restore()


class ClockBar(QWidget):
    """The bar of one clock, with its name on the left and its day on the right."""

    def __init__(self, clock: ClockShown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._clock = clock
        self.show_clock(clock)

    def show_clock(self, clock: ClockShown) -> None:
        """Show another clock, or the same one on another day."""
        self._clock = clock
        self.setToolTip(clock.explained)
        self.setAccessibleName(f"{clock.name}, {clock.words}")
        self.setAccessibleDescription(clock.explained)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(
            2 * tokens.COLUMN_USUAL + 2 * tokens.WIDE, self.fontMetrics().height() + tokens.TIGHT
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = colours_now()
        painter.setFont(type_of(tokens.SMALL_POINTS, tabular=True))
        metrics = painter.fontMetrics()
        place = QRectF(self.rect())
        words = metrics.horizontalAdvance(f"{self._clock.words}  ")
        words = max(words, metrics.horizontalAdvance("day 100 of 122  "))
        name = min(tokens.COLUMN_USUAL, (place.width() - words) * 0.45)
        painter.setPen(QColor(colours.second))
        middle = Qt.AlignmentFlag.AlignVCenter
        shown = metrics.elidedText(self._clock.name, Qt.TextElideMode.ElideRight, int(name))
        painter.drawText(
            QRectF(0, 0, name, place.height()), middle | Qt.AlignmentFlag.AlignLeft, shown
        )
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, self._clock.words)
        bar = QRectF(
            name + tokens.SMALL, 0, place.width() - name - words - tokens.SMALL, place.height()
        )
        paint_bar(painter, bar, _filled(self._clock), self._clock.tint, colours)


def _filled(clock: ClockShown) -> float:
    if clock.met_on is not None or clock.of is None:
        return 1.0 if clock.met_on is not None else 0.0
    return clock.day / max(clock.of, 1)
