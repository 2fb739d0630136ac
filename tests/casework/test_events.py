from dataclasses import replace
from datetime import date, timedelta

import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import attendance, event_cancelling, event_places, events
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.events.event_rows import events as all_events
from recruitment_app.casework.events.events import EventFacts
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.events import Part
from recruitment_app.rules.stages import EventKind
from tests.casework.cases import TODAY, an_enquiry, day

FIRST, SECOND = date(2014, 11, 19), date(2014, 11, 26)
WORKSHOP = EventFacts(
    kind="workshop",
    venue="Civic Offices",
    places=3,
    parts=(Part(on=FIRST, starts="09:30", ends="15:30"), Part(on=SECOND, starts="09:30")),
    guests=("An adopter",),
)
SESSION = EventFacts(kind="information_session", places=4, parts=(Part(on=day(4, 10)),))
LATER = SECOND + timedelta(days=1)


@pytest.fixture
def workshop(each_store):
    return events.make_event(each_store, facts=WORKSHOP).record_id


def applicants(store, case_id):
    people = case_page(store, case_id=case_id, today=TODAY).people
    return [person.id for person in people if person.standing == "applicant"]


def book(store, event_id, case_id, *, waits=False, people=None, on=TODAY):
    return event_places.book_places(
        store,
        event_id=event_id,
        case_id=case_id,
        people=applicants(store, case_id) if people is None else people,
        on=on,
        today=TODAY,
        waits=waits,
    )


def states(store, event_id):
    rows = event_page(store, event_id=event_id).places
    return sorted((row.reference, row.state, row.turn) for row in rows)


def test_places_are_counted_per_person_never_overbooked_and_nobody_is_booked_twice(
    each_store, workshop
):
    couple, other = an_enquiry(each_store), an_enquiry(each_store)
    book(each_store, workshop, couple)
    with pytest.raises(Problem, match="There is only one place left"):
        book(each_store, workshop, other)
    one, two = applicants(each_store, other)
    book(each_store, workshop, other, people=[one])
    with pytest.raises(Problem, match="Fern Larkspur has a place at this event already"):
        book(each_store, workshop, other, people=[one])
    with pytest.raises(Problem, match="There is no place left"):
        book(each_store, workshop, other, people=[two])
    with pytest.raises(Problem, match="not of this household"):
        book(each_store, workshop, couple, people=[two])
    with pytest.raises(Problem, match="Say who is to come"):
        book(each_store, workshop, couple, people=[])
    (row,) = all_events(each_store)
    assert (row.booked, row.room, row.called) == (3, 0, "Workshop for prospective adopters")


def test_a_place_that_falls_free_goes_to_who_is_next_and_fits(each_store, workshop):
    held, single, couple = (an_enquiry(each_store) for _ in range(3))
    book(each_store, workshop, held)
    book(each_store, workshop, couple, waits=True, on=TODAY - timedelta(days=9))
    fern = applicants(each_store, single)[:1]
    book(each_store, workshop, single, waits=True, people=fern)
    change = event_places.give_places_in_turn(each_store, event_id=workshop, on=TODAY, today=TODAY)
    assert change.sentence == "One household has a place now: tell them."
    assert states(each_store, workshop)[2:] == [
        ("AR-0002", "booked", 0),
        *2 * [("AR-0003", "waiting", 1)],
    ]
    with pytest.raises(Problem, match="No household that waits fits"):
        event_places.give_places_in_turn(each_store, event_id=workshop, on=TODAY, today=TODAY)
    given_up = event_places.give_up_places(
        each_store, event_id=workshop, case_id=held, on=TODAY, why="Ill"
    )
    assert "give the place to who is next" in given_up.sentence
    event_places.give_place(each_store, event_id=workshop, case_id=couple, on=TODAY, today=TODAY)
    with pytest.raises(Problem, match="no place left"):
        given_up.undo(each_store)
    assert [state for _, state, _ in states(each_store, workshop)].count("booked") == 3


def test_a_turn_is_set_by_hand_and_taken_back(each_store, workshop):
    first, second = an_enquiry(each_store), an_enquiry(each_store)
    for case_id in (first, second):
        book(each_store, workshop, case_id, waits=True)
    change = event_places.set_turn(each_store, event_id=workshop, case_id=second, place=1)
    assert [turn for _, _, turn in states(each_store, workshop)] == [2, 2, 1, 1]
    change.undo(each_store)
    assert [turn for _, _, turn in states(each_store, workshop)] == [1, 1, 2, 2]


def test_an_event_is_copied_moved_cancelled_and_held_after_all(each_store, workshop):
    events.copy_event(each_store, event_id=workshop, days=[date(2015, 1, 10), date(2015, 2, 7)])
    rows = all_events(each_store)
    assert [[part.on for part in row.parts] for row in rows[1:]] == [
        [date(2015, 1, 10), date(2015, 1, 17)],
        [date(2015, 2, 7), date(2015, 2, 14)],
    ]
    assert len({row.series_key for row in rows}) == 1
    book(each_store, workshop, an_enquiry(each_store))
    with pytest.raises(Problem, match="2 places are booked"):
        events.change_event(
            each_store, event_id=workshop, seen=0, facts=replace(WORKSHOP, places=1)
        )
    backwards = replace(WORKSHOP, parts=WORKSHOP.parts[::-1])
    with pytest.raises(Problem, match="put the parts in their order"):
        events.change_event(each_store, event_id=workshop, seen=0, facts=backwards)
    moved = replace(WORKSHOP, parts=(Part(on=SECOND), Part(on=LATER)), guests=(), places=2)
    version = all_events(each_store)[0].version
    events.change_event(each_store, event_id=workshop, seen=version, facts=moved)
    page = event_page(each_store, event_id=workshop)
    assert ([part.on for part in page.event.parts], page.event.leaders) == ([SECOND, LATER], ())
    with pytest.raises(ChangedMeanwhile):
        events.change_event(each_store, event_id=workshop, seen=version, facts=moved)
    change = event_cancelling.cancel_event(
        each_store, event_id=workshop, on=TODAY, why="The room is gone", today=TODAY
    )
    assert change.sentence == "Cancelled: one household to tell."
    with pytest.raises(Problem, match="cancelled: choose another"):
        book(each_store, workshop, an_enquiry(each_store))
    change.undo(each_store)
    assert event_page(each_store, event_id=workshop).event.cancelled_on is None
    with pytest.raises(Problem, match="cancel it instead"):
        events.take_out_event(each_store, event_id=workshop)


def test_the_register_tells_of_each_person_and_part_and_what_was_made_up(each_store, workshop):
    case_id = an_enquiry(each_store)
    book(each_store, workshop, case_id)
    page = event_page(each_store, event_id=workshop)
    first, second = page.event.part_ids
    fern, rowan = (row.id for row in page.places)

    def mark(part_id, outcomes, today=LATER):
        return attendance.mark_attendance(
            each_store,
            event_id=workshop,
            part_id=part_id,
            case_id=case_id,
            outcomes=outcomes,
            today=today,
        )

    with pytest.raises(Problem, match="mark who came after it"):
        mark(first, {fern: "came"}, today=TODAY)
    mark(first, {fern: "came", rowan: "came"})
    mark(second, {fern: "came", rowan: "missed"})
    row = event_page(each_store, event_id=workshop).places[1]
    assert {part: each.outcome for part, each in row.marks.items()} == {
        first: "came",
        second: "missed",
    }
    assert all_events(each_store)[0].came == 2
    with pytest.raises(Problem, match="part of another event"):
        attendance.make_up_part(
            each_store, attendance_id=row.marks[second].id, part_id=first, today=LATER
        )
    events.copy_event(each_store, event_id=workshop, days=[date(2015, 1, 10)])
    other = all_events(each_store)[1].part_ids[1]
    with pytest.raises(Problem, match="record it when they came"):
        attendance.make_up_part(
            each_store, attendance_id=row.marks[second].id, part_id=other, today=LATER
        )
    attendance.make_up_part(
        each_store, attendance_id=row.marks[second].id, part_id=other, today=date(2015, 2, 1)
    )
    row = event_page(each_store, event_id=workshop).places[1]
    assert row.marks[second].made_up_part_id == other
    with pytest.raises(Problem, match="recorded who came"):
        event_places.give_up_places(each_store, event_id=workshop, case_id=case_id, on=LATER)
    with pytest.raises(Problem, match="People came to this event"):
        event_cancelling.cancel_event(
            each_store, event_id=workshop, on=LATER, why="Late", today=LATER
        )
    with pytest.raises(Problem, match="People came to part 1"):
        events.change_event(
            each_store,
            event_id=workshop,
            seen=0,
            facts=replace(WORKSHOP, parts=(Part(on=FIRST + timedelta(days=1)),)),
        )


def test_the_journey_follows_an_information_session_once_for_the_household(each_store):
    session = events.make_event(each_store, facts=SESSION).record_id
    came, missed = an_enquiry(each_store), an_enquiry(each_store)
    for case_id in (came, missed):
        for person in applicants(each_store, case_id):
            book(each_store, session, case_id, people=[person], on=day(3, 10))
    page = event_page(each_store, event_id=session)
    for case_id, outcomes in ((came, ("missed", "came")), (missed, ("missed", "missed"))):
        places = [row.id for row in page.places if row.case_id == case_id]
        attendance.mark_attendance(
            each_store,
            event_id=session,
            part_id=page.event.part_ids[0],
            case_id=case_id,
            outcomes=dict(zip(places, outcomes, strict=True)),
            today=TODAY,
        )
    kinds = [
        [event.kind for event in case_page(each_store, case_id=case_id, today=TODAY).events]
        for case_id in (came, missed)
    ]
    assert kinds == [
        [EventKind.ENQUIRY_RECEIVED, EventKind.SESSION_BOOKED, EventKind.SESSION_ATTENDED],
        [EventKind.ENQUIRY_RECEIVED, EventKind.SESSION_BOOKED, EventKind.SESSION_MISSED],
    ]
