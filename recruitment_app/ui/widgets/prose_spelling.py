"""Marks misspelt words in what is seen of a text, a moment later, and offers what was meant."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import takewhile
from typing import Final

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu

from recruitment_app.ui.actions import only
from recruitment_app.ui.prose_documents import references_of
from recruitment_app.ui.spelling import Spelling, shipped_dictionary
from recruitment_app.ui.wide_letters import part, to_qt
from recruitment_app.ui.widgets.prose_text import KEEP, ProseText

_PAUSE_MS: Final = 40


class ProseSpelling(QObject):
    """Looks up the paragraphs that are seen; typing waits for none of it.

    The dictionary is read once for the whole window, when the first text stands still.
    """

    word_asked = Signal(str)
    """Somebody wishes this word to be known in this case."""
    told = Signal(str)
    """Why there is no misspelt word to go to."""

    def __init__(self, text: ProseText) -> None:
        super().__init__(text)
        self._text = text
        self._spelling: Spelling | None = None
        self._known: tuple[str, ...] = ()
        self._has_begun = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        for moved in (text.resized, text.shown_anew, text.written):
            moved.connect(self._on_moved)
        text.verticalScrollBar().valueChanged.connect(self._on_moved)

    def know(self, texts: Iterable[str]) -> None:
        """Know the words of these texts, and of no others given before."""
        known = tuple(texts)
        if known == self._known:
            return
        self._known = known
        if self._spelling is not None:
            self._spelling.know(known)
            self._text.painting.spell_by(self._spelling.misspelt)
            self._on_moved()

    def go_on(self) -> None:
        """Select the next misspelt word, from the cursor on and round, and offer what was meant."""
        self._begin()
        if self._spelling is None:
            self.told.emit(self.tr("Spelling cannot be checked on this computer."))
            return
        cursor = self._text.textCursor()
        here = cursor.selectionEnd()
        found = [
            hit for block in _from(self._text.document().begin()) for hit in self._misspelt(block)
        ]
        chosen = next((hit for hit in found if hit[0] >= here), found[0] if found else None)
        if chosen is None:
            self.told.emit(self.tr("No word is misspelt."))
            return
        self._text.choose(*chosen)
        menu = QMenu(self._text)
        self.offer(menu, chosen[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._text.viewport().mapToGlobal(self._text.cursorRect().bottomLeft()))

    def offer(self, menu: QMenu, place: int, before: QAction | None = None) -> None:
        """Put into a menu what may have been meant by the misspelt word at a place, if one is."""
        spelling = self._spelling
        block = self._text.document().findBlock(place)
        hits = (hit for hit in self._misspelt(block) if hit[0] <= place <= hit[1])
        hit = next(hits, None)
        if spelling is None or hit is None or self._text.isReadOnly():
            return
        text = block.text()
        word = part(text, hit[0] - block.position(), hit[1] - block.position())
        offered = [
            _action(menu, meant, partial(self._put, hit, meant))
            for meant in spelling.suggestions(word)
        ]
        if not offered:
            offered = [_action(menu, self.tr("Nothing is like it"), None)]
        adding = self.tr("&Add \u201c{word}\u201d to the words of this case").format(word=word)
        offered.append(_action(menu, adding, partial(self.word_asked.emit, word)))
        if before is None:
            menu.addActions(offered)
        else:
            menu.insertActions(before, offered)
            menu.insertSeparator(before)

    def _put(self, hit: tuple[int, int], meant: str) -> None:
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(hit[0])
        cursor.setPosition(hit[1], KEEP)
        cursor.insertText(meant, cursor.charFormat())
        self._text.setTextCursor(cursor)

    def _misspelt(self, block: QTextBlock) -> list[tuple[int, int]]:
        if self._spelling is None or not block.isValid():
            return []
        text, first = block.text(), block.position()
        held = references_of(block)
        found = [
            (first + to_qt(text, begins), first + to_qt(text, ends))
            for begins, ends in self._spelling.misspelt(text)
        ]
        return [hit for hit in found if not any(a <= hit[0] < b for a, b in held)]

    def _begin(self) -> None:
        if self._has_begun:
            return
        self._has_begun = True
        dictionary = shipped_dictionary()
        if dictionary is not None:
            self._spelling = Spelling(dictionary)
            self._spelling.know(self._known)
            self._text.painting.spell_by(self._spelling.misspelt)

    @Slot()
    def _on_moved(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _look(self) -> None:
        """Look up the paragraphs that are seen and were not looked up yet."""
        if not self._text.isVisible():
            return
        self._begin()
        area = self._text.viewport().rect()
        block = self._text.cursorForPosition(QPoint(0, 0)).block()
        last = self._text.cursorForPosition(area.bottomRight()).position()
        seen = takewhile(lambda block: block.position() <= last, _from(block))
        self._text.painting.check(seen)


def _from(block: QTextBlock) -> Iterator[QTextBlock]:
    while block.isValid():
        yield block
        block = block.next()


def _action(menu: QMenu, words: str, act: Callable[[], object] | None) -> QAction:
    made = QAction(words, menu)
    made.setEnabled(act is not None)
    if act is not None:
        made.triggered.connect(only(act))
    return made
