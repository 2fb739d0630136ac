"""Brings an agency's changes to a form in, once it was seen what changes, and takes them back."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recruitment_app.casework.reports.form_changes import (
    ChangesLook,
    bring_in_changes,
    form_rows,
    look_at_changes,
    take_back_changes,
)
from recruitment_app.errors import Problem
from recruitment_app.forms.faults import Fault
from recruitment_app.forms.form_differences import FormDifference
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.folder_box import FolderBox
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.table_view import TableView

_WHILE_TYPING_MS: Final = 300


class FormChangesDialog(FormDialog):
    """The file, what it changes or each of its faults with the line, and from when it holds."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        form = Form(enter_submits=False)
        told = form.tr(
            "The file is read and checked here. What is begun before the day keeps its version."
        )
        super().__init__(office, form.tr("Bring in changes to a form"), told, form, parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self.file = FolderBox(self.tr("Choose a file of changes"), choose_file=True)
        self.verdict = label("", "field", wraps=True)
        self.differences: ShortTable[FormDifference] = ShortTable(self._difference_columns())
        self.differences_list = TableView(self.tr("What changes"), self)
        self.faults: ShortTable[Fault] = ShortTable(self._fault_columns())
        self.faults_list = TableView(self.tr("What is wrong"), self)
        self.on = date_box(office)
        self._look: ChangesLook | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._ask()
        if place.fact("file"):
            self.file.set_path(Path(place.fact("file")))
            self.look()
        self.file.textEdited.connect(self._on_edited)

    @Slot()
    def look(self) -> None:
        """Read the file and show what it would change, or what is wrong with it."""
        self._timer.stop()
        self.form.clear_problems()
        self._look = None
        if self.form.text("file"):
            try:
                today = self.office.today()
                self._look = self.office.quick(look_at_changes, path=self.file.path(), today=today)
            except Problem as problem:
                self.form.show_problem(problem)
        self._show()

    @override
    def send(self) -> None:
        if self._timer.isActive():
            self.look()
        if self._look is None:
            raise Problem(self.tr("Choose the file of changes."), field="file")
        self.do(
            bring_in_changes,
            text=self._look.text,
            file=self.file.path().name,
            in_force_from=self.form.day("in_force_from"),
            today=self.office.today(),
        )

    def _ask(self) -> None:
        hint = self.tr("A .toml file, such as Save the form as a file makes.")
        self.form.ask("file", self.tr("&File"), self.file, hint=hint, wide=True)
        self.form.column.addWidget(self.verdict)
        for view, table, column in (
            (self.differences_list, self.differences, "after"),
            (self.faults_list, self.faults, "reason"),
        ):
            view.show_table(table)
            view.fill_with(column)
            view.setFixedHeight(tokens.SHORT_LIST_HEIGHT)
            self.form.column.addWidget(view)
        self.form.ask("in_force_from", self.tr("&Holds from"), self.on)
        self.on.set_day(self.office.today())
        self.save_button.setText(self.tr("&Bring in"))
        self._show()
        self.file.setFocus()

    def _show(self) -> None:
        look = self._look
        faults = look.faults if look else ()
        changes = look.differences if look else ()
        self.faults.show_rows(faults)
        self.differences.show_rows(changes)
        self.faults_list.setVisible(bool(faults))
        self.differences_list.setVisible(bool(changes))
        self.verdict.setText(self._told(look))
        self.verdict.setVisible(look is not None)
        self.save_button.setEnabled(bool(changes))
        self.fit()

    def _told(self, look: ChangesLook | None) -> str:
        if look is None:
            return ""
        if look.faults:
            told = self.tr("{faults} found: mend each at its line and choose the file again.")
            return told.format(faults=labels.count(len(look.faults), "fault was", "faults were"))
        if not look.differences:
            return self.tr("{form}: nothing differs from the form as it holds.").format(
                form=look.title
            )
        told = self.tr("{form}: {changes}, as version {number} of your own.")
        changes = labels.count(len(look.differences), "change", "changes")
        return told.format(form=look.title, changes=changes, number=look.number)

    def _difference_columns(self) -> list[Column[FormDifference]]:
        return [
            Column("where", self.tr("Section"), lambda row: row.where, width=tokens.COLUMN_NAME),
            Column("what", self.tr("What"), lambda row: row.what, width=tokens.COLUMN_NARROW),
            Column("before", self.tr("Before"), _before, width=tokens.COLUMN_NAME),
            Column("after", self.tr("Afterwards"), _after, width=tokens.COLUMN_NAME),
        ]

    def _fault_columns(self) -> list[Column[Fault]]:
        return [
            Column("at", self.tr("Line"), lambda row: row.place.line, width=tokens.COLUMN_SHORT),
            Column("reason", self.tr("Reason"), lambda row: row.reason, width=tokens.COLUMN_WIDE),
        ]

    @Slot(str)
    def _on_edited(self, _typed: str) -> None:
        self._timer.start(_WHILE_TYPING_MS)


class TakeBackForm(FormDialog):
    """Asks once before changes are taken back; what was written against them keeps them."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._form_name, self._number = place.fact("form"), int(place.fact("number") or 0)
        rows = office.quick(form_rows, today=office.today())
        row = next((each for each in rows if each.name == self._form_name), None)
        if row is None:
            raise Problem("Choose changes of a form first.")
        form = Form(enter_submits=False)
        heading = form.tr("Take these changes back?")
        told = form.tr(
            "{form}, changes number {number}: the ones before, or the form as shipped, hold again. "
            "What was written against them keeps them."
        )
        said = told.format(form=row.title, number=self._number)
        super().__init__(office, heading, said, form, parent)
        self.save_button.setText(self.tr("&Take back"))

    @override
    def send(self) -> None:
        self.do(take_back_changes, form=self._form_name, number=self._number)


def _before(row: FormDifference) -> str:
    return row.before.replace("\n", " · ")


def _after(row: FormDifference) -> str:
    return row.after.replace("\n", " · ")
