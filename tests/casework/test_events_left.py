"""Events and those who do not come any more: out of the household, or their case closed."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checking import check
from recruitment_app.casework.events import attendance, event_places
from recruitment_app.casework.events.event_papers import sign_in_sheet
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.households.households import take_out
from recruitment_app.casework.journey.closing import close_case, reopen_case
from recruitment_app.casework.journey.corrections import strike_entry
from recruitment_app.casework.letters.event_letters import event_letters
from recruitment_app.casework.merging.merging import merge_cases
from recruitment_app.casework.merging.side_by_side import merge_view
from recruitment_app.casework.merging.unmerging import undo_merge
from recruitment_app.errors import Problem
from tests.casework.cases import TODAY, a_session, an_enquiry, day


def people_of(store, case_id):
    return case_page(store, case_id=case_id, today=TODAY).applicants


def booked(store, event_id, *, couple=True):
    case_id = an_enquiry(store, couple=couple)
    people = people_of(store, case_id)
    event_places.book_places(
        store,
        event_id=event_id,
        case_id=case_id,
        people=[person.id for person in people],
        on=day(11, 3),
        today=TODAY,
    )
    return case_id


def test_whoever_is_taken_out_of_a_household_leaves_its_places_to_others(each_store):
    to_come = a_session(each_store, on=day(11, 25), places=2)
    held = a_session(each_store, on=day(11, 10), places=2)
    case_id = booked(each_store, to_come)
    page = event_page(each_store, event_id=held)
    second = case_page(each_store, case_id=case_id, today=TODAY).applicants[1]
    event_places.book_places(
        each_store,
        event_id=held,
        case_id=case_id,
        people=[second.id],
        on=day(11, 3),
        today=TODAY,
    )
    (place,) = event_page(each_store, event_id=held).places
    attendance.mark_attendance(
        each_store,
        event_id=held,
        part_id=page.event.part_ids[0],
        case_id=case_id,
        outcomes={place.id: "came"},
        today=TODAY,
    )
    second = case_page(each_store, case_id=case_id, today=TODAY).applicants[1]
    take_out(each_store, person_id=second.id, seen=second.version)
    rows = event_page(each_store, event_id=to_come).places
    assert {row.person_id: row.state for row in rows}[second.id] == "given_up"
    assert event_page(each_store, event_id=to_come).event.room == 1
    assert event_page(each_store, event_id=held).places[0].state == "booked"


def test_of_a_closed_case_nobody_is_expected_written_to_or_marked_with_the_rest(each_store):
    to_come = a_session(each_store, on=day(11, 25), places=9)
    held = a_session(each_store, on=day(11, 10), places=9)
    gone, stays = (booked(each_store, to_come) for _ in range(2))
    left = booked(each_store, held)
    close_case(each_store, case_id=gone, reason="no_response", on=TODAY, today=TODAY)
    close_case(each_store, case_id=left, reason="no_response", on=TODAY, today=TODAY)
    found = event_letters(each_store, event_id=to_come, today=TODAY)
    assert (found.everybody, found.to_tell) == ((stays,), (stays,))
    sheet = PdfReader(BytesIO(sign_in_sheet(each_store, event_id=to_come, today=TODAY)))
    assert sheet.pages[0].extract_text().count("Rowan Teasel") == 1
    rest = {
        "event_id": held,
        "part_id": event_page(each_store, event_id=held).event.part_ids[0],
        "today": TODAY,
    }
    with pytest.raises(Problem, match="Only people of closed cases are not marked"):
        attendance.mark_rest_came(each_store, **rest)
    booked(each_store, held, couple=False)
    change = attendance.mark_rest_came(each_store, **rest)
    assert change.sentence == "One more came. Closed cases are left as they are: 2."


def test_a_closing_leaves_the_places_to_come_to_others_and_reopening_takes_them_again(each_store):
    to_come = a_session(each_store, on=day(11, 25), places=2)
    held = a_session(each_store, on=day(11, 10), places=2)
    gone = booked(each_store, to_come)
    people = {"people": [p.id for p in people_of(each_store, gone)]}
    facts = {"case_id": gone, "today": TODAY}
    event_places.book_places(each_store, event_id=held, on=day(11, 3), **people, **facts)
    waits = an_enquiry(each_store, couple=False)
    event_places.book_places(
        each_store,
        event_id=to_come,
        case_id=waits,
        people=[p.id for p in people_of(each_store, waits)],
        on=day(11, 4),
        today=TODAY,
        waits=True,
    )

    def states(event_id=to_come):
        return [row.state for row in event_page(each_store, event_id=event_id).places]

    def close():
        return close_case(each_store, reason="no_response", on=TODAY, **facts)

    before = event_page(each_store, event_id=to_come).places
    change = close()
    assert change.sentence == (
        "Case closed. Their place on 25 November 2014 is given up. Somebody who waits fits: give"
        " the place to who is next."
    )
    assert sorted(states()) == ["given_up", "given_up", "waiting"]
    assert states(held) == ["booked", "booked"]  # who was there is still to be marked
    change = strike_entry(each_store, event_id=change.record_id, why="Wrong case.", **facts)
    assert change.sentence == "Closed struck. Their place on 25 November 2014 is theirs again."
    assert event_page(each_store, event_id=to_come).places == before

    close()
    turn = {"event_id": to_come, "on": TODAY, "today": TODAY}
    event_places.give_places_in_turn(each_store, **turn)
    change = reopen_case(each_store, on=TODAY, words="They rang.", **facts)
    assert change.sentence == (
        "Case opened again where it was left. Too few places are left on 25 November 2014: book"
        " another event, or put them on the waiting list."
    )
    assert sorted(states()) == ["booked", "given_up", "given_up"]
    event_places.give_up_places(each_store, event_id=to_come, case_id=waits, on=TODAY)
    close()
    reopen_case(each_store, on=TODAY, words="They rang again.", **facts)
    assert sorted(states()) == ["booked", "booked", "given_up"]
    assert check(each_store) == []


def test_a_duplicate_that_was_closed_brings_its_place_into_the_case_that_goes_on(each_store):
    to_come = a_session(each_store, on=day(11, 25), places=2)
    stays, goes = an_enquiry(each_store), booked(each_store, to_come)
    close_case(each_store, case_id=goes, reason="duplicate", on=TODAY, today=TODAY)
    assert event_page(each_store, event_id=to_come).event.room == 2
    view = merge_view(each_store, case_id=stays, other_id=goes, today=TODAY)
    change = merge_cases(each_store, case_id=stays, other_id=goes, seen=view.seen, today=TODAY)
    assert change.sentence.endswith("Their place on 25 November 2014 is theirs again.")
    rows = event_page(each_store, event_id=to_come).places
    assert {(row.case_id, row.state) for row in rows} == {(stays, "booked")}
    undo_merge(each_store, merge_id=change.record_id)
    assert event_page(each_store, event_id=to_come).event.room == 2
    assert check(each_store) == []
