"""Writing the sample agency's events: sessions, workshops, evenings, meetings; what was said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.events.event_places import INFORMATION_SESSION
from recruitment_app.casework.events.workshop_waiting import WORKSHOP
from recruitment_app.casework.sampling.sample_campaigns import (
    EVENINGS,
    Brought,
    SampleCampaign,
    SampleEvening,
    of_kind,
)
from recruitment_app.casework.sampling.sample_gathering import INVENTED, Rows, at
from recruitment_app.casework.sampling.sample_sessions import SampleSession
from recruitment_app.casework.sampling.sample_workshops import ENDS, PARTS, STARTS, Workshops
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Event, EventFeedback, EventPart, Facilitator

_SESSION_LASTS: Final = 2  # hours
_MEETING: Final = "team_meeting"
_EVENING: Final = "open_evening"
_EVENING_DAYS: Final = (-340, -280, -220, -160, -100, -11, 24)
_EVENING_VENUES: Final = ("Sampleton Town Hall", "Hedgerow Hall", "Riverside Centre")
_WALK_IN: Final = "Nobody needs to book; thirty to forty people come."
_MEETING_WEEKS: Final = (-16, -12, -8, -4, 0, 4, 8, 12)
_CALLED_OFF: Final = -8
_GUESTS: Final = ("Sample Adopter One", "Sample Medical Adviser", "Sample Adopter Two")
_MOST_TOLD: Final = 5  # events of a kind of which feedback was given
_SAID: Final = (
    (5, "The adopters who spoke told us more than any leaflet."),
    (4, "Good, and a lot for one day. We would have liked more time for questions."),
    (3, "The room was cold, and we could not hear at the back."),
    (5, "We came with doubts and went home with better ones."),
    (4, "It helped to meet others who are where we are."),
    (None, "Please say beforehand where one can park."),
)


@dataclass(frozen=True, slots=True)
class Occasions:
    """What happens around the cases: workshops, and whatever brings enquirers."""

    workshops: Workshops
    brought: Brought


def write_events(
    session: Session,
    *,
    meetings: Sequence[SampleSession],
    workshops: Workshops,
    campaigns: Sequence[SampleCampaign],
    leaders: Sequence[UUID],
    calendar: Calendar,
    today: date,
) -> Occasions:
    """Write every event within the act that is open; nobody has a place yet."""
    rows = Rows()
    for place, each in enumerate(meetings):
        head = {"id": each.id, "kind": INFORMATION_SESSION, "venue": each.venue}
        ends = f"{int(each.starts[:2]) + _SESSION_LASTS:02}{each.starts[2:]}"
        part = {"id": each.part_id, "on": each.on, "starts": each.starts, "ends": ends}
        _event(rows, head | {"places": each.places}, [part], [leaders[place % len(leaders)]])
    for place, workshop in enumerate(workshops.held):
        named = zip(workshop.part_ids, workshop.days, PARTS, strict=True)
        parts = [
            {"id": key, "on": on, "starts": STARTS, "ends": ENDS, "title": title}
            for key, on, title in named
        ]
        head = {"id": workshop.id, "kind": WORKSHOP, "venue": workshop.venue}
        led: list[UUID | str] = [workshop.leader or _GUESTS[1], _GUESTS[place % 2 * 2]]
        _event(rows, head | {"places": workshop.places}, parts, led)
    evenings = _evenings(rows, of_kind(campaigns, EVENINGS), leaders, calendar, today)
    _meetings(rows, leaders, calendar, today)
    rows.write(session)
    past = [evening for evening in evenings if evening.on <= today]
    return Occasions(
        workshops, Brought(campaigns, sorted(past, key=lambda each: -each.on.toordinal()))
    )


def write_feedback(
    session: Session,
    occasions: Occasions,
    meetings: Sequence[SampleSession],
    *,
    recorded_by: UUID,
    calendar: Calendar,
    today: date,
) -> None:
    """Write what was said of the last events of each kind to which people came."""
    came = [(each.on, each.id) for each in meetings if each.taken]
    courses = [(each.days[-1], each.id) for each in occasions.workshops.held if each.taken]
    evenings = [(each.on, each.event_id) for each in reversed(occasions.brought.evenings)]
    rows = Rows()
    for kind, held in enumerate((came, courses, evenings)):
        over = [each for each in held if calendar.after(each[0], 2) <= today]
        for place, (on, event_id) in enumerate(over[-_MOST_TOLD:]):
            for turn in range(2 + (place + kind) % 2):
                rating, words = _SAID[(2 * place + kind + turn) % len(_SAID)]
                given_on = calendar.after(on, 1 + turn % 2)
                row = {"event_id": event_id, "rating": rating, "words": words + INVENTED}
                told = {"given_on": given_on, "recorded_at": at(given_on, turn)}
                rows.add(EventFeedback, row | told | {"recorded_by": recorded_by})
    rows.write(session)


def _evenings(
    rows: Rows,
    campaign_id: UUID | None,
    leaders: Sequence[UUID],
    calendar: Calendar,
    today: date,
) -> list[SampleEvening]:
    found = []
    for place, days in enumerate(_EVENING_DAYS):
        on = calendar.on_or_before(today + timedelta(days=days))
        head = {
            "kind": _EVENING,
            "title": "Open evening of the consortium",
            "venue": _EVENING_VENUES[place % len(_EVENING_VENUES)],
            "places": 0,
            "remarks": _WALK_IN,
            "campaign_id": campaign_id,
        }
        part = {"on": on, "starts": "18:30", "ends": "20:30"}
        led: list[UUID | str] = [leaders[place % len(leaders)], _GUESTS[0]]
        found.append(SampleEvening(_event(rows, head, [part], led), on, campaign_id))
    return found


def _meetings(rows: Rows, leaders: Sequence[UUID], calendar: Calendar, today: date) -> None:
    tuesday = today + timedelta(days=(1 - today.weekday()) % 7)
    series = str(new_id())
    for weeks in _MEETING_WEEKS:
        on = calendar.on_or_before(tuesday + timedelta(weeks=weeks))
        head = {"kind": _MEETING, "venue": "The team's room", "places": 0, "series_key": series}
        if weeks == _CALLED_OFF:
            told = {"cancelled_on": calendar.before(on, 1), "cancelled_why": "Too many are away."}
            head |= told
        part = {"on": on, "starts": "10:00", "ends": "11:30"}
        _event(rows, head, [part], leaders)


def _event(
    rows: Rows,
    head: dict[str, Any],
    parts: Iterable[dict[str, Any]],
    leaders: Iterable[UUID | str],
) -> UUID:
    """Gather an event with its parts and who leads it: somebody of the agency, or a guest."""
    key = head.get("id") or new_id()
    rows.add(Event, {**head, "id": key, "uid": f"{key}@adopter-recruitment"})
    for number, part in enumerate(parts, start=1):
        rows.add(EventPart, {**part, "event_id": key, "number": number})
    for place, leader in enumerate(leaders):
        who = {"name": leader} if isinstance(leader, str) else {"worker_id": leader}
        rows.add(Facilitator, {**who, "event_id": key, "place": place})
    return UUID(str(key))
