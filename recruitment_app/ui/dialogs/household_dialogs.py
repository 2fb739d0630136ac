"""Takes somebody out of a household, and records how the applicants live."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recruitment_app.casework.choices import choices
from recruitment_app.casework.households.household_details import set_couple_status
from recruitment_app.casework.households.households import take_out
from recruitment_app.ui.dialogs.chosen import case_of, chosen_person
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form


class TakeOut(FormDialog):
    """Asks once before somebody is taken out; the record of them stays in the history."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        _case, person = chosen_person(office, place)
        self._person = person
        form = Form(enter_submits=False)
        heading = form.tr("Take this person out of the household?")
        told = form.tr("{name} is found here no more; the record stays in the history.")
        super().__init__(office, heading, told.format(name=person.name), form, parent)
        self.save_button.setText(self.tr("&Take out"))

    @override
    def send(self) -> None:
        self.do(take_out, person_id=self._person.id, seen=self._person.version)


class HowTheyLive(FormDialog):
    """Single, married, in a civil partnership, living together."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id, self._version = case.id, case.version
        form = Form(enter_submits=False)
        super().__init__(office, form.tr("How the applicants live"), case.reference, form, parent)
        offers = office.quick(choices, list_name="couple_status")
        self.status: Choice[str] = Choice([(words, code) for code, words in offers], filters=False)
        self.status.choose(case.couple_status or None)
        form.ask("couple_status", self.tr("&The applicants are"), self.status, wide=True)
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            set_couple_status,
            case_id=self._case_id,
            couple_status=self.status.value() or "",
            seen=self._version,
        )
