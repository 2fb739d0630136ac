"""The button that writes a page's lists as spreadsheets, and says what became of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from recruitment_app.casework.leaving.leaving_lists import LISTS, export_list
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.notice import Notice

FILTERS: Final = (
    ("Excel workbook (*.xlsx)", "xlsx"),
    ("OpenDocument spreadsheet (*.ods)", "ods"),
    ("Text (*.csv)", "csv"),
)
_ARROW: Final = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"


class ExportButton(QPushButton):
    """Offers each list that this person may take away; the first is what the page shows.

    ``facts`` tells, when a list is asked for, what the page keeps it to.
    """

    def __init__(
        self,
        office: Office,
        notice: Notice,
        lists: Sequence[str],
        parent: QWidget,
        facts: Callable[[str], Mapping[str, Any]] | None = None,
    ) -> None:
        role = office.person.role
        self.lists = tuple(name for name in lists if may(role, LISTS[name].duty))
        super().__init__(self.tr("E&xport…"), parent)
        self._office = office
        self._notice = notice
        self._facts = facts
        self._wanted = ""
        self.setVisible(bool(self.lists) and may(role, Duty.EXPORT))
        self.setToolTip(self.tr("Write the list as a spreadsheet"))
        self.choices = QMenu(self)
        for name in self.lists:
            self.choices.addAction(f"{LISTS[name].title}…", partial(self.ask, name))
        if len(self.lists) > 1:
            self.setText(f"{self.tr('E&xport')} {_ARROW}")
            self.setAccessibleName(self.tr("Export"))
            self.setMenu(self.choices)
        else:
            self.clicked.connect(self.ask_first)

    @Slot()
    def ask_first(self) -> None:
        """Ask where the list that the page shows shall be written."""
        if self.lists and self.isEnabled():
            self.ask(self.lists[0])

    def ask(self, name: str) -> None:
        """Ask where a list shall be written, and as what."""
        self._wanted = name
        filters = [QCoreApplication.translate("export", words) for words, _ in FILTERS]
        dialog = QFileDialog(self, self.tr("Write the list as a spreadsheet"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix(FILTERS[0][1])
        dialog.selectFile(f"{name}.{FILTERS[0][1]}")

        def follow(chosen: str) -> None:
            dialog.setDefaultSuffix(FILTERS[filters.index(chosen)][1])
            dialog.selectFile(f"{name}.{FILTERS[filters.index(chosen)][1]}")

        dialog.filterSelected.connect(follow)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def write(self, name: str, path: Path) -> None:
        """Write a list, off the window's thread."""
        today = self._office.today()
        facts = self._facts(name) if self._facts is not None else {}

        def errand(store: Store, _progress: Progress) -> tuple[str, str, int]:
            count = export_list(store, name=name, path=path, today=today, **facts)
            return LISTS[name].title, path.name, count

        self.setEnabled(False)
        self._office.send(errand, self._on_written, self._on_refused)

    @Slot(str)
    def _on_file_chosen(self, path: str) -> None:
        self.write(self._wanted, Path(path))

    def _on_written(self, done: tuple[str, str, int]) -> None:
        title, file, count = done
        self.setEnabled(True)
        told = self.tr("{title}: {rows} written to {file}.")
        rows = labels.count(count, "row", "rows")
        self._notice.say(told.format(title=title, rows=rows, file=file))

    def _on_refused(self, problem: Problem) -> None:
        self.setEnabled(True)
        self._notice.say(str(problem))
