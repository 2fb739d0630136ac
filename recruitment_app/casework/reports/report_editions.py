"""How far the issuing of a form is, and what stands in the way of each of its editions."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.reports.report_access import form_of, require_form, why_not_theirs
from recruitment_app.casework.reports.report_content import content_sha256
from recruitment_app.casework.reports.report_signing import AGENCY, sign_off_within
from recruitment_app.casework.reports.signing_rows import (
    AddendumRow,
    EditionPlace,
    EditionRow,
    IssuePage,
    ObservationRow,
    SignOffPage,
)
from recruitment_app.casework.stepping import as_event, events_of, require_case, signed_in
from recruitment_app.forms import prose
from recruitment_app.forms.definition import Edition, Form, Writer
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules import clocks
from recruitment_app.rules.journey import read
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Case,
    IssuedEdition,
    Person,
    ProfileConsent,
    ReportAddendum,
    ReportObservation,
    Worker,
    WrittenForm,
)

K = EventKind
OBSERVATIONS_LIMIT: Final = "T14"
_CHANGED: Final = (
    "The record of the people has changed since this version was issued: begin a new version, or"
    " say in a signed addendum what has changed."
)
_NO_CONSENT: Final = (
    "Not every applicant has consented to a profile: record the consent on the page of the case."
)
_NO_OBSERVATIONS: Final = (
    "Record the observations of each applicant first, or that none came within the five working"
    " days."
)


def issue_page(store: Store, *, form_id: UUID, today: date) -> IssuePage:
    """Return how far the issuing of a form is.

    Raises:
        Problem: there is no such report that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        written = require_form(session, worker, form_id)
        case = require_case(session, worker, written.case_id)
        form = form_of(session, written)
        signed = sign_off_within(session, worker, written, today)
        issued = issued_editions(session, written)
        observations = observations_on(session, written)
        return IssuePage(
            form_id=written.id,
            editions=tuple(
                EditionPlace(
                    edition,
                    issued.get(edition),
                    ()
                    if edition in issued
                    else obstacles(session, written, edition, signed=signed, today=today),
                )
                for edition in editions_of(form)
            ),
            observations=observations,
            observations_due=_due(session, case),
            addenda=addenda_of(session, written),
            is_frozen=written.issued_at is not None,
            may_issue=not why_not_theirs(worker, case, written),
        )


def editions_of(form: Form) -> tuple[Edition, ...]:
    """Return the editions that a form is printed in."""
    printed = {edition for section in form.sections for edition in section.editions}
    return tuple(edition for edition in Edition if edition in printed)


def obstacles(
    session: Session, written: WrittenForm, edition: Edition, *, signed: SignOffPage, today: date
) -> tuple[str, ...]:
    """Return a sentence for each thing that stands in the way of an edition, but the checks."""
    return tuple(dict.fromkeys(_obstacles(session, written, edition, signed, today)))


def issued_editions(session: Session, written: WrittenForm) -> dict[Edition, EditionRow]:
    """Return the editions of a form that were issued."""
    names = _names(session)
    query = select(IssuedEdition).where(
        IssuedEdition.written_form_id == written.id, IssuedEdition.deleted_at.is_(None)
    )
    return {
        Edition(row.edition): EditionRow(
            Edition(row.edition),
            row.issued_at,
            names.get(row.issued_by, ""),
            row.sent_on,
            row.content_sha256,
            row.pdf_sha256,
            row.attachment_id,
        )
        for row in session.scalars(query)
    }


def observations_on(session: Session, written: WrittenForm) -> tuple[ObservationRow, ...]:
    """Return what became of each applicant's observations, the latest of each of them."""
    names = _names(session)
    query = (
        select(ReportObservation, Person)
        .join(Person, Person.id == ReportObservation.person_id)
        .where(
            ReportObservation.written_form_id == written.id,
            ReportObservation.deleted_at.is_(None),
        )
        .order_by(ReportObservation.recorded_at, ReportObservation.id)
    )
    latest = {
        person.id: ObservationRow(
            person.id,
            f"{person.given_names} {person.family_name}".strip(),
            row.received_on,
            row.is_none,
            row.recorded_at,
            names.get(row.recorded_by, ""),
        )
        for row, person in session.execute(query)
    }
    return tuple(latest.values())


def addenda_of(session: Session, written: WrittenForm) -> tuple[AddendumRow, ...]:
    """Return what was added to a form after it was issued, in its order."""
    names = _names(session)
    query = (
        select(ReportAddendum)
        .where(ReportAddendum.written_form_id == written.id, ReportAddendum.deleted_at.is_(None))
        .order_by(ReportAddendum.number)
    )
    return tuple(
        AddendumRow(
            row.id,
            row.number,
            prose.from_json(row.text),
            tuple(Edition(each) for each in row.editions.split(",")),
            row.signed_on,
            names.get(row.signed_by, ""),
            row.content_sha256,
        )
        for row in session.scalars(query)
    )


def applicants_of(session: Session, case_id: UUID) -> tuple[UUID, ...]:
    """Return the keys of the one or two applicants."""
    people = people_of(session, case_id)
    return tuple(person.id for person in people if person.standing == "applicant")


def _obstacles(
    session: Session, written: WrittenForm, edition: Edition, signed: SignOffPage, today: date
) -> Iterator[str]:
    case = session.get_one(Case, written.case_id)
    is_report = written.form == REPORT
    if not written.is_current:
        yield "A later version is worked on: issue that one."
    signers = AGENCY if is_report and edition is not Edition.PANEL else tuple(Writer)
    for place in signed.lacks(*signers):
        yield f"The signature of the {place.title[:1].lower()}{place.title[1:]} is missing."
    if edition is Edition.PROFILE and not _consents(session, case, today):
        yield _NO_CONSENT
    if is_report and edition is Edition.PANEL:
        observed = {row.person_id for row in observations_on(session, written)}
        journey = read([as_event(row) for row in events_of(session, case.id)])
        is_known = journey.has(K.OBSERVATIONS_RECEIVED) or journey.has(K.NO_OBSERVATIONS)
        if not is_known and not observed >= set(applicants_of(session, case.id)):
            yield _NO_OBSERVATIONS
    if written.issued_at is not None and not _is_as_issued(session, case, written):
        yield _CHANGED


def _is_as_issued(session: Session, case: Case, written: WrittenForm) -> bool:
    """Say whether record and text are as when the form was frozen, or as an addendum has them."""
    covered = session.scalars(
        select(ReportAddendum.covers_sha256).where(
            ReportAddendum.written_form_id == written.id, ReportAddendum.deleted_at.is_(None)
        )
    )
    return content_sha256(session, case, written) in {written.content_sha256, *covered}


def _consents(session: Session, case: Case, today: date) -> bool:
    rows = session.scalars(
        select(ProfileConsent).where(
            ProfileConsent.case_id == case.id, ProfileConsent.deleted_at.is_(None)
        )
    )
    given = {
        row.person_id
        for row in rows
        if row.given_on <= today and (row.withdrawn_on is None or row.withdrawn_on > today)
    }
    return given >= set(applicants_of(session, case.id))


def _due(session: Session, case: Case) -> date | None:
    law = read_law(session)
    events = [as_event(row) for row in events_of(session, case.id)]
    found = clocks.runs(events, law.limits, law.calendar)
    return next((run.due_on for run in found if run.limit_id == OBSERVATIONS_LIMIT), None)


def _names(session: Session) -> dict[UUID, str]:
    return {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
