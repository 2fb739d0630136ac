"""The checks and references of a case: seen, asked for, chased, received, judged and decided."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from recruitment_app.casework.checks.check_outcomes import record_outcome
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.checks.checks import ask, receive
from recruitment_app.casework.checks.referee_rows import referee_rows
from recruitment_app.rules.check_states import CheckState
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Worker
from recruitment_app.ui.check_places import dialog_of, line_of, many_of
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.place_button import PlaceButton
from tests.ui.opened import TODAY, case_of, settled, shown_texts

Key = Qt.Key


@pytest.fixture
def case(desk):
    return case_of(desk, "moss")


@pytest.fixture
def part(window, case):
    window.go(Place("case", case.id, {"tab": "checks"}))
    return window.page.checks


def checks(desk, case, kind):
    rows = case_checks(desk.store, case_id=case.id, today=TODAY)
    return [row for row in rows if row.key.kind == kind]


def choose(window, row):
    window.go(line_of(row.key))


def press(part, words):
    QApplication.processEvents()
    buttons = part.detail.findChildren(PlaceButton)
    next(each for each in buttons if each.text() == words and not each.isHidden()).click()


def key(window, part, pressed):
    window.activateWindow()  # the test's platform does not after a dialog
    QApplication.processEvents()
    assert part.list.hasFocus()
    QTest.keyClick(part.list, pressed)


def test_a_check_is_taken_from_being_asked_for_to_a_managers_decision(
    window, desk, qtbot, case, part
):
    dbs = checks(desk, case, "dbs")
    assert [row.person for row in dbs] == ["Linden Moss", "Hazel Moss"]
    choose(window, dbs[1])
    settled(qtbot, desk)
    told = shown_texts(part.detail)
    assert "Hazel Moss" in told
    assert "reg 25" in told
    press(part, "Asked for…")
    window.dialog.form.field("on").control.setText("1 Oct 2014")
    window.dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None, window.dialog.form.summary.text()
    assert checks(desk, case, "dbs")[1].waiting_days == 44
    assert part.list.chosen().key == dbs[1].key
    key(window, part, Key.Key_C)
    window.dialog.submit()
    settled(qtbot, desk)
    assert checks(desk, case, "dbs")[1].state is CheckState.CHASED
    press(part, "Received…")
    form = window.dialog.form
    form.field("on").control.setText("20 Sep 2014")
    form.field("number").control.setText("001234567890")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "asked for" in form.field("on").error.text()
    form.field("on").control.setText("10 Nov 2014")
    form.field("valid_until").control.setText("1 Nov 2014")
    window.dialog.submit()
    settled(qtbot, desk)
    assert form.field("valid_until").error.text()
    form.field("valid_until").control.setText("")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "001234567890" in shown_texts(part.detail)
    press(part, "Outcome…")
    window.dialog.outcome.choose("consider")
    window.dialog.form.field("words").control.setPlainText("A caution of 1998.")
    window.dialog.submit()
    settled(qtbot, desk)
    assert checks(desk, case, "dbs")[1].state is CheckState.TO_DECIDE
    press(part, "Decision…")
    window.dialog.submit()
    assert window.dialog.form.field("decision").error.text()
    window.dialog.decision.choose("go_on")
    window.dialog.form.field("words").control.setPlainText("Long ago, and told openly.")
    window.dialog.submit()
    settled(qtbot, desk)
    row = checks(desk, case, "dbs")[1]
    assert row.state is CheckState.ACCEPTED
    assert "Long ago, and told openly." in shown_texts(part.detail)


def test_a_check_is_put_right_and_holds_by_the_agencys_setting_from_its_new_day(
    window, desk, qtbot, case
):
    key = checks(desk, case, "dbs")[0].key
    ask(desk.store, check=key, on=date(2014, 10, 1), today=TODAY)
    receive(desk.store, check=key, on=date(2014, 11, 10), today=TODAY)
    window.go(line_of(key))
    window.go(dialog_of("check_correct", key))
    assert window.dialog.form.text("valid_until") == ""
    assert "By the agency's setting it holds until" in shown_texts(window.dialog)
    window.dialog.form.field("issued_on").control.setText("3 Nov 2014")
    window.dialog.submit()
    settled(qtbot, desk)
    assert checks(desk, case, "dbs")[0].valid_until == date(2016, 11, 3)
    assert "3 November 2016" in shown_texts(window.page.checks.detail)


def test_what_is_chosen_is_asked_for_at_once_after_a_preview(window, desk, qtbot, case, part):
    part.list.selectAll()
    press(part, "Ask for them…")
    dialog = window.dialog
    settled(qtbot, desk)
    assert not any(why for _row, why in dialog.rows)
    dialog.on.setText("3 Nov 2014")
    dialog.foresee()
    settled(qtbot, desk)
    dialog.submit()
    settled(qtbot, desk)
    rows = case_checks(desk.store, case_id=case.id, today=TODAY)
    named = [row for row in rows if row.asked_on and not row.received_on]
    assert len(named) == len([row for row in rows if not row.received_on]) - 3  # the referees
    assert {row.asked_on.isoformat() for row in named} == {"2014-11-03"}
    window.go(many_of("chase", [row.key for row in rows]))
    settled(qtbot, desk)
    dialog = window.dialog
    assert len(dialog.suited) == len(named)
    assert "left out" in dialog.counted.text()
    dialog.on.setText("1 Nov 2014")
    dialog.foresee()
    settled(qtbot, desk)
    assert dialog.suited == ()
    assert not dialog.save_button.isEnabled()


def test_referees_are_named_interviewed_and_weighed_in_this_order(window, desk, qtbot, case, part):
    choose(window, checks(desk, case, "reference")[0])
    press(part, "Name a referee…")
    window.dialog.form.field("name").control.setText("Linden Moss")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "cannot be a referee" in window.dialog.form.field("name").error.text()
    window.dialog.form.field("name").control.setText("Juniper Vale")
    window.dialog.is_relative.setChecked(True)
    window.dialog.submit()
    settled(qtbot, desk)
    window.go(Place("referee", case.id))
    window.dialog.form.field("name").control.setText("Aspen Rowe")
    window.dialog.is_relative.setChecked(True)
    window.dialog.submit()
    settled(qtbot, desk)
    assert "relative" in window.dialog.form.field("is_relative").error.text()
    window.dialog.reject()
    choose(window, checks(desk, case, "reference")[0])
    settled(qtbot, desk)
    assert "a relative" in shown_texts(part.detail)
    press(part, "Interviewed…")
    window.dialog.submit()
    settled(qtbot, desk)
    press(part, "Confirmed…")
    window.dialog.form.field("how").control.setText("By e-mail")
    window.dialog.submit()
    settled(qtbot, desk)
    press(part, "Weight…")
    window.dialog.form.field("words").control.setPlainText("Has known them for nine years.")
    window.dialog.submit()
    settled(qtbot, desk)
    held = referee_rows(desk.store, case_id=case.id)[0].interview
    assert held.weight == "Has known them for nine years."
    press(part, "Take back…")
    window.dialog.submit()
    settled(qtbot, desk)
    assert referee_rows(desk.store, case_id=case.id)[0].interview.weight == ""


def test_another_check_is_added_and_one_that_is_not_needed_says_why(
    window, desk, qtbot, case, part
):
    window.go(Place("check_add", case.id))
    window.dialog.kind.choose("other_agency")
    window.dialog.form.field("about").control.setText("Example Fostering")
    window.dialog.submit()
    settled(qtbot, desk)
    added = checks(desk, case, "other_agency")[0]
    assert (added.key.about, added.is_required) == ("Example Fostering", False)
    choose(window, checks(desk, case, "finances")[0])
    key(window, part, Key.Key_N)
    window.dialog.submit()
    settled(qtbot, desk)
    assert window.dialog.form.field("why").error.text()
    window.dialog.form.field("why").control.setPlainText("Done by the other agency this year.")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "Done by the other agency this year." in shown_texts(part.detail)
    part.shows.choose("lacking")
    part.shows.chosen.emit("lacking")
    assert all(part.table.record(at).is_lacking for at in range(part.table.rowCount()))


def test_an_administrator_is_told_that_a_confidential_check_came_and_no_more(
    window, desk, qtbot, case
):
    row = checks(desk, case, "health_report")[0]
    assert row.received_on is not None
    facts = {"outcome": "consider", "words": "Gravely ill.", "today": TODAY}
    record_outcome(desk.store, check=row.key, **facts)
    with desk.store.writing(act="change_worker") as session:
        session.get_one(Worker, desk.person.id).role = Role.ADMINISTRATOR
    desk.person = replace(desk.person, role=Role.ADMINISTRATOR)
    choose(window, row)
    settled(qtbot, desk)
    part = window.page.checks
    told = shown_texts(part.detail)
    assert "confidential" in told
    assert "Gravely ill." not in told
    assert part.list.chosen().state is CheckState.RECEIVED
    assert "Outcome…" not in {button.text() for button in part.detail.findChildren(QPushButton)}
    window.go(Place("check_judge", case.id, line_of(row.key).facts))
    window.dialog.outcome.choose("clear")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "may be done by" in window.dialog.form.summary.text()
