"""How the windows read the dates that people type: by the rules, and the agency's own days."""

from datetime import date

from recruitment_app.casework.choices import days_that_count
from recruitment_app.rules.values import read_date
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.date_box import DateBox, ReadDate


def reader(office: Office) -> ReadDate:
    """Return what reads a day typed at this desk."""
    calendar = office.quick(days_that_count)

    def read(typed: str) -> date:
        return read_date(typed, today=office.today(), calendar=calendar)

    return read


def date_box(office: Office, *, needed: bool = True, is_today: bool = False) -> DateBox:
    """Return a field for a day, with today in it where asked."""
    box = DateBox(reader(office), today=office.today(), needed=needed)
    if is_today:
        box.set_day(office.today())
    return box
