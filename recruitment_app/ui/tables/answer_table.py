"""A list of questions, each of which an offer answers: chosen, or dragged onto its row."""

from typing import Final, TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from recruitment_app.ui.tables.record_table import Index
from recruitment_app.ui.tables.short_table import ShortTable

Row = TypeVar("Row")

OFFER: Final = "application/x-adopter-recruitment-offer"
"""The kind of what is dragged from a list of offers: the value of one."""


class AnswerTable(ShortTable[Row]):
    """Rows that take what is dragged onto them."""

    dropped = Signal(object, str)
    """The row and the value that was let go over it."""

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDropEnabled if index.isValid() else flags

    @override
    def mimeTypes(self) -> list[str]:
        return [OFFER]

    @override
    def canDropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        return data.hasFormat(OFFER) and parent.isValid()

    @override
    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        record = self.record(parent.row())
        if record is None:
            return False
        self.dropped.emit(record, bytes(data.data(OFFER).data()).decode())
        return True
