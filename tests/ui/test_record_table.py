import json
from dataclasses import dataclass
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible

from recruitment_app.ui.tables.record_table import WINDOW, Column, RecordTable, Role
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.table_view import TableView


@dataclass(frozen=True)
class Line:
    id: UUID
    reference: str
    colour: str


class Shelf:
    """A thousand lines that count how often they are asked for."""

    def __init__(self, number: int) -> None:
        self.lines = {
            UUID(int=n): Line(UUID(int=n), f"AR-{n:04}", ("red", "green", "blue")[n % 3])
            for n in range(number)
        }
        self.asked: list[int] = []

    def ids(self, sorted_by: str, from_last: bool) -> list[UUID]:  # noqa: FBT001 - the table's call
        inner = sorted(self.lines.values(), key=lambda line: line.id)
        inner.sort(key=lambda line: getattr(line, sorted_by), reverse=from_last)
        return [line.id for line in inner]

    def rows(self, ids) -> list[Line]:
        self.asked.append(len(ids))
        return [self.lines[one] for one in reversed(ids) if one in self.lines]


COLUMNS = (
    Column("reference", "Reference", lambda line: line.reference, "reference"),
    Column("colour", "Colour", lambda line: line.colour, "colour", tinted=lambda _: Tint.MET),
    Column("length", "Length", lambda line: len(line.colour), at_right=True),
)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(1000)


@pytest.fixture
def table(shelf: Shelf) -> RecordTable[Line]:
    made = RecordTable(COLUMNS, shelf.ids, shelf.rows, lambda line: line.id)
    made.reload()
    return made


@pytest.fixture
def view(table, qtbot) -> TableView:
    made = TableView("Lines")
    qtbot.addWidget(made)
    made.show_table(table)
    made.resize(700, 400)
    made.show()
    return made


def words(table, row: int, column: int = 0) -> str:
    return table.index(row, column).data()


def test_only_the_windows_that_are_shown_are_read(table, shelf):
    assert (words(table, 0), words(table, 999)) == ("AR-0000", "AR-0999")
    assert words(table, 1) == "AR-0001"
    assert shelf.asked == [WINDOW, WINDOW]


def test_sorting_asks_for_the_ids_in_their_new_order_and_equal_rows_keep_theirs(table):
    table.sort(1, Qt.SortOrder.AscendingOrder)
    assert [words(table, row, 1) for row in range(3)] == ["blue"] * 3
    assert [words(table, row) for row in range(3)] == ["AR-0002", "AR-0005", "AR-0008"]


def test_a_column_that_does_not_sort_leaves_the_order_alone(table):
    table.sort(2, Qt.SortOrder.DescendingOrder)
    assert words(table, 0) == "AR-0000"


def test_a_row_that_is_gone_meanwhile_is_blank(table, shelf):
    del shelf.lines[UUID(int=3)]
    assert words(table, 3) is None
    assert words(table, 4) == "AR-0004"


def test_the_record_comes_back_whole(table):
    record = table.index(5, 2).data(Role.RECORD)
    assert record.reference == "AR-0005"


def test_a_screen_reader_hears_the_whole_row(table):
    told = table.index(5, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert told == "Reference AR-0005, Colour blue, Length 4"


def test_the_table_has_a_name_for_a_screen_reader(view):
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name) == "Lines"


def test_clicking_a_heading_sorts_and_the_chosen_row_stays_chosen(view, table, qtbot):
    view.choose(UUID(int=7))
    head = view.horizontalHeader()
    where = head.sectionViewportPosition(1) + 20
    for _ in range(2):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where, 8))
    assert view.chosen().reference == "AR-0007"
    assert words(table, 0, 1) in {"red", "blue"}


def test_a_long_list_in_a_new_order_is_shown_from_its_first_row(view, table, shelf):
    longer = {UUID(int=n): Line(UUID(int=n), f"AR-{n:04}", "blue") for n in range(1000, 1500)}
    shelf.lines |= longer
    table.reload()
    view.choose(UUID(int=7))
    view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert (view.currentIndex().row(), view.chosen().reference) == (0, "AR-1499")
    view.choose(UUID(int=7))
    table.reload()
    assert view.chosen().reference == "AR-0007"


def test_enter_opens_the_chosen_row(view, qtbot):
    view.choose(UUID(int=2))
    with qtbot.waitSignal(view.record_opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args[0].reference == "AR-0002"


def test_tab_leaves_the_table(view):
    assert not view.tabKeyNavigation()


def test_columns_are_remembered_with_their_order_width_and_sort(view, shelf, qtbot):
    view.horizontalHeader().moveSection(1, 0)
    view.setColumnWidth(1, 222)
    view.hideColumn(0)
    view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    kept = view.arranged()
    again = TableView("Lines")
    qtbot.addWidget(again)
    anew = RecordTable(COLUMNS, shelf.ids, shelf.rows, lambda line: line.id)
    again.show_table(anew, kept)
    assert again.horizontalHeader().logicalIndex(0) == 1
    assert again.columnWidth(1) == 222
    assert again.isColumnHidden(0)
    assert words(anew, 0, 1) == "red"
    assert again.arranged() == kept


@pytest.mark.parametrize("kept", ["nonsense", "{}", json.dumps({"columns": [["gone", 1, 0]]})])
def test_columns_that_cannot_be_read_give_way_to_the_usual_ones(table, qtbot, kept):
    again = TableView("Lines")
    qtbot.addWidget(again)
    again.show_table(table, kept)
    assert not again.isColumnHidden(0)


def test_the_last_column_that_is_shown_cannot_be_hidden(view):
    view.hideColumn(1)
    view.hideColumn(2)
    menu = view.columns_menu()
    assert [action.isEnabled() for action in menu.actions()] == [False, True, True]
    menu.actions()[1].trigger()
    assert not view.isColumnHidden(1)


def test_the_row_count_of_a_cell_is_nothing(table):
    assert table.rowCount(table.index(0, 0)) == 0
    assert table.rowCount(QModelIndex()) == 1000
