"""The yield of the sources, and the campaigns with their notes, as they leave; no case is named."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from sqlalchemy import func, select

from recruitment_app.casework.leaving.leaving import Leaving
from recruitment_app.casework.sources import campaigns as of_campaigns
from recruitment_app.casework.sources.sources import LineKind, sources
from recruitment_app.exchange.cells import Cell
from recruitment_app.store.tables import Case

SOURCES: Final = (
    "What",
    "Source",
    "Campaign or event",
    "Begins on",
    "Ends on",
    "Enquiries",
    "Registered",
    "Stage One",
    "Approved",
    "On the way",
    "Ended",
    "Approved, per cent",
    "Cost",
    "Cost per enquiry",
    "Cost per approval",
)
CAMPAIGNS: Final = (
    "Name",
    "Kind",
    "Source",
    "Begins on",
    "Ends on",
    "Cost",
    "Remarks",
    "Notes",
)
_WHAT: Final = {
    LineKind.SOURCE: "Source",
    LineKind.CAMPAIGN: "Campaign",
    LineKind.EVENT: "Event",
}


def sources_of_days(leaving: Leaving) -> Iterator[Sequence[Cell]]:
    """Give the lines of the table of sources, of the days asked for or of every enquiry."""
    first, last = leaving.days or (_first_enquiry(leaving), leaving.today)
    table = sources(leaving.store, first=first, last=last)
    title = ""
    for line in table.lines:
        is_source = line.kind is LineKind.SOURCE
        title = line.title if is_source else title
        found = line.found
        yield (
            _WHAT[line.kind],
            title,
            "" if is_source else line.title,
            line.begins_on,
            line.ends_on,
            found.enquiries,
            found.registered,
            found.stage_one,
            found.approved,
            found.in_hand,
            found.ended,
            found.share(found.approved, table.least),
            _pounds(found.cost),
            _pounds(found.cost_per_enquiry),
            _pounds(found.cost_per_approval),
        )


def campaigns(leaving: Leaving) -> Iterator[Sequence[Cell]]:
    """Give every campaign with its notes, the latest first."""
    for row in of_campaigns.campaigns(leaving.store):
        facts = row.facts
        notes = of_campaigns.campaign_notes(leaving.store, campaign_id=row.id)
        yield (
            facts.name,
            row.kind_words,
            leaving.law.label("source_of_enquiry", facts.source) if facts.source else "",
            facts.begins_on,
            facts.ends_on,
            _pounds(facts.cost),
            facts.remarks,
            "\n".join(f"{note.on.isoformat()} {note.written_by}: {note.text}" for note in notes),
        )


def _first_enquiry(leaving: Leaving) -> date:
    found = leaving.session.scalar(
        select(func.min(Case.opened_on)).where(Case.deleted_at.is_(None))
    )
    return min(found or leaving.today, leaving.today)


def _pounds(pence: int | None) -> float | None:
    return None if pence is None else pence / 100
