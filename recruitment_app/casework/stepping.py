"""How every act steps: leave asked, history read, step permitted, columns and clocks kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.in_force import Law, law_in_force
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules import clocks, permitted
from recruitment_app.rules.in_time import untimely
from recruitment_app.rules.journey import Journey, read
from recruitment_app.rules.roles import Duty, Role, require
from recruitment_app.rules.stages import Event, EventKind, Stage
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import AuditEntry, Case, CaseClock, CaseEvent, Worker

_CASES_AT_ONCE = 500


def signed_in(session: Session, store: Store) -> Worker:
    """Return the person signed in.

    Raises:
        NotAllowed: nobody of the agency is signed in.

    """
    worker = session.get(Worker, store.person_id) if store.person_id else None
    if worker is None or worker.left_on is not None:
        raise NotAllowed("Nobody of the agency is signed in: sign in first.")
    return worker


def ask_leave(session: Session, store: Store, duty: Duty) -> Worker:
    """Return the person signed in, if their role has leave for the duty.

    Raises:
        NotAllowed: it has not; the sentence says who may.

    """
    worker = signed_in(session, store)
    if not (duty is Duty.SET_UP_AGENCY and _has_no_manager(session)):
        require(worker.role, duty)
    return worker


def _has_no_manager(session: Session) -> bool:
    """Tell whether the agency is still to name its manager; until then anybody sets it up."""
    found = session.scalars(
        select(Worker.id).where(Worker.role == Role.MANAGER, Worker.left_on.is_(None)).limit(1)
    ).first()
    return found is None


class Seen(Protocol):
    """What leave to see a case depends on."""

    is_restricted: Any
    worker_id: Any


def may_see(worker: Worker, case: Seen) -> bool:
    """Tell whether a person may see a case; a restricted one is its worker's and the manager's."""
    may = not case.is_restricted or worker.role is Role.MANAGER
    return bool(may or case.worker_id == worker.id)


def seen_references(session: Session, worker: Worker, texts: Iterable[str]) -> dict[str, str]:
    """Return texts that name cases, by a comma, each without those that a person may not see."""
    named = {text: [each.strip() for each in text.split(",")] for text in texts if text}
    if not named or worker.role is Role.MANAGER:
        return {text: text for text in named}
    hidden = set(
        session.scalars(
            select(Case.reference).where(
                Case.reference.in_({each for some in named.values() for each in some}),
                Case.is_restricted,
                Case.worker_id.is_distinct_from(worker.id),
            )
        )
    )
    return {
        text: ", ".join(each for each in some if each not in hidden) for text, some in named.items()
    }


def seen_by(worker: Worker) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a query for cases that leave in those that a person may see."""
    return seen_as(worker.role, worker.id)


def seen_as(role: Role, person: Any) -> tuple[ColumnElement[bool], ...]:
    """Return the same for anybody of a role; ``person`` may be a parameter of the query."""
    there = Case.deleted_at.is_(None)
    if role is Role.MANAGER:
        return (there,)
    return (there, or_(Case.is_restricted.is_(False), Case.worker_id == person))


def parts_of_cases(
    session: Session, worker: Worker, *, only: UUID | None = None
) -> Iterator[Sequence[Row[UUID, str, str, Stage]]]:
    """Give id, reference, title and stage of the cases that a person may see, by reference.

    They come in parts, so that what lies below the cases of each can be read at once.
    """
    query = (
        select(Case.id, Case.reference, Case.title, Case.stage)
        .where(*seen_by(worker), *([Case.id == only] if only else []))
        .order_by(Case.reference_number, Case.reference)
        .execution_options(yield_per=_CASES_AT_ONCE)
    )
    return session.execute(query).partitions()


def require_case(session: Session, worker: Worker, case_id: UUID) -> Case:
    """Return the case.

    Raises:
        Problem: there is none of that key that this person may see.

    """
    case = session.get(Case, case_id)
    if case is not None and case.merged_into_id is not None:
        standing = session.get_one(Case, standing_case(session, case_id))
        if may_see(worker, standing):
            raise Problem(f"This case was merged into {standing.reference}: open that one.")
    if case is None or case.deleted_at is not None or not may_see(worker, case):
        raise Problem("This case is not in the store any more: look again.")
    return case


def standing_case(session: Session, case_id: UUID) -> UUID:
    """Return the key of the case that a case was merged into, or its own."""
    case = session.get(Case, case_id)
    while case is not None and case.merged_into_id is not None:
        case = session.get(Case, case.merged_into_id)
    return case_id if case is None else case.id


def events_of(session: Session, case_id: UUID) -> list[CaseEvent]:
    """Return the entries of a case that stand, in the order in which they count."""
    query = (
        select(CaseEvent)
        .where(CaseEvent.case_id == case_id, CaseEvent.struck_at.is_(None))
        .order_by(CaseEvent.on, CaseEvent.place)
    )
    return list(session.scalars(query))


def last_change(session: Session, *cases: UUID) -> int:
    """Return the place in the audit of the last change to these cases."""
    query = select(func.max(AuditEntry.seq)).where(AuditEntry.case_id.in_(cases))
    return session.scalar(query) or 0


def as_event(row: CaseEvent) -> Event:
    """Return an entry as the rules read it."""
    return Event(row.kind, row.on, row.place, row.facts)


@dataclass
class OpenCase:
    """A case being worked on within one act."""

    session: Session
    store: Store
    case: Case
    worker: Worker
    law: Law
    today: date
    events: list[Event]

    @property
    def journey(self) -> Journey:
        """Return where the case stands now."""
        return read(self.events)

    def run(self, limit_id: str) -> clocks.Run | None:
        """Return one of its clocks, if it has started."""
        found = clocks.runs(self.events, self.law.limits, self.law.calendar)
        return next((run for run in found if run.limit_id == limit_id), None)

    def keep_in_time(self, event: Event, others: Sequence[Event] | None = None) -> None:
        """Raise Problem where the event comes after its last day, or before it.

        Raises:
            Problem: it does; the sentence says what to do.

        """
        before = self.events if others is None else others
        runs = clocks.runs(before, self.law.limits, self.law.calendar)
        sentence = untimely(read(before), event, {run.limit_id: run for run in runs})
        if sentence:
            raise Problem(sentence, field="on")

    def record(
        self, kind: EventKind, on: date, facts: Mapping[str, str] | None = None
    ) -> CaseEvent:
        """Add a dated event if the table of steps permits it, and return its row.

        Raises:
            Problem: it does not; the sentence says why and what to do.

        """
        place = max((event.order for event in self.events), default=0) + 1
        given = {name: value for name, value in (facts or {}).items() if value}
        event = Event(kind, on, place, given)
        permitted.admit(self.events, event, self.today)
        self.keep_in_time(event)
        self.events.append(event)
        row = CaseEvent(
            id=new_id(),
            case_id=self.case.id,
            kind=kind,
            on=on,
            place=place,
            facts=given,
            recorded_at=self.store.clock(),
            recorded_by=self.worker.id,
        )
        self.session.add(row)
        return row


@contextmanager
def on_case(
    store: Store, *, case_id: UUID, duty: Duty, act: str, today: date
) -> Iterator[OpenCase]:
    """Open a case for one act; its columns and clocks are kept when the act has succeeded."""
    with store.writing(act=act) as session:
        worker = ask_leave(session, store, duty)
        case = require_case(session, worker, case_id)
        rows = events_of(session, case_id)
        opened = OpenCase(
            session, store, case, worker, law_in_force(session), today, [as_event(r) for r in rows]
        )
        yield opened
        keep(session, case, opened.events, opened.law)


def keep(session: Session, case: Case, events: Sequence[Event], law: Law) -> None:
    """Write what the events say into the case's columns and clocks."""
    for name, value in columns(events).items():
        if getattr(case, name) != value:
            setattr(case, name, value)
    found = clocks.runs(events, law.limits, law.calendar)
    kept = {
        row.limit_id: row
        for row in session.scalars(select(CaseClock).where(CaseClock.case_id == case.id))
    }
    for run in found:
        row = kept.pop(run.limit_id, None)
        facts = clock_columns(run)
        if row is None:
            session.add(CaseClock(case_id=case.id, limit_id=run.limit_id, **facts))
            continue
        for name, value in facts.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    for row in kept.values():
        session.delete(row)
    case.next_limit, case.next_due_on = next_due(found)


def columns(events: Sequence[Event]) -> dict[str, object]:
    """Return the columns of a case that follow from its events alone."""
    journey, faults = permitted.judge(events)
    return {
        "opened_on": journey.opened_on,
        "stage": journey.stage,
        "status": journey.status,
        "closing_reason": journey.closing_reason,
        "left_from": journey.left_from,
        "registered_on": journey.registered_on,
        "approved_on": journey.approved_on,
        "closed_on": journey.closed_on,
        "is_fast_track": journey.fast_track,
        "fault_count": len(faults),
    }


def clock_columns(run: clocks.Run) -> dict[str, date | None]:
    """Return the columns of a clock."""
    return {
        "trigger_on": run.trigger_on,
        "due_on": run.due_on,
        "first_due_on": run.first_due_on,
        "met_on": run.met_on,
        "ended_on": run.ended_on,
    }


def next_due(found: Sequence[clocks.Run]) -> tuple[str, date | None]:
    """Return the limit that runs out first among those still open, and its day."""
    due = [
        (run.due_on, run.limit_id)
        for run in found
        if run.due_on is not None and run.met_on is None and run.ended_on is None
    ]
    if not due:
        return "", None
    first_on, limit_id = min(due)
    return limit_id, first_on


def step(
    store: Store,
    *,
    case_id: UUID,
    duty: Duty,
    act: str,
    kind: EventKind,
    on: date,
    today: date,
    facts: Mapping[str, str] | None = None,
    sentence: str,
) -> Change:
    """Carry out an act that is one dated event and nothing else."""
    with on_case(store, case_id=case_id, duty=duty, act=act, today=today) as opened:
        row = opened.record(kind, on, facts)
        return Change(case_id, STEP | {Touched.NOTES}, sentence, row.id)
