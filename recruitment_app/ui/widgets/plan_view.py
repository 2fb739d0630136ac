"""The table of a dry run: the cell that has the keys is framed, a wrong one stands on its tint."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.tables.plan_table import CellRole
from recruitment_app.ui.theme import colours_now
from recruitment_app.ui.widgets.table_view import TableView


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a file."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        colours = colours_now()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect).adjusted(1, 1, -1, -2)
        if index.data(CellRole.IS_WRONG):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.late_tint))
            painter.drawRoundedRect(room, tokens.TIGHT, tokens.TIGHT)
            painter.setPen(QColor(colours.late))
            within = room.adjusted(tokens.SMALL, 0, -tokens.SMALL, 0)
            words = option.fontMetrics.elidedText(
                str(index.data() or "–"),
                Qt.TextElideMode.ElideRight,
                int(within.width()),
            )
            painter.drawText(
                within, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words
            )
        elif index.data(CellRole.IS_CORRECTED):
            foot = QRectF(room.left() + tokens.TIGHT, room.bottom() - 1, room.width(), 1)
            painter.fillRect(foot.adjusted(0, 0, -tokens.SMALL, 0), QColor(colours.met))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.brand), tokens.FOCUS_LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, tokens.TIGHT, tokens.TIGHT)
        painter.restore()


class PlanView(TableView):
    """Any key begins to correct the cell that has the keys; Enter and a double click do too."""

    edited = Signal()
    """A cell is not being corrected any more."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        cells = CellDelegate(self)
        cells.closeEditor.connect(self.edited)
        self.setItemDelegate(cells)
        self.horizontalHeader().setStretchLastSection(False)

    @property
    def is_editing(self) -> bool:
        """Whether somebody is typing in a cell."""
        return self.state() is QAbstractItemView.State.EditingState

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_editing:  # Enter ends the typing; it opens nothing
            event.ignore()
            return
        super().keyPressEvent(event)
