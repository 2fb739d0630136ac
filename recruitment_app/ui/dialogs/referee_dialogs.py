"""The dialogs of a referee: named, interviewed, the interview confirmed, then weighed."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.checks.referee_rows import InterviewRow, RefereeRow, referee_rows
from recruitment_app.casework.checks.referees import (
    change_referee,
    confirm_interview,
    name_referee,
    record_interview,
    take_back_interview,
    take_off_referee,
    weigh_interview,
)
from recruitment_app.errors import Problem
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.chosen import case_of, fill_in
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.number_box import NumberBox

_MOST_MINUTES = 600
_USUAL_MINUTES = 60


class RefereeDialog(FormDialog):
    """Who was named as a referee, how they know the applicants, and how to reach them."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        self._row = _known(office, place) if place.fact("referee") else None
        heading = (
            office.tr("Name a referee") if self._row is None else office.tr("Change a referee")
        )
        form = Form(enter_submits=False)
        super().__init__(office, heading, case.reference, form, parent)
        self.drop_button = QPushButton(self.tr("&Take off the list"), self)
        self.drop_button.setVisible(self._row is not None)
        self.drop_button.clicked.connect(self._on_drop_pressed)
        self.buttons.insertWidget(self.buttons.count() - 1, self.drop_button)
        form.ask("name", self.tr("&Name"), QLineEdit(), wide=True)
        relation = QLineEdit()
        relation.setPlaceholderText(self.tr("friend, neighbour, colleague, sister"))
        form.ask("relation", self.tr("How they &know the applicants"), relation, wide=True)
        self.is_relative = QCheckBox(self.tr("A &relative"))
        form.ask("is_relative", "", self.is_relative)
        self.knows: Choice[str] = Choice(
            [(person.name, str(person.id)) for person in case.applicants],
            none=self.tr("Every applicant"),
            filters=False,
        )
        since = QLineEdit()
        since.setPlaceholderText(self.tr("2004 or May 2004"))
        whom = form.ask("knows", self.tr("Kno&ws whom"), self.knows)
        form.beside(whom, form.ask("known_since", self.tr("S&ince"), since))
        address = QPlainTextEdit()
        address.setFixedHeight(tokens.TEXT_HEIGHT)
        form.ask("address", self.tr("&Address"), address, wide=True)
        form.ask("contact", self.tr("T&elephone or e-mail"), QLineEdit(), wide=True)
        if self._row is not None:
            fill_in(form, self._row, ("known_since",))
            form.field("name").control.setFocus()
        else:
            self.focus_first()

    @override
    def send(self) -> None:
        texts = ("name", "relation", "known_since", "address", "contact")
        facts = {name: self.form.text(name) for name in texts}
        facts["knows"] = self.knows.value() or ""
        facts["is_relative"] = "yes" if self.is_relative.isChecked() else ""
        today = self.office.today()
        if self._row is None:
            self.do(name_referee, case_id=self._case_id, facts=facts, today=today)
            return
        facts["person_id"] = str(self._row.person_id or "")
        self.do(
            change_referee,
            referee_id=self._row.id,
            seen=self._row.version,
            facts=facts,
            today=today,
        )

    @Slot()
    def _on_drop_pressed(self) -> None:
        if self._row is not None:
            self.do(take_off_referee, referee_id=self._row.id, seen=self._row.version)


class InterviewDialog(FormDialog):
    """That a referee was interviewed; what they said is written in its own form."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = _known(office, place)
        heading = office.tr("Interview with a referee")
        super().__init__(office, heading, self._row.name, Form(enter_submits=False), parent)
        held = self.form.ask("held_on", self.tr("&Held on"), date_box(office, is_today=True))
        self.minutes = NumberBox(0, _MOST_MINUTES, _USUAL_MINUTES)
        self.minutes.setSpecialValueText(self.tr("not known"))
        self.form.beside(held, self.form.ask("minutes", self.tr("&Minutes"), self.minutes))
        self.form.ask("venue", self.tr("&Where"), QLineEdit(), wide=True)
        self.is_alone = QCheckBox(self.tr("Seen &alone"))
        self.is_alone.setChecked(True)
        self.form.ask("is_alone", "", self.is_alone)
        self.form.say(self.tr("What they said is written in the form of the interview."), "small")
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            record_interview,
            referee_id=self._row.id,
            held_on=self.form.day("held_on"),
            minutes=self.minutes.value() or None,
            venue=self.form.text("venue"),
            is_alone=self.is_alone.isChecked(),
            today=self.office.today(),
        )


class ConfirmInterview(FormDialog):
    """That the referee confirmed what was written of the interview, and how."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = _known(office, place)
        self._interview = _interview(self._row)
        heading = office.tr("The referee confirmed the interview")
        told = office.tr("{name}, interviewed on {day}")
        day = labels.in_text(self._interview.held_on)
        form = Form(enter_submits=False)
        super().__init__(office, heading, told.format(name=self._row.name, day=day), form, parent)
        form.ask("on", self.tr("C&onfirmed on"), date_box(office, is_today=True))
        hint = self.tr("Such as: signed, by e-mail, on the telephone.")
        form.ask("how", self.tr("&How"), QLineEdit(), hint=hint, wide=True)
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            confirm_interview,
            interview_id=self._interview.id,
            on=self.form.day("on"),
            how=self.form.text("how"),
            today=self.office.today(),
        )


class WeighInterview(FormDialog):
    """What weight the worker gives a reference, and why."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = _known(office, place)
        self._interview = _interview(self._row)
        heading = office.tr("The weight of a reference")
        super().__init__(office, heading, self._row.name, Form(enter_submits=False), parent)
        words = QPlainTextEdit(self._interview.weight)
        words.setFixedHeight(tokens.NOTE_HEIGHT)
        hint = self.tr(
            "How long and how closely they know them, what they saw themselves, and what not."
        )
        self.form.ask("words", self.tr("&Weight, and why"), words, hint=hint, wide=True)
        self.form.ask("on", self.tr("&Date"), date_box(office, is_today=True))
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            weigh_interview,
            interview_id=self._interview.id,
            words=self.form.text("words"),
            on=self.form.day("on"),
            today=self.office.today(),
        )


class TakeBackInterview(FormDialog):
    """Asks once before the weight, the confirmation or the interview is taken back."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = _known(office, place)
        self._interview = _interview(self._row)
        heading = office.tr("Take back what was recorded last?")
        super().__init__(office, heading, self._row.name, Form(enter_submits=False), parent)
        if self._interview.weighed_on is not None:
            what = self.tr("the weight of the reference")
        elif self._interview.confirmed_on is not None:
            what = self.tr("that the referee confirmed it")
        else:
            what = self.tr("the interview")
        told = self.tr("What is taken back: {what}. The history keeps it.")
        self.form.say(told.format(what=what))
        self.save_button.setText(self.tr("&Take back"))

    @override
    def send(self) -> None:
        self.do(take_back_interview, interview_id=self._interview.id)


def _known(office: Office, place: Place) -> RefereeRow:
    if place.case_id is None:
        raise Problem("Choose a case first.")
    wanted = place.fact("referee")
    for row in office.quick(referee_rows, case_id=place.case_id):
        if row.id == UUID(wanted):
            return row
    raise Problem("This referee is not named any more: look again.")


def _interview(row: RefereeRow) -> InterviewRow:
    if row.interview is None:
        raise Problem(f"{row.name} was not interviewed yet: record that first.")
    return row.interview
