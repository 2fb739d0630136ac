"""Issuing a report: prepared beside the window, frozen with its first edition, kept as a paper."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.file import attaching
from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.report_access import (
    form_of,
    may_read_confidential,
    require_form,
    require_theirs,
)
from recruitment_app.casework.reports.report_checking import findings_of, leaks_of
from recruitment_app.casework.reports.report_content import content_sha256, facts_now, followed
from recruitment_app.casework.reports.report_editions import editions_of, issued_editions, obstacles
from recruitment_app.casework.reports.report_papers import contents_of
from recruitment_app.casework.reports.report_people import household_of
from recruitment_app.casework.reports.report_reading import contents_of as written_contents
from recruitment_app.casework.reports.report_signing import sign_off_within
from recruitment_app.casework.reports.signing_rows import PreparedEdition
from recruitment_app.casework.reports.written_sections import OpenForm
from recruitment_app.casework.stepping import ask_leave, last_change, require_case, signed_in
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.forms.definition import Edition
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules.report_findings import Finding, Severity
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import IssuedEdition, WrittenForm

Tell = Callable[[int, int], object]

TOUCHED: Final = frozenset({Touched.REPORT})
_OBSERVATIONS_CHECK: Final = 26
"""That the applicants have no copy yet, or gave no answer, does not stop that very copy."""
_CHANGED: Final = (
    "The report or its case changed while this edition was prepared: look at it and issue again."
)


def prepare_issue(
    store: Store,
    *,
    form_id: UUID,
    edition: Edition,
    today: date,
    tell: Tell = lambda _done, _of: None,
) -> PreparedEdition:
    """Gather, check and print an edition as it would be issued; nothing is changed by it.

    It takes seconds, so it runs beside the window. ``tell`` hears how far the checks are, and may
    raise to break off.

    Raises:
        NotAllowed: the report is not theirs to issue.
        Problem: there is no such report that this person may see.

    """
    from recruitment_app.documents import written_form  # noqa: PLC0415 - reportlab
    from recruitment_app.documents.report_hash import (  # noqa: PLC0415 - as above
        canonical as canonical_contents,
    )

    with store.reading() as session:
        written, against = _read(session, store, form_id, edition, today)
        case_id, form, number = written.case_id, written.form, written.number
        subject = written.subject_key
        seen = last_change(session, case_id)
    if against:  # nobody waits for the checks of what may not be issued anyway
        return _prepared(form_id, edition, today, against, seen)
    found = findings_of(store, case_id, today, form_id=form_id, tell=tell) if form == REPORT else ()
    against += tuple(_told(found, edition))
    contents = contents_of(
        store,
        case_id=case_id,
        edition=edition,
        today=today,
        form=form,
        number=number,
        subject=subject,
    )
    stamp = replace(contents.stamp, issued_on=today, is_draft=False)
    contents = replace(contents, stamp=stamp)
    pdf = written_form.render(contents)
    if form == REPORT:
        leaks = leaks_of(store, case_id, today, pdfs={edition: pdf}, form_id=form_id)
        against += tuple(_told(leaks, edition))
    told = canonical_contents(contents)
    return replace(
        _prepared(form_id, edition, today, tuple(dict.fromkeys(against)), seen),
        content=told,
        content_sha256=_sha256(told),
        pdf=pdf,
    )


def issue_edition(store: Store, *, prepared: PreparedEdition, today: date) -> Change:
    """Issue an edition as it was prepared. The first one freezes the version for good.

    Raises:
        NotAllowed: the report is not theirs to issue.
        ChangedMeanwhile: the report or its case changed since the edition was prepared.
        Problem: something stands in its way, or it was issued already.

    """
    with store.writing(act="issue_edition") as session:
        written, against = _read(session, store, prepared.form_id, prepared.edition, today)
        for sentence in (*against, *prepared.obstacles):
            raise Problem(sentence)
        if prepared.prepared_on != today or prepared.seen != last_change(session, written.case_id):
            raise ChangedMeanwhile(_CHANGED)
        worker = signed_in(session, store)
        if written.issued_at is None:
            _freeze(session, store, written, today)
        kept = attaching.attach(
            session,
            store,
            BytesIO(prepared.pdf),
            kind=attaching.EDITION,
            media_type="application/pdf",
        )
        row = IssuedEdition(
            case_id=written.case_id,
            written_form_id=written.id,
            edition=prepared.edition,
            content=prepared.content,
            content_sha256=prepared.content_sha256,
            attachment_id=kept.id,
            pdf_sha256=hashlib.sha256(prepared.pdf).hexdigest(),
            issued_at=store.clock(),
            issued_by=worker.id,
        )
        session.add(row)
        session.flush()
        told = "Issued. This version is frozen: nothing in it changes any more."
        return Change(written.case_id, TOUCHED, told, row.id)


def issued_paper(store: Store, *, form_id: UUID, edition: Edition) -> bytes:
    """Return an edition as PDF, byte by byte as it was issued.

    Raises:
        NotAllowed: it is the confidential addendum, which is not theirs to read.
        Problem: it was not issued.
        StoreTrouble: the file is missing or damaged.

    """
    with store.reading() as session:
        worker = ask_leave(session, store, Duty.EXPORT)
        written = require_form(session, worker, form_id)
        case = require_case(session, worker, written.case_id)
        if edition is Edition.ADDENDUM and not may_read_confidential(worker, case, written):
            raise NotAllowed(
                "The confidential addendum is read by the case's worker, a manager or the decision"
                " maker."
            )
        row = issued_editions(session, written).get(edition)
        if row is None or row.attachment_id is None:
            raise Problem("This edition was not issued yet.")
        attachment_id = row.attachment_id
    return attaching.content_of(store, attachment_id=attachment_id)


def _read(
    session: Session, store: Store, form_id: UUID, edition: Edition, today: date
) -> tuple[WrittenForm, tuple[str, ...]]:
    worker = ask_leave(session, store, Duty.WRITE_REPORT)
    written = require_form(session, worker, form_id)
    case = require_case(session, worker, written.case_id)
    require_theirs(worker, case, written)
    form = form_of(session, written)
    if edition not in editions_of(form):
        raise Problem("This form is not printed in such an edition.")
    issued = issued_editions(session, written).get(edition)
    if issued is not None:
        raise Problem(f"This edition was issued on {long_date(issued.issued_at.date())} already.")
    if edition is Edition.ADDENDUM and not may_read_confidential(worker, case, written):
        raise NotAllowed("The addendum is issued by the case's worker or a manager.")
    signed = sign_off_within(session, worker, written, today)
    return written, obstacles(session, written, edition, signed=signed, today=today)


def _prepared(
    form_id: UUID, edition: Edition, today: date, against: tuple[str, ...], seen: int
) -> PreparedEdition:
    return PreparedEdition(form_id, edition, today, against, seen, "", "", b"")


def _told(found: Sequence[Finding], edition: Edition) -> Iterator[str]:
    """Return a sentence for the findings that stop the issue, and one for those without reason."""
    of_copy = edition is Edition.APPLICANTS
    open_ones = [
        each
        for each in found
        if not each.is_settled and not (of_copy and each.check == _OBSERVATIONS_CHECK)
    ]
    blocking = [each for each in open_ones if each.severity is Severity.BLOCKING]
    if blocking:
        yield f"The checks found {_count(blocking)} that {_stops(blocking)} it: see the checks."
    wanting = [each for each in open_ones if each.severity is Severity.REASON]
    if wanting:
        wants = "wants a written reason" if len(wanting) == 1 else "want a written reason each"
        yield f"The checks found {_count(wanting)} that {wants}: see the checks."


def _count(found: Sequence[Finding]) -> str:
    return "one thing" if len(found) == 1 else f"{len(found)} things"


def _stops(found: Sequence[Finding]) -> str:
    return "stops" if len(found) == 1 else "stop"


def _freeze(session: Session, store: Store, written: WrittenForm, today: date) -> None:
    """Let every reference read as it does now for good, and know the content by its hash."""
    worker = signed_in(session, store)
    case = require_case(session, worker, written.case_id)
    form = form_of(session, written)
    opened = OpenForm(session, store, worker, case, written, form)
    facts = facts_now(session, case, written, today)
    household = household_of(people_of(session, case.id), written)
    contents = written_contents(session, written, list(form.sections))
    for section in form.sections:
        for person in section.persons(household):
            old = contents.get((section.key, person))
            if old is not None:
                opened.keep(section, person, followed(old, facts))
    written.content_sha256 = content_sha256(session, case, written)
    written.issued_at, written.issued_by = store.clock(), worker.id
    session.flush()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
