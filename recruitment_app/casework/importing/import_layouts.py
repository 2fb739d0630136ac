"""How a file is read: by a fixed mapping, a saved one, one that a person chose, or a guess."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from recruitment_app.casework.importing.import_plan import Progress, quietly
from recruitment_app.casework.importing.saved_mappings import CHOSEN, FIXED, GUESSED, shape_named
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import Problem
from recruitment_app.exchange import annex_a, mapped, tracker
from recruitment_app.exchange.books import Book, Kind, open_book
from recruitment_app.exchange.cells import fold
from recruitment_app.exchange.facts_of_cells import Answers
from recruitment_app.exchange.fields import FIELDS, NOT_READ, NOTE, field_of
from recruitment_app.exchange.guessing import fit, guess
from recruitment_app.exchange.incoming import Incoming
from recruitment_app.exchange.layouts import (
    Column,
    Layout,
    Shape,
    with_date_order,
    with_field,
)
from recruitment_app.rules.codes import CodeList
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store

_FEW_COLUMNS = 20
_FREE_TEXT = 3  # words, in some value of the column


@dataclass(frozen=True, slots=True)
class Reading:
    """How a person wants a file read.

    ``mapping`` is a name, fixed or saved, or a layout; an empty one is guessed.
    ``columns`` and ``date_order`` outrank what is guessed or saved: a field by
    its heading, and ``day``, ``month`` or ``year``. ``answers`` give the code
    for a spelling that no list knows; ``corrections`` the text that stands in
    place of a cell, by row number and column from nought.
    """

    path: Path
    mapping: str | Layout = ""
    sheet: str = ""
    answers: Answers = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    corrections: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is: its kind, its sheets, and how the one looked at seems to be laid out."""

    kind: Kind
    sheets: tuple[str, ...]
    layout: Layout = field(repr=False)


def look_at(
    store: Store,
    *,
    path: Path,
    sheet: str = "",
    mapping: str = "",
    heading_row: int | None = None,
    separator: str = "",
    encoding: str = "",
    progress: Progress = quietly,
) -> Look:
    """Look through a file: which sheets it has, and how one of them seems to be laid out.

    ``mapping`` is the name of a saved mapping to read it by; a fixed one lays out
    nothing. ``heading_row`` outranks the row that would be guessed; nought means
    that there is none. ``separator`` and ``encoding`` outrank those that a text
    table seems to have.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: the file cannot be read, or the mapping does not fit it.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.IMPORT)
        shape = shape_named(session, mapping)
    with open_book(
        path, separator=separator, encoding=encoding, waiting=_waiting(progress)
    ) as book:
        if shape is not None:
            layout = fit(shape, book, sheet, progress=progress)
        else:
            layout = guess(book, sheet, heading_row=heading_row, progress=progress)
        return Look(book.kind, book.sheets, layout)


def read_file(
    reading: Reading,
    *,
    shape: Shape | None,
    codes: Mapping[str, CodeList],
    today: date,
    progress: Progress,
) -> tuple[Incoming, Layout | None]:
    """Return what a file says, and how it was laid out where no fixed mapping read it.

    ``shape`` is what the saved mapping named remembers.

    Raises:
        Problem: the file cannot be read so.

    """
    fixed = reading.mapping if isinstance(reading.mapping, str) else reading.mapping.mapping
    chosen = reading.mapping if isinstance(reading.mapping, Layout) else None
    separator, encoding = (chosen.separator, chosen.encoding) if chosen else ("", "")
    with open_book(
        reading.path, separator=separator, encoding=encoding, waiting=_waiting(progress)
    ) as book:
        sheet = _sheet(book, reading)
        named = isinstance(reading.mapping, str) and fixed in FIXED
        layout = None if named else _layout(book, sheet, reading, shape, progress)
        if layout is not None and not layout.mapping:
            incoming = mapped.read(
                book,
                layout,
                codes=codes,
                answers=reading.answers,
                today=today,
                corrections=reading.corrections,
                progress=progress,
            )
            return replace(incoming, mapping=_called(reading, shape)), layout
    if layout is not None:
        fixed, sheet = layout.mapping, layout.sheet
    if reading.columns or reading.date_order:
        raise Problem(
            f"The mapping {fixed} knows its columns and the order of its days:"
            " leave both out of the answers, or choose another mapping."
        )
    told: dict[str, Any] = {
        "codes": codes,
        "answers": reading.answers,
        "today": today,
        "sheet": sheet,
        "corrections": reading.corrections,
    }
    if fixed == annex_a.NAME:
        return annex_a.read(reading.path, **told), layout
    return tracker.read(reading.path, **told, progress=progress), layout


def _waiting(progress: Progress) -> Callable[[], object]:
    """Return what lets a person stop while rows that hold nothing are passed over."""
    return lambda: progress(0, 0, "Passing over rows that hold nothing.")


def _sheet(book: Book, reading: Reading) -> str:
    """Return the sheet asked for as the file spells it.

    Raises:
        Problem: there is none of that name; the sentence names those there are.

    """
    if not reading.sheet:
        return ""
    same = {fold(name): name for name in reversed(book.sheets)}
    found = reading.sheet if reading.sheet in book.sheets else same.get(fold(reading.sheet))
    if found is None:
        raise Problem(
            f"{reading.path.name} has no sheet “{reading.sheet}”: it has"
            f" {', '.join(f'“{name}”' for name in book.sheets)}."
        )
    return found


def _layout(
    book: Book, sheet: str, reading: Reading, shape: Shape | None, progress: Progress
) -> Layout:
    if isinstance(reading.mapping, Layout):
        layout = reading.mapping
    elif shape is not None:
        layout = fit(shape, book, sheet, progress=progress)
    else:
        layout = _unattended(guess(book, sheet, progress=progress))
    by_heading = {fold(each.heading): each for each in reversed(layout.columns)}
    for heading, name in reading.columns.items():
        column = by_heading.get(fold(heading)) or _lettered(layout, heading)
        if column is None:
            raise Problem(f"{reading.path.name} has no column “{heading}”.")
        layout = with_field(layout, column.at, _field(name))
    if reading.date_order:
        layout = with_date_order(layout, reading.date_order)
    if not layout.mapping and layout.lacking:
        raise Problem(" ".join((*layout.lacking, _found(layout))))
    return layout


def _found(layout: Layout) -> str:
    """Return the sentence that names the columns there are, for whoever sees no table of them."""
    names = [f"“{each.name}”" for each in layout.columns[:_FEW_COLUMNS]]
    more = len(layout.columns) - len(names)
    return f"The columns are {', '.join(names)}{f' and {more} more' if more else ''}."


def _lettered(layout: Layout, letter: str) -> Column | None:
    return next((each for each in layout.columns if each.letter == letter.upper()), None)


def _field(name: str) -> str:
    """Return the field that an answer names, by its name or as a heading is spelled."""
    if name in FIELDS:
        return name
    found = field_of(name)
    if found is None:
        raise Problem(f"“{name}” is no field: {', '.join(each for each in FIELDS if each)}.")
    return found.name


def _unattended(layout: Layout) -> Layout:
    """Return a guessed layout that nobody has looked at.

    Free text is kept as notes. Any other column that nobody can place is not
    read, and is named.
    """
    columns = tuple(
        replace(each, field=NOT_READ) if each.field == NOTE and not _is_free_text(each) else each
        for each in layout.columns
    )
    return replace(layout, columns=columns)


def _is_free_text(column: Column) -> bool:
    meant = field_of(column.heading)
    if meant is not None and meant.name == NOTE:
        return True
    return any(len(value.split()) >= _FREE_TEXT for value in column.sample)


def _called(reading: Reading, shape: Shape | None) -> str:
    if isinstance(reading.mapping, Layout):
        return CHOSEN
    return reading.mapping if shape is not None else GUESSED
