"""Shows a prose as a document that Qt can edit, and reads it back, exactly."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableFormat,
)

from recruitment_app.forms.prose import (
    Block,
    Cell,
    Paragraph,
    Prose,
    Run,
    Style,
    Table,
    cleaned,
)
from recruitment_app.ui import tokens
from recruitment_app.ui.prose_formats import (
    LINE_BREAK,
    LISTS,
    block_format,
    char_format,
    filler,
    fitted,
    is_filler,
    paragraph_of,
    pieces,
    run_of_piece,
    shown,
)
from recruitment_app.ui.prose_lists import count_all, list_format, restyle

Told = Callable[[QTextBlock], Paragraph]
"""What reads a block as a paragraph."""

_CELL_BEGINS: Final = "\ufdd0"
_WHOLE: Final = 100.0


def fill(document: QTextDocument, prose: Prose) -> None:
    """Put a prose in place of what a document holds; there is nothing to undo then."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    _write_blocks(cursor, fitted(prose).blocks)
    count_all(document)
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)


def read(document: QTextDocument) -> Prose:
    """Return what a document holds, clean."""
    return cleaned(Prose(tuple(blocks_read(document))))


def blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    """Go through the blocks that are paragraphs of the prose, in its reading order."""
    block = document.begin()
    while block.isValid():
        if not is_filler(block):
            yield block
        block = block.next()


def write_run(cursor: QTextCursor, run: Run) -> None:
    """Put a run at the cursor."""
    kept = char_format(run)
    if run.fact:
        cursor.insertText(shown(run.text), kept)
    elif run.text:
        cursor.insertText(run.text.replace("\n", LINE_BREAK), kept)


def follow(document: QTextDocument, facts: Mapping[str, str]) -> bool:
    """Let each reference say what the record says; return whether any had to change."""
    stale = [
        (block.position() + piece.begins, block.position() + piece.ends, run)
        for block in blocks_of(document)
        for piece in pieces(block)
        if piece.is_reference
        for run in (run_of_piece(piece),)
        if facts.get(run.fact, run.text) != run.text
    ]
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for begins, ends, run in reversed(stale):
        cursor.setPosition(begins)
        cursor.setPosition(ends, QTextCursor.MoveMode.KeepAnchor)
        said = facts[run.fact]
        write_run(cursor, Run(said, run.bold, run.italic, run.fact, run.source))
    cursor.endEditBlock()
    return bool(stale)


def references_of(block: QTextBlock) -> list[tuple[int, int]]:
    """Return where in the document each reference of a paragraph begins and ends."""
    return [
        (block.position() + piece.begins, block.position() + piece.ends)
        for piece in pieces(block)
        if piece.is_reference
    ]


def new_table(cursor: QTextCursor, rows: int, columns: int) -> QTextTable:
    """Put an empty table with a heading at the cursor, which goes into its first cell."""
    cursor.beginEditBlock()
    if cursor.block().length() == 1:
        restyle(cursor.block(), Style.PLAIN)
        cursor.setBlockFormat(filler())
    table = cursor.insertTable(rows, columns, table_format(columns, has_heading=True))
    after = QTextCursor(cursor)  # asked of a table, PySide makes the document its child
    after.setPosition(table.lastPosition() + 1)
    if after.block().length() == 1:
        restyle(after.block(), Style.PLAIN)
        after.setBlockFormat(filler())
    cursor.setPosition(table.firstPosition())
    cursor.endEditBlock()
    return table


def table_format(columns: int, *, has_heading: bool) -> QTextTableFormat:
    """Return the format of a table as wide as its text, with columns of one width."""
    made = QTextTableFormat()
    made.setHeaderRowCount(1 if has_heading else 0)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, _WHOLE))
    share = QTextLength(QTextLength.Type.PercentageLength, _WHOLE / columns)
    made.setColumnWidthConstraints([share] * columns)
    made.setBorder(tokens.LINE)
    made.setBorderBrush(QColor(tokens.GRID))
    made.setBorderCollapse(True)
    made.setCellSpacing(0)
    made.setCellPadding(tokens.TIGHT)
    made.setBottomMargin(tokens.SMALL)
    return made


def blocks_read(document: QTextDocument, told: Told = paragraph_of) -> Iterator[Block]:
    """Go through the blocks of the prose that a document is, each paragraph as it is told."""
    block = document.begin()
    while block.isValid():
        if document.characterAt(block.position() - 1) == _CELL_BEGINS:
            table = QTextCursor(block).currentTable()
            yield table_read(table, told)
            block = document.findBlock(table.lastPosition() + 1)
            continue
        if not is_filler(block):
            yield told(block)
        block = block.next()


def table_read(table: QTextTable, told: Told = paragraph_of) -> Table:
    """Return the table that one of Qt's is."""
    rows = range(table.rows())
    columns = range(table.columns())
    return Table(
        tuple(tuple(cell_read(table.cellAt(row, each), told) for each in columns) for row in rows),
        has_heading(table),
    )


def has_heading(table: QTextTable) -> bool:
    """Say whether the first row of a table is its heading."""
    return table.format().toTableFormat().headerRowCount() > 0


def cell_read(cell: QTextTableCell, told: Told = paragraph_of) -> Cell:
    """Return the paragraphs of a cell."""
    block, last = cell.firstCursorPosition().block(), cell.lastPosition()
    within = []
    while block.isValid() and block.position() <= last:
        within.append(told(block))
        block = block.next()
    return tuple(within)


def _write_blocks(cursor: QTextCursor, blocks: Iterable[Block]) -> None:
    is_unused = True
    for block in blocks:
        if isinstance(block, Table):
            if is_unused:
                cursor.setBlockFormat(filler())
            write_table(cursor, block)
        else:
            _write_paragraph(cursor, block, is_unused=is_unused)
        is_unused = isinstance(block, Table)
    if is_unused:
        cursor.setBlockFormat(filler())


def _write_paragraph(cursor: QTextCursor, paragraph: Paragraph, *, is_unused: bool) -> None:
    if is_unused:
        cursor.setBlockFormat(block_format(paragraph.style))
    else:
        cursor.insertBlock(block_format(paragraph.style), QTextCharFormat())
    if paragraph.style in LISTS:
        cursor.createList(list_format(paragraph.style, paragraph.depth))
    write_runs(cursor, paragraph)


def write_runs(cursor: QTextCursor, paragraph: Paragraph) -> None:
    """Put the runs of a paragraph at the cursor."""
    for run in paragraph.runs:
        write_run(cursor, run)


def write_table(cursor: QTextCursor, table: Table) -> None:
    """Write a table at the cursor, which then stands behind it."""
    columns = len(table.rows[0])
    made = cursor.insertTable(
        len(table.rows), columns, table_format(columns, has_heading=table.has_heading)
    )
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            _write_blocks(made.cellAt(row, column).firstCursorPosition(), cell)
    cursor.setPosition(made.lastPosition() + 1)
