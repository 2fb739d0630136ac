"""The rail on the left of the window: where one can go, and what there is overdue."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.ui import tokens
from recruitment_app.ui.icons import Recoloured
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.chip import Chip


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


class Rail(QFrame):
    """The places in a column; those at the foot stand apart."""

    wished = Signal(str)

    def __init__(
        self, places: Sequence[tuple[str, str, str, bool]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Places"))
        self.setFixedWidth(tokens.RAIL_WIDTH)
        self.buttons: dict[str, RailButton] = {}
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
        column.addStretch(1)
        for button in foot:
            column.addWidget(button)

    def show_current(self, name: str) -> None:
        """Mark the place where the window is."""
        button = self.buttons.get(name)
        if button is not None:
            button.setChecked(True)

    @Slot()
    def _on_button_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.wished.emit(button.name)
