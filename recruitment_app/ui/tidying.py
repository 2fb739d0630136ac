"""Clears away what Python no longer needs on the window's thread alone.

Python clears rings of objects on whichever thread happens to run. A widget in such a ring
would be destroyed on the store's thread, and Qt does not survive that.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS: Final = 1_000


class Tidying(QObject):
    """Looks every second whether enough has gathered, as Python itself would."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    @Slot()
    def tidy(self) -> None:
        """Clear away the oldest generation that is due."""
        gathered, due = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if gathered[generation] > due[generation]:
                gc.collect(generation)
                return
