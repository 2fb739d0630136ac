"""One search box for everything: people, references, notes and commands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.icons import icon
from recruitment_app.ui.places import Place
from recruitment_app.ui.theme import colours_now, type_of
from recruitment_app.ui.widgets.card import label


@dataclass(frozen=True)
class Found:
    """One thing found: its words, where they were found, and where it leads."""

    words: str
    second: str
    place: Place


Find = Callable[[str, Callable[[Sequence[Found]], object]], object]
"""Ask what typed words find; the answer comes when it is there, unless other words were asked."""


class SearchBox(QLineEdit):
    """Shows what was found beneath it; Up and Down choose, Enter opens, Escape leaves."""

    found_chosen = Signal(object)

    def __init__(self, find: Find, parent: QWidget) -> None:
        super().__init__(parent)
        self._find = find
        self._found: tuple[Found, ...] = ()
        self._asked = ""
        self._chooses_first = False
        self.setProperty("kind", "search")
        self.setPlaceholderText(self.tr("Search people, references, notes"))
        self.setAccessibleName(self.tr("Search people, references, notes"))
        self.setAccessibleDescription(self.tr("Control K"))
        self.setClearButtonEnabled(True)
        self._mark = self.addAction(
            icon("search", colours_now().second), QLineEdit.ActionPosition.LeadingPosition
        )
        self._mark.setEnabled(False)
        self.keys = QLabel("Ctrl K", self)
        self.keys.setProperty("kind", "small")
        self.keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.results = _Results(parent.window())
        self.results.list.itemClicked.connect(self._on_item_chosen)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(tokens.SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self.textEdited.connect(self._on_text_edited)
        self.textChanged.connect(self._on_text_changed)

    def begin(self) -> None:
        """Take the keys, with what stands there ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @Slot()
    def search(self) -> None:
        """Ask what the typed words find, and show it when it is there."""
        typed = self.text().strip()
        self._asked = typed
        if not typed:
            self.results.hide()
            return
        self._find(typed, lambda found: self._show_found(typed, found))

    def _show_found(self, typed: str, found: Sequence[Found]) -> None:
        if typed != self._asked:
            return
        self._found = tuple(found)
        if self._chooses_first and found:
            self._choose(0)
            return
        self._chooses_first = False
        self.results.show_found(self._found)
        where = self.mapTo(self.window(), QPoint(0, self.height() + tokens.TIGHT))
        self.results.setParent(self.window())
        self.results.move(where)
        self.results.setFixedWidth(self.width())
        self.results.show()
        self.results.raise_()

    def _leave(self) -> None:
        """Close what was found, and wait for nothing more."""
        self._asked = ""
        self._chooses_first = False
        self.results.hide()

    @Slot(str)
    def _on_text_edited(self, _typed: str) -> None:
        self._chooses_first = False
        self._pause.start()

    @Slot(str)
    def _on_text_changed(self, typed: str) -> None:
        self.keys.setVisible(not typed)
        if not typed:
            self._leave()

    @Slot(QListWidgetItem)
    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self._choose(self.results.list.row(item))

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(self._found):
            return
        self._leave()
        self.clear()
        self.found_chosen.emit(self._found[row].place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.results.isVisible():
            self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive() or not self.results.isVisible():
                self._pause.stop()
                self._chooses_first = True
                self.search()
            elif self._found:
                self._choose(max(self.results.list.currentRow(), 0))
        elif event.key() == Qt.Key.Key_Escape and self.results.isVisible():
            self._leave()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._leave()
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            size = self.keys.sizeHint()
            self.keys.move(
                self.width() - size.width() - tokens.MEDIUM, (self.height() - size.height()) // 2
            )
        elif event.type() == QEvent.Type.PaletteChange:
            self._mark.setIcon(icon("search", colours_now().second))
        return super().event(event)


class _TwoLines(QStyledItemDelegate):
    """What was found in ink, and beneath it, smaller, where."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        lines = 2 if "\n" in index.data() else 1
        return QSize(0, lines * option.fontMetrics.lineSpacing() + tokens.MEDIUM)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        words, _, second = str(index.data()).partition("\n")
        option.text = ""
        view = option.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        colours = colours_now()
        place = option.rect.adjusted(tokens.SMALL, tokens.TIGHT, -tokens.SMALL, -tokens.TIGHT)
        lines = (
            (words, colours.ink, tokens.BASE_POINTS),
            (second, colours.second, tokens.SMALL_POINTS),
        )
        painter.save()
        for told, colour, points in lines:
            painter.setFont(type_of(points))
            painter.setPen(QColor(colour))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(told, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place.left(), place.top() + metrics.ascent(), shown)
            place.setTop(place.top() + option.fontMetrics.lineSpacing())
        painter.restore()


class _Results(QFrame):
    """The list under the box, in the window itself so that the box keeps the keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_TwoLines(self.list))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.sentence = label("", "second")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.TIGHT, tokens.TIGHT, tokens.TIGHT, tokens.TIGHT)
        column.addWidget(self.sentence)
        column.addWidget(self.list)
        self.hide()

    def show_found(self, found: Sequence[Found]) -> None:
        self.list.clear()
        for one in found:
            self.list.addItem(f"{one.words}\n{one.second}" if one.second else one.words)
        self.list.setVisible(bool(found))
        self.sentence.setVisible(not found)
        self.sentence.setText(self.tr("Nothing found."))
        self.list.setCurrentRow(0)
        row = self.list.sizeHintForRow(0) if found else 0
        shown = min(len(found), tokens.RESULTS_SHOWN)
        self.list.setFixedHeight(row * shown + tokens.TIGHT)
        self.adjustSize()

    def step(self, by: int) -> None:
        row = self.list.currentRow() + by
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
