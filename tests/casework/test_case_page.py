import pytest

from recruitment_app.casework.case_page import case_by_reference, case_page
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.clocks import CLOCKS, ClockState
from recruitment_app.store.ids import new_id
from tests.walks import stories
from tests.walks.stories import Story, on


def test_the_page_of_an_enquiry_shows_what_is_known(each_store):
    story = Story(each_store)
    page = story.page()
    assert (page.reference, page.title) == ("AR-0001", "Larkspur and Teasel")
    assert [person.name for person in page.applicants] == ["Fern Larkspur", "Rowan Teasel"]
    assert [event.what for event in page.events] == ["Enquiry received"]
    assert page.events[0].details == "Agency's website; Telephone"
    assert [mark.label for mark in page.stepper] == [
        *("Enquiry", "Registration", "Stage One", "Stage Two", "Panel", "Decision", "Approved")
    ]
    assert [mark.is_current for mark in page.stepper] == [True] + [False] * 6


def test_the_page_lists_every_clock_of_the_route_once(begin):
    story = begin()
    assert [clock.limit.id for clock in story.page().clocks] == [
        limit for limit in CLOCKS if limit not in {"T01b", "T30"}
    ]
    stories.registered(story, fast_track=True)
    assert [clock.limit.id for clock in story.page().clocks] == [
        limit for limit in CLOCKS if limit not in {"T01b", "T07", "T08"}
    ]


def test_the_stepper_has_the_days_of_each_stage(begin):
    story = stories.with_minutes(begin())
    marks = {mark.label: mark for mark in story.page().stepper}
    assert (marks["Stage One"].begins, marks["Stage One"].ends) == (on("04-22"), on("06-20"))
    assert (marks["Stage Two"].begins, marks["Stage Two"].ends) == (on("07-01"), on("10-08"))
    assert marks["Panel"].is_done
    assert marks["Decision"].is_current
    assert marks["Approved"].begins is None


def test_a_panel_that_has_sat_is_not_shown_as_booked(begin):
    story = stories.at_panel(begin())
    notes = {
        day: next(mark.note for mark in story.page(day).stepper if mark.label == "Panel")
        for day in ("10-08", "10-09")
    }
    assert notes == {"10-08": "booked", "10-09": ""}


def test_the_page_of_an_earlier_day_tells_its_clocks_as_of_that_day(begin):
    story = stories.registered(begin())
    assert story.clock("T08", "06-22").state is ClockState.RUNNING
    assert story.clock("T08", "06-23").state is ClockState.LATE
    assert story.clock("T08", "06-23").days_left == -1


def test_a_case_is_found_by_its_reference_however_it_is_typed(each_store):
    story = Story(each_store)
    assert case_by_reference(each_store, reference=" ar-0001 ") == story.case_id
    for reference in ("AR-0002", "", "AR"):
        with pytest.raises(Problem, match="There is no case of this reference"):
            case_by_reference(each_store, reference=reference)
    with pytest.raises(Problem, match="not in the store any more"):
        case_page(each_store, case_id=new_id(), today=on("03-03"))


def test_nobody_signed_in_sees_nothing(each_store):
    story = Story(each_store)
    with stories.signed_in_as(each_store, new_id()), pytest.raises(NotAllowed, match="sign in"):
        story.page()
