"""Settings of the forms: which version holds, and the changes that the agency brought in."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton

from recruitment_app.casework.change import Touched
from recruitment_app.casework.reports.form_changes import (
    IN_FORCE,
    REPLACED,
    TAKEN_BACK,
    TO_COME,
    FormChangeRow,
    FormRow,
    form_rows,
    save_form,
)
from recruitment_app.errors import Problem
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_page import SettingsPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.table_view import TableView

STATE_WORDS: Final = {
    IN_FORCE: "Holds",
    TO_COME: "To come",
    REPLACED: "Replaced",
    TAKEN_BACK: "Taken back",
}
_TINTS: Final = {IN_FORCE: Tint.MET, TO_COME: Tint.INFORMATION}


class FormsSettings(SettingsPage):
    """The forms at the top; below, all that was changed of the one chosen."""

    concerns = frozenset({Touched.SETTINGS, Touched.REPORT})

    def __init__(self, office: Office) -> None:
        super().__init__(office, "settings_forms", scrolls=False)
        self.table: ShortTable[FormRow] = ShortTable(self._form_columns())
        self.list = TableView(self.tr("Forms"), self)
        self.changes: ShortTable[FormChangeRow] = ShortTable(self._change_columns())
        self.changes_list = TableView(self.tr("Changes of the form"), self)
        self.detail = Card(self.tr("Form"), self)
        self.told = label("", "second", wraps=True)
        self.fault = label("", "error", wraps=True)
        self.none = label(
            self.tr(
                "Nothing is changed. Save the form as a file, alter titles, prompts, words and "
                "order in it or add a section, and bring it in: you see first what changes."
            ),
            "second",
            wraps=True,
        )
        self.save_button = QPushButton(self.tr("Sa&ve the form as a file…"), self)
        self.bring_button = QPushButton(self.tr("Brin&g in changes…"), self)
        self.back_button = QPushButton(self.tr("Ta&ke back…"), self)
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read the forms."""
        chosen = self._form()
        rows = self.office.quick(form_rows, today=self.office.today())
        self.table.show_rows(rows)
        names = [row.name for row in rows]
        self.list.selectRow(names.index(chosen.name) if chosen else 0)
        self._show()

    def save_to(self, path: Path) -> None:
        """Write the form that is chosen into a file."""
        row = self._form()
        if row is None:
            return
        try:
            self.office.quick(save_form, form=row.name, path=path, today=self.office.today())
        except Problem as problem:
            self.notice.say(str(problem))
            return
        told = self.tr("{form} written to {file}.")
        self.notice.say(told.format(form=row.title, file=path.name))

    def _form_columns(self) -> list[Column[FormRow]]:
        def state(row: FormRow) -> str:
            return self.tr("As shipped") if row.version == row.shipped_version else own

        def tint(row: FormRow) -> Tint:
            return Tint.PLAIN if row.version == row.shipped_version else Tint.INFORMATION

        own = self.tr("Your own changes")
        return [
            Column("title", self.tr("Form"), lambda row: row.title, width=tokens.COLUMN_WIDE),
            Column("version", self.tr("Version"), lambda row: row.version),
            Column("sections", self.tr("Sections"), lambda row: row.sections),
            Column("state", "", state, tinted=tint, width=tokens.COLUMN_NAME),
        ]

    def _change_columns(self) -> list[Column[FormChangeRow]]:
        def state(row: FormChangeRow) -> str:
            return self.tr("Fits no more") if row.fault else self.tr(STATE_WORDS[row.state])

        def tint(row: FormChangeRow) -> Tint:
            return Tint.LATE if row.fault else _TINTS.get(row.state, Tint.PLAIN)

        def written(row: FormChangeRow) -> str:
            count = row.written_forms
            return labels.count(count, "form", "forms") if count else ""

        return [
            Column("number", self.tr("No."), lambda row: row.number, width=tokens.COLUMN_SHORT),
            Column(
                "from",
                self.tr("Holds from"),
                lambda row: labels.in_table(row.in_force_from),
                width=tokens.COLUMN_USUAL,
            ),
            Column(
                "on",
                self.tr("Brought in"),
                lambda row: labels.in_table(row.written_on),
                width=tokens.COLUMN_USUAL,
            ),
            Column("by", self.tr("By"), lambda row: row.written_by, width=tokens.COLUMN_NAME),
            Column("written", self.tr("Written against it"), written, width=tokens.COLUMN_NAME),
            Column("state", "", state, tinted=tint, width=tokens.COLUMN_USUAL),
        ]

    def _arrange(self) -> None:
        self.list.show_table(self.table)
        self.list.fill_with("title")
        self.list.setFixedHeight(tokens.SHORT_LIST_HEIGHT)
        self.changes_list.show_table(self.changes)
        self.changes_list.fill_with("by")
        self.changes_list.setFixedHeight(tokens.SHORT_LIST_HEIGHT)
        card = Card("", self)
        card.body.addWidget(self.list)
        for each in (self.told, self.none, self.changes_list, self.fault):
            self.detail.body.addWidget(each)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in (self.save_button, self.bring_button, self.back_button):
            row.addWidget(button)
        row.addStretch(1)
        self.bring_button.setVisible(self.may_change)
        self.detail.body.addLayout(row)
        self.inside.addWidget(card)
        self.inside.addWidget(self.detail)
        self.inside.addStretch(1)

    def _connect(self) -> None:
        self.list.record_chosen.connect(self._on_form_chosen)
        self.changes_list.record_chosen.connect(self._on_change_chosen)
        self.save_button.clicked.connect(self._on_save_pressed)
        self.bring_button.clicked.connect(self._on_bring_pressed)
        self.back_button.clicked.connect(self._on_back_pressed)

    def _form(self) -> FormRow | None:
        row = self.list.chosen()
        return row if isinstance(row, FormRow) else None

    def _change(self) -> FormChangeRow | None:
        row = self.changes_list.chosen()
        return row if isinstance(row, FormChangeRow) else None

    def _show(self) -> None:
        row = self._form()
        if row is None:
            return
        self.detail.set_heading(row.title)
        told = self.tr("Version {version} holds, with {sections} sections. {shipped}")
        shipped = (
            self.tr("It is as shipped.")
            if row.version == row.shipped_version
            else self.tr("Version {version} is shipped.").format(version=row.shipped_version)
        )
        self.told.setText(told.format(version=row.version, sections=row.sections, shipped=shipped))
        self.changes.show_rows(row.changes)
        self.changes_list.setVisible(bool(row.changes))
        self.none.setVisible(not row.changes)
        if row.changes:
            self.changes_list.selectRow(0)
        self._offer()

    def _offer(self) -> None:
        form, change = self._form(), self._change()
        stands = bool(form and form.changes and change and change.state != TAKEN_BACK)
        self.back_button.setVisible(self.may_change and stands)
        self.fault.setText(change.fault if stands and change else "")
        self.fault.setVisible(bool(self.fault.text()))

    @Slot(object)
    def _on_form_chosen(self, _row: object) -> None:
        self._show()

    @Slot(object)
    def _on_change_chosen(self, _row: object) -> None:
        self._offer()

    @Slot()
    def _on_save_pressed(self) -> None:
        row = self._form()
        if row is None:
            return
        dialog = QFileDialog(self, self.tr("Save the form as a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Forms (*.toml)")])
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(f"{row.name}.toml")
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    @Slot(str)
    def _on_file_chosen(self, path: str) -> None:
        self.save_to(Path(path))

    @Slot()
    def _on_bring_pressed(self) -> None:
        self.wished.emit(Place("form_changes"))

    @Slot()
    def _on_back_pressed(self) -> None:
        change = self._change()
        if change is not None:
            facts = {"form": change.form, "number": str(change.number)}
            self.wished.emit(Place("take_back_form", facts=facts))
