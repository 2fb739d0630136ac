"""Headings, plain paragraphs and lists of a document, whose items count as they do on paper."""

from typing import Final

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextList, QTextListFormat

from recruitment_app.forms.prose import Style
from recruitment_app.ui.prose_formats import LISTS, block_format, style_of

_SAME_PLACE: Final = "\u2029"


def restyle(block: QTextBlock, style: Style, depth: int = 0) -> None:
    """Make a block a heading, an item of a list or a plain paragraph."""
    within = block.textList()
    if within is not None:
        within.remove(block)
    cursor = QTextCursor(block)
    cursor.setBlockFormat(block_format(style))
    if style in LISTS:
        cursor.createList(list_format(style, depth))


def count_anew(block: QTextBlock) -> None:
    """Make the items of the lists around a block count as they do on paper.

    A list goes on over those that are within its items, and ends with the next paragraph that is
    no item.
    """
    document = block.document()
    while _goes_on(document, block):
        block = block.previous()
    open_lists: list[tuple[int, Style, QTextList]] = []
    while block.isValid() and (within := block.textList()) is not None:
        style, depth = style_of(block)
        while open_lists and open_lists[-1][0] > depth:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == depth and open_lists[-1][1] is not style:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == depth:
            if within.objectIndex() != open_lists[-1][2].objectIndex():
                open_lists[-1][2].add(block)
        else:
            if within.item(0).position() != block.position():
                within = QTextCursor(block).createList(list_format(style, depth))
            open_lists.append((depth, style, within))
        block = block.next()
        if block.isValid() and document.characterAt(block.position() - 1) != _SAME_PLACE:
            return


def count_all(document: QTextDocument) -> None:
    """Let every list of the document count as on paper."""
    block = document.begin()
    while block.isValid():
        if block.textList() is not None and not _goes_on(document, block):
            count_anew(block)
        block = block.next()


def list_format(style: Style, depth: int) -> QTextListFormat:
    """Return the format of a list: numbers at every depth, as on paper."""
    styles = QTextListFormat.Style
    made = QTextListFormat()
    made.setIndent(depth + 1)
    if style is Style.NUMBERED:
        made.setStyle(styles.ListDecimal)
    else:
        made.setStyle(styles.ListCircle if depth else styles.ListDisc)
    return made


def _goes_on(document: QTextDocument, block: QTextBlock) -> bool:
    """Say whether an item follows another in the same place, a cell or the text itself."""
    before = block.previous()
    return (
        before.isValid()
        and document.characterAt(block.position() - 1) == _SAME_PLACE
        and before.textList() is not None
    )
