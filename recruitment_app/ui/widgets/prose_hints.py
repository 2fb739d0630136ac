"""Says on hovering which fact of the record a reference follows, and how a claim is known."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QToolTip
from typing_extensions import override

from recruitment_app.ui.prose_formats import FACT, source_of
from recruitment_app.ui.source_words import in_full
from recruitment_app.ui.widgets.prose_text import ProseText


class ProseHints(QObject):
    """Watches a text for the pointer that rests."""

    def __init__(self, text: ProseText) -> None:
        super().__init__(text)
        self._text = text
        self._labels: Mapping[str, str] = {}
        text.viewport().installEventFilter(self)

    def call(self, labels: Mapping[str, str]) -> None:
        """Call each fact by these words, by its name."""
        self._labels = labels

    def at(self, point: QPoint) -> str:
        """Return what is said of the character at a point of what is seen."""
        down = QPoint(0, self._text.verticalScrollBar().value())
        exactly = Qt.HitTestAccuracy.ExactHit
        place = self._text.document().documentLayout().hitTest(QPointF(point + down), exactly)
        if place < 0:
            return ""
        cursor = self._text.textCursor()
        cursor.setPosition(place)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        kept = cursor.charFormat()
        name, source = kept.property(FACT), source_of(kept)
        told = [self._labels.get(name, self.tr("No longer in the record"))] if name else []
        told += [in_full(source)] if source else []
        return "\n".join(told)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.at(event.pos()), self._text)
            return True
        return super().eventFilter(watched, event)
