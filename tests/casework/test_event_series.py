"""A series changed together, and the campaign that an event is part of."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import attendance, event_cancelling, event_places, events
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.events.event_rows import events as all_events
from recruitment_app.casework.events.events import EventFacts, event_facts
from recruitment_app.casework.sources.came_from import CameFrom, set_came_from
from recruitment_app.casework.sources.campaigns import (
    CampaignFacts,
    campaigns,
    change_campaign,
    make_campaign,
    take_off_campaign,
)
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.events import Part
from recruitment_app.store.tables import AuditEntry, Case
from tests.casework.cases import ENQUIRED, TODAY, an_enquiry, day

EVENING = EventFacts(
    kind="open_evening",
    venue="Civic Offices",
    places=3,
    parts=(Part(on=day(11, 19), starts="18:30"),),
)
LATER = [date(2015, 1, 21), day(12, 17)]


def test_the_later_ones_of_a_series_change_with_one_and_keep_their_days(each_store):
    event_id = events.make_event(each_store, facts=EVENING).record_id
    events.copy_event(each_store, event_id=event_id, days=LATER)
    rows = all_events(each_store)
    assert event_page(each_store, event_id=event_id).series == tuple(row.begins_on for row in rows)
    facts, seen, _told = event_facts(each_store, event_id=rows[1].id)
    other = replace(
        facts, venue="Library", parts=(Part(on=day(12, 18), starts="19:00", title="Siblings"),)
    )
    change = events.change_event(
        each_store, event_id=rows[1].id, seen=seen, facts=other, with_later=True
    )
    assert change.sentence.endswith("One later one changed too.")
    told = [(row.begins_on, row.parts[0].starts, row.venue) for row in all_events(each_store)]
    assert told == [
        (day(11, 19), "18:30", "Civic Offices"),
        (day(12, 18), "19:00", "Library"),
        (LATER[0], "19:00", "Library"),
    ]
    case_id = an_enquiry(each_store)
    people = [p.id for p in case_page(each_store, case_id=case_id, today=TODAY).applicants]
    event_places.book_places(
        each_store, event_id=rows[2].id, case_id=case_id, people=people, on=TODAY, today=TODAY
    )
    before = all_events(each_store)
    facts, seen, _told = event_facts(each_store, event_id=event_id)
    with pytest.raises(Problem, match="2 places are booked on 21 January 2015"):
        events.change_event(
            each_store,
            event_id=event_id,
            seen=seen,
            facts=replace(facts, places=1),
            with_later=True,
        )
    assert all_events(each_store) == before


def test_an_event_brings_its_campaign_to_the_enquiries_that_name_it(each_store):
    facts = CampaignFacts(kind="faith_group", name="Talks", begins_on=day(1, 10))
    talks = make_campaign(each_store, facts=facts).record_id
    evening = replace(EVENING, parts=(Part(on=ENQUIRED),), campaign_id=talks)
    event_id = events.make_event(each_store, facts=evening).record_id
    case_id = an_enquiry(each_store)
    code = CameFrom(event_id=event_id).code
    set_came_from(each_store, case_id=case_id, came_from=code, today=TODAY)

    def brought():
        with each_store.reading() as session:
            case = session.get_one(Case, case_id)
            return case.campaign_id, case.event_id

    assert brought() == (talks, event_id)
    (row,) = all_events(each_store)
    assert row.campaign == "Talks"
    with pytest.raises(Problem, match="Enquiries came from it"):
        take_off_campaign(each_store, campaign_id=talks)
    (kept,) = campaigns(each_store)
    moved = replace(facts, begins_on=ENQUIRED.replace(day=4))
    with pytest.raises(Problem, match="let it begin by then"):
        change_campaign(each_store, campaign_id=talks, seen=kept.version, facts=moved)
    late = make_campaign(each_store, facts=replace(facts, name="Buses", begins_on=day(6, 1)))
    with pytest.raises(Problem, match="begins on 1 June 2014, after the event"):
        events.change_event(
            each_store,
            event_id=event_id,
            seen=0,
            facts=replace(evening, campaign_id=late.record_id),
        )
    events.change_event(
        each_store, event_id=event_id, seen=0, facts=replace(evening, campaign_id=None)
    )
    assert brought() == (None, event_id)
    with pytest.raises(Problem, match="Enquiries came from this event: cancel it instead"):
        events.take_out_event(each_store, event_id=event_id)


def test_what_was_copied_or_moved_by_mistake_is_taken_back_unless_somebody_built_on_it(each_store):
    event_id = events.make_event(each_store, facts=EVENING).record_id
    change = events.copy_event(each_store, event_id=event_id, days=LATER)
    change.undo(each_store)
    assert len(all_events(each_store)) == 1
    facts, seen, _told = event_facts(each_store, event_id=event_id)
    moved = replace(facts, venue="Library", parts=(Part(on=day(11, 20), starts="18:30"),))
    change = events.change_event(each_store, event_id=event_id, seen=seen, facts=moved)
    change.undo(each_store)
    assert event_facts(each_store, event_id=event_id)[0] == facts
    change = events.change_event(each_store, event_id=event_id, seen=0, facts=moved)
    events.change_event(each_store, event_id=event_id, seen=0, facts=replace(moved, places=9))
    with pytest.raises(ChangedMeanwhile):
        change.undo(each_store)
    copied = events.copy_event(each_store, event_id=event_id, days=LATER)
    case_id = an_enquiry(each_store)
    people = [p.id for p in case_page(each_store, case_id=case_id, today=TODAY).applicants]
    event_places.book_places(
        each_store,
        event_id=copied.record_ids[0],
        case_id=case_id,
        people=people,
        on=TODAY,
        today=TODAY,
    )
    with pytest.raises(Problem, match="People have places at this event"):
        copied.undo(each_store)
    assert len(all_events(each_store)) == 3


def test_the_later_ones_of_a_series_are_cancelled_with_one_and_held_again_together(each_store):
    event_id = events.make_event(each_store, facts=EVENING).record_id
    copies = events.copy_event(each_store, event_id=event_id, days=LATER).record_ids
    case_id = an_enquiry(each_store)
    people = [p.id for p in case_page(each_store, case_id=case_id, today=TODAY).applicants]
    for held in (event_id, copies[-1]):
        event_places.book_places(
            each_store, event_id=held, case_id=case_id, people=people, on=TODAY, today=TODAY
        )
    later = event_cancelling.later_ones(each_store, event_id=event_id, today=TODAY)
    assert (later.days, later.booked, later.told) == ((day(12, 17), LATER[0]), 2, 0)
    before = all_events(each_store)
    cancel = {"on": TODAY, "why": "The hall is closed", "today": TODAY, "with_later": True}
    change = event_cancelling.cancel_event(each_store, event_id=event_id, **cancel)
    assert change.sentence == "3 events cancelled: one household to tell."
    assert {row.cancelled_why for row in all_events(each_store)} == {"The hall is closed"}
    with each_store.reading() as session:
        acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.seq.desc())).all()
    assert acts[0] == "cancel_event"
    assert acts.count("cancel_event") == 1
    assert change.undo(each_store).sentence == "3 events take place."

    def as_told():
        return [replace(row, version=0) for row in all_events(each_store)]

    assert as_told() == [replace(row, version=0) for row in before]
    event_cancelling.cancel_event(each_store, event_id=copies[0], **cancel)
    assert [bool(row.cancelled_on) for row in all_events(each_store)] == [False, True, True]
    with pytest.raises(Problem, match="is not cancelled"):
        change.undo(each_store)  # the first takes place: none of them is held again alone
    assert [bool(row.cancelled_on) for row in all_events(each_store)] == [False, True, True]


def test_of_a_series_nothing_is_cancelled_where_people_came_to_a_later_one(each_store):
    event_id = events.make_event(each_store, facts=EVENING).record_id
    (later_id,) = events.copy_event(each_store, event_id=event_id, days=[day(11, 26)]).record_ids
    case_id = an_enquiry(each_store)
    people = [p.id for p in case_page(each_store, case_id=case_id, today=TODAY).applicants]
    event_places.book_places(
        each_store, event_id=later_id, case_id=case_id, people=people, on=TODAY, today=TODAY
    )
    page = event_page(each_store, event_id=later_id)
    attendance.mark_attendance(
        each_store,
        event_id=later_id,
        part_id=page.event.part_ids[0],
        case_id=case_id,
        outcomes={page.places[0].id: "came"},
        today=day(11, 26),
    )
    cancel = {"event_id": event_id, "why": "Ill", "with_later": True}
    with pytest.raises(Problem, match="to the one on 26 November 2014: cancel this one without"):
        event_cancelling.cancel_event(each_store, on=TODAY, today=day(11, 26), **cancel)
    assert not any(row.cancelled_on for row in all_events(each_store))
    # what was held is past on the day after, and is no longer cancelled with one before it
    change = event_cancelling.cancel_event(each_store, on=TODAY, today=day(11, 27), **cancel)
    assert change.sentence == "Cancelled."
