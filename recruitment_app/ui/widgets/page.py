"""The frame of a page: its title, a line beneath it, its buttons and a body that scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from recruitment_app.casework.change import Change, Touched
from recruitment_app.ui import tokens
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.scrolling import scrolling


class Page(QWidget):
    """One page of the window; it wishes for other places and never opens them itself."""

    wished = Signal(object)
    """A Place that somebody asked for on this page."""

    titled = Signal(str)
    """The words for the window's title: a place or a reference, never a name."""

    concerns: frozenset[Touched] = frozenset(Touched)
    """What the page shows: a change that touches none of it leaves the page alone."""

    def __init__(self, title: str, *, scrolls: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.place: Place | None = None
        self.title = label(title, "title")
        self.subtitle = label("", "second", wraps=True)
        self.subtitle.hide()
        self.under = QHBoxLayout()
        self.under.setSpacing(tokens.LARGE)
        self.corner = QHBoxLayout()
        self.corner.setSpacing(tokens.SMALL)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.MEDIUM)
        self._lay_out(scrolls=scrolls)

    def show_place(self, place: Place) -> None:
        """Show what the place asks for."""
        self.place = place
        self.reload()

    def reload(self) -> None:
        """Read again what the page shows."""

    def is_concerned(self, change: Change) -> bool:
        """Tell whether a change altered what the page shows."""
        return bool(self.concerns & change.touched)

    def window_title(self) -> str:
        """Return the words for the window's title: the place, never a name."""
        return self.title.text()

    def keyed(self) -> tuple[QWidget, ...]:
        """Return what has keys of its own on this page, for the list of its keys."""
        return (self,)

    def say(self, title: str, subtitle: str = "") -> None:
        """Set the title and the line beneath it."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def _lay_out(self, *, scrolls: bool) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        inside = self.ground = QWidget(self)
        inside.setProperty("ground", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.WIDE, tokens.LARGE, tokens.WIDE, tokens.LARGE)
        column.setSpacing(tokens.LARGE)
        self.words = QVBoxLayout()
        self.words.setSpacing(tokens.TIGHT)
        self.words.addWidget(self.title)
        self.words.addWidget(self.subtitle)
        beside = QHBoxLayout()
        beside.setSpacing(tokens.LARGE)
        beside.addLayout(self.words, 1)
        beside.addLayout(self.corner)
        below = QHBoxLayout()  # an empty row would keep the title from growing
        below.addLayout(self.under)
        below.addStretch(1)
        top = QVBoxLayout()
        top.setSpacing(tokens.TIGHT)
        top.addLayout(beside)
        top.addLayout(below)  # as wide as the page: counts of a region leave no room beside them
        column.addLayout(top)
        column.addLayout(self.body, 1)
        if not scrolls:
            whole.addWidget(inside)
            return
        area = scrolling(inside)
        whole.addWidget(area)
