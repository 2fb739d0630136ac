"""The sample's campaigns: what they cost, what was noted of them, and who came by them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.sampling.sample_gathering import INVENTED, at
from recruitment_app.store.audit import insert_rows
from recruitment_app.store.ids import new_id
from recruitment_app.store.search import fold
from recruitment_app.store.tables import Campaign, CampaignNote

EVENINGS: Final = "consortium_evening"
EVENING: Final = "information_event"
_LATEST: Final = timedelta(days=60)  # after the last day of a campaign, or after an evening
_UNKNOWN_EVERY: Final = 5  # enquirers of whom nobody asked what brought them
_NOTED: Final = "Business Development Officer: "


@dataclass(frozen=True, slots=True)
class _Told:
    """A campaign by the days before today on which it began and ended; its cost is in pence."""

    kind: str
    name: str
    source: str
    began: int
    ended: int | None
    cost: int | None
    remarks: str = ""
    notes: tuple[tuple[int, str], ...] = ()


_TOLD: Final = (
    _Told(
        "national_gateway",
        "First4Adoption, the national gateway",
        "first4adoption",
        700,
        None,
        None,
        "Enquiries are passed on by the gateway; it costs the agency nothing.",
        ((40, "They send the postcode with each enquiry now, so that we can ring the same day."),),
    ),
    _Told(
        "advert",
        "Notices in the local papers",
        "newspaper",
        420,
        20,
        1_840_00,
        "A quarter of a page in two weekly papers, four times a year.",
        (
            (300, "The notice with the telephone number at the top was answered three times more."),
            (
                25,
                "Most who rang thought that you must own your home: the next notice should say so.",
            ),
        ),
    ),
    _Told(
        "media",
        "Adopters talk on local radio",
        "radio",
        210,
        20,
        0,
        "Two adopters of the agency, an hour in the morning, each month.",
        ((18, "The station asks us back for National Adoption Week."),),
    ),
    _Told(
        "advert",
        "Buses along the river",
        "outdoor",
        260,
        170,
        1_250_00,
        "Twelve buses of three lines.",
        ((165, "Few named the buses, and of those who did nobody registered: do not repeat."),),
    ),
    _Told(
        "faith_group",
        "Talks after the service",
        "faith_group",
        280,
        None,
        85_50,
        "Four congregations of three faiths, with tea.",
        ((90, "The mosque asks for somebody who can speak of fostering for adoption."),),
    ),
    _Told(
        "community_group",
        "Stalls at the summer fairs",
        "leaflet",
        140,
        75,
        48_00,
        "With the Caribbean centre and the residents of Acorn Lane.",
        ((74, "Many children came to the balloons, and their parents took a leaflet each."),),
    ),
    _Told(
        "material",
        "Leaflets in surgeries and libraries",
        "leaflet",
        500,
        None,
        312_00,
    ),
    _Told(
        "online",
        "Short films of adoptive families",
        "social_media",
        150,
        None,
        640_00,
        "Six films of a minute each.",
        ((30, "The film about brothers and sisters is shared most."),),
    ),
    _Told(
        EVENINGS,
        "Open evenings of the consortium",
        EVENING,
        360,
        None,
        600_00,
        "Four agencies take turns; we pay a quarter of room and refreshments.",
        ((9, "Thirty-one came. Two couples from outside the area: told whom to ring."),),
    ),
)


@dataclass(frozen=True, slots=True)
class SampleCampaign:
    """A campaign as far as somebody may have come by it."""

    id: UUID
    kind: str
    source: str
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class SampleEvening:
    """An evening from which somebody may have enquired."""

    event_id: UUID
    on: date
    campaign_id: UUID | None


@dataclass(frozen=True, slots=True)
class Brought:
    """What brought enquirers: the campaigns and the evenings of the sample."""

    campaigns: Sequence[SampleCampaign]
    evenings: Sequence[SampleEvening]

    def by(
        self, opened_on: date, *, source: str, channel: str, number: int
    ) -> Mapping[str, UUID | None]:
        """Return the campaign and the event that an enquiry names; nothing where it names none."""
        if number % _UNKNOWN_EVERY == 0:
            return {}
        if source == EVENING or channel == "event":
            for evening in self.evenings:
                if evening.on <= opened_on <= evening.on + _LATEST:
                    return {"campaign_id": evening.campaign_id, "event_id": evening.event_id}
        for campaign in self.campaigns:
            if campaign.source == source and campaign.begins_on <= opened_on:
                is_late = campaign.ends_on and opened_on > campaign.ends_on + _LATEST
                return {} if is_late else {"campaign_id": campaign.id}
        return {}


def write_campaigns(session: Session, *, written_by: UUID, today: date) -> list[SampleCampaign]:
    """Write the campaigns with the notes on them, within the act that is open."""
    made, notes = [], []
    for told in _TOLD:
        key = new_id()
        ends_on = None if told.ended is None else today - timedelta(days=told.ended)
        begins_on = today - timedelta(days=told.began)
        made.append((told, SampleCampaign(key, told.kind, told.source, begins_on, ends_on)))
        for ago, text in told.notes:
            on = today - timedelta(days=ago)
            notes.append(
                {
                    "campaign_id": key,
                    "on": on,
                    "text": _NOTED + text[:1].lower() + text[1:] + INVENTED,
                    "written_at": at(on),
                    "written_by": written_by,
                }
            )
    insert_rows(session, Campaign, map(_row, *zip(*made, strict=True)))
    insert_rows(session, CampaignNote, notes)
    return [campaign for _told, campaign in made]


def of_kind(campaigns: Iterable[SampleCampaign], kind: str) -> UUID | None:
    """Return the first campaign of a kind."""
    return next((each.id for each in campaigns if each.kind == kind), None)


def _row(told: _Told, campaign: SampleCampaign) -> dict[str, object]:
    return {
        "id": campaign.id,
        "kind": told.kind,
        "name": told.name,
        "name_fold": fold(told.name),
        "source": told.source,
        "begins_on": campaign.begins_on,
        "ends_on": campaign.ends_on,
        "cost": told.cost,
        "remarks": told.remarks,
    }
