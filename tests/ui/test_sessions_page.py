from datetime import date

import pytest
from PySide6.QtCore import Qt

from recruitment_app.casework.sessions import create_session, register, sessions
from recruitment_app.ui.dialogs.session_dialogs import NewSession
from recruitment_app.ui.pages.sessions_page import SessionsPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.ui.opened import settled

HELD = date(2014, 11, 8)


@pytest.fixture
def page(window: Shell) -> SessionsPage:
    window.go(Place("sessions"))
    made = window.page
    assert isinstance(made, SessionsPage)
    return made


def choose(page: SessionsPage, desk, on: date) -> None:
    row = next(row for row in desk.quick(sessions) if row.on == on)
    assert page.list.choose(row.id)


def test_the_next_session_is_shown_first(page):
    assert page.detail.heading.text() == "Information session · Thu 4 Dec"
    assert "20 places left" in page.where.text()
    assert page.nobody.isVisible()


def test_sessions_of_more_than_a_year_ago_are_shown_when_wished(page, desk, qtbot):
    create_session(desk.store, on=date(2012, 5, 5), starts="10:00", venue="Hall", places=4)
    page.reload()
    shown = page.table.rowCount()
    page.all_button.click()
    settled(qtbot, desk)
    assert page.table.rowCount() == shown + 1
    assert page.all_button.isHidden()


def test_the_register_tells_who_is_booked(page, desk):
    choose(page, desk, HELD)
    assert page.booked.rowCount() == 1
    assert page.booked.index(0, 0).data(Qt.ItemDataRole.DisplayRole) == "Vale"


def test_one_key_marks_who_came(page, desk, qtbot):
    choose(page, desk, HELD)
    page.register.setFocus()
    page.register.setCurrentIndex(page.booked.index(0, 0))
    qtbot.keyClick(page.register, Qt.Key.Key_C)
    settled(qtbot, desk)
    row = next(row for row in desk.quick(sessions) if row.on == HELD)
    assert row.attended == 1
    assert [one.outcome for one in register(desk.store, session_id=row.id)] == ["attended"]
    assert not page.came.isEnabled()


@pytest.mark.parametrize(("button", "outcome"), [("missed", "missed"), ("gave_up", "cancelled")])
def test_who_did_not_come_and_who_gave_the_place_up_are_told_apart(
    page, desk, qtbot, button, outcome
):
    choose(page, desk, HELD)
    page.register.setCurrentIndex(page.booked.index(0, 0))
    getattr(page, button).click()
    settled(qtbot, desk)
    row = next(row for row in desk.quick(sessions) if row.on == HELD)
    assert [one.outcome for one in register(desk.store, session_id=row.id)] == [outcome]


def test_enter_on_a_household_opens_its_case(page, desk, window, qtbot):
    choose(page, desk, HELD)
    page.register.setFocus()
    page.register.setCurrentIndex(page.booked.index(0, 0))
    qtbot.keyClick(page.register, Qt.Key.Key_Return)
    assert window.place.name == "case"


def test_a_new_session_is_made_by_keyboard_alone(page, window, desk, qtbot):
    page.new_button.click()
    dialog = window.dialog
    assert isinstance(dialog, NewSession)
    qtbot.keyClicks(dialog.on, "10 dec")
    dialog.venue.setText("Library")
    qtbot.keyClick(dialog.venue, Qt.Key.Key_Return)
    settled(qtbot, desk)
    assert window.dialog is None
    made = next(row for row in desk.quick(sessions) if row.on == date(2014, 12, 10))
    assert (made.venue, made.places, made.starts) == ("Library", 20, "19:00")
    assert page.table.rowCount() == 3


def test_what_is_wrong_is_told_beside_its_field_and_the_dialog_stays(page, window, desk, qtbot):
    page.new_button.click()
    dialog = window.dialog
    dialog.submit()
    assert dialog.form.field("on").error.text() == "Enter a date."
    dialog.on.setText("10 dec")
    dialog.starts.setText("half past six")
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.form.field("starts").error.text() == "Give the time as 18:30."
    dialog.reject()


def test_a_session_is_cancelled_after_being_asked(page, window, desk, qtbot):
    page.cancel_button.click()
    window.dialog.submit()
    settled(qtbot, desk)
    row = next(row for row in desk.quick(sessions) if row.on == date(2014, 12, 4))
    assert row.cancelled_on is not None
    choose(page, desk, row.on)
    assert "was cancelled on 14 November 2014" in page.notice.sentence.text()
    assert page.cancel_button.isHidden()


def test_an_agency_without_sessions_is_told_what_belongs_here(office, qtbot):
    made = SessionsPage(office)
    qtbot.addWidget(made)
    made.show_place(Place("sessions"))
    made.show()
    assert made.empty.isVisible()
    assert not made.listed.isVisible()
