from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from recruitment_app import settings
from recruitment_app.casework.agency.workforce import me
from recruitment_app.casework.importing.import_undo import undo_import
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids, count_cases
from recruitment_app.casework.notes import add_note
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Role
from recruitment_app.ui.dialogs.undo_import import UndoImport
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.cases_page import CasesPage
from recruitment_app.ui.pages.import_page import ImportPage
from recruitment_app.ui.pages.imports_page import ImportsPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.trackers import bring_in_tracker
from tests.ui.opened import TODAY, settled


@pytest.fixture
def made(desk: Office, tmp_path) -> None:
    bring_in_tracker(desk.store, tmp_path, TODAY)


@pytest.fixture
def page(made, window: Shell) -> ImportsPage:
    del made
    window.go(Place("imports"))
    found = window.page
    assert isinstance(found, ImportsPage)
    return found


def words(page: ImportsPage, row: int) -> list[str]:
    return [str(page.table.index(row, at).data()) for at in range(page.table.columnCount())]


def cases(desk: Office) -> int:
    return desk.quick(count_cases, wanted=CaseFilter(), today=TODAY)


def write_on_a_new_case(desk: Office) -> str:
    case_id = desk.quick(case_ids, wanted=CaseFilter(words="meadow"), today=TODAY)[0]
    facts = {"kind": "telephone", "on": TODAY, "text": "Rang.", "today": TODAY}
    add_note(desk.store, case_id=case_id, **facts)
    return str(case_id)


def test_each_import_stands_with_its_file_its_person_and_its_counts(page):
    told = words(page, 0)
    assert told[:2] == ["1", "tracker.xlsx"]
    assert "Morgan Example" in told
    assert told[-4:] == ["4", "0", "0", ""]
    assert page.detail.heading.text() == "Import 1"
    assert page.undo_button.isVisible()


def test_without_imports_the_page_says_what_belongs_there_and_leads_to_one(window: Shell):
    window.go(Place("imports"))
    page = window.page
    assert isinstance(page, ImportsPage)
    assert page.empty.isVisible()
    assert not page.listed.isVisible()
    page.empty.button.click()
    assert isinstance(window.page, ImportPage)


def test_enter_shows_the_report_that_prints(page, desk, qtbot):
    assert page.view.hasFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    settled(qtbot, desk)
    assert page.preview.page_count >= 1
    page.preview.accept()
    assert page.report_button.isEnabled()


def test_an_import_is_undone_after_being_asked(page, window, desk, qtbot):
    before = cases(desk)
    page.undo_button.click()
    dialog = window.dialog
    assert isinstance(dialog, UndoImport)
    assert "tracker.xlsx" in dialog.told.text()
    assert "tracker" not in dialog.windowTitle()
    QTest.keyClick(dialog.undo_button, Qt.Key.Key_Return)
    settled(qtbot, desk)
    assert window.dialog is None
    assert cases(desk) == before - 4
    assert words(page, 0)[-1] == "Undone"
    assert not page.undo_button.isVisible()
    assert "undone already" in page.notice.sentence.text()
    assert "is undone" in window.toast.sentence.text()


def test_an_import_whose_cases_were_worked_on_says_why_it_stays(page, window, desk):
    write_on_a_new_case(desk)
    page.reload()
    assert "worked on since" in page.notice.sentence.text()
    assert not page.undo_button.isVisible()
    window.go(Place("undo_import", facts={"import": "1"}))
    assert "worked on since" in window.dialog.notice.sentence.text()
    assert not window.dialog.undo_button.isVisible()
    window.dialog.cancel_button.click()
    assert window.dialog is None


def test_work_done_while_the_question_stands_open_is_not_undone(page, window, desk, qtbot):
    before = cases(desk)
    page.undo_button.click()
    write_on_a_new_case(desk)
    window.dialog.undo_button.click()
    settled(qtbot, desk)
    assert "worked on since" in window.dialog.notice.sentence.text()
    assert cases(desk) == before
    window.dialog.reject()


def test_an_undo_elsewhere_is_shown_and_a_place_of_an_import_that_is_not_there_is_refused(
    page, desk, qtbot
):
    desk.do(undo_import, number=1, today=TODAY)
    settled(qtbot, desk)
    assert words(page, 0)[-1] == "Undone"
    with pytest.raises(Problem, match="not in the store"):
        UndoImport(desk, Place("undo_import", facts={"import": "7"}))


def test_the_list_of_cases_leads_to_an_import_for_who_may(window, desk, qtbot):
    window.go(Place("cases"))
    assert isinstance(window.page, CasesPage)
    window.page.import_button.click()
    assert isinstance(window.page, ImportPage)
    window.page.earlier_button.click()
    assert isinstance(window.page, ImportsPage)
    worker = replace(me(desk.store), role=Role.SOCIAL_WORKER)
    office = Office(desk.store, today=lambda: TODAY, person=worker, settings=settings.Settings())
    cases_page, imports_page = CasesPage(office), ImportsPage(office)
    for made in (cases_page, imports_page):
        qtbot.addWidget(made)
    assert cases_page.import_button.isHidden()
    imports_page.show_place(Place("imports"))
    assert "an administrator" in imports_page.empty.sentence.text()
    assert imports_page.listed.isHidden()
    office.close()


def test_the_search_box_knows_the_way(window, qtbot):
    told = []
    window._ask("import", told.extend)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    words_found = [each.words for each in told]
    assert "Import from a file" in words_found
    assert "Earlier imports" in words_found
