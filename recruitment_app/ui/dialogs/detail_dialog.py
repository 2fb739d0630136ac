"""Adds, changes or takes away what is kept beside a person: a name, an address, work and more."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.choices import choices
from recruitment_app.casework.households.household_details import drop_detail, keep_detail
from recruitment_app.casework.rows import (
    AddressRow,
    BackgroundRow,
    CasePage,
    ContactRow,
    NameRow,
    PersonRow,
    RelationshipRow,
)
from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.dialogs.chosen import chosen_person, fill_in
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form

DetailRow = NameRow | AddressRow | ContactRow | RelationshipRow | BackgroundRow
_HEADINGS = {
    "contact": ("Add a way to be reached", "Change how they are reached"),
    "address": ("Add an address", "Change an address"),
    "name": ("Add a name ever used", "Change a name ever used"),
    "relationship": ("Add a relationship", "Change a relationship"),
    "background": ("Add work, service or a registration", "Change work, service or a registration"),
}
_DATES = ("begins", "ends")
_HOW = "1979, May 1979 or 12 May 1979"


class DetailDialog(FormDialog):
    """One entry beside a person; its dates as far as they are known."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case, person = chosen_person(office, place)
        self._person = person
        self._kind = place.fact("kind")
        self._row = _detail(person, self._kind, place.fact("detail"))
        form = Form(enter_submits=False)
        heading = form.tr(_HEADINGS[self._kind][0 if self._row is None else 1])
        super().__init__(office, heading, person.name, form, parent)
        self.drop_button = QPushButton(self.tr("&Take it away"), self)
        self.drop_button.setVisible(self._row is not None)
        self.drop_button.clicked.connect(self._on_drop_pressed)
        self.buttons.addWidget(self.drop_button)
        self._ask(case)
        if self._row is not None:
            fill_in(self.form, self._row, _DATES)
            form.field(form.names()[0]).control.setFocus()
        else:
            self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            keep_detail,
            person_id=self._person.id,
            kind=self._kind,
            facts={name: self._typed(name) for name in self.form.names()},
            today=self.office.today(),
            detail_id=self._row.id if self._row else None,
            seen=self._row.version if self._row else 0,
        )

    @override
    def on_refused(self, problem: Problem) -> None:
        field = "value" if problem.field in {"telephone", "email"} else problem.field
        super().on_refused(Problem(str(problem), field=field))

    @Slot()
    def _on_drop_pressed(self) -> None:
        if self._row is not None:
            self.do(
                drop_detail,
                person_id=self._person.id,
                kind=self._kind,
                detail_id=self._row.id,
                seen=self._row.version,
            )

    def _ask(self, case: CasePage) -> None:
        match self._kind:
            case "contact":
                kinds = ((self.tr("Telephone"), "telephone"), (self.tr("E-mail"), "email"))
                self._offer("kind", self.tr("&Kind"), kinds)
                self._text("value", self.tr("&Number or address"))
                self._text("remark", self.tr("&Remark"), self.tr("mobile, work, evenings only"))
                return
            case "address":
                lines = QPlainTextEdit()
                lines.setFixedHeight(tokens.TEXT_HEIGHT)
                self.form.ask("lines", self.tr("&Address"), lines, wide=True)
                self._text("postcode", self.tr("&Postcode"))
                self._text("authority", self.tr("&Local authority"))
                abroad = self.tr("left empty within the United Kingdom")
                self._text("country", self.tr("C&ountry"), abroad)
            case "name":
                self._text("name", self.tr("&Name"))
                self._text("kind", self.tr("&Kind"), self.tr("birth, married, by deed poll"))
            case "background":
                self._ask_background()
            case _:
                offers = self.office.quick(choices, list_name="relationship")
                self._offer("kind", self.tr("&Relationship"), [(w, c) for c, w in offers])
                others = [
                    (person.name, str(person.id))
                    for person in case.people
                    if person.id != self._person.id
                ]
                self._offer("other_id", self.tr("&With, of this household"), others, none=" ")
                self._text("other_name", self.tr("or &somebody else"))
                self._text("place", self.tr("&Place"))
                self._text("ended_how", self.tr("&How it ended"))
        first = self._text("begins", self.tr("&From"), self.tr(_HOW))
        last = self._text("ends", self.tr("&Until"), self.tr(_HOW))
        self.form.beside(first, last)

    def _ask_background(self) -> None:
        offers = self.office.quick(choices, list_name="background_kind")
        self._offer("kind", self.tr("&Kind"), [(w, c) for c, w in offers])
        self._text("what", self.tr("&Where"), self.tr("the employer, service, agency or court"))
        self._text("post", self.tr("&As what"))
        with_children = QCheckBox(self.tr("With ch&ildren or adults at risk"))
        self.form.ask("is_with_children", "", with_children)
        address = QPlainTextEdit()
        address.setFixedHeight(tokens.TEXT_HEIGHT)
        hint = self.tr("Where a reference is asked for.")
        self.form.ask("address", self.tr("A&ddress"), address, hint=hint, wide=True)

    def _text(self, name: str, words: str, placeholder: str = "") -> QWidget:
        line = QLineEdit()
        line.setPlaceholderText(placeholder)
        return self.form.ask(name, words, line, wide=True)

    def _offer(
        self, name: str, words: str, offers: Sequence[tuple[str, str]], none: str = ""
    ) -> None:
        choice: Choice[str] = Choice(offers, none=none, filters=False)
        if not none:
            choice.setCurrentIndex(0)
        self.form.ask(name, words, choice, wide=True)

    def _typed(self, name: str) -> str:
        control = self.form.field(name).control
        if isinstance(control, Choice):
            return str(control.value() or "")
        if isinstance(control, QCheckBox):
            return "yes" if control.isChecked() else ""
        return self.form.text(name)


def _detail(person: PersonRow, kind: str, wanted: str) -> DetailRow | None:
    if not wanted:
        return None
    rows: dict[str, tuple[DetailRow, ...]] = {
        "contact": person.contacts,
        "address": person.addresses,
        "name": person.names,
        "relationship": person.relationships,
        "background": person.backgrounds,
    }
    for row in rows[kind]:
        if row.id == UUID(wanted):
            return row
    raise Problem("This entry is not there any more: look again.")
