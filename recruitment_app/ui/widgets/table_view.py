"""The table that every list is shown in: sorts, resizes, moves and hides its columns."""

import json
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.tables.record_table import RecordTable, Role
from recruitment_app.ui.theme import colours_now
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.chip import paint_chip

_LONG: Final = 1000  # rows: where a chosen one stands in a longer list takes long to count
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChipDelegate(QStyledItemDelegate):
    """Paints the words of a tinted column as chips."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tint = index.data(Role.TINT)
        view = option.widget
        if tint is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        words = option.text
        option.text = ""
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        if words:
            room = QRectF(option.rect)
            place = room.adjusted(tokens.SMALL, 0, -tokens.SMALL, 0)
            paint_chip(painter, place, words, Tint(tint), colours_now())


class TableView(QTableView):
    """A list of records; Enter or a double click opens one, and its columns are remembered."""

    record_opened = Signal(object)
    record_chosen = Signal(object)
    columns_arranged = Signal(str)
    many_chosen = Signal()
    """Other rows are chosen than before, where many may be."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._chips = ChipDelegate(self)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(tokens.ROW_HEIGHT)
        rows.hide()
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(tokens.COLUMN_LEAST)
        head.setStretchLastSection(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._on_heading_menu_asked)
        self._arranging = True
        self._table: RecordTable[Any] | None = None
        self._kept: UUID | None = None
        head.sectionMoved.connect(self._on_columns_arranged)
        head.sectionResized.connect(self._on_section_resized)
        head.sortIndicatorChanged.connect(self._on_columns_arranged)
        self.doubleClicked.connect(self._on_double_clicked)

    def show_table(self, table: RecordTable[Any], arranged: str = "") -> None:
        """Show a list, its columns arranged as they were left."""
        self._arranging = True
        self._table = table
        self.setModel(table)
        head = self.horizontalHeader()
        for place, column in enumerate(table.columns):
            self.setColumnWidth(place, column.width)
            self.setColumnHidden(place, column.hidden)
            if column.tinted is not None:
                self.setItemDelegateForColumn(place, self._chips)
        head.setSortIndicatorShown(True)
        first = next((n for n, column in enumerate(table.columns) if column.sorted_by), -1)
        order = Qt.SortOrder.AscendingOrder
        sorted_column = (first, order)
        if arranged:
            sorted_column = self._arrange(arranged) or sorted_column
        head.setSortIndicator(*sorted_column)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.selectionModel().selectionChanged.connect(self._on_many_chosen)
        table.modelReset.connect(self._on_reloaded)
        self._arranging = False

    def fill_with(self, name: str) -> None:
        """Give one column what room the others leave, so that nothing hangs over."""
        head = self.horizontalHeader()
        if self._table is None:
            return
        names = [column.name for column in self._table.columns]
        head.setStretchLastSection(False)
        head.setSectionResizeMode(names.index(name), QHeaderView.ResizeMode.Stretch)

    def arranged(self) -> str:
        """Return how the columns stand: their order, widths, which are hidden, and the sort."""
        table, head = self._table, self.horizontalHeader()
        if table is None:
            return ""
        columns = [
            [
                table.columns[at].name,
                self.columnWidth(at) or table.columns[at].width,
                self.isColumnHidden(at),
            ]
            for at in (head.logicalIndex(place) for place in range(head.count()))
        ]
        place = head.sortIndicatorSection()
        name = table.columns[place].name if 0 <= place < len(table.columns) else ""
        from_last = head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return json.dumps({"columns": columns, "sort": [name, from_last]})

    def arrange(self, arranged: str) -> None:
        """Let the columns stand as they were left, or as a saved view has them."""
        self._arranging = True
        sorted_column = self._arrange(arranged)
        if sorted_column is not None:
            self.horizontalHeader().setSortIndicator(*sorted_column)
        self._arranging = False

    def let_many_be_chosen(self) -> None:
        """Let several rows be chosen: with Shift, Ctrl or Ctrl+A."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen_count(self) -> int:
        """Return how many rows are chosen."""
        return sum(last - first + 1 for first, last in self._parts_chosen())

    def chosen_ids(self) -> list[UUID]:
        """Return the ids of the rows chosen, in the order of the list."""
        if self._table is None:
            return []
        ids = self._table.ids
        return [one for first, last in self._parts_chosen() for one in ids[first : last + 1]]

    def _parts_chosen(self) -> list[tuple[int, int]]:
        """Return the first and last row of each part of what is chosen; a row may be many."""
        chosen: Any = self.selectionModel().selection()
        return sorted({(part.top(), part.bottom()) for part in chosen})

    def chosen(self) -> Any:
        """Return the record of the current row."""
        return self.currentIndex().data(Role.RECORD) if self.currentIndex().isValid() else None

    def choose(self, wanted: UUID) -> bool:
        """Make an id's row the current one; say whether the list holds it."""
        place = self._table.place_of(wanted) if self._table is not None else None
        if place is None or self._table is None:
            return False
        first = self.horizontalHeader().logicalIndex(0)
        self.setCurrentIndex(self._table.index(place, first))
        return True

    def _arrange(self, arranged: str) -> tuple[int, Qt.SortOrder] | None:
        table, head = self._table, self.horizontalHeader()
        if table is None:
            return None
        names = {column.name: at for at, column in enumerate(table.columns)}
        try:
            kept = json.loads(arranged)
            for place, (name, width, hidden) in enumerate(kept["columns"]):
                if name in names:
                    at = names[name]
                    self.setColumnWidth(at, max(int(width), tokens.COLUMN_LEAST))
                    self.setColumnHidden(at, bool(hidden))
                    head.moveSection(head.visualIndex(at), min(place, head.count() - 1))
            name, from_last = kept["sort"]
        except (ValueError, KeyError, TypeError):
            return None
        if name not in names:
            return None
        order = Qt.SortOrder.DescendingOrder if from_last else Qt.SortOrder.AscendingOrder
        return names[name], order

    @Slot(QPoint)
    def _on_heading_menu_asked(self, where: QPoint) -> None:
        menu = self.columns_menu()
        menu.popup(self.horizontalHeader().mapToGlobal(where))

    def columns_menu(self) -> QMenu:
        """Return the menu that hides and shows columns; the last one shown cannot be hidden."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._table is None:
            return menu
        shown = [at for at in range(len(self._table.columns)) if not self.isColumnHidden(at)]
        for at, column in enumerate(self._table.columns):
            action = QAction(column.heading, menu)
            action.setCheckable(True)
            action.setChecked(at in shown)
            action.setEnabled(shown != [at])
            action.setData(at)
            action.toggled.connect(self._on_column_toggled)
            menu.addAction(action)
        return menu

    @Slot(bool)
    def _on_column_toggled(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        action = self.sender()
        if isinstance(action, QAction):
            self.setColumnHidden(action.data(), not shown)
            self._on_columns_arranged()

    @Slot()
    def _on_columns_arranged(self, *_facts: object) -> None:
        if not self._arranging:
            self.columns_arranged.emit(self.arranged())

    @Slot(int, int, int)
    def _on_section_resized(self, section: int, _before: int, _now: int) -> None:
        """Hear that a column is wider or narrower, but not of one that takes what room there is."""
        head = self.horizontalHeader()
        if head.sectionResizeMode(section) == QHeaderView.ResizeMode.Stretch:
            return
        shown = [at for at in range(head.count()) if not head.isSectionHidden(at)]
        if not shown or section != max(shown, key=head.visualIndex):
            self._on_columns_arranged()

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.record_opened.emit(index.data(Role.RECORD))

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and self._table is not None:
            self._kept = self._table.id_at(index.row())
        self.record_chosen.emit(index.data(Role.RECORD) if index.isValid() else None)

    @Slot()
    def _on_many_chosen(self, *_facts: object) -> None:
        self.many_chosen.emit()

    @Slot()
    def _on_reloaded(self) -> None:
        """Keep the chosen row chosen; a long list in a new order is shown from its first row."""
        if self._table is not None and self._table.is_new_order and len(self._table.ids) > _LONG:
            self.setCurrentIndex(self._table.index(0, self.horizontalHeader().logicalIndex(0)))
            self.scrollToTop()
        elif self._kept is not None:
            self.choose(self._kept)
        self.many_chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.record_opened.emit(self.chosen())
            return
        super().keyPressEvent(event)
