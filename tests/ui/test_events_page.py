from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from recruitment_app.casework.events.event_rows import event_page, events
from recruitment_app.casework.events.events import EventFacts, make_event
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, CAME, GIVEN_UP, MISSED, WAITING, Part
from recruitment_app.ui.dialogs.event_dialogs import EventDialog
from recruitment_app.ui.dialogs.event_place_dialogs import BookHousehold
from recruitment_app.ui.pages.events_page import EventsPage
from recruitment_app.ui.part_lines import parts_told, parts_typed
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.few_lines import MOST_LINES
from tests.ui.furnished import a_session
from tests.ui.opened import settled, shown_texts

HELD, NEXT = date(2014, 11, 8), date(2014, 12, 4)


@pytest.fixture
def page(window: Shell) -> EventsPage:
    window.go(Place("events"))
    made = window.page
    assert isinstance(made, EventsPage)
    return made


def row_of(desk, on):
    return next(row for row in desk.quick(events) if row.begins_on == on)


def places_of(desk, on):
    return desk.quick(event_page, event_id=row_of(desk, on).id).places


def choose(page, desk, on):
    assert page.list.choose(row_of(desk, on).id)


def press(button: QPushButton, qtbot, desk):
    assert button.isVisible()
    assert button.isEnabled()
    button.click()
    settled(qtbot, desk)


def book(page, window, desk, qtbot, household):
    page.detail.book.click()
    dialog = window.dialog
    assert isinstance(dialog, BookHousehold)
    key = next(key for key, row in dialog._rows.items() if household in row.title)
    dialog.household.choose(key)
    waits = dialog.waits.isChecked()
    dialog.submit()
    settled(qtbot, desk)
    return waits


def test_the_next_event_is_shown_first_and_earlier_ones_when_wished(page, desk, qtbot):
    assert page.detail.heading.text() == "Information session · Thu 4 Dec"
    assert "20 places left" in page.detail.where.text()
    assert page.detail.nobody.isVisible()
    a_session(desk.store, date(2012, 5, 5), "10:00", "Hall", 4)
    page.reload()
    shown = page.table.rowCount()
    page.all_button.click()
    settled(qtbot, desk)
    assert page.table.rowCount() == shown + 1
    assert page.all_button.isHidden()


def test_a_long_name_and_a_long_link_go_over_several_lines(page, window, desk, qtbot):
    link = f"https://example.org/{'meeting' * 40}"
    facts = EventFacts(
        kind="workshop",
        title="Preparing to adopt in the towns and villages of the east " * 3,
        link=link,
        parts=(Part(on=NEXT.replace(day=5)),),
        remarks="Bring the folder & something to eat; the room is on the second floor. " * 9,
    )
    made = make_event(desk.store, facts=facts).record_id
    window.go(Place("events", facts={"event": str(made)}))
    settled(qtbot, desk)
    assert window.width() == 1280
    told = page.detail.where
    assert told.text().startswith(link)
    assert sum(line.endswith("\N{HORIZONTAL ELLIPSIS}") for line in told.shown) == 2
    assert len(told.shown) == 2 * MOST_LINES + 1
    assert told.height() == told.heightForWidth(told.width())
    assert f"{link}</p>" in told.toolTip()
    assert told.toolTip().count("folder &amp; something") == 9
    spoken = QAccessible.queryAccessibleInterface(told).text(QAccessible.Text.Name)
    assert spoken == told.text()
    choose(page, desk, NEXT)
    assert (told.toolTip(), "".join(told.shown)) == ("", told.text().replace("\n", ""))


def test_an_event_that_somebody_leads_to_is_shown_whatever_was_chosen(page, window, desk):
    for day in (HELD, NEXT, HELD):
        window.go(Place("events", facts={"event": str(row_of(desk, day).id)}))
        assert page.detail.shown is not None
        assert page.detail.shown.begins_on == day
    page.list.choose(row_of(desk, NEXT).id)
    assert page.detail.shown.begins_on == NEXT


def test_one_key_marks_who_came_and_enter_opens_the_case(page, window, desk, qtbot):
    choose(page, desk, HELD)
    register = page.detail.register
    assert register.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole) == "Tansy Vale"
    register.setFocus()
    qtbot.keyClick(register, Qt.Key.Key_D)
    settled(qtbot, desk)
    (place,) = places_of(desk, HELD)
    assert [mark.outcome for mark in place.marks.values()] == [MISSED]
    assert page.detail.made_up.isVisible()
    qtbot.keyClick(register, Qt.Key.Key_Return)
    assert window.place.name == "case"


def test_a_workshop_is_made_by_keyboard_booked_full_waited_for_and_given_in_turn(
    page, window, desk, qtbot
):
    window.event_button.click()
    dialog = window.dialog
    assert isinstance(dialog, EventDialog)
    dialog.kind.choose("workshop")
    qtbot.keyClicks(dialog.parts, "13 dec 09:30-15:30, Attachment")
    qtbot.keyClick(dialog.parts, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.parts, "20 dec 9:30")
    dialog.places.setValue(2)
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    made = row_of(desk, date(2014, 12, 13))
    assert [(part.starts, part.title) for part in made.parts] == [
        ("09:30", "Attachment"),
        ("09:30", ""),
    ]
    choose(page, desk, made.begins_on)
    assert "is a Saturday" in page.detail.notice.sentence.text()
    assert not book(page, window, desk, qtbot, "Lark")
    assert book(page, window, desk, qtbot, "Finch")
    states = {row.name: row.state for row in places_of(desk, made.begins_on)}
    assert states == {"Juniper Lark": BOOKED, "Robin Lark": BOOKED, "Rowan Finch": WAITING}
    lark = next(row for row in places_of(desk, made.begins_on) if row.name == "Robin Lark")
    assert page.detail.register.choose(lark.id)
    press(page.detail.give_up, qtbot, desk)
    press(page.detail.in_turn, qtbot, desk)
    states = {row.name: row.state for row in places_of(desk, made.begins_on)}
    assert states == {"Juniper Lark": BOOKED, "Robin Lark": GIVEN_UP, "Rowan Finch": BOOKED}


def test_what_is_wrong_is_told_beside_its_field_and_the_dialog_stays(window, desk, qtbot):
    window.go(Place("new_event"))
    dialog = window.dialog
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.form.field("parts").error.text() == "Give the event a day."
    dialog.parts.setPlainText("20 dec 09:30\n13 dec 09:30")
    dialog.submit()
    settled(qtbot, desk)
    assert "put the parts in their order" in dialog.form.field("parts").error.text()
    dialog.reject()


def test_an_event_is_moved_copied_and_cancelled(page, window, desk, qtbot):
    choose(page, desk, NEXT)
    page.detail.change.click()
    window.dialog.parts.setPlainText("5 dec 19:00")
    window.dialog.submit()
    settled(qtbot, desk)
    moved = row_of(desk, date(2014, 12, 5))
    page.detail.copy.click()
    window.dialog.days.setPlainText("9 jan 2015\n6 feb 2015")
    window.dialog.submit()
    settled(qtbot, desk)
    assert [row.begins_on for row in desk.quick(events)][-2:] == [
        date(2015, 1, 9),
        date(2015, 2, 6),
    ]
    choose(page, desk, moved.begins_on)
    page.detail.cancel.click()
    window.dialog.submit()
    settled(qtbot, desk)
    assert "why it is cancelled" in window.dialog.form.field("why").error.text()
    window.dialog.why.setText("Snow")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "Cancelled on 14 November 2014: Snow" in page.detail.notice.sentence.text()
    press(page.detail.hold, qtbot, desk)
    assert row_of(desk, moved.begins_on).cancelled_on is None
    page.detail.cancel.click()
    asked = window.dialog.form.field("with_later")
    assert asked.control.text() == "Cancel the later ones of its series &too (2)"
    assert "Later ones, until 6 February 2015: 0 people are booked" in shown_texts(window.dialog)
    asked.control.setChecked(True)
    window.dialog.why.setText("Snow")
    window.dialog.submit()
    settled(qtbot, desk)
    assert window.toast.sentence.text() == "3 events cancelled."
    window.toast.undo_button.click()
    settled(qtbot, desk)
    assert not any(row.cancelled_on for row in desk.quick(events))


def test_the_month_shows_each_day_and_leads_to_the_event_and_to_other_months(page):
    page.month_button.click()
    assert page.month.isVisible()
    assert page.month.heading.text() == "November 2014"
    assert "Information session" in page.month.grid.item(1, 5).text()
    assert "1 of 30" in page.month.grid.item(1, 5).toolTip()
    page.month.grid.setCurrentCell(1, 5)
    assert page.detail.shown is not None
    assert page.detail.shown.begins_on == HELD
    page.month.after.click()
    assert page.month.month == date(2014, 12, 1)
    page.month.grid.setCurrentCell(0, 3)
    assert page.detail.shown.begins_on == NEXT


def test_what_is_to_be_done_after_an_event_is_kept(page, window, desk, qtbot):
    choose(page, desk, HELD)
    page.detail.after.click()
    window.dialog.words.setText("Ring about the spare room")
    window.dialog.by.setText("20 nov")
    window.dialog.submit()
    settled(qtbot, desk)
    (place,) = places_of(desk, HELD)
    assert (place.follow_up, place.follow_up_on) == (
        "Ring about the spare room",
        date(2014, 11, 20),
    )
    choose(page, desk, HELD)
    press(page.detail.came, qtbot, desk)
    (place,) = places_of(desk, HELD)
    assert [mark.outcome for mark in place.marks.values()] == [CAME]


def test_parts_are_read_as_they_are_told():
    parts = (
        Part(on=HELD, starts="09:30", ends="15:30", title="Loss, and grief"),
        Part(on=NEXT, starts="18:00"),
        Part(on=NEXT, title="Online"),
    )
    days = {"8 Nov 2014": HELD, "4 Dec 2014": NEXT}
    assert parts_typed(parts_told(parts), days.__getitem__) == parts

    def refuse(typed):
        raise Problem(f"“{typed}” is no day.")

    with pytest.raises(Problem, match=r"Line 1: “soon” is no day"):
        parts_typed("soon 09:30", refuse)


def test_an_agency_without_events_is_told_what_belongs_here(office, qtbot):
    made = EventsPage(office)
    qtbot.addWidget(made)
    made.show_place(Place("events"))
    made.show()
    assert made.empty.isVisible()
    assert not made.detail.isVisible()
