"""The text of a letter as it is worded: its fields stand out, and so does a wrong one."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QMimeData
from PySide6.QtGui import (
    QColor,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.rules.letter_texts import marks
from recruitment_app.ui.tables.answer_table import OFFER
from recruitment_app.ui.theme import colours_now
from recruitment_app.ui.wide_letters import to_qt


def braced(name: str) -> str:
    """Return a field as the text has it."""
    return f"{{{name}}}"


class _Painting(QSyntaxHighlighter):
    """Paints what stands in braces; what no letter knows is underlined in waves."""

    def __init__(self, document: QTextDocument, known: Collection[str]) -> None:
        super().__init__(document)
        self._known = known

    @override
    def highlightBlock(self, text: str) -> None:
        colours = colours_now()
        for begins, ends, name in marks(text):
            worn = QTextCharFormat()
            if name in self._known:
                worn.setForeground(QColor(colours.information))
                worn.setBackground(QColor(colours.information_tint))
            else:
                worn.setForeground(QColor(colours.late))
                worn.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
                worn.setUnderlineColor(QColor(colours.late))
            first = to_qt(text, begins)
            self.setFormat(first, to_qt(text, ends) - first, worn)


class WordingBox(QPlainTextEdit):
    """Plain text with fields in braces; one that is dragged here stands where it is dropped."""

    def __init__(self, known: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._painting = _Painting(self.document(), known)

    def put(self, name: str) -> None:
        """Put a field in place of what is marked, or where the cursor stands."""
        self.textCursor().insertText(braced(name))

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(OFFER) or super().canInsertFromMimeData(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(OFFER):
            self.put(bytes(source.data(OFFER).data()).decode())
        else:
            super().insertFromMimeData(source)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_painting"):
            self._painting.rehighlight()
