"""What the timeline of a case is read from: one SELECT for each kind of record.

The columns stay as the database gives them (a text for a day in a file, a day on a server), since
of thousands of lines few are looked at: a line becomes a row when it is shown.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.entry_words import details_of
from recruitment_app.casework.file.case_documents import readable_by
from recruitment_app.casework.file.timeline_attendances import attendance_lines
from recruitment_app.casework.file.timeline_checks import check_lines, interview_lines
from recruitment_app.casework.file.timeline_letters import letter_lines
from recruitment_app.casework.file.timeline_rows import (
    Group,
    Line,
    Source,
    Timeline,
    TimelineRow,
    day_of,
    in_order,
    key_of,
    moment_of,
)
from recruitment_app.casework.file.timeline_scope import (
    Scope,
    Words,
    first_day,
    joined,
    of_case,
    plain,
    raw,
)
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.rules.stages import STEPS, EventKind, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    CaseDocument,
    CaseEvent,
    Note,
    Promise,
    Supervision,
    SupervisionLine,
    Visit,
    Worker,
)

_MEETINGS: Final = frozenset({"meeting", "supervision"})


def case_timeline(store: Store, *, case_id: UUID) -> Timeline:
    """Return the timeline of a case, or of the one that it was merged into.

    What the person signed in may not read is left out: what a confidential check says, confidential
    documents, supervision.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case_id = standing_case(session, case_id)
        require_case(session, worker, case_id)
        names = {plain(key): name for key, name in session.execute(_WORKERS)}
        scope = Scope(session, case_id, worker, Words(read_law(session), names))
        lines: list[Line] = []
        for source in _SOURCES:
            lines += source(scope)
        return Timeline(in_order(lines), names)


_WORKERS: Final = select(raw(Worker.id), Worker.name)
_NOTE: Final = of_case(
    Note,
    *map(raw, (Note.id, Note.kind, Note.on, Note.text)),
    *map(raw, (Note.written_at, Note.written_by, Note.corrects_id)),
)


def _notes(scope: Scope) -> list[Line]:
    words = scope.words

    def tell(row: Any) -> TimelineRow:
        key, kind, on, text, at, by, corrects = row
        return TimelineRow(
            key_of(key),
            Source.NOTE,
            Group.MEETINGS if kind in _MEETINGS else Group.NOTES,
            day_of(on),
            words.label("note_kind", kind),
            "",
            text,
            words.name(by),
            moment_of(at),
            remark="Corrects an earlier note." if corrects else "",
            kind=kind,
        )

    notes, meetings = Group.NOTES, Group.MEETINGS
    return [  # in one go, for a case may have thousands
        (on, at, meetings if kind in _MEETINGS else notes, by, tell, row)
        for row in scope.rows(_NOTE)
        for _key, kind, on, _text, at, by, _corrects in (row,)
    ]


_EVENT: Final = of_case(
    CaseEvent,
    *map(raw, (CaseEvent.id, CaseEvent.kind, CaseEvent.on, CaseEvent.facts)),
    *map(raw, (CaseEvent.recorded_at, CaseEvent.recorded_by, CaseEvent.struck_at)),
    *map(raw, (CaseEvent.struck_by, CaseEvent.struck_why)),
)


def _events(scope: Scope) -> Iterator[Line]:
    words = scope.words
    workers = {UUID(key): name for key, name in words.names.items()}

    def tell(row: Any) -> TimelineRow:
        key, kind, on, facts, at, by, struck_at, struck_by, why = row
        told = facts if isinstance(facts, dict) else json.loads(facts or "{}")
        kind = EventKind(kind)
        struck = f"Struck by {words.name(struck_by)}: {why}" if struck_at else ""
        return TimelineRow(
            key_of(key),
            Source.EVENT,
            Group.JOURNEY,
            day_of(on),
            "Journey",
            STEPS[kind].done,
            details_of(kind, told, words.law, workers),
            words.name(by),
            moment_of(at),
            is_struck=bool(struck_at),
            remark=struck,
        )

    for row in scope.rows(_EVENT):
        yield row[2], row[4], Group.JOURNEY, row[5], tell, row


_DOCUMENTS: Final = of_case(
    CaseDocument,
    *map(raw, (CaseDocument.id, CaseDocument.kind, CaseDocument.dated_on, CaseDocument.title)),
    *map(raw, (CaseDocument.added_at, CaseDocument.added_by, CaseDocument.file_name)),
    CaseDocument.is_confidential,
)
_READABLE: Final = {role: _DOCUMENTS.where(*readable_by(role)) for role in Role}


def _documents(scope: Scope) -> Iterator[Line]:
    words = scope.words

    def tell(row: Any) -> TimelineRow:
        key, kind, dated_on, title, at, by, file_name, is_confidential = row
        moment = moment_of(at)
        is_other = PurePath(file_name).stem != title
        return TimelineRow(
            key_of(key),
            Source.DOCUMENT,
            Group.DOCUMENTS,
            day_of(dated_on) if dated_on else moment.astimezone().date(),
            "Document",
            title,
            words.label("document_kind", kind) + (f"\n{file_name}" if is_other else ""),
            words.name(by),
            moment,
            is_confidential=bool(is_confidential),
        )

    for row in scope.rows(_READABLE[scope.worker.role]):
        day = row[2] or first_day(row[4])
        yield day, row[4], Group.DOCUMENTS, row[5], tell, row


_VISIT: Final = of_case(
    Visit,
    *map(raw, (Visit.id, Visit.kind, Visit.planned_on, Visit.held_on, Visit.called_off_on)),
    *map(raw, (Visit.recorded_at, Visit.recorded_by, Visit.venue, Visit.focus)),
    *map(raw, (Visit.observations, Visit.follow_up, Visit.called_off_why)),
)


def _visits(scope: Scope) -> Iterator[Line]:
    words = scope.words

    def tell(row: Any) -> TimelineRow:
        key, kind, planned, held, off, at, by, venue, focus, seen, follow_up, why = row
        state = "held" if held else "called off" if off else "planned"
        told = [focus, seen, f"To follow up: {follow_up}" if follow_up else "", why]
        return TimelineRow(
            key_of(key),
            Source.VISIT,
            Group.VISITS,
            day_of(held or off or planned or first_day(at)),
            "Visit",
            joined(", ", f"{words.label('visit_kind', kind)} {state}", venue),
            joined("\n", *told),
            words.name(by),
            moment_of(at),
        )

    for row in scope.rows(_VISIT):
        day = row[3] or row[4] or row[2] or first_day(row[5])
        yield day, row[5], Group.VISITS, row[6], tell, row


_PROMISE: Final = of_case(
    Promise,
    *map(raw, (Promise.id, Promise.what, Promise.by_on, Promise.promised_on)),
    *map(raw, (Promise.recorded_at, Promise.promised_by, Promise.kept_on, Promise.kept_words)),
)


def _promises(scope: Scope) -> Iterator[Line]:
    words = scope.words

    def tell(row: Any) -> TimelineRow:
        key, what, by_on, on, at, by, kept_on, kept_words = row
        kept = f"Kept on {long_date(day_of(kept_on))}." if kept_on else "Not kept yet."
        return TimelineRow(
            key_of(key),
            Source.PROMISE,
            Group.PROMISES,
            day_of(on),
            "Promise",
            f"To hear by {long_date(day_of(by_on))}: {what}",
            joined(" ", kept, kept_words),
            words.name(by),
            moment_of(at),
        )

    for row in scope.rows(_PROMISE):
        yield row[3], row[4], Group.PROMISES, row[5], tell, row


_SUPERVISION: Final = of_case(
    SupervisionLine,
    *map(raw, (SupervisionLine.id, Supervision.held_on, SupervisionLine.drift)),
    *map(raw, (SupervisionLine.narrative, SupervisionLine.decision, SupervisionLine.due_on)),
    *map(raw, (Supervision.recorded_at, Supervision.supervisor_id)),
    join=(Supervision, Supervision.id == SupervisionLine.supervision_id),
    where=(Supervision.deleted_at.is_(None),),
)


def _supervisions(scope: Scope) -> Iterator[Line]:
    words = scope.words
    if not may(scope.worker.role, Duty.READ_SUPERVISION):
        return

    def tell(row: Any) -> TimelineRow:
        key, on, drift, narrative, decision, due_on, at, by = row
        due = f"By {long_date(day_of(due_on))}." if due_on else ""
        return TimelineRow(
            key_of(key),
            Source.SUPERVISION,
            Group.MEETINGS,
            day_of(on),
            "Supervision",
            joined(" ", decision, due),
            joined("\n", drift, narrative),
            words.name(by),
            moment_of(at),
        )

    for row in scope.rows(_SUPERVISION):
        if any(row[2:5]):
            yield row[1], row[6], Group.MEETINGS, row[7], tell, row


_SOURCES: Final[tuple[Callable[[Scope], Iterable[Line]], ...]] = (
    _notes,
    _events,
    _documents,
    _visits,
    check_lines,
    interview_lines,
    letter_lines,
    attendance_lines,
    _promises,
    _supervisions,
)
