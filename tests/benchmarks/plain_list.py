"""The list that ours is compared with: the same SELECTs by the bare driver, in a plain view."""

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView
from sqlalchemy import Engine, event

Statement = tuple[str, tuple]


class Overheard:
    """Keeps every SELECT that SQLAlchemy sends while this is open."""

    def __init__(self):
        self.statements: list[Statement] = []

    def __enter__(self):
        event.listen(Engine, "before_cursor_execute", self._hear)
        return self

    def __exit__(self, *_fault):
        event.remove(Engine, "before_cursor_execute", self._hear)

    def _hear(self, _connection, _cursor, statement, parameters, _context, _is_many):
        if statement.lstrip().startswith("SELECT"):
            self.statements.append((statement, parameters))


class PlainRows(QAbstractTableModel):
    """Rows as the driver gives them: ids in order, and beside each what was fetched of it."""

    def __init__(self):
        super().__init__()
        self.ids = []
        self.rows = {}
        self.width = 0

    def show(self, ids, rows):
        """Show these ids; the rows that came with them stand beside theirs."""
        self.beginResetModel()
        self.ids = ids
        self.rows = {row[0]: row for row in rows}
        self.width = len(rows[0]) if rows else 0
        self.endResetModel()

    def add(self, rows):
        """Take in rows that were fetched for the part now shown."""
        self.rows.update((row[0], row) for row in rows)

    def rowCount(self, _parent=None):  # noqa: N802 - Qt's name
        return len(self.ids)

    def columnCount(self, _parent=None):  # noqa: N802 - Qt's name
        return self.width

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self.rows.get(self.ids[index.row()])
        return None if row is None else str(row[index.column()] or "")


class PlainList:
    """A plain table view over one connection of the bare driver."""

    def __init__(self, connection, size):
        self._connection = connection
        self._size = size
        self.model = PlainRows()
        self.view = None

    def open(self, statements):
        """Make the view and show what the SELECTs find."""
        self.view = QTableView()
        self.view.resize(self._size)
        self.view.setModel(self.model)
        self.view.show()
        self.show(statements)

    def show(self, statements):
        """Show what the longest list of ids and the widest rows hold, and paint it."""
        found = self._all(statements)
        ids = max((rows for rows in found if rows and len(rows[0]) == 1), key=len)
        self.model.show([row[0] for row in ids], _widest(found))
        QApplication.processEvents()

    def go_to_end(self, statements):
        """Take in the rows at the end, go there and paint it."""
        self.model.add(_widest(self._all(statements)))
        self.view.scrollToBottom()
        QApplication.processEvents()

    def _all(self, statements):
        run = self._connection.execute
        return [run(statement, parameters).fetchall() for statement, parameters in statements]


def _widest(found):
    return max((rows for rows in found if rows), key=lambda rows: len(rows[0]))
