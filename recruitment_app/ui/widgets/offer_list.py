"""A grouped list to choose from: typing finds, Enter takes, and an offer can be dragged away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.tables.answer_table import OFFER
from recruitment_app.ui.theme import type_of

_VALUE: Final = Qt.ItemDataRole.UserRole
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP_AND_DOWN: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True)
class Offer:
    """One thing to choose: its value, its words and the group under which it stands.

    ``hint`` is said of it where the pointer rests; what is typed to find it may stand there too.
    """

    value: str
    words: str
    group: str = ""
    hint: str = ""


class _Offers(QListWidget):
    """Gives what is dragged from it as the value of the offer; keeps the current one in sight."""

    def show_current(self) -> None:
        """Bring the current offer to the middle."""
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem(), QAbstractItemView.ScrollHint.PositionAtCenter)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_current()

    @override
    def mimeTypes(self) -> list[str]:
        return [OFFER]

    @override
    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        carried = QMimeData()
        if items:
            carried.setData(OFFER, str(items[0].data(_VALUE)).encode())
        return carried


class OfferList(QWidget):
    """Offers in their groups; the field above them finds the one that is typed.

    Unless it ``takes_click``, a click only marks an offer: Enter or a double click takes it.
    """

    picked = Signal(str)
    left = Signal()
    """Escape was pressed: the keys go back to where they came from."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, takes_click: bool = True
    ) -> None:
        super().__init__(parent)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Type to find"))
        self.words.setClearButtonEnabled(True)
        self.words.setAccessibleName(self.tr("Find in: {name}").format(name=name))
        self.list = _Offers(self)
        self.list.setAccessibleName(name)
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        self._offers: tuple[Offer, ...] = ()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.SMALL)
        whole.addWidget(self.words)
        whole.addWidget(self.list, 1)
        self.words.textChanged.connect(self._on_words_changed)
        self.list.itemActivated.connect(self._on_taken)
        if takes_click:
            self.list.itemClicked.connect(self._on_taken)
        for part in (self.words, self.list):
            part.installEventFilter(self)

    def show_offers(self, offers: Sequence[Offer], chosen: str | None = None) -> None:
        """Offer these things, the one chosen marked."""
        if tuple(offers) != self._offers:
            self._offers = tuple(offers)
            self._fill()
        self.words.clear()
        self._find("")
        self._mark(chosen)

    def values(self) -> list[str]:
        """Return the values that are on offer and found by what is typed, in their order."""
        return [str(item.data(_VALUE)) for item in self._found()]

    def begin(self) -> None:
        """Put the keys into the field that finds."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.doItemsLayout()  # it may have been laid out before it wore the style sheet

    def _fill(self) -> None:
        self.list.clear()
        group = ""
        for offer in self._offers:
            if offer.group != group:
                group = offer.group
                self._head(group)
            item = QListWidgetItem(offer.words, self.list)
            item.setData(_VALUE, offer.value)
            item.setToolTip(offer.hint or offer.words)
            told = f"{offer.words}, {offer.group}" if offer.group else offer.words
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(type_of(tokens.SMALL_POINTS, tokens.SEMIBOLD))
        item.setFont(font)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _found(self) -> list[QListWidgetItem]:
        return [
            item for item in self._items() if item.data(_VALUE) is not None and not item.isHidden()
        ]

    def _find(self, typed: str) -> None:
        wanted = typed.casefold().split()
        head: QListWidgetItem | None = None
        for item in self._items():
            if item.data(_VALUE) is None:
                head = item
                head.setHidden(True)
                continue
            told = f"{item.text()} {item.toolTip()}".casefold()
            is_found = all(word in told for word in wanted)
            item.setHidden(not is_found)
            if is_found and head is not None:
                head.setHidden(False)

    def _mark(self, value: str | None) -> None:
        self.list.setCurrentRow(-1)
        for item in self._items():
            if value is not None and item.data(_VALUE) == value:
                self.list.setCurrentItem(item)
                self.list.show_current()
                return
        self.list.scrollToTop()

    @Slot(str)
    def _on_words_changed(self, typed: str) -> None:
        self._find(typed)
        found = self._found()
        if typed and found:
            self.list.setCurrentItem(found[0])

    @Slot(QListWidgetItem)
    def _on_taken(self, item: QListWidgetItem) -> None:
        value = item.data(_VALUE)
        if value is not None:
            self.picked.emit(str(value))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape
            if event.type() == QEvent.Type.ShortcutOverride and is_escape:
                event.accept()  # else the page would go a step back
                return True
            is_typing = watched is self.words
            if event.type() == QEvent.Type.KeyPress and self._heed(event, is_typing=is_typing):
                return True
        return super().eventFilter(watched, event)

    def _heed(self, event: QKeyEvent, *, is_typing: bool) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER:
            current = self.list.currentItem()
            if current is not None and not current.isHidden():
                self._on_taken(current)
        elif is_typing and event.key() in _UP_AND_DOWN:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            found = self._found()
            if found and self.list.currentItem() not in found:
                self.list.setCurrentItem(found[0])
        else:
            return False
        return True
