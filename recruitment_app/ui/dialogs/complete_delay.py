"""Completes the record of a delay: who agreed to it, when they were told, and what shows it."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.choices import choices
from recruitment_app.casework.journey.delay_ledger import delay_ledger
from recruitment_app.casework.journey.delay_rows import DelayRow
from recruitment_app.casework.journey.delays import complete_delay
from recruitment_app.errors import Problem
from recruitment_app.ui import labels
from recruitment_app.ui.dialogs.chosen import case_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form


class CompleteDelay(FormDialog):
    """Asks what the record lacks; what is known already stands there."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        self._delay = _delay(office, case.id, place.fact("entry"))
        told = office.tr("{reference}. {what}, {day}: {reason}").format(
            reference=case.reference,
            what=self._delay.what,
            day=labels.in_text(self._delay.begins),
            reason=self._delay.reason,
        )
        super().__init__(office, office.tr("Complete the record of a delay"), told, Form(), parent)
        people = [(row.name, row.id) for row in office.quick(workers)]
        self.agreed: Choice[UUID] = Choice(people)
        self.agreed.choose(
            next((key for name, key in people if name == self._delay.agreed_by), None)
        )
        offers = [(words, code) for code, words in office.quick(choices, list_name="told_how")]
        self.how: Choice[str] = Choice(offers, filters=False)
        self.how.choose(
            next((code for words, code in offers if words == self._delay.told_how), None)
        )
        self.told_on = date_box(office, needed=False)
        self.told_on.set_day(self._delay.told_on)
        self.evidence = QLineEdit(self._delay.evidence)
        self.form.ask("agreed_by", self.tr("Who a&greed to it"), self.agreed, wide=True)
        on = self.form.ask("told_on", self.tr("A&pplicants told on"), self.told_on, wide=True)
        how = self.form.ask("told_how", self.tr("&How"), self.how, wide=True)
        self.form.beside(on, how)
        self.form.ask("evidence", self.tr("What shows &it"), self.evidence, wide=True)
        words = self.tr(
            "The entry as it stood stays in the history, struck, with this as its reason."
        )
        self.form.say(words, "small")
        self.focus_first()

    @override
    def send(self) -> None:
        if self.agreed.is_unknown:
            raise Problem(self.tr("Choose one from the list."), field="agreed_by")
        self.do(
            complete_delay,
            case_id=self._case_id,
            event_id=self._delay.event_id,
            today=self.office.today(),
            agreed_by=self.agreed.value(),
            told_on=self._told_on(),
            told_how=self.how.value() or "",
            evidence=self.form.text("evidence"),
        )

    def _told_on(self) -> date | None:
        try:
            return self.told_on.day()
        except Problem as problem:
            raise Problem(str(problem), field="told_on") from problem


def _delay(office: Office, case_id: UUID, entry: str) -> DelayRow:
    ledger = office.quick(delay_ledger, case_id=case_id, today=office.today())
    for delay in reversed(ledger.delays):
        if not entry or delay.event_id == UUID(entry):
            return delay
    raise Problem("This delay is not in the case any more: look again.")
