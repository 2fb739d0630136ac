"""Checks what follows from what is written: words counted, and hashes of what was issued."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.reports.report_versions import addendum_sha256
from recruitment_app.store.tables import (
    Case,
    ConfidentialState,
    IssuedEdition,
    ReportAddendum,
    SectionState,
    WrittenSection,
)


def differences(session: Session) -> Iterator[str]:
    """Go through the reports; give a sentence for each that does not hold what it says."""
    for reference, count in sorted(_wrong_sections(session).items()):
        what = "a section of a report does" if count == 1 else f"{count} sections of reports do"
        yield f"{reference}: {what} not agree with what was written last."
    for row, reference in session.execute(
        select(IssuedEdition, Case.reference)
        .join(Case, Case.id == IssuedEdition.case_id)
        .order_by(Case.reference)
        .execution_options(yield_per=20)
    ):
        told = hashlib.sha256(row.content.encode("utf-8", "surrogatepass")).hexdigest()
        if told != row.content_sha256:
            yield f"{reference}: the {row.edition} edition is not as it was issued."
        session.expunge(row)
    for addendum, reference in session.execute(
        select(ReportAddendum, Case.reference)
        .join(Case, Case.id == ReportAddendum.case_id)
        .order_by(Case.reference)
    ):
        if addendum_sha256(addendum) != addendum.content_sha256:
            yield f"{reference}: addendum {addendum.number} is not as it was signed."


def _wrong_sections(session: Session) -> dict[str, int]:
    """Return how many sections of a case have no state of their stand, or other words in it."""
    plain, apart = SectionState, ConfidentialState
    query = (
        select(Case.reference)
        .select_from(WrittenSection)
        .join(Case, Case.id == WrittenSection.case_id)
        .outerjoin(
            plain,
            and_(
                plain.written_section_id == WrittenSection.id,
                plain.stand == WrittenSection.stand,
            ),
        )
        .outerjoin(
            apart,
            and_(
                apart.written_section_id == WrittenSection.id,
                apart.stand == WrittenSection.stand,
            ),
        )
        .where(
            or_(
                and_(plain.id.is_(None), apart.id.is_(None)),
                plain.word_count != WrittenSection.word_count,
                apart.word_count != WrittenSection.word_count,
            )
        )
    )
    found: dict[str, int] = {}
    for reference in session.scalars(query):
        found[reference] = found.get(reference, 0) + 1
    return found
