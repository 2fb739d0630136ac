"""Set a limit for the agency: another figure, or its clock switched on or off, with the reason."""

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.agency_law import limit_rows, set_limit
from recruitment_app.casework.agency.agency_rows import LimitRow
from recruitment_app.errors import Problem
from recruitment_app.rules.limits import LARGEST, UNITS
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.number_box import NumberBox

UNIT_WORDS = {
    "working_days": "working days",
    "days": "days",
    "weeks": "weeks",
    "months": "calendar months",
    "years": "years",
    "hours": "hours",
}
LINES_OF_REASON = 3


class LimitDialog(FormDialog):
    """The figure, whether its clock runs, and why the agency sets it."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = _limit(office, place)
        row = self._row
        told = office.tr("Shipped: {figure}, from: {trigger}.\nSource: {source}.")
        told = told.format(figure=row.shipped_figure, trigger=row.trigger, source=row.source)
        super().__init__(office, f"{row.id} · {row.title}", told, Form(), parent)
        self.number = NumberBox(0, LARGEST, row.number or 0)
        self.number.setSpecialValueText(self.tr("no figure"))
        self.unit: Choice[str] = Choice(
            [(self.tr(UNIT_WORDS[unit]), unit) for unit in UNITS], filters=False
        )
        self.unit.choose(row.unit or UNITS[0])
        self.is_on = QCheckBox(self.tr("A cloc&k runs for it"))
        self.is_on.setChecked(row.is_on)
        self.is_on.setEnabled(row.is_followed)
        self.reason = QPlainTextEdit(row.reason)
        self.reason.setFixedHeight(self.fontMetrics().lineSpacing() * (LINES_OF_REASON + 1))
        number = self.form.ask("number", self.tr("&Figure"), self.number)
        self.form.beside(number, self.form.ask("unit", self.tr("&Unit"), self.unit))
        self.form.ask("is_on", "", self.is_on)
        if not row.is_followed:
            self.form.say(self.tr("This limit is not followed yet: no clock runs for it."), "small")
        hint = self.tr("Kept with the change, for whoever asks later.")
        self.form.ask("reason", self.tr("&Why the agency sets it so"), self.reason, hint=hint)
        if place.fact("switch"):
            self.is_on.setChecked(not row.is_on)
            self.reason.setFocus()
        else:
            self.number.setFocus()
            self.number.selectAll()

    @override
    def send(self) -> None:
        number = self.number.value() or None
        self.do(
            set_limit,
            limit_id=self._row.id,
            number=number,
            unit=(self.unit.value() or "") if number else "",
            is_on=self.is_on.isChecked(),
            reason=self.form.text("reason"),
        )


def _limit(office: Office, place: Place) -> LimitRow:
    wanted = place.fact("limit") or "T01b"
    for row in office.quick(limit_rows):
        if row.id == wanted:
            return row
    raise Problem("There is no such limit.")
