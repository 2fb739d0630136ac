"""What a manager sets for the agency in a dialog: a year's target, a day off, a list's code."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.agency import USUAL_TARGET, agency_row, set_target
from recruitment_app.casework.agency.agency_law import add_own_day, code_rows, set_code
from recruitment_app.casework.agency.agency_rows import CodeRow
from recruitment_app.casework.agency.oversight import recruitment_years
from recruitment_app.casework.own_figures import QUIET_DAYS, figure_row, set_figure
from recruitment_app.errors import Problem
from recruitment_app.rules.recruitment_years import RecruitmentYear
from recruitment_app.ui import labels
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.number_box import NumberBox

MOST_APPROVALS = 10_000
YEARS_TO_COME = 3


class TargetDialog(FormDialog):
    """Asks how many approvals a recruitment year is to bring."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("Target of a recruitment year"), "", Form(), parent)
        years = [*_years_to_come(office), *office.quick(recruitment_years, today=office.today())]
        self._targets = {
            row.year_starts_on: row.approvals for row in office.quick(agency_row).targets
        }
        self.year: Choice[date] = Choice(
            [(year.label, year.starts_on) for year in years], filters=False
        )
        named = place.fact("year")
        this = years[min(YEARS_TO_COME, len(years) - 1)].starts_on
        self.year.choose(date.fromisoformat(named) if named else this)
        self.number = NumberBox(0, MOST_APPROVALS, USUAL_TARGET)
        self.form.ask("year", self.tr("&Year"), self.year)
        hint = self.tr("Households approved in the year; 0 where there is no target.")
        self.form.ask("target", self.tr("&Approvals to reach"), self.number, hint=hint)
        self._show_target()
        self.year.chosen.connect(self._on_year_chosen)
        self.number.setFocus()
        self.number.selectAll()

    @override
    def send(self) -> None:
        year = self.year.value()
        if year is None:
            raise Problem(self.tr("Choose a year."), field="year")
        self.do(set_target, year_starts_on=year, approvals=self.number.value())

    def _on_year_chosen(self, _year: object) -> None:
        self._show_target()

    def _show_target(self) -> None:
        year = self.year.value()
        self.number.setValue(self._targets.get(year, USUAL_TARGET) if year else USUAL_TARGET)


class OwnDayDialog(FormDialog):
    """Asks for one day that counts as a bank holiday, and what it is."""

    def __init__(self, office: Office, _place: Place, parent: QWidget | None = None) -> None:
        told = office.tr(
            "The bank holidays of England and Wales are built in. Add only what counts as one: an "
            "extra bank holiday, not a day on which your offices close."
        )
        super().__init__(office, office.tr("Add a day off"), told, Form(), parent)
        self.on = date_box(office)
        self.name = QLineEdit()
        self.form.ask("on", self.tr("&Date"), self.on)
        self.form.ask("name", self.tr("&What the day is"), self.name)
        self.save_button.setText(self.tr("&Add the day"))
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(add_own_day, on=self.form.day("on"), name=self.form.text("name"))


class FigureDialog(FormDialog):
    """Asks for a figure that the work goes by, and why the agency sets it."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._name = place.fact("figure") or QUIET_DAYS
        row = office.quick(figure_row, name=self._name)
        told = office.tr("{title} {value} {unit}. As shipped {shipped}. {source}.")
        told = told.format(
            title=row.title,
            value=row.value,
            unit=row.unit,
            shipped=row.shipped,
            source=row.source,
        )
        super().__init__(office, office.tr("A figure that we go by"), told, Form(), parent)
        self.number = NumberBox(row.least, row.most, row.value, unit=row.unit)
        reason = QLineEdit(row.reason)
        self.form.ask("value", self.tr("&Figure"), self.number)
        self.form.ask("reason", self.tr("&Why the agency sets this"), reason, wide=True)
        self.number.setFocus()
        self.number.selectAll()

    @override
    def send(self) -> None:
        value, reason = str(self.number.value()), self.form.text("reason")
        self.do(set_figure, name=self._name, value=value, reason=reason)


class CodeDialog(FormDialog):
    """Adds a code to a list, or gives one other words; old records keep the code."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        lists = office.quick(code_rows)
        self._list = place.fact("list") or "source_of_enquiry"
        title, rows = lists[self._list]
        self._row: CodeRow | None = next(
            (row for row in rows if row.code == place.fact("code")), None
        )
        heading = (
            office.tr("Add to: {list}") if self._row is None else office.tr("Rename in: {list}")
        )
        super().__init__(office, heading.format(list=title), "", Form(), parent)
        self.words = QLineEdit(self._row.label if self._row else "")
        hint = self.tr("As it stands in lists and on paper.")
        self.form.ask("label", self.tr("&Words"), self.words, hint=hint)
        self.owner: Choice[str] = Choice(
            [(labels.owner(owner), owner) for owner in labels.OWNER_WORDS], filters=False
        )
        self._has_owner = any(row.owner for row in rows)
        if self._has_owner:
            usual = self._row.owner if self._row else next(row.owner for row in rows if row.owner)
            self.owner.choose(usual)
            self.form.ask("owner", self.tr("W&hose time these days are"), self.owner)
        self.focus_first()

    @override
    def send(self) -> None:
        row = self._row
        self.do(
            set_code,
            list_name=self._list,
            code=row.code if row else "",
            label=self.form.text("label"),
            is_retired=row.is_retired if row else False,
            owner=(self.owner.value() or "") if self._has_owner else "",
        )


def _years_to_come(office: Office) -> list[RecruitmentYear]:
    """Return the next years, the latest first."""
    this = office.quick(recruitment_years, today=office.today())[0]
    first = this.starts_on
    return [
        RecruitmentYear(first.replace(year=first.year + more))
        for more in range(YEARS_TO_COME, 0, -1)
    ]
