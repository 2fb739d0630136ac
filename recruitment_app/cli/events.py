"""The commands that list the events and who waits for a workshop, and write calendars."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from recruitment_app.casework.case_page import case_by_reference
from recruitment_app.casework.events.event_calendars import Wanted, write_calendar
from recruitment_app.casework.events.event_rows import EventRow, events
from recruitment_app.casework.events.workshop_waiting import demand
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.telling import say, tell_json, tell_rows
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store

EVENT_FIELDS = ("id", "kind", "parts", "places", "booked", "waiting")
WAITING_FIELDS = ("case", "since", "expected_on", "limit_on", "in_time")
WITH_WARNINGS = (*WAITING_FIELDS, "warnings")
"""Of rows that are told to scripts with further workshops: what is to be known of their days."""


def list_events(asked: Asked) -> int:
    """List every event by its first day; cancelled ones are left out."""
    with opened(asked) as (store, _today):
        rows = [_told(row, as_json=asked.as_json) for row in events(store) if not row.cancelled_on]
    tell_rows(rows, EVENT_FIELDS, as_json=asked.as_json)
    return DONE


def list_waiting(asked: Asked) -> int:
    """List who in Stage One waits for a workshop, in their turn; also with further workshops.

    What is to be known of the further days, such as a bank holiday, is said beneath the list.
    """
    with opened(asked) as (store, today):
        page = demand(store, today=today, more=asked.what_if)
    rows = [
        {
            "case": row.reference,
            "since": row.since.isoformat(),
            "expected_on": row.then.on.isoformat() if row.then.on else None,
            "limit_on": row.limit_on.isoformat() if row.limit_on else None,
            "in_time": row.then.is_in_time,
            "warnings": page.warnings,
        }
        for row in page.rows
    ]
    has_warnings = asked.as_json and bool(asked.what_if)
    tell_rows(rows, WITH_WARNINGS if has_warnings else WAITING_FIELDS, as_json=asked.as_json)
    if not asked.as_json:
        for warning in page.warnings:
            say(warning)
    return DONE


def take_calendar(asked: Asked) -> int:
    """Write the calendar of an event, of a household, of all that is to come, or of one's own."""
    file = asked.out or Path()
    with opened(asked) as (store, today):
        wanted = _wanted(store, asked.event, today)
        count = write_calendar(store, wanted=wanted, path=file, today=today)
    if asked.as_json:
        tell_json([{"calendar": asked.event, "file": str(file), "entries": count}])
    else:
        say(f"{file} holds {'1 entry' if count == 1 else f'{count} entries'}.")
    return DONE


def _wanted(store: Store, named: str, today: date) -> Wanted:
    if named in {"all", "mine"}:
        return Wanted(since=today, is_mine=named == "mine")
    try:
        return Wanted(event_id=UUID(named))
    except ValueError:
        pass
    try:
        return Wanted(case_id=case_by_reference(store, reference=named))
    except Problem as problem:
        raise Problem(
            f"“{named}” is no event and no case: name an event by its id of the command events"
            " --json, a case by its reference, or say all or mine."
        ) from problem


def _told(row: EventRow, *, as_json: bool) -> dict[str, Any]:
    parts = [
        {"on": part.on.isoformat(), "starts": part.starts or None, "ends": part.ends or None}
        for part in row.parts
    ]
    return {
        "id": str(row.id),
        "kind": row.kind,
        "parts": parts if as_json else ", ".join(part.on.isoformat() for part in row.parts),
        "places": row.places or None,
        "booked": row.booked,
        "waiting": row.waiting,
    }
