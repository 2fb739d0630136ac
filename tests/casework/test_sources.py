"""Campaigns, what an enquiry came from, and what came of each source."""

from dataclasses import replace

import pytest

from recruitment_app.casework.events.events import EventFacts, make_event
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import (
    closing,
    enquiries,
    registration,
    restricting,
)
from recruitment_app.casework.leaving.leaving_lists import export_list
from recruitment_app.casework.own_figures import DAYS_AFTER, LEAST_FOR_SHARE, set_figure
from recruitment_app.casework.sources import campaigns
from recruitment_app.casework.sources.came_from import (
    CameFrom,
    came_from_offers,
    came_from_words,
    set_came_from,
)
from recruitment_app.casework.sources.campaigns import CampaignFacts
from recruitment_app.casework.sources.sources import sources, sources_paper
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.events import Part
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Worker
from tests.casework.cases import TODAY, an_enquiry, day

ADVERT = CampaignFacts(
    kind="advert",
    name="Buses of March",
    source="outdoor",
    begins_on=day(3, 1),
    ends_on=day(3, 31),
    cost=400_00,
)
FIRST, LAST, ENQUIRED = day(3, 1), TODAY, day(3, 10)


def made(store, **facts):
    return campaigns.make_campaign(store, facts=replace(ADVERT, **facts)).record_id


def enquire(store, source, came_from="", on=ENQUIRED):
    return enquiries.record_enquiry(
        store,
        received_on=on,
        applicants=[NewPerson(given_names="Fern", family_name="Larkspur")],
        source=source,
        channel="telephone",
        came_from=came_from,
        today=TODAY,
    ).case_id


def test_the_yield_of_each_source_is_carried_through_with_its_cost(each_store, tmp_path):
    store = each_store
    advert = made(store)
    old = made(store, name="Buses of January", begins_on=day(1, 2), ends_on=None, cost=900_00)
    evening = make_event(
        store, facts=EventFacts(kind="open_evening", parts=(Part(on=day(3, 5)),), title="Evening")
    ).record_id
    make_event(store, facts=EventFacts(kind="workshop", parts=(Part(on=day(3, 6)),)))
    named = CameFrom(campaign_id=advert).code
    offered = [words for _code, words in came_from_offers(store, on=day(3, 10))]
    assert offered == ["Evening, 5 March 2014", "Buses of March", "Buses of January"]
    far = enquire(store, "outdoor", named)
    registration.receive_registration(store, case_id=far, on=day(4, 28), today=TODAY)
    registration.accept_registration(
        store, case_id=far, on=day(5, 6), today=TODAY, fast_track=False
    )
    gone = enquire(store, "outdoor", named)
    closing.close_case(
        store, case_id=gone, reason="no_response", words="", on=day(6, 2), today=TODAY
    )
    by_friends = enquire(store, "word_of_mouth", CameFrom(event_id=evening).code)
    restricting.restrict_case(store, case_id=by_friends, words="Known.", on=TODAY, today=TODAY)
    enquire(store, "outdoor", CameFrom(campaign_id=old).code, on=day(2, 3))  # of other days

    table = sources(store, first=FIRST, last=LAST)
    told = [
        (line.kind.value, line.title, line.found.enquiries, line.found.stage_one, line.found.cost)
        for line in table.lines
    ]
    assert told == [
        ("source", "Outdoor, bus or public transport", 2, 1, 400_00),
        ("campaign", "Buses of March", 2, 1, 400_00),
        ("campaign", "Buses of January", 0, 0, None),
        ("source", "Word of mouth, adopter or foster carer", 1, 0, None),
        ("event", "Evening, 5 March 2014", 1, 0, None),
    ]
    outdoor = table.lines[0].found
    assert (outdoor.registered, outdoor.in_hand, outdoor.ended) == (1, 1, 1)
    assert (outdoor.cost_per_enquiry, outdoor.cost_per_approval) == (200_00, None)
    assert (table.total.enquiries, table.total.cost) == (3, 400_00)
    assert sources_paper(store, first=FIRST, last=LAST, today=TODAY).startswith(b"%PDF")
    set_figure(store, name=LEAST_FOR_SHARE, value="2", reason="So few enquire here.")
    set_figure(store, name=DAYS_AFTER, value="5", reason="Nobody keeps a leaflet.")
    assert sources(store, first=FIRST, last=LAST).least == 2
    offered = [words for _code, words in came_from_offers(store, on=day(4, 6))]
    assert offered == ["Buses of January"]  # the one that goes on
    with pytest.raises(Problem, match="no such figure"):
        set_figure(store, name="sources.other", value="5", reason="Why.")
    file = tmp_path / "sources.csv"
    assert export_list(store, name="sources", path=file, today=TODAY, days=(FIRST, LAST)) == 5
    assert "Fern" not in file.read_text(encoding="utf-8")
    with pytest.raises(Problem, match="give the first day first"):
        sources(store, first=LAST, last=FIRST)


def test_a_campaign_is_changed_ended_noted_and_taken_off_only_where_nothing_came_of_it(each_store):
    store = each_store
    key = made(store)
    for facts, why in (
        ({"name": " "}, "Give it a name"),
        ({}, "already"),
        ({"name": "Other", "ends_on": day(2, 1)}, "cannot end before"),
        ({"name": "Other", "cost": -1}, "Give the cost in pounds"),
        ({"name": "Other", "kind": "banner"}, "Choose the kind of campaign"),
    ):
        with pytest.raises(Problem, match=why):
            made(store, **facts)
    (row,) = campaigns.campaigns(store)
    seen = row.version
    moved = replace(row.facts, begins_on=day(3, 3), ends_on=None)
    campaigns.change_campaign(store, campaign_id=key, seen=seen, facts=moved)
    with pytest.raises(ChangedMeanwhile):
        campaigns.change_campaign(store, campaign_id=key, seen=seen, facts=moved)
    campaigns.end_campaign(store, campaign_id=key, on=day(3, 20))

    case_id = an_enquiry(store, on=day(3, 4))
    named = CameFrom(campaign_id=key).code
    set_came_from(store, case_id=case_id, came_from=named, today=TODAY)
    assert came_from_words(store, case_id=case_id) == (named, "Buses of March")
    (row,) = campaigns.campaigns(store)
    later = replace(row.facts, begins_on=day(3, 5))
    with pytest.raises(Problem, match="let it begin by then"):
        campaigns.change_campaign(store, campaign_id=key, seen=row.version, facts=later)
    with pytest.raises(Problem, match="Enquiries came from it"):
        campaigns.take_off_campaign(store, campaign_id=key)
    early = an_enquiry(store, on=day(2, 3))
    with pytest.raises(Problem, match="after their enquiry"):
        set_came_from(store, case_id=early, came_from=named, today=TODAY)
    with pytest.raises(Problem, match="from the list"):
        set_came_from(store, case_id=early, came_from="campaign:5", today=TODAY)
    set_came_from(store, case_id=case_id, came_from="", today=TODAY)
    assert came_from_words(store, case_id=case_id) == ("", "")

    with pytest.raises(Problem, match="still to come"):
        campaigns.add_campaign_note(
            store, campaign_id=key, on=day(12, 1), text="Later.", today=TODAY
        )
    campaigns.add_campaign_note(
        store, campaign_id=key, on=TODAY, text="Line 5 brings most.", today=TODAY
    )
    (note,) = campaigns.campaign_notes(store, campaign_id=key)
    assert (note.text, note.written_by) == ("Line 5 brings most.", "Morgan Example")
    with pytest.raises(Problem, match="Notes were written on it"):
        campaigns.take_off_campaign(store, campaign_id=key)
    other = campaigns.make_campaign(store, facts=replace(ADVERT, name="Other"))
    gone = other.undo(store)
    gone.undo(store)
    with pytest.raises(Problem, match="nothing to put back"):
        gone.undo(store)
    campaigns.take_off_campaign(store, campaign_id=other.record_id)
    assert [row.facts.name for row in campaigns.campaigns(store)] == ["Buses of March"]


def test_who_only_advises_the_panel_makes_no_campaign(file_store):
    with file_store.writing(act="change_worker") as session:
        session.get_one(Worker, file_store.person_id).role = Role.PANEL_ADVISER
    with pytest.raises(NotAllowed):
        made(file_store)
