"""A card: a white ground with a heading, on which the parts of a page stand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from recruitment_app.ui import tokens


def label(words: str, kind: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label in one of the style sheet's kinds; its words are never read as mark-up."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if kind:
        made.setProperty("kind", kind)
    return made


def rule() -> QFrame:
    """Return a thin line between two parts."""
    made = QFrame()
    made.setProperty("kind", "rule")
    made.setFixedHeight(tokens.LINE)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, to lay it out anew."""
    while (item := layout.takeAt(0)) is not None:
        widget, within = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif within is not None:
            clear(within)


class Card(QFrame):
    """A framed part of a page with a heading, a place for buttons and a body."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(heading)
        self.heading = label(heading, "heading")
        self.corner = QHBoxLayout()
        self.corner.setSpacing(tokens.SMALL)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.SMALL)
        self._lay_out(has_heading=bool(heading))

    def set_heading(self, words: str) -> None:
        """Change the heading; what somebody typed takes as many lines as it needs."""
        self.heading.setWordWrap(True)
        self.heading.setText(words)
        self.setAccessibleName(words)

    def _lay_out(self, *, has_heading: bool) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        if has_heading:
            top = QHBoxLayout()
            top.addWidget(self.heading, 1)
            top.addLayout(self.corner)
            whole.addLayout(top)
        else:
            self.heading.setParent(self)
            self.heading.hide()
        whole.addLayout(self.body)
