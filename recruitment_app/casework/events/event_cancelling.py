"""An event is cancelled, alone or with the later ones of its series, and held after all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from recruitment_app.casework.change import Change
from recruitment_app.casework.events.events import later_of
from recruitment_app.casework.events.open_events import (
    EVENTS,
    OpenEvent,
    change_calendar,
    households,
    told_households,
)
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterOnes:
    """The later ones of a series that are cancelled with one: first days, and whom it hits.

    ``booked`` counts people with a place, ``told`` households that had a letter about one of them.
    """

    days: tuple[date, ...]
    booked: int
    told: int


def later_ones(store: Store, *, event_id: UUID, today: date) -> LaterOnes:
    """Return what is cancelled with an event where the later ones of its series are, too.

    Raises:
        Problem: it is not there any more.

    """
    with store.reading() as session:
        signed_in(session, store)
        later = _to_come(OpenEvent.of(session, event_id), today)
        return LaterOnes(
            days=tuple(each.begins_on for each in later),
            booked=sum(len(each.booked) for each in later),
            told=told_households(session, *(each.row.id for each in later)),
        )


def cancel_event(
    store: Store, *, event_id: UUID, on: date, why: str, today: date, with_later: bool = False
) -> Change:
    """Cancel an event; the places stay, so that everybody can be told and booked anew.

    ``with_later`` cancels those of its series that are held after it, from today on, too: all of
    them or none.

    Raises:
        Problem: it is cancelled already, people came to one of them, no reason is given, or the
            day is still to come.

    """
    if not why.strip():
        raise Problem("Say in a few words why it is cancelled.", field="why")
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day of today.", field="on")
    with store.writing(act="cancel_event") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        opened = OpenEvent.of(session, event_id)
        if opened.row.cancelled_on is not None:
            raise Problem("This event is cancelled already.")
        every = [opened, *(_to_come(opened, today) if with_later else ())]
        for each in every:
            _refuse_come(each, is_later=each is not opened)
            each.row.cancelled_on, each.row.cancelled_why = on, why.strip()
            change_calendar(each.row)
        to_tell = {row.case_id for each in every for row in (*each.booked, *each.waiting)}
        told = "Cancelled" if len(every) == 1 else f"{len(every)} events cancelled"
        told = f"{told}: {households(len(to_tell))} to tell." if to_tell else f"{told}."
        undo = partial(hold_events_after_all, events=[each.row.id for each in every])
        return Change(None, EVENTS, told, event_id, undo=undo)


def hold_events_after_all(store: Store, *, events: Sequence[UUID]) -> Change:
    """Take back that events were just cancelled together, all or none."""
    with store.writing(act="hold_events_after_all"):
        for event_id in events:
            change = hold_event_after_all(store, event_id=event_id)
        if len(events) == 1:
            return change
        return Change(None, EVENTS, f"{len(events)} events take place.")


def hold_event_after_all(store: Store, *, event_id: UUID) -> Change:
    """Take back that an event was cancelled.

    Raises:
        Problem: it is not cancelled.

    """
    with store.writing(act="hold_event_after_all") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        opened = OpenEvent.of(session, event_id)
        if opened.row.cancelled_on is None:
            raise Problem("This event is not cancelled: there is nothing to take back.")
        opened.row.cancelled_on, opened.row.cancelled_why = None, ""
        change_calendar(opened.row)
        return opened.change("The event takes place.")


def _to_come(opened: OpenEvent, today: date) -> Sequence[OpenEvent]:
    """Return the later ones of its series that are still to come; what was held stays."""
    return [each for each in later_of(opened) if each.begins_on >= today]


def _refuse_come(event: OpenEvent, *, is_later: bool) -> None:
    if not event.has_come():
        return
    if is_later:
        day = long_date(event.begins_on)
        raise Problem(f"People came to the one on {day}: cancel this one without the later ones.")
    raise Problem("People came to this event: it cannot be cancelled any more.")
