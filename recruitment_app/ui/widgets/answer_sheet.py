"""Questions at the left, what may answer them at the right: by the keys, a click or a drag."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from recruitment_app.ui import tokens
from recruitment_app.ui.tables.answer_table import AnswerTable
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.offer_list import Offer, OfferList
from recruitment_app.ui.widgets.table_view import TableView

Row = TypeVar("Row")
_SHARES = (11, 4)


class AnswerSheet(QWidget, Generic[Row]):
    """Enter on a row leads to the offers; one that is taken answers it and goes on to the next."""

    answered = Signal(object, str)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        offers_of: Callable[[Row], tuple[Sequence[Offer], str | None]],
        *,
        name: str,
        asked: str,
        fills: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offers_of = offers_of
        self.table: AnswerTable[Row] = AnswerTable(columns, parent=self)
        self.view = TableView(name, self)
        self.view.setAcceptDrops(True)
        self.view.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.view.setDragDropOverwriteMode(True)
        self.offers = OfferList(asked, self)
        self.asked = label(asked, "heading")
        self.about = label("", "second", wraps=True)
        self._lay_out()
        self.view.show_table(self.table)
        self.view.fill_with(fills)
        self.view.record_chosen.connect(self._on_row_chosen)
        self.view.record_opened.connect(self._on_row_opened)
        self.table.dropped.connect(self._on_dropped)
        self.offers.picked.connect(self._on_picked)
        self.offers.left.connect(self._on_left)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the questions with their answers; the one that was current stays so."""
        self.table.show_rows(rows)
        if rows and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.table.index(0, 0))
        self._show_offers()

    def begin(self) -> None:
        """Put the keys on the questions."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        asks, gives = QFrame(self), Card("", self)
        asks.setProperty("kind", "card")
        inner = QVBoxLayout(asks)
        inner.setContentsMargins(tokens.TIGHT, tokens.TIGHT, tokens.TIGHT, tokens.TIGHT)
        inner.addWidget(self.view)
        gives.body.addWidget(self.asked)
        gives.body.addWidget(self.about)
        gives.body.addWidget(self.offers, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.LARGE)
        row.addWidget(asks, _SHARES[0])
        row.addWidget(gives, _SHARES[1])

    def _show_offers(self) -> None:
        row = self.view.chosen()
        self.offers.setEnabled(row is not None)
        if row is not None:
            self.offers.show_offers(*self._offers_of(row))

    def _go_on(self) -> None:
        """Go on to the next question, so that each needs its answer and Enter alone."""
        place = self.view.currentIndex()
        if place.row() + 1 < self.table.rowCount():
            self.view.setCurrentIndex(self.table.index(place.row() + 1, max(place.column(), 0)))
        self.begin()

    @Slot(object)
    def _on_row_chosen(self, _row: Any) -> None:
        self._show_offers()

    @Slot(object)
    def _on_row_opened(self, _row: Any) -> None:
        self.offers.begin()

    @Slot(object, str)
    def _on_dropped(self, row: Any, value: str) -> None:
        if value in {offer.value for offer in self._offers_of(row)[0]}:
            self.answered.emit(row, value)

    @Slot(str)
    def _on_picked(self, value: str) -> None:
        row = self.view.chosen()
        if row is not None:
            self.answered.emit(row, value)
            self._go_on()

    @Slot()
    def _on_left(self) -> None:
        self.begin()
