"""Numbered enquirers, whose enquiries the tests of faults record by the hundred."""

from datetime import date
from typing import Any

from recruitment_app.casework.change import Change
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey.enquiries import record_enquiry
from recruitment_app.store.keeping import Store

TODAY = date(2014, 11, 14)


def facts_of(number: int) -> dict[str, Any]:
    """Return what is known of one enquirer's enquiry."""
    return {
        "received_on": TODAY,
        "applicants": [NewPerson(given_names="Kit", family_name=f"Number{number}")],
        "source": "agency_website",
        "channel": "telephone",
        "today": TODAY,
    }


def enquire(store: Store, number: int) -> Change:
    """Record one enquirer's enquiry."""
    return record_enquiry(store, **facts_of(number))
