"""A label whose paragraphs take a few lines each; what is longer is told by its tooltip."""

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

MOST_LINES = 3


class FewLines(QLabel):
    """Words somebody typed, which may be of any length, where the room is for other things.

    A paragraph of more than ``most`` lines ends with an ellipsis; what is read aloud is the whole.
    """

    def __init__(self, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.most = MOST_LINES
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if kind:
            self.setProperty("kind", kind)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the lines as they stand, the shortened ones with their ellipsis."""
        return self._lines(self.width())

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell_whole()

    @override
    def heightForWidth(self, width: int) -> int:
        return len(self._lines(width)) * self.fontMetrics().lineSpacing()

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        high = self.fontMetrics().lineSpacing()
        for at, line in enumerate(self.shown):
            room = QRect(0, at * high, self.width(), high)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def _tell_whole(self) -> None:
        paragraphs = self.text().splitlines()
        is_whole = "".join(self.shown) == "".join(paragraphs)
        told = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
        self.setToolTip("" if is_whole else told)

    def _lines(self, width: int) -> tuple[str, ...]:
        return tuple(
            line
            for paragraph in self.text().splitlines()
            for line in self._of_paragraph(paragraph, width)
        )

    def _of_paragraph(self, words: str, width: int) -> list[str]:
        """Return the lines of a paragraph; a word longer than the room goes on in the next."""
        layout = QTextLayout(words, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) <= self.most and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            starts.append(line.textStart())
        layout.endLayout()
        ends = [*starts[1:], len(words)]
        lines = [words[start:end] for start, end in zip(starts, ends, strict=True)]
        if len(lines) <= self.most:
            return lines
        rest = words[starts[self.most - 1] :]
        shortened = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return [*lines[: self.most - 1], shortened]
