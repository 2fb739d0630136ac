from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from recruitment_app.casework.journey.closing import close_case
from recruitment_app.casework.next_acts import ACT_DUTY
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Case, Worker
from recruitment_app.ui.acts import ACTS
from recruitment_app.ui.asks import Group
from recruitment_app.ui.dialogs.act_dialog import ActDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import TABS, CaseFilePage
from recruitment_app.ui.pages.clock_row import ClockRow
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.place_button import PlaceButton
from tests.ui.opened import CONTROL, TODAY, case_of, settled, shown_texts

Key = Qt.Key


def opened(window: Shell, desk: Office, words: str, tab: str = "overview") -> CaseFilePage:
    window.go(Place("case", case_of(desk, words).id, {"tab": tab}))
    page = window.page
    assert isinstance(page, CaseFilePage)
    return page


def test_the_head_tells_where_the_case_stands(window: Shell, desk: Office):
    page = opened(window, desk, "thorn")
    case = case_of(desk, "thorn")
    assert page.title.text() == "Thorn"
    assert page.window_title() == case.reference
    assert case.reference in page.head.standing.words
    assert "Stage Two day 97 of" in shown_texts_of_chips(page)
    steps = page.head.stepper.accessibleDescription()
    assert "Stage One, done" in steps
    assert "Stage Two, current" in steps


def shown_texts_of_chips(page: CaseFilePage) -> str:
    return page.head.standing.accessibleName()


def test_the_likeliest_act_is_the_one_button_and_the_others_stand_in_menus(
    window: Shell, desk: Office
):
    page = opened(window, desk, "thorn")
    assert page.bar.leading.text() == "Send for observations"
    waits = [action.text() for action in page.bar.menus[Group.WAITING].menu().actions()]
    assert "Put on hold…" in waits
    QTest.keyClick(page, Key.Key_J, CONTROL)
    assert isinstance(window.dialog, ActDialog)
    assert window.dialog.windowTitle() == "Send for observations"


def test_every_act_that_may_follow_stands_in_the_table_of_acts():
    assert set(ACT_DUTY) == set(ACTS)


def test_each_tab_is_read_when_it_is_looked_at(window: Shell, desk: Office):
    page = opened(window, desk, "reed")
    for name in TABS:
        page.tabs.setCurrentIndex(TABS.index(name))
        assert page.part(name).findChildren(QPushButton) or name == "clocks"


def test_the_overview_shows_clocks_with_rule_source_and_whose_time(window: Shell, desk: Office):
    page = opened(window, desk, "reed")
    rows = {row.clock.limit.id: row for row in page.overview.findChildren(ClockRow)}
    stage_one = rows["T08"]
    told = shown_texts(stage_one)
    assert stage_one.clock.limit.source in told
    assert "2 calendar months" in told
    assert sum(stage_one.clock.days_by_owner.values()) == stage_one.clock.gross_days


def test_the_clocks_tab_lists_those_not_started_and_those_not_followed(window: Shell, desk: Office):
    page = opened(window, desk, "finch", "clocks")
    told = shown_texts(page.clocks)
    assert "Not started" in told
    assert "Not followed here, so never late" in told
    assert "T40" in told


def test_a_note_is_written_by_keyboard_and_shown_with_author_and_time(
    window: Shell, desk: Office, qtbot
):
    page = opened(window, desk, "thorn")
    QTest.keyClick(page, Key.Key_M, CONTROL)
    assert page.notes.text.hasFocus()
    QTest.keyClicks(page.notes.text, "Referees are keen.")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CONTROL)
    settled(qtbot, desk)
    note = case_of(desk, "thorn").notes[0]
    assert note.text == "Referees are keen."
    assert page.notes.text.toPlainText() == ""
    shown = page.file.view.timeline.row(0)
    assert (shown.text, shown.by) == ("Referees are keen.", note.written_by)
    assert window.toast.sentence.text() == "Note added."


def test_an_empty_note_is_refused_beside_its_field(window: Shell, desk: Office, qtbot):
    page = opened(window, desk, "thorn", "file")
    page.notes.submit()
    settled(qtbot, desk)
    assert page.notes.form.field("text").error.text() == "Write the note first."
    assert page.notes.text.hasFocus()


def test_a_note_not_filed_comes_back_for_its_own_case_only(window: Shell, desk: Office):
    page = opened(window, desk, "thorn", "file")
    QTest.keyClicks(page.notes.text, "Half a")
    opened(window, desk, "reed", "file")
    assert page.notes.text.toPlainText() == ""
    page = opened(window, desk, "thorn", "file")
    assert page.notes.text.toPlainText() == "Half a"
    assert not page.notes.notice.isHidden()
    page.notes.throw_away()
    assert desk.store.drafts() == {}


def test_a_refresh_leaves_what_is_being_typed(window: Shell, desk: Office):
    page = opened(window, desk, "thorn", "file")
    QTest.keyClicks(page.notes.text, "Half a")
    page.reload()
    assert page.notes.text.toPlainText() == "Half a"


def test_attendance_is_told_where_the_booking_stands(window: Shell, desk: Office, qtbot):
    page = opened(window, desk, "vale", "history")
    came = next(
        button for button in page.history.findChildren(QPushButton) if button.text() == "Came"
    )
    came.click()
    settled(qtbot, desk)
    assert case_of(desk, "vale").bookings[0].outcome == "attended"


def test_a_closed_case_offers_only_to_be_opened_again(window: Shell, desk: Office, qtbot):
    case = case_of(desk, "heron")
    desk.do(
        close_case, case_id=case.id, reason="no_response", on=TODAY, today=TODAY, words="No answer."
    )
    settled(qtbot, desk)
    page = opened(window, desk, "heron")
    assert page.bar.leading.text() == "Reopen the case"
    assert "Closed at Enquiry: No response" in shown_texts_of_chips(page)


def test_a_case_that_may_be_the_same_is_one_click_away(window: Shell, desk: Office):
    other = case_of(desk, "reed")
    with desk.store.writing(act="flag") as session:
        session.get_one(Case, case_of(desk, "thorn").id).possible_duplicate_of = other.reference
    page = opened(window, desk, "thorn")
    assert other.reference in page.head.duplicates.sentence.text()
    page.head.look_button.click()
    assert window.place == Place("case", other.id)


def test_the_report_is_shown_as_it_prints(window: Shell, desk: Office, qtbot):
    page = opened(window, desk, "thorn")
    QTest.keyClick(page, Key.Key_P, CONTROL)
    settled(qtbot, desk)
    assert page.preview is not None
    assert page.preview.page_count >= 2
    page.preview.close()


@pytest.mark.parametrize("role", [Role.PANEL_ADVISER, Role.DECISION_MAKER, Role.SOCIAL_WORKER])
def test_only_acts_that_the_role_may_do_are_offered(window: Shell, desk: Office, role: Role):
    with desk.store.writing(act="role") as session:
        session.get_one(Worker, desk.person.id).role = role
    desk.person = replace(desk.person, role=role)
    page = opened(window, desk, "thorn")
    offered = set(page.shown.case.next_acts)
    assert ("extend" in offered) is (role is Role.SOCIAL_WORKER)
    leads_to = {each.place.name for each in page.findChildren(PlaceButton)}
    is_of_team = role is Role.SOCIAL_WORKER
    assert (leads_to >= {"came_from", "couple"}) is is_of_team
    assert bool(leads_to & {"came_from", "couple"}) is is_of_team
    assert ("promise" in leads_to) is (role is not Role.DECISION_MAKER)
    for name in TABS:
        page.tabs.setCurrentIndex(TABS.index(name))


def test_a_change_of_another_case_leaves_the_page_alone(window: Shell, desk: Office, qtbot):
    page = opened(window, desk, "thorn")
    before = page.shown
    other = case_of(desk, "finch")
    desk.do(ACTS["send_information"].carry_out, case_id=other.id, on=TODAY, today=TODAY)
    settled(qtbot, desk)
    assert page.shown is before
