"""Beside the work: a backup every half hour of change, and what the checks of the start found."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from recruitment_app.casework.safekeeping import last_backup_at
from recruitment_app.store.keeping import Store
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office

HALF_AN_HOUR = 30 * 60 * 1000
A_SECOND = 1000


class BackingUp(QObject):
    """Sends a backup on its way every half hour; it is skipped where nothing was written."""

    kept = Signal(object, list)
    """When the newest backup was made, and a sentence for each place that could not be written."""

    found = Signal(str)
    """What the checks of this start found wrong with the store, in sentences."""

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.back_up)
        self._timer.start(HALF_AN_HOUR)
        self._checks = QTimer(self)
        self._checks.timeout.connect(self._look_at_checks)
        self._checks.start(A_SECOND)

    @Slot()
    def back_up(self) -> None:
        """Back up now, if anything was written since the last backup."""
        self._office.send(_back_up, self._tell)

    @Slot()
    def _look_at_checks(self) -> None:
        store = self._office.store
        if store.wait_for_checks(0):
            self._checks.stop()
            if store.findings:
                self.found.emit(" ".join(store.findings))

    def _tell(self, answer: tuple[datetime | None, list[str]]) -> None:
        self.kept.emit(*answer)


def _back_up(store: Store, _progress: Progress) -> tuple[datetime | None, list[str]]:
    failed = store.back_up_if_changed()
    return last_backup_at(store), failed
