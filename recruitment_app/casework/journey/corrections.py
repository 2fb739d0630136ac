"""A mistaken entry put right: the original stays in the history, struck, with the reason."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.checks.decision_gates import let_pass_stage_one
from recruitment_app.casework.events.attendance import follow_struck_entry
from recruitment_app.casework.events.closed_cases import follow_case
from recruitment_app.casework.events.open_events import EVENTS
from recruitment_app.casework.journey.stage_one import NOT_SUITABLE
from recruitment_app.casework.stepping import OpenCase, on_case
from recruitment_app.casework.work_going_along import work_goes_along
from recruitment_app.errors import Problem
from recruitment_app.rules import permitted
from recruitment_app.rules.roles import ENTRY_DUTY, Duty, require
from recruitment_app.rules.stages import STEPS, Event, EventKind, long_date
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import CaseEvent

K = EventKind


def correct_entry(
    store: Store,
    *,
    case_id: UUID,
    event_id: UUID,
    on: date,
    why: str,
    today: date,
    facts: Mapping[str, str] | None = None,
) -> Change:
    """Replace a mistaken entry by a right one; ``facts`` replace those of the original.

    Raises:
        NotAllowed: the entry is not one that this person may make.
        Problem: no reason is given, the entry is struck already, the day is still
            to come, or the corrected history would break a rule that it kept.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.READ_CASES, act="correct_entry", today=today
    ) as opened:
        row = _mistaken(opened, event_id, why)
        if on > today:
            raise Problem(
                f"{long_date(on)} is still to come: give the day on which it happened.",
                field="on",
            )
        given = dict(row.facts) if facts is None else {k: v for k, v in facts.items() if v}
        made = put_right(opened, row, on=on, facts=given, why=why)
        touched = STEP | EVENTS | {Touched.PEOPLE}
        told = follow_case(opened, f"{STEPS[row.kind].done} corrected.")
        return Change(case_id, touched, told, made.id)


def strike_entry(store: Store, *, case_id: UUID, event_id: UUID, why: str, today: date) -> Change:
    """Strike an entry that should never have been made.

    Raises:
        NotAllowed: the entry is not one that this person may make.
        Problem: it is the enquiry itself, no reason is given, it is struck
            already, or what follows depends on it.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.READ_CASES, act="strike_entry", today=today
    ) as opened:
        row = _mistaken(opened, event_id, why)
        if row.kind is K.ENQUIRY_RECEIVED:
            raise Problem("The enquiry opened this case: close the case instead.")
        _replace(opened, row, None)
        _strike(opened, row, why)
        follow_struck_entry(opened, row)
        told = follow_case(opened, f"{STEPS[row.kind].done} struck.")
        return Change(case_id, STEP | EVENTS, told)


def put_right(
    opened: OpenCase, row: CaseEvent, *, on: date, facts: dict[str, str], why: str
) -> CaseEvent:
    """Put an entry in the place of another of its kind, which is struck with the reason.

    Raises:
        Problem: the history would break a rule that it kept, or Stage One would end well where a
            check stops it.

    """
    _replace(opened, row, Event(row.kind, on, row.place, facts))
    was_refused = row.kind is K.STAGE_ONE_ENDED and row.facts.get("outcome") == NOT_SUITABLE
    if was_refused and facts.get("outcome") != NOT_SUITABLE:
        let_pass_stage_one(opened)
    _strike(opened, row, why)
    made = CaseEvent(
        id=new_id(),
        case_id=opened.case.id,
        kind=row.kind,
        on=on,
        place=row.place,
        facts=facts,
        recorded_at=opened.store.clock(),
        recorded_by=opened.worker.id,
        corrects_id=row.id,
    )
    opened.session.add(made)
    return made


def _mistaken(opened: OpenCase, event_id: UUID, why: str) -> CaseEvent:
    if not why.strip():
        raise Problem("Say what was mistaken.", field="why")
    row = opened.session.get(CaseEvent, event_id)
    if row is None or row.case_id != opened.case.id:
        raise Problem("This entry is not in the case any more: look again.")
    require(opened.worker.role, ENTRY_DUTY.get(row.kind, Duty.ENTER_DATES))
    if row.struck_at is not None:
        raise Problem("This entry is struck already.")
    return row


def _replace(opened: OpenCase, row: CaseEvent, right: Event | None) -> None:
    """Put the right event in the place of the mistaken one, if no rule that was kept breaks."""
    index = next(
        at
        for at, event in enumerate(opened.events)
        if event.order == row.place and event.kind is row.kind
    )
    before = {fault.sentence for fault in permitted.faults(opened.events)}
    events = list(opened.events)
    events[index : index + 1] = [] if right is None else [right]
    for fault in permitted.faults(events):
        if fault.sentence not in before:
            raise Problem(
                f"{STEPS[fault.event.kind].done} on {long_date(fault.event.on)} would no longer"
                f" fit: {fault.sentence}",
                field="on",
            )
    if right is not None:
        opened.keep_in_time(right, [event for event in events if event is not right])
    opened.events[:] = events


def _strike(opened: OpenCase, row: CaseEvent, why: str) -> None:
    row.struck_at = opened.store.clock()
    row.struck_by = opened.worker.id
    row.struck_why = why.strip()
    if row.kind is K.ALLOCATED:
        allocated = [event for event in opened.events if event.kind is K.ALLOCATED]
        last = max(allocated, key=lambda event: (event.on, event.order), default=None)
        before, opened.case.worker_id = (
            opened.case.worker_id,
            UUID(last.fact("worker")) if last else None,
        )
        if opened.case.worker_id is not None:
            work_goes_along(opened.session, opened.case.id, before, opened.case.worker_id)
