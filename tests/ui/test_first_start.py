from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from recruitment_app import settings
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.first_start import FirstStart, RecoveryStep
from recruitment_app.ui.main_window import MainWindow
from recruitment_app.ui.pages.sign_in_page import SignInPage
from tests.stores import NAME
from tests.ui.doors import Door


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


@pytest.fixture
def window(theme, door: Door, qtbot):
    made = MainWindow(theme, door, settings.Settings(), lambda _settings: None)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.close()


@pytest.fixture
def start(window) -> FirstStart:
    assert isinstance(window.front, FirstStart)
    return window.front


def fill_in(start: FirstStart, agency: str = "Example agency") -> None:
    start.welcome.new_button.click()
    start.agency.agency.setText(agency)
    start.agency.submitted.emit()
    start.year.submitted.emit()
    start.person.person.setText(NAME)
    start.person.first.setText("correct horse")
    start.person.again.setText("correct horse")
    start.person.submitted.emit()


def test_a_machine_without_a_store_begins_with_the_three_ways(start):
    assert start.step is start.welcome
    assert not start.leave_button.isVisible()


def test_a_new_agency_is_made_with_the_usual_target_and_its_key_is_shown_once(
    start, window, door, qtbot
):
    fill_in(start)
    qtbot.waitUntil(lambda: isinstance(start.step, RecoveryStep))
    facts = door.made
    assert (facts.agency, facts.target, facts.role) == ("Example agency", 20, "manager")
    assert facts.year_starts_on == date(2014, 4, 1)
    assert "31 March 2015" in start.year.until.text()
    recovery = start.recovery
    assert recovery.key.text().count("-") > 3
    assert not recovery.done.isEnabled()
    recovery.kept.setChecked(True)
    recovery.done.click()
    assert isinstance(window.front, SignInPage)
    assert window.front.name.text() == NAME


def test_the_recovery_key_can_be_printed_as_a_paper(start, qtbot):
    fill_in(start)
    qtbot.waitUntil(lambda: isinstance(start.step, RecoveryStep))
    start.recovery.print_button.click()
    qtbot.waitUntil(lambda: bool(start.findChildren(PaperPreview)))
    preview = start.findChildren(PaperPreview)[0]
    assert preview.page_count == 1
    preview.accept()


def test_own_days_off_are_read_line_by_line_with_their_reasons(start):
    start.agency.days.setPlainText("2 June 2022 extra bank holiday\n\n3/6/22")
    assert start.agency.days_off() == (
        (date(2022, 6, 2), "extra bank holiday"),
        (date(2022, 6, 3), ""),
    )


def test_a_line_without_a_date_is_told_where_it_stands(start):
    start.welcome.new_button.click()
    start.agency.agency.setText("Example agency")
    start.agency.days.setPlainText("somewhen")
    start.agency.submitted.emit()
    assert start.step is start.agency
    assert "somewhen" in start.agency.field("days").error.text()


def test_a_missing_name_is_explained_and_focused(start):
    start.welcome.new_button.click()
    start.agency.submitted.emit()
    assert start.agency.field("agency").error.text() == "Enter the agency's name."
    assert start.agency.agency.hasFocus()


def test_the_target_is_to_be_reached_by_the_last_day_of_the_year_that_is_typed(start):
    start.year.begins.setText("1 January 2015")
    start.year.begins.editingFinished.emit()
    assert "31 December 2015" in start.year.until.text()


def test_a_year_that_cannot_begin_every_year_on_its_day_is_refused(start):
    start.welcome.new_button.click()
    start.year.begins.setText("31 March 2015")
    start.year.submitted.emit()
    assert "first 28 days" in start.year.field("begins").error.text()


@pytest.mark.parametrize(
    ("first", "again", "field"),
    [("short", "short", "password"), ("correct horse", "correct house", "again")],
)
def test_a_password_that_is_short_or_typed_differently_is_refused(start, first, again, field):
    start.person.person.setText(NAME)
    start.person.first.setText(first)
    start.person.again.setText(again)
    start.person.submitted.emit()
    assert start.person.field(field).error.text()


def test_a_refusal_of_the_store_leads_back_to_the_step_it_is_about(start, qtbot):
    fill_in(start, agency="Refused")
    qtbot.waitUntil(lambda: start.step is start.agency)
    assert start.agency.field("agency").error.text() == "This name is taken."


def test_back_goes_one_step_back(start):
    start.welcome.new_button.click()
    start.agency.agency.setText("Example agency")
    start.agency.submitted.emit()
    assert start.step is start.year
    start.back_button.click()
    assert start.step is start.agency
    start.back_button.click()
    assert start.step is start.welcome


def test_the_sample_opens_at_its_sign_in_page(start, window, qtbot):
    start.welcome.sample_button.click()
    qtbot.waitUntil(lambda: isinstance(window.front, SignInPage))
    assert window.front.password.text()


def test_a_backup_is_brought_back_into_the_folder_asked_for(start, window, door, tmp_path, qtbot):
    start.welcome.restore_button.click()
    start.restore.submitted.emit()
    assert start.restore.field("file").error.text()
    start.restore.file.setText(str(tmp_path / "kept.backup"))
    start.restore.folder.setText(str(tmp_path / "again"))
    start.restore.name.setText("Sample Manager")
    start.restore.password.setText("a few words")
    start.restore.submitted.emit()
    qtbot.waitUntil(lambda: isinstance(window.front, SignInPage))
    kept, again = tmp_path / "kept.backup", tmp_path / "again"
    assert door.restored == (kept, again, "Sample Manager", "a few words")


def test_it_can_be_done_by_keys_alone(start, window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(start, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: start.step is start.agency)
    qtbot.keyClicks(start.agency.agency, "Example agency")
    qtbot.keyClick(start.agency.agency, Qt.Key.Key_Return)
    assert start.step is start.year
