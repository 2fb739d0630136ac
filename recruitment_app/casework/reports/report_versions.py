"""What comes after a version was issued: a further version, or a signed and dated addendum."""

import hashlib
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.reports.form_versions import form_in_force
from recruitment_app.casework.reports.report_access import form_of, require_form, require_theirs
from recruitment_app.casework.reports.report_content import content_sha256
from recruitment_app.casework.reports.report_editions import editions_of
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.section_content import kept_of
from recruitment_app.casework.reports.written_forms import new_form
from recruitment_app.casework.reports.written_sections import OpenForm
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import Problem
from recruitment_app.forms import prose
from recruitment_app.forms.definition import Edition, Kind
from recruitment_app.forms.prose import Prose
from recruitment_app.rules.report_sections import OBSERVATIONS
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.audit import canonical
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import FindingReason, ReportAddendum

TOUCHED = frozenset({Touched.REPORT})


def new_version(store: Store, *, form_id: UUID, today: date) -> Change:
    """Begin a further version of an issued form, with all that stands in the one before.

    References follow the record again. Signatures and the applicants' observations belong to the
    earlier version and stay with it.

    Raises:
        NotAllowed: it is not theirs to write.
        Problem: the version was not issued, or is not the latest.

    """
    with store.writing(act="new_report_version") as session:
        worker = ask_leave(session, store, Duty.WRITE_REPORT)
        before = require_form(session, worker, form_id)
        case = require_case(session, worker, before.case_id)
        require_theirs(worker, case, before)
        if before.issued_at is None:
            raise Problem("This version was not issued: go on writing in it.")
        if not before.is_current:
            raise Problem("A later version was begun already: go on with that one.")
        form = form_in_force(session, before.form, today)
        before.is_current = False
        session.flush()
        after = new_form(session, store, case, worker, form=form, subject=before.subject_key)
        for name in (
            "author_id",
            "supervisor_id",
            "second_author_id",
            "wants_early_permanence",
            "has_second_opinion",
        ):
            setattr(after, name, getattr(before, name))
        opened = OpenForm(session, store, worker, case, after, form)
        carried = [
            section
            for section in form.sections
            if section.kind is not Kind.SIGN_OFF and section.key != OBSERVATIONS
        ]
        for (key, person), content in contents_of(session, before, carried).items():
            opened.keep(form.by_key[key], person, kept_of(form.by_key[key], content))
        for row in session.scalars(
            select(FindingReason).where(
                FindingReason.written_form_id == before.id, FindingReason.deleted_at.is_(None)
            )
        ).all():
            session.add(
                FindingReason(
                    case_id=case.id,
                    written_form_id=after.id,
                    check=row.check,
                    finding=row.finding,
                    reason=row.reason,
                    given_at=row.given_at,
                    given_by=row.given_by,
                )
            )
        session.flush()
        return Change(case.id, TOUCHED, f"Version {after.number} begun.", after.id)


def add_addendum(
    store: Store,
    *,
    form_id: UUID,
    text: Prose,
    editions: tuple[Edition, ...],
    signed_on: date,
    today: date,
) -> Change:
    """Add to an issued form what has changed since, signed by who is signed in and dated.

    Raises:
        NotAllowed: it is not theirs to write.
        Problem: the form was not issued, nothing is said, or no edition is named.

    """
    if text.is_empty:
        raise Problem("Write what has changed.", field="text")
    if not editions:
        raise Problem("Say with which editions it goes.", field="editions")
    if signed_on > today:
        raise Problem(f"{long_date(signed_on)} is still to come.", field="signed_on")
    with store.writing(act="add_report_addendum") as session:
        worker = ask_leave(session, store, Duty.WRITE_REPORT)
        written = require_form(session, worker, form_id)
        case = require_case(session, worker, written.case_id)
        require_theirs(worker, case, written)
        if written.issued_at is None:
            raise Problem("This version was not issued: write the change in its section.")
        printed = editions_of(form_of(session, written))
        if not set(editions) <= set(printed):
            raise Problem("This form is not printed in such an edition.", field="editions")
        last = session.scalar(
            select(func.max(ReportAddendum.number)).where(ReportAddendum.written_form_id == form_id)
        )
        number = (last or 0) + 1
        kept = prose.to_json(prose.cleaned(text))
        names = ",".join(edition for edition in Edition if edition in editions)
        row = ReportAddendum(
            case_id=case.id,
            written_form_id=form_id,
            number=number,
            text=kept,
            editions=names,
            signed_on=signed_on,
            signed_by=worker.id,
            covers_sha256=content_sha256(session, case, written),
            added_at=store.clock(),
        )
        row.content_sha256 = addendum_sha256(row)
        session.add(row)
        session.flush()
        return Change(case.id, TOUCHED, f"Addendum {number} added.", row.id)


def addendum_sha256(row: ReportAddendum) -> str:
    """Return the hash of an addendum: its text, day, number, editions and who signed it."""
    told = canonical(
        [
            str(row.written_form_id),
            row.number,
            row.editions,
            row.signed_on.isoformat(),
            row.covers_sha256,
            row.text,
        ]
    )
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
