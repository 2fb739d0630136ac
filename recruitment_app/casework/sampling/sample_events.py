"""Writing the sample agency's events."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from recruitment_app.casework.events.event_places import INFORMATION_SESSION
from recruitment_app.casework.sampling.sample_sessions import SampleSession
from recruitment_app.store.audit import insert_rows
from recruitment_app.store.tables import Event, EventPart


def write_sessions(session: Session, meetings: Sequence[SampleSession]) -> None:
    """Write the information sessions within the act that is open, each an event of one part."""
    heads = [
        {
            "id": each.id,
            "kind": INFORMATION_SESSION,
            "venue": each.venue,
            "places": each.places,
            "uid": f"{each.id}@adopter-recruitment",
        }
        for each in meetings
    ]
    parts = [
        {
            "id": each.part_id,
            "event_id": each.id,
            "number": 1,
            "on": each.on,
            "starts": each.starts,
        }
        for each in meetings
    ]
    insert_rows(session, Event, heads)
    insert_rows(session, EventPart, parts)
