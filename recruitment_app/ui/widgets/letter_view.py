"""One letter as it reads, on white paper: its head and its words; what it lacks is marked."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from recruitment_app.rules.letters import blocks
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.clipboard import keep_out_of_history

_MARKED: Final = re.compile("(\u2039[^\u203a]*\u203a)")
_HEAD: Final = 1.4
_BULLET: Final = "\u2022 "
_BETWEEN: Final = "\u00a0\u00b7 "


@dataclass(frozen=True, kw_only=True)
class ShownLetter:
    """What a letter shows; ``head`` is what stands below the agency's name, a line each."""

    agency: str
    head: str
    reference: str
    dated_on: date
    to_name: str = field(repr=False)
    to_address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    is_large_print: bool = False


class LetterView(QTextEdit):
    """Shows a letter, or the same one with other words; Tab leaves it, and its words are copied."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setProperty("kind", "paper")
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(tokens.WIDE)

    def show_letter(self, shown: ShownLetter) -> None:
        """Show a letter; what was in view stays in view."""
        bar = self.verticalScrollBar()
        before = bar.value()
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        _Pen(cursor, is_large=shown.is_large_print).write(shown)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)  # else what is written last is scrolled to
        bar.setValue(before)

    def show_words(self, words: str, subject: str = "") -> None:
        """Show a text that is no whole letter, by its paragraphs and lists."""
        bar = self.verticalScrollBar()
        before = bar.value()
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        _Pen(cursor, is_large=False).write_body(words, subject=subject)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)  # else what is written last is scrolled to
        bar.setValue(before)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        carried = QMimeData()
        carried.setText(self.textCursor().selection().toPlainText())
        return keep_out_of_history(carried)


class _Pen:
    """Writes paragraph after paragraph in the type of the paper."""

    def __init__(self, cursor: QTextCursor, *, is_large: bool) -> None:
        self._cursor = cursor
        self._points = tokens.LARGE_PRINT_POINTS if is_large else tokens.BASE_POINTS
        self._is_first = True

    def write(self, shown: ShownLetter) -> None:
        """Write a whole letter."""
        colours = tokens.PAPER
        self._line(shown.agency, scale=_HEAD, weight=tokens.SEMIBOLD, colour=colours.brand)
        self._line(_BETWEEN.join(shown.head.splitlines()), colour=colours.second)
        to = "\n".join(filter(None, (shown.to_name, shown.to_address)))
        for at, line in enumerate(to.splitlines()):
            self._line(line, above=0 if at else tokens.WIDE)
        self._line(labels.in_text(shown.dated_on), above=tokens.LARGE)
        self._line(f"Our reference: {shown.reference}")
        self.write_body(shown.body, subject=shown.subject)

    def write_body(self, body: str, *, subject: str) -> None:
        """Write the words of a letter, its subject below whom it greets."""
        told = list(blocks(body))
        if told and told[0].lines[0].startswith("Dear "):
            self._line("\u2028".join(told.pop(0).lines), above=tokens.LARGE)
        if subject:
            self._line(subject, weight=tokens.SEMIBOLD, above=tokens.MEDIUM)
        for block in told:
            if not block.is_list:
                self._line("\u2028".join(block.lines), above=tokens.MEDIUM)
                continue
            for line in block.lines:
                self._line(f"{_BULLET}{line}", above=tokens.TIGHT, left=tokens.LARGE)

    def _line(
        self,
        words: str,
        *,
        above: int = 0,
        left: int = 0,
        scale: float = 1.0,
        weight: int = tokens.REGULAR,
        colour: str = tokens.PAPER.ink,
    ) -> None:
        if not words:
            return
        place = QTextBlockFormat()
        place.setTopMargin(above)
        place.setLeftMargin(left)
        if self._is_first:
            self._cursor.setBlockFormat(place)
        else:
            self._cursor.insertBlock(place)
        self._is_first = False
        plain, lacks = QTextCharFormat(), QTextCharFormat()
        for made in (plain, lacks):
            made.setFontPointSize(self._points * scale)
            made.setFontWeight(weight)
            made.setForeground(QColor(colour))
        lacks.setForeground(QColor(tokens.PAPER.due))
        lacks.setBackground(QColor(tokens.PAPER.due_tint))
        for part in _MARKED.split(words):
            self._cursor.insertText(part, lacks if _MARKED.fullmatch(part) else plain)
