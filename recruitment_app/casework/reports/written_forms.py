"""Writing in a form: begun once, each section by whoever sees its last state, nothing lost."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.reports.case_forms import require_subject
from recruitment_app.casework.reports.form_versions import form_in_force
from recruitment_app.casework.reports.report_access import (
    current_form,
    require_whole,
    require_writing,
)
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.section_content import content_of, fitting
from recruitment_app.casework.reports.written_sections import (
    OpenForm,
    last_state,
    open_form,
    open_section,
    state_at,
)
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.forms.definition import Form, Section
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, CaseWord, FindingReason, Worker, WrittenForm

TOUCHED = frozenset({Touched.REPORT})
_WRITTEN_MEANWHILE = (
    "{name} wrote in this section since you opened it, at {at}. Nothing of yours is lost: what you"
    " typed stays here as a draft. Look at both, then save again."
)


def begin_report(
    store: Store, *, case_id: UUID, today: date, form: str = REPORT, subject: str = ""
) -> Change:
    """Begin a form of a case: the report where no other is named. Its author is the case's worker.

    ``subject`` is the key of the referee whom the form is about, where there is one for each.

    Raises:
        NotAllowed: it is not theirs to write, or to read.
        Problem: it was begun already, or there is no such form or referee.

    """
    with store.writing(act="begin_report") as session:
        worker = ask_leave(session, store, Duty.WRITE_REPORT)
        case = require_case(session, worker, case_id)
        definition = form_in_force(session, form, today)
        require_whole(worker, case, definition, None)
        require_subject(session, case.id, definition, subject)
        if current_form(session, case.id, form, subject) is not None:
            raise Problem(f"This was begun already: open the {definition.title} of the case.")
        try:
            written = new_form(session, store, case, worker, form=definition, subject=subject)
        except IntegrityError as fault:  # on a server, two began it at once
            raise ChangedMeanwhile("Somebody else began this just now: open it.") from fault
        require_writing(worker, case, written)
        return Change(case.id, TOUCHED, f"{definition.title} begun.", written.id)


def new_form(
    session: Session, store: Store, case: Case, worker: Worker, *, form: Form, subject: str = ""
) -> WrittenForm:
    """Add a version of a form within the act that is open; it is the current one from now on."""
    last = select(func.max(WrittenForm.number)).where(
        WrittenForm.case_id == case.id,
        WrittenForm.form == form.name,
        WrittenForm.subject_key == subject,
    )
    written = WrittenForm(
        case_id=case.id,
        form=form.name,
        form_version=form.version,
        subject_key=subject,
        number=(session.scalar(last) or 0) + 1,
        begun_at=store.clock(),
        begun_by=worker.id,
        author_id=case.worker_id or (worker.id if worker.role is Role.SOCIAL_WORKER else None),
    )
    session.add(written)
    session.flush()
    return written


def write_section(
    store: Store,
    *,
    form_id: UUID,
    section: str,
    content: SectionContent,
    seen: int,
    person: str = "",
) -> Change:
    """Write all that stands in a section, over the stand that the writer saw.

    Two people in different sections never meet. Where the section says the same already nothing
    is written, whatever was seen.

    Raises:
        NotAllowed: the section is not theirs to write.
        ChangedMeanwhile: somebody wrote in the section since; the draft stays.
        Problem: the form was issued, or the section is not asked for any more.

    """
    with store.writing(act="write_section") as session:
        opened, found = open_section(session, store, form_id, section, person)
        if _says_the_same(opened, found, person, content):
            return Change(opened.case.id, frozenset(), "Saved already.", opened.written.id)
        _refuse_written_meanwhile(opened, section, person, seen)
        _keep(opened, found, person, content)
        return Change(opened.case.id, TOUCHED, "Saved.", opened.written.id)


def restore_section(
    store: Store, *, form_id: UUID, section: str, stand: int, seen: int, person: str = ""
) -> Change:
    """Bring back an earlier state of a section, as a further state: no later one is lost.

    Raises:
        NotAllowed: the section is not theirs to write.
        ChangedMeanwhile: somebody wrote in the section since.
        Problem: there is no such state, or the form was issued.

    """
    with store.writing(act="restore_section") as session:
        opened, found = open_section(session, store, form_id, section, person)
        _refuse_written_meanwhile(opened, section, person, seen)
        row = opened.row(section, person)
        state = state_at(session, found, row, stand) if row else None
        if state is None:
            raise Problem("There is no such earlier state: look at the history again.")
        _keep(opened, found, person, content_of(state), restored_from=stand)
        return Change(opened.case.id, TOUCHED, "Brought back as it was.", opened.written.id)


def set_wishes(
    store: Store, *, form_id: UUID, wants_early_permanence: bool, has_second_opinion: bool
) -> Change:
    """Say what the report has to tell of beside what every report does.

    Raises:
        NotAllowed: it is not theirs to write.
        Problem: it was issued.

    """
    with store.writing(act="set_report_wishes") as session:
        opened = open_form(session, store, form_id)
        opened.written.wants_early_permanence = wants_early_permanence
        opened.written.has_second_opinion = has_second_opinion
        return Change(opened.case.id, TOUCHED, "Saved.", form_id)


def name_authors(
    store: Store,
    *,
    form_id: UUID,
    author_id: UUID | None,
    supervisor_id: UUID | None = None,
    second_author_id: UUID | None = None,
) -> Change:
    """Say who writes and signs a report, who supervises, and who gives a second opinion.

    Raises:
        NotAllowed: it is not theirs to write.
        Problem: it was issued, somebody is not of the agency, or supervises themselves.

    """
    with store.writing(act="name_report_authors") as session:
        opened = open_form(session, store, form_id)
        for named in filter(None, (author_id, supervisor_id, second_author_id)):
            found = session.get(Worker, named)
            if found is None or found.left_on is not None:
                raise Problem("Choose somebody who works for the agency.", field="author")
        if author_id is not None and author_id == supervisor_id:
            raise Problem("Nobody supervises themselves: choose another.", field="supervisor")
        if author_id is not None and author_id == second_author_id:
            raise Problem("A second opinion is by somebody else.", field="second_author")
        opened.written.author_id = author_id
        opened.written.supervisor_id = supervisor_id
        opened.written.second_author_id = second_author_id
        return Change(opened.case.id, TOUCHED, "Saved.", form_id)


def add_case_word(store: Store, *, case_id: UUID, word: str) -> Change:
    """Let the spelling take a word as right in this case.

    Raises:
        NotAllowed: the person may not write reports.
        Problem: there is no word.

    """
    text = word.strip()
    if not text:
        raise Problem("Type the word first.", field="word")
    with store.writing(act="add_case_word") as session:
        worker = ask_leave(session, store, Duty.WRITE_REPORT)
        require_case(session, worker, case_id)
        if _word(session, case_id, text) is None:
            session.add(
                CaseWord(case_id=case_id, word=text, added_at=store.clock(), added_by=worker.id)
            )
        return Change(case_id, TOUCHED, "The spelling knows this word now.")


def forget_case_word(store: Store, *, case_id: UUID, word: str) -> Change:
    """Let the spelling doubt a word again.

    Raises:
        NotAllowed: the person may not write reports.

    """
    with store.writing(act="forget_case_word") as session:
        worker = ask_leave(session, store, Duty.WRITE_REPORT)
        require_case(session, worker, case_id)
        while (row := _word(session, case_id, word.strip())) is not None:
            row.deleted_at = store.clock()
            session.flush()
        return Change(case_id, TOUCHED, "The spelling doubts this word again.")


def give_reason(store: Store, *, form_id: UUID, check: int, finding: str, reason: str) -> Change:
    """Keep why a finding of the checks is left as it is; a later reason stands beside it.

    Raises:
        NotAllowed: the report is not theirs to write.
        Problem: there is no reason, or the report was issued.

    """
    if not reason.strip():
        raise Problem("Write the reason first.", field="reason")
    with store.writing(act="give_reason") as session:
        opened = open_form(session, store, form_id)
        row = FindingReason(
            case_id=opened.case.id,
            written_form_id=form_id,
            check=check,
            finding=finding,
            reason=reason.replace("\0", "").strip(),
            given_at=store.clock(),
            given_by=opened.worker.id,
        )
        session.add(row)
        session.flush()
        return Change(opened.case.id, TOUCHED, "Reason kept.", row.id)


def _word(session: Session, case_id: UUID, word: str) -> CaseWord | None:
    return session.scalars(
        select(CaseWord).where(
            CaseWord.case_id == case_id, CaseWord.word == word, CaseWord.deleted_at.is_(None)
        )
    ).first()


def _says_the_same(
    opened: OpenForm, section: Section, person: str, content: SectionContent
) -> bool:
    row = opened.row(section.key, person)
    return fitting(section, content) == content_of(last_state(opened.session, section, row))


def _refuse_written_meanwhile(opened: OpenForm, section: str, person: str, seen: int) -> None:
    row = opened.row(section, person)
    if row is None or row.stand == seen:
        return
    who = opened.session.get(Worker, row.edited_by)
    name = who.name if who else "Somebody"
    at = row.edited_at.astimezone()
    told = f"{at:%H:%M} on {long_date(at.date())}"
    raise ChangedMeanwhile(_WRITTEN_MEANWHILE.format(name=name, at=told))


def _keep(
    opened: OpenForm,
    section: Section,
    person: str,
    content: SectionContent,
    restored_from: int | None = None,
) -> None:
    try:
        opened.keep(section, person, content, restored_from=restored_from)
    except IntegrityError as fault:  # on a server, two wrote the first or the same state at once
        told = _WRITTEN_MEANWHILE.format(name="Somebody", at="this very moment")
        raise ChangedMeanwhile(told) from fault
