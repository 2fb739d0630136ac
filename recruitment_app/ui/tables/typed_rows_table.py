"""The typed rows of a section, written like a spreadsheet; every change of them can be undone."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, Qt, Signal
from typing_extensions import override

from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Column
from recruitment_app.forms.typed_rows import Row, is_blank, read_cell, shown_cell
from recruitment_app.ui.tables.record_table import Index

MOST_UNDONE: Final = 200
Rows = tuple[dict[str, str], ...]


class TypedRole(IntEnum):
    """What the table tells of a cell besides its words."""

    COLUMN = Qt.ItemDataRole.UserRole + 20
    FAULT = Qt.ItemDataRole.UserRole + 21


class TypedRowsTable(QAbstractTableModel):
    """Rows under the columns that a form declares; what cannot be read stays, and is marked."""

    edited = Signal()
    """Somebody changed the rows, or undid a change."""

    def __init__(
        self, columns: Sequence[Column], today: date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._today = today
        self._rows: Rows = ()
        self._past: list[Rows] = []
        self._future: list[Rows] = []
        self._faults: dict[tuple[str, str], str] = {}
        self.may_write = True

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows as they are kept; what was done before cannot be undone any more."""
        self._past.clear()
        self._future.clear()
        self._put(tuple(dict(row) for row in rows))

    def kept_rows(self) -> Rows:
        """Return the rows as they are to be kept, without blank ones."""
        return _kept(self._rows)

    def rows_with(self, row: int, column: int, typed: str) -> Rows:
        """Return the rows as they are to be kept, with another text in one cell."""
        rows = [dict(each) for each in self._rows]
        if 0 <= row < len(rows):
            rows[row][self.columns[column].key] = self._read(self.columns[column], typed)
        return _kept(rows)

    @property
    def faults(self) -> int:
        """How many cells cannot be read as their column asks."""
        return sum(
            bool(self._fault(column, row.get(column.key, "")))
            for row in self._rows
            for column in self.columns
        )

    def add(self, at: int) -> None:
        """Add a blank row."""
        self._change((*self._rows[:at], {}, *self._rows[at:]))

    def remove(self, rows: Sequence[int]) -> None:
        """Take rows away."""
        gone = set(rows)
        self._change(tuple(row for at, row in enumerate(self._rows) if at not in gone))

    def move(self, at: int, by: int) -> bool:
        """Move a row up or down; say whether there was room."""
        to = at + by
        if not (0 <= at < len(self._rows) and 0 <= to < len(self._rows)):
            return False
        rows = list(self._rows)
        rows.insert(to, rows.pop(at))
        self._change(tuple(rows))
        return True

    def clear_cells(self, cells: Sequence[tuple[int, int]]) -> None:
        """Empty some cells."""
        rows = [dict(row) for row in self._rows]
        for row, column in cells:
            rows[row].pop(self.columns[column].key, None)
        self._change(tuple(rows))

    def paste(self, text: str, at: int, column: int) -> int:
        """Write cells copied from a spreadsheet, from this cell on, adding rows as needed.

        Returns how many of its columns found no room here; their cells are left out. A first row
        that repeats the headings is skipped.
        """
        pasted = _cells(text)
        room = self.columns[column:]
        titles = [each.title.casefold() for each in room]
        if pasted and [cell.strip().casefold() for cell in pasted[0]] == titles[: len(pasted[0])]:
            pasted = pasted[1:]
        if not pasted:
            return 0
        rows = [dict(row) for row in self._rows]
        rows += [{} for _more in range(at + len(pasted) - len(rows))]
        for row, cells in zip(rows[at:], pasted, strict=False):
            for place, cell in zip(room, cells, strict=False):
                row[place.key] = self._read(place, cell)
        self._change(tuple(rows))
        return max(max(len(cells) for cells in pasted) - len(room), 0)

    def copied(self, cells: Sequence[tuple[int, int]]) -> str:
        """Return cells as a spreadsheet takes them."""
        told = io.StringIO()
        writer = csv.writer(told, dialect="excel-tab", lineterminator="\n")
        for row in sorted({row for row, _column in cells}):
            columns = sorted(column for at, column in cells if at == row)
            writer.writerow([self._text(row, column) for column in columns])
        return told.getvalue()

    @property
    def may_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._past)

    @property
    def may_redo(self) -> bool:
        """Whether there is a change to do again."""
        return bool(self._future)

    def undo(self) -> None:
        """Take the last change back."""
        if self._past:
            self._future.append(self._rows)
            self._put(self._past.pop())
            self.edited.emit()

    def redo(self) -> None:
        """Do again what was undone."""
        if self._future:
            self._past.append(self._rows)
            self._put(self._future.pop())
            self.edited.emit()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.columns[section].title
        return section + 1 if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.may_write else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        text = self._text(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                told: Any = shown_cell(column, text)
            case Qt.ItemDataRole.EditRole:
                told = text
            case TypedRole.COLUMN:
                told = column
            case TypedRole.FAULT | Qt.ItemDataRole.ToolTipRole:
                told = self._fault(column, text) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                shown, fault = shown_cell(column, text) or self._empty, self._fault(column, text)
                told = f"{column.title}: {shown}" + (f" ({fault})" if fault else "")
            case _:
                told = None
        return told

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        column = self.columns[index.column()]
        text = self._read(column, str(value))
        if text == self._text(index.row(), index.column()):
            return False
        rows = [dict(row) for row in self._rows]
        rows[index.row()][column.key] = text
        self._change(tuple(rows))
        return True

    @property
    def _empty(self) -> str:
        return QCoreApplication.translate("typed_rows", "empty")

    def _text(self, row: int, column: int) -> str:
        return self._rows[row].get(self.columns[column].key, "")

    def _read(self, column: Column, typed: str) -> str:
        try:
            return read_cell(column, typed, today=self._today)
        except Problem:
            return typed.strip()

    def _fault(self, column: Column, text: str) -> str:
        if not text:
            return ""
        if (column.key, text) not in self._faults:
            try:
                read_cell(column, text, today=self._today)
            except Problem as problem:
                self._faults[column.key, text] = str(problem)
            else:
                self._faults[column.key, text] = ""
        return self._faults[column.key, text]

    def _change(self, rows: Rows) -> None:
        if rows == self._rows or not self.may_write:
            return
        self._past = [*self._past[-MOST_UNDONE:], self._rows]
        self._future.clear()
        self._put(rows)
        self.edited.emit()

    def _put(self, rows: Rows) -> None:
        """Show other rows; the chosen cell stays where as many rows are there as before."""
        if len(rows) == len(self._rows) and rows:
            self._rows = rows
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1)
            )
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


def _kept(rows: Sequence[dict[str, str]]) -> Rows:
    return tuple(
        {key: text for key, text in row.items() if text} for row in rows if not is_blank(row)
    )


def _cells(text: str) -> list[list[str]]:
    """Return the cells that a spreadsheet copied; one of monstrous length is split as it stands."""
    told = text.rstrip("\r\n")
    try:
        return list(csv.reader(io.StringIO(told), dialect="excel-tab"))
    except csv.Error:
        return [line.split("\t") for line in told.splitlines()]
