"""A list to choose from: typing filters it, and the wheel never changes it unasked."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.icons import picture
from recruitment_app.ui.theme import colours_now

Value = TypeVar("Value")


class Choice(QComboBox, Generic[Value]):
    """Offers words; gives back the value that stands behind them, or nothing."""

    chosen = Signal(object)

    def __init__(
        self,
        offers: Iterable[tuple[str, Value]] = (),
        *,
        none: str = "",
        filters: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._none = none
        self._filters = filters
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        if filters:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(self.model(), self)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            popup = completer.popup()
            if popup is not None:
                popup.setProperty("kind", "popup")
            self.setCompleter(completer)
            line = QLineEdit(self)
            self.setLineEdit(line)
            line.setCompleter(completer)
            line.editingFinished.connect(self._on_typing_finished)
        self.offer(offers)
        self.activated.connect(self._on_activated)

    def offer(self, offers: Iterable[tuple[str, Value]]) -> None:
        """Offer other words, keeping the value chosen where it is still among them."""
        kept = self.value()
        self.clear()
        if self._none:
            self.addItem(self._none, None)
        for words, value in offers:
            self.addItem(words, value)
        self.choose(kept)

    def value(self) -> Value | None:
        """Return what is chosen; words that are not on offer choose nothing."""
        if self._filters and self.currentText() != self.itemText(self.currentIndex()):
            at = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
            return self.itemData(at) if at >= 0 else None
        found: Value | None = self.currentData()
        return found

    @property
    def is_unknown(self) -> bool:
        """Whether something is typed that is not on offer."""
        typed = self.currentText().strip()
        return bool(typed) and self.findText(typed, Qt.MatchFlag.MatchFixedString) < 0

    def choose(self, value: Value | None) -> None:
        """Choose a value; nothing where it is not on offer."""
        for place in range(self.count()):
            if self.itemData(place) == value:
                self.setCurrentIndex(place)
                self._show_beginning()
                return
        self.setCurrentIndex(0 if self._none else -1)
        if self._filters and not self._none:
            self.setEditText("")

    def _show_beginning(self) -> None:
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    @Slot()
    def _on_typing_finished(self) -> None:
        at = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        if at >= 0 and at != self.currentIndex():
            self.setCurrentIndex(at)
            self.chosen.emit(self.value())

    @Slot(int)
    def _on_activated(self, _place: int) -> None:
        self.chosen.emit(self.value())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        arrow = picture("chevron-down", colours_now().second, scale=self.devicePixelRatioF())
        left = self.width() - tokens.ICON - tokens.SMALL
        painter.drawPixmap(left, (self.height() - tokens.ICON) // 2, arrow)
