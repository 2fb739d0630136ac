"""Bringing in a team's own tracker by its known headings: one row a household."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from recruitment_app.exchange import mapped
from recruitment_app.exchange.books import Book, Kind, open_book
from recruitment_app.exchange.cells import Corrections, letters
from recruitment_app.exchange.facts_of_cells import Answers
from recruitment_app.exchange.fields import FIELDS, NOT_READ
from recruitment_app.exchange.incoming import Incoming
from recruitment_app.exchange.layouts import Column, Layout
from recruitment_app.exchange.mapped import Progress
from recruitment_app.exchange.spreadsheets import Found, find_headings
from recruitment_app.rules.codes import CodeList
from recruitment_app.rules.stages import EventKind

NAME = "tracker"

_PEOPLE = (
    "enquiry_on",
    "given_names",
    "family_name",
    "second_given_names",
    "second_family_name",
    "telephone",
    "email",
    "postcode",
    "source",
    "worker",
)
_STEPS = (
    "information_sent",
    "session_attended",
    "visit_held",
    "registration_received",
    "registration_accepted",
    "stage_one_ended",
    "notified_to_proceed",
    "panel",
    "decision",
    "approved",
    "closed",
)
BY_HEADING: Mapping[str, str] = {FIELDS[name].label: name for name in (*_PEOPLE, *_STEPS)}
HEADINGS = tuple(BY_HEADING)
NEEDED = (FIELDS["enquiry_on"].label, FIELDS["family_name"].label)
WORKER = FIELDS["worker"].label
STEPS: Mapping[str, EventKind] = {
    FIELDS[name].label: event for name in _STEPS if (event := FIELDS[name].event) is not None
}


def read(
    path: Path,
    *,
    codes: Mapping[str, CodeList],
    answers: Answers,
    today: date,
    sheet: str = "",
    corrections: Corrections | None = None,
    progress: Progress | None = None,
) -> Incoming:
    """Read a tracker from a workbook or a text table; a sheet named is looked at first.

    Raises:
        Problem: the file cannot be read, or lacks the date of enquiry or the surname.

    """
    with open_book(path) as opened:
        book, found = find_headings(opened, sheet or None, HEADINGS, NEEDED)
        return mapped.read(
            book,
            _layout(book, found),
            codes=codes,
            answers=answers,
            today=today,
            corrections=corrections,
            progress=progress,
            name=NAME,
        )


def _layout(book: Book, found: Found) -> Layout:
    """Return the layout of the headings found: the tracker's are read, and no others."""
    columns = [
        Column(at, letters(at), heading, BY_HEADING[heading])
        for heading, at in found.columns.items()
    ]
    columns += [Column(at, letters(at), each, NOT_READ) for at, each in found.others.items()]
    return Layout(
        found.sheet,
        found.number,
        tuple(sorted(columns, key=lambda each: each.at)),
        encoding=book.encoding,
        separator=book.separator,
        width=found.room if book.kind is Kind.TEXT else 0,
    )
