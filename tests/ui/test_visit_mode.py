import re

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.reports.written_forms import begin_report
from recruitment_app.casework.visiting.case_visits import case_visits
from recruitment_app.casework.visiting.visit_agenda import Agenda
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.visit_mode import VisitMode
from recruitment_app.ui.pages.visit_mode_agenda import AgendaColumn
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.stores import PASSWORD
from tests.ui.opened import TODAY, case_of, settled
from tests.visits_made import visit_household

Key = Qt.Key


def entered(window: Shell, desk: Office, qtbot) -> VisitMode:
    case_id = case_of(desk, "thorn").id
    window.go(Place("case", case_id, {"tab": "visits"}))
    settled(qtbot, desk)
    buttons = window.page.visits.findChildren(QAbstractButton)
    next(each for each in buttons if each.text() == "Visit mode").click()
    settled(qtbot, desk)
    assert isinstance(window.page, VisitMode)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.page.text.setFocus()
    return window.page


def read_on(window: Shell) -> str:
    shown = [
        each.text()
        for kind in (QLabel, QAbstractButton)
        for each in window.findChildren(kind)
        if each.isVisible()
    ]
    page = window.page
    lists = [page.sections] if page.sections.isVisible() else []
    shown += [each.item(at).text() for each in lists for at in range(each.count())]
    return "\n".join(shown)


def names_but(desk: Office, reference: str) -> set[str]:
    cases = desk.quick(case_ids, wanted=CaseFilter(), today=TODAY)
    pages = [desk.quick(case_page, case_id=case_id, today=TODAY) for case_id in cases]
    return {
        word
        for page in pages
        if page.reference != reference
        for person in page.people
        for word in re.findall(r"\w+", person.name)
    } | set(desk.person.name.split())


def test_visit_mode_shows_one_family_alone_and_keeps_each_note_with_its_section(
    window: Shell, desk: Office, qtbot
):
    case = case_of(desk, "thorn")
    visit_household(desk.store, case.id, TODAY)
    page = entered(window, desk, qtbot)
    told = read_on(window)
    assert "Thorn" in told
    assert "The grandmother taught them to swim in the river." in told
    assert "Ask for the gas safety record." in told
    assert not names_but(desk, case.reference) & set(re.findall(r"\w+", told))
    assert not window.rail.isVisible()
    assert not window.search.isVisible()
    QTest.keyClick(page, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.page is page
    assert not window.search.isVisible()

    person = str(case.applicants[0].id)
    page.choose(("b.3", person))
    QTest.keyClicks(page.text, "Left school at 16")
    page.choose(("b.6", person))
    settled(qtbot, desk)
    assert page.text.toPlainText() == ""
    page.text.setFocus()
    QTest.keyClicks(page.text, "Runs")
    QTest.keyClick(page.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, desk)
    visits = case_visits(desk.store, case_id=case.id, today=TODAY).visits
    assert [(note.section, note.person_key, note.text) for note in visits[-1].notes[1:]] == [
        ("b.3", person, "Left school at 16"),
        ("b.6", person, "Runs"),
    ]
    begin_report(desk.store, case_id=case.id, today=TODAY)
    QTest.keyClicks(page.text, "Half a thought")
    page._drafting.save_now()
    window._pages.pop("visit_mode")
    window.pages.removeWidget(page)
    page.deleteLater()
    window.go(Place("visit_mode", case.id))
    again = window.page
    assert again is not page
    assert again.text.toPlainText() == "Half a thought"
    assert again.heading.text().startswith("B6")
    again.end_button.click()
    settled(qtbot, desk)
    assert window.page.tabs.currentIndex() >= 0
    assert window.rail.isVisible()
    assert window.search.isVisible()
    window.go(Place("case", case.id, {"tab": "report"}))
    settled(qtbot, desk)
    window.page.report.go(("b.3", person))
    noted = window.page.report.side.beside.noted
    assert "Left school at 16" in [each.text() for each in noted.findChildren(QLabel)]


def test_one_key_blanks_the_window_until_the_password_is_typed(window: Shell, desk: Office, qtbot):
    page = entered(window, desk, qtbot)
    titles = []
    page.titled.connect(titles.append)
    page.text.setFocus()
    QTest.keyClicks(page.text, "Not to be read")
    QTest.keyClick(page.text, Key.Key_Escape)
    QApplication.processEvents()
    assert page.is_blank
    assert not page.text.isVisible()
    assert read_on(window).strip() == "Type your password and press Enter to go on."
    assert titles == ["Visit"]
    QTest.keyClick(page.sheet.password, Key.Key_Escape)
    assert page.is_blank
    page.sheet.password.setText("wrong horse")
    QTest.keyClick(page.sheet.password, Key.Key_Return)
    settled(qtbot, desk)
    assert page.is_blank
    assert "password" in page.sheet.sentence.text()
    page.sheet.password.setText(PASSWORD)
    QTest.keyClick(page.sheet.password, Key.Key_Return)
    settled(qtbot, desk)
    assert not page.is_blank
    assert page.text.isVisible()
    assert page.text.toPlainText() == "Not to be read"
    assert page.sheet.password.text() == ""


def test_the_agenda_says_so_where_nothing_is_open(desk: Office, qtbot):
    column = AgendaColumn(desk)
    qtbot.addWidget(column)
    case_id = case_of(desk, "thorn").id
    column.show_agenda(Agenda(case_id, "AR-0001", "Thorn", None, (), (), (), (), ()))
    told = [each.text() for each in column.findChildren(QLabel)]
    assert "No visit is planned for today, and nothing is still to come." in told
