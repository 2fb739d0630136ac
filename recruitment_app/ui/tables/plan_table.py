"""The dry run of an import as a list: what becomes of each row, and its cells to be corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from typing_extensions import override

from recruitment_app.casework.importing.import_showing import cell_words
from recruitment_app.casework.importing.imports import PlannedRow, Verdict
from recruitment_app.ui import tokens
from recruitment_app.ui.import_work import ImportWork
from recruitment_app.ui.tables.record_table import Column, Index, RecordTable
from recruitment_app.ui.tokens import Tint

VERDICTS: Final[Mapping[Verdict, tuple[str, Tint]]] = {
    Verdict.WRONG: ("Wrong", Tint.LATE),
    Verdict.NEW: ("New", Tint.MET),
    Verdict.CHANGED: ("Changed", Tint.INFORMATION),
    Verdict.DUPLICATE: ("Duplicate", Tint.PLAIN),
}
_NUMBERED: Final = 1 << 16


class CellRole(IntEnum):
    """What the list tells of a cell of the file besides its words."""

    IS_WRONG = Qt.ItemDataRole.UserRole + 10
    IS_CORRECTED = Qt.ItemDataRole.UserRole + 11


@dataclass(frozen=True, slots=True)
class DryRow:
    """One row: what becomes of it, its cells as words, which one is wrong, which were corrected."""

    planned: PlannedRow
    cells: Mapping[int, str] = field(repr=False)
    fault: int | None = None
    corrected: frozenset[int] = frozenset()

    @property
    def told(self) -> str:
        """Why the row is what it is, with whom it repeats."""
        return " · ".join(part for part in (self.planned.of, self.planned.why) if part)


class PlanTable(RecordTable[DryRow]):
    """Every row of the file by its number, or those of one verdict; ``work`` holds them."""

    corrected = Signal(int, int, str)
    """The row, the column from nought, and what was typed in place of the cell."""

    def __init__(self, work: ImportWork, parent: QObject | None = None) -> None:
        self._work = work
        self._planned: dict[UUID, PlannedRow] = {}
        self._keys: dict[int, UUID] = {}
        self.only: Verdict | None = None
        places = work.layout.columns if work.plan and work.plan.incoming.cells else ()
        self.places = tuple(each.at for each in places)
        super().__init__(
            (*_told_columns(), *(_cell_column(each.at, each.name) for each in places)),
            self._in_order,
            self._rows_there,
            lambda row: self._keys[id(row.planned)],
            parent,
        )

    def show_only(self, verdict: Verdict | None) -> None:
        """Show the rows of one verdict, or all."""
        self.only = verdict
        self.reload()

    def at_of(self, index: Index) -> int | None:
        """Return the column of the file that a cell of the list shows."""
        place = index.column() - (len(self.columns) - len(self.places))
        return self.places[place] if place >= 0 else None

    def section_of(self, at: int) -> int:
        """Return where a column of the file stands in the list."""
        return len(self.columns) - len(self.places) + self.places.index(at)

    @override
    def reload(self) -> None:
        rows = self._work.plan.rows if self._work.plan is not None else ()
        met: dict[int, int] = {}
        self._planned.clear()
        for row in rows:
            met[row.row] = met.get(row.row, 0) + 1
            self._planned[UUID(int=row.row * _NUMBERED + met[row.row])] = row
        self._keys = {id(row): key for key, row in self._planned.items()}
        super().reload()

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.at_of(index) is not None:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (CellRole.IS_WRONG, CellRole.IS_CORRECTED):
            row, at = self.record(index.row()), self.at_of(index)
            if row is None or at is None:
                return False
            return row.fault == at if role == CellRole.IS_WRONG else at in row.corrected
        if role == Qt.ItemDataRole.EditRole:
            return super().data(index)
        told = super().data(index, role)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            row, at = self.record(index.row()), self.at_of(index)
            if row is not None and at is not None and row.fault == at:
                return f"{told} · {row.planned.why}"
        return told

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, at = self.record(index.row()), self.at_of(index)
        if row is None or at is None or role != Qt.ItemDataRole.EditRole:
            return False
        typed = str(value).strip()
        if typed == row.cells.get(at, ""):
            return False
        self.corrected.emit(row.planned.row, at, typed)
        self._windows.clear()
        self.dataChanged.emit(index, index)
        return True

    def _in_order(self, sorted_by: str, from_last: bool) -> Sequence[UUID]:  # noqa: FBT001 - as the table calls it
        keys = [
            key
            for key, row in self._planned.items()
            if self.only is None or row.verdict is self.only
        ]
        if sorted_by == "verdict":
            order = list(VERDICTS)
            return sorted(
                keys, key=lambda key: order.index(self._planned[key].verdict), reverse=from_last
            )
        if sorted_by == "why":
            return sorted(
                keys,
                key=lambda key: (self._planned[key].of, self._planned[key].why),
                reverse=from_last,
            )
        return keys[::-1] if from_last else keys

    def _rows_there(self, keys: Sequence[UUID]) -> Sequence[DryRow]:
        return [self._row(self._planned[key]) for key in keys]

    def _row(self, planned: PlannedRow) -> DryRow:
        work = self._work
        typed = {at: text for (row, at), text in work.corrections.items() if row == planned.row}
        cells = cell_words(work.plan.incoming, planned.row) if work.plan is not None else {}
        return DryRow(planned, {**cells, **typed}, work.column_at_fault(planned), frozenset(typed))


def _told_columns() -> tuple[Column[DryRow], ...]:
    def said(words: str) -> str:
        return QCoreApplication.translate("plan_table", words)

    return (
        Column(
            "row",
            said("Row"),
            lambda row: row.planned.row,
            "row",
            width=tokens.COLUMN_SHORT,
        ),
        Column(
            "verdict",
            said("It is"),
            lambda row: said(VERDICTS[row.planned.verdict][0]),
            "verdict",
            width=tokens.COLUMN_DATE,
            tinted=lambda row: VERDICTS[row.planned.verdict][1],
        ),
        Column("why", said("Of whom, and why"), lambda row: row.told, "why", tokens.COLUMN_WIDE),
    )


def _cell_column(at: int, name: str) -> Column[DryRow]:
    return Column(f"cell {at}", name, lambda row: row.cells.get(at, ""), width=tokens.COLUMN_USUAL)
