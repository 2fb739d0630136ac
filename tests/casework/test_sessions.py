import pytest

from recruitment_app.casework import sessions
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.corrections import strike_entry
from recruitment_app.errors import Problem
from recruitment_app.rules.stages import EventKind
from tests.casework.cases import TODAY, an_enquiry, day


@pytest.fixture
def meeting(each_store):
    return sessions.create_session(
        each_store, on=day(4, 10), starts="18:30", venue="Town hall", places=3
    ).record_id


def book(store, case_id, session_id, people=2):
    return sessions.book_session(
        store, case_id=case_id, session_id=session_id, people=people, on=day(3, 10), today=TODAY
    ).record_id


def test_places_are_counted_per_person_and_never_overbooked(each_store, meeting):
    book(each_store, an_enquiry(each_store), meeting)
    second = an_enquiry(each_store)
    with pytest.raises(Problem, match="only one place"):
        book(each_store, second, meeting)
    book(each_store, second, meeting, people=1)
    with pytest.raises(Problem, match="no place"):
        book(each_store, an_enquiry(each_store), meeting, people=1)
    assert [(row.booked, row.places) for row in sessions.sessions(each_store)] == [(3, 3)]


def test_a_household_is_booked_once(each_store, meeting):
    case_id = an_enquiry(each_store)
    book(each_store, case_id, meeting, people=1)
    with pytest.raises(Problem, match="already"):
        book(each_store, case_id, meeting, people=1)


def test_the_register_tells_who_came(each_store, meeting):
    came, missed, gave_up = (an_enquiry(each_store) for _ in range(3))
    bookings = [book(each_store, each, meeting, people=1) for each in (came, missed, gave_up)]
    for booking, outcome in zip(bookings, ("attended", "missed", "cancelled"), strict=True):
        sessions.mark_attendance(each_store, booking_id=booking, outcome=outcome, today=TODAY)
    register = sessions.register(each_store, session_id=meeting)
    assert sorted(row.outcome for row in register) == ["attended", "cancelled", "missed"]
    events = [event.kind for event in case_page(each_store, case_id=came, today=TODAY).events]
    assert EventKind.SESSION_ATTENDED in events
    assert [(row.booked, row.attended) for row in sessions.sessions(each_store)] == [(2, 1)]
    with pytest.raises(Problem, match="recorded already"):
        sessions.mark_attendance(each_store, booking_id=bookings[0], outcome="missed", today=TODAY)


def test_a_mark_that_was_struck_is_made_anew_and_a_booking_that_was_struck_frees_its_places(
    each_store, meeting
):
    case_id = an_enquiry(each_store)
    booking = book(each_store, case_id, meeting)
    sessions.mark_attendance(each_store, booking_id=booking, outcome="missed", today=TODAY)
    strike(each_store, case_id, EventKind.SESSION_MISSED)
    sessions.mark_attendance(each_store, booking_id=booking, outcome="attended", today=TODAY)
    strike(each_store, case_id, EventKind.SESSION_ATTENDED)
    assert [(row.booked, row.attended) for row in sessions.sessions(each_store)] == [(2, 0)]
    strike(each_store, case_id, EventKind.SESSION_BOOKED)
    assert [row.booked for row in sessions.sessions(each_store)] == [0]
    book(each_store, case_id, meeting)


def strike(store, case_id, kind):
    page = case_page(store, case_id=case_id, today=TODAY)
    (entry,) = [each for each in page.events if each.kind is kind and not each.is_struck]
    strike_entry(store, case_id=case_id, event_id=entry.id, why="Another household.", today=TODAY)


def test_nobody_has_come_before_the_day(each_store):
    later = sessions.create_session(
        each_store, on=day(12, 4), starts="", venue="Town hall", places=3
    ).record_id
    booking = sessions.book_session(
        each_store,
        case_id=an_enquiry(each_store),
        session_id=later,
        people=1,
        on=day(11, 10),
        today=TODAY,
    ).record_id
    with pytest.raises(Problem, match="4 December 2014"):
        sessions.mark_attendance(each_store, booking_id=booking, outcome="attended", today=TODAY)


def test_a_session_over_or_cancelled_takes_no_booking(each_store, meeting):
    case_id = an_enquiry(each_store)
    with pytest.raises(Problem, match="10 April 2014"):
        sessions.book_session(
            each_store,
            case_id=case_id,
            session_id=meeting,
            people=1,
            on=day(5, 1),
            today=TODAY,
        )
    sessions.cancel_session(each_store, session_id=meeting, on=day(3, 20))
    with pytest.raises(Problem, match="cancelled"):
        book(each_store, case_id, meeting)


@pytest.mark.parametrize(("starts", "places"), [("25:00", 5), ("half six", 5), ("18:30", 0)])
def test_a_session_that_cannot_be_is_refused(each_store, starts, places):
    with pytest.raises(Problem):
        sessions.create_session(each_store, on=day(4, 10), starts=starts, venue="", places=places)
