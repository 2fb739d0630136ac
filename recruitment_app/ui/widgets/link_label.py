"""A link that wraps where a button would be cut: it leads to a section."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

Spot = tuple[str, str]


class LinkLabel(QLabel):
    """One link; Enter or a click follows it."""

    followed = Signal(object)

    def __init__(self, words: str, spot: Spot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spot = spot
        self.words = words
        self.setTextFormat(Qt.TextFormat.RichText)
        self._write()
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("kind", "link")
        self.setAccessibleName(words)
        self.linkActivated.connect(self._on_followed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_followed()
            return
        super().keyPressEvent(event)

    def _write(self) -> None:
        self.setText(f'<a href="spot" style="text-decoration: none">{escape(self.words)}</a>')

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.text():
            self.setText("")  # the colour of a link stands in its text
            self._write()

    @Slot()
    def _on_followed(self, _link: str = "") -> None:
        self.followed.emit(self.spot)
