"""A workshop that moved after letters about it went out, for the pages and the pictures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import event_places
from recruitment_app.casework.events.event_rows import events
from recruitment_app.casework.events.events import (
    EventFacts,
    change_event,
    event_facts,
    make_event,
)
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey.enquiries import record_enquiry
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letters import make_letters, mark_many_sent
from recruitment_app.rules.events import Part
from recruitment_app.store.keeping import Store
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place

HOUSEHOLDS = (
    ((("Myrtle", "Sedge"), ("Alder", "Sedge")), "4 Sample Street\nSampleton"),
    ((("Hazel", "Bracken"),), "12 Sample Road\nSampleton"),
    ((("Bryony", "Tarn"), ("Heath", "Tarn")), "2 Sample Lane\nSampleton"),
    ((("Holly", "Marsh"),), ""),
)
"""Who has a place; the last has no address, so that a letter by post is refused."""
TITLE = "Attachment in practice"


def write_of_event(store: Store, today: date) -> UUID:
    """Book households, send one a joining letter, make another's, then move the workshop."""
    begins = today + timedelta(days=25)
    parts = tuple(
        Part(on=begins + timedelta(days=7 * at), starts="09:30", ends="15:30") for at in range(2)
    )
    facts = EventFacts(kind="workshop", title=TITLE, venue="Town hall", places=12, parts=parts)
    event_id = make_event(store, facts=facts).record_id
    assert event_id is not None
    cases = [_booked(store, event_id, each, today) for each in HOUSEHOLDS]
    wanted = Wanted(name="joining", on=today, event_id=event_id)
    made = make_letters(store, cases=cases[:2], wanted=wanted, today=today).record_ids
    mark_many_sent(store, letters=made[:1], on=today, today=today)
    found, seen, _told = event_facts(store, event_id=event_id)
    moved = tuple(replace(part, on=part.on + timedelta(days=1)) for part in parts)
    change_event(store, event_id=event_id, seen=seen, facts=replace(found, parts=moved))
    by_email = replace(wanted, way="email", to_address="tarn@sample.example")
    make_letters(store, cases=cases[2:3], wanted=by_email, today=today)
    return event_id


def event_letter_places(office: Office) -> dict[str, list[tuple[str, Place]]]:
    """Return the dialogs of letters to several households, and the event that they are about."""
    rows = office.quick(events, since=office.today())
    facts = {"event": str(next(row.id for row in rows if row.title == TITLE))}
    return {
        name: [(name, Place(name, facts=facts))]
        for name in ("letters_at_once", "letters_to_send", "email_texts")
    }


def _booked(
    store: Store, event_id: UUID, household: tuple[Sequence[tuple[str, str]], str], today: date
) -> UUID:
    names, address = household
    people = [
        NewPerson(given_names=given, family_name=family, address=address, postcode="RM17 6SL")
        for given, family in names
    ]
    case_id = record_enquiry(
        store,
        received_on=today - timedelta(days=20),
        applicants=people,
        source="agency_website",
        channel="telephone",
        today=today,
    ).case_id
    assert case_id is not None
    at_home = case_page(store, case_id=case_id, today=today).applicants
    event_places.book_places(
        store,
        event_id=event_id,
        case_id=case_id,
        people=[person.id for person in at_home],
        on=today,
        today=today,
    )
    return case_id
