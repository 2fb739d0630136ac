"""A list whose rows are few and known already: months, people, limits, sessions."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from recruitment_app.ui.tables.record_table import Column, RecordTable

Row = TypeVar("Row")


class ShortTable(RecordTable[Row]):
    """Shows the rows it is given; a column that sorts does so by what it shows."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], UUID] | None = None,
        parent: QObject | None = None,
    ) -> None:
        self._rows: dict[UUID, Row] = {}
        self._key_of = key
        super().__init__(columns, self._in_order, self._among, self._own_key, parent)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, or the same ones after a change."""
        keys = [self._key_of(row) if self._key_of else UUID(int=n) for n, row in enumerate(rows)]
        self._rows = dict(zip(keys, rows, strict=True))
        self._keys = {id(row): key for key, row in self._rows.items()}
        self.reload()

    def _own_key(self, row: Row) -> UUID:
        return self._keys[id(row)]

    def _in_order(self, sorted_by: str, from_last: bool) -> Sequence[UUID]:  # noqa: FBT001 - as the table calls it
        column = next((one for one in self.columns if one.sorted_by == sorted_by), None)
        if not sorted_by or column is None:
            return list(self._rows)

        def place(key: UUID) -> tuple[bool, Any]:
            value = column.shown(self._rows[key])
            folded = value.casefold() if isinstance(value, str) else value
            return (value in (None, "")) is not from_last, folded if value is not None else ""

        return sorted(self._rows, key=place, reverse=from_last)

    def _among(self, keys: Sequence[UUID]) -> Sequence[Row]:
        return [self._rows[key] for key in keys if key in self._rows]
