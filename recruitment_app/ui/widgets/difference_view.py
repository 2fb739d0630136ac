"""What changed between two states of a text, as a person reads it: struck out and underlined."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from recruitment_app.forms.prose import Prose
from recruitment_app.forms.prose_difference import Change, Line, difference
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.theme import colours_now

_AROUND: Final = 1
"""So many lines that stayed are shown on each side of one that changed."""

Comparison = tuple[str, Prose, Prose]
"""A heading, how it was, and how it is."""


class DifferenceView(QTextEdit):
    """Words that came are underlined, words that went struck out; what stayed is folded away.

    Each changed line begins with a word that says so, for whoever hears it.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self._shown: tuple[Comparison, ...] = ()

    def compare(self, comparisons: Sequence[Comparison]) -> int:
        """Show what changed in some texts, and return how many lines did."""
        self._shown = tuple(comparisons)
        return self._write()

    def _write(self) -> int:
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        count = 0
        for heading, before, after in self._shown:
            lines = difference(before, after)
            changed = sum(line.change is not Change.SAME for line in lines)
            count += changed
            if changed:
                self._write_part(cursor, heading, lines)
        if not count:
            cursor.insertText(self.tr("Nothing changed."), self._format(Change.SAME))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        return count

    def _write_part(self, cursor: QTextCursor, heading: str, lines: Sequence[Line]) -> None:
        strong = QTextCharFormat()
        strong.setFontWeight(tokens.SEMIBOLD)
        strong.setForeground(QColor(colours_now().ink))
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(colours_now().second))
        if heading:
            self._begin(cursor)
            cursor.insertText(heading, strong)
        for line in _folded(lines):
            self._begin(cursor)
            if isinstance(line, int):
                told = labels.count(line, "paragraph unchanged", "paragraphs unchanged")
                cursor.insertText(f"… {told} …", quiet)
                continue
            if line.change is not Change.SAME:
                cursor.insertText(f"{self._word(line.change)} ", strong)
            for piece in line.pieces:
                cursor.insertText(piece.text, self._format(piece.change))

    def _begin(self, cursor: QTextCursor) -> None:
        spaced = QTextBlockFormat()
        spaced.setBottomMargin(tokens.TIGHT)
        if cursor.position():
            cursor.insertBlock(spaced)
        else:
            cursor.setBlockFormat(spaced)

    def _word(self, change: Change) -> str:
        return {
            Change.ADDED: self.tr("Added:"),
            Change.REMOVED: self.tr("Removed:"),
            Change.CHANGED: self.tr("Changed:"),
            Change.RESET: self.tr("Set otherwise:"),
        }[change]

    def _format(self, change: Change) -> QTextCharFormat:
        colours = colours_now()
        made = QTextCharFormat()
        made.setForeground(QColor(colours.ink))
        if change is Change.ADDED:
            made.setForeground(QColor(colours.met))
            made.setBackground(QColor(colours.met_tint))
            made.setFontUnderline(True)
        elif change is Change.REMOVED:
            made.setForeground(QColor(colours.late))
            made.setBackground(QColor(colours.late_tint))
            made.setFontStrikeOut(True)
        return made

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown:
            self._write()


def _folded(lines: Sequence[Line]) -> Iterator[Line | int]:
    """Go through the lines that changed and those around them; a number stands for the others."""
    changed = [at for at, line in enumerate(lines) if line.change is not Change.SAME]
    near = {
        at + by
        for at in changed
        for by in range(-_AROUND, _AROUND + 1)
        if 0 <= at + by < len(lines)
    }
    left = 0
    for at, line in enumerate(lines):
        if at in near:
            if left:
                yield left
            left = 0
            yield line
        else:
            left += 1
    if left:
        yield left
