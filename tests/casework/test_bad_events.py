"""What goes wrong with events: a sentence each, and nothing that was there is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checking import check
from recruitment_app.casework.events import (
    attendance,
    event_cancelling,
    event_places,
    events,
    feedback,
)
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.events.event_rows import events as all_events
from recruitment_app.casework.events.events import EventFacts, event_facts
from recruitment_app.casework.journey.closing import close_case
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letters import make_letters, mark_many_sent
from recruitment_app.errors import Problem
from recruitment_app.rules.events import Part
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.tables import EventPlace
from tests.casework.cases import TODAY, an_enquiry, day

FIRST, SECOND = day(11, 10), day(12, 26)
WORKSHOP = EventFacts(
    kind="workshop",
    venue="Civic Offices",
    places=3,
    parts=(
        Part(on=FIRST, starts="09:30", ends="15:30", title="Loss"),
        Part(on=SECOND, starts="09:30", ends="15:30", title="Play"),
    ),
)


@pytest.fixture
def workshop(store):
    return events.make_event(store, facts=WORKSHOP).record_id


@pytest.fixture
def store(file_store):
    return file_store


def applicants(store, case_id):
    return [person.id for person in case_page(store, case_id=case_id, today=TODAY).applicants]


def book(store, event_id, case_id, people=None):
    return event_places.book_places(
        store,
        event_id=event_id,
        case_id=case_id,
        people=applicants(store, case_id) if people is None else people,
        on=day(11, 3),
        today=TODAY,
    )


def told_without_loss(store, sentence, act, **facts):
    """Do an act that is refused: by this sentence, and so that all is as it was before."""

    def whole():
        rows = all_events(store)
        return rows, [event_page(store, event_id=row.id) for row in rows], check(store)

    before = whole()
    with pytest.raises(Problem, match=sentence):
        act(store, **facts)
    assert whole() == before


def test_overbooking(store, workshop):
    book(store, workshop, an_enquiry(store))
    couple = an_enquiry(store)
    facts = {"event_id": workshop, "case_id": couple}
    told_without_loss(store, r"only one place left: .* waiting list", book, **facts)
    facts = {"event_id": workshop, "seen": 0, "facts": replace(WORKSHOP, places=1)}
    told = r"2 places are booked on 10 November 2014: give up some"
    told_without_loss(store, told, events.change_event, **facts)


def test_two_parts_out_of_order(store, workshop):
    backwards = replace(WORKSHOP, parts=WORKSHOP.parts[::-1])
    told = r"Part 2 on 10 November 2014 comes before part 1 .* in their order"
    told_without_loss(store, told, events.make_event, facts=backwards)
    facts = {"event_id": workshop, "seen": 0, "facts": backwards}
    told_without_loss(store, told, events.change_event, **facts)
    one_day = (Part(on=FIRST, starts="09:30", ends="12:30"), Part(on=FIRST, starts="12:00"))
    facts = {"facts": replace(WORKSHOP, parts=one_day)}
    told_without_loss(store, "put the parts in their order", events.make_event, **facts)
    facts = {"facts": replace(WORKSHOP, parts=(Part(on=FIRST, ends="12:30"),))}
    told_without_loss(store, "says when it ends and not when", events.make_event, **facts)


def test_an_event_moved_or_cancelled_after_letters_went_out_keeps_places_and_letters(store):
    parts = (Part(on=day(12, 1), starts="09:30"),)
    event_id = events.make_event(store, facts=replace(WORKSHOP, parts=parts)).record_id
    case_id = an_enquiry(store)
    book(store, event_id, case_id)
    wanted = Wanted(name="joining", on=TODAY, way="by_hand", event_id=event_id)
    made = make_letters(store, cases=[case_id], wanted=wanted, today=TODAY).record_ids
    mark_many_sent(store, letters=made, on=TODAY, today=TODAY)
    facts, seen, told = event_facts(store, event_id=event_id)
    assert told == 1
    moved = replace(facts, parts=(replace(parts[0], on=day(12, 2)),))
    change = events.change_event(store, event_id=event_id, seen=seen, facts=moved)
    assert (
        change.sentence == "Saved: one household had a letter about it already and should be told."
    )
    change = event_cancelling.cancel_event(
        store, event_id=event_id, on=TODAY, why="Snow", today=TODAY
    )
    assert change.sentence == "Cancelled: one household to tell."
    page = event_page(store, event_id=event_id)
    assert [row.state for row in page.places] == ["booked", "booked"]
    assert event_facts(store, event_id=event_id)[2] == 1
    facts = {"event_id": event_id, "case_id": an_enquiry(store)}
    told_without_loss(store, "This event is cancelled: choose another", book, **facts)


def test_a_person_booked_twice(store, workshop):
    case_id = an_enquiry(store)
    one, two = applicants(store, case_id)
    book(store, workshop, case_id, [one])
    facts = {"event_id": workshop, "case_id": case_id, "people": [one, two]}
    told = "Fern Larkspur has a place at this event already"
    told_without_loss(store, told, book, **facts)
    book(store, workshop, case_id, [two])
    facts["people"] = [two]
    told_without_loss(store, "Rowan Teasel has a place at this event already", book, **facts)


def test_a_couple_of_whom_one_comes(store):
    parts = (Part(on=FIRST, starts="18:30"),)
    facts = EventFacts(kind="information_session", places=4, parts=parts)
    event_id = events.make_event(store, facts=facts).record_id
    case_id = an_enquiry(store)
    book(store, event_id, case_id)
    page = event_page(store, event_id=event_id)
    fern, rowan = (row.id for row in page.places)
    mark = {
        "event_id": event_id,
        "part_id": page.event.part_ids[0],
        "case_id": case_id,
        "today": TODAY,
    }
    attendance.mark_attendance(store, outcomes={rowan: "missed"}, **mark)
    attendance.mark_attendance(store, outcomes={fern: "came"}, **mark)
    rows = event_page(store, event_id=event_id).places
    assert [mark.outcome for row in rows for mark in row.marks.values()] == ["came", "missed"]
    kinds = [row.kind for row in case_page(store, case_id=case_id, today=TODAY).events]
    assert kinds[-2:] == [EventKind.SESSION_BOOKED, EventKind.SESSION_ATTENDED]
    told_without_loss(
        store,
        "The case's history tells another outcome: correct that entry first",
        attendance.mark_attendance,
        outcomes={fern: "missed", rowan: "missed"},
        **mark,
    )
    assert check(store) == []


def test_attendance_before_the_date(store, workshop):
    case_id = an_enquiry(store)
    book(store, workshop, case_id)
    page = event_page(store, event_id=workshop)
    facts = {"event_id": workshop, "part_id": page.event.part_ids[1], "today": TODAY}
    told = "This part is on 26 December 2014: mark who came after it"
    told_without_loss(
        store,
        told,
        attendance.mark_attendance,
        case_id=case_id,
        outcomes={page.places[0].id: "came"},
        **facts,
    )
    told_without_loss(store, told, attendance.mark_rest_came, **facts)
    told_without_loss(
        store,
        "30 November 2014 is still to come",
        attendance.follow_up_place,
        place_id=page.places[0].id,
        words="Ring them",
        by=None,
        done_on=day(11, 30),
        today=TODAY,
    )
    told_without_loss(
        store,
        "The event begins on 10 November 2014: nobody can say how it was before",
        feedback.add_feedback,
        event_id=workshop,
        rating=5,
        words="",
        on=FIRST - timedelta(days=1),
        today=TODAY,
    )


def test_an_event_on_a_bank_holiday_is_kept_and_warned_of(store, workshop):
    assert event_page(store, event_id=workshop).warnings == ("26 December 2014 is a bank holiday.",)
    christmas = replace(WORKSHOP, parts=(Part(on=date(2014, 12, 25)),))
    events.make_event(store, facts=christmas)
    page = event_page(store, event_id=all_events(store)[1].id)
    assert page.warnings == ("25 December 2014 is a bank holiday.",)


def test_a_household_whose_case_is_closed_gets_no_place_and_keeps_none_from_others(store):
    parts = (Part(on=day(12, 1)),)
    event_id = events.make_event(store, facts=replace(WORKSHOP, parts=parts, places=2)).record_id
    held, gone, waits = (an_enquiry(store) for _ in range(3))
    book(store, event_id, held)
    for case_id in (gone, waits):
        facts = {"event_id": event_id, "case_id": case_id, "today": TODAY, "waits": True}
        event_places.book_places(store, people=applicants(store, case_id), on=day(11, 3), **facts)
    close_case(store, case_id=gone, reason="no_response", on=TODAY, today=TODAY)
    with store.writing(act="as_before") as session:  # a case that an earlier version closed
        for place in session.scalars(select(EventPlace).where(EventPlace.case_id == gone)):
            place.state = "waiting"
    told = "This case is closed: reopen it first"
    turn = {"event_id": event_id, "on": TODAY, "today": TODAY}
    told_without_loss(store, told, event_places.give_place, case_id=gone, **turn)
    event_places.give_up_places(store, event_id=event_id, case_id=held, on=TODAY)
    event_places.give_places_in_turn(store, **turn)
    rows = {
        (row.case_id, row.state, row.is_closed)
        for row in event_page(store, event_id=event_id).places
    }
    assert rows == {
        (held, "given_up", False),
        (gone, "waiting", True),
        (waits, "booked", False),
    }


def test_a_booking_dated_after_today(store, workshop):
    case_id = an_enquiry(store)
    told_without_loss(
        store,
        "20 December 2014 is still to come: give the day they asked",
        event_places.book_places,
        event_id=workshop,
        case_id=case_id,
        people=applicants(store, case_id),
        on=day(12, 20),
        today=TODAY,
    )


def test_an_event_at_which_a_part_was_made_up_is_neither_moved_nor_cancelled(store, workshop):
    other = events.make_event(store, facts=replace(WORKSHOP, parts=(Part(on=day(11, 12)),)))
    case_id = an_enquiry(store)
    book(store, workshop, case_id)
    page = event_page(store, event_id=workshop)
    attendance.mark_attendance(
        store,
        event_id=workshop,
        part_id=page.event.part_ids[0],
        case_id=case_id,
        outcomes={page.places[0].id: "missed"},
        today=TODAY,
    )
    (mark,) = event_page(store, event_id=workshop).places[0].marks.values()
    made_up = {
        "attendance_id": mark.id,
        "part_id": event_page(store, event_id=other.record_id).event.part_ids[0],
        "today": TODAY,
    }
    cancel = {"event_id": other.record_id, "on": TODAY, "why": "Ill", "today": TODAY}
    event_cancelling.cancel_event(store, **cancel)
    told = "That event was cancelled: choose another"
    told_without_loss(store, told, attendance.make_up_part, **made_up)
    event_cancelling.hold_event_after_all(store, event_id=other.record_id)
    evening = replace(WORKSHOP, kind="open_evening", parts=(Part(on=day(11, 13)),))
    evening_id = events.make_event(store, facts=evening).record_id
    (part_id,) = event_page(store, event_id=evening_id).event.part_ids
    told = "of the kind “Workshop for prospective adopters”: choose a part of another event"
    of_evening = made_up | {"part_id": part_id}
    told_without_loss(store, told, attendance.make_up_part, **of_evening)
    attendance.make_up_part(store, **made_up)
    for event_id in (other.record_id, workshop):
        facts, seen, _told = event_facts(store, event_id=event_id)
        wanted = {"event_id": event_id, "seen": seen, "facts": replace(facts, kind="other")}
        told_without_loss(store, "leave its kind, or take that back", events.change_event, **wanted)
    told_without_loss(store, "People came to this event", event_cancelling.cancel_event, **cancel)
    facts, seen, _told = event_facts(store, event_id=other.record_id)
    moved = replace(facts, parts=(replace(facts.parts[0], on=day(11, 13)),))
    told_without_loss(
        store,
        "People came to part 1 on 12 November 2014: it stays",
        events.change_event,
        event_id=other.record_id,
        seen=seen,
        facts=moved,
    )
    facts = {"event_id": other.record_id}
    told_without_loss(store, "Somebody made up here", events.take_out_event, **facts)


def test_an_event_with_places_does_not_become_an_information_session_or_cease_to_be_one(
    store, workshop
):
    book(store, workshop, an_enquiry(store))
    facts, seen, _told = event_facts(store, event_id=workshop)
    told_without_loss(
        store,
        "leave its kind, or give the places up",
        events.change_event,
        event_id=workshop,
        seen=seen,
        facts=replace(facts, kind="information_session"),
    )
    other = replace(facts, kind="other")
    events.change_event(store, event_id=workshop, seen=seen, facts=other)
    assert event_page(store, event_id=workshop).event.kind == "other"


def test_an_event_that_letters_invited_to_is_not_taken_out_any_more(store):
    parts = (Part(on=day(12, 1), starts="18:30"),)
    change = events.make_event(store, facts=replace(WORKSHOP, kind="open_evening", parts=parts))
    wanted = Wanted(name="session_invitation", on=TODAY, way="by_hand", event_id=change.record_id)
    made = make_letters(store, cases=[an_enquiry(store)], wanted=wanted, today=TODAY).record_ids
    mark_many_sent(store, letters=made, on=TODAY, today=TODAY)
    told_without_loss(store, "Letters about this event were sent: cancel it", change.undo)
