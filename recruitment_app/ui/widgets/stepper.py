"""The journey as steps: done, current and next, each with its real dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.theme import colours_now, type_of


class StepState(StrEnum):
    """Where a step of the journey stands."""

    DONE = "done"
    CURRENT = "current"
    NEXT = "next"


@dataclass(frozen=True)
class StepShown:
    """One step with the words for its dates."""

    words: str
    dates: str
    state: StepState


class Stepper(QWidget):
    """The steps in a row, joined by a line that is dark as far as the case has come."""

    def __init__(self, steps: Sequence[StepShown] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._steps: tuple[StepShown, ...] = ()
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[StepShown]) -> None:
        """Show another journey, or the same one further on."""
        self._steps = tuple(steps)
        told = "; ".join(
            f"{step.words}, {step.state}{', ' if step.dates else ''}{step.dates}"
            for step in self._steps
        )
        self.setAccessibleName(self.tr("Journey"))
        self.setAccessibleDescription(told)
        self.setToolTip("\n".join(told.split("; ")))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        height = tokens.DOT + 2 * self.fontMetrics().height() + tokens.LARGE
        return QSize(len(self._steps) * tokens.COLUMN_USUAL, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(len(self._steps) * tokens.WIDE, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / len(self._steps)
        for place, step in enumerate(self._steps):
            self._paint_line(painter, place, wide)
            self._paint_step(painter, step, place * wide, wide)

    def _paint_line(self, painter: QPainter, place: int, wide: float) -> None:
        colours = colours_now()
        is_last = place == len(self._steps) - 1
        if is_last:
            return
        reached = self._steps[place].state is StepState.DONE
        pen = QPen(QColor(colours.brand if reached else colours.edge), tokens.STROKE)
        if not reached:
            pen.setColor(QColor(colours.line))
        painter.setPen(pen)
        middle = tokens.TIGHT + tokens.DOT / 2
        painter.drawLine(
            QPointF(place * wide + tokens.DOT + tokens.TIGHT, middle),
            QPointF((place + 1) * wide + tokens.TIGHT, middle),
        )

    def _paint_step(self, painter: QPainter, step: StepShown, left: float, wide: float) -> None:
        colours = colours_now()
        is_current = step.state is StepState.CURRENT
        is_next = step.state is StepState.NEXT
        dot = QRectF(
            left + tokens.TIGHT,
            tokens.TIGHT + tokens.LINE,
            tokens.DOT - 2 * tokens.LINE,
            tokens.DOT - 2 * tokens.LINE,
        )
        painter.setPen(QPen(QColor(colours.edge if is_next else colours.brand), tokens.STROKE))
        painter.setBrush(QColor(colours.card if is_next else colours.brand))
        painter.drawEllipse(dot)
        if is_current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.brand), tokens.LINE))
            painter.drawEllipse(dot.adjusted(-3, -3, 3, 3))
        top = tokens.DOT + tokens.SMALL + tokens.FOCUS_LINE
        weight = tokens.SEMIBOLD if is_current else tokens.REGULAR
        painter.setFont(type_of(tokens.BASE_POINTS, weight))
        painter.setPen(QColor(colours.brand if is_current else colours.ink))
        self._write(painter, step.words, left, top, wide)
        top += painter.fontMetrics().height()
        painter.setFont(type_of(tokens.SMALL_POINTS, tabular=True))
        painter.setPen(QColor(colours.second))
        self._write(painter, step.dates, left, top, wide)

    def _write(self, painter: QPainter, words: str, left: float, top: float, wide: float) -> None:
        metrics = painter.fontMetrics()
        within = int(wide - tokens.SMALL)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, within)
        painter.drawText(QPointF(left, top + metrics.ascent()), shown)
