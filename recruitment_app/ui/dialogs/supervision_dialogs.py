"""Make the sheet of a supervision, write its day and remarks, and write of one of its cases."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.supervising.supervision import (
    begin_supervision,
    write_line,
    write_supervision,
)
from recruitment_app.casework.supervising.supervision_rows import (
    SupervisionLineRow,
    SupervisionSheet,
    supervision_sheet,
    supervisions,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Role
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.date_box import DateBox
from recruitment_app.ui.widgets.form import Form


class NewSupervision(FormDialog):
    """Asks whose supervision it is, and when; the sheet is made from the worker's open cases."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        told = office.tr(
            "The sheet holds each open case with what is late or goes unnoticed in it."
        )
        super().__init__(office, office.tr("New supervision"), told, Form(), parent)
        offers = [
            (row.name, row.id)
            for row in office.quick(workers)
            if row.role in {Role.SOCIAL_WORKER, Role.MANAGER} and row.id != office.person.id
        ]
        self.worker: Choice[UUID] = Choice(offers)
        wanted = place.fact("worker")
        self.worker.choose(UUID(wanted) if wanted else None)
        self.on = date_box(office, is_today=True)
        self.form.ask("worker_id", self.tr("&Worker"), self.worker)
        self.form.ask("held_on", self.tr("&Date"), self.on)
        self.save_button.setText(self.tr("&Make the sheet"))
        self.focus_first()

    @override
    def send(self) -> None:
        worker_id = self.worker.value()
        if worker_id is None:
            raise Problem(self.tr("Choose one from the list."), field="worker_id")
        self.do(
            begin_supervision,
            worker_id=worker_id,
            held_on=self.form.day("held_on"),
            today=self.office.today(),
        )


class SupervisionHead(FormDialog):
    """Asks for the day of a supervision, that of the next, and remarks."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = _sheet(office, place).row
        heading = office.tr("Day and remarks")
        super().__init__(office, heading, self._row.worker, Form(), parent)
        self.on = date_box(office)
        self.on.set_day(self._row.held_on)
        self.next_on = date_box(office, needed=False)
        self.next_on.set_day(self._row.next_on)
        self.remarks = _text(self._row.remarks)
        on = self.form.ask("held_on", self.tr("&Date"), self.on, wide=True)
        after = self.form.ask("next_on", self.tr("&Next supervision"), self.next_on, wide=True)
        self.form.beside(on, after)
        self.form.ask("remarks", self.tr("&Remarks"), self.remarks, wide=True)
        self.remarks.setFocus()

    @override
    def send(self) -> None:
        self.do(
            write_supervision,
            supervision_id=self._row.id,
            seen=self._row.version,
            held_on=self.form.day("held_on"),
            next_on=_day(self.next_on, "next_on"),
            remarks=self.form.text("remarks"),
        )


class WriteOfCase(FormDialog):
    """Shows where a case drifts, and asks what was said and decided; typing is kept as a draft."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        sheet = _sheet(office, place)
        self._line = _line(sheet, place.fact("line"))
        line = self._line
        told = f"{line.reference} · {line.title} · {labels.stage(line.stage)}"
        super().__init__(office, office.tr("Write of a case"), told, Form(), parent)
        drift = line.drift or self.tr("Nothing that is late or goes unnoticed.")
        self.form.say(drift)
        self.narrative, self.decision = _text(line.narrative), _text(line.decision)
        self.due_on = date_box(office, needed=False)
        self.due_on.set_day(line.due_on)
        self.form.ask("narrative", self.tr("&What was said"), self.narrative, wide=True)
        hint = self.tr("Once both have signed it becomes a task of the worker.")
        self.form.ask("decision", self.tr("&Decision"), self.decision, hint=hint, wide=True)
        self.form.ask("due_on", self.tr("&By"), self.due_on)
        for control in (self.decision, self.due_on):
            control.setEnabled(sheet.may_decide)
        self._drafting = Drafting(office, f"supervision:{line.id}", self._typing, self)
        kept = self._drafting.kept()
        if kept:
            self.narrative.setPlainText(kept.get("narrative", ""))
            self.decision.setPlainText(kept.get("decision", ""))
            self.notice.say(self.tr("What you typed here before is back."))
        self.form.edited.connect(self._drafting.touch)
        self.narrative.setFocus()

    @override
    def send(self) -> None:
        self.do(
            write_line,
            line_id=self._line.id,
            seen=self._line.version,
            narrative=self.form.text("narrative"),
            decision=self.form.text("decision"),
            due_on=_day(self.due_on, "due_on"),
        )

    @override
    def accept(self) -> None:
        self._drafting.discard()
        super().accept()

    @override
    def reject(self) -> None:
        self._drafting.save_now()
        super().reject()

    def _typing(self) -> dict[str, str]:
        typed = {name: self.form.text(name) for name in ("narrative", "decision")}
        is_new = typed != {"narrative": self._line.narrative, "decision": self._line.decision}
        return typed if is_new else {}


def _sheet(office: Office, place: Place) -> SupervisionSheet:
    wanted = place.fact("supervision")
    if not wanted:
        rows = office.quick(supervisions)
        if not rows:
            raise Problem("No supervision is recorded yet: make one first.")
        return office.quick(supervision_sheet, supervision_id=rows[0].id)
    return office.quick(supervision_sheet, supervision_id=UUID(wanted))


def _line(sheet: SupervisionSheet, wanted: str) -> SupervisionLineRow:
    for line in sheet.lines:
        if not wanted or line.id == UUID(wanted):
            return line
    raise Problem("This case is not on the sheet any more: look again.")


def _text(words: str) -> QPlainTextEdit:
    made = QPlainTextEdit(words)
    made.setFixedHeight(tokens.TEXT_HEIGHT)
    return made


def _day(box: DateBox, field: str) -> date | None:
    try:
        return box.day()
    except Problem as problem:
        raise Problem(str(problem), field=field) from problem
