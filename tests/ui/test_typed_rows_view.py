from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from recruitment_app.forms.definition import Column, ColumnKind
from recruitment_app.ui.tables.typed_rows_table import TypedRole, TypedRowsTable
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.typed_rows_view import TypedRowsView

TODAY = date(2014, 11, 14)
CONTROL = Qt.KeyboardModifier.ControlModifier
COLUMNS = (
    Column(key="who", title="Who"),
    Column(key="since", title="Since", kind=ColumnKind.DATE),
    Column(key="cost", title="Cost", kind=ColumnKind.MONEY),
    Column(key="told", title="Told", kind=ColumnKind.YES_NO),
)
Key = Qt.Key


@pytest.fixture
def view(qtbot) -> TypedRowsView:
    made = TypedRowsView("Costs", TypedRowsTable(COLUMNS, TODAY))
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def write(view: TypedRowsView, row: int, column: int, typed: str) -> None:
    view.grid.setCurrentIndex(view.table.index(row, column))
    view.grid.setFocus()
    QTest.keyClick(view.grid, Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.selectAll()
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Key.Key_Return)
    QApplication.processEvents()  # a field for one line is committed by a queued call


def test_a_row_is_added_and_written_from_the_keyboard(view):
    view.grid.setFocus()
    QTest.keyClick(view.grid, Key.Key_Return, CONTROL)
    write(view, 0, 0, "Grandmother")
    write(view, 0, 1, "3/3/79")
    write(view, 0, 2, "1,250")
    assert view.table.kept_rows() == (
        {"who": "Grandmother", "since": "3 March 1979", "cost": "1250"},
    )
    assert view.table.index(0, 2).data() == "£1,250"


def test_yes_or_no_is_chosen_and_never_typed(view):
    view.add_button.click()
    view.grid.edit(view.table.index(0, 3))
    choice = view.grid.findChild(Choice)
    choice.choose("Yes")
    choice.chosen.emit("Yes")
    assert view.table.kept_rows() == ({"told": "Yes"},)


def test_what_cannot_be_read_stays_and_is_marked_with_what_to_type(view):
    view.add_button.click()
    write(view, 0, 1, "whenever")
    assert view.table.kept_rows() == ({"since": "whenever"},)
    assert "1979" in view.table.index(0, 1).data(TypedRole.FAULT)
    assert not view.told.isHidden()
    assert "whenever" in QAccessible.queryAccessibleInterface(view.grid).child(
        view.grid.model().columnCount() + 3
    ).text(QAccessible.Text.Name)


def test_every_change_is_undone_and_done_again(view):
    view.add_button.click()
    write(view, 0, 0, "Aunt")
    QTest.keyClick(view.grid, Key.Key_Delete, CONTROL)
    assert view.table.rowCount() == 0
    QTest.keyClick(view.grid, Key.Key_Z, CONTROL)
    assert view.table.kept_rows() == ({"who": "Aunt"},)
    QTest.keyClick(view.grid, Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert view.table.rowCount() == 0


def test_rows_are_moved_and_the_moved_one_keeps_the_keys(view):
    view.table.show_rows([{"who": "First"}, {"who": "Second"}, {"who": "Third"}])
    view.grid.setCurrentIndex(view.table.index(0, 0))
    view.down_button.click()
    assert [row["who"] for row in view.table.kept_rows()] == ["Second", "First", "Third"]
    assert view.grid.currentIndex().row() == 1
    view.up_button.click()
    assert [row["who"] for row in view.table.kept_rows()] == ["First", "Second", "Third"]
    assert not view.up_button.isEnabled()


def test_cells_are_pasted_from_a_spreadsheet_with_or_without_their_headings(view):
    QGuiApplication.clipboard().setText('Who\tSince\nAunt\t1979\n"Two\nlines"\t5/2010\n')
    view.grid.setFocus()
    QTest.keyClick(view.grid, Key.Key_V, CONTROL)
    assert view.table.kept_rows() == (
        {"who": "Aunt", "since": "1979"},
        {"who": "Two\nlines", "since": "May 2010"},
    )


def test_pasted_columns_that_find_no_room_are_told(view):
    QGuiApplication.clipboard().setText("Aunt\t1979\t12\tyes\tmore\tand more")
    view.paste()
    assert view.table.kept_rows()[0]["told"] == "Yes"
    assert "2 columns to the right" in view.told.text()


def test_chosen_cells_are_copied_as_a_spreadsheet_takes_them(view):
    view.table.show_rows([{"who": "Aunt", "since": "1979"}])
    view.grid.setFocus()
    QTest.keyClick(view.grid, Key.Key_A, CONTROL)
    QTest.keyClick(view.grid, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Aunt\t1979\t\t\n"


def test_blank_rows_are_shown_and_not_kept(view):
    view.add_button.click()
    view.add_button.click()
    assert view.table.rowCount() == 2
    assert view.table.kept_rows() == ()


def test_rows_that_may_only_be_read_take_no_key(view):
    view.table.show_rows([{"who": "Aunt"}])
    view.show_writable(may_write=False)
    view.grid.setCurrentIndex(view.table.index(0, 0))
    view.grid.setFocus()
    QTest.keyClicks(view.grid, "x")
    QTest.keyClick(view.grid, Key.Key_Delete)
    assert view.table.kept_rows() == ({"who": "Aunt"},)
    assert view.add_button.isHidden()


def test_tab_leaves_the_table(view):
    view.table.show_rows([{"who": "Aunt"}])
    view.grid.setCurrentIndex(view.table.index(0, 0))
    view.grid.setFocus()
    QTest.keyClick(view.grid, Key.Key_Tab)
    assert QApplication.focusWidget() is view.add_button


def test_three_hundred_rows_of_twenty_columns_are_shown(qtbot):
    columns = tuple(Column(key=f"c{at}", title=f"Column {at}") for at in range(20))
    table = TypedRowsTable(columns, TODAY)
    made = TypedRowsView("Long", table)
    qtbot.addWidget(made)
    rows = [{column.key: f"{at} {column.key}" for column in columns} for at in range(300)]
    table.show_rows(rows)
    made.show()
    QApplication.processEvents()
    assert table.kept_rows() == tuple(rows)
