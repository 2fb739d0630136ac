"""What people said of an event afterwards, without their names, and what it comes to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.change import Change
from recruitment_app.casework.events.open_events import EVENTS, OpenEvent
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.events import RATINGS
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import EventFeedback


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRow:
    """What one person said of an event: a rating from 1 to 5, words, or both."""

    id: UUID
    rating: int | None
    words: str
    given_on: date


def add_feedback(
    store: Store, *, event_id: UUID, rating: int | None, words: str, on: date, today: date
) -> Change:
    """Keep what somebody said of an event; it names nobody.

    Raises:
        Problem: it says nothing, its rating is none, its day is still to come or before the event,
            or the event was cancelled.

    """
    if rating is None and not words.strip():
        raise Problem("Choose a rating, or write what they said.", field="words")
    if rating is not None and rating not in RATINGS:
        raise Problem(f"A rating is from {RATINGS[0]} to {RATINGS[-1]}.", field="rating")
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day they said it.", field="on")
    with store.writing(act="add_feedback") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        event = OpenEvent.of(session, event_id)
        event.refuse_cancelled()
        if on < event.begins_on:
            raise Problem(
                f"The event begins on {long_date(event.begins_on)}: nobody can say how it was"
                " before.",
                field="on",
            )
        row = EventFeedback(
            event_id=event_id,
            rating=rating,
            words=words.strip(),
            given_on=on,
            recorded_at=store.clock(),
            recorded_by=worker.id,
        )
        session.add(row)
        session.flush()
        undo = partial(take_off_feedback, feedback_id=row.id)
        return Change(None, EVENTS, "Kept, without a name.", row.id, undo=undo)


def take_off_feedback(store: Store, *, feedback_id: UUID) -> Change:
    """Take off what was kept by mistake.

    Raises:
        Problem: it is not there any more.

    """
    with store.writing(act="take_off_feedback") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        row = session.get(EventFeedback, feedback_id)
        if row is None or row.deleted_at is not None:
            raise Problem("This feedback is not there any more: look again.")
        row.deleted_at = store.clock()
        undo = partial(put_back_feedback, feedback_id=feedback_id)
        return Change(None, EVENTS, "Taken off.", row.id, undo=undo)


def put_back_feedback(store: Store, *, feedback_id: UUID) -> Change:
    """Put back what was taken off.

    Raises:
        Problem: it stands there already.

    """
    with store.writing(act="put_back_feedback") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        row = session.get(EventFeedback, feedback_id)
        if row is None or row.deleted_at is None:
            raise Problem("This feedback was not taken off: there is nothing to put back.")
        row.deleted_at = None
        return Change(None, EVENTS, "Put back.", row.id)


def feedback_of(store: Store, *, event_id: UUID) -> tuple[FeedbackRow, ...]:
    """Return what was said of an event, the latest first."""
    with store.reading() as session:
        signed_in(session, store)
        found = session.scalars(_STANDING.where(EventFeedback.event_id == event_id))
        return tuple(_row(each) for each in found)


def all_feedback(store: Store) -> Mapping[UUID, Sequence[FeedbackRow]]:
    """Return what was said of every event, by event, the latest first."""
    with store.reading() as session:
        signed_in(session, store)
        found: dict[UUID, list[FeedbackRow]] = defaultdict(list)
        for each in session.scalars(_STANDING):
            found[each.event_id].append(_row(each))
        return found


_STANDING: Final = (
    select(EventFeedback)
    .where(EventFeedback.deleted_at.is_(None))
    .order_by(EventFeedback.given_on.desc(), EventFeedback.recorded_at.desc())
)


def _row(row: EventFeedback) -> FeedbackRow:
    return FeedbackRow(id=row.id, rating=row.rating, words=row.words, given_on=row.given_on)
