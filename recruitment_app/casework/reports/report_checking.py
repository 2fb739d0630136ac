"""The checks of a case's report: its record, its finished papers, and what was found in them."""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.check_settings import settings_in_force
from recruitment_app.casework.reports.checked_report import confidential_keys, report_record
from recruitment_app.casework.reports.report_access import (
    current_form,
    form_of,
    may_read_confidential,
    require_form,
)
from recruitment_app.casework.reports.report_papers import report_paper
from recruitment_app.casework.reports.report_reading import reasons_of
from recruitment_app.casework.reports.section_content import content_of
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.forms.definition import Edition
from recruitment_app.forms.prose import plain_text
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules import report_checks
from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.checks_copies import fingerprints
from recruitment_app.rules.recorded_checks import untold
from recruitment_app.rules.report_findings import Evidence, Finding
from recruitment_app.rules.report_record import PaperText, ReportRecord
from recruitment_app.rules.report_sections import BY_APPLICANTS, CONFIDENTIAL_PART
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, SectionState, WrittenForm, WrittenSection

Tell = Callable[[int, int], object]

OTHER_REPORTS: Final = 100
"""So many reports of other cases are compared for copied text, those begun last."""
_MOST_KEPT: Final = 10_000
_KEPT: Final[dict[UUID, "array[int]"]] = {}
"""The fingerprints of saved texts of sections, by their keys, as long as this program runs."""
_LEAKING: Final = (Edition.APPLICANTS, Edition.PROFILE, Edition.ADDENDUM)
_APART: Final = "Stands in the confidential addendum."
_NOT_BEGUN: Final = "This report has not been begun: begin it first."


def findings_of(
    store: Store,
    case_id: UUID,
    today: date,
    *,
    form_id: UUID | None = None,
    pdfs: Mapping[Edition, bytes] | None = None,
    tell: Tell = lambda _done, _of: None,
) -> tuple[Finding, ...]:
    """Run every check over a case's report as it stands, drafts of its papers among it.

    The current version is checked, or the one of ``form_id``; ``pdfs`` are its papers where they
    are printed already. Each finding has the reason that
    was written for it. Who may not read the confidential addendum is told that something stands
    there, never what. ``tell`` hears how far it is, and may raise to break off.

    Raises:
        Problem: the report was not begun, or there is no such case that this person may see.

    """
    checked = _checked(store, case_id, today, form_id)
    steps = len(_LEAKING) + len(report_checks.CHECKS)
    papers = tuple(_papers(store, checked, today, pdfs, lambda done: tell(done, steps)))
    found = report_checks.findings(
        replace(checked.record, papers=papers),
        checked.settings,
        tell=lambda done, _of: tell(len(_LEAKING) + done, steps),
    )
    reasons = {row.finding: row.reason for row in reversed(reasons_of(store, form_id=checked.form))}
    told = tuple(replace(each, reason=reasons.get(each.key, "")) for each in found)
    return told if checked.reads_all else tuple(_without_secrets(each, checked) for each in told)


def leaks_of(
    store: Store,
    case_id: UUID,
    today: date,
    *,
    pdfs: Mapping[Edition, bytes],
    form_id: UUID | None = None,
) -> tuple[Finding, ...]:
    """Run the leak checks alone over finished papers, such as those about to be issued.

    Raises:
        Problem: the report was not begun, or there is no such case that this person may see.

    """
    from recruitment_app.documents.reading_back import read_back  # noqa: PLC0415 - pypdf

    checked = _checked(store, case_id, today, form_id)
    papers = tuple(read_back(str(edition), pdf) for edition, pdf in pdfs.items())
    return report_checks.findings(
        replace(checked.record, papers=papers),
        checked.settings,
        only=sorted(report_checks.LEAK_CHECKS),
    )


@dataclass(frozen=True, slots=True)
class _Checked:
    """A report gathered for its checks, and how much of it the reader may see."""

    case: UUID
    form: UUID
    number: int
    record: ReportRecord
    settings: CheckSettings
    reads_all: bool
    apart: frozenset[str]


def _checked(store: Store, case_id: UUID, today: date, form_id: UUID | None) -> _Checked:
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        written = (
            current_form(session, case.id, REPORT)
            if form_id is None
            else require_form(session, worker, form_id)
        )
        if written is None:
            raise Problem(_NOT_BEGUN)
        record = report_record(store, session, written, today)
        reads_all = may_read_confidential(worker, case, written)
        if not reads_all:
            record = replace(record, checks=tuple(map(untold, record.checks)))
        return _Checked(
            case=case.id,
            form=written.id,
            number=written.number,
            record=replace(record, elsewhere=_shared_elsewhere(session, record, written)),
            settings=settings_in_force(session),
            reads_all=reads_all,
            apart=confidential_keys(form_of(session, written)),
        )


def _papers(
    store: Store,
    checked: _Checked,
    today: date,
    pdfs: Mapping[Edition, bytes] | None,
    tell: Callable[[int], object],
) -> Iterator[PaperText]:
    """Print each edition that may leak and read it back; one that may not be printed cannot."""
    from recruitment_app.documents.reading_back import read_back  # noqa: PLC0415 - pypdf

    for done, edition in enumerate(_LEAKING):
        tell(done)
        pdf = _draft(store, checked, edition, today) if pdfs is None else pdfs.get(edition)
        if pdf is not None:
            yield read_back(str(edition), pdf)


def _draft(store: Store, checked: _Checked, edition: Edition, today: date) -> bytes | None:
    try:
        return report_paper(
            store, case_id=checked.case, edition=edition, today=today, number=checked.number
        )
    except (NotAllowed, Problem):
        return None


def _without_secrets(finding: Finding, checked: _Checked) -> Finding:
    """Return a finding without what stands in the addendum, for who may not read it."""
    apart = checked.apart
    if not ({finding.section, *(item.section for item in finding.evidence)} & apart):
        return finding
    check = report_checks.CHECKS[finding.check]
    return replace(
        finding,
        message=f"{check.title}: something was found that touches the confidential addendum.",
        evidence=tuple(_kept_apart(item, apart) for item in finding.evidence),
    )


def _kept_apart(item: Evidence, apart: frozenset[str]) -> Evidence:
    """Return evidence without its words, which may be those of the addendum wherever they stand."""
    return replace(item, says=_APART if item.section in apart else "")


def _shared_elsewhere(
    session: Session, record: ReportRecord, written: WrittenForm
) -> frozenset[int]:
    """Return the fingerprints that this report shares with those of other cases begun before."""
    own = fingerprints(
        section.text
        for section in record.sections
        if section.part != CONFIDENTIAL_PART and section.key not in BY_APPLICANTS
    )
    shared: set[int] = set()
    for state in _states_elsewhere(session, written):
        shared |= own.intersection(_marks_of(session, state))
    return frozenset(shared)


def _states_elsewhere(session: Session, written: WrittenForm) -> list[UUID]:
    newest = (
        select(WrittenForm.id)
        .join(Case, Case.id == WrittenForm.case_id)
        .where(
            WrittenForm.form == REPORT,
            WrittenForm.is_current,
            WrittenForm.deleted_at.is_(None),
            WrittenForm.case_id != written.case_id,
            WrittenForm.begun_at < written.begun_at,  # text is copied from the older one
            Case.deleted_at.is_(None),
        )
        .order_by(WrittenForm.begun_at.desc(), WrittenForm.id)
        .limit(OTHER_REPORTS)
    )
    forms = session.scalars(newest).all()
    query = (
        select(SectionState.id)
        .join(WrittenSection, WrittenSection.id == SectionState.written_section_id)
        .where(
            WrittenSection.written_form_id.in_(forms),
            WrittenSection.deleted_at.is_(None),
            WrittenSection.section.not_in(BY_APPLICANTS),
            SectionState.stand == WrittenSection.stand,
        )
    )
    return list(session.scalars(query))


def _marks_of(session: Session, state: UUID) -> "array[int]":
    """Return the fingerprints of a saved text; it is never altered, so they are kept in memory."""
    if state not in _KEPT:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        boxes = content_of(session.get_one(SectionState, state)).boxes.values()
        _KEPT[state] = array("q", fingerprints(plain_text(prose) for prose in boxes))
    return _KEPT[state]
