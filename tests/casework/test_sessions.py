import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import sessions
from recruitment_app.casework.events.event_rows import events
from recruitment_app.casework.journey.corrections import strike_entry
from recruitment_app.errors import Problem
from recruitment_app.rules.stages import EventKind
from tests.casework.cases import TODAY, a_session, an_enquiry, day


@pytest.fixture
def meeting(each_store):
    return a_session(each_store, on=day(4, 10), places=3)


def book(store, case_id, session_id, people=2):
    sessions.book_session(
        store, case_id=case_id, session_id=session_id, people=people, on=day(3, 10), today=TODAY
    )


def mark(store, case_id, session_id, outcome):
    sessions.mark_household(
        store, event_id=session_id, case_id=case_id, outcome=outcome, today=TODAY
    )


def counts(store):
    return [(row.booked, row.came) for row in events(store)]


def test_a_household_is_booked_and_marked_as_one(each_store, meeting):
    came, missed, gave_up = (an_enquiry(each_store) for _ in range(3))
    for case_id, outcome in ((came, "attended"), (missed, "missed"), (gave_up, "cancelled")):
        book(each_store, case_id, meeting, people=1)
        mark(each_store, case_id, meeting, outcome)
        (row,) = case_page(each_store, case_id=case_id, today=TODAY).bookings
        assert (row.outcome, row.people) == (outcome, 1)
    kinds = [event.kind for event in case_page(each_store, case_id=came, today=TODAY).events]
    assert EventKind.SESSION_ATTENDED in kinds
    assert counts(each_store) == [(2, 1)]
    with pytest.raises(Problem, match="recorded already"):
        mark(each_store, came, meeting, "missed")
    with pytest.raises(Problem, match="for each applicant"):
        book(each_store, an_enquiry(each_store, couple=False), meeting)


def test_a_mark_that_was_struck_is_made_anew_and_a_booking_that_was_struck_frees_its_places(
    each_store, meeting
):
    case_id = an_enquiry(each_store)
    book(each_store, case_id, meeting)
    mark(each_store, case_id, meeting, "missed")
    strike(each_store, case_id, EventKind.SESSION_MISSED)
    mark(each_store, case_id, meeting, "attended")
    strike(each_store, case_id, EventKind.SESSION_ATTENDED)
    assert counts(each_store) == [(2, 0)]
    strike(each_store, case_id, EventKind.SESSION_BOOKED)
    assert counts(each_store) == [(0, 0)]
    book(each_store, case_id, meeting)


def strike(store, case_id, kind):
    page = case_page(store, case_id=case_id, today=TODAY)
    (entry,) = [each for each in page.events if each.kind is kind and not each.is_struck]
    strike_entry(store, case_id=case_id, event_id=entry.id, why="Another household.", today=TODAY)
