"""What stands in a section, in words: to be read beside another, and to be compared."""

from typing import Final

from recruitment_app.casework.reports.report_rows import SectionContent, SectionPage
from recruitment_app.forms import prose
from recruitment_app.forms.definition import Box, Kind, Section
from recruitment_app.forms.prose import Cell, Paragraph, Prose, Run, Table
from recruitment_app.forms.typed_rows import shown_cell

BOX_WORDS: Final = {
    Box.EVIDENCE: "Evidence",
    Box.ANALYSIS: "Analysis",
    Box.WORDS: "Text",
}
BOX_HINTS: Final = {
    Box.EVIDENCE: "what was seen, said and verified, and by whom",
    Box.ANALYSIS: "what it means for a child",
    Box.WORDS: "",
}
_FROM_RECORD: Final = {
    Kind.FACTS: "This section prints what is recorded of the case. What is missing is added under"
    " People and home.",
    Kind.SIGN_OFF: "Signatures are gathered under Sign and issue.",
}
_MADE_OF: Final = {
    "fin.sums": "This section prints the sums of the lines before it.",
    "ref.head": "This section prints what is recorded of the referee and of the interview. What is"
    " missing is added under Checks and references.",
    "ref.end": "This section prints what the referee confirmed and the weight that you give it."
    " Both are recorded under Checks and references.",
}
"""Sections of facts that the people of the case do not tell."""
_MOST_SHOWN: Final = 6_000
"""So many characters of a section are shown beside another."""


def from_record_words(section: Section) -> str:
    """Return from where a section comes that nobody writes; "" for one that is written."""
    return _MADE_OF.get(section.key) or _FROM_RECORD.get(section.kind, "")


def plain_text(content: SectionContent) -> str:
    """Return what stands in a section as plain text, box after box, then row after row."""
    parts = [prose.plain_text(content.box(box)) for box in Box]
    parts += [" · ".join(text for text in row.values() if text) for row in content.rows]
    if content.not_applicable:
        parts.append(content.not_applicable)
    return "\n".join(part for part in parts if part)


def beginning(text: str) -> str:
    """Return so much of a text as is shown beside another, cut at a word."""
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN].rsplit(" ", 1)[0] + " …"


def compared(
    page: SectionPage, before: SectionContent, after: SectionContent
) -> tuple[tuple[str, Prose, Prose], ...]:
    """Return two contents of a section as texts to be compared: its boxes, rows and reason."""
    found = [(BOX_WORDS[box], before.box(box), after.box(box)) for box in page.section.boxes]
    found.append(("Rows", _as_table(page, before), _as_table(page, after)))
    found.append(("Does not apply", _reason(before), _reason(after)))
    return tuple(found)


def _as_table(page: SectionPage, content: SectionContent) -> Prose:
    def cell(text: str) -> Cell:
        return (Paragraph((Run(text),)),)

    rows = tuple(
        tuple(cell(shown_cell(column, row.get(column.key, ""))) for column in page.section.columns)
        for row in content.rows
    )
    return Prose((Table(rows, has_heading=False),)) if rows else Prose()


def _reason(content: SectionContent) -> Prose:
    if not content.not_applicable:
        return Prose()
    return Prose((Paragraph((Run(content.not_applicable),)),))
