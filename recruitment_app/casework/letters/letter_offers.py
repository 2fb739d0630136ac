"""What may be chosen for one letter of a case: to whom it goes, about which event or check."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.checks.check_acts import acts_on
from recruitment_app.casework.checks.check_rows import CheckRow, checks_within
from recruitment_app.casework.events.event_rows import EventRow, events_within
from recruitment_app.casework.letters.letter_facts import CHECK_ACTS, Shared, Told, Wanted
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.rules.events import BOOKED
from recruitment_app.rules.letters import APPLICANTS, CANCELLED, SESSION
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import EventPlace


@dataclass(frozen=True, slots=True)
class LetterOffers:
    """The applicants by name, where it goes to them; the events and checks that it may be about.

    ``events`` and ``checks`` are None where the letter is about none; the likeliest comes first.
    """

    people: tuple[tuple[str, UUID], ...] = field(repr=False)
    events: tuple[EventRow, ...] | None
    checks: tuple[CheckRow, ...] | None


def letter_offers(store: Store, *, case_id: UUID, name: str, today: date) -> LetterOffers:
    """Return what may be chosen for a letter.

    Raises:
        NotAllowed: the person signed in sends no letters.
        Problem: there is no such letter, or case that this person may see.

    """
    with store.reading() as session:
        writer = ask_leave(session, store, Duty.ENTER_DATES)
        shared = Shared(session, writer, today)
        kind = shared.letters.kind(name)
        case = require_case(session, writer, case_id)
        told = Told(shared, case, kind, Wanted(name=kind.id, on=today))
        people = told.recipients if kind.to == APPLICANTS else ()
        checks = None
        if kind.act in CHECK_ACTS:
            act = CHECK_ACTS[kind.act]
            rows = checks_within(session, writer, case.id, today)
            checks = tuple(row for row in rows if act in acts_on(row, writer.role))
        events = None
        if kind.about_event == SESSION:
            events = _open_to_all(shared)
        elif kind.about_event:
            events = _own(shared, case.id, is_cancelled=kind.about_event == CANCELLED)
        return LetterOffers(tuple((each.name, each.id) for each in people), events, checks)


def _open_to_all(shared: Shared) -> tuple[EventRow, ...]:
    """Return the events to come: sessions for enquirers that have room, then any other."""
    coming = _to_come(events_within(shared.session, since=shared.today), shared.today)
    first = [row.id for row in shared.next_sessions]
    return tuple(sorted(coming, key=lambda row: (row.id not in first, row.begins_on)))


def _own(shared: Shared, case_id: UUID, *, is_cancelled: bool) -> tuple[EventRow, ...]:
    """Return the events to come at which the household has a place, or those of them cancelled."""
    query = select(EventPlace.event_id).where(
        EventPlace.case_id == case_id, EventPlace.state == BOOKED, EventPlace.deleted_at.is_(None)
    )
    among = list(dict.fromkeys(shared.session.scalars(query)))
    rows = events_within(shared.session, among=among) if among else ()
    coming = _to_come(rows, shared.today, is_cancelled=is_cancelled)
    return tuple(sorted(coming, key=lambda row: row.begins_on))


def _to_come(
    rows: Sequence[EventRow], today: date, *, is_cancelled: bool = False
) -> list[EventRow]:
    return [
        row
        for row in rows
        if row.ends_on >= today and (row.cancelled_on is not None) is is_cancelled
    ]
