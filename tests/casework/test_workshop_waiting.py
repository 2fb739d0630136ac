from dataclasses import replace
from datetime import date, timedelta

import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import (
    attendance,
    event_cancelling,
    event_places,
    events,
    sessions,
)
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.events.workshop_waiting import demand
from recruitment_app.casework.journey import restricting
from recruitment_app.errors import Problem
from recruitment_app.rules.events import Part
from tests.casework.cases import a_session, day, registered
from tests.casework.test_events import WORKSHOP, applicants, book
from tests.walks.stories import W, signed_in_as, team

NOW = day(5, 20)
LIMIT = day(7, 6)  # two months after 6 May


def at(store, on, *, places=3):
    parts = (Part(on=on), Part(on=on + timedelta(days=7)))
    return events.make_event(store, facts=replace(WORKSHOP, parts=parts, places=places)).record_id


def told(page):
    return [(row.reference, row.people, row.now.on, row.then.on) for row in page.rows]


def test_each_household_of_stage_one_is_told_its_workshop_and_what_another_would_change(each_store):
    for _ in range(3):
        registered(each_store)
    june = at(each_store, day(6, 10), places=2)
    july = at(each_store, day(7, 1), places=2)
    page = demand(each_store, today=NOW)
    assert told(page) == [
        ("AR-0001", 2, day(6, 10), day(6, 10)),
        ("AR-0002", 2, day(7, 1), day(7, 1)),
        ("AR-0003", 2, None, None),
    ]
    assert {row.limit_on for row in page.rows} == {LIMIT}
    assert (page.now.in_time, page.now.without) == (1, 1)  # 8 July is too late
    page = demand(each_store, today=NOW, more=[day(5, 27)])
    assert [then for *_, then in told(page)] == [day(5, 27), day(6, 10), day(7, 1)]
    assert [row.days_saved for row in page.rows] == [14, 21, None]
    assert (page.days_saved, page.then.in_time, page.then.without) == (35, 2, 0)
    with pytest.raises(Problem, match="day to come"):
        demand(each_store, today=NOW, more=[NOW])
    (first, *_) = page.rows
    for event_id in (june, july):
        event_places.book_places(
            each_store,
            event_id=event_id,
            case_id=first.case_id,
            people=applicants(each_store, first.case_id),
            on=NOW,
            today=NOW,
        )
    event_cancelling.cancel_event(each_store, event_id=june, on=NOW, why="No room", today=NOW)
    assert told(demand(each_store, today=NOW)) == [
        ("AR-0002", 2, None, None),
        ("AR-0003", 2, None, None),
    ]


def test_one_of_a_couple_who_missed_a_part_waits_alone_until_it_is_made_up_or_booked(each_store):
    case_id = registered(each_store)
    event_id = at(each_store, day(5, 12))
    book(each_store, event_id, case_id, on=day(5, 7))
    after = day(5, 21)
    page = event_page(each_store, event_id=event_id)
    fern, rowan = (row.id for row in page.places)
    for part_id, outcomes in zip(
        page.event.part_ids,
        ({fern: "came", rowan: "came"}, {fern: "came", rowan: "missed"}),
        strict=True,
    ):
        attendance.mark_attendance(
            each_store,
            event_id=event_id,
            part_id=part_id,
            case_id=case_id,
            outcomes=outcomes,
            today=after,
        )
    (row,) = demand(each_store, today=after).rows
    assert (row.people, row.has_missed) == (1, True)
    later = at(each_store, day(6, 2))
    book(each_store, later, case_id, people=applicants(each_store, case_id)[1:], on=after)
    assert demand(each_store, today=after).rows == ()


def test_without_history_the_limits_stand_for_the_pace_and_the_year_end_counts(each_store):
    case_id = registered(each_store)
    at(each_store, day(6, 10))
    page = demand(each_store, today=NOW)
    assert [(each.step, each.cases, each.days) for each in page.pace] == [
        ("stage_one", 0, None),
        ("between", 0, None),
        ("stage_two", 0, None),
    ]
    # Accepted on 6 May: two months, then six, then four.
    assert page.rows[0].approval_now == date(2015, 5, 6)
    assert (page.year_ends_on, page.now.approved) == (date(2015, 3, 31), 0)
    assert case_page(each_store, case_id=case_id, today=NOW).stage == "stage_one"


def test_a_further_workshop_needs_one_that_tells_its_parts_and_places(each_store):
    registered(each_store)
    with pytest.raises(Problem, match="make one first"):
        demand(each_store, today=NOW, more=[day(6, 1)])


def test_restricted_households_take_their_places_and_count_but_are_named_to_nobody_else(each_store):
    first, _second = registered(each_store), registered(each_store)
    at(each_store, day(6, 10), places=2)
    people = team(each_store)
    restricting.restrict_case(each_store, case_id=first, words="Known.", on=NOW, today=NOW)
    with signed_in_as(each_store, people[W]):
        page = demand(each_store, today=NOW)
    assert told(page) == [("AR-0002", 2, None, None)]
    assert (page.hidden, page.now.households, page.now.without) == (1, 2, 1)


def test_a_workshop_without_counted_places_takes_everybody_and_a_missed_session_is_no_workshop(
    each_store,
):
    case_id = registered(each_store)
    session_id = a_session(each_store, on=day(3, 20), places=9)
    sessions.book_session(
        each_store, case_id=case_id, session_id=session_id, people=2, on=day(3, 10), today=NOW
    )
    sessions.mark_household(
        each_store, event_id=session_id, case_id=case_id, outcome="missed", today=NOW
    )
    registered(each_store)
    at(each_store, day(6, 10), places=0)
    page = demand(each_store, today=NOW)
    assert [(row.now.on, row.has_missed) for row in page.rows] == [(day(6, 10), False)] * 2


def test_what_speaks_against_the_day_of_a_further_workshop_is_told(each_store):
    registered(each_store)
    at(each_store, day(6, 10))
    page = demand(each_store, today=NOW, more=[day(6, 3), day(5, 25)])
    assert page.more == (day(5, 25), day(6, 3))
    taken, leads = page.warnings[2:]
    assert page.warnings[:2] == ("25 May 2014 is a Sunday.", "1 June 2014 is a Sunday.")
    assert taken.startswith("Civic Offices is taken then: “Workshop for prospective adopters”")
    assert leads.startswith("An adopter leads “Workshop for prospective adopters” on 10 June 2014")
