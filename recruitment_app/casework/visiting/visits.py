"""Visits to a household: planned, held with who was seen and how, followed up, called off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.visiting.open_visits import OpenVisits, VisitDetails, clean
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.rules.visits import LONGEST, why_not_held, why_not_planned
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Visit

TOUCHED: Final = frozenset({Touched.VISITS, Touched.DIARY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is said of a visit that was held; ``minutes`` is how long it took."""

    minutes: int | None = None
    home_was_seen: bool = False
    was_unannounced: bool = False
    observations: str = ""
    follow_up: str = ""
    follow_up_on: date | None = None


def plan_visit(
    store: Store,
    *,
    case_id: UUID,
    on: date | None,
    details: VisitDetails,
    today: date,
    visit_id: UUID | None = None,
    seen: int = 0,
) -> Change:
    """Plan a visit, or change one that is planned; without a day it waits for one.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: its day is past, before the registration or after the closing; it was held.

    """
    with store.writing(act="plan_visit") as session:
        opened = OpenVisits.of(session, store, case_id, Duty.ENTER_DATES, today)
        row = opened.visit(visit_id, seen)
        if row.held_on is not None or row.called_off_on is not None:
            raise Problem("This visit is planned no more: plan another.")
        if on is not None and on != row.planned_on:
            opened.refuse(why_not_planned, on, "on")
        if on is None and visit_id is None and not details.focus.strip():
            raise Problem("Give the day, or say what the visit is for.", field="on")
        opened.fill(row, details)
        row.planned_on = on
        opened.keep_people(row, details.people, was_seen=None)
        opened.let_be_found(row)
        told = f"Visit planned for {long_date(on)}." if on else "Visit planned; it has no day yet."
        return Change(case_id, TOUCHED, told, row.id, undo=_undo(row) if not visit_id else None)


def hold_visit(
    store: Store,
    *,
    case_id: UUID,
    on: date,
    details: VisitDetails,
    held: Held,
    today: date,
    visit_id: UUID | None = None,
    seen: int = 0,
) -> Change:
    """Record that a visit was held, whether it was planned or not, or correct what is recorded.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: it is still to come, before the registration or after the closing; nobody was
            seen; how long it took, or its follow-up, cannot be.

    """
    with store.writing(act="hold_visit") as session:
        opened = OpenVisits.of(session, store, case_id, Duty.ASSESS, today)
        row = opened.visit(visit_id, seen)
        opened.refuse(why_not_held, on, "on")
        if not details.people:
            raise Problem("Say who was seen; where nobody was in, call the visit off.")
        _check(held, on)
        opened.fill(row, details)
        is_new = row.held_on is None
        row.held_on, row.called_off_on, row.called_off_why = on, None, ""
        row.minutes = held.minutes
        row.home_was_seen, row.was_unannounced = held.home_was_seen, held.was_unannounced
        row.observations = clean(held.observations)
        if row.follow_up != clean(held.follow_up):
            row.followed_up_on = None
        row.follow_up, row.follow_up_on = clean(held.follow_up), held.follow_up_on
        opened.keep_people(row, details.people, was_seen=True)
        opened.let_be_found(row)
        told = f"Visit on {long_date(on)} recorded."
        return Change(case_id, TOUCHED, told, row.id, undo=_undo(row) if is_new else None)


def call_off_visit(
    store: Store, *, visit_id: UUID, on: date, why: str, today: date, seen: int = 0
) -> Change:
    """Call a planned visit off, with the reason; it stays on the case.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: it was held, the day is still to come, or there is no reason.

    """
    if not why.strip():
        raise Problem("Say in a few words why it is called off.", field="why")
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day it was said.", field="on")
    with store.writing(act="call_off_visit") as session:
        opened, row = OpenVisits.at(session, store, visit_id, Duty.ENTER_DATES, today, seen)
        if row.held_on is not None:
            raise Problem("This visit was held: take that back first.")
        row.called_off_on, row.called_off_why = on, clean(why)
        return Change(opened.case.id, TOUCHED, "Visit called off.", row.id, undo=_undo(row))


def finish_follow_up(store: Store, *, visit_id: UUID, on: date, today: date) -> Change:
    """Record that what was to be done after a visit is done.

    Raises:
        Problem: nothing was to be done, or the day is still to come or before the visit.

    """
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: record it when it is done.", field="on")
    with store.writing(act="finish_follow_up") as session:
        opened, row = OpenVisits.at(session, store, visit_id, Duty.ENTER_DATES, today)
        if not row.follow_up or row.held_on is None:
            raise Problem("Nothing is to be done after this visit.")
        if on < row.held_on:
            told = f"The visit was on {long_date(row.held_on)}: this was done on or after that day."
            raise Problem(told, field="on")
        row.followed_up_on = on

        def undo(again: Store) -> Change:
            return reopen_follow_up(again, visit_id=visit_id, today=today)

        return Change(opened.case.id, TOUCHED, "Follow-up done.", row.id, undo=undo)


def reopen_follow_up(store: Store, *, visit_id: UUID, today: date) -> Change:
    """Take back that the follow-up of a visit is done."""
    with store.writing(act="reopen_follow_up") as session:
        opened, row = OpenVisits.at(session, store, visit_id, Duty.ENTER_DATES, today)
        row.followed_up_on = None
        return Change(opened.case.id, TOUCHED, "The follow-up is open again.", row.id)


def take_back_visit(store: Store, *, visit_id: UUID, seen: int = 0) -> Change:
    """Take back the last thing recorded of a visit.

    One called off, or held though planned, is planned again and keeps its words; any other goes.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: it has notes, which would go with it.

    """
    with store.writing(act="take_back_visit") as session:
        row = session.get(Visit, visit_id)
        duty = Duty.ASSESS if row is not None and row.held_on else Duty.ENTER_DATES
        opened, row = OpenVisits.at(session, store, visit_id, duty, date.max, seen)
        if row.called_off_on is not None:
            row.called_off_on, row.called_off_why = None, ""
            return Change(opened.case.id, TOUCHED, "The visit is planned again.", row.id)
        if row.held_on is not None and row.planned_on is not None:
            row.held_on = None
            opened.keep_people(row, opened.people_of(row), was_seen=None)
            return Change(opened.case.id, TOUCHED, "The visit is planned again.", row.id)
        if opened.has_notes(row):
            raise Problem("Notes were made at this visit: correct it, or call it off.")
        opened.take_out(row)
        return Change(opened.case.id, TOUCHED, "Visit taken out.")


def _undo(row: Visit) -> Callable[[Store], Change]:
    return partial(take_back_visit, visit_id=row.id)


def _check(held: Held, on: date) -> None:
    if held.minutes is not None and not 1 <= held.minutes <= LONGEST:
        raise Problem("Give the minutes that it took, such as 90.", field="minutes")
    if held.follow_up_on is not None:
        if not held.follow_up.strip():
            raise Problem("Say what is to be done by then.", field="follow_up")
        if held.follow_up_on < on:
            told = f"The visit was on {long_date(on)}: give a day on or after it."
            raise Problem(told, field="follow_up_on")
