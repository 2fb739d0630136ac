"""The cells of typed rows: painted, a wrong one on its tint, and each kind with its own field."""

from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from recruitment_app.forms.definition import ColumnKind
from recruitment_app.forms.typed_rows import offers
from recruitment_app.ui import tokens
from recruitment_app.ui.actions import only
from recruitment_app.ui.tables.typed_rows_table import TypedRole
from recruitment_app.ui.theme import colours_now
from recruitment_app.ui.widgets.choice import Choice

Index = QModelIndex | QPersistentModelIndex

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypedCellDelegate(QStyledItemDelegate):
    """Paints the cells, a wrong one on its tint, and gives each kind of column its own field."""

    typing = Signal(int, int, str)
    """The row and the column of a cell, and what is typed in it and not yet taken."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = colours_now()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.data(TypedRole.FAULT):
            room = QRectF(option.rect).adjusted(1, 1, -1, -2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.late_tint))
            painter.drawRoundedRect(room, tokens.TIGHT, tokens.TIGHT)
        super().paint(painter, option, index)
        if has_focus:
            painter.setPen(QPen(QColor(colours.brand), tokens.FOCUS_LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            room = QRectF(option.rect).adjusted(1, 1, -1, -2)
            painter.drawRoundedRect(room, tokens.TIGHT, tokens.TIGHT)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # the style sheet's padding narrows what is painted, and not what is measured
        option.rect.setWidth(max(option.rect.width() - 3 * tokens.TIGHT, tokens.COLUMN_LEAST))
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height() + tokens.SMALL, tokens.ROW_HEIGHT))

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = index.data(TypedRole.COLUMN)
        if offered := offers(column):
            choice: Choice[str] = Choice(
                [(words, words) for words in offered], none=" ", filters=False, parent=parent
            )
            choice.chosen.connect(self._on_chosen)
            made: QWidget = choice
        elif column.kind is ColumnKind.TEXT:
            text = QPlainTextEdit(parent)
            text.textChanged.connect(partial(self._tell, text, index.row(), index.column()))
            made = text
        else:
            line = QLineEdit(parent)
            line.textEdited.connect(only(partial(self._tell, line, index.row(), index.column())))
            made = line
        made.setAccessibleName(column.title)
        return made

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        room = option.rect
        if isinstance(editor, QPlainTextEdit):
            view = editor.parentWidget()
            high = max(room.height(), tokens.TEXT_HEIGHT)
            room.setHeight(high)
            if view is not None:
                room.moveTop(max(min(room.top(), view.height() - high), 0))
        editor.setGeometry(room)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole))
        with QSignalBlocker(editor):  # nobody typed this
            if isinstance(editor, Choice):
                editor.choose(text or None)
            elif isinstance(editor, QPlainTextEdit):
                editor.setPlainText(text)
                editor.selectAll()
            elif isinstance(editor, QLineEdit):
                editor.setText(text)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Choice):
            text = str(editor.value() or "")
        elif isinstance(editor, QPlainTextEdit):
            text = editor.toPlainText()
        elif isinstance(editor, QLineEdit):
            text = editor.text()
        else:
            return
        model.setData(index, text)

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, QPlainTextEdit)
            and event.key() in _ENTER
        ):
            if event.modifiers() & (
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
            ):
                editor.insertPlainText("\n")
            else:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)

    def _tell(self, editor: QPlainTextEdit | QLineEdit, row: int, column: int) -> None:
        text = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
        self.typing.emit(row, column, text)

    @Slot(object)
    def _on_chosen(self, _value: object) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
