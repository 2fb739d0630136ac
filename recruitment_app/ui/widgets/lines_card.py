"""A card of painted lines: the first few, and all of them where wanted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.line_list import Line, LineList


class LinesCard(Card):
    """Lines with a heading; without any it says so, or hides where it has nothing to say."""

    all_wished = Signal()

    def __init__(self, heading: str, empty: str, first: int, parent: QWidget) -> None:
        super().__init__(heading, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._first = first
        self._shows_all = False
        self._hides = not empty
        self.lines = LineList(heading, self)
        self.empty = EmptyState(empty, parent=self)
        self.more = QPushButton(self)
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self.show_all)
        self.rest = label("", "small")
        self.body.setSpacing(0)
        self.body.addWidget(self.lines)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.rest)

    def show_lines(self, lines: Sequence[Line], count: int) -> None:
        """Show the first lines of so many."""
        shown = lines if self._shows_all else lines[: self._first]
        self.lines.show_lines(shown)
        self.empty.setVisible(not lines)
        if self._hides:
            self.setVisible(bool(lines))
        hides = count > len(shown)
        self.more.setVisible(hides and not self._shows_all)
        self.more.setText(self.tr("Show all {count:,}").format(count=count))
        self.more.setAccessibleName(f"{self.more.text()}: {self.heading.text()}")
        told = self.tr("The first {shown:,} of {count:,}.")
        self.rest.setText(told.format(shown=len(shown), count=count))
        self.rest.setVisible(hides and self._shows_all)

    @Slot()
    def show_all(self) -> None:
        """Show every line from now on, and take the keys."""
        self._shows_all = True
        self.all_wished.emit()
        self.lines.setFocus(Qt.FocusReason.ShortcutFocusReason)
