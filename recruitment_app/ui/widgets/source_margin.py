"""The margin beside a text that says, in a word at each claim, how it is known."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from recruitment_app.forms.prose import Source
from recruitment_app.ui import tokens
from recruitment_app.ui.prose_formats import SOURCE, source_of
from recruitment_app.ui.source_words import TINTS, in_full, in_margin
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.tokens import word_on
from recruitment_app.ui.widgets.prose_text import ProseText


class SourceMargin(QWidget):
    """Paints the word beside the line in which a claim begins; a text without any has no margin."""

    def __init__(self, text: ProseText) -> None:
        super().__init__(text)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        text.verticalScrollBar().valueChanged.connect(self._on_moved)
        text.document().documentLayout().update.connect(self._on_moved)
        text.resized.connect(self.place)
        self.hide()

    def look(self) -> None:
        """Show the margin where any claim of the text has a source."""
        block = self._text.document().begin()
        is_wanted = False
        while block.isValid() and not is_wanted:
            is_wanted = any(
                each.format.hasProperty(SOURCE) and source_of(each.format)
                for each in block.textFormats()
            )
            block = block.next()
        if is_wanted != self.isVisibleTo(self._text):
            self._text.reserve(tokens.SOURCE_MARGIN if is_wanted else 0)
            self.setVisible(is_wanted)
            self.place()

    @Slot()
    def place(self) -> None:
        """Stand at the right of the text, as tall as it."""
        inner = self._text.viewport().geometry()
        self.setGeometry(inner.right() + 1, inner.top(), tokens.SOURCE_MARGIN, inner.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = colours_now()
        painter.setFont(type_of(tokens.SMALL_POINTS))
        metrics = painter.fontMetrics()
        for line, sources in self._lines():
            words = in_margin(sources)
            painter.setPen(QColor(word_on(colours, TINTS[sources[0]])[0]))
            room = self.width() - tokens.TIGHT
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = [
                "\n".join(map(in_full, sources))
                for line, sources in self._lines()
                if line.top() <= event.pos().y() <= line.bottom()
            ]
            QToolTip.showText(event.globalPos(), "\n".join(told), self)
            return True
        return super().event(event)

    def _lines(self) -> Iterator[tuple[QRectF, list[Source]]]:
        """Go through the lines that are seen and in which claims begin."""
        text = self._text
        layout = text.document().documentLayout()
        shift = text.verticalScrollBar().value()
        block = text.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            rectangle = layout.blockBoundingRect(block)
            if rectangle.top() - shift > self.height():
                return
            found: dict[int, list[Source]] = {}
            for begins, source in _claims(block):
                found.setdefault(
                    block.layout().lineForTextPosition(begins).lineNumber(), []
                ).append(source)
            for number, sources in found.items():
                line = block.layout().lineAt(number).rect()
                top = rectangle.top() + line.top() - shift
                yield QRectF(tokens.TIGHT, top, self.width(), line.height()), sources
            block = block.next()

    @Slot()
    def _on_moved(self) -> None:
        if self.isVisible():
            self.update()


def _claims(block: QTextBlock) -> Iterator[tuple[int, Source]]:
    """Go through the claims of a paragraph: where each begins, and how it is known."""
    last = Source.UNSAID
    for each in block.textFormats():
        source = source_of(each.format)
        if source and source is not last:
            yield each.start, source
        last = source
