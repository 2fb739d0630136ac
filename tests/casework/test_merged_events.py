"""What a merge makes of the places of both at an event, and of what brought each to us."""

from datetime import timedelta

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checking import check
from recruitment_app.casework.events import attendance, event_places, events
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.events.events import EventFacts
from recruitment_app.casework.merging.merge_rows import MergeChoices
from recruitment_app.casework.merging.merging import merge_cases
from recruitment_app.casework.merging.side_by_side import merge_view
from recruitment_app.casework.merging.unmerging import merges_of, undo_merge
from recruitment_app.casework.sources.came_from import (
    CameFrom,
    came_from_words,
    set_came_from,
)
from recruitment_app.casework.sources.campaigns import CampaignFacts, make_campaign
from recruitment_app.rules.events import Part
from tests.casework.cases import ENQUIRED, TODAY, an_enquiry, day


def view_of(store, one, other, **chosen):
    choices = MergeChoices(**chosen)
    return merge_view(store, case_id=one, other_id=other, today=TODAY, choices=choices)


def merged(store, one, other, **chosen):
    choices = MergeChoices(**chosen)
    seen = view_of(store, one, other, **chosen).seen
    merge_cases(store, case_id=one, other_id=other, seen=seen, today=TODAY, choices=choices)


def came_from(store, case_id, code):
    set_came_from(store, case_id=case_id, came_from=code, today=TODAY)


def brought(store, case_id):
    return came_from_words(store, case_id=case_id)[0]


def test_what_brought_the_first_enquiry_stands_unless_it_names_nothing(each_store):
    facts = CampaignFacts(kind="advert", name="Buses", begins_on=day(1, 10))
    buses = CameFrom(campaign_id=make_campaign(each_store, facts=facts).record_id).code
    parts = (Part(on=day(2, 20)),)
    made = events.make_event(each_store, facts=EventFacts(kind="open_evening", parts=parts))
    evening = CameFrom(event_id=made.record_id).code
    later = ENQUIRED + timedelta(days=7)

    silent, told = an_enquiry(each_store), an_enquiry(each_store, on=later)
    came_from(each_store, told, evening)
    (pair,) = [p for p in view_of(each_store, silent, told).facts if p.key == "came_from"]
    assert (pair.ours, pair.theirs, pair.takes_theirs) == (
        "",
        "Open evening, 20 February 2014",
        True,
    )
    merged(each_store, silent, told)
    assert brought(each_store, silent) == evening
    (kept,) = merges_of(each_store, case_id=silent)
    undo_merge(each_store, merge_id=kept.id)
    assert (brought(each_store, silent), brought(each_store, told)) == ("", evening)

    came_from(each_store, silent, buses)
    merged(each_store, told, silent)  # the one that goes enquired first
    assert brought(each_store, told) == buses

    one, other = an_enquiry(each_store), an_enquiry(each_store, on=later)
    came_from(each_store, one, buses)
    came_from(each_store, other, evening)
    merged(each_store, one, other, theirs={"came_from": True})
    assert brought(each_store, one) == evening
    assert check(each_store) == []


def test_what_each_record_of_a_person_knows_of_a_workshop_is_known_of_the_one(each_store):
    parts = (Part(on=day(11, 5)), Part(on=day(11, 12)))
    event_id = events.make_event(
        each_store, facts=EventFacts(kind="workshop", parts=parts)
    ).record_id
    stays, goes = an_enquiry(each_store, couple=False), an_enquiry(each_store, couple=False)
    for case_id in (stays, goes):
        people = [p.id for p in case_page(each_store, case_id=case_id, today=TODAY).applicants]
        event_places.book_places(
            each_store,
            event_id=event_id,
            case_id=case_id,
            people=people,
            on=day(11, 1),
            today=TODAY,
        )
    page = event_page(each_store, event_id=event_id)
    places = {row.case_id: row.id for row in page.places}
    first, second = page.event.part_ids
    for case_id, part_id, outcome in (
        (stays, first, "missed"),
        (goes, first, "came"),
        (goes, second, "missed"),
    ):
        attendance.mark_attendance(
            each_store,
            event_id=event_id,
            part_id=part_id,
            case_id=case_id,
            outcomes={places[case_id]: outcome},
            today=TODAY,
        )
    attendance.follow_up_place(
        each_store, place_id=places[goes], words="Send the slides", by=TODAY, today=TODAY
    )
    attendance.follow_up_place(each_store, place_id=places[stays], words="", by=None, today=TODAY)
    merged(each_store, stays, goes)
    (row,) = event_page(each_store, event_id=event_id).places
    assert {part: mark.outcome for part, mark in row.marks.items()} == {
        first: "came",
        second: "missed",
    }
    assert row.follow_up == "Send the slides"
    assert check(each_store) == []
    (kept,) = merges_of(each_store, case_id=stays)
    undo_merge(each_store, merge_id=kept.id)
    rows = {row.case_id: row for row in event_page(each_store, event_id=event_id).places}
    assert [mark.outcome for mark in rows[stays].marks.values()] == ["missed"]
    assert {mark.outcome for mark in rows[goes].marks.values()} == {"came", "missed"}
