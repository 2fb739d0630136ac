"""The dated parts of an event as they are kept: made, moved, added, taken away."""

from collections.abc import Sequence
from datetime import datetime

from recruitment_app.casework.events.open_events import OpenEvent
from recruitment_app.errors import Problem
from recruitment_app.rules.events import Part
from recruitment_app.rules.stages import long_date
from recruitment_app.store.tables import Event, EventPart


def part_row(event: Event, number: int, part: Part) -> EventPart:
    """Return a part of an event as a row that is still to be added."""
    return EventPart(
        event_id=event.id,
        number=number,
        on=part.on,
        starts=part.starts,
        ends=part.ends,
        title=part.title.strip(),
    )


def move_parts(opened: OpenEvent, parts: Sequence[Part], now: datetime) -> bool:
    """Let the event have these parts; say whether one moved, came or went.

    Raises:
        Problem: people came to a part that would move or go, or made one up there.

    """
    kept = opened.parts_kept()
    was_moved = len(parts) != len(opened.parts)
    for number, row in enumerate(opened.parts, start=1):
        wanted = parts[number - 1] if number <= len(parts) else None
        is_same = wanted is not None and (wanted.on, wanted.starts, wanted.ends) == (
            row.on,
            row.starts,
            row.ends,
        )
        if not is_same and row.id in kept:
            told = f"People came to part {number} on {long_date(row.on)}: it stays where it was."
            raise Problem(told, field="parts")
        was_moved = was_moved or not is_same
        if wanted is None:
            row.deleted_at = now
        else:
            row.on, row.starts, row.ends = wanted.on, wanted.starts, wanted.ends
            row.title = wanted.title.strip()
    opened.session.add_all(
        part_row(opened.row, number, part)
        for number, part in enumerate(parts, start=1)
        if number > len(opened.parts)
    )
    return was_moved
