"""Asks where a calendar shall be written, writes it off the window's thread, and says so."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from recruitment_app.casework.change import Change
from recruitment_app.casework.events.event_calendars import ENDING, Wanted, write_calendar
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office


class CalendarErrands(QObject):
    """Writes one calendar after another as .ics files, which other programs take in."""

    refused = Signal(object)
    """The sentence why a calendar was not written."""

    def __init__(self, office: Office, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        self._window = window
        self.dialog: QFileDialog | None = None

    def ask(self, wanted: Wanted, file_name: str) -> None:
        """Ask where a calendar shall be written; the name offered holds nobody's name."""
        dialog = self.dialog = QFileDialog(self._window, self.tr("Write a calendar"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Calendar (*.ics)"))
        dialog.setDefaultSuffix(ENDING.lstrip("."))
        dialog.selectFile(file_name)
        dialog.fileSelected.connect(partial(self._on_file_chosen, wanted))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, wanted: Wanted, path: Path) -> None:
        """Write a calendar, and say how many entries it has."""
        today = self._office.today()

        def errand(store: Store, _progress: Progress) -> tuple[int, str]:
            return write_calendar(store, wanted=wanted, path=path, today=today), path.name

        self._office.send(errand, self._on_written, self.refused.emit)

    def _on_file_chosen(self, wanted: Wanted, path: str) -> None:
        self.write(wanted, Path(path))

    def _on_written(self, done: tuple[int, str]) -> None:
        count, file = done
        told = self.tr("{entries} written to {file}.")
        entries = labels.count(count, "calendar entry", "calendar entries")
        self._office.changed.emit(
            Change(None, frozenset(), told.format(entries=entries, file=file))
        )
