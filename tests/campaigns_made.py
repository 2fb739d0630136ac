"""Campaigns with a note, and enquiries that came from them and from an event, for the pages."""

from datetime import date, timedelta

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.lists.case_order import CaseSort
from recruitment_app.casework.sources.came_from import came_from_offers, set_came_from
from recruitment_app.casework.sources.campaigns import (
    CampaignFacts,
    add_campaign_note,
    campaigns,
    make_campaign,
)
from recruitment_app.store.keeping import Store
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place

MOST_NAMED = 30


def run_campaigns(store: Store, today: date) -> None:
    """Make three campaigns of the year, and let some of its enquiries name what ran."""
    begins = today - timedelta(days=240)
    advert = CampaignFacts(
        kind="advert",
        name="Buses along the river",
        source="outdoor",
        begins_on=begins,
        ends_on=begins + timedelta(days=60),
        cost=1250_00,
        remarks="Twelve buses of three lines, with the number of the team.",
    )
    faith = CampaignFacts(
        kind="faith_group",
        name="Talks after the service",
        source="faith_group",
        begins_on=begins + timedelta(days=30),
        cost=85_50,
    )
    old = CampaignFacts(
        kind="consortium_evening",
        name="Evenings of the consortium",
        source="information_event",
        begins_on=begins - timedelta(days=400),
        cost=600_00,
    )
    for facts in (advert, faith, old):
        key = make_campaign(store, facts=facts).record_id
        assert key is not None
        add_campaign_note(
            store,
            campaign_id=key,
            on=today - timedelta(days=7),
            text="Business Development Officer: most who rang had a question about siblings.",
            today=today,
        )
    wanted = CaseFilter(opened_from=begins, opened_to=today)
    ids = case_ids(store, wanted=wanted, today=today, sort=CaseSort.REFERENCE)[:MOST_NAMED]
    for at, case_id in enumerate(ids):
        opened_on = case_page(store, case_id=case_id, today=today).opened_on
        offers = came_from_offers(store, on=opened_on)
        if offers:
            code = offers[at % len(offers)][0]
            set_came_from(store, case_id=case_id, came_from=code, today=today)


def campaign_places(office: Office) -> dict[str, list[tuple[str, Place]]]:
    """Return the dialogs of campaigns, at one that has remarks and a cost."""
    row = max(office.quick(campaigns), key=lambda each: len(each.facts.remarks))
    at = {"campaign": str(row.id)}
    return {
        "campaign": [
            ("campaign", Place("campaign")),
            ("campaign_changed", Place("campaign", facts=at)),
        ],
        "campaign_note": [("campaign_note", Place("campaign_note", facts=at))],
        "figure": [("figure", Place("figure", facts={"figure": "sources.least_for_share"}))],
    }
