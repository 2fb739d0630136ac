"""Finds and replaces words in a text that is being written, by the rule of ``prose_finding``."""

from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from recruitment_app.forms.prose_finding import places_in
from recruitment_app.ui.prose_documents import blocks_of, references_of
from recruitment_app.ui.prose_formats import LINE_BREAK, pieces, run_of_piece
from recruitment_app.ui.wide_letters import to_qt

KEEP = QTextCursor.MoveMode.KeepAnchor
Hit = tuple[int, int]
"""Where in the document words that were looked for begin and end."""


@dataclass(frozen=True)
class Sought:
    """What is looked for, and what is to stand there instead."""

    wanted: str
    by: str = ""
    match_case: bool = False
    whole_words: bool = False
    replaces: bool = False


def hits(document: QTextDocument, sought: Sought) -> list[Hit]:
    """Return each place of the words.

    Raises:
        Problem: there is nothing to look for.

    """
    found: list[Hit] = []
    for block in blocks_of(document):
        text = block.text()
        shown = text.replace(LINE_BREAK, "\n")
        found += [
            (block.position() + to_qt(text, begins), block.position() + to_qt(text, ends))
            for begins, ends in places_in(
                shown, sought.wanted, match_case=sought.match_case, whole_words=sought.whole_words
            )
        ]
    return found


def replace(cursor: QTextCursor, found: list[Hit], by: str) -> tuple[int, int]:
    """Put other words at these places, as one step to undo; return how often, and how often not.

    Words of a reference belong to the record: where one stands, nothing is replaced. The new
    words are set as the first of the old were.
    """
    document = cursor.document()
    free = [hit for hit in found if not _is_held(document, hit)]
    cursor.beginEditBlock()
    for begins, ends in reversed(free):
        cursor.setPosition(begins)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, KEEP)
        kept = cursor.charFormat()
        cursor.setPosition(begins)
        cursor.setPosition(ends, KEEP)
        cursor.insertText(by.replace("\n", LINE_BREAK), kept)
    cursor.endEditBlock()
    return len(free), len(found) - len(free)


def place_in(document: QTextDocument, paragraph: int, at: int) -> int:
    """Return the document's place of a character of the prose; its end where there is none."""
    for number, block in enumerate(blocks_of(document)):
        if number == paragraph:
            return block.position() + _within(block, at)
    return document.characterCount() - 1


def _within(block: QTextBlock, at: int) -> int:
    for piece in pieces(block):
        length = len(run_of_piece(piece).text)
        if at <= length:
            return piece.begins + to_qt(piece.text, min(at, len(piece.text)))
        at -= length
    return block.length() - 1


def _is_held(document: QTextDocument, hit: Hit) -> bool:
    begins, ends = hit
    references = references_of(document.findBlock(begins))
    return any(first < ends and last > begins for first, last in references)
