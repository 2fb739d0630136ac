"""Adds, changes or takes away an animal that lives with a household."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.choices import choices
from recruitment_app.casework.households.household_animals import drop_animal, keep_animal
from recruitment_app.casework.rows import AnimalRow, CasePage
from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.dialogs.chosen import case_of, fill_in
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form

_DATES = ("born", "gone_on")


class AnimalDialog(FormDialog):
    """One animal: what it is, where it is kept, and until when it was there."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        self._row = _animal(case, place.fact("animal"))
        form = Form(enter_submits=False)
        heading = form.tr("Add an animal") if self._row is None else form.tr("Change an animal")
        super().__init__(office, heading, case.reference, form, parent)
        self.drop_button = QPushButton(self.tr("&Take it away"), self)
        self.drop_button.setVisible(self._row is not None)
        self.drop_button.clicked.connect(self._on_drop_pressed)
        self.buttons.insertWidget(self.buttons.count() - 1, self.drop_button)
        self._ask()
        if self._row is not None:
            fill_in(self.form, self._row, _DATES)
            form.field("kind").control.setFocus()
        else:
            self.focus_first()

    @override
    def send(self) -> None:
        kind = self.form.field("kind").control
        if not isinstance(kind, Choice):
            raise TypeError(type(kind).__name__)
        facts = {name: self.form.text(name) for name in self.form.names() if name != "kind"}
        self.do(
            keep_animal,
            case_id=self._case_id,
            facts={"kind": str(kind.value() or ""), **facts},
            today=self.office.today(),
            animal_id=self._row.id if self._row else None,
            seen=self._row.version if self._row else 0,
        )

    @Slot()
    def _on_drop_pressed(self) -> None:
        if self._row is not None:
            self.do(drop_animal, animal_id=self._row.id, seen=self._row.version)

    def _ask(self) -> None:
        offers = self.office.quick(choices, list_name="animal_kind")
        kind: Choice[str] = Choice([(words, code) for code, words in offers], filters=False)
        kind.setCurrentIndex(0)
        self.form.ask("kind", self.tr("&Kind"), kind, wide=True)
        name = self._text("name", self.tr("&Name"))
        breed = self._text("breed", self.tr("&Breed"))
        self.form.beside(name, breed)
        size = self._text("size", self.tr("Si&ze"), self.tr("small, large"))
        born = self._text("born", self.tr("B&orn"), self.tr("2012 or May 2012"))
        self.form.beside(size, born)
        self._text("kept_where", self.tr("Where it is k&ept"), self.tr("in the house, in a hutch"))
        remarks = QPlainTextEdit()
        remarks.setFixedHeight(tokens.TEXT_HEIGHT)
        hint = self.tr("How it is with children, bites, training, whose it is.")
        self.form.ask("remarks", self.tr("&Remarks"), remarks, hint=hint, wide=True)
        self._text("gone_on", self.tr("No longer there s&ince"))

    def _text(self, name: str, words: str, placeholder: str = "") -> QWidget:
        line = QLineEdit()
        line.setPlaceholderText(placeholder)
        return self.form.ask(name, words, line, wide=True)


def _animal(case: CasePage, wanted: str) -> AnimalRow | None:
    if not wanted:
        return None
    for row in case.animals:
        if row.id == UUID(wanted):
            return row
    raise Problem("This animal is not there any more: look again.")
