from datetime import date

import pytest
import vobject
from PySide6.QtWidgets import QPushButton

from recruitment_app.casework.events.event_rows import events
from recruitment_app.casework.events.sessions import book_session
from recruitment_app.ui.pages.event_sheets import EventSheets
from recruitment_app.ui.places import Place
from tests.ui.furnished import a_session
from tests.ui.opened import case_of, settled

HELD, NEXT = date(2014, 11, 8), date(2014, 12, 4)


@pytest.fixture
def page(window, desk):
    window.go(Place("events", facts={"event": str(key_of(desk, HELD))}))
    return window.page


def key_of(desk, on):
    return next(row.id for row in desk.quick(events) if row.begins_on == on)


def words_of(menu):
    return [each.text() for each in menu.actions() if each.isVisible() and each.text()]


def written(asked, folder, qtbot, desk):
    """Write where the dialog asks for a place, and read it back by another library."""
    assert asked.dialog is not None
    file = folder / "written.ics"
    asked.dialog.fileSelected.emit(str(file))
    asked.dialog.reject()
    settled(qtbot, desk)
    return vobject.readOne(file.read_text("utf-8")).vevent_list


def test_an_event_is_printed_to_sign_in_on_and_to_read(page, desk, qtbot):
    sheets = page.detail.sheets
    assert isinstance(sheets, EventSheets)
    for action, title in (
        (sheets.sign_in, "Sign-in sheet · 8 November 2014"),
        (sheets.list, "List of the event · 8 November 2014"),
    ):
        action.trigger()
        settled(qtbot, desk)
        preview = sheets.papers.preview
        assert preview.windowTitle() == title
        assert preview.page_count == 1
        preview.reject()


def test_an_event_and_who_is_chosen_in_its_register_have_calendars(page, desk, qtbot, tmp_path):
    sheets = page.detail.sheets
    assert words_of(sheets.menu())[2:] == [
        "Calendar of the event…",
        "Calendar of Tansy Vale…",
    ]
    sheets.whole.trigger()
    (entry,) = written(sheets.calendars, tmp_path, qtbot, desk)
    assert entry.dtstart.value.isoformat() == "2014-11-08T10:00:00+00:00"
    sheets.own.trigger()
    sheets.calendars.dialog.fileSelected.emit(str(tmp_path / "own.ics"))
    settled(qtbot, desk)
    assert "no place at an event to come" in page.detail.notice.sentence.text()
    assert not (tmp_path / "own.ics").exists()


def test_what_is_to_come_or_of_a_month_is_one_calendar_and_said_to_be_written(
    page, window, desk, qtbot, tmp_path
):
    export = page.export
    export.menu().aboutToShow.emit()
    assert words_of(export.menu())[-3:] == [
        "Calendar of all to come…",
        "Calendar of November 2014…",
        "Calendar of what I lead…",
    ]
    export.all.trigger()
    assert len(written(export.calendars, tmp_path, qtbot, desk)) == 1
    assert window.toast.sentence.text() == "1 calendar entry written to written.ics."
    page.month_button.click()
    page.month.after.click()
    export.menu().aboutToShow.emit()
    assert export.one_month.text() == "Calendar of December 2014…"
    export.one_month.trigger()
    (entry,) = written(export.calendars, tmp_path, qtbot, desk)
    assert entry.location.value == "Tilbury Hub"
    export.mine.trigger()
    export.calendars.dialog.fileSelected.emit(str(tmp_path / "mine.ics"))
    settled(qtbot, desk)
    assert "You lead no event" in page.told.sentence.text()


def test_a_household_takes_its_events_with_it_from_its_own_page(window, desk, qtbot, tmp_path):
    case_id = case_of(desk, "Lark").id
    later = a_session(desk.store, date(2014, 12, 9), "18:00", "Hall", 4)
    day = desk.today()
    book_session(desk.store, case_id=case_id, session_id=later, people=2, on=day, today=day)
    window.go(Place("case", case_id, {"tab": "history"}))
    link = next(
        each
        for each in window.page.history.findChildren(QPushButton)
        if each.text() == "Calendar file…"
    )
    link.click()
    (entry,) = written(window.page.calendars, tmp_path, qtbot, desk)
    assert "For Juniper and Robin." in entry.description.value
    assert entry.location.value == "Hall"
