"""Puts a mistaken entry right; the original stays in the history, struck, with the reason."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.choices import choices
from recruitment_app.casework.journey.corrections import correct_entry, strike_entry
from recruitment_app.casework.rows import CasePage, EventRow
from recruitment_app.errors import Problem
from recruitment_app.rules.stages import EventKind
from recruitment_app.ui import labels
from recruitment_app.ui.act_form import ActForm
from recruitment_app.ui.acts import ASKS_OF_ENTRY
from recruitment_app.ui.asks import Ask, Kind
from recruitment_app.ui.dialogs.chosen import case_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.choice import Choice

_ON = Ask("on", "&Date", Kind.DAY)


class CorrectEntry(FormDialog):
    """Shows an entry as it stands, asks how it should stand, and why."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        self._event = _entry(case, UUID(place.fact("entry")))
        asks = [ask for ask in ASKS_OF_ENTRY.get(self._event.kind, ()) if ask.kind is not Kind.DAY]
        days = [
            ask
            for ask in ASKS_OF_ENTRY.get(self._event.kind, ())
            if ask.kind is Kind.DAY and ask.entry_fact in self._event.facts
        ]
        self._asked = (*asks, *days)
        self.fields = ActForm(office, case, (*self._asked, _ON), every=True)
        offers = [(words, words) for _code, words in office.quick(choices, list_name=_REASONS)]
        self.reason: Choice[str] = Choice(offers, filters=False)
        self.more = QLineEdit()
        self.fields.ask("why", self.fields.tr("What was mis&taken"), self.reason, wide=True)
        self.fields.ask(
            "more", self.fields.tr("In your own w&ords, if need be"), self.more, wide=True
        )
        heading = office.tr("Correct “{what}”").format(what=self._event.what)
        told = office.tr(
            "{reference}. The entry of {day} stays in the history, struck, with your reason."
        ).format(reference=case.reference, day=labels.in_text(self._event.on))
        super().__init__(office, heading, told, self.fields, parent)
        self.fields.grown.connect(self.fit)
        self.strike_button = QPushButton(self.tr("Stri&ke it altogether"), self)
        self.strike_button.setToolTip(self.tr("For an entry that should never have been made"))
        self.strike_button.setVisible(self._event.kind is not EventKind.ENQUIRY_RECEIVED)
        self.strike_button.clicked.connect(self._on_strike_pressed)
        self.buttons.addWidget(self.strike_button)
        self._show_entry()
        self.fields.field("on").control.setFocus()

    @override
    def send(self) -> None:
        told = self.fields.facts()
        facts = dict(self._event.facts)
        for ask in self._asked:
            facts.pop(ask.entry_fact, None)
        facts.update(self.fields.entry_facts())
        facts.pop("on", None)
        self.do(
            correct_entry,
            case_id=self._case_id,
            event_id=self._event.id,
            on=told["on"],
            why=self._why(),
            today=self.office.today(),
            facts=facts,
        )

    def _show_entry(self) -> None:
        kept = {ask.name: self._event.facts.get(ask.entry_fact, "") for ask in self._asked}
        self.fields.fill({**kept, "on": self._event.on.isoformat()})
        self.fields.clear_problems()

    def _why(self) -> str:
        said = (self.reason.value() or "", self.more.text().strip())
        why = ": ".join(part for part in said if part)
        if not why:
            raise Problem(self.tr("Say what was mistaken."), field="why")
        return why

    @Slot()
    def _on_strike_pressed(self) -> None:
        try:
            why = self._why()
        except Problem as problem:
            self.form.show_problem(problem)
            self.fit()
            return
        self.do(
            strike_entry,
            case_id=self._case_id,
            event_id=self._event.id,
            why=why,
            today=self.office.today(),
        )


_REASONS = "correction_reason"


def _entry(case: CasePage, wanted: UUID) -> EventRow:
    for event in case.events:
        if event.id == wanted:
            return event
    raise Problem("This entry is not in the case any more: look again.")
