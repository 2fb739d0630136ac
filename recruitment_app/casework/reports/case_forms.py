"""Which forms are written of a case: those of its household, and one for each referee."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.reports.form_versions import form_in_force
from recruitment_app.casework.reports.report_access import current_form, may_read_whole
from recruitment_app.casework.reports.report_rows import FormChoice, FormVersion
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import About, Form, WrittenIn
from recruitment_app.forms.reading import REPORT, SHIPPED, STAGE_ONE_PLAN
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Referee, Worker, WrittenForm

_BEFORE_STAGE_TWO: Final = frozenset(
    {Stage.ENQUIRY, Stage.REGISTRATION, Stage.STAGE_ONE, Stage.BREAK}
)


def forms_of_case(store: Store, *, case_id: UUID, today: date) -> tuple[FormChoice, ...]:
    """Return the forms that are written of a case, each with the versions that were begun.

    Those of the stage that the case is in come first. What is about a referee is left out where
    who is signed in may not read it.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        names = worker_names(session)
        choices = []
        for name in SHIPPED:
            form = form_in_force(session, name, today)
            for subject, called in subjects_of(session, case.id, form):
                written = current_form(session, case.id, name, subject)
                if not may_read_whole(worker, case, form, written):
                    continue
                versions = versions_of(session, case.id, name, names, subject)
                choices.append(
                    FormChoice(
                        name, form.title, form.version, versions, form.stage, subject, called
                    )
                )
        return tuple(sorted(choices, key=lambda each: each.stage is not _written_in(case.stage)))


def opened_first(choices: tuple[FormChoice, ...], stage: Stage) -> str:
    """Return the key of the form to show first: the report, unless Stage One still runs.

    While nothing is written of a report, the Stage One plan is what the stage is about.
    """
    report = next((each for each in choices if each.form == REPORT), None)
    is_early = stage is Stage.STAGE_ONE and (report is None or not report.versions)
    return STAGE_ONE_PLAN if is_early else REPORT


def subjects_of(session: Session, case_id: UUID, form: Form) -> Iterator[tuple[str, str]]:
    """Go through whom a form is about, by key and name: one of the household has neither."""
    if form.about is About.HOUSEHOLD:
        yield "", ""
        return
    query = (
        select(Referee.id, Referee.name)
        .where(Referee.case_id == case_id, Referee.deleted_at.is_(None))
        .order_by(Referee.place, Referee.id)
    )
    for referee_id, name in session.execute(query):
        yield str(referee_id), name


def require_subject(session: Session, case_id: UUID, form: Form, subject: str) -> None:
    """Raise where a form cannot be about somebody.

    Raises:
        Problem: it is one for each referee, and nobody of this key is; or it is about nobody.

    """
    if subject not in dict(subjects_of(session, case_id, form)):
        raise Problem("Name the referee first, under Checks and references: look again.")


def versions_of(
    session: Session, case_id: UUID, form: str, names: Mapping[UUID, str], subject: str = ""
) -> tuple[FormVersion, ...]:
    """Return the versions of a form that were begun, the latest first."""
    query = (
        select(WrittenForm)
        .where(
            WrittenForm.case_id == case_id,
            WrittenForm.form == form,
            WrittenForm.subject_key == subject,
            WrittenForm.deleted_at.is_(None),
        )
        .order_by(WrittenForm.number.desc())
    )
    return tuple(
        FormVersion(
            row.id,
            row.number,
            row.form_version,
            row.is_current,
            row.begun_at,
            names.get(row.begun_by, ""),
            row.issued_at,
            names.get(row.issued_by, "") if row.issued_by else "",
        )
        for row in session.scalars(query)
    )


def worker_names(session: Session) -> dict[UUID, str]:
    """Return the names of everybody of the agency by their keys."""
    return {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}


def _written_in(stage: Stage) -> WrittenIn:
    return WrittenIn.STAGE_ONE if stage in _BEFORE_STAGE_TWO else WrittenIn.STAGE_TWO
