"""Adds a photograph to a case, changes what is recorded of one, and takes one off."""

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.reports.photographs import (
    PhotographRow,
    add_photograph,
    change_photograph,
    photographs,
    take_off_photograph,
)
from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.dialogs.chosen import case_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.folder_box import FolderBox
from recruitment_app.ui.widgets.form import Form


class PhotographDialog(FormDialog):
    """The file, what it shows in words, when it was taken, whom it shows and where it may print.

    Where several were dropped, the next is asked for when one is added.
    """

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        self._more = [file for file in place.fact("more").split("\n") if file]
        self._row = _chosen(office, place)
        form = Form(enter_submits=False)
        heading = form.tr("Change a photograph") if self._row else form.tr("Add a photograph")
        told = form.tr(
            "A JPEG, PNG, WebP, GIF or BMP file. A copy is kept, encrypted, without what the "
            "camera wrote into it, such as the place."
        )
        super().__init__(office, heading, f"{case.reference} · {told}", form, parent)
        self.file = FolderBox(self.tr("Choose a photograph"), choose_file=True)
        self.shows = QPlainTextEdit()
        self.shows.setFixedHeight(tokens.TEXT_HEIGHT)
        self.taken = date_box(office, needed=False)
        everybody = self.tr("The household")
        offers = [(person.name, person.id) for person in case.people]
        self.person: Choice[UUID] = Choice(offers, none=everybody, filters=False)
        self.in_profile = QCheckBox(self.tr("It may be printed in the p&rofile"))
        self._ask()
        self._fill(place.fact("file"))

    @override
    def send(self) -> None:
        try:
            taken_on = self.taken.day()
        except Problem as problem:
            raise Problem(str(problem), field="taken_on") from problem
        named = bool(self.form.text("file"))
        facts = {
            "alternative": self.form.text("alternative"),
            "taken_on": taken_on,
            "person_id": self.person.value(),
            "is_in_profile": self.in_profile.isChecked(),
            "today": self.office.today(),
        }
        if self._row is not None:
            self.do(
                change_photograph,
                photograph_id=self._row.id,
                seen=self._row.version,
                file=self.file.path() if named else None,
                **facts,
            )
        elif named:
            self.do(add_photograph, case_id=self._case_id, file=self.file.path(), **facts)
        else:
            raise Problem(self.tr("Choose the file of the photograph."), field="file")

    @override
    def on_done(self, change: Change) -> None:
        super().on_done(change)
        if self._more:
            first, *more = self._more
            facts = {"file": first, "more": "\n".join(more)}
            self.wished.emit(Place("photograph", self._case_id, facts))

    def _ask(self) -> None:
        words = self.tr("Replace it by the &file") if self._row else self.tr("&File")
        self.form.ask("file", words, self.file, wide=True)
        hint = self.tr("For whoever cannot see it: who is where, doing what.")
        self.form.ask("alternative", self.tr("&What it shows"), self.shows, hint=hint, wide=True)
        self.form.beside(
            self.form.ask("taken_on", self.tr("&Taken on"), self.taken),
            self.form.ask("person_id", self.tr("Wh&om it shows"), self.person),
        )
        told = self.tr("Left empty, the day is taken that the camera wrote into the file.")
        self.form.say(told, "small")
        self.form.ask("is_in_profile", self.in_profile.text(), self.in_profile)

    def _fill(self, file: str) -> None:
        if file:
            self.file.set_path(Path(file))
        if self._row is not None:
            self.shows.setPlainText(self._row.alternative)
            self.taken.set_day(self._row.taken_on)
            self.person.choose(self._row.person_id)
            self.in_profile.setChecked(self._row.is_in_profile)
        self.focus_first()
        if file or self._row is not None:
            self.shows.setFocus()


class TakeOffPhotograph(FormDialog):
    """Asks once before a photograph is taken off; the history keeps that it was there."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        row = _chosen(office, place)
        if row is None:
            raise Problem("Choose a photograph first.")
        self._row = row
        form = Form(enter_submits=False)
        heading = form.tr("Take this photograph off the case?")
        told = form.tr("“{what}” is shown and printed no more; the history keeps that it was.")
        super().__init__(office, heading, told.format(what=row.alternative), form, parent)
        self.save_button.setText(self.tr("&Take off"))

    @override
    def send(self) -> None:
        self.do(take_off_photograph, photograph_id=self._row.id)


def _chosen(office: Office, place: Place) -> PhotographRow | None:
    wanted = place.fact("photograph")
    if not wanted or place.case_id is None:
        return None
    rows = office.quick(photographs, case_id=place.case_id)
    found = next((row for row in rows if row.id == UUID(wanted)), None)
    if found is None:
        raise Problem("This photograph is not in the case any more: look again.")
    return found
