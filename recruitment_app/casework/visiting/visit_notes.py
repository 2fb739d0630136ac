"""What is noted at a visit while it goes on, each note with the section that it belongs to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change
from recruitment_app.casework.expected_visits import resident_of
from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.form_versions import form_in_force
from recruitment_app.casework.reports.report_access import current_form, form_of, is_confidential
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.casework.visiting.open_visits import OpenVisits, VisitDetails, clean
from recruitment_app.casework.visiting.visits import TOUCHED
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Form
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.visits import why_not_planned
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Visit, VisitNote, Worker


def add_visit_note(
    store: Store,
    *,
    case_id: UUID,
    text: str,
    today: date,
    visit_id: UUID | None = None,
    section: str = "",
    person: str = "",
) -> Change:
    """Keep a note made at a visit; where none was planned, one is planned for today.

    Raises:
        NotAllowed: the person does not assess.
        Problem: there is no note; the section is unknown, or is one of the confidential addendum.

    """
    if not text.strip():
        raise Problem("Write the note first.", field="text")
    with store.writing(act="add_visit_note") as session:
        opened = OpenVisits.of(session, store, case_id, Duty.ASSESS, today)
        _refuse_section(session, case_id, section, today)
        visit = opened.visit(visit_id)
        if visit_id is None:
            opened.refuse(why_not_planned, today, "text")
            at_home = [
                each.id for each in people_of(session, case_id) if resident_of(each).group(today)
            ]
            opened.fill(visit, VisitDetails(kind="home"))
            visit.planned_on = today
            opened.keep_people(visit, dict.fromkeys(at_home, False), was_seen=None)
        note = VisitNote(
            case_id=case_id,
            visit_id=visit.id,
            section=section,
            person_key=person,
            text=clean(text),
            written_at=store.clock(),
            written_by=opened.worker.id,
        )
        session.add(note)
        session.flush()
        return Change(case_id, TOUCHED, "Note kept.", note.id)


def take_out_visit_note(store: Store, *, note_id: UUID) -> Change:
    """Take a note of a visit away; the history keeps it."""
    with store.writing(act="take_out_visit_note") as session:
        note = session.get(VisitNote, note_id)
        if note is None or note.deleted_at is not None:
            raise Problem("This note is not there any more: look again.")
        OpenVisits.of(session, store, note.case_id, Duty.ASSESS, date.max)
        note.deleted_at = store.clock()

        def undo(again: Store) -> Change:
            return bring_back_visit_note(again, note_id=note_id)

        return Change(note.case_id, TOUCHED, "Note taken away.", note.id, undo=undo)


def bring_back_visit_note(store: Store, *, note_id: UUID) -> Change:
    """Bring a note back that was taken away."""
    with store.writing(act="bring_back_visit_note") as session:
        note = session.get(VisitNote, note_id)
        if note is None:
            raise Problem("This note is not there any more: look again.")
        OpenVisits.of(session, store, note.case_id, Duty.ASSESS, date.max)
        note.deleted_at = None
        return Change(note.case_id, TOUCHED, "The note is back.", note.id)


@dataclass(frozen=True, slots=True)
class NotedAtVisit:
    """A note on a section of the report, with the day of its visit and who wrote it."""

    on: date
    text: str
    written_by: str


def notes_on_section(
    store: Store, *, case_id: UUID, section: str, person: str = ""
) -> tuple[NotedAtVisit, ...]:
    """Return what was noted at visits on a section of one person or of all, the first first.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        query = (
            select(VisitNote, Visit, Worker.name)
            .join(Visit, Visit.id == VisitNote.visit_id)
            .join(Worker, Worker.id == VisitNote.written_by)
            .where(
                VisitNote.case_id == case.id,
                VisitNote.section == section,
                VisitNote.person_key == person,
                VisitNote.deleted_at.is_(None),
            )
            .order_by(VisitNote.written_at, VisitNote.id)
        )
        return tuple(
            NotedAtVisit(
                visit.held_on or visit.planned_on or note.written_at.date(), note.text, name
            )
            for note, visit, name in session.execute(query)
        )


def report_form(session: Session, case_id: UUID, today: date) -> Form:
    """Return the form of a case's report as it is written, or would be begun today."""
    written = current_form(session, case_id, REPORT)
    return form_of(session, written) if written else form_in_force(session, REPORT, today)


def _refuse_section(session: Session, case_id: UUID, key: str, today: date) -> None:
    if not key:
        return
    section = report_form(session, case_id, today).by_key.get(key)
    if section is None:
        raise Problem("The report has no such section: choose another.", field="section")
    if is_confidential(section):
        told = "This belongs into the confidential addendum: write it there, after the visit."
        raise Problem(told, field="section")
