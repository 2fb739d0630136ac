"""The cases that nobody would notice: without a next action, quiet, or without a worker."""

from datetime import date, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import String, and_, bindparam, case, cast, exists, func, select, union_all

from recruitment_app.casework.own_figures import QUIET_DAYS, figure
from recruitment_app.casework.raw_rows import plainly, raw
from recruitment_app.casework.today.todo_asking import (
    MOST,
    OF_CASE,
    SINCE,
    TODAY,
    UNTIL,
    Asking,
    Whose,
    of_case,
)
from recruitment_app.casework.today.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.events import BOOKED, WAITING
from recruitment_app.rules.stages import ORDER, STAGE_WORDS, EventKind, Stage, long_date
from recruitment_app.rules.todo import (
    IN_HAND,
    SPOKEN_EVENTS,
    SPOKEN_NOTES,
    SPOKEN_STAGES,
    Matter,
    TodoState,
)
from recruitment_app.store.tables import (
    Case,
    CaseClock,
    CaseEvent,
    Check,
    Event,
    EventPart,
    EventPlace,
    Note,
    Promise,
    Task,
    Visit,
    Worker,
)

_NOTES: Final = sorted(SPOKEN_NOTES)
_EVENTS: Final = sorted(SPOKEN_EVENTS)
_NEAR_PANEL: Final = sorted((Stage.STAGE_TWO, Stage.PANEL))
_FURTHEST_FIRST: Final = case(
    {stage.value: -place for stage, place in ORDER.items()}, value=Case.stage
)


def quiet_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the families with whom nobody has spoken for as many days as the agency bears."""
    if not asking.looks_after(Matter.QUIET):
        return {}
    number = figure(asking.session, QUIET_DAYS)
    since = asking.today - timedelta(days=number)
    rows = asking.read(_last(asking.whose), since=since)
    quiet = sorted((max(filter(None, days)), case_id) for case_id, *days in rows)
    shown = asking.shown(quiet)
    ids = [UUID(case_id) for _, case_id in shown]
    told = {row.id: row for row in asking.read(_told(), ids=ids)}

    def made(day: date, row: Any) -> TodoRow:
        due_on = day + timedelta(days=number)
        return TodoRow(
            matter=Matter.QUIET,
            state=TodoState.QUIET,
            what=f"Nobody has spoken with them for {(asking.today - day).days} days",
            why=f"{STAGE_WORDS[row.stage]} · last on {long_date(day)}",
            due_on=due_on,
            days_late=(asking.today - due_on).days,
            act=asking.act("add_note"),
            **of_case(row),
        )

    lines = tuple(made(day, told[case_id]) for day, case_id in shown)
    return {TodoState.QUIET: TodoPart(lines, len(quiet))}


@cache
def _told() -> Any:
    return (
        select(*OF_CASE, Case.stage)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Case.id.in_(bindparam("ids", expanding=True)))
    )


@cache
def _last(whose: Whose) -> Any:
    """Return each quiet case with its start and the last day of a call, a visit held, an event.

    Who was spoken with lately is left out first, by the indexes of the days: of few cases alone
    must all that lies below them be looked through.
    """
    began = func.coalesce(Case.registered_on, Case.opened_on)
    spoken = (each.correlate(Case).scalar_subquery() for each in _spoken(Case.id))
    return select(raw(Case.id), *spoken, began).where(
        *whose.cases(SPOKEN_STAGES), began < SINCE, Case.id.not_in(union_all(*_spoken_since()))
    )


def _spoken(case_id: Any) -> tuple[Any, ...]:
    """Return the statements for the last day that a case was spoken with, however it was."""
    return (
        select(func.max(Note.on)).where(
            Note.case_id == case_id,
            plainly(Note.kind).in_(_NOTES),
            plainly(Note.deleted_at).is_(None),
        ),
        select(func.max(Visit.held_on)).where(
            Visit.case_id == case_id, plainly(Visit.deleted_at).is_(None)
        ),
        select(func.max(CaseEvent.on)).where(
            CaseEvent.case_id == case_id,
            plainly(CaseEvent.kind).in_(_EVENTS),
            CaseEvent.struck_at.is_(None),
        ),
    )


def _spoken_since() -> tuple[Any, ...]:
    """Return the statements for the cases that were spoken with since a day."""
    return (
        select(Note.case_id).where(
            Note.kind.in_(_NOTES), Note.on >= SINCE, Note.deleted_at.is_(None)
        ),
        select(Visit.case_id).where(Visit.held_on >= SINCE, Visit.deleted_at.is_(None)),
        select(CaseEvent.case_id).where(
            CaseEvent.kind.in_(_EVENTS), CaseEvent.on >= SINCE, CaseEvent.struck_at.is_(None)
        ),
    )


def next_action_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the cases in hand of which nothing is due, planned, promised or asked for."""
    if not asking.looks_after(Matter.NEXT_ACTION):
        return {}

    def made(row: Any) -> TodoRow:
        return TodoRow(
            matter=Matter.NEXT_ACTION,
            state=TodoState.NO_NEXT_ACTION,
            what="Nothing is planned or due next",
            why=f"{STAGE_WORDS[row.stage]} · enquiry of {long_date(row.opened_on)}",
            due_on=None,
            act=asking.act("add_task"),
            **of_case(row),
        )

    rows = asking.read(_without_next_action(asking.whose))
    return asking.counted(rows, TodoState.NO_NEXT_ACTION, made)


@cache
def _without_next_action(whose: Whose) -> Any:
    """Return the first cases of which nothing is due next, and how many there are.

    What is due next of whichever case is read by the indexes of the days, and taken away from the
    cases in hand; only of those that are left must all that lies below them be looked through.
    """
    first = (
        select(Case.id, func.count().over().label("in_all"))
        .where(*whose.cases(IN_HAND))
        .where(*(Case.id.not_in(each) for each in _planned()), *(~each for each in _of_a_case()))
        .order_by(_FURTHEST_FIRST, Case.opened_on, Case.reference_number)
        .limit(MOST)
        .subquery()
    )
    return (
        select(*OF_CASE, Case.stage, Case.opened_on, first.c.in_all)
        .join(first, first.c.id == Case.id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .order_by(_FURTHEST_FIRST, Case.opened_on, Case.reference_number)
    )


def _planned() -> tuple[Any, ...]:
    """Return the statements for the cases of which something with a day is open."""
    return (
        select(CaseClock.case_id).where(
            CaseClock.met_on.is_(None), CaseClock.ended_on.is_(None), CaseClock.due_on <= UNTIL
        ),
        select(Promise.case_id).where(Promise.kept_on.is_(None), Promise.deleted_at.is_(None)),
        select(Visit.case_id).where(
            Visit.deleted_at.is_(None),
            Visit.held_on.is_(None),
            Visit.called_off_on.is_(None),
            Visit.planned_on.is_not(None),
        ),
        select(Visit.case_id).where(
            Visit.deleted_at.is_(None),
            Visit.followed_up_on.is_(None),
            Visit.follow_up_on.is_not(None),
        ),
        select(EventPlace.case_id).where(
            EventPlace.deleted_at.is_(None),
            EventPlace.followed_up_on.is_(None),
            EventPlace.follow_up_on.is_not(None),
        ),
        select(EventPlace.case_id)
        .join(Event, Event.id == EventPlace.event_id)
        .join(EventPart, EventPart.event_id == EventPlace.event_id)
        .where(EventPart.on >= TODAY, EventPart.deleted_at.is_(None))
        .where(plainly(Event.cancelled_on).is_(None))
        .where(EventPlace.state.in_((BOOKED, WAITING)), plainly(EventPlace.deleted_at).is_(None)),
    )


def _of_a_case() -> tuple[Any, ...]:
    """Return the conditions that a case has a task with a day, a check asked for, a panel to come.

    Of old cases many checks never came, and of all years panels are many.
    """
    task = exists().where(
        Task.case_id == Case.id,
        Task.done_on.is_(None),
        plainly(Task.deleted_at).is_(None),
        Task.due_on.is_not(None),
    )
    panel = exists().where(
        CaseEvent.case_id == Case.id,
        plainly(CaseEvent.kind) == EventKind.PANEL_BOOKED,
        CaseEvent.struck_at.is_(None),
        CaseEvent.facts["panel_on"].as_string() >= cast(TODAY, String),
    )
    check = exists().where(
        Check.case_id == Case.id,
        plainly(Check.received_on).is_(None),
        plainly(Check.asked_on).is_not(None),
        Check.not_needed_why == "",
        plainly(Check.deleted_at).is_(None),
    )
    return task, check, and_(Case.stage.in_(_NEAR_PANEL), panel)


def unallocated_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the cases in hand without a worker, the oldest first."""
    if not asking.looks_after(Matter.ALLOCATION) or asking.whose.is_mine:
        return {}

    def made(row: Any) -> TodoRow:
        return TodoRow(
            matter=Matter.ALLOCATION,
            state=TodoState.UNALLOCATED,
            what="To be allocated",
            why=f"{STAGE_WORDS[row.stage]} · enquiry of {long_date(row.opened_on)}",
            due_on=None,
            act=asking.act("allocate"),
            **of_case(row),
        )

    return asking.counted(asking.read(_unallocated(asking.whose)), TodoState.UNALLOCATED, made)


@cache
def _unallocated(whose: Whose) -> Any:
    return (
        select(*OF_CASE, Case.stage, Case.opened_on, func.count().over().label("in_all"))
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Case.worker_id.is_(None), *whose.cases(IN_HAND))
        .order_by(Case.opened_on, Case.reference_number)
        .limit(MOST)
    )
