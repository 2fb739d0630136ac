"""Keeps typing that is not saved yet, two seconds after its first key at the latest."""

import json
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Slot

from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office


class Drafting(QObject):
    """Saves what ``read`` returns at one spot while somebody types, however long they go on."""

    def __init__(
        self, office: Office, spot: str, read: Callable[[], Mapping[str, str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._spot = spot
        self._read = read
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(tokens.DRAFT_MS)
        self._timer.timeout.connect(self._save)
        self._is_over = False
        office.closing.connect(self._on_closing)

    def move_to(self, spot: str) -> None:
        """Keep the typing of another spot from now on."""
        self.save_now()
        self._spot = spot

    def kept(self) -> Mapping[str, str]:
        """Return what was typed here and never saved."""
        try:
            found = json.loads(self._office.store.drafts().get(self._spot, "{}"))
        except ValueError:
            return {}
        return {str(name): str(text) for name, text in found.items()}

    @Slot()
    def touch(self) -> None:
        """Hear that something was typed; the clock of the first unsaved key is not set back."""
        if not self._timer.isActive() and not self._is_over:
            self._timer.start()

    def forget_touch(self) -> None:
        """Hear that a form was filled in by the window, not by somebody typing."""
        self._timer.stop()

    @Slot()
    def save_now(self) -> None:
        """Save what is typed and not saved yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def discard(self) -> None:
        """Forget the typing: it was saved, or thrown away."""
        self._timer.stop()
        if not self._is_over:
            self._office.store.discard_draft(self._spot)

    @Slot()
    def _on_closing(self) -> None:
        self.save_now()
        self._is_over = True

    @Slot()
    def _save(self) -> None:
        typed = {name: text for name, text in self._read().items() if text}
        if typed:
            self._office.store.save_draft(self._spot, json.dumps(typed))
        else:
            self._office.store.discard_draft(self._spot)
