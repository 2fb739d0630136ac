"""Records that an applicant agrees to a profile, or takes that back."""

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.reports.profile_consents import (
    give_consent,
    profile_consents,
    withdraw_consent,
)
from recruitment_app.ui.dialogs.chosen import chosen_person
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.form import Form


class ConsentDialog(FormDialog):
    """Asks when and how; a consent that holds can be taken back, one that does not be given."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case, person = chosen_person(office, place)
        rows = office.quick(profile_consents, case_id=case.id)
        last = next((row for row in rows if row.person_id == person.id), None)
        self._person_id = person.id
        self._takes_back = last is not None and last.given_on is not None and not last.withdrawn_on
        form = Form()
        heading = (
            form.tr("Consent to the profile taken back")
            if self._takes_back
            else form.tr("Consent to the profile")
        )
        super().__init__(office, heading, f"{person.name} · {case.reference}", form, parent)
        self.on = date_box(office)
        self.on.set_day(office.today())
        self.how = QLineEdit()
        words = self.tr("&Taken back on") if self._takes_back else self.tr("A&greed on")
        self._field = "withdrawn_on" if self._takes_back else "given_on"
        self.form.ask(self._field, words, self.on)
        hint = self.tr("Such as: at a visit, in a letter, by e-mail.")
        self.form.ask("how", self.tr("&How they said it"), self.how, hint=hint)
        self.save_button.setText(self.tr("&Record"))
        self.focus_first()

    @override
    def send(self) -> None:
        facts = {self._field: self.form.day(self._field), "how": self.form.text("how")}
        act = withdraw_consent if self._takes_back else give_consent
        self.do(act, person_id=self._person_id, today=self.office.today(), **facts)
