"""The rail on the left of the window: where one can go, and what there is overdue."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.icons import Recoloured
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import clear, label
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.scrolling import scrolling


class RailButton(QPushButton):
    """One place of the rail, with a badge only for what is overdue."""

    def __init__(self, name: str, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(f"  {words}", parent)
        self.setObjectName(f"rail_{name}")
        self.name = name
        self._words = words.replace("&", "")
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setIconSize(QSize(tokens.ICON, tokens.ICON))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self._words)
        Recoloured(self, icon)
        self._badge = Chip("", Tint.LATE, self)
        self._badge.hide()

    def set_badge(self, number: int) -> None:
        """Show how many are overdue; nothing where none is."""
        self._badge.say(f"{number:,}", Tint.LATE)
        self._badge.setVisible(number > 0)
        overdue = f", {number:,} overdue" if number else ""
        self.setAccessibleName(f"{self._words}{overdue}")
        self._place_badge()

    def _place_badge(self) -> None:
        size = self._badge.sizeHint()
        self._badge.setGeometry(
            self.width() - size.width() - tokens.SMALL,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_badge()


class ViewButton(QPushButton):
    """One saved view on the rail; its menu says what may be done with it."""

    def __init__(self, name: str, words: str, told: str) -> None:
        super().__init__()
        self.name = name
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(told)
        self.setToolTip(told)
        room = tokens.RAIL_WIDTH - 2 * tokens.WIDE - tokens.MEDIUM
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


class Rail(QFrame):
    """The places in a column, the saved views below them; those at the foot stand apart."""

    wished = Signal(str)
    view_wished = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(
        self, places: Sequence[tuple[str, str, str, bool]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Places"))
        self.setFixedWidth(tokens.RAIL_WIDTH)
        self.buttons: dict[str, RailButton] = {}
        self.views: dict[str, ViewButton] = {}
        self._current: tuple[str, ...] = ()
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SMALL, tokens.MEDIUM, tokens.SMALL, tokens.MEDIUM)
        column.setSpacing(tokens.FOCUS_LINE)
        foot: list[RailButton] = []
        for name, words, icon, at_foot in places:
            button = RailButton(name, words, icon, self)
            button.clicked.connect(self._on_button_pressed)
            self._group.addButton(button)
            self.buttons[name] = button
            if at_foot:
                foot.append(button)
            else:
                column.addWidget(button)
        self._views_heading = label(self.tr("Saved views"), "small")
        self._views_heading.setContentsMargins(tokens.SMALL, tokens.MEDIUM, 0, tokens.TIGHT)
        self._views_heading.hide()
        column.addWidget(self._views_heading)
        within = QWidget(self)
        within.setProperty("ground", "card")
        self._views_column = QVBoxLayout(within)
        self._views_column.setContentsMargins(0, 0, 0, 0)
        self._views_column.setSpacing(tokens.FOCUS_LINE)
        column.addWidget(scrolling(within, is_upright=True), 1)
        for button in foot:
            column.addWidget(button)

    def show_views(self, views: Sequence[tuple[str, str, str]]) -> None:
        """Show these views: the name that each is wished by, its words, and what is told of it."""
        for old in self.views.values():
            self._group.removeButton(old)
        clear(self._views_column)
        self.views = {name: ViewButton(name, words, told) for name, words, told in views}
        for button in self.views.values():
            button.clicked.connect(self._on_view_pressed)
            button.customContextMenuRequested.connect(self._on_menu_asked)
            self._group.addButton(button)
            self._views_column.addWidget(button)
        self._views_column.addStretch(1)
        self._views_heading.setVisible(bool(views))
        self.show_current(*self._current)

    def show_current(self, *names: str) -> None:
        """Mark the place where the window is: the first of these names that stands here."""
        self._current = names
        every: dict[str, QPushButton] = {**self.buttons, **self.views}
        button = next((every[name] for name in names if name in every), None)
        if button is not None:
            button.setChecked(True)

    @Slot()
    def _on_button_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.wished.emit(button.name)

    @Slot()
    def _on_view_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, ViewButton):
            self.view_wished.emit(button.name)

    @Slot(QPoint)
    def _on_menu_asked(self, where: QPoint) -> None:
        button = self.sender()
        if isinstance(button, ViewButton):
            self.menu_asked.emit(button.name, button.mapToGlobal(where))
