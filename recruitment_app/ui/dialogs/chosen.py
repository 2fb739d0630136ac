"""The case and the person whom a dialog was wished for, and their facts in its fields."""

from collections.abc import Collection
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.rows import CasePage, PersonRow
from recruitment_app.errors import Problem
from recruitment_app.ui.office import Office
from recruitment_app.ui.people_words import partial
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form


def case_of(office: Office, place: Place) -> CasePage:
    """Return the case that a place names."""
    if place.case_id is None:
        raise Problem("Choose a case first.")
    return office.quick(case_page, case_id=place.case_id, today=office.today())


def person_of(case: CasePage, wanted: str) -> PersonRow | None:
    """Return the person of a case that a place names, or nobody where it names none."""
    if not wanted:
        return None
    found = next((person for person in case.people if person.id == UUID(wanted)), None)
    if found is None:
        raise Problem("This person is not in the household any more: look again.")
    return found


def chosen_person(office: Office, place: Place) -> tuple[CasePage, PersonRow]:
    """Return the case and the person that a place names."""
    case = case_of(office, place)
    person = person_of(case, place.fact("person"))
    if person is None:
        raise Problem("Choose a person first.")
    return case, person


def fill_in(form: Form, row: object, dates: Collection[str]) -> None:
    """Show in each field what the row holds under its name; ``dates`` may be partial."""
    for name in form.names():
        control, value = form.field(name).control, str(getattr(row, name) or "")
        if isinstance(control, Choice):
            if value and control.findData(value) < 0:
                control.addItem(value, value)
            control.choose(value or None)
        elif isinstance(control, QCheckBox):
            control.setChecked(bool(value))
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText(value)
        elif isinstance(control, QLineEdit):
            control.setText(partial(value) if name in dates else value)
