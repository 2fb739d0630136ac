"""The outline of a written form: each section for each person, and what is left over of others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from recruitment_app.casework.reports.report_access import is_confidential
from recruitment_app.casework.reports.report_people import is_asked_for, name_of
from recruitment_app.casework.reports.report_rows import OutlineLine, Part
from recruitment_app.casework.reports.section_content import mark_of
from recruitment_app.casework.rows import PersonRow
from recruitment_app.forms.definition import Form, Household, Kind, Section
from recruitment_app.store.tables import WrittenSection

LEFT_OVER = "No longer asked for"
"""The title of a section that the form does not have any more."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """What an outline is made from, as far as who is signed in may read it."""

    form: Form
    household: Household
    people: Sequence[PersonRow]
    rows: Iterable[WrittenSection]
    workers: Mapping[UUID, str]
    reads_confidential: bool

    def parts(self) -> tuple[Part, ...]:
        """Return the parts of the form, each with the sections that stand for the household."""
        rows = {(row.section, row.person_key): row for row in self.rows}
        lines = [*self._asked_for(rows), *self._left_over(rows)]
        parts = [
            Part(
                part.letter,
                part.title,
                tuple(line for line in lines if line.part == part.letter),
            )
            for part in self.form.parts
        ]
        rest = tuple(line for line in lines if not line.part)
        if rest:
            parts.append(Part("", LEFT_OVER, rest))
        return tuple(part for part in parts if part.lines)

    def _asked_for(self, rows: Mapping[tuple[str, str], WrittenSection]) -> Iterator[OutlineLine]:
        for numbered in self.form.standing(self.household):
            section = numbered.section
            if is_confidential(section) and not self.reads_confidential:
                continue
            for person in section.persons(self.household):
                row = rows.get((section.key, person))
                yield self._line(numbered.number, section, person, row)

    def _left_over(self, rows: Mapping[tuple[str, str], WrittenSection]) -> Iterator[OutlineLine]:
        for (key, person), row in rows.items():
            section = self.form.by_key.get(key)
            if is_asked_for(section, person, self.household) or not holds_something(row):
                continue
            if not self.reads_confidential and (section is None or is_confidential(section)):
                continue
            yield self._line("", section, person, row)

    def _line(
        self, number: str, section: Section | None, person: str, row: WrittenSection | None
    ) -> OutlineLine:
        return OutlineLine(
            part=section.part if section else "",
            number=number,
            section=section.key if section else row.section if row else "",
            title=section.title if section else LEFT_OVER,
            kind=section.kind if section else Kind.NARRATIVE,
            person=person,
            person_name=name_of(person, self.people),
            mark=mark_of(section, row),
            words=row.word_count if row else 0,
            rows=row.row_count if row else 0,
            band=section.words if section else None,
            stand=row.stand if row else 0,
            edited_at=row.edited_at if row else None,
            edited_by=self.workers.get(row.edited_by, "") if row else "",
            is_left_over=not number,
        )


def holds_something(row: WrittenSection) -> bool:
    """Say whether anything stands in a section that was once written."""
    return bool(row.boxes_filled or row.row_count or row.is_not_applicable)
