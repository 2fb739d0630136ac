"""Keeps a signed plan as it was agreed, and begins an amendment of one."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.plans import amend_plan, keep_plan, prepare_plan
from recruitment_app.casework.reports.plan_rows import PlanRow, plans_of
from recruitment_app.casework.reports.signing_rows import PreparedEdition
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.form import Form


def plan_at(office: Office, place: Place) -> PlanRow:
    """Return the plan that a place names.

    Raises:
        Problem: the place names no plan, or no case.

    """
    rows = (
        office.quick(plans_of, case_id=place.case_id, today=office.today()) if place.case_id else ()
    )
    found = next((row for row in rows if row.form == place.fact("form")), None)
    if found is None or found.form_id is None:
        raise Problem(office.tr("This plan has not been begun: begin it first."))
    return found


class KeepPlan(FormDialog):
    """Freezes a plan with its signatures, and offers the entry of the case that goes with it."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._plan = plan_at(office, place)
        heading = office.tr("Keep as agreed: {plan}").format(plan=self._plan.title)
        super().__init__(office, heading, "", Form(), parent)
        self.preview: PaperPreview | None = None
        self.day = date_box(office, needed=True, is_today=self._plan.last_signed_on is None)
        if self._plan.last_signed_on is not None:
            self.day.set_day(self._plan.last_signed_on)
        self.form.ask("on", self.tr("A&greed on"), self.day)
        self.enters = QCheckBox(
            self.tr("Enter it into the &journey of the case: {step}").format(
                step=labels.event(self._plan.step)
            )
        )
        self.enters.setChecked(self._plan.may_step)
        if self._plan.may_step:
            self.form.ask("enters", "", self.enters)
        elif self._plan.stepped_on is not None:
            told = self.tr("The case has it already: {step}, {day}.")
            day = labels.in_text(self._plan.stepped_on)
            self.form.say(told.format(step=labels.event(self._plan.step), day=day))
        self.form.say(
            self.tr(
                "The plan is frozen with its signatures and its paper. What changes later is an"
                " amendment: a further version with its day, which is signed again."
            )
        )
        self.show_button = QPushButton(self.tr("S&how it first"), self)
        self.show_button.setAutoDefault(False)
        self.show_button.clicked.connect(self._on_show_pressed)
        self.buttons.insertWidget(1, self.show_button)
        self.save_button.setText(self.tr("&Keep it"))
        self.focus_first()

    @override
    def send(self) -> None:
        on = self.form.day("on")
        self._wait(waiting=True)

        def keep(prepared: PreparedEdition) -> None:
            self.do(
                keep_plan,
                prepared=prepared,
                on=on,
                today=self.office.today(),
                enters_it=self._plan.may_step and self.enters.isChecked(),
            )

        self.office.send(self._prepare, keep, self.on_refused)

    def _prepare(self, store: Store, _progress: Progress) -> PreparedEdition:
        if self._plan.form_id is None:
            raise TypeError
        return prepare_plan(store, form_id=self._plan.form_id, today=self.office.today())

    @Slot()
    def _on_show_pressed(self) -> None:
        def show(prepared: PreparedEdition) -> None:
            name = f"{self._plan.form}.pdf"
            self.preview = PaperPreview(prepared.pdf, self._plan.title, name, self)
            self.preview.open()

        self.office.send(self._prepare, show, self.on_refused)


class AmendPlan(FormDialog):
    """Says what of an agreed plan is changed, when and by whom; the plan itself comes next."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._plan = plan_at(office, place)
        self._case_id = place.case_id
        heading = office.tr("Amend: {plan}").format(plan=self._plan.title)
        super().__init__(office, heading, "", Form(), parent)
        self.form.say(
            self.tr(
                "The plan stays as it was agreed. A further version is begun that holds all of it"
                " and this line under its changes; alter there what is otherwise now."
            )
        )
        self.day = date_box(office, needed=True, is_today=True)
        self.form.ask("on", self.tr("A&greed on"), self.day)
        self.words = QPlainTextEdit()
        self.words.setFixedHeight(tokens.TEXT_HEIGHT)
        self.form.ask("change", self.tr("&What is changed, and why"), self.words, wide=True)
        self.by = QLineEdit()
        self.form.ask("agreed_by", self.tr("Agreed &by"), self.by)
        self.save_button.setText(self.tr("Begin the a&mendment"))
        self.words.setFocus()

    @override
    def send(self) -> None:
        if self._plan.form_id is None:
            raise TypeError
        self.do(
            amend_plan,
            form_id=self._plan.form_id,
            on=self.form.day("on"),
            change=self.form.text("change"),
            agreed_by=self.form.text("agreed_by"),
            today=self.office.today(),
        )

    @override
    def on_done(self, _change: object) -> None:
        self.accept()
        self.wished.emit(Place("case", self._case_id, {"tab": "report", "form": self._plan.form}))
