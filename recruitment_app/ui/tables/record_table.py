"""The one model of every list: the ids in their order, and rows fetched as they are shown."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from recruitment_app.ui import labels, tokens
from recruitment_app.ui.theme import type_of
from recruitment_app.ui.tokens import Tint

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

WINDOW: Final = 100
WINDOWS_KEPT: Final = 40


class Role(IntEnum):
    """What the model tells of a cell besides its words."""

    RECORD = Qt.ItemDataRole.UserRole + 1
    TINT = Qt.ItemDataRole.UserRole + 2


_AT_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AT_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TOLD: Final = frozenset(
    {
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
        Role.RECORD,
        Role.TINT,
    }
)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its heading, what it shows of a row, and what it is sorted by.

    ``sorted_by`` is the name that casework sorts by; a column without it does
    not sort. ``tinted`` makes a chip of the words.
    """

    name: str
    heading: str
    shown: Callable[[Row], object]
    sorted_by: str = ""
    width: int = tokens.COLUMN_USUAL
    at_right: bool = False
    tinted: Callable[[Row], Tint | None] | None = None
    hidden: bool = False


@dataclass(frozen=True)
class _Window(Generic[Row]):
    """A part of the list as it was read: its ids, and the row of each that still is."""

    ids: Sequence[UUID]
    rows: Sequence[Row | None]


Ids = Callable[[str, bool], Sequence[UUID]]
"""Return every id in the order asked for: sorted by what, and whether from the last."""

Rows = Callable[[Sequence[UUID]], Sequence[Row]]
"""Return the rows of a few ids, in any order."""


class RecordTable(QAbstractTableModel, Generic[Row]):
    """Rows of one kind, however many, in the order of their ids."""

    counted = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        ids: Ids,
        rows: Rows[Row],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ids_in_order = ids
        self._rows_of = rows
        self._key = key
        self._ids: Sequence[UUID] = ()
        self._windows: OrderedDict[int, _Window[Row]] = OrderedDict()
        self._sorted_by = next((column.sorted_by for column in columns if column.sorted_by), "")
        self._from_last = False
        self._is_read = False
        self.is_new_order = False
        self._figures = type_of(tokens.BASE_POINTS, tabular=True)

    @property
    def ids(self) -> Sequence[UUID]:
        """Every id that the list holds, in its order."""
        return self._ids

    def reload(self) -> None:
        """Read the ids anew: after a change, or after the filters changed."""
        self._is_read = True
        ids = self._ids_in_order(self._sorted_by, self._from_last)
        if ids is not self._ids or not ids:  # else they are still looked for, and come later
            self.show_ids(ids)

    def show_ids(self, ids: Sequence[UUID]) -> None:
        """Show these ids, which came later than they were asked for."""
        self.beginResetModel()
        self._windows.clear()
        self._ids = ids
        self.endResetModel()
        self.counted.emit(len(self._ids))

    def record(self, place: int) -> Row | None:
        """Return the row at a place of the list; nothing where it is gone meanwhile."""
        if not 0 <= place < len(self._ids):
            return None
        number, within = divmod(place, WINDOW)
        rows = self._window(number).rows
        return rows[within] if within < len(rows) else None

    def id_at(self, place: int) -> UUID | None:
        """Return the id at a place as it was read; nothing where the list is shorter meanwhile."""
        ids = self._window(place // WINDOW).ids
        return ids[place % WINDOW] if place % WINDOW < len(ids) else None

    def place_of(self, wanted: UUID) -> int | None:
        """Return where an id stands in the list."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return None

    def _window(self, number: int) -> _Window[Row]:
        window = self._windows.get(number)
        if window is not None:
            self._windows.move_to_end(number)
            return window
        ids = self._ids[number * WINDOW : (number + 1) * WINDOW]
        found = {self._key(row): row for row in self._rows_of(ids)}
        window = _Window(ids, [found.get(one) for one in ids])
        self._windows[number] = window
        if len(self._windows) > WINDOWS_KEPT:
            self._windows.popitem(last=False)
        return window

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: PLR0911 - one return a role
        if role not in _TOLD:  # most of what a view asks of each cell
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _AT_RIGHT if column.at_right else _AT_LEFT
        if role == Qt.ItemDataRole.FontRole:
            return self._figures if column.at_right else None
        row = self.record(index.row())
        if row is None or role == Role.RECORD:
            return row
        if role == Role.TINT:
            return column.tinted(row) if column.tinted else None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._told(row)
        words = _words(column.shown(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.heading}: {words}"
        return words

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _AT_RIGHT if column.at_right else _AT_LEFT
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0 or not self.columns[column].sorted_by:
            return
        wanted = (self.columns[column].sorted_by, order is Qt.SortOrder.DescendingOrder)
        if self._is_read and wanted == (self._sorted_by, self._from_last):
            return  # the view asks twice when it sorts by itself
        self._sorted_by, self._from_last = wanted
        self.is_new_order = True
        self.reload()
        self.is_new_order = False

    def _told(self, row: Row) -> str:
        told = ((column.heading, _words(column.shown(row))) for column in self.columns)
        return ", ".join(f"{heading} {words}" for heading, words in told if words)


def _words(shown: object) -> str:
    if shown is None:
        return ""
    if isinstance(shown, date):
        return labels.in_table(shown)
    return str(shown)
