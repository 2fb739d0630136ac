"""What somebody has chosen so far on the way from a file to its cases; going back loses none."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from recruitment_app.casework.importing.import_layouts import Look
from recruitment_app.casework.importing.import_showing import (
    NOT_READ,
    NOTE,
    Column,
    Layout,
    Unknown,
    with_date_order,
    with_field,
)
from recruitment_app.casework.importing.imports import ImportPlan, PlannedRow, Verdict

Cell = tuple[int, int]  # the row as a spreadsheet counts it, the column from nought
Table = tuple[str, str, str]  # the sheet, the separator and the encoding
Asked = tuple[str, str]  # the column and the spelling


@dataclass(frozen=True, slots=True)
class Manner:
    """A way to look at a file; what is empty is guessed, each column too without a mapping."""

    sheet: str = ""
    heading_row: int | None = None
    separator: str = ""
    encoding: str = ""
    mapping: str = ""


@dataclass
class ImportWork:
    """One file: how it is read, what was answered and corrected, and its dry run.

    What was chosen for columns and typed in cells is kept for each manner of
    reading the file, so that another sheet and back again loses nothing. ``is_judged``
    tells whether the dry run knows every cell that was corrected. ``date_order`` is the
    one that a person chose, if any, and ``by_columns`` that no fixed mapping is to be used.
    """

    path: Path
    look: Look
    mapping: str = ""
    plan: ImportPlan | None = field(default=None, repr=False)
    is_judged: bool = False
    asked: dict[Asked, Unknown] = field(default_factory=dict, repr=False)
    answers: dict[Asked, str] = field(default_factory=dict, repr=False)
    fields: dict[Table, dict[int, str]] = field(default_factory=dict, repr=False)
    cells: dict[Table, dict[Cell, str]] = field(default_factory=dict, repr=False)
    date_order: str = ""
    by_columns: bool = False

    @property
    def layout(self) -> Layout:
        """How the sheet is read."""
        return self.look.layout

    @property
    def manner(self) -> Manner:
        """The way in which the file is looked at."""
        now = self.layout
        return Manner(now.sheet, now.heading_row, now.separator, now.encoding, self.mapping)

    @property
    def corrections(self) -> Mapping[Cell, str]:
        """What was typed in place of cells."""
        return self.cells.get(self._table, {})

    @property
    def chosen(self) -> Mapping[int, str]:
        """The fields that a person gave to columns, by the place of the column."""
        return self.fields.get(self._table, {})

    @property
    def not_read(self) -> tuple[Column, ...]:
        """The columns with values that nobody reads."""
        return tuple(each for each in self.layout.columns if each.field == NOT_READ and each.sample)

    def look_again(self, look: Look, mapping: str) -> None:
        """Take another look at the file: another sheet, other headings or a saved mapping."""
        is_other_mapping = mapping != self.mapping
        self.look, self.mapping, self.plan = look, mapping, None
        if is_other_mapping:
            self.fields.pop(self._table, None)
        if self.by_columns:
            self.read_each_column()
        if self.date_order:
            self.read_days(self.date_order)
        for at, name in self.chosen.items():
            if any(each.at == at for each in look.layout.columns):
                self._set(with_field(self.layout, at, name))

    def choose_field(self, at: int, name: str) -> None:
        """Read a column as a field."""
        before = {each.at: each.field for each in self.layout.columns}
        self._set(with_field(self.layout, at, name))
        chosen = self.fields.setdefault(self._table, {})
        for each in self.layout.columns:
            if each.at == at or each.field != before[each.at]:
                chosen[each.at] = each.field

    def keep_as_notes(self) -> None:
        """Keep what no column reads as notes on the cases."""
        for each in self.not_read:
            self.choose_field(each.at, NOTE)

    def read_days(self, order: str) -> None:
        """Read every day in this order: day, month or year first."""
        self.date_order = order
        self._set(with_date_order(self.layout, order))

    def read_each_column(self) -> None:
        """Read the file by its columns, though its headings are those of a fixed mapping."""
        self.by_columns = True
        self._set(replace(self.layout, mapping=""))

    def correct(self, cell: Cell, typed: str) -> None:
        """Read something else in place of what a cell holds."""
        self.cells.setdefault(self._table, {})[cell] = typed
        self.is_judged = False

    def take(self, plan: ImportPlan) -> None:
        """Keep the dry run, and remember what it asks."""
        self.plan, self.is_judged = plan, True
        for each in plan.unknown:
            self.asked[each.column, each.spelling] = each

    def questions(self) -> tuple[Unknown, ...]:
        """Return the spellings that were ever asked about and are still under a column read."""
        names = {name for each in self.layout.columns for name in _names_of(each)}
        return tuple(each for each in self.asked.values() if each.column in names)

    def answers_by_column(self) -> Mapping[str, Mapping[str, str]]:
        """Return the answers as an import takes them."""
        found: dict[str, dict[str, str]] = {}
        for (column, spelling), code in self.answers.items():
            found.setdefault(column, {})[spelling] = code
        return found

    def column_at_fault(self, row: PlannedRow) -> int | None:
        """Return the place of the column that is wrong in a row, where one is."""
        if row.verdict is not Verdict.WRONG or not row.column:
            return None
        return next(
            (each.at for each in self.layout.columns if row.column in _names_of(each)),
            None,
        )

    @property
    def _table(self) -> Table:
        return self.layout.sheet, self.layout.separator, self.layout.encoding

    def _set(self, layout: Layout) -> None:
        self.look = replace(self.look, layout=layout)
        self.plan = None


def _names_of(column: Column) -> tuple[str, str]:
    """Return what a dry run may call a column: the second where two have the same heading."""
    return column.name, f"{column.name} (column {column.letter})"
