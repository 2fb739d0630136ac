"""What stands in a section: cleaned as it is kept, counted, and read from its JSON."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from recruitment_app.casework.reports.report_rows import Row, SectionContent, SectionMark
from recruitment_app.errors import Problem
from recruitment_app.forms import prose
from recruitment_app.forms.definition import Box, ColumnKind, Kind, Section
from recruitment_app.forms.prose import Prose, Table
from recruitment_app.store.audit import canonical

EMPTY = SectionContent()


class Counted(Protocol):
    """What the row of a section tells of its last state."""

    boxes_filled: Any
    row_count: Any
    is_not_applicable: Any


def fitting(section: Section, content: SectionContent) -> SectionContent:
    """Return content as it is kept: clean, with boxes and rows that hold nothing left out.

    Raises:
        Problem: the section has no such box or column.

    """
    if not set(content.boxes) <= set(section.boxes):
        raise Problem("This section has no such box to write in.")
    columns = {column.key for column in section.columns}
    if any(row.keys() - columns for row in content.rows):
        raise Problem("This section has no such column.")
    boxes = {
        box: prose.cleaned(content.boxes[box]) for box in section.boxes if box in content.boxes
    }
    cleaned = ({key: _clean(text) for key, text in row.items()} for row in content.rows)
    rows = tuple(
        {key: text for key, text in row.items() if text}
        for row in cleaned
        if any(text.strip() for text in row.values())
    )
    return SectionContent(
        boxes={box: text for box, text in boxes.items() if _holds_something(text)},
        rows=rows if answered(section, rows) else (),
        not_applicable=_clean(content.not_applicable).strip(),
    )


def asked(section: Section, content: SectionContent) -> SectionContent:
    """Return content with the rows that the section asks and that are not there.

    Of sums of money, where few lines apply, they are offered only while no row is written.
    """
    if not section.asks or content.not_applicable or (content.rows and _is_of_sums(section)):
        return content
    first = section.columns[0].key
    there = {row.get(first) for row in content.rows}
    missing = tuple({first: line} for line in section.asks if line not in there)
    return SectionContent(content.boxes, (*content.rows, *missing)) if missing else content


def answered(section: Section, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that hold more than the question which the section asks in them."""
    if not section.asks:
        return tuple(rows)
    first = section.columns[0].key
    return tuple(row for row in rows if row.keys() - {first} or row.get(first) not in section.asks)


def kept_of(section: Section, content: SectionContent) -> SectionContent:
    """Return what of an earlier version's content a section still has boxes and columns for."""
    columns = {column.key for column in section.columns}
    return SectionContent(
        {box: text for box, text in content.boxes.items() if box in section.boxes},
        tuple({key: row[key] for key in row if key in columns} for row in content.rows),
        content.not_applicable,
    )


def words_in(section: Section, content: SectionContent) -> int:
    """Count the words of the boxes and of what is typed in columns of text."""
    texts = {column.key for column in section.columns if column.kind is ColumnKind.TEXT}
    typed = (
        text
        for row in content.rows
        for key, text in row.items()
        if key in texts and text not in section.asks
    )
    boxes = sum(prose.words(text) for text in content.boxes.values())
    return boxes + sum(map(prose.words_of_text, typed))


def boxes_filled(content: SectionContent) -> str:
    """Return the names of the boxes that hold words, as a section's row keeps them."""
    return ",".join(sorted(box for box, text in content.boxes.items() if not text.is_empty))


def mark_of(section: Section | None, row: Counted | None) -> SectionMark:
    """Return how far a section is written.

    A narrative is written when each of its boxes is, a table when it has a row; one that asks
    when each of its questions has an answer, but that of sums of money, where few lines apply.
    """
    if row is not None and row.is_not_applicable:
        return SectionMark.NOT_APPLICABLE
    if section is None:
        return SectionMark.WRITTEN
    by_rows = section.kind in {Kind.TABLE, Kind.DRAWING} and bool(section.columns)
    if not by_rows and not section.boxes:
        return SectionMark.FROM_RECORD
    if row is None or not (row.boxes_filled or row.row_count):
        return SectionMark.EMPTY
    filled = set(filter(None, row.boxes_filled.split(",")))
    is_whole = row.row_count >= _rows_wanted(section) if by_rows else set(section.boxes) <= filled
    return SectionMark.WRITTEN if is_whole else SectionMark.BEGUN


def _rows_wanted(section: Section) -> int:
    return 1 if _is_of_sums(section) else max(1, len(section.asks))


def _is_of_sums(section: Section) -> bool:
    return any(column.kind is ColumnKind.MONEY for column in section.columns)


def boxes_json(boxes: Mapping[Box, Prose]) -> str:
    """Return the boxes as the JSON that is kept, "" for none."""
    told = ",".join(f'"{box}":{prose.to_json(boxes[box])}' for box in sorted(boxes))
    return f"{{{told}}}" if told else ""


def rows_json(rows: Iterable[Row]) -> str:
    """Return the rows of a table as the JSON that is kept, "" for none."""
    told = [dict(row) for row in rows]
    return canonical(told) if told else ""


class State(Protocol):
    """A saved state of a section."""

    boxes: Any
    rows: Any
    not_applicable: Any


def content_of(state: State | None) -> SectionContent:
    """Return what stood in a section by one of its saved states; nothing where there is none."""
    if state is None:
        return EMPTY
    boxes = json.loads(state.boxes) if state.boxes else {}
    return SectionContent(
        boxes={Box(box): prose.from_json(canonical(told)) for box, told in boxes.items()},
        rows=tuple(json.loads(state.rows)) if state.rows else (),
        not_applicable=state.not_applicable,
    )


def _holds_something(text: Prose) -> bool:
    return not text.is_empty or any(isinstance(block, Table) for block in text.blocks)


def _clean(text: str) -> str:
    return prose.plain_text(prose.of_text(text))
