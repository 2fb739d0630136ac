"""Waiting for a workshop: told beneath the events, tried with further days, printed and made."""

from datetime import date

from PySide6.QtCore import Qt

from recruitment_app.casework.events.event_rows import events
from recruitment_app.casework.events.events import EventFacts, make_event
from recruitment_app.rules.events import Part
from recruitment_app.ui.dialogs.event_dialogs import CopyEvent, EventDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.demand_page import WorkshopDemandPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.ui.opened import settled, shown_texts

FAR, SOON = date(2015, 2, 7), date(2014, 12, 10)


def shown(window: Shell) -> WorkshopDemandPage:
    window.go(Place("demand"))
    page = window.page
    assert isinstance(page, WorkshopDemandPage)
    return page


def a_workshop(desk: Office) -> None:
    parts = (Part(on=FAR, starts="09:30"), Part(on=FAR.replace(day=14), starts="09:30"))
    make_event(desk.store, facts=EventFacts(kind="workshop", places=12, parts=parts))


def test_a_further_workshop_is_tried_printed_and_made_from_the_page_of_who_waits(
    window: Shell, desk: Office, qtbot
):
    a_workshop(desk)
    window.go(Place("events"))
    settled(qtbot, desk)
    panel = window.page.demand
    assert "no place at a workshop" in panel.sentence.text()
    assert "7 February 2015" in panel.sentence.text()
    panel.button.click()
    page = window.page
    assert isinstance(page, WorkshopDemandPage)
    assert page.table.rowCount() == page._page.now.households > 0
    assert not page.make_button.isVisible()
    columns = [column.name for column in page.table.columns]
    assert page.list.isColumnHidden(columns.index("then"))

    qtbot.keyClicks(page.day, "10 dec")
    qtbot.keyClick(page.day, Qt.Key.Key_Return)
    assert page._page.more == (SOON,)
    assert all(row.then.on == SOON for row in page._page.rows)
    assert not page.list.isColumnHidden(columns.index("then"))
    assert "Nobody's day becomes later." in shown_texts(page.summed)
    assert "2 parts, 12 places" in shown_texts(page.asking)
    first = page.table.index(0, columns.index("sooner"))
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Sooner: 59"

    page.print_button.click()
    settled(qtbot, desk)
    assert page.papers.preview.page_count == 1
    page.papers.preview.accept()

    page.make_button.click()
    assert isinstance(window.dialog, CopyEvent)
    assert window.dialog.days.toPlainText() == "10 December 2014"
    window.dialog.submit()
    settled(qtbot, desk)
    assert [row.begins_on for row in desk.quick(events, kinds=["workshop"])] == [SOON, FAR]
    assert page._page.more == ()  # it is there now, and nothing to be tried any more
    assert all(row.now.on == SOON for row in page._page.rows)

    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert window.place.name == "case"


def test_a_day_is_left_out_again_and_one_that_cannot_be_is_refused(window: Shell, desk: Office):
    a_workshop(desk)
    page = shown(window)
    for typed, told in (
        ("", "Give the day"),
        ("yesterday afternoon", "yesterday afternoon"),
        ("1 nov 2014", "day to come"),
    ):
        page.day.setText(typed)
        page.add_button.click()
        assert told in shown_texts(page.notice)
    page.day.setText("13 dec")
    page.add_button.click()
    assert "13 December 2014 is a Saturday." in shown_texts(page.notice)
    page.chosen.itemAt(0).widget().click()
    assert page._page.more == ()
    assert not page.notice.isVisible()


def test_without_any_workshop_the_page_says_so_and_leads_to_the_first(window: Shell):
    page = shown(window)
    assert "No workshop to come has room." in page.subtitle.text()
    assert "make one first" in shown_texts(page.asking)
    assert not page.day.isEnabled()
    page.make_button.click()
    assert isinstance(window.dialog, EventDialog)
    assert window.dialog.kind.value() == "workshop"
    window.dialog.reject()


def test_where_nobody_waits_one_sentence_says_it(office, qtbot):
    page = WorkshopDemandPage(office)
    qtbot.addWidget(page)
    page.show_place(Place("demand"))
    page.show()
    assert page.empty.isVisible()
    assert not page.listed.isVisible()
    assert not page.asking.isVisible()
