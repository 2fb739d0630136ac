"""Reads a document that is being written again and again: only what changed is read anew."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextBlock, QTextDocument

from recruitment_app.forms.prose import Paragraph, Prose, cleaned, resolved, words_of_text
from recruitment_app.ui.prose_documents import blocks_of, blocks_read
from recruitment_app.ui.prose_formats import paragraph_of


class _Told(NamedTuple):
    """A paragraph as it was read, clean, and how many words it has."""

    paragraph: Paragraph
    words: int


class ProseReading(QObject):
    """Remembers each paragraph until it changes, by the number of its block."""

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._facts: Mapping[str, str] = {}
        self._told: list[_Told | None] = [None] * document.blockCount()
        document.documentLayout()  # without one Qt tells of no change
        document.contentsChange.connect(self._on_change)

    def prose(self) -> Prose:
        """Return what is written, clean, its references as the record says."""
        return Prose(tuple(blocks_read(self._document, self._paragraph)))

    def words(self) -> int:
        """Count the words, as ``forms.prose.words`` does."""
        return sum(self._read(block).words for block in blocks_of(self._document))

    def follow(self, facts: Mapping[str, str]) -> None:
        """Let references say what these facts say from now on."""
        self._facts = facts
        self._told = [None] * self._document.blockCount()

    def _paragraph(self, block: QTextBlock) -> Paragraph:
        return self._read(block).paragraph

    def _read(self, block: QTextBlock) -> _Told:
        number = block.blockNumber()
        told = self._told[number]
        if told is None:
            prose = resolved(cleaned(Prose((paragraph_of(block),))), self._facts)
            (paragraph,) = (each for each in prose.blocks if isinstance(each, Paragraph))
            told = self._told[number] = _Told(paragraph, words_of_text(paragraph.text))
        return told

    @Slot(int, int, int)
    def _on_change(self, place: int, _removed: int, added: int) -> None:
        """Forget what was read of the blocks from where it changed to where it is alike again."""
        document = self._document
        count = document.blockCount()
        first = max(document.findBlock(place).blockNumber(), 0)
        end = document.findBlock(place + added)
        last = end.blockNumber() if end.isValid() else count - 1
        more = count - len(self._told)
        if last + 1 - more < first:
            self._told = [None] * count
            return
        self._told[first : last + 1 - more] = [None] * (last + 1 - first)
