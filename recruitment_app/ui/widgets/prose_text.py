"""The text of a box that is written in: keys, references that stay whole, and what is pasted."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from recruitment_app.forms.prose import Prose, Run, Source, Style
from recruitment_app.ui import prose_acts, tokens
from recruitment_app.ui.narrative_type import narrative_type
from recruitment_app.ui.prose_carrying import carried_prose, carry, has_prose
from recruitment_app.ui.prose_documents import fill, follow, references_of, write_run
from recruitment_app.ui.prose_formats import (
    FACT,
    HEADINGS,
    LISTS,
    block_format,
    is_filler,
    run_of,
    source_of,
    style_of,
    without,
)
from recruitment_app.ui.prose_lists import count_anew, restyle
from recruitment_app.ui.prose_painting import ProsePainting
from recruitment_app.ui.prose_reading import ProseReading
from recruitment_app.ui.prose_selection import insert, read_selection

KEEP: Final = QTextCursor.MoveMode.KeepAnchor
_BREAKS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_RUBS: Final = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_NO_SPACE_AFTER: Final = frozenset("([{\u201c\u2018\"'-\u2013\u2014/")


class ProseText(QTextEdit):
    """Rich text of which nothing is kept but what a prose holds."""

    written = Signal()
    """Somebody changed the text."""
    stood = Signal()
    """The cursor stands elsewhere, or on something else."""
    entered = Signal()
    """It took the keys."""
    shown_anew = Signal()
    """Another text is shown, or this one for the first time."""
    menu_wished = Signal(object, int)
    """A menu is wished at a point of the screen, for a place of the document."""
    resized = Signal()
    """What stands beside it has to move."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = ""
        self._facts: dict[str, str] = {}
        self._is_quiet = False
        self._is_keeping_out = False
        self._was_entered = False
        self._stood_at = 0
        self._read: Prose | None = Prose()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setProperty("kind", "prose")
        document = self.document()
        document.setDefaultFont(narrative_type())
        document.setDocumentMargin(tokens.MEDIUM)
        document.setIndentWidth(tokens.WIDE)
        self.painting = ProsePainting(document, self)
        self.reading = ProseReading(document, self)
        fill(document, Prose())
        document.contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.currentCharFormatChanged.connect(self._on_format_changed)

    @property
    def prose(self) -> Prose:
        """What is written, its references as the record says."""
        if self._read is None:
            self._read = self.reading.prose()
        return self._read

    def show_prose(self, prose: Prose) -> None:
        """Show what was written; where that stands here already, cursor and undo stay."""
        if prose == self.prose:
            return
        self._is_quiet = True
        fill(self.document(), prose)
        follow(self.document(), self._facts)
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)
        self._is_quiet = False
        self._read = None
        self._was_entered = self.hasFocus()
        self.shown_anew.emit()

    def follow(self, facts: dict[str, str]) -> None:
        """Let every reference say what the record says, now and from now on.

        What was written before a reference had to change can no longer be undone.
        """
        self._facts = facts
        self.reading.follow(facts)
        self._read = None
        self._is_quiet = True
        if follow(self.document(), facts):
            self.document().clearUndoRedoStacks()
        self._is_quiet = False

    def refer(self, fact: str, text: str) -> None:
        """Put a reference to a fact at the cursor, or at the end where there never was one."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        if not self._was_entered:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        kept = run_of("", without(cursor.charFormat()))
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        before = self.document().characterAt(cursor.position() - 1)
        if not (cursor.atBlockStart() or before.isspace() or before in _NO_SPACE_AFTER):
            cursor.insertText(" ", without(cursor.charFormat()))
        write_run(cursor, Run(text, kept.bold, kept.italic, fact))
        cursor.endEditBlock()
        self._was_entered = True
        self._stand(cursor)

    def act(self, act: Callable[[QTextCursor], object]) -> None:
        """Do something to what is selected, or to where the cursor stands."""
        if not self.isReadOnly():
            cursor = self.textCursor()
            act(cursor)
            self._stand(cursor)

    def give_style(self, style: Style) -> None:
        """Make the paragraphs chosen headings, items or plain."""
        self.act(lambda cursor: prose_acts.give_style(cursor, style))

    def mark_source(self, source: Source) -> None:
        """Say how the claim selected, or the sentence of the cursor, is known."""
        self.act(lambda cursor: prose_acts.mark_source(cursor, source))

    @Slot()
    def turn_bold(self) -> None:
        """Make what is selected, or typed next, bold or no longer so."""
        self._set_by(prose_acts.bold_or_not)

    @Slot()
    def turn_italic(self) -> None:
        """Make what is selected, or typed next, italic or no longer so."""
        self._set_by(prose_acts.italic_or_not)

    @Slot()
    def paste_plain(self) -> None:
        """Paste words alone, without any setting."""
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - only when something is pasted

        text = QGuiApplication.clipboard().mimeData().text()
        plain = QMimeData()
        plain.setText(text)
        self.insertFromMimeData(plain)

    def choose(self, begins: int, ends: int) -> None:
        """Select the characters between two places of the document, and show them."""
        cursor = self.textCursor()
        cursor.setPosition(begins)
        cursor.setPosition(ends, KEEP)
        self._stand(cursor)

    def lock(self, is_locked: bool) -> None:  # noqa: FBT001 - the state itself
        """Let it only be read and copied, by the keys too, or written again."""
        self.setReadOnly(is_locked)
        if is_locked:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(
                flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            )
        self.stood.emit()

    def reserve(self, width: int) -> None:
        """Keep a margin free at the right."""
        self.setViewportMargins(0, 0, width, 0)

    @property
    def source(self) -> Source:
        """How the claim is known in which the cursor stands."""
        return source_of(self.textCursor().charFormat())

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return carry(read_selection(self.textCursor()), self.record)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not self.isReadOnly() and has_prose(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self.canInsertFromMimeData(source):
            return
        cursor = self.textCursor()
        for begins, ends in references_of(cursor.block()):
            if begins < cursor.position() < ends and not cursor.hasSelection():
                cursor.setPosition(ends)
        insert(cursor, carried_prose(source, self.record, self._facts))
        self._stand(cursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self.isReadOnly() and key in _BREAKS and not event.modifiers():
            self._break_paragraph()
        elif not self.isReadOnly() and key in _RUBS and self._rub_out(event):
            event.accept()
        else:
            self._make_way(event)
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            self.menu_wished.emit(point, self.textCursor().position())
        else:
            place = self.cursorForPosition(event.pos()).position()
            self.menu_wished.emit(event.globalPos(), place)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown_anew.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._was_entered = True
        self.entered.emit()

    def _set_by(self, change: Callable[[QTextCharFormat], QTextCharFormat]) -> None:
        if not self.isReadOnly():
            self.mergeCurrentCharFormat(change(self.currentCharFormat()))
            self.stood.emit()

    def _stand(self, cursor: QTextCursor) -> None:
        """Go where this cursor stands; Qt tells of no move where the text grew before it."""
        self.setTextCursor(cursor)
        self._on_cursor_moved()
        self.ensureCursorVisible()

    def _break_paragraph(self) -> None:
        """Begin another paragraph: plain after a heading; an empty item moves out instead."""
        cursor = self.textCursor()
        style, depth = style_of(cursor.block())
        if style in LISTS and cursor.block().length() == 1:
            self.act(_moved_out if not depth else lambda chosen: prose_acts.indent(chosen, -1))
            return
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        is_heading = cursor.atBlockEnd() and style in HEADINGS
        if is_filler(cursor.block()):
            cursor.setBlockFormat(block_format(Style.PLAIN))
        cursor.insertBlock(cursor.blockFormat(), without(cursor.charFormat()))
        if is_heading:
            restyle(cursor.block(), Style.PLAIN)
        cursor.endEditBlock()
        self._stand(cursor)

    def _rub_out(self, event: QKeyEvent) -> bool:
        """Rub out a whole reference, or what makes an item or heading; else say that it is none."""
        cursor = self.textCursor()
        is_back = event.key() == Qt.Key.Key_Backspace
        if cursor.hasSelection():
            return False
        if is_back and cursor.atBlockStart() and style_of(cursor.block())[0] is not Style.PLAIN:
            depth = style_of(cursor.block())[1]
            self.act(_moved_out if not depth else lambda chosen: prose_acts.indent(chosen, -1))
            return True
        place = cursor.position()
        moves = QTextCursor.MoveOperation
        if event.matches(QKeySequence.StandardKey.DeleteStartOfWord):
            cursor.movePosition(moves.PreviousWord, KEEP)
        elif event.matches(QKeySequence.StandardKey.DeleteEndOfWord):
            cursor.movePosition(moves.NextWord, KEEP)
        else:
            cursor.movePosition(moves.PreviousCharacter if is_back else moves.NextCharacter, KEEP)
        other = cursor.position()
        for begins, ends in references_of(self.textCursor().block()):
            if begins < max(place, other) and min(place, other) < ends:
                cursor.setPosition(place)
                cursor.setPosition(min(other, begins) if is_back else max(other, ends), KEEP)
                cursor.removeSelectedText()
                return True
        return False

    def _make_way(self, event: QKeyEvent) -> None:
        """Let what is typed over a reference not be taken for it."""
        cursor = self.textCursor()
        keys = Qt.KeyboardModifier
        held = event.modifiers() & (keys.ControlModifier | keys.AltModifier | keys.MetaModifier)
        is_letter = held in (keys.NoModifier, keys.ControlModifier | keys.AltModifier)
        is_typed = is_letter and event.text().isprintable() and bool(event.text())
        if is_typed and cursor.hasSelection() and cursor.charFormat().hasProperty(FACT):
            cursor.removeSelectedText()
            self.setTextCursor(cursor)
            self._type_plainly(cursor)

    @Slot()
    def _on_contents_changed(self) -> None:
        self._read = None
        if not self._is_quiet:
            self.written.emit()

    @Slot()
    def _on_format_changed(self) -> None:
        self.stood.emit()

    @Slot()
    def _on_cursor_moved(self) -> None:
        if self._is_keeping_out or self._is_quiet:
            return
        cursor = self.textCursor()
        if cursor.hasSelection() or cursor.charFormat().hasProperty(FACT):
            self._keep_out(cursor)
        self._stood_at = cursor.position()
        if not cursor.hasSelection():
            self._type_plainly(cursor)
        self.painting.settle(cursor.position())
        self.stood.emit()

    def _keep_out(self, cursor: QTextCursor) -> None:
        """Move either end of the selection out of a reference: it is chosen whole or not."""
        if cursor.hasComplexSelection():
            return
        place, anchor = cursor.position(), cursor.anchor()
        goes_on = place >= (anchor if cursor.hasSelection() else self._stood_at)
        new_place = self._outside(place, to_end=goes_on)
        new_anchor = new_place
        if cursor.hasSelection():
            new_anchor = self._outside(anchor, to_end=not goes_on)
        if (new_place, new_anchor) != (place, anchor):
            cursor.setPosition(new_anchor)
            cursor.setPosition(new_place, KEEP)
            self._is_keeping_out = True
            self.setTextCursor(cursor)
            self._is_keeping_out = False

    def _outside(self, place: int, *, to_end: bool) -> int:
        for begins, ends in references_of(self.document().findBlock(place)):
            if begins < place < ends:
                return ends if to_end else begins
        return place

    def _type_plainly(self, cursor: QTextCursor) -> None:
        """Let what is typed beside a reference or behind a claim not become a part of it."""
        kept = cursor.charFormat()
        source = source_of(kept)
        leaves_claim = bool(source) and not _is_within(cursor, source)
        if kept.hasProperty(FACT) or leaves_claim:
            self.setCurrentCharFormat(without(kept, source=leaves_claim))


def _moved_out(cursor: QTextCursor) -> None:
    """Make the paragraph of the cursor a plain one."""
    block = cursor.block()
    cursor.beginEditBlock()
    restyle(block, Style.PLAIN)
    if block.next().isValid():
        count_anew(block.next())
    cursor.endEditBlock()


def _is_within(cursor: QTextCursor, source: Source) -> bool:
    """Say whether the claim around the cursor goes on on both sides of it."""
    if cursor.atBlockStart() or cursor.atBlockEnd():
        return False
    after = QTextCursor(cursor)
    after.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return source_of(after.charFormat()) is source
