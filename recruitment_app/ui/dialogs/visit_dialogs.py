"""Plan a visit, record that it was held, call it off, finish what was to be done after it."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.change import Change
from recruitment_app.casework.visit_rows import VisitRow
from recruitment_app.casework.visiting.visits import (
    Held,
    call_off_visit,
    finish_follow_up,
    hold_visit,
    plan_visit,
    take_back_visit,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.visits import VisitState
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.visit_form import VisitForm, usual_day, visit_named, visits_of
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.date_box import DateBox
from recruitment_app.ui.widgets.form import Form


class PlanVisit(FormDialog):
    """A visit to come: its day, whom it is to see, and what it is for."""

    fields: VisitForm

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        told, self._visit = visits_of(office, place)
        self._case_id = told.case_id
        worker = office.quick(case_page, case_id=told.case_id, today=office.today()).worker_id
        self.fields = VisitForm(office, told, self._visit, worker)
        heading = office.tr("Plan a visit") if self._visit is None else office.tr("Change a visit")
        super().__init__(office, heading, told.reference, self.fields, parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self.on = date_box(office, needed=False)
        if self._visit is not None and self._visit.planned_on is not None:
            self.on.set_day(self._visit.planned_on)
        self.fields.ask_when(self.on)
        self.fields.ask_what()
        self.fields.ask_people(self.tr("Who is to be seen"), self.tr("Not this time"))
        self.fields.ask("focus", self.tr("What it is &for"), self.fields.focus, wide=True)
        self.back_button = _back_button(self, self._visit)
        self.back_button.clicked.connect(self._on_taken_back)
        self.on.setFocus()

    @override
    def send(self) -> None:
        self.do(
            plan_visit,
            case_id=self._case_id,
            on=_day(self.fields, "on"),
            details=self.fields.details(),
            today=self.office.today(),
            visit_id=self._visit.id if self._visit else None,
            seen=self._visit.version if self._visit else 0,
        )

    @Slot()
    def _on_taken_back(self) -> None:
        if self._visit is not None:
            self.do(take_back_visit, visit_id=self._visit.id, seen=self._visit.version)


class HoldVisit(FormDialog):
    """A visit that was held: who was seen and how, what was observed, what is to be done."""

    fields: VisitForm

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        told, self._visit = visits_of(office, place)
        visit = self._visit
        self._case_id = told.case_id
        worker = office.quick(case_page, case_id=told.case_id, today=office.today()).worker_id
        self.fields = VisitForm(office, told, visit, worker)
        is_held = visit is not None and visit.state is VisitState.HELD
        heading = office.tr("Correct a visit") if is_held else office.tr("Record a visit")
        super().__init__(office, heading, told.reference, self.fields, parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self.on = date_box(office)
        self.on.set_day(usual_day(visit, office.today()))
        self.minutes = QLineEdit(str(visit.minutes) if visit and visit.minutes else "")
        self.home_was_seen = QCheckBox(self.tr("The &home was seen"))
        self.was_unannounced = QCheckBox(self.tr("It was not ann&ounced"))
        self.observations, self.follow_up = QPlainTextEdit(), QPlainTextEdit()
        self.follow_up_on = date_box(office, needed=False)
        self._fill()
        self._ask()
        self.back_button = _back_button(self, visit)
        self.back_button.clicked.connect(self._on_taken_back)
        spot = f"visit:{visit.id if visit else told.case_id}"
        self._drafting = Drafting(office, spot, self._typing, self)
        self._restore()
        self.fields.edited.connect(self._drafting.touch)
        self.focus_first()

    @override
    def send(self) -> None:
        fields = self.fields
        self.do(
            hold_visit,
            case_id=self._case_id,
            on=fields.day("on"),
            details=fields.details(),
            held=Held(
                minutes=self._minutes(),
                home_was_seen=self.home_was_seen.isChecked(),
                was_unannounced=self.was_unannounced.isChecked(),
                observations=fields.text("observations"),
                follow_up=fields.text("follow_up"),
                follow_up_on=_day(fields, "follow_up_on"),
            ),
            today=self.office.today(),
            visit_id=self._visit.id if self._visit else None,
            seen=self._visit.version if self._visit else 0,
        )

    @override
    def on_done(self, _change: Change) -> None:
        self._drafting.discard()
        self.accept()

    @override
    def reject(self) -> None:
        self._drafting.save_now()
        super().reject()

    def _fill(self) -> None:
        visit = self._visit
        for box in (self.observations, self.follow_up):
            box.setFixedHeight(tokens.TEXT_HEIGHT)
        if visit is None:
            self.home_was_seen.setChecked(True)
            return
        is_held = visit.state is VisitState.HELD
        self.home_was_seen.setChecked(visit.home_was_seen if is_held else visit.kind == "home")
        self.was_unannounced.setChecked(visit.was_unannounced)
        self.observations.setPlainText(visit.observations)
        self.follow_up.setPlainText(visit.follow_up)
        if visit.follow_up_on is not None:
            self.follow_up_on.set_day(visit.follow_up_on)

    def _ask(self) -> None:
        fields = self.fields
        fields.ask_when(self.on, ("minutes", self.tr("&Minutes"), self.minutes))
        fields.ask_what()
        fields.ask_people(self.tr("Who was seen"), self.tr("Not seen"))
        fields.beside(
            fields.ask("home_was_seen", self.home_was_seen.text(), self.home_was_seen),
            fields.ask("was_unannounced", self.was_unannounced.text(), self.was_unannounced),
        )
        fields.ask("observations", self.tr("What you obser&ved"), self.observations, wide=True)
        fields.beside(
            fields.ask("follow_up", self.tr("What is to be do&ne after it"), self.follow_up),
            fields.ask("follow_up_on", self.tr("B&y"), self.follow_up_on),
        )

    def _minutes(self) -> int | None:
        typed = self.fields.text("minutes")
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()):
            raise Problem(self.tr("Give the minutes as a number, such as 90."), field="minutes")
        return int(typed)

    def _typing(self) -> Mapping[str, str]:
        kept = self._visit
        typed = {name: self.fields.text(name) for name in ("observations", "follow_up")}
        stood = {
            "observations": kept.observations if kept else "",
            "follow_up": kept.follow_up if kept else "",
        }
        return typed if typed != stood else {}

    def _restore(self) -> None:
        kept = self._drafting.kept()
        if kept:
            self.observations.setPlainText(kept.get("observations", ""))
            self.follow_up.setPlainText(kept.get("follow_up", ""))
            self._drafting.forget_touch()
            self.notice.say(self.tr("What you typed here before is back."))

    @Slot()
    def _on_taken_back(self) -> None:
        if self._visit is not None:
            self.do(take_back_visit, visit_id=self._visit.id, seen=self._visit.version)


class CallOffVisit(FormDialog):
    """Asks why a planned visit is called off, and when that was said."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._visit = visit_named(office, place)
        form = Form(enter_submits=False)
        told = office.tr("The visit of {day}. It stays on the case, with the reason.")
        day = labels.in_text(self._visit.planned_on)
        if self._visit.planned_on is None:
            day = office.tr("a day not agreed yet")
        super().__init__(
            office, office.tr("Call this visit off?"), told.format(day=day), form, parent
        )
        self.why = QPlainTextEdit()
        self.why.setFixedHeight(tokens.TEXT_HEIGHT)
        form.ask("why", self.tr("&Why"), self.why, wide=True)
        form.ask("on", self.tr("&Date on which it was said"), date_box(office, is_today=True))
        self.save_button.setText(self.tr("Call it &off"))
        self.cancel_button.setText(self.tr("&Keep it"))
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            call_off_visit,
            visit_id=self._visit.id,
            on=self.form.day("on"),
            why=self.form.text("why"),
            today=self.office.today(),
            seen=self._visit.version,
        )


class FollowUpDone(FormDialog):
    """Asks when what was to be done after a visit was done."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._visit = visit_named(office, place)
        form = Form()
        heading = office.tr("The follow-up is done")
        super().__init__(office, heading, self._visit.follow_up, form, parent)
        form.ask("on", self.tr("&Date on which it was done"), date_box(office, is_today=True))
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            finish_follow_up,
            visit_id=self._visit.id,
            on=self.form.day("on"),
            today=self.office.today(),
        )


def _day(form: Form, name: str) -> date | None:
    control = form.field(name).control
    if not isinstance(control, DateBox):
        raise TypeError(type(control).__name__)
    try:
        return control.day()
    except Problem as problem:
        raise Problem(str(problem), field=name) from problem


def _back_button(dialog: FormDialog, visit: VisitRow | None) -> QPushButton:
    """Return the button that takes the last thing recorded of a visit back, beside the others."""
    words = dialog.tr("&Take it off the case")
    if visit is not None and visit.planned_on is not None and visit.state is VisitState.HELD:
        words = dialog.tr("It was no&t held after all")
    button = QPushButton(words, dialog)
    is_offered = visit is not None and (visit.state is VisitState.HELD or not visit.notes)
    button.setVisible(is_offered)
    dialog.buttons.addWidget(button)
    return button
