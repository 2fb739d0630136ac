"""The campaign or event that an enquiry came from: what is offered for a day, and what is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.own_figures import DAYS_AFTER, figure
from recruitment_app.casework.sources.campaigns import require_campaign
from recruitment_app.casework.stepping import ask_leave, require_case, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Campaign, Case, Event, EventPart

CAMPAIGN: Final = "campaign"
EVENT: Final = "event"
_FOR_OTHERS: Final = ("team_meeting", "workshop")
"""The kinds of events that nobody enquires after: those at them are of the team, or enquired."""
_TOUCHED = frozenset({Touched.CASES, Touched.SOURCES})


@dataclass(frozen=True, slots=True)
class CameFrom:
    """What an enquiry came from: nothing known, a campaign, or an event with its campaign."""

    campaign_id: UUID | None = None
    event_id: UUID | None = None

    @property
    def code(self) -> str:
        """Return it as a form keeps it; nothing where nothing is known."""
        if self.event_id is not None:
            return f"{EVENT}:{self.event_id}"
        return f"{CAMPAIGN}:{self.campaign_id}" if self.campaign_id is not None else ""

    @classmethod
    def of(cls, code: str) -> "CameFrom":
        """Read what ``code`` wrote.

        Raises:
            Problem: it is none of those.

        """
        kind, _, key = code.partition(":")
        try:
            match kind:
                case "":
                    return cls()
                case "campaign":
                    return cls(campaign_id=UUID(key))
                case "event":
                    return cls(event_id=UUID(key))
        except ValueError:
            pass
        raise Problem("Choose a campaign or an event from the list.", field="came_from")


def came_from_offers(store: Store, *, on: date) -> tuple[tuple[str, str], ...]:
    """Return codes and words of what an enquiry of a day may have come from, the latest first.

    These are the campaigns that ran on the day or ended not long before, and the events that were
    held by then; meetings of the team and workshops are none of them.
    """
    with store.reading() as session:
        signed_in(session, store)
        since = on - timedelta(days=figure(session, DAYS_AFTER))
        found = [*_campaigns(session, since, on), *_events(session, since, on)]
    return tuple((code, words) for _day, words, code in sorted(found, key=_latest_first))


def set_came_from(store: Store, *, case_id: UUID, came_from: str, today: date) -> Change:  # noqa: ARG001 - as every act of the case's page
    """Record which campaign or event an enquiry came from, or that it is not known.

    Raises:
        Problem: it is not there, or had not begun when they enquired.

    """
    with store.writing(act="set_came_from") as session:
        worker = ask_leave(session, store, Duty.RECORD_ENQUIRIES)
        case = require_case(session, worker, case_id)
        keep_came_from(session, case, CameFrom.of(came_from))
        told = "Saved where they came from." if came_from else "Where they came from is left open."
        return Change(case_id, _TOUCHED, told)


def keep_came_from(session: Session, case: Case, came_from: CameFrom) -> None:
    """Write what a case came from into it; an event brings the campaign that it belongs to.

    Raises:
        Problem: it is not there, or had not begun when they enquired.

    """
    campaign_id = came_from.campaign_id
    if came_from.event_id is not None:
        event = session.get(Event, came_from.event_id)
        if event is None or event.deleted_at is not None:
            raise Problem("This event is not there any more: look again.", field="came_from")
        first = session.scalar(
            select(EventPart.on)
            .where(EventPart.event_id == event.id, EventPart.deleted_at.is_(None))
            .order_by(EventPart.number)
            .limit(1)
        )
        _require_begun(first, case.opened_on)
        campaign_id = event.campaign_id
    elif campaign_id is not None:
        _require_begun(require_campaign(session, campaign_id).begins_on, case.opened_on)
    case.campaign_id, case.event_id = campaign_id, came_from.event_id


def came_from_words(store: Store, *, case_id: UUID) -> tuple[str, str]:
    """Return the code and the words of what a case came from; both empty where it is not known."""
    with store.reading() as session:
        case = require_case(session, signed_in(session, store), case_id)
        return CameFrom(case.campaign_id, case.event_id).code, told_of(session, case)


def told_of(session: Session, case: Case) -> str:
    """Return in words what a case came from; nothing where it is not known."""
    if case.event_id is not None:
        words, _day = event_words(session, {case.event_id})[case.event_id]
        return words
    if case.campaign_id is not None:
        return session.get_one(Campaign, case.campaign_id).name
    return ""


def event_words(session: Session, ids: set[UUID]) -> dict[UUID, tuple[str, date | None]]:
    """Return what events are called, with the day of their first part."""
    law = law_in_force(session)
    found = session.execute(
        select(Event.id, Event.title, Event.kind, EventPart.on)
        .outerjoin(
            EventPart,
            (EventPart.event_id == Event.id)
            & (EventPart.number == 1)
            & EventPart.deleted_at.is_(None),
        )
        .where(Event.id.in_(ids))
    )
    return {
        key: (_called(title or law.label("event_kind", kind), on), on)
        for key, title, kind, on in found
    }


def _campaigns(session: Session, since: date, on: date) -> Iterator[tuple[date, str, str]]:
    found = session.execute(
        select(Campaign.id, Campaign.name, Campaign.begins_on).where(
            Campaign.deleted_at.is_(None),
            Campaign.begins_on <= on,
            or_(Campaign.ends_on.is_(None), Campaign.ends_on >= since),
        )
    )
    for key, name, begins_on in found:
        yield begins_on, name, CameFrom(campaign_id=key).code


def _events(session: Session, since: date, on: date) -> Iterator[tuple[date, str, str]]:
    found = session.scalars(
        select(Event.id)
        .join(EventPart, EventPart.event_id == Event.id)
        .where(
            Event.deleted_at.is_(None),
            Event.cancelled_on.is_(None),
            Event.kind.not_in(_FOR_OTHERS),
            EventPart.deleted_at.is_(None),
            EventPart.number == 1,
            EventPart.on.between(since, on),
        )
    )
    for key, (words, day) in event_words(session, set(found)).items():
        yield day or on, words, CameFrom(event_id=key).code


def _latest_first(offer: tuple[date, str, str]) -> tuple[int, str]:
    day, words, _code = offer
    return -day.toordinal(), words.casefold()


def _called(words: str, on: date | None) -> str:
    return f"{words}, {long_date(on)}" if on else words


def _require_begun(begins_on: date | None, opened_on: date) -> None:
    if begins_on is not None and begins_on > opened_on:
        raise Problem(
            f"It began on {long_date(begins_on)}, after their enquiry of {long_date(opened_on)}:"
            " choose another.",
            field="came_from",
        )
