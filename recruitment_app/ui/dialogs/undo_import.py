"""Asks before a whole import is undone, or says why it cannot be."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.importing.import_undo import why_no_undo
from recruitment_app.casework.importing.kept_imports import ImportRow, imports
from recruitment_app.errors import Problem
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.import_errands import ImportErrands, undoing
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.working_bar import WorkingBar


class UndoImport(QDialog):
    """Tells what an undo takes out; while it runs, Cancel leaves everything as it was."""

    wished = Signal(object)

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._row = _import(office, place)
        heading = self.tr("Undo import {number}").format(number=self._row.number)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setMinimumWidth(tokens.DIALOG_WIDTH)
        self.told = label(self._in_words(self._row), wraps=True)
        self.notice = Notice("notice", self)
        self.working = WorkingBar(self)
        self._errands = ImportErrands(office, self.working, self)
        self.undo_button = QPushButton(self.tr("&Undo the import"), self)
        self.undo_button.setProperty("kind", "primary")
        self.undo_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("&Cancel"), self)
        self._lay_out(heading)
        self.undo_button.clicked.connect(self._on_undo_pressed)
        self.cancel_button.clicked.connect(self.reject)
        why = office.quick(why_no_undo, number=self._row.number)
        self.notice.say(why)
        self.undo_button.setVisible(not why)
        self.cancel_button.setText(self.tr("&Close") if why else self.tr("&Cancel"))
        (self.cancel_button if why else self.undo_button).setFocus()

    @override
    def reject(self) -> None:
        if self.working.is_watching:
            self.working.cancel()
        else:
            super().reject()

    def _in_words(self, row: ImportRow) -> str:
        told = self.tr(
            "{file}, brought in on {when} by {who}: {rows}. The new cases are taken out of every "
            "list, and what was added to others is taken back. The same file can be brought in "
            "again."
        )
        rows = labels.count(row.new, "new row", "new rows")
        if row.changed:
            added = labels.count(row.changed, "row that added", "rows that added")
            rows = f"{rows}, {added} {self.tr('to other cases')}"
        return told.format(file=row.file_name, when=labels.moment(row.at), who=row.by, rows=rows)

    def _lay_out(self, heading: str) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(label(heading, "title", wraps=True))
        for part in (self.told, self.notice, self.working):
            whole.addWidget(part)
        whole.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.undo_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        whole.addLayout(row)

    @Slot()
    def _on_undo_pressed(self) -> None:
        self.undo_button.setEnabled(False)
        self.notice.say("")
        self._errands.send(
            undoing(self._row.number, self._office.today()),
            self.tr("Undoing the import…"),
            self._on_undone,
            self._on_refused,
            self._on_stopped,
            writes=True,
        )

    def _on_undone(self, change: Change) -> None:
        self._office.changed.emit(change)
        self.accept()

    def _on_refused(self, problem: Problem) -> None:
        self.undo_button.setEnabled(True)
        self.notice.say(str(problem))

    def _on_stopped(self) -> None:
        self.undo_button.setEnabled(True)
        self.notice.say(self.tr("It was stopped: everything is as it was."))


def _import(office: Office, place: Place) -> ImportRow:
    """Return the import that a place names, or the last one that stands."""
    rows = office.quick(imports)
    wanted = place.fact("import")
    found = [row for row in rows if str(row.number) == wanted or not wanted]
    if not found:
        raise Problem("This import is not in the store any more: look again.")
    return next((row for row in found if row.undone_at is None), found[0])
