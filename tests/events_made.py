"""A workshop held, one to come and a meeting, for the tests and pictures of the windows."""

from datetime import date, timedelta
from uuid import UUID

from recruitment_app.casework.events.attendance import mark_attendance
from recruitment_app.casework.events.event_choices import bookable
from recruitment_app.casework.events.event_places import book_places
from recruitment_app.casework.events.event_rows import event_page, events
from recruitment_app.casework.events.events import EventFacts, copy_event, make_event
from recruitment_app.casework.events.feedback import add_feedback
from recruitment_app.rules.events import CAME, MISSED, Part
from recruitment_app.store.keeping import Store
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place

_HELD, _COMING = "Preparing to adopt", "Preparing to adopt, further dates"
_NAMES = ("book_household", "copy_event", "cancel_event")


def hold_events(store: Store, today: date) -> None:
    """Hold a workshop of two parts, whose second somebody missed, and make two events to come."""
    held = _workshop(store, _HELD, today - timedelta(days=16), places=8)
    coming = _workshop(store, _COMING, today + timedelta(days=19), places=2)
    facts = EventFacts(
        kind="team_meeting",
        venue="Room 4",
        parts=(Part(on=today + timedelta(days=6), starts="10:00", ends="11:30"),),
    )
    make_event(store, facts=facts)
    for at, row in enumerate(bookable(store, event_id=held)[:4]):
        people = [key for key, _name in row.people]
        asked_on = today - timedelta(days=30 - at)
        book_places(
            store, event_id=held, case_id=row.case_id, people=people, on=asked_on, today=today
        )
        book_places(
            store,
            event_id=coming,
            case_id=row.case_id,
            people=people[:1],
            on=asked_on,
            today=today,
            waits=at > 1,
        )
    copy_event(store, event_id=coming, days=[today + timedelta(days=61)])
    for rating, words in (
        (5, "We liked hearing from adopters most."),
        (4, "More time for questions, please."),
        (None, "Thank you."),
    ):
        add_feedback(store, event_id=held, rating=rating, words=words, on=today, today=today)
    page = event_page(store, event_id=held)
    last = page.places[-1].id
    for part_id in page.event.part_ids:
        is_first = part_id == page.event.part_ids[0]
        for row in page.places[:-1] if is_first else page.places:
            mark_attendance(
                store,
                event_id=held,
                part_id=part_id,
                case_id=row.case_id,
                outcomes={row.id: MISSED if row.id == last else CAME},
                today=today,
            )


def event_places(office: Office) -> dict[str, list[tuple[str, Place]]]:
    """Return the page and the dialogs of events, each at an event that has much to show."""
    rows = {row.title: row for row in reversed(office.quick(events))}
    held, coming = rows[_HELD], rows[_COMING]
    place = office.quick(event_page, event_id=held.id).places[-1]
    at = {"event": str(held.id), "place": str(place.id), "part": str(held.part_ids[1])}
    to_come = {"event": str(coming.id)}
    shown = {
        "follow_up_place": at,
        "make_up_part": at,
        "rest_came": {**at, "part": str(held.part_ids[0])},
        "feedback": at,
        **dict.fromkeys(_NAMES, to_come),
    }
    found = {name: [(name, Place(name, facts=facts))] for name, facts in shown.items()}
    found["events"] = [
        ("events", Place("events", facts=to_come | {"view": "list"})),
        ("events_month", Place("events", facts=to_come | {"view": "month"})),
        ("events_held", Place("events", facts={"event": str(held.id), "view": "list"})),
    ]
    found["new_event"] = [
        ("new_event", Place("new_event")),
        ("new_event_changed", Place("new_event", facts=to_come)),
    ]
    return found


def _workshop(store: Store, title: str, first: date, *, places: int) -> UUID:
    part = Part(on=first, starts="09:30", ends="15:30", title="Why children come into care")
    second = Part(
        on=first + timedelta(days=7), starts="09:30", ends="15:30", title="Attachment and loss"
    )
    facts = EventFacts(
        kind="workshop",
        title=title,
        venue="Civic Offices",
        places=places,
        parts=(part, second),
        guests=("An adopter",),
    )
    made = make_event(store, facts=facts).record_id
    assert made is not None
    return made
