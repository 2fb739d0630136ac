"""The register as a whole, feedback, series and campaigns, as they are done at the window."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from recruitment_app.casework.events.attendance import follow_up_place
from recruitment_app.casework.events.event_rows import event_page, events
from recruitment_app.casework.events.feedback import feedback_of
from recruitment_app.casework.sources.campaigns import CampaignFacts, make_campaign
from recruitment_app.rules.events import CAME, MISSED, Repeat
from recruitment_app.ui.dialogs.event_dialogs import CopyEvent, EventDialog
from recruitment_app.ui.dialogs.event_place_dialogs import RestCame
from recruitment_app.ui.dialogs.feedback_dialog import FeedbackDialog
from recruitment_app.ui.pages.events_page import EventsPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.events_made import hold_events
from tests.ui.furnished import TODAY
from tests.ui.opened import settled

SESSION = date(2014, 11, 8)


@pytest.fixture
def page(window: Shell) -> EventsPage:
    window.go(Place("events"))
    made = window.page
    assert isinstance(made, EventsPage)
    return made


def shown(window, desk, **wanted):
    row = next(
        row
        for row in desk.quick(events)
        if all(getattr(row, name) == value for name, value in wanted.items())
    )
    window.go(Place("events", facts={"event": str(row.id)}))
    return row


def marks(desk, event_id, at):
    page = desk.quick(event_page, event_id=event_id)
    found = [row.marks.get(page.event.part_ids[at]) for row in page.places]
    return [mark.outcome if mark is not None else "" for mark in found]


def test_the_rest_of_a_part_is_marked_by_one_key_and_undone(page, window, desk, qtbot):
    hold_events(desk.store, TODAY)
    event = shown(window, desk, title="Preparing to adopt")
    detail = page.detail
    assert "Feedback: 3 answers; rated 4 and 5 out of 5." in detail.where.text()
    assert detail.part.currentIndex() == 1  # the part held last
    assert marks(desk, event.id, 1)[-1] == MISSED
    assert not detail.rest.isEnabled()
    detail.part.setCurrentIndex(0)
    *others, last = marks(desk, event.id, 0)
    assert (set(others), last) == ({CAME}, "")
    detail.register.setFocus()
    assert detail.rest.isEnabled()
    qtbot.keyClick(detail.register, Qt.Key.Key_R)
    settled(qtbot, desk)
    assert marks(desk, event.id, 0) == [*others, CAME]
    assert not detail.rest.isEnabled()
    assert window.toast.sentence.text() == "One more came."
    window.toast.undo_button.click()
    settled(qtbot, desk)
    assert marks(desk, event.id, 0) == [*others, ""]


def test_a_whole_information_session_is_asked_for_once_more(page, window, desk, qtbot):
    event = shown(window, desk, begins_on=SESSION)
    page.detail.rest.click()
    dialog = window.dialog
    assert isinstance(dialog, RestCame)
    told = "1 person of 1 household will be marked as having come to Information session"
    assert any(told in each.text() for each in dialog.findChildren(QLabel))
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    assert marks(desk, event.id, 0) == [CAME]
    assert not page.detail.rest.isEnabled()


def test_feedback_is_entered_one_after_the_other_and_taken_off(page, window, desk, qtbot):
    event = shown(window, desk, begins_on=SESSION)
    page.detail.feedback.click()
    dialog = window.dialog
    assert isinstance(dialog, FeedbackDialog)
    dialog.submit()
    settled(qtbot, desk)
    assert "Choose a rating, or write" in dialog.form.field("words").error.text()
    for rating, words in ((4, "Warm and honest"), (2, "")):
        dialog.rating.choose(rating)
        dialog.words.setPlainText(words)
        dialog.submit()
        settled(qtbot, desk)
        assert dialog.isVisible()
        assert (dialog.rating.value(), dialog.words.toPlainText()) == (None, "")
    assert dialog.in_all.text() == "2 answers; rated 2 and 4 out of 5."
    (first,) = [row.id for row in desk.quick(feedback_of, event_id=event.id) if row.rating == 4]
    dialog.words.setPlainText("Half a sen")
    dialog.list.choose(first)
    assert dialog.whole.text() == "Warm and honest"
    dialog.off_button.click()
    settled(qtbot, desk)
    assert dialog.in_all.text() == "One answer; rated 2 out of 5."
    assert dialog.words.toPlainText() == "Half a sen"
    dialog.reject()
    assert "Feedback: One answer; rated 2 out of 5." in page.detail.where.text()


def test_a_series_is_written_out_warned_of_and_changed_together(page, window, desk, qtbot):
    campaign = make_campaign(
        desk.store, facts=CampaignFacts(kind="faith_group", name="Talks", begins_on=SESSION)
    ).record_id
    window.event_button.click()
    dialog = window.dialog
    assert isinstance(dialog, EventDialog)
    dialog.kind.choose("open_evening")
    dialog.parts.setPlainText("25 nov 18:30")
    assert dialog.notice.isHidden()
    dialog.parts.setPlainText("26 dec 18:30")
    assert dialog.notice.sentence.text() == "26 December 2014 is a bank holiday."
    dialog.parts.setPlainText("25 nov 18:30")
    dialog.campaign.choose(str(campaign))
    dialog.submit()
    settled(qtbot, desk)
    made = page.detail.shown
    assert made is not None  # and it is the new one: what is to be known of it stands there
    assert (made.begins_on, made.campaign) == (date(2014, 11, 25), "Talks")
    assert "part of “Talks”" in page.detail.where.text()

    page.detail.copy.click()
    dialog = window.dialog
    assert isinstance(dialog, CopyEvent)
    dialog.times.setValue(3)
    dialog.every.choose(Repeat.MONTHLY.value)
    assert dialog.days.toPlainText().split("\n") == ["23 Dec 2014", "27 Jan 2015", "24 Feb 2015"]
    dialog.days.setPlainText("25 Dec 2014\n27 Jan 2015")
    assert dialog.notice.sentence.text() == "25 December 2014 is a bank holiday."
    dialog.submit()
    settled(qtbot, desk)
    assert "No 1 of 3 in its series, the next on 25 December 2014." in page.detail.where.text()

    page.detail.change.click()
    dialog = window.dialog
    assert isinstance(dialog, EventDialog)
    assert (
        dialog.with_later.text()
        == "Change the later ones of its series &too (2), but not their days"
    )
    dialog.venue.setText("Library")
    dialog.with_later.setChecked(True)
    dialog.submit()
    settled(qtbot, desk)
    of_series = [row for row in desk.quick(events) if row.series_key]
    assert {row.venue for row in of_series} == {"Library"}
    assert {row.campaign for row in of_series} == {"Talks"}


def test_what_is_to_be_done_after_an_event_is_done_from_today_and_undone(window, desk, qtbot):
    event = next(row for row in desk.quick(events) if row.begins_on == SESSION)
    (place,) = desk.quick(event_page, event_id=event.id).places
    words = "Ring about the spare room"
    follow_up_place(desk.store, place_id=place.id, words=words, by=TODAY, today=TODAY)
    window.go(Place("today"))

    def lines():
        every = [line for card in window.page.parts.values() for line in card.lines.lines]
        return [line for line in every if line.words == words]

    (line,) = lines()
    assert line.second == "After Information session, 8 November 2014"
    assert (line.chip, line.act_words) == ("today", "Done")
    window.page.due.lines.acted.emit(line.act)
    settled(qtbot, desk)
    assert lines() == []
    window.toast.undo_button.click()
    settled(qtbot, desk)
    assert len(lines()) == 1


def test_new_and_what_it_is_typed_into_the_search_makes_that_event(window, desk, qtbot):
    qtbot.keyClicks(window.search, "new workshop")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    settled(qtbot, desk)
    dialog = window.dialog
    assert isinstance(dialog, EventDialog)
    assert dialog.kind.value() == "workshop"
    dialog.reject()
