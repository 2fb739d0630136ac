"""How a prose looks while it is written: laid over the document, which holds none of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.prose_formats import FACT, SOURCE, Piece, pieces, source_of
from recruitment_app.ui.source_words import TINTS, UNDERLINES
from recruitment_app.ui.theme import colours_now
from recruitment_app.ui.tokens import word_on
from recruitment_app.ui.wide_letters import to_qt

Spans = Sequence[tuple[int, int]]
"""Where misspelt words begin and end, in characters."""

_LONG: Final = 200
_WAVES: Final = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
_BOLD: Final = 700


class ProsePainting(QSyntaxHighlighter):
    """Paints headings, references, sources, and misspelt words where they were looked for.

    Spelling is looked up in a paragraph only once ``check`` was told to, which is when it is seen;
    from then on at each change of it. The word that is being typed is left alone.
    """

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._misspelt: Callable[[str], Iterable[tuple[int, int]]] | None = None
        self._round = 0
        self._typed_at = -1
        self._long: tuple[str, Spans] = ("", ())
        document.contentsChange.connect(self._on_change)
        self.setDocument(document)

    def spell_by(self, misspelt: Callable[[str], Iterable[tuple[int, int]]] | None) -> None:
        """Look words up anew by this from now on; paragraphs are checked as they are seen."""
        self._misspelt = misspelt
        self._long = ("", ())
        self._round += 1

    def check(self, blocks: Iterable[QTextBlock]) -> None:
        """Look up the words of these paragraphs, but of those that were already.

        What is misspelt is laid over all of them at once: a table is then set anew only once.
        """
        marked = [block for block in blocks if self._is_found_wanting(block)]
        if marked:
            begins = min(block.position() for block in marked)
            ends = max(block.position() + block.length() for block in marked)
            self.document().markContentsDirty(begins, ends - begins)

    def _is_found_wanting(self, block: QTextBlock) -> bool:
        """Look up a paragraph and mark what is misspelt; say whether anything is."""
        if self._misspelt is None or block.userState() == self._round:
            return False
        block.setUserState(self._round)
        layout = block.layout()
        if any(each.format.underlineStyle() is _WAVES for each in layout.formats()):
            self.rehighlightBlock(block)
            return False
        marks = list(self._marks(block, block.text()))
        if marks:
            layout.setFormats([*layout.formats(), *marks])
        return bool(marks)

    def settle(self, place: int) -> None:
        """Hear that the cursor stands there now: a word that it has left is looked at."""
        if self._typed_at not in (-1, place):
            block = self.document().findBlock(self._typed_at)
            self._typed_at = -1
            if block.isValid():
                self.rehighlightBlock(block)

    def is_checked(self, block: QTextBlock) -> bool:
        """Say whether the words of a paragraph were looked up."""
        return self._misspelt is not None and block.userState() == self._round

    @override
    def highlightBlock(self, text: str) -> None:
        block = self.currentBlock()
        usual = _usual(block)
        is_plain = usual is None
        for piece in pieces(block):
            if is_plain and not (
                piece.format.hasProperty(FACT) or piece.format.hasProperty(SOURCE)
            ):
                continue
            self.setFormat(piece.begins, piece.ends - piece.begins, _worn(piece, usual))
        if text and self.is_checked(block):
            for mark in self._marks(block, text):
                worn = QTextCharFormat(self.format(mark.start))
                worn.merge(mark.format)
                self.setFormat(mark.start, mark.length, worn)

    def _marks(self, block: QTextBlock, text: str) -> Iterator[QTextLayout.FormatRange]:
        """Go through what is misspelt, but for a word that is being typed and for references."""
        typed_at = self._typed_at - block.position()
        held = [(piece.begins, piece.ends) for piece in pieces(block) if piece.is_reference]
        for begins, ends in self._looked_up(text):
            mark = QTextLayout.FormatRange()
            mark.start = to_qt(text, begins)
            mark.length = to_qt(text, ends) - mark.start
            is_held = any(first <= mark.start < last for first, last in held)
            if not (is_held or mark.start < typed_at <= mark.start + mark.length):
                mark.format.setUnderlineStyle(_WAVES)
                mark.format.setUnderlineColor(QColor(colours_now().late))
                yield mark

    def _looked_up(self, text: str) -> Spans:
        """Return what is misspelt; of a long paragraph only what changed is looked up."""
        if self._misspelt is None:
            return ()
        if len(text) < _LONG:
            return tuple(self._misspelt(text))
        before, spans = self._long
        same = _alike(before, text)
        last = min(_alike(before[::-1], text[::-1]), len(text) - same, len(before) - same)
        begins = text.rfind(" ", 0, same) + 1
        ends = text.find(" ", len(text) - last)
        ends = len(text) if ends < 0 else ends
        shift = len(text) - len(before)
        kept = [each for each in spans if each[1] < begins]
        kept += [(begins + a, begins + b) for a, b in self._misspelt(text[begins:ends])]
        kept += [(a + shift, b + shift) for a, b in spans if a + shift > ends]
        self._long = (text, kept)
        return kept

    @Slot(int, int, int)
    def _on_change(self, place: int, _removed: int, added: int) -> None:
        self._typed_at = place + added if added == 1 else -1


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _usual(block: QTextBlock) -> QTextCharFormat | None:
    """Return how all of a heading, or of the heading of a table, looks."""
    level = block.blockFormat().headingLevel()
    if level:
        worn = QTextCharFormat()
        worn.setFontFamilies([tokens.FONT_FAMILY])
        worn.setFontPointSize(tokens.NARRATIVE_HEADINGS[min(level, 3) - 1])
        worn.setFontWeight(tokens.SEMIBOLD)
        return worn
    cursor = QTextCursor(block)
    table = cursor.currentTable()
    if table is None:
        return None
    worn = QTextCharFormat()
    worn.setFontFamilies([tokens.FONT_FAMILY])
    worn.setFontPointSize(tokens.SMALL_POINTS)
    if table.format().toTableFormat().headerRowCount() and not table.cellAt(cursor).row():
        worn.setFontWeight(tokens.SEMIBOLD)
    return worn


def _worn(piece: Piece, usual: QTextCharFormat | None) -> QTextCharFormat:
    worn = QTextCharFormat() if usual is None else QTextCharFormat(usual)
    if piece.format.fontWeight() >= _BOLD:
        worn.setFontWeight(_BOLD)
    colours = colours_now()
    if piece.is_reference:
        worn.setProperty(FACT, piece.format.property(FACT))
        worn.setForeground(QBrush(QColor(colours.information)))
        worn.setBackground(QBrush(QColor(colours.information_tint)))
    source = source_of(piece.format)
    if source:
        worn.setUnderlineStyle(UNDERLINES[source])
        worn.setUnderlineColor(QColor(word_on(colours, TINTS[source])[0]))
    return worn
