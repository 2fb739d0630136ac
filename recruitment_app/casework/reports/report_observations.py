"""The applicants' copy sent, and their observations on it, on the clock of five working days."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.reports.report_access import form_of, require_form, require_theirs
from recruitment_app.casework.reports.report_editions import (
    OBSERVATIONS_LIMIT,
    applicants_of,
    observations_on,
)
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.report_rows import Row, SectionContent
from recruitment_app.casework.reports.section_content import EMPTY, fitting
from recruitment_app.casework.reports.written_sections import OpenForm
from recruitment_app.casework.stepping import OpenCase, on_case, signed_in
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Box, Edition
from recruitment_app.forms.prose import Prose
from recruitment_app.rules.report_sections import OBSERVATIONS
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind, Stage, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import IssuedEdition, ReportObservation, WrittenForm

K = EventKind
_REPORT: Final = frozenset({Touched.REPORT})
_WORDS_STAND: Final = (
    "Observations of this applicant stand in the report already: record those, with the day when"
    " they came."
)


def send_edition(store: Store, *, form_id: UUID, edition: Edition, on: date, today: date) -> Change:
    """Record that an issued edition was sent. That of the applicants starts the clock T14.

    Where the case is past Stage Two, or the entry stands there already, no clock starts anew.

    Raises:
        NotAllowed: the report is not theirs to send.
        Problem: it was not issued yet, was sent already, or the case is not at that step.

    """
    if on > today:
        raise Problem(f"{long_date(on)} is still to come.", field="on")
    with _on_form(store, form_id, "send_edition", today) as (opened, written):
        row = opened.session.scalars(
            select(IssuedEdition).where(
                IssuedEdition.written_form_id == written.id,
                IssuedEdition.edition == edition,
                IssuedEdition.deleted_at.is_(None),
            )
        ).first()
        if row is None:
            raise Problem("Issue this edition first.")
        if row.sent_on is not None:
            raise Problem(f"This edition was sent on {long_date(row.sent_on)} already.")
        if on < min(row.issued_at.date(), today):  # a sample's today lies before its clock
            raise Problem("It cannot have been sent before it was issued.", field="on")
        row.sent_on = on
        if edition is not Edition.APPLICANTS:
            return Change(opened.case.id, _REPORT, "Recorded.", row.id)
        sent = opened.journey.last.get(K.REPORT_SENT)
        if sent is not None and (sent.on == on or opened.journey.stage is not Stage.STAGE_TWO):
            told = (
                f"Recorded. The clock runs from {long_date(sent.on)}, when a copy was sent first."
            )
            return Change(opened.case.id, _REPORT, told, row.id)
        opened.record(K.REPORT_SENT, on)
        told = "Sent; the applicants have five working days for observations."
        return Change(opened.case.id, STEP | _REPORT, told, row.id)


def record_observations(
    store: Store,
    *,
    form_id: UUID,
    person_id: UUID,
    on: date,
    today: date,
    words: Prose | None = None,
    corrections: tuple[Row, ...] = (),
    is_none: bool = False,
) -> Change:
    """Record an applicant's observations, or that none came within the time for them.

    Their words stand in a section of the report that is theirs, frozen or not; the text that they
    observe on is not altered by it. When it is known of every applicant, the clock T14 has ended.

    Raises:
        NotAllowed: the report is not theirs to record in.
        Problem: the report was not sent yet, nothing is said, the applicants still have time, or
            none would be recorded over words that stand.

    """
    content = _content(words, corrections, on, is_none=is_none)
    if on > today:
        raise Problem(f"{long_date(on)} is still to come.", field="on")
    with _on_form(store, form_id, "record_observations", today) as (opened, written):
        if person_id not in applicants_of(opened.session, opened.case.id):
            raise Problem("Observations are the applicants': choose one of them.", field="person")
        sent = opened.journey.last.get(K.REPORT_SENT)
        if sent is None or on < sent.on:
            raise Problem("Record first that the applicants' copy was sent to them.", field="on")
        clock = opened.run(OBSERVATIONS_LIMIT)
        last = clock.due_on if clock else None
        if is_none and last and on < last:
            raise Problem(
                f"The applicants have until {long_date(last)} for their observations.", field="on"
            )
        _write(opened, written, person_id, content, is_none=is_none)
        opened.session.add(
            ReportObservation(
                case_id=opened.case.id,
                written_form_id=form_id,
                person_id=person_id,
                received_on=on,
                is_none=is_none,
                recorded_at=store.clock(),
                recorded_by=opened.worker.id,
            )
        )
        opened.session.flush()
        _end_the_clock(opened, written)
        return Change(opened.case.id, STEP | _REPORT, "Recorded.", person_id)


@contextmanager
def _on_form(
    store: Store, form_id: UUID, act: str, today: date
) -> Iterator[tuple[OpenCase, WrittenForm]]:
    with store.reading() as session:
        case_id = require_form(session, signed_in(session, store), form_id).case_id
    with on_case(store, case_id=case_id, duty=Duty.WRITE_REPORT, act=act, today=today) as opened:
        written = require_form(opened.session, opened.worker, form_id)
        require_theirs(opened.worker, opened.case, written)
        yield opened, written


def _content(
    words: Prose | None, corrections: tuple[Row, ...], on: date, *, is_none: bool
) -> SectionContent:
    if is_none:
        return SectionContent(not_applicable=f"None were received by {long_date(on)}.")
    if not corrections and (words is None or words.is_empty):
        raise Problem("Type the observations, or record that none came.", field="words")
    return SectionContent({Box.WORDS: words or Prose()}, corrections)


def _write(
    opened: OpenCase,
    written: WrittenForm,
    person_id: UUID,
    content: SectionContent,
    *,
    is_none: bool,
) -> None:
    form = form_of(opened.session, written)
    report = OpenForm(opened.session, opened.store, opened.worker, opened.case, written, form)
    section = report.section(OBSERVATIONS)
    standing = contents_of(opened.session, written, [section]).get((OBSERVATIONS, str(person_id)))
    if is_none and standing and (standing.boxes or standing.rows):
        raise Problem(_WORDS_STAND, field="is_none")
    if fitting(section, content) != EMPTY:
        report.keep(section, str(person_id), content)


def _end_the_clock(opened: OpenCase, written: WrittenForm) -> None:
    """Record the entry that ends T14 when it is known of every applicant what came."""
    sent = opened.journey.last[K.REPORT_SENT]
    rows = [row for row in observations_on(opened.session, written) if row.received_on >= sent.on]
    everybody = set(applicants_of(opened.session, opened.case.id))
    if not {row.person_id for row in rows} >= everybody:
        return
    if opened.journey.has(K.OBSERVATIONS_RECEIVED) or opened.journey.has(K.NO_OBSERVATIONS):
        return
    came = [row.received_on for row in rows if not row.is_none]
    if came:
        opened.record(K.OBSERVATIONS_RECEIVED, max(came))
    else:
        opened.record(K.NO_OBSERVATIONS, max(row.received_on for row in rows))
