"""Where the rows of a section are typed: a table with its buttons, all of it from the keyboard."""

from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.forms.definition import ColumnKind
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.actions import Wish, make
from recruitment_app.ui.tables.typed_rows_table import TypedRole, TypedRowsTable
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.typed_cells import TypedCellDelegate

Index = QModelIndex | QPersistentModelIndex

ADD: Final = Wish("add_row", "Add a row", "Ctrl+Return", "", "Add a row below (in a table)")
REMOVE: Final = Wish("remove_row", "Remove", "Ctrl+Delete", "", "Take the row away (in a table)")
UP: Final = Wish("row_up", "Up", "Ctrl+Shift+Up", "", "Move the row up (in a table)")
DOWN: Final = Wish("row_down", "Down", "Ctrl+Shift+Down", "", "Move the row down (in a table)")

_WIDTHS: Final = {
    ColumnKind.TEXT: tokens.COLUMN_NAME,
    ColumnKind.DATE: tokens.COLUMN_DATE,
    ColumnKind.NUMBER: tokens.COLUMN_NARROW,
    ColumnKind.MONEY: tokens.COLUMN_NARROW,
    ColumnKind.YES_NO: tokens.COLUMN_NARROW,
    ColumnKind.CHOICE: tokens.COLUMN_USUAL,
}
_HEADINGS: Final = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
)
_NARROWEST, _WIDEST = 0.6, 2.0
"""How far the usual widths of columns give, so that all of them are seen at once."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _RowsGrid(QTableView):
    """The table itself: any key writes in the cell that has the keys; Delete empties cells."""

    pasted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cells = TypedCellDelegate(self)
        self.setItemDelegate(self.cells)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag(_HEADINGS))
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(tokens.COLUMN_LEAST)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(tokens.ROW_HEIGHT)
        rows.setHighlightSections(False)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self.resizeRowsToContents)
        head.sectionResized.connect(self._fit)
        self._is_arranged = False
        head.sectionResized.connect(self._on_resized)

    def show_table(self, table: TypedRowsTable) -> None:
        """Show a table."""
        self.setModel(table)
        self._share()
        table.modelReset.connect(self._fit)
        table.dataChanged.connect(self._fit)
        self._fit()

    def chosen_cells(self) -> list[tuple[int, int]]:
        """Return the chosen cells by row and column."""
        chosen = [(each.row(), each.column()) for each in self.selectedIndexes()]
        now = self.currentIndex()
        return chosen or ([(now.row(), now.column())] if now.isValid() else [])

    def _share(self) -> None:
        """Share the room among the columns by their kinds, until somebody makes one wider."""
        table = self.model()
        if not isinstance(table, TypedRowsTable) or self._is_arranged:
            return
        usual = [_WIDTHS[column.kind] for column in table.columns]
        by = min(max(self.viewport().width() / max(sum(usual), 1), _NARROWEST), _WIDEST)
        for at, width in enumerate(usual):
            self.setColumnWidth(at, int(width * by))
        self._fit_headings(table)

    def _fit_headings(self, table: TypedRowsTable) -> None:
        """Give the headings a second line where one of them is wider than its column."""
        metrics = self.horizontalHeader().fontMetrics()
        is_long = any(
            metrics.horizontalAdvance(column.title) + 3 * tokens.SMALL > self.columnWidth(at)
            for at, column in enumerate(table.columns)
        )
        lines = 2 if is_long else 1
        self.horizontalHeader().setFixedHeight(lines * metrics.height() + 2 * tokens.SMALL)

    @Slot()
    def _on_resized(self, *_facts: object) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._is_arranged = True

    @Slot()
    def _fit(self, *_facts: object) -> None:
        self._fitting.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        table = self.model()
        if self.state() is QAbstractItemView.State.EditingState:
            event.ignore()
        elif not isinstance(table, TypedRowsTable):
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(table.copied(self.chosen_cells()))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            table.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            table.redo()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            table.clear_cells(self.chosen_cells())
        elif event.key() in _ENTER and not event.modifiers() and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class TypedRowsView(QWidget):
    """Rows under their headings, with buttons to add, take away and move them."""

    edited = Signal()

    def __init__(self, name: str, table: TypedRowsTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.grid = _RowsGrid(name, self)
        self.grid.show_table(table)
        self.add_button = self._button(ADD)
        self.remove_button = self._button(REMOVE)
        self.up_button = self._button(UP)
        self.down_button = self._button(DOWN)
        self.told = label("", "small", wraps=True)
        self._lay_out()
        for wish, slot, button in (
            (ADD, self.add_row, self.add_button),
            (REMOVE, self.remove_rows, self.remove_button),
            (UP, self.move_up, self.up_button),
            (DOWN, self.move_down, self.down_button),
        ):
            make(wish, self, slot)
            button.clicked.connect(slot)
        self.grid.pasted.connect(self.paste)
        self._typing: tuple[int, int, str] | None = None
        self.grid.cells.typing.connect(self._on_typing)
        self.grid.cells.closeEditor.connect(self._on_typing_over)
        self.grid.selectionModel().currentChanged.connect(self._tell)
        table.modelReset.connect(self._tell)
        table.edited.connect(self._on_edited)
        self._tell()

    def kept_rows(self) -> tuple[dict[str, str], ...]:
        """Return the rows as they are to be kept, with what is being typed in a cell just now."""
        if self._typing is None:
            return self.table.kept_rows()
        return self.table.rows_with(*self._typing)

    def end_typing(self) -> None:
        """Take what is being typed in a cell."""
        if self.grid.state() is QAbstractItemView.State.EditingState:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_writable(self, *, may_write: bool) -> None:
        """Let the rows be written, or only be read."""
        self.table.may_write = may_write
        for button in (self.add_button, self.remove_button, self.up_button, self.down_button):
            button.setVisible(may_write)

    def show_cell(self, row: int, column: str) -> None:
        """Choose a cell by its row and the key of its column, and take the keys."""
        keys = [each.key for each in self.table.columns]
        if column in keys:
            self._choose(row, keys.index(column))
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def add_row(self) -> None:
        """Add a row below the one that has the keys, ready to be written."""
        now = self.grid.currentIndex()
        at = now.row() + 1 if now.isValid() else self.table.rowCount()
        self.table.add(at)
        self._choose(at, 0)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def remove_rows(self) -> None:
        """Take the chosen rows away; Ctrl+Z brings them back."""
        rows = sorted({row for row, _column in self.grid.chosen_cells()})
        if rows:
            column = self.grid.currentIndex().column()
            self.table.remove(rows)
            self._choose(min(rows[0], self.table.rowCount() - 1), column)

    @Slot()
    def move_up(self) -> None:
        """Move the row that has the keys up."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the row that has the keys down."""
        self._move(1)

    @Slot()
    def paste(self) -> None:
        """Write what was copied from a spreadsheet from the chosen cell on."""
        now = self.grid.currentIndex()
        at, column = (now.row(), now.column()) if now.isValid() else (self.table.rowCount(), 0)
        left = self.table.paste(QGuiApplication.clipboard().text(), at, column)
        self._choose(at, column)
        if left:
            words = self.tr("{columns} to the right found no room here and were left out.")
            told = labels.count(left, "column", "columns")
            self.told.setText(words.format(columns=told))
            self.told.show()

    def _move(self, by: int) -> None:
        now = self.grid.currentIndex()
        if now.isValid() and self.table.move(now.row(), by):
            self._choose(now.row() + by, now.column())

    def _choose(self, row: int, column: int) -> None:
        if 0 <= row < self.table.rowCount():
            index = self.table.index(row, max(column, 0))
            self.grid.setCurrentIndex(index)
            self.grid.scrollTo(index)

    @Slot(int, int, str)
    def _on_typing(self, row: int, column: int, text: str) -> None:
        self._typing = (row, column, text)
        self.edited.emit()

    @Slot()
    def _on_typing_over(self, *_facts: object) -> None:
        self._typing = None

    @Slot()
    def _on_edited(self) -> None:
        self._tell()
        self.edited.emit()

    @Slot()
    def _tell(self, *_facts: object) -> None:
        """Say what is wrong in the cell that has the keys, or how many cells are wrong."""
        now = self.grid.currentIndex()
        fault = str(now.data(TypedRole.FAULT) or "") if now.isValid() else ""
        wrong = self.table.faults
        if not fault and wrong:
            fault = labels.count(wrong, "cell cannot be read", "cells cannot be read")
        self.told.setText(fault)
        self.told.setVisible(bool(fault))
        self.remove_button.setEnabled(now.isValid())
        self.up_button.setEnabled(now.isValid() and now.row() > 0)
        self.down_button.setEnabled(now.isValid() and now.row() < self.table.rowCount() - 1)

    def _button(self, wish: Wish) -> QPushButton:
        button = QPushButton(self.tr(wish.words), self)
        button.setProperty("kind", "small")
        button.setToolTip(f"{wish.explained.partition(' (')[0]}: {wish.keys}")
        return button

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SMALL)
        for button in (self.add_button, self.remove_button, self.up_button, self.down_button):
            foot.addWidget(button)
        foot.addWidget(self.told, 1)
        foot.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.SMALL)
        whole.addWidget(self.grid, 1)
        whole.addLayout(foot)
