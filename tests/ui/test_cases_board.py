"""The board beside the list, views on the rail, and acts on several cases at once."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recruitment_app.casework.lists.saved_views import saved_views
from recruitment_app.rules.stages import Stage, Status
from recruitment_app.ui.dialogs.many_at_once import ManyAtOnce
from recruitment_app.ui.dialogs.saved_view import SavedView
from recruitment_app.ui.office import Office
from recruitment_app.ui.shell import Shell
from tests.ui.opened import settled
from tests.ui.test_cases_page import cases, titles


def headings(page) -> list[str]:
    return [column.accessibleName() for column in page.board.columns]


def test_the_board_shows_the_cases_of_the_filter_and_its_keys_lead_from_card_to_card(
    window: Shell, desk: Office, qtbot
):
    page = cases(window, group="open")
    page.shows.board_button.click()
    settled(qtbot, desk)
    assert page.stack.currentWidget() is page.board
    assert sum(column.cards.rowCount() for column in page.board.columns) == len(page.table.ids)
    assert "Stage Two, 1" in headings(page)
    page.board.begin()
    first = window.window().focusWidget()
    assert first is page.board.columns[0]
    QTest.keyClick(first, Qt.Key.Key_Right)
    other = window.window().focusWidget()
    assert other is not first
    assert other in page.board.columns
    page.filters.stage.choose(Stage.STAGE_TWO)
    page.filters.stage.chosen.emit(Stage.STAGE_TWO)
    (column,) = [column for column in page.board.columns if column.cards.rowCount()]
    column.take_keys(0)
    QTest.keyClick(column, Qt.Key.Key_Return)
    assert window.place is not None
    assert window.place.name == "case"


def test_a_view_stands_on_the_rail_shows_what_was_kept_and_is_taken_off_with_undo(
    window: Shell, desk: Office, qtbot
):
    page = cases(window, worker_id=str(desk.person.id), group="open")
    shown = sorted(titles(page))
    page.shows.board_button.click()
    page.view_menu.fill()
    page.view_menu.menu().actions()[0].trigger()
    assert isinstance(window.dialog, SavedView)
    window.dialog.name.setText("My cases")
    window.dialog.submit()
    settled(qtbot, desk)
    (view,) = saved_views(desk.store)
    assert dict(view.facts) == {"worker_id": "me", "group": "open", "shows": "board"}
    button = window.rail.views[str(view.id)]
    assert button.text() == "My cases"
    page = cases(window)
    page.shows.list_button.click()
    button.click()
    assert sorted(titles(page)) == shown
    assert page.shows.is_board
    assert window.rail.views[str(view.id)].isChecked()
    actions = window.views.menu_of(str(view.id)).actions()
    actions[-1].trigger()
    settled(qtbot, desk)
    assert window.rail.views == {}
    window.toast.undo_button.click()
    settled(qtbot, desk)
    assert list(window.rail.views) == [str(view.id)]


def test_several_cases_are_held_after_a_preview_and_taken_back_by_the_toast(
    window: Shell, desk: Office, qtbot
):
    page = cases(window, group="open")
    page.shows.list_button.click()
    page.view.selectAll()
    count = page.view.chosen_count()
    assert count == len(page.table.ids)
    page.act_button.click()
    dialog = window.dialog
    assert isinstance(dialog, ManyAtOnce)
    dialog.act.choose("hold")
    dialog.act.chosen.emit("hold")
    assert not dialog.do_button.isVisible()
    dialog.fields.fill({"by": "agency", "reason": "worker_absent"})
    dialog.submit()
    assert dialog.working.is_watching
    dialog.reject()  # asks the trial to stop, and stays
    settled(qtbot, desk)
    assert dialog.isVisible()
    dialog.submit()
    settled(qtbot, desk)
    assert len(dialog.foreseen) == count
    able = [row for row in dialog.foreseen if not row.refusal]
    assert able
    assert dialog.do_button.isVisible()
    dialog.fields.fill({"reason": "medical_late"})
    dialog.fields.edited.emit()
    assert dialog.foreseen == ()
    dialog.submit()
    settled(qtbot, desk)
    dialog.do_button.click()
    settled(qtbot, desk)
    assert held(page) == len(able)
    if window.dialog is not None:
        dialog.reject()
    window.toast.undo_button.click()
    settled(qtbot, desk)
    assert held(page) == 0


def held(page) -> int:
    rows = [page.table.record(at) for at in range(len(page.table.ids))]
    return sum(row.status in {Status.ON_HOLD_AGENCY, Status.APPROVED_ON_HOLD} for row in rows)


def test_an_answer_that_is_missing_is_told_at_its_field(window: Shell, desk: Office, qtbot):
    page = cases(window, words="thorn")
    page.view.selectAll()
    page.act_button.click()
    dialog = window.dialog
    dialog.act.choose("add_note")
    dialog.act.chosen.emit("add_note")
    dialog.fields.fill({"kind": "letter"})
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.fields.has_problems()
    assert QApplication.focusWidget() is dialog.fields.field("text").control
    dialog.reject()
