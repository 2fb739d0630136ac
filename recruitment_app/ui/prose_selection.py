"""What is copied out of a document, and put into it at the cursor, as prose."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import cast

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextTableCell

from recruitment_app.forms.prose import Block, Paragraph, Prose, Run, Style, Table, cleaned
from recruitment_app.ui.prose_documents import (
    cell_read,
    has_heading,
    table_read,
    write_runs,
    write_table,
)
from recruitment_app.ui.prose_formats import (
    block_format,
    filler,
    fitted,
    is_filler,
    paragraph_of,
    pieces,
    run_of,
    run_of_piece,
    style_of,
)
from recruitment_app.ui.prose_lists import count_anew, restyle
from recruitment_app.ui.wide_letters import part


def read_selection(cursor: QTextCursor) -> Prose:
    """Return what is selected; a part of a paragraph is a plain one, whatever its style."""
    table = cursor.currentTable()
    if table is None or not cursor.hasComplexSelection():
        return cleaned(Prose(tuple(_selected(cursor))))
    chosen = groupby(cells_chosen(cursor), key=QTextTableCell.row)
    rows = [(row, tuple(map(cell_read, cells))) for row, cells in chosen]
    heads = has_heading(table) and rows[0][0] == 0
    return cleaned(Prose((Table(tuple(cells for _row, cells in rows), heads),)))


def cells_chosen(cursor: QTextCursor) -> Iterator[QTextTableCell]:
    """Go through the cells that are selected, row by row, or the one of the cursor."""
    table = cursor.currentTable()
    if table is None:
        return
    if not cursor.hasComplexSelection():
        yield table.cellAt(cursor)
        return
    numbers = cast("tuple[int, int, int, int]", cursor.selectedTableCells())
    first_row, rows, first_column, columns = numbers
    for row in range(first_row, first_row + rows):
        for column in range(first_column, first_column + columns):
            yield table.cellAt(row, column)


def insert(cursor: QTextCursor, prose: Prose) -> None:
    """Put a prose in place of the selection, as one step to undo.

    Its first plain paragraph goes on where the cursor stands, and what stood behind the cursor
    goes on after the last. A table within a table becomes lines, a tab between its cells.
    """
    blocks = fitted(prose).blocks
    if cursor.currentTable() is not None:
        blocks = tuple(_without_tables(blocks))
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    style, depth = style_of(cursor.block())
    has_rest = len(blocks) > 1 and not cursor.atBlockEnd()
    if has_rest:
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
    is_unused = cursor.block().length() == 1
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            if is_unused:
                restyle(cursor.block(), Style.PLAIN)
                cursor.setBlockFormat(filler())
            write_table(cursor, block)
            is_unused = True
            continue
        is_inline = block.style is Style.PLAIN or (len(blocks) == 1 and not is_unused)
        if number or not is_inline or is_filler(cursor.block()):
            if not is_unused:
                cursor.insertBlock(block_format(Style.PLAIN), QTextCharFormat())
            restyle(cursor.block(), block.style, block.depth)
        write_runs(cursor, block)
        is_unused = False
    if blocks:
        _end_paste(cursor, blocks[-1], (style, depth) if has_rest else None)
    count_anew(cursor.block())
    cursor.endEditBlock()


def _selected(cursor: QTextCursor) -> Iterator[Block]:
    document = cursor.document()
    begins, ends = cursor.selectionStart(), cursor.selectionEnd()
    home = QTextCursor(document)
    home.setPosition(begins)
    own = home.currentTable()
    block = document.findBlock(begins)
    while block.isValid() and block.position() <= ends:
        table = QTextCursor(block).currentTable()
        if table is not None and own is None:
            yield table_read(table)
            block = document.findBlock(table.lastPosition() + 1)
            continue
        first, last = begins - block.position(), ends - block.position()
        is_touched = last == 0 and begins < ends and block.length() > 1
        if not (is_filler(block) or is_touched):
            yield _clipped(block, max(first, 0), min(last, block.length() - 1))
        block = block.next()


def _clipped(block: QTextBlock, begins: int, ends: int) -> Paragraph:
    if begins == 0 and ends == block.length() - 1:
        return paragraph_of(block)
    runs: list[Run] = []
    for piece in pieces(block):
        first, last = max(piece.begins, begins), min(piece.ends, ends)
        if (first, last) == (piece.begins, piece.ends):
            runs.append(run_of_piece(piece))
        elif first < last:
            inside = part(piece.text, first - piece.begins, last - piece.begins)
            runs.append(run_of(inside, piece.format))
    return Paragraph(tuple(runs))


def _end_paste(cursor: QTextCursor, last: Block, rest: tuple[Style, int] | None) -> None:
    """Let what stood behind the cursor, in its style, go on after what was pasted last."""
    if rest is None:
        if isinstance(last, Table):
            restyle(cursor.block(), Style.PLAIN)
            cursor.setBlockFormat(filler())
    elif isinstance(last, Table):
        cursor.deleteChar()
        restyle(cursor.block(), *rest)
    elif last.style is Style.PLAIN:
        cursor.deleteChar()
        restyle(cursor.block(), Style.PLAIN)


def _without_tables(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in block.rows:
            line: list[Run] = []
            for cell in row:
                line += [Run("\t")] if line else []
                for before, paragraph in enumerate(cell):
                    line += [Run(" ")] if before else []
                    line += paragraph.runs
            yield Paragraph(tuple(line))
