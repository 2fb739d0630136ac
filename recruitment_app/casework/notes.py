"""Notes and contacts, each with its author and time; added once, corrected by a further one."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.finding import index_text
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Note


def add_note(
    store: Store,
    *,
    case_id: UUID,
    kind: str,
    on: date,
    text: str,
    today: date,
    corrects_id: UUID | None = None,
) -> Change:
    """Add a note or a contact to a case.

    Raises:
        Problem: it is empty, its day is still to come, or its kind is not in the list.

    """
    if not text.strip():
        raise Problem("Write the note first.", field="text")
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day it is about.", field="on")
    with store.writing(act="add_note") as session:
        worker = ask_leave(session, store, Duty.WRITE_NOTES)
        require_case(session, worker, case_id)
        law_in_force(session).require_code("note_kind", kind, what="the kind of note", field="kind")
        note = write_note(
            session, store, case_id, kind=kind, on=on, text=text, corrects_id=corrects_id
        )
        return Change(case_id, frozenset({Touched.NOTES}), "Note added.", note.id)


def write_note(
    session: Session,
    store: Store,
    case_id: UUID,
    *,
    kind: str,
    on: date,
    text: str,
    corrects_id: UUID | None = None,
) -> Note:
    """Write a note of the person signed in within the act that is open, and let it be found."""
    note = Note(
        case_id=case_id,
        kind=kind,
        on=on,
        text=text.replace("\0", "").strip(),
        written_at=store.clock(),
        written_by=store.person_id,
        corrects_id=corrects_id,
    )
    session.add(note)
    session.flush()
    index_text(session, kind="note", case_id=case_id, record_id=note.id, text=note.text)
    return note
