"""How far the reports are: which statutory items are told, and how many words are written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.form_versions import form_in_force
from recruitment_app.casework.reports.report_access import current_form, form_of
from recruitment_app.casework.reports.report_people import household_of
from recruitment_app.casework.reports.report_rows import CoverageRow, SectionMark
from recruitment_app.casework.reports.section_content import mark_of
from recruitment_app.casework.reports.written_sections import rows_of
from recruitment_app.casework.rows import PersonRow
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.forms.completeness import Answer, completeness
from recruitment_app.forms.definition import Form, Household
from recruitment_app.forms.reading import REPORT
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import WrittenForm, WrittenSection

ADDRESSES: Final = "d.res"
RELATIONSHIPS: Final = "d.rel"
IDENTITY: Final = "d.id"
FAMILY_TREE: Final = "a.tree"
_FILLED: Final = frozenset({SectionMark.WRITTEN, SectionMark.NOT_APPLICABLE})


def report_words(store: Store) -> Mapping[UUID, int]:
    """Return how many words each report has, by its case; cases without one are not named.

    Two indexes hold all that is asked, so that it takes no time beside a list of all cases.
    """
    with store.reading() as session:
        signed_in(session, store)
        query = (
            select(WrittenForm.case_id, func.sum(WrittenSection.word_count))
            .join(WrittenSection, WrittenSection.written_form_id == WrittenForm.id)
            .where(
                WrittenForm.form == REPORT,
                WrittenForm.is_current,
                WrittenForm.deleted_at.is_(None),
                WrittenSection.deleted_at.is_(None),
            )
            .group_by(WrittenForm.case_id)
        )
        return {case_id: int(words) for case_id, words in session.execute(query)}


def completeness_of(
    store: Store, *, case_id: UUID, today: date, form: str = REPORT
) -> tuple[CoverageRow, ...]:
    """Return each statutory item with each section that serves it, in the order of the law.

    Presence is counted, never adequacy. Where the form is not begun, it is what the record tells.

    Raises:
        Problem: there is no such form, or no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        written = current_form(session, case.id, form)
        people = people_of(session, case.id)
        if written is None:
            definition, rows = form_in_force(session, form, today), []
            written = WrittenForm(wants_early_permanence=False, has_second_opinion=False)
        else:
            definition, rows = form_of(session, written), list(rows_of(session, written.id))
        household = household_of(people, written)
        answers = answers_of(definition, household, people, rows)
        sections = definition.by_key
        return tuple(
            CoverageRow(
                row.statutory_item,
                definition.items[row.statutory_item].title,
                row.section,
                sections[row.section].title if row.section else "",
                row.filled,
                row.words,
            )
            for row in completeness(definition, household, answers)
        )


def answers_of(
    form: Form,
    household: Household,
    people: Sequence[PersonRow],
    rows: Iterable[WrittenSection],
) -> tuple[Answer, ...]:
    """Return how far every section is that stands for a household, for each person it asks of."""
    written = {(row.section, row.person_key): row for row in rows}
    known = {str(person.id): person for person in people}
    answers = []
    for section in form.sections:
        for key in section.persons(household):
            row = written.get((section.key, key))
            mark = mark_of(section, row)
            is_filled = mark in _FILLED or (
                mark is SectionMark.FROM_RECORD and _is_recorded(section.key, known.get(key))
            )
            answers.append(
                Answer(
                    section=section.key,
                    person=key,
                    is_filled=is_filled,
                    words=row.word_count if row else 0,
                )
            )
    return tuple(answers)


def _is_recorded(section: str, person: PersonRow | None) -> bool:
    """Say whether the record holds what a section prints of a person.

    Of a section that is about all, and of who lives with them, an empty record is an answer too.
    """
    if person is None:
        return True
    return bool(
        {
            IDENTITY: person.born and person.given_names,
            ADDRESSES: person.addresses,
            RELATIONSHIPS: person.relationships,
            FAMILY_TREE: person.relationships,
        }.get(section, True)
    )
