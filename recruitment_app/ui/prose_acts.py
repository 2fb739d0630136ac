"""What a writer may do to what is selected, or to where the cursor stands; each is one undo."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextTable

from recruitment_app.forms.prose import DEEPEST, Source, Style
from recruitment_app.ui.prose_documents import has_heading, new_table, table_format
from recruitment_app.ui.prose_formats import LISTS, SOURCE, style_of
from recruitment_app.ui.prose_lists import count_anew, restyle
from recruitment_app.ui.prose_selection import cells_chosen
from recruitment_app.ui.wide_letters import from_qt, to_qt

KEEP: Final = QTextCursor.MoveMode.KeepAnchor
ROWS_OF_NEW: Final = 3
_SENTENCE: Final = re.compile("[.!?]+[\"'\u2019\u201d)\\]]*(?=\\s|$)\\s*|\u2028")


def give_style(cursor: QTextCursor, style: Style) -> None:
    """Make the paragraphs chosen headings, items or plain; a list that they are is ended."""
    chosen = list(chosen_blocks(cursor))
    if style in LISTS and all(style_of(block)[0] is style for block in chosen):
        style = Style.PLAIN
    cursor.beginEditBlock()
    for block in chosen:
        had, depth = style_of(block)
        restyle(block, style, depth if had in LISTS else 0)
    _count_around(chosen)
    cursor.endEditBlock()


def indent(cursor: QTextCursor, by: int) -> bool:
    """Move the items chosen in or out; return whether any could."""
    moved = [
        (block, style, min(max(depth + by, 0), DEEPEST))
        for block in chosen_blocks(cursor)
        for style, depth in (style_of(block),)
        if style in LISTS and 0 <= depth + by <= DEEPEST
    ]
    cursor.beginEditBlock()
    for block, style, depth in moved:
        restyle(block, style, depth)
    _count_around([block for block, _style, _depth in moved])
    cursor.endEditBlock()
    return bool(moved)


def style_now(cursor: QTextCursor) -> Style:
    """Return what the paragraph of the cursor is."""
    return style_of(cursor.block())[0]


def is_bold(kept: QTextCharFormat) -> bool:
    """Say whether characters of this format are bold."""
    return kept.fontWeight() >= QFont.Weight.Bold.value


def bold_or_not(kept: QTextCharFormat) -> QTextCharFormat:
    """Return what makes characters of this format bold, or no longer so."""
    change = QTextCharFormat()
    weights = QFont.Weight
    change.setFontWeight(weights.Normal.value if is_bold(kept) else weights.Bold.value)
    return change


def italic_or_not(kept: QTextCharFormat) -> QTextCharFormat:
    """Return what makes characters of this format italic, or no longer so."""
    change = QTextCharFormat()
    change.setFontItalic(not kept.fontItalic())
    return change


def mark_source(cursor: QTextCursor, source: Source) -> QTextCursor:
    """Say how the claim selected, or the sentence of the cursor, is known; return what it is."""
    claim = QTextCursor(cursor)
    if not claim.hasSelection():
        begins, ends = sentence_at(claim.block(), claim.position())
        claim.setPosition(begins)
        claim.setPosition(ends, KEEP)
    change = QTextCharFormat()
    change.setProperty(SOURCE, str(source))
    claim.mergeCharFormat(change)
    return claim


def sentence_at(block: QTextBlock, place: int) -> tuple[int, int]:
    """Return where the sentence around a place of the document begins and ends, without spaces."""
    text = block.text()
    at = from_qt(text, place - block.position())
    ends_at = [match.end() for match in _SENTENCE.finditer(text)]
    begins = max((end for end in ends_at if end <= at < len(text) or end < at), default=0)
    ends = min((end for end in ends_at if end > at), default=len(text))
    if at == len(text) and ends_at and ends_at[-1] == len(text):
        begins = max((end for end in ends_at if end < at), default=0)
    told = text[begins:ends]
    begins += len(told) - len(told.lstrip())
    ends = max(begins, begins + len(told.strip()))
    return block.position() + to_qt(text, begins), block.position() + to_qt(text, ends)


def chosen_blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """Go through the paragraphs that are selected, or the one of the cursor."""
    if cursor.hasComplexSelection():
        for cell in cells_chosen(cursor):
            block = cell.firstCursorPosition().block()
            while block.isValid() and block.position() <= cell.lastPosition():
                yield block
                block = block.next()
        return
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    ends = cursor.selectionEnd()
    yield block
    block = block.next()
    while block.isValid() and block.position() < ends:
        yield block
        block = block.next()


def put_table(cursor: QTextCursor, columns: int) -> None:
    """Put an empty table at the cursor, unless that stands in one."""
    if cursor.currentTable() is None:
        new_table(cursor, ROWS_OF_NEW, columns)


def add_row(cursor: QTextCursor, *, below: bool) -> None:
    """Add a row to the table beside that of the cursor."""
    table = cursor.currentTable()
    if table is not None:
        table.insertRows(table.cellAt(cursor).row() + int(below), 1)


def add_column(cursor: QTextCursor, *, right: bool) -> None:
    """Add a column to the table beside that of the cursor; all are of one width again."""
    table = cursor.currentTable()
    if table is not None:
        cursor.beginEditBlock()
        table.insertColumns(table.cellAt(cursor).column() + int(right), 1)
        _even_out(table)
        cursor.endEditBlock()


def remove_rows(cursor: QTextCursor) -> None:
    """Remove the rows chosen; a table without rows is none."""
    table = cursor.currentTable()
    if table is not None:
        chosen = sorted({cell.row() for cell in cells_chosen(cursor)})
        table.removeRows(chosen[0], len(chosen))


def remove_columns(cursor: QTextCursor) -> None:
    """Remove the columns chosen; a table without columns is none."""
    table = cursor.currentTable()
    if table is not None:
        chosen = sorted({cell.column() for cell in cells_chosen(cursor)})
        cursor.beginEditBlock()
        is_whole = len(chosen) == table.columns()
        table.removeColumns(chosen[0], len(chosen))
        if not is_whole:
            _even_out(table)
        cursor.endEditBlock()


def remove_table(cursor: QTextCursor) -> None:
    """Remove the table of the cursor with all that stands in it."""
    table = cursor.currentTable()
    if table is not None:
        table.removeRows(0, table.rows())


def turn_heading(cursor: QTextCursor) -> None:
    """Make the first row of the cursor's table its heading, or a row like the others."""
    table = cursor.currentTable()
    if table is not None:
        table.setFormat(table_format(table.columns(), has_heading=not has_heading(table)))


def _even_out(table: QTextTable) -> None:
    table.setFormat(table_format(table.columns(), has_heading=has_heading(table)))


def _count_around(chosen: list[QTextBlock]) -> None:
    """Let the lists of these paragraphs, and the ones that go on behind them, count anew."""
    for block in chosen[:1]:
        for beside in (block.previous(), block):
            if beside.isValid():
                count_anew(beside)
    for block in chosen[-1:]:
        for beside in (block, block.next()):
            if beside.isValid():
                count_anew(beside)
