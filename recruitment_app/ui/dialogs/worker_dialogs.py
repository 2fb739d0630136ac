"""The people of the agency: add one, change one, give a password, record that one has left."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import (
    SHORTEST_PASSWORD,
    add_worker,
    change_worker,
    give_password,
    let_worker_leave,
    workers,
)
from recruitment_app.casework.rows import Registration, WorkerRow
from recruitment_app.errors import Problem
from recruitment_app.rules.report_authors import ENGAGEMENT_WORDS, Engagement
from recruitment_app.rules.roles import ROLE_WORDS, Role
from recruitment_app.ui import labels
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.fields import PasswordBox
from recruitment_app.ui.widgets.form import Form


def role_choice(role: Role) -> Choice[Role]:
    """Return the roles to choose from."""
    made: Choice[Role] = Choice(
        [(words, each) for each, words in ROLE_WORDS.items()], filters=False
    )
    made.choose(role)
    return made


def worker_named(office: Office, place: Place) -> WorkerRow:
    """Return the person a place names, else the one signed in.

    Raises:
        Problem: there is no such person any more.

    """
    wanted = UUID(place.fact("worker")) if place.fact("worker") else office.person.id
    for row in office.quick(workers, with_leavers=True):
        if row.id == wanted:
            return row
    raise Problem("This person is not in the store any more: look again.")


class NewWorker(FormDialog):
    """Asks for a person's name, role and first password."""

    def __init__(self, office: Office, _place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("Add a person"), "", Form(), parent)
        self.name = QLineEdit()
        self.role = role_choice(Role.SOCIAL_WORKER)
        self.job = QLineEdit()
        self.password = PasswordBox()
        self.again = PasswordBox()
        hint = self.tr("As they sign in: given and family name.")
        self.form.ask("name", self.tr("&Name"), self.name, hint=hint)
        self.form.ask("role", self.tr("&Role"), self.role)
        self.form.ask("job_title", self.tr("&Job title, where it differs"), self.job)
        ask_password(self.form, self.password, self.again)
        self.save_button.setText(self.tr("&Add the person"))
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            add_worker,
            name=self.form.text("name"),
            role=self.role.value() or Role.SOCIAL_WORKER,
            password=agreed(self.form, self.password, self.again),
            job_title=self.form.text("job_title"),
        )


class ChangeWorker(FormDialog):
    """Changes what a person does, and what decides whether they may write reports."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = worker_named(office, place)
        super().__init__(office, office.tr("Change a person"), self._row.name, Form(), parent)
        self.role = role_choice(self._row.role)
        self.job = QLineEdit(self._row.job_title)
        self.form.ask("role", self.tr("&Role"), self.role)
        self.form.ask("job_title", self.tr("&Job title, where it differs"), self.job)
        self._ask_registration(self._row.registration)
        self.role.setFocus()

    def _ask_registration(self, told: Registration) -> None:
        self.form.say(self.tr("For the reports that they write or supervise:"), "small")
        self.number = QLineEdit(told.number)
        self.qualified = date_box(self.office, needed=False)
        self.qualified.set_day(told.qualified_on)
        self.engaged: Choice[Engagement] = Choice(
            [(self.tr(words), each) for each, words in ENGAGEMENT_WORDS.items()], filters=False
        )
        self.engaged.choose(told.engaged_as)
        self.experience = QCheckBox(self.tr("Has &worked directly on adoptions"))
        self.experience.setChecked(told.has_adoption_experience)
        number = self.form.ask("number", self.tr("Re&gistration number"), self.number)
        qualified = self.form.ask("qualified_on", self.tr("&Qualified on"), self.qualified)
        self.form.beside(number, qualified)
        self.form.ask("engaged_as", self.tr("&How they work for the agency"), self.engaged)
        self.form.ask("experience", "", self.experience)

    @override
    def send(self) -> None:
        self.do(
            change_worker,
            worker_id=self._row.id,
            seen=self._row.version,
            role=self.role.value() or self._row.role,
            job_title=self.form.text("job_title"),
            registration=Registration(
                number=self.number.text(),
                qualified_on=self._qualified_on(),
                has_adoption_experience=self.experience.isChecked(),
                engaged_as=self.engaged.value() or Engagement.EMPLOYED,
            ),
        )

    def _qualified_on(self) -> date | None:
        try:
            return self.qualified.day()
        except Problem as problem:
            raise Problem(str(problem), field="qualified_on") from problem


class GivePassword(FormDialog):
    """Gives a person a new first password, where theirs is forgotten."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = worker_named(office, place)
        told = office.tr("For: {name}. The password they had opens nothing any more.")
        heading = office.tr("Give a new password")
        super().__init__(office, heading, told.format(name=self._row.name), Form(), parent)
        self.password = PasswordBox()
        self.again = PasswordBox()
        ask_password(self.form, self.password, self.again)
        self.save_button.setText(self.tr("Gi&ve it"))
        self.focus_first()

    @override
    def send(self) -> None:
        password = agreed(self.form, self.password, self.again)
        self.do(give_password, worker_id=self._row.id, password=password)


class WorkerLeaves(FormDialog):
    """Records that a person has left."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = worker_named(office, place)
        told = office.tr(
            "{name} can no longer sign in, and {cases} will wait to be allocated to somebody else."
        )
        cases = labels.count(self._row.open_cases, "open case", "open cases")
        heading = office.tr("Record that somebody has left")
        told = told.format(name=self._row.name, cases=cases)
        super().__init__(office, heading, told, Form(), parent)
        self.on = date_box(office, is_today=True)
        self.form.ask("on", self.tr("&Date"), self.on)
        self.save_button.setText(self.tr("&Record it"))
        self.hand_button = QPushButton(self.tr("&Hand the cases over…"), self)
        self.hand_button.setVisible(self._row.open_cases > 0)
        self.hand_button.clicked.connect(self._on_hand_pressed)
        self.buttons.addWidget(self.hand_button)

    @Slot()
    def _on_hand_pressed(self) -> None:
        self.reject()
        self.wished.emit(Place("hand_over", facts={"worker": str(self._row.id)}))

    @override
    def send(self) -> None:
        self.do(
            let_worker_leave,
            worker_id=self._row.id,
            on=self.form.day("on"),
            today=self.office.today(),
        )


def ask_password(form: Form, first: PasswordBox, again: PasswordBox) -> None:
    """Add the two fields of a new password to a form."""
    hint = form.tr("At least {least} characters; a few words in a row are easy to keep in mind.")
    form.ask("password", form.tr("New &password"), first, hint=hint.format(least=SHORTEST_PASSWORD))
    form.ask("again", form.tr("The new password a&gain"), again)


def agreed(form: Form, first: PasswordBox, again: PasswordBox) -> str:
    """Return the password that was typed twice alike.

    Raises:
        Problem: it is too short, or the two differ.

    """
    password = first.text()
    if len(password) < SHORTEST_PASSWORD:
        told = form.tr("A password needs at least {least} characters.")
        raise Problem(told.format(least=SHORTEST_PASSWORD), field="password")
    if password != again.text():
        raise Problem(form.tr("The two passwords differ: type it again."), field="again")
    return password
