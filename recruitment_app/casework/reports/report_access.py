"""Who may read and write what of a report: its case's worker, the manager, and who it names."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.reports.form_versions import form_of_version
from recruitment_app.casework.stepping import require_case
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.forms.definition import About, Edition, Form, Kind, Section, Writer
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.store.tables import Case, Worker, WrittenForm

ONLY_ITS_WRITERS = (
    "A report is written by the worker of its case or a manager: ask one of them to write it."
)
_CONFIDENTIAL = (
    "The confidential addendum is read by the case's worker, a manager or the decision maker."
)
_INTERVIEW = (
    "An interview with a referee is read by the case's worker, a manager or the decision maker."
)
FROZEN = (
    "This version was issued and is not altered any more: begin a new version, or add a signed"
    " addendum."
)


def require_form(session: Session, worker: Worker, form_id: UUID) -> WrittenForm:
    """Return what is written in a form.

    Raises:
        Problem: there is none of that key that this person may see.

    """
    written = session.get(WrittenForm, form_id)
    if written is None or written.deleted_at is not None:
        raise Problem("This report is not in the store any more: look again.")
    require_case(session, worker, written.case_id)
    return written


def current_form(
    session: Session, case_id: UUID, form: str, subject: str = ""
) -> WrittenForm | None:
    """Return the version of a form that is worked on, if the form was begun.

    ``subject`` is the key of whom it is about, where there is one for each of several.
    """
    return session.scalars(
        select(WrittenForm).where(
            WrittenForm.case_id == case_id,
            WrittenForm.form == form,
            WrittenForm.subject_key == subject,
            WrittenForm.is_current,
            WrittenForm.deleted_at.is_(None),
        )
    ).first()


def form_of(session: Session, written: WrittenForm) -> Form:
    """Return the definition that a written form is written against."""
    return form_of_version(session, written.form, written.form_version)


def is_confidential(section: Section) -> bool:
    """Say whether a section stands in the confidential addendum alone."""
    return section.kind is Kind.CONFIDENTIAL or section.editions == {Edition.ADDENDUM}


def may_read_confidential(worker: Worker, case: Case, written: WrittenForm) -> bool:
    """Say whether somebody may read the confidential addendum of this report."""
    if worker.role is Role.SOCIAL_WORKER:
        return _is_named(worker, case, written)
    return may(worker.role, Duty.READ_CONFIDENTIAL)


def may_read_whole(worker: Worker, case: Case, form: Form, written: WrittenForm | None) -> bool:
    """Say whether a form, begun or not, is somebody's to know of.

    One about a referee is confidential throughout: who may not read it is not told of it.
    """
    if form.about is About.HOUSEHOLD:
        return True
    if written is not None:
        return may_read_confidential(worker, case, written)
    if worker.role is Role.SOCIAL_WORKER:
        return worker.id == case.worker_id
    return may(worker.role, Duty.READ_CONFIDENTIAL)


def require_whole(worker: Worker, case: Case, form: Form, written: WrittenForm | None) -> None:
    """Raise where a form as a whole is not somebody's to know of.

    Raises:
        NotAllowed: it is about a referee, and they may not read what is confidential.

    """
    if not may_read_whole(worker, case, form, written):
        raise NotAllowed(_INTERVIEW)


def require_readable(worker: Worker, case: Case, written: WrittenForm, section: Section) -> None:
    """Raise NotAllowed where somebody may not read a section.

    Raises:
        NotAllowed: it stands in the confidential addendum, which is not theirs to read.

    """
    if is_confidential(section) and not may_read_confidential(worker, case, written):
        raise NotAllowed(_CONFIDENTIAL)


def why_not_write(
    worker: Worker, case: Case, written: WrittenForm, section: Section | None = None
) -> str:
    """Return why somebody may not write in a report, or in one section of it; "" where they may."""
    if written.issued_at is not None:
        return FROZEN
    return why_not_theirs(worker, case, written, section)


def why_not_theirs(
    worker: Worker, case: Case, written: WrittenForm, section: Section | None = None
) -> str:
    """Return why a report, or one section of it, is not somebody's to write; "" where it is."""
    if worker.role is Role.MANAGER:
        return ""
    if not may(worker.role, Duty.WRITE_REPORT):
        return ONLY_ITS_WRITERS
    if worker.id in {case.worker_id, written.author_id, written.supervisor_id}:
        return ""
    is_opinion = section is not None and Writer.SECOND_SOCIAL_WORKER in section.who
    if is_opinion and worker.id == written.second_author_id:
        return ""
    return ONLY_ITS_WRITERS


def require_theirs(worker: Worker, case: Case, written: WrittenForm) -> None:
    """Raise where a report is not somebody's to write, frozen or not.

    Raises:
        NotAllowed: it is not.

    """
    why = why_not_theirs(worker, case, written)
    if why:
        raise NotAllowed(why)


def require_writing(
    worker: Worker, case: Case, written: WrittenForm, section: Section | None = None
) -> None:
    """Raise where somebody may not write in a report now.

    Raises:
        NotAllowed: it is not theirs to write.
        Problem: it was issued.

    """
    why = why_not_write(worker, case, written, section)
    if why == FROZEN:
        raise Problem(why)
    if why:
        raise NotAllowed(why)


def _is_named(worker: Worker, case: Case, written: WrittenForm) -> bool:
    return worker.id in {
        case.worker_id,
        written.author_id,
        written.supervisor_id,
        written.second_author_id,
    }
