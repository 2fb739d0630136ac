"""All that the page of one case shows: where it stands, its clocks, people, history and notes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.entry_words import details_of
from recruitment_app.casework.households.household_events import bookings_of
from recruitment_app.casework.households.household_rows import animals_of, people_of
from recruitment_app.casework.in_force import Law, read_law
from recruitment_app.casework.next_acts import next_acts
from recruitment_app.casework.rows import (
    CasePage,
    EventRow,
    NoteRow,
    StepMark,
)
from recruitment_app.casework.sources import came_from
from recruitment_app.casework.stepping import (
    as_event,
    may_see,
    require_case,
    seen_references,
    signed_in,
    standing_case,
)
from recruitment_app.errors import Problem
from recruitment_app.rules import clocks, permitted
from recruitment_app.rules.journey import Journey, in_order, read
from recruitment_app.rules.ownership import spans
from recruitment_app.rules.stages import STAGE_WORDS, STEPS, Event, EventKind, Stage, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Agency,
    Case,
    CaseEvent,
    Note,
    Worker,
)

K = EventKind
S = Stage


def case_page(store: Store, *, case_id: UUID, today: date) -> CasePage:
    """Return everything recorded of a case, or of the one it was merged into, as of today.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case_id = standing_case(session, case_id)
        case = require_case(session, worker, case_id)
        law = read_law(session)
        workers = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
        rows = session.scalars(
            select(CaseEvent)
            .where(CaseEvent.case_id == case_id)
            .order_by(CaseEvent.on, CaseEvent.place, CaseEvent.recorded_at)
        ).all()
        events = [as_event(row) for row in rows if row.struck_at is None]
        journey = read(events)
        faults = permitted.faults(events)
        told = clocks_of(events, law, today)
        return CasePage(
            id=case.id,
            version=case.row_version,
            reference=case.reference,
            title=case.title,
            stage=case.stage,
            status=case.status,
            closing_reason=law.label("closing_reason", case.closing_reason),
            left_from=case.left_from,
            opened_on=case.opened_on,
            worker=workers.get(case.worker_id, "") if case.worker_id else "",
            worker_id=case.worker_id,
            source=law.label("source_of_enquiry", case.source),
            came_from=came_from.told_of(session, case),
            channel=law.label("channel", case.channel),
            couple_status=case.couple_status,
            is_restricted=case.is_restricted,
            is_fast_track=case.is_fast_track,
            possible_duplicate_of="".join(
                seen_references(session, worker, [case.possible_duplicate_of]).values()
            ),
            summary=_summary(journey, law),
            faults=tuple(_fault_words(fault) for fault in faults),
            stepper=_stepper(journey, events, today),
            clocks=told,
            people=people_of(session, case_id),
            animals=animals_of(session, case_id),
            events=tuple(_event_row(row, law, workers, faults) for row in rows),
            notes=_notes(session, case_id, workers),
            bookings=bookings_of(session, case_id),
            next_acts=next_acts(
                journey, told, worker.role, today, is_restricted=case.is_restricted
            ),
        )


def case_by_reference(store: Store, *, reference: str) -> UUID:
    """Return the key of the case of this reference, or of the one that it was merged into.

    Raises:
        Problem: there is none that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        wanted = select(Case.id).where(
            Case.agency_id.in_(select(Agency.id)),  # so that the index of both serves
            Case.reference == reference.strip().upper(),
        )
        found = session.scalars(wanted).one_or_none()
        case = session.get(Case, standing_case(session, found)) if found else None
        if case is None or case.deleted_at is not None or not may_see(worker, case):
            raise Problem("There is no case of this reference: see the list of cases.")
        return case.id


def clocks_of(events: Sequence[Event], law: Law, today: date) -> tuple[clocks.Clock, ...]:
    """Return every clock that is followed and switched on, those not started too."""
    journey = read(events)
    started = {run.limit_id: run for run in clocks.runs(events, law.limits, law.calendar)}
    owned = spans(events, law.reasons)
    told = []
    for limit_id in clocks.CLOCKS:
        limit = law.limits[limit_id]
        if not (limit.followed and limit.on) or _not_for(journey, limit_id):
            continue
        run = started.get(limit_id)
        if run is None:
            told.append(clocks.Clock(limit, clocks.ClockState.NOT_STARTED))
        else:
            told.append(clocks.tell(run, limit, owned, today))
    return tuple(told)


def _not_for(journey: Journey, limit_id: str) -> bool:
    """Tell whether a clock can never run on this route."""
    if journey.registered_on is None:
        return limit_id in clocks.ONLY_FAST_TRACK
    return limit_id in (clocks.NO_FAST_TRACK if journey.fast_track else clocks.ONLY_FAST_TRACK)


def _fault_words(fault: permitted.Fault) -> str:
    done, day = STEPS[fault.event.kind].done, long_date(fault.event.on)
    return f"{done}, {day}: {fault.sentence}"


def _summary(journey: Journey, law: Law) -> str:
    """Return one line on what is happening, for the head of the page."""
    if journey.stage is S.CLOSED:
        reason = law.label("closing_reason", journey.closing_reason)
        left = f" at {STAGE_WORDS[journey.left_from]}" if journey.left_from else ""
        return f"Closed{left}: {reason}"
    if journey.hold is not None:
        by = journey.hold.fact("by") or "applicant"
        reason = law.label(f"hold_reason_{by}", journey.hold.fact("reason"))
        return f"On hold since {long_date(journey.hold.on)}: {reason}"
    if journey.waiting is not None:
        for_whom = journey.waiting.fact("for") or "applicant"
        reason = law.label(f"waiting_reason_{for_whom}", journey.waiting.fact("reason"))
        return f"Waiting since {long_date(journey.waiting.on)}: {reason}"
    booked = journey.last.get(K.PANEL_BOOKED)
    if booked and journey.stage in {S.STAGE_TWO, S.PANEL} and booked.fact("panel_on"):
        return f"Panel booked for {long_date(date.fromisoformat(booked.fact('panel_on')))}"
    return ""


_MARKS: tuple[tuple[str, Stage, tuple[Stage, ...]], ...] = (
    ("Enquiry", S.ENQUIRY, ()),
    ("Registration", S.REGISTRATION, ()),
    ("Stage One", S.STAGE_ONE, (S.BREAK,)),
    ("Stage Two", S.STAGE_TWO, ()),
    ("Panel", S.PANEL, ()),
    ("Decision", S.DECISION, (S.QUALIFYING_DETERMINATION,)),
    ("Approved", S.APPROVED, (S.MATCHED, S.PLACED)),
)
_BEGINS: Mapping[Stage, tuple[EventKind, ...]] = {
    S.ENQUIRY: (K.ENQUIRY_RECEIVED,),
    S.REGISTRATION: (K.REGISTRATION_RECEIVED,),
    S.STAGE_ONE: (K.REGISTRATION_ACCEPTED,),
    S.STAGE_TWO: (K.NOTIFIED_TO_PROCEED, K.STAGE_TWO_STARTED),
    S.PANEL: (K.RECOMMENDATION_MADE,),
    S.DECISION: (K.DECISION_MADE,),
    S.APPROVED: (K.APPROVED,),
}
_ENDS: Mapping[Stage, EventKind] = {
    S.STAGE_ONE: K.STAGE_ONE_ENDED,
    S.STAGE_TWO: K.RECOMMENDATION_MADE,
}


def _stepper(journey: Journey, events: Iterable[Event], today: date) -> tuple[StepMark, ...]:
    """Return the marks of the journey; on the fast track Stage One is left out."""
    last = {event.kind: event for event in in_order(events)}
    stage = journey.left_from if journey.stage is S.CLOSED else journey.stage
    labels = [mark for mark in _MARKS if not (journey.fast_track and mark[1] is S.STAGE_ONE)]
    places = {each: at for at, mark in enumerate(labels) for each in (mark[1], *mark[2])}
    now = places.get(stage, 0) if stage else 0
    marks = []
    for at, (label, of, _also) in enumerate(labels):
        begins = next((last[kind].on for kind in _BEGINS[of] if kind in last), None)
        if of is S.STAGE_TWO and journey.fast_track:
            begins = journey.registered_on
        ends = last[_ENDS[of]].on if of in _ENDS and _ENDS[of] in last else None
        note = ""
        booked = journey.last.get(K.PANEL_BOOKED)
        if of is S.PANEL and begins is None and booked and booked.fact("panel_on"):
            begins = date.fromisoformat(booked.fact("panel_on"))
            note = "booked" if begins >= today else ""
        marks.append(StepMark(label, begins, ends, at < now, at == now, note))
    return tuple(marks)


def _event_row(
    row: CaseEvent,
    law: Law,
    workers: Mapping[UUID, str],
    faults: Iterable[permitted.Fault],
) -> EventRow:
    event = as_event(row)
    fault = "" if row.struck_at else next((f.sentence for f in faults if f.event == event), "")
    return EventRow(
        row.id,
        row.kind,
        STEPS[row.kind].done,
        row.on,
        details_of(row.kind, row.facts, law, workers),
        dict(row.facts),
        row.recorded_at,
        workers.get(row.recorded_by, ""),
        row.struck_at,
        workers.get(row.struck_by, "") if row.struck_by else "",
        row.struck_why,
        row.corrects_id,
        fault,
    )


def _notes(session: Session, case_id: UUID, workers: Mapping[UUID, str]) -> tuple[NoteRow, ...]:
    return tuple(
        NoteRow(
            note.id,
            note.kind,
            note.on,
            note.text,
            note.written_at,
            workers.get(note.written_by, ""),
            note.corrects_id,
        )
        for note in session.scalars(
            select(Note)
            .where(Note.case_id == case_id, Note.deleted_at.is_(None))
            .order_by(Note.on.desc(), Note.written_at.desc())
        )
    )
