from datetime import date

import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.journey import corrections, stage_one
from recruitment_app.casework.lists.case_list import case_rows
from recruitment_app.errors import Problem
from recruitment_app.rules.stages import EventKind, Stage
from tests.casework.cases import in_break as break_in
from tests.walks.stories import Story, at_panel, in_break, on, registered

K = EventKind


def test_facts_are_corrected_with_the_day_left_as_it_is(begin):
    story = at_panel(begin())
    booked = story.entry(K.PANEL_BOOKED)
    corrections.correct_entry(
        story.store,
        case_id=story.case_id,
        event_id=booked.id,
        on=booked.on,
        why="The panel sits a week later.",
        today=story.today,
        facts={"panel_on": "2014-10-15", "words": ""},
    )
    assert story.entry(K.PANEL_BOOKED).facts == {"panel_on": "2014-10-15"}
    assert story.page().summary == "Panel booked for 15 October 2014"


def test_an_entry_corrected_twice_keeps_every_original(begin):
    story = registered(begin())
    for day in ("04-17", "04-16"):
        story.does(
            corrections.correct_entry,
            day,
            event_id=story.entry(K.REGISTRATION_ACCEPTED).id,
            why="Typed wrongly.",
        )
    told = [e for e in story.page().events if e.kind is K.REGISTRATION_ACCEPTED]
    assert sorted(entry.on for entry in told) == [on("04-16"), on("04-17"), on("04-22")]
    assert [entry.is_struck for entry in sorted(told, key=lambda e: e.on)] == [False, True, True]
    assert story.clock("T08").trigger_on == on("04-16")


def test_the_enquirys_own_day_may_be_corrected(each_store):
    story = Story(each_store)
    story.does(
        corrections.correct_entry,
        "03-01",
        event_id=story.entry(K.ENQUIRY_RECEIVED).id,
        why="The call came on Saturday.",
    )
    assert story.page().opened_on == on("03-01")
    (row,) = case_rows(each_store, ids=[story.case_id])
    assert (row.opened_on, row.next_due_on) == (on("03-01"), on("03-14"))


def test_the_enquiry_cannot_be_moved_behind_what_followed(begin):
    story = registered(begin())
    entry = story.entry(K.ENQUIRY_RECEIVED)
    with pytest.raises(Problem, match="would no longer fit"):
        story.does(corrections.correct_entry, "04-15", event_id=entry.id, why="Wrong.")


def test_a_step_struck_leaves_the_clocks_as_if_it_had_never_been(each_store):
    story = in_break(Story(each_store))
    corrections.strike_entry(
        each_store,
        case_id=story.case_id,
        event_id=story.entry(K.STAGE_ONE_TOLD).id,
        why="The letter was not sent.",
        today=story.today,
    )
    assert story.page().stage is Stage.BREAK
    assert story.clock("T11").trigger_on is None
    assert story.clock("T10").met_on is None
    (row,) = case_rows(each_store, ids=[story.case_id])
    assert (row.next_limit, row.next_due_on) == ("T10", on("06-27"))


def test_a_correction_moves_no_notification_past_the_six_months(file_store):
    case_id = break_in(file_store)
    later = date(2015, 6, 1)
    stage_one.notify_to_proceed(file_store, case_id=case_id, on=date(2014, 7, 8), today=later)
    page = case_page(file_store, case_id=case_id, today=later)
    entry = next(row for row in page.events if row.kind is K.NOTIFIED_TO_PROCEED)
    facts = {"case_id": case_id, "event_id": entry.id, "why": "Typed wrongly", "today": later}
    with pytest.raises(Problem, match="six months ended on 2 January 2015"):
        corrections.correct_entry(file_store, on=date(2015, 1, 3), **facts)
    corrections.correct_entry(file_store, on=date(2015, 1, 2), **facts)
    page = case_page(file_store, case_id=case_id, today=later)
    kept = [row.on for row in page.events if row.kind is K.NOTIFIED_TO_PROCEED]
    assert kept == [date(2014, 7, 8), date(2015, 1, 2)]
