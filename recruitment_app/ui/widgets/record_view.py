"""What a section prints from the record of the case: its facts and its tables, to be read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHeaderView, QSizePolicy, QVBoxLayout, QWidget

from recruitment_app.documents.report_contents import Facts, Rows, Told
from recruitment_app.ui import tokens
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import clear, label
from recruitment_app.ui.widgets.table_view import TableView

Cells = tuple[str, ...]


class RecordView(QWidget):
    """The same records from which the paper is printed, laid out for the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.MEDIUM)

    def show_told(self, told: Sequence[Told]) -> None:
        """Show what a section tells of one person or of all."""
        clear(self._column)
        for each in told:
            for facts in each.facts:
                self._show_facts(facts)
            for rows in each.tables:
                self._show_rows(rows)
            if each.items:
                cells = tuple((item.title, ", ".join(item.sections)) for item in each.items)
                titles = (self.tr("Statutory item"), self.tr("Told in"))
                self._column.addWidget(self._table(titles, cells, ""), 1)
        if not self._column.count():
            self._column.addWidget(label(self.tr("Nothing of this is recorded yet."), "second"))
        self._column.addStretch(0)

    def _show_facts(self, facts: Facts) -> None:
        if facts.title:
            self._column.addWidget(label(facts.title, "strong", wraps=True))
        room = QWidget(self)
        room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(room)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.LARGE)
        grid.setVerticalSpacing(tokens.SMALL)
        grid.setColumnMinimumWidth(0, tokens.COLUMN_USUAL)
        for column, person in enumerate(facts.people, start=1):
            grid.addWidget(label(person, "field", wraps=True), 0, column)
        for row, (name, values) in enumerate(facts.rows, start=1):
            grid.addWidget(label(name, "second", wraps=True), row, 0, Qt.AlignmentFlag.AlignTop)
            for column, value in enumerate(values, start=1):
                shown = label(value or self.tr("not recorded"), wraps=True)
                if not value:
                    shown.setProperty("kind", "second")
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(shown, row, column, Qt.AlignmentFlag.AlignTop)
                grid.setColumnStretch(column, 1)
        self._column.addWidget(room)

    def _show_rows(self, rows: Rows) -> None:
        if rows.title:
            self._column.addWidget(label(rows.title, "strong", wraps=True))
        if not rows.rows:
            self._column.addWidget(label(rows.nothing, "second", wraps=True))
            return
        titles = tuple(column.title for column in rows.columns)
        self._column.addWidget(self._table(titles, rows.rows, rows.title), 1)

    def _table(self, titles: Cells, rows: Sequence[Cells], name: str) -> TableView:
        table: ShortTable[Cells] = ShortTable(
            [
                Column(f"column {at}", title, _cell(at), width=tokens.COLUMN_USUAL)
                for at, title in enumerate(titles)
            ]
        )
        view = TableView(name or self.tr("From the record"), self)
        table.setParent(view)
        view.show_table(table)
        view.setWordWrap(True)
        heights = view.verticalHeader()
        heights.setMinimumSectionSize(tokens.ROW_HEIGHT)
        heights.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.setMinimumHeight(min(len(rows) + 2, 6) * tokens.ROW_HEIGHT)
        table.show_rows(list(rows))
        return view


def _cell(at: int) -> Callable[[Cells], object]:
    return lambda row: row[at] if at < len(row) else ""
