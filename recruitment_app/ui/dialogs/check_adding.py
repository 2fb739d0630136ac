"""Asks for a check that no rule asks for: the worker's own choice."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.checks.check_kinds import rules_of_checks
from recruitment_app.casework.checks.check_rows import REFERENCE, CheckKey
from recruitment_app.casework.checks.checks import ask
from recruitment_app.errors import Problem
from recruitment_app.rules.check_kinds import Whose
from recruitment_app.ui.dialogs.chosen import case_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form


class AddCheck(FormDialog):
    """One further check of the household: which, of whom, about what, and since when."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        why = office.tr("{case} · What no rule asks for, and the agency wants all the same.")
        form = Form(enter_submits=False)
        told = why.format(case=case.reference)
        super().__init__(office, office.tr("Another check"), told, form, parent)
        kinds = office.quick(rules_of_checks).kinds
        self._kinds = {name: kind for name, kind in kinds.items() if name != REFERENCE}
        self.kind: Choice[str] = Choice(
            [(kind.title, name) for name, kind in self._kinds.items()], filters=False
        )
        self.kind.setCurrentIndex(0)
        self.whose: Choice[str] = Choice(
            [
                (person.name, str(person.id))
                for person in case.people
                if person.standing in {"applicant", "household"}
            ],
            filters=False,
        )
        self.whose.setCurrentIndex(0)
        self.form.ask("kind", self.tr("C&heck"), self.kind, wide=True)
        self._block = self.form.ask("whose", self.tr("&Of whom"), self.whose, wide=True)
        hint = self.tr("The authority, employer or country, where there is one.")
        self.form.ask("about", self.tr("&About"), QLineEdit(), hint=hint, wide=True)
        on = self.form.ask("on", self.tr("Asked &for on"), date_box(office, is_today=True))
        self.of = QLineEdit()
        self.form.beside(on, self.form.ask("of", self.tr("Asked of &whom"), self.of))
        self.kind.chosen.connect(self._settle)
        self._settle()
        self.kind.setFocus()

    @override
    def send(self) -> None:
        name = self.kind.value()
        if not name:
            raise Problem(self.tr("Choose one from the list."), field="kind")
        whose = self.whose.value() if self._kinds[name].whose is not Whose.CASE else None
        key = CheckKey(self._case_id, name, UUID(whose) if whose else None, self.form.text("about"))
        self.do(
            ask,
            check=key,
            on=self.form.day("on"),
            of=self.form.text("of"),
            today=self.office.today(),
        )

    @Slot()
    def _settle(self) -> None:
        kind = self._kinds[self.kind.value() or next(iter(self._kinds))]
        self._block.setVisible(kind.whose is not Whose.CASE)
        self.of.setPlaceholderText(kind.asked_of)
        self.fit()
