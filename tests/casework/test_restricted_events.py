"""Places of restricted cases, and places taken back: nothing gets past anyone, twice or unseen."""

import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import attendance, event_places
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Case, Worker
from tests.casework.cases import TODAY, a_session, an_enquiry, day


def applicants(store, case_id):
    return [person.id for person in case_page(store, case_id=case_id, today=TODAY).applicants]


def book(store, event_id, case_id, *, waits=False):
    return event_places.book_places(
        store,
        event_id=event_id,
        case_id=case_id,
        people=applicants(store, case_id),
        on=day(11, 3),
        today=TODAY,
        waits=waits,
    )


def become(store, role, *restricted):
    with store.writing(act="restrict") as session:
        for case_id in restricted:
            session.get_one(Case, case_id).is_restricted = True
        session.get_one(Worker, store.person_id).role = role


def test_places_that_fall_free_go_past_nobody_and_a_restricted_household_keeps_its_turn(each_store):
    event_id = a_session(each_store, on=day(11, 25), places=3)
    hidden, seen = an_enquiry(each_store), an_enquiry(each_store, couple=False)
    for case_id in (hidden, seen):
        book(each_store, event_id, case_id, waits=True)
    become(each_store, Role.ADMINISTRATOR, hidden)
    facts = {"event_id": event_id, "on": TODAY, "today": TODAY}
    told = "A restricted household is next in turn: its worker or a manager gives it its place."
    change = event_places.give_places_in_turn(each_store, **facts)
    assert change.sentence == f"One household has a place now: tell them. {told}"
    with pytest.raises(Problem, match=told):
        event_places.give_places_in_turn(each_store, **facts)
    become(each_store, Role.MANAGER)
    event_places.give_places_in_turn(each_store, **facts)
    assert {row.state for row in event_page(each_store, event_id=event_id).places} == {"booked"}


def test_whoever_may_not_see_a_case_changes_nothing_of_its_places(each_store):
    event_id = a_session(each_store, on=day(11, 10), places=5)
    case_id = an_enquiry(each_store)
    book(each_store, event_id, case_id)
    page = event_page(each_store, event_id=event_id)
    first, second = page.places
    attendance.mark_attendance(
        each_store,
        event_id=event_id,
        part_id=page.event.part_ids[0],
        case_id=case_id,
        outcomes={first.id: "missed"},
        today=TODAY,
    )
    (mark,) = event_page(each_store, event_id=event_id).places[0].marks.values()
    before = event_page(each_store, event_id=event_id).places
    become(each_store, Role.ADMINISTRATOR, case_id)
    place = {"event_id": event_id, "case_id": case_id}
    for act, facts in (
        (event_places.set_turn, {**place, "place": 1}),
        (event_places.give_up_places, {**place, "on": TODAY, "people": [second.person_id]}),
        (attendance.make_up_part, {"attendance_id": mark.id, "part_id": None, "today": TODAY}),
        (
            attendance.follow_up_place,
            {"place_id": first.id, "words": "Ring", "by": None, "today": TODAY},
        ),
    ):
        with pytest.raises(Problem, match="not in the store any more"):
            act(each_store, **facts)
    become(each_store, Role.MANAGER)
    assert event_page(each_store, event_id=event_id).places == before


def test_a_place_given_up_is_not_taken_back_once_they_have_a_new_one(each_store):
    event_id = a_session(each_store, on=day(11, 25), places=9)
    case_id = an_enquiry(each_store)
    book(each_store, event_id, case_id)
    change = event_places.give_up_places(each_store, event_id=event_id, case_id=case_id, on=TODAY)
    book(each_store, event_id, case_id)
    with pytest.raises(Problem, match="has a place at this event already"):
        change.undo(each_store)
    assert event_page(each_store, event_id=event_id).event.booked == 2
