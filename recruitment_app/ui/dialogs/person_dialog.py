"""Adds somebody to a household, or changes what is recorded of them."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.choices import choices
from recruitment_app.casework.households.households import add_to_household, change_person
from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.dialogs.chosen import case_of, fill_in, person_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form

_DATES = ("born", "died", "moved_in", "moved_out")
_ADDING = {
    "applicant": "Add a second applicant",
    "household": "Add somebody at home",
    "child_elsewhere": "Add a child living elsewhere",
    "relative": "Add a relative",
}


class PersonDialog(FormDialog):
    """Everything about one person that is not a list of its own; dates as far as they are known."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        self._person = person_of(case, place.fact("person"))
        self._standing = self._person.standing if self._person else place.fact("standing")
        form = Form(enter_submits=False)
        heading, told = form.tr(_ADDING[self._standing]), case.reference
        if self._person is not None:
            heading, told = form.tr("Change a person"), f"{self._person.name} · {told}"
        super().__init__(office, heading, told, form, parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self._ask()
        if self._person is not None:
            fill_in(self.form, self._person, _DATES)
            form.field("given_names").control.setFocus()
        else:
            self.focus_first()

    @override
    def send(self) -> None:
        facts = {name: self._typed(name) for name in self.form.names()}
        today = self.office.today()
        if self._person is None:
            self.do(
                add_to_household,
                case_id=self._case_id,
                standing=self._standing,
                facts=facts,
                today=today,
            )
        else:
            self.do(
                change_person,
                person_id=self._person.id,
                seen=self._person.version,
                facts=facts,
                today=today,
            )

    def _ask(self) -> None:
        text, row = self._text, self.form.beside
        row(
            text("given_names", self.tr("&Given names")),
            text("family_name", self.tr("&Family name")),
            text("known_as", self.tr("&Known as")),
        )
        row(
            text("born", self.tr("&Born"), self.tr("1979, May 1979 or 12 May 1979")),
            text("died", self.tr("Died")),
            text("birth_place", self.tr("Birth &place")),
        )
        row(
            self._code("gender", self.tr("G&ender"), "gender"),
            self._code("ethnicity", self.tr("Et&hnicity"), "ethnicity"),
            self._code("disability", self.tr("&Disability"), "disability"),
        )
        row(
            text("nationality", self.tr("&Nationality")),
            self._code("religion", self.tr("Re&ligion or belief"), "religion"),
            text("language", self.tr("Lang&uage")),
        )
        row(
            text("occupation", self.tr("&Occupation")),
            text("identifier", self.tr("&Identifier")),
            self._code("relation", self.tr("&Relation to the applicants"), "relationship"),
        )
        row(
            text("moved_in", self.tr("&Moved in")),
            text("moved_out", self.tr("Mo&ved out")),
        )
        remarks = QPlainTextEdit()
        remarks.setFixedHeight(tokens.TEXT_HEIGHT)
        self.form.ask("remarks", self.tr("Rem&arks"), remarks, wide=True)

    def _text(self, name: str, words: str, placeholder: str = "") -> QWidget:
        line = QLineEdit()
        line.setPlaceholderText(placeholder)
        return self.form.ask(name, words, line)

    def _code(self, name: str, words: str, list_name: str) -> QWidget:
        offers = self.office.quick(choices, list_name=list_name)
        choice: Choice[str] = Choice([(said, code) for code, said in offers], none=" ")
        return self.form.ask(name, words, choice)

    def _typed(self, name: str) -> str:
        control = self.form.field(name).control
        if isinstance(control, Choice):
            if control.is_unknown:
                raise Problem(self.tr("Choose one from the list."), field=name)
            return str(control.value() or "")
        return self.form.text(name)
