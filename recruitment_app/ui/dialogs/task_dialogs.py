"""A task noted, changed or taken away; and a promise to a family, made and kept."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.today.promises import (
    drop_promise,
    keep_promise,
    make_promise,
    promise_row,
)
from recruitment_app.casework.today.tasks import TaskRow, add_task, change_task, drop_task, task_row
from recruitment_app.errors import Problem
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.chosen import case_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form


class TaskDialog(FormDialog):
    """Asks what is to be done, by when and by whom; of a case where one was chosen."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row: TaskRow | None = None
        if place.fact("task"):
            self._row = office.quick(task_row, task_id=UUID(place.fact("task")))
        self._case_id = self._row.case_id if self._row else place.case_id
        told = self._row.reference if self._row else ""
        if self._row is None and place.case_id is not None:
            told = case_of(office, place).reference
        heading = office.tr("New task") if self._row is None else office.tr("Change a task")
        super().__init__(office, heading, told, Form(enter_submits=False), parent)
        self.what = QPlainTextEdit(self._row.what if self._row else "")
        self.what.setFixedHeight(tokens.TEXT_HEIGHT)
        self.what.setTabChangesFocus(True)
        self.due_on = date_box(office, needed=False)
        self.worker: Choice[UUID] = Choice(
            [(row.name, row.id) for row in office.quick(workers)], filters=True
        )
        self.worker.choose(self._row.worker_id if self._row else office.person.id)
        if self._row is not None and self._row.due_on is not None:
            self.due_on.set_day(self._row.due_on)
        self.form.ask("what", self.tr("&What is to be done"), self.what, wide=True)
        day = self.form.ask("due_on", self.tr("&By, where there is a day"), self.due_on)
        who = self.form.ask("worker_id", self.tr("Wh&ose task it is"), self.worker)
        self.form.beside(day, who)
        self.drop_button = QPushButton(self.tr("&Take it away"), self)
        self.drop_button.setVisible(self._row is not None)
        self.drop_button.clicked.connect(self._on_drop_pressed)
        self.buttons.addWidget(self.drop_button)
        self.focus_first()

    @override
    def send(self) -> None:
        worker_id = self.worker.value()
        if worker_id is None:
            raise Problem(self.tr("Choose one from the list."), field="worker_id")
        facts = {
            "what": self.form.text("what"),
            "due_on": self._day(),
            "worker_id": worker_id,
            "today": self.office.today(),
        }
        if self._row is None:
            self.do(add_task, case_id=self._case_id, **facts)
        else:
            self.do(change_task, task_id=self._row.id, seen=self._row.version, **facts)

    def _day(self) -> date | None:
        try:
            return self.due_on.day()
        except Problem as problem:
            raise Problem(str(problem), field="due_on") from problem

    @Slot()
    def _on_drop_pressed(self) -> None:
        if self._row is not None:
            self.do(drop_task, task_id=self._row.id)


class PromiseDialog(FormDialog):
    """Asks what a family was told that they would hear, and by which day."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        told = office.tr("{reference}\nUntil it is kept it stands on Today.")
        super().__init__(
            office,
            office.tr("They will hear from us"),
            told.format(reference=case.reference),
            Form(enter_submits=False),
            parent,
        )
        self.what = QPlainTextEdit()
        self.what.setFixedHeight(tokens.TEXT_HEIGHT)
        self.what.setTabChangesFocus(True)
        self.form.ask("what", self.tr("&What they were promised"), self.what, wide=True)
        by = self.form.ask("by_on", self.tr("They will hear &by"), date_box(office))
        on = self.form.ask("on", self.tr("They were told &on"), date_box(office, is_today=True))
        self.form.beside(by, on)
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            make_promise,
            case_id=self._case_id,
            what=self.form.text("what"),
            by_on=self.form.day("by_on"),
            on=self.form.day("on"),
            today=self.office.today(),
        )


class KeepPromise(FormDialog):
    """Asks when a family heard what it was promised."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        row = office.quick(promise_row, promise_id=UUID(place.fact("promise")))
        self._promise_id = row.id
        told = office.tr("{what}\nPromised by {who} on {day}, by {last}.").format(
            what=row.what,
            who=row.promised_by,
            day=labels.in_text(row.promised_on),
            last=labels.in_text(row.by_on),
        )
        super().__init__(office, office.tr("Promise kept"), told, Form(), parent)
        heard = date_box(office, is_today=True)
        self.form.ask("on", self.tr("They &heard on"), heard)
        self.form.ask("words", self.tr("H&ow, in a few words"), QLineEdit(), wide=True)
        self.drop_button = QPushButton(self.tr("&Take it away"), self)
        self.drop_button.clicked.connect(self._on_drop_pressed)
        self.buttons.addWidget(self.drop_button)
        heard.setFocus()

    @override
    def send(self) -> None:
        self.do(
            keep_promise,
            promise_id=self._promise_id,
            on=self.form.day("on"),
            words=self.form.text("words"),
            today=self.office.today(),
        )

    @Slot()
    def _on_drop_pressed(self) -> None:
        self.do(drop_promise, promise_id=self._promise_id)
