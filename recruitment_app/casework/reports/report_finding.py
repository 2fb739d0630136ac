"""Words found, and replaced, across all sections of a written form at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.report_access import is_confidential, may_read_confidential
from recruitment_app.casework.reports.report_people import household_of
from recruitment_app.casework.reports.report_reading import contents_of, every_section, report_page
from recruitment_app.casework.reports.report_rows import OutlineLine, SectionContent, SectionFound
from recruitment_app.casework.reports.written_sections import open_form
from recruitment_app.forms import prose_finding
from recruitment_app.forms.definition import Box, ColumnKind, Section
from recruitment_app.forms.prose import Prose, of_text, plain_text
from recruitment_app.forms.reading import REPORT
from recruitment_app.store.keeping import Store

_NO_ROW: Final = -1


@dataclass(frozen=True, slots=True)
class Search:
    """The words that are looked for, and how exactly."""

    wanted: str
    match_case: bool = False
    whole_words: bool = False

    def places(self, text: Prose) -> tuple[prose_finding.Found, ...]:
        """Return each place of the words in a text.

        Raises:
            Problem: there is nothing to look for.

        """
        return prose_finding.find(
            text, self.wanted, match_case=self.match_case, whole_words=self.whole_words
        )

    def replaced(self, text: Prose, by: str) -> prose_finding.Replaced:
        """Return a text with the words replaced.

        Raises:
            Problem: there is nothing to look for.

        """
        return prose_finding.replaced(
            text, self.wanted, by, match_case=self.match_case, whole_words=self.whole_words
        )


def find_everywhere(
    store: Store,
    *,
    case_id: UUID,
    search: Search,
    form: str = REPORT,
    number: int | None = None,
    subject: str = "",
) -> tuple[SectionFound, ...]:
    """Return each place of the words in a written form, in its order.

    Raises:
        Problem: there is nothing to look for, or no such report that this person may see.

    """
    page = report_page(store, case_id=case_id, form=form, number=number, subject=subject)
    contents = every_section(store, form_id=page.id)
    found: list[SectionFound] = []
    for line in page.lines:
        content = contents.get((line.section, line.person))
        section = page.form.by_key.get(line.section)
        if content is not None and section is not None:
            found += _found(line, section, content, search)
    return tuple(found)


def replace_everywhere(store: Store, *, form_id: UUID, search: Search, by: str) -> Change:
    """Replace words everywhere in a written form, as one act.

    The history of each section keeps what stood there before. Words of a reference stay, since
    they belong to the record; so does what is written of somebody who is no longer asked about.

    Raises:
        NotAllowed: the report is not theirs to write.
        Problem: there is nothing to look for, or the report was issued.

    """
    with store.writing(act="replace_everywhere") as session:
        opened = open_form(session, store, form_id)
        reads = may_read_confidential(opened.worker, opened.case, opened.written)
        sections = [each for each in opened.form.sections if reads or not is_confidential(each)]
        household = household_of(people_of(session, opened.case.id), opened.written)
        contents = contents_of(session, opened.written, sections)
        count = left = touched = 0
        for section in sections:
            for person in section.persons(household):
                old = contents.get((section.key, person))
                if old is None:
                    continue
                new, exchanged, kept = _replaced(section, old, search, by)
                count, left = count + exchanged, left + kept
                if exchanged and opened.keep(section, person, new) is not None:
                    touched += 1
        return Change(
            opened.case.id,
            frozenset({Touched.REPORT}) if touched else frozenset(),
            _told(count, touched, left),
            form_id,
        )


def _texts(section: Section, content: SectionContent) -> Iterator[tuple[Box | None, int, str]]:
    """Go through the boxes, and through the cells of text by row and column."""
    for box in section.boxes:
        yield box, _NO_ROW, ""
    columns = [each.key for each in section.columns if each.kind is ColumnKind.TEXT]
    for place, row in enumerate(content.rows):
        for column in columns:
            if column in row:
                yield None, place, column


def _text(content: SectionContent, box: Box | None, row: int, column: str) -> Prose:
    return content.box(box) if box is not None else of_text(content.rows[row][column])


def _found(
    line: OutlineLine, section: Section, content: SectionContent, search: Search
) -> Iterator[SectionFound]:
    for box, row, column in _texts(section, content):
        for place in search.places(_text(content, box, row, column)):
            yield SectionFound(
                line.section,
                line.number,
                line.title,
                line.person,
                line.person_name,
                box,
                place.paragraph,
                place.begins,
                place.ends,
                place.around,
                row,
                column,
            )


def _replaced(
    section: Section, content: SectionContent, search: Search, by: str
) -> tuple[SectionContent, int, int]:
    boxes = dict(content.boxes)
    rows = [dict(row) for row in content.rows]
    count = left = 0
    for box, row, column in _texts(section, content):
        done = search.replaced(_text(content, box, row, column), by)
        count, left = count + done.count, left + done.left
        if not done.count:
            continue
        if box is not None:
            boxes[box] = done.prose
        else:
            rows[row][column] = plain_text(done.prose)
    return SectionContent(boxes, tuple(rows), content.not_applicable), count, left


def _told(count: int, sections: int, left: int) -> str:
    if not count and not left:
        return "Not found anywhere."
    times = "once" if count == 1 else f"{count} times"
    places = "1 section" if sections == 1 else f"{sections} sections"
    told = f"Replaced {times} in {places}." if count else "Nothing was replaced."
    if left:
        told += f" {left} of them stand in a fact of the record: correct the record itself."
    return told
