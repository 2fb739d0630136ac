"""What a signature stands under: everything written but the addendum, and the record of the people.

Left out is what comes after the signing or is a paper of its own: sections to sign in, the
applicants' observations, and the confidential addendum.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.report_access import form_of, is_confidential
from recruitment_app.casework.reports.report_facts import facts_within, texts_of
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.section_content import boxes_json
from recruitment_app.casework.rows import PersonRow
from recruitment_app.forms import prose
from recruitment_app.forms.definition import About, Kind, Section
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules.report_sections import OBSERVATIONS
from recruitment_app.store.audit import canonical
from recruitment_app.store.tables import Case, WrittenForm

_AGE: Final = ".age"
_APART: Final = frozenset(
    {"id", "version", "place", "contacts", "identifier", "remarks", "other_id"}
)


def content_sha256(session: Session, case: Case, written: WrittenForm) -> str:
    """Return the hash of what is signed, as it stands now, in hexadecimal.

    Ages are left out of it, so that a birthday lets no signature fall. Only of the report is the
    record of the people a part: a plan stands where somebody's address is put right.
    """
    form = form_of(session, written)
    is_apart = form.about is not About.HOUSEHOLD  # then it is confidential, and signed, as a whole
    signed = [section for section in form.sections if is_apart or is_signed(section)]
    contents = contents_of(session, written, signed)
    facts = facts_now(session, case, written)
    told = {
        "form": [written.form, written.form_version, written.number],
        "wishes": [written.wants_early_permanence, written.has_second_opinion],
        "sections": [
            [section, person, *_told(contents[section, person], facts)]
            for section, person in sorted(contents)
            if _holds_something(contents[section, person])
        ],
        "people": _record(people_of(session, case.id)) if written.form == REPORT else [],
    }
    return hashlib.sha256(canonical(told).encode("utf-8", "surrogatepass")).hexdigest()


def is_signed(section: Section) -> bool:
    """Say whether what stands in a section is what a signature is given to."""
    return not (
        section.kind is Kind.SIGN_OFF or is_confidential(section) or section.key == OBSERVATIONS
    )


def facts_now(
    session: Session, case: Case, written: WrittenForm, today: date | None = None
) -> Mapping[str, str]:
    """Return how the facts read that a text follows; a frozen one follows none any more."""
    if written.issued_at is not None:
        return {}
    return texts_of(tuple(facts_within(session, case, today)))


def followed(content: SectionContent, facts: Mapping[str, str]) -> SectionContent:
    """Return what stands in a section with each reference as the record has the fact now."""
    boxes = {box: prose.resolved(text, facts) for box, text in content.boxes.items()}
    return SectionContent(boxes, content.rows, content.not_applicable)


def _told(content: SectionContent, facts: Mapping[str, str]) -> list[Any]:
    named = {name for text in content.boxes.values() for name in prose.references(text)}
    ageless = {**facts, **{name: "" for name in named if name.endswith(_AGE)}}
    boxes = boxes_json(followed(content, ageless).boxes)
    return [json.loads(boxes or "{}"), [dict(row) for row in content.rows], content.not_applicable]


def _holds_something(content: SectionContent) -> bool:
    return bool(content.boxes or content.rows or content.not_applicable)


def _record(people: Iterable[PersonRow]) -> list[Any]:
    told = [_without_keys(asdict(person)) for person in people]
    return sorted(told, key=canonical)


def _without_keys(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _without_keys(each) for name, each in told.items() if name not in _APART}
    if isinstance(told, (list, tuple)):
        return [_without_keys(each) for each in told]
    return told
