"""How a table is laid out: where its headings stand, what each column means, how days are written.

A layout is guessed, shown, corrected by a person and, as a shape, remembered
under a name for the next file of the same kind. ``guessing`` makes layouts:
``guess(book)`` from the file alone, ``fit(shape, book)`` by what was remembered.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import fold
from recruitment_app.exchange.fields import FIELDS, NOT_READ
from recruitment_app.exchange.looks import DATE_ORDERS, DAY_FIRST, MONTH_FIRST, YEAR_FIRST

__all__ = ["DATE_ORDERS", "DAY_FIRST", "MONTH_FIRST", "YEAR_FIRST", "Column", "Layout", "Shape"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from nought, its heading as written, its field, some of its values.

    ``date_order`` is given where the column proves another order than the layout's.
    """

    at: int
    letter: str
    heading: str
    field: str
    sample: tuple[str, ...] = dataclasses.field(default=(), repr=False)
    date_order: str = ""

    @property
    def name(self) -> str:
        """Return what sentences call the column: its heading, or its letter where it has none."""
        return self.heading or f"column {self.letter}"


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet is read.

    ``heading_row`` is counted from one, and nought where there are no headings.
    ``rows`` is how many rows below it hold something, ``remarks`` are sentences on
    what could not be told from the file, and ``mapping`` names the fixed mapping
    whose headings these are, if any. ``width`` is how many cells a row of a text
    table has room for, and nought where that does not matter.
    """

    sheet: str
    heading_row: int
    columns: tuple[Column, ...]
    date_order: str = DAY_FIRST
    encoding: str = ""
    separator: str = ""
    rows: int = 0
    remarks: tuple[str, ...] = ()
    mapping: str = ""
    width: int = 0

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return a sentence for each thing that must be settled before the file can be read."""
        return _lacking(self.columns)

    def column(self, at: int) -> Column:
        """Return the column at a place counted from nought."""
        return next(each for each in self.columns if each.at == at)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is remembered of a layout: the field of each heading, and how the file is written.

    A heading is kept folded; the second of the same name as "name#2", one
    without a heading by its letter, as "#C".
    """

    fields: Mapping[str, str]
    date_order: str = DAY_FIRST
    sheet: str = ""
    has_headings: bool = True
    separator: str = ""
    encoding: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the shape as plain values that JSON can hold."""
        return {
            "fields": dict(self.fields),
            "date_order": self.date_order,
            "sheet": self.sheet,
            "has_headings": self.has_headings,
            "separator": self.separator,
            "encoding": self.encoding,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Shape":
        """Return the shape that was remembered; fields that no longer exist are left out.

        Raises:
            Problem: what was remembered is not the shape of a table.

        """
        fields = kept.get("fields")
        if not isinstance(fields, Mapping):
            raise Problem("This mapping is damaged: forget it and save it anew.")
        order = kept.get("date_order")
        return cls(
            {str(key): str(name) for key, name in fields.items() if name in FIELDS},
            order if order in DATE_ORDERS else DAY_FIRST,
            str(kept.get("sheet", "")),
            bool(kept.get("has_headings", True)),
            str(kept.get("separator", "")),
            str(kept.get("encoding", "")),
        )


def with_field(layout: Layout, at: int, name: str) -> Layout:
    """Return the layout with one column read as another field; a single field leaves its old one.

    Raises:
        Problem: there is no such column or field.

    """
    if name not in FIELDS:
        raise Problem(f"There is no field “{name}”: choose one of the list.")
    if at not in {each.at for each in layout.columns}:
        raise Problem("There is no such column in this sheet.")
    single = not FIELDS[name].many
    columns = tuple(
        replace(each, field=name)
        if each.at == at
        else replace(each, field=NOT_READ)
        if single and each.field == name
        else each
        for each in layout.columns
    )
    return replace(layout, columns=columns)


def with_date_order(layout: Layout, order: str) -> Layout:
    """Return the layout with all its days written in one order: day, month or year first."""
    if order not in DATE_ORDERS:
        raise Problem("The order of a date is day, month or year.")
    columns = tuple(replace(each, date_order="") for each in layout.columns)
    return replace(layout, columns=columns, date_order=order)


def shape_of(layout: Layout) -> Shape:
    """Return what is to be remembered of a layout."""
    keys = keys_of(layout.columns)
    return Shape(
        {key: each.field for key, each in zip(keys, layout.columns, strict=True)},
        layout.date_order,
        layout.sheet,
        layout.heading_row > 0,
        layout.separator,
        layout.encoding,
    )


def keys_of(columns: Sequence[Column]) -> list[str]:
    """Return what a shape calls each column."""
    seen: dict[str, int] = {}
    keys = []
    for each in columns:
        folded = fold(each.heading)
        if not folded:
            keys.append(f"#{each.letter}")
            continue
        seen[folded] = seen.get(folded, 0) + 1
        keys.append(folded if seen[folded] == 1 else f"{folded}#{seen[folded]}")
    return keys


def _lacking(columns: Sequence[Column]) -> tuple[str, ...]:
    used = [each.field for each in columns]
    told = []
    if "enquiry_on" not in used:
        told.append("No column is read as the date of enquiry: choose one.")
    if not {"names", "turned_names", "family_name", "identifier"} & set(used):
        told.append("No column is read as a name: choose the surname or the whole names.")
    for name in dict.fromkeys(used):
        letters_of = [each.letter for each in columns if each.field == name]
        if len(letters_of) > 1 and not FIELDS[name].many:
            told.append(
                f"Columns {' and '.join(letters_of)} are both read as “{FIELDS[name].label}”:"
                " keep the one that is meant."
            )
    return tuple(told)
