"""Writes a section of one of the sample's forms, with each state that it had."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.section_content import (
    boxes_filled,
    boxes_json,
    rows_json,
    words_in,
)
from recruitment_app.casework.sampling.sample_gathering import Rows
from recruitment_app.forms.definition import Kind, Section
from recruitment_app.store.tables import ConfidentialState, SectionState, WrittenSection

_BETWEEN: Final = timedelta(hours=20)


def add_section(
    rows: Rows,
    section: Section,
    states: Sequence[SectionContent],
    *,
    case_id: UUID,
    form_id: UUID,
    person: str,
    at: datetime,
    by: UUID,
) -> None:
    """Add a section of a written form; the last of its states is how it stands since ``at``."""
    now = states[-1]
    row_id = rows.add(
        WrittenSection,
        {
            "case_id": case_id,
            "written_form_id": form_id,
            "section": section.key,
            "person_key": person,
            "stand": len(states),
            "word_count": words_in(section, now),
            "row_count": len(now.rows),
            "boxes_filled": boxes_filled(now),
            "is_not_applicable": bool(now.not_applicable),
            "edited_at": at,
            "edited_by": by,
        },
    )
    kind = ConfidentialState if section.kind is Kind.CONFIDENTIAL else SectionState
    for stand, state in enumerate(states, start=1):
        rows.add(
            kind,
            {
                "case_id": case_id,
                "written_section_id": row_id,
                "stand": stand,
                "boxes": boxes_json(state.boxes),
                "rows": rows_json(state.rows),
                "not_applicable": state.not_applicable,
                "word_count": words_in(section, state),
                "saved_at": at - _BETWEEN * (len(states) - stand),
                "saved_by": by,
            },
        )
