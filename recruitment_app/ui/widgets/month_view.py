"""A month of days, each with what is on it; the arrows move, Enter goes on among a day's."""

from calendar import Calendar as Weeks
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.ui import actions, labels, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.widgets.card import label

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = 12
_BEFORE = Wish("month_before", "Before", "PgUp", "", "Show the month before")
_AFTER = Wish("month_after", "After", "PgDown", "", "Show the month after")


class Entry(NamedTuple):
    """What stands on a day: its key, a few words, and all that is told of it."""

    key: UUID
    words: str
    told: str


class MonthView(QWidget):
    """Shows a month; who wishes for another asks ``month_wished`` and is shown it."""

    chosen = Signal(object)
    month_wished = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = date.min
        self._entries: Mapping[date, Sequence[Entry]] = {}
        self._days: list[list[date]] = []
        self._at = 0
        self.heading = label("", "heading")
        self.before = QPushButton(self.tr("Before"), self)
        self.after = QPushButton(self.tr("After"), self)
        self.grid = QTableWidget(0, len(_DAYS), self)
        self.grid.setAccessibleName(name)
        self.grid.setHorizontalHeaderLabels([self.tr(day) for day in _DAYS])
        self.grid.verticalHeader().hide()
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setTabKeyNavigation(False)
        self.grid.setWordWrap(False)  # a line for each that is on the day
        for header in (self.grid.horizontalHeader(), self.grid.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._lay_out()
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        actions.make(_BEFORE, self, self._on_before)
        actions.make(_AFTER, self, self._on_after)
        self.grid.currentCellChanged.connect(self._on_day_chosen)
        self.grid.cellActivated.connect(self._on_day_opened)

    @property
    def month(self) -> date:
        """Return the first day of the month that is shown."""
        return self._month

    def show_month(self, month: date, entries: Mapping[date, Sequence[Entry]]) -> None:
        """Show the month of a day, with what is on each of its days."""
        self._month = month.replace(day=1)
        self._entries = entries
        self._days = Weeks().monthdatescalendar(month.year, month.month)
        self.heading.setText(f"{month:%B %Y}")
        with QSignalBlocker(self.grid):
            self.grid.setRowCount(len(self._days))
            for row, week in enumerate(self._days):
                for column, day in enumerate(week):
                    self.grid.setItem(row, column, self._cell(day))

    def _cell(self, day: date) -> QTableWidgetItem:
        there = self._entries.get(day, ())
        item = QTableWidgetItem("\n".join((str(day.day), *(each.words for each in there))))
        item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        spoken = ", ".join((labels.in_text(day), *(each.told for each in there)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(spoken)
        if day.month != self._month.month:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        top.addWidget(self.heading)
        top.addStretch(1)
        for button in (self.before, self.after):
            button.setProperty("kind", "small")
            top.addWidget(button)
        whole.addLayout(top)
        whole.addWidget(self.grid, 1)

    def _choose(self, row: int, column: int) -> None:
        if not (0 <= row < len(self._days) and 0 <= column < len(_DAYS)):
            return
        there = self._entries.get(self._days[row][column], ())
        if there:
            self.chosen.emit(there[self._at % len(there)].key)

    @Slot(int, int, int, int)
    def _on_day_chosen(self, row: int, column: int, *_before: int) -> None:
        self._at = 0
        self._choose(row, column)

    @Slot(int, int)
    def _on_day_opened(self, row: int, column: int) -> None:
        self._at += 1
        self._choose(row, column)

    @Slot()
    def _on_before(self) -> None:
        self._wish(-1)

    @Slot()
    def _on_after(self) -> None:
        self._wish(1)

    def _wish(self, by: int) -> None:
        months = self._month.year * _MONTHS + self._month.month - 1 + by
        self.month_wished.emit(date(months // _MONTHS, months % _MONTHS + 1, 1))
