"""Plain functions that make a case and walk it on, for the tests."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.events.events import EventFacts, make_event
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import (
    enquiries,
    registration,
    stage_one,
    stage_two,
)
from recruitment_app.rules.events import Part
from recruitment_app.store.keeping import Store
from tests.health_reports import health_reports_came

TODAY = date(2014, 11, 14)
ENQUIRED = date(2014, 3, 3)


def day(month: int, number: int) -> date:
    """Return a day of 2014, the year of the tests."""
    return date(2014, month, number)


def an_enquiry(store: Store, *, on: date = ENQUIRED, couple: bool = True) -> UUID:
    """Record an enquiry and return its case."""
    people = [
        NewPerson(
            given_names="Fern",
            family_name="Larkspur",
            telephone="01632 960001",
            email="fern@example.org",
            postcode="RM17 6SL",
        )
    ]
    if couple:
        people.append(NewPerson(given_names="Rowan", family_name="Teasel"))
    change = enquiries.record_enquiry(
        store,
        received_on=on,
        applicants=people,
        source="agency_website",
        channel="telephone",
        today=TODAY,
    )
    assert change.case_id is not None
    return change.case_id


def registered(store: Store, *, fast_track: bool = False) -> UUID:
    """Walk a case to an accepted registration of interest, the health reports there."""
    case_id = an_enquiry(store)
    registration.receive_registration(store, case_id=case_id, on=day(4, 28), today=TODAY)
    registration.accept_registration(
        store, case_id=case_id, on=day(5, 6), today=TODAY, fast_track=fast_track
    )
    health_reports_came(store, case_id, day(5, 6))
    return case_id


def in_break(store: Store) -> UUID:
    """Walk a case to a positive end of Stage One, told by letter."""
    case_id = registered(store)
    stage_one.end_stage_one(
        store, case_id=case_id, outcome="may_be_suitable", on=day(7, 1), today=TODAY
    )
    stage_one.tell_stage_one_outcome(store, case_id=case_id, on=day(7, 2), today=TODAY)
    return case_id


def in_stage_two(store: Store) -> UUID:
    """Walk a case into Stage Two."""
    case_id = in_break(store)
    stage_one.notify_to_proceed(store, case_id=case_id, on=day(7, 8), today=TODAY)
    stage_two.start_stage_two(store, case_id=case_id, on=day(7, 10), today=TODAY)
    return case_id


def a_session(store: Store, *, on: date, places: int, starts: str = "18:30") -> UUID:
    """Make an information session and return its key."""
    part = Part(on=on, starts=starts)
    facts = EventFacts(kind="information_session", venue="Town hall", places=places, parts=(part,))
    made = make_event(store, facts=facts).record_id
    assert made is not None
    return made
