"""What a page shows of a file on its way in: the fields, the codes, the cells, whose case it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.stepping import may_see, signed_in
from recruitment_app.exchange.cells import shown
from recruitment_app.exchange.fields import ALL, FIELDS, NOT_READ, NOTE
from recruitment_app.exchange.incoming import Incoming, Unknown
from recruitment_app.exchange.layouts import (
    DATE_ORDERS,
    DAY_FIRST,
    MONTH_FIRST,
    YEAR_FIRST,
    Column,
    Layout,
    with_date_order,
    with_field,
)
from recruitment_app.exchange.separated_text import SEPARATORS
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case

__all__ = [
    "DATE_ORDERS",
    "DAY_FIRST",
    "ENCODINGS",
    "LEFT_OUT",
    "MONTH_FIRST",
    "NOTE",
    "NOT_READ",
    "SEPARATORS",
    "YEAR_FIRST",
    "Column",
    "FieldOffered",
    "Layout",
    "Unknown",
    "case_named",
    "cell_words",
    "codes_offered",
    "field_words",
    "fields_offered",
    "with_date_order",
    "with_field",
]

ENCODINGS: Final = ("utf-8", "cp1252", "latin-1", "utf-16", "mac-roman", "cp850")
LEFT_OUT: Final = ""
"""The answer for a spelling that is left out, its words kept as a note on the case."""


@dataclass(frozen=True, slots=True)
class FieldOffered:
    """A field that a column may be read as: its name, its words and its group."""

    name: str
    words: str
    group: str


def fields_offered() -> tuple[FieldOffered, ...]:
    """Return every field that a column may be read as, in their groups."""
    return tuple(FieldOffered(each.name, each.label, each.group) for each in ALL)


def field_words(name: str) -> str:
    """Return what a field is called."""
    return FIELDS[name].label if name in FIELDS else name


def codes_offered(store: Store, *, asked: Unknown) -> Sequence[tuple[str, str, bool]]:
    """Return the codes that may be meant by a spelling: each with its words, the near ones first.

    The third part tells whether the code looks like the spelling.
    """
    with store.reading() as session:
        signed_in(session, store)
        codes = read_law(session).codes[asked.list_name]
    near = [code for each in asked.near if (code := codes.get(each)) and not code.retired]
    return [(code.code, code.label, True) for code in near] + [
        (code.code, code.label, False) for code in codes.offered() if code not in near
    ]


def cell_words(incoming: Incoming, row: int) -> Mapping[int, str]:
    """Return what the cells of a row say, by column from nought."""
    return {at: shown(cell) for at, cell in incoming.cells.get(row, {}).items()}


def case_named(store: Store, *, reference: str) -> UUID | None:
    """Return the key of the case with this reference, where this person may see it."""
    with store.reading() as session:
        worker = signed_in(session, store)
        found = session.scalars(
            select(Case).where(Case.reference == reference, Case.deleted_at.is_(None))
        ).first()
        return found.id if found is not None and may_see(worker, found) else None
