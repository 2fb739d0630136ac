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
    """Rows as the driver gives them, at the places where they stand in the list."""

    def __init__(self):
        super().__init__()
        self.count = 0
        self.placed = {}
        self.width = 0

    def show(self, ids, rows, count):
        """Show a list of so many, of which these were fetched: its first."""
        self.beginResetModel()
        self.count = count
        self.placed = {}
        self.width = len(rows[0]) if rows else 0
        self.add(0, ids, rows)
        self.endResetModel()

    def add(self, first, ids, rows):
        """Take in rows that were fetched for the part now shown."""
        by_id = {row[0]: row for row in rows}
        self.placed.update(enumerate((by_id.get(one) for one in ids), start=first))

    def rowCount(self, _parent=None):  # noqa: N802 - Qt's name
        return self.count

    def columnCount(self, _parent=None):  # noqa: N802 - Qt's name
        return self.width

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self.placed.get(index.row())
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
        """Show what was counted, and at its beginning the ids and rows that were fetched."""
        found = self._all(statements)
        count = max(rows[0][0] for rows in found if rows and isinstance(rows[0][0], int))
        self.model.show(_ids(found), _widest(found), count)
        QApplication.processEvents()

    def go_to_end(self, statements):
        """Take in the rows at the end, go there and paint it."""
        found = self._all(statements)
        ids = _ids(found)
        self.model.add(self.model.count - len(ids), ids, _widest(found))
        self.view.scrollToBottom()
        QApplication.processEvents()

    def _all(self, statements):
        run = self._connection.execute
        return [run(statement, parameters).fetchall() for statement, parameters in statements]


def _ids(found):
    lists = (rows for rows in found if rows and len(rows[0]) == 1 and isinstance(rows[0][0], str))
    return [row[0] for row in max(lists, key=len)]


def _widest(found):
    return max((rows for rows in found if rows), key=lambda rows: len(rows[0]))
