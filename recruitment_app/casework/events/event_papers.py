"""Gathering what an event's papers hold: its sign-in sheet and its list."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.events.event_rows import EventPage, EventRow, PlaceRow, event_page
from recruitment_app.casework.stepping import signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, CAME, GIVEN_UP, WAITING
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency

if TYPE_CHECKING:
    from recruitment_app.documents.event_papers import PrintedEvent, PrintedPlace


def sign_in_sheet(store: Store, *, event_id: UUID, today: date) -> bytes:
    """Return the sheet on which people sign in, a page for each part, as PDF.

    A team's own meeting, where nobody has a place, is signed by who leads it. Whoever is of a
    closed case is not expected any more.

    Raises:
        Problem: the event is cancelled, or not there any more.

    """
    from recruitment_app.documents import event_papers  # noqa: PLC0415 - reportlab

    page = event_page(store, event_id=event_id)
    if page.event.cancelled_on is not None:
        raise Problem("This event is cancelled: nobody is to sign in.")
    is_over = page.event.ends_on < today
    expected = [row for row in page.places if is_over or not row.is_closed]
    names = tuple(row.name or row.title for row in expected if row.state == BOOKED)
    sheet = event_papers.SignInSheet(
        event=_event(store, page, today), names=names if page.places else page.event.leaders
    )
    return event_papers.render_sheet(sheet)


def event_list(store: Store, *, event_id: UUID, today: date) -> bytes:
    """Return the list of everybody who has, awaits or gave up a place at an event, as PDF.

    Raises:
        Problem: the event is not there any more.

    """
    from recruitment_app.documents import event_papers  # noqa: PLC0415 - reportlab

    page = event_page(store, event_id=event_id)
    row = page.event
    booked, waiting, given_up = (
        [place for place in page.places if place.state == state]
        for state in (BOOKED, WAITING, GIVEN_UP)
    )
    waiting.sort(key=lambda place: place.turn)
    cancelled = ""
    if row.cancelled_on is not None:
        cancelled = f"Cancelled on {long_date(row.cancelled_on)}: {row.cancelled_why}"
    told = event_papers.EventList(
        event=_event(store, page, today),
        places=_places(row),
        remarks=row.remarks,
        cancelled=cancelled,
        booked=tuple(_printed(row, place) for place in booked),
        waiting=tuple(_printed(row, place) for place in waiting),
        given_up=tuple(_printed(row, place) for place in given_up),
    )
    return event_papers.render_list(told)


def _event(store: Store, page: EventPage, today: date) -> "PrintedEvent":
    from recruitment_app.documents.event_papers import PrintedEvent  # noqa: PLC0415 - reportlab

    row = page.event
    with store.reading() as session:
        role = ROLE_WORDS[signed_in(session, store).role]
        agency = session.scalars(select(Agency.name)).one()
    return PrintedEvent(
        agency=agency,
        called=row.called,
        parts=row.parts,
        venue=row.venue,
        link=row.link,
        leaders=row.leaders,
        hidden=page.hidden,
        printed_on=today,
        printed_by_role=role,
    )


def _places(row: EventRow) -> str:
    taken = f"{row.booked} of {row.places} taken" if row.places else f"{row.booked} booked"
    return f"{taken}, {row.waiting} waiting" if row.waiting else taken


def _printed(row: EventRow, place: PlaceRow) -> "PrintedPlace":
    from recruitment_app.documents.event_papers import PrintedPlace  # noqa: PLC0415 - reportlab

    by = f"by {long_date(place.follow_up_on)}" if place.follow_up_on else ""
    done = "done" if place.followed_up_on else by
    return PrintedPlace(
        name=place.name or place.title,
        reference=place.reference,
        turn=str(place.turn),
        asked_on=long_date(place.asked_on),
        marks=", ".join(_marks(row.part_ids, place)),
        after=", ".join(filter(None, (place.follow_up, done if place.follow_up else ""))),
    )


def _marks(part_ids: Sequence[UUID], place: PlaceRow) -> Iterator[str]:
    for number, part_id in enumerate(part_ids, start=1):
        mark = place.marks.get(part_id)
        if mark is None:
            continue
        missed = "made up" if mark.made_up_part_id is not None else "missed"
        words = "came" if mark.outcome == CAME else missed
        yield f"{number} {words}" if len(part_ids) > 1 else words.capitalize()
