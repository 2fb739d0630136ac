"""Make an information session, or cancel one."""

from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.agency_rows import SessionRow
from recruitment_app.casework.sessions import cancel_session, create_session, sessions
from recruitment_app.errors import Problem
from recruitment_app.ui import labels
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.number_box import NumberBox

USUAL_PLACES = 20
MOST_PLACES = 500
USUAL_START = "18:30"
LINES_OF_REMARKS = 3


class NewSession(FormDialog):
    """Asks when, where and for how many; the venue of the last session is there already."""

    def __init__(self, office: Office, _place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("New information session"), "", Form(), parent)
        last = next(iter(office.quick(sessions)), None)
        self.on = date_box(office)
        self.starts = QLineEdit(last.starts if last else USUAL_START)
        self.venue = QLineEdit(last.venue if last else "")
        self.places = NumberBox(1, MOST_PLACES, last.places if last else USUAL_PLACES)
        self.remarks = QPlainTextEdit()
        self.remarks.setFixedHeight(self.fontMetrics().lineSpacing() * (LINES_OF_REMARKS + 1))
        self.form.ask("on", self.tr("&Date"), self.on)
        self.form.ask("starts", self.tr("&Begins at"), self.starts, hint=self.tr("As 18:30"))
        self.form.ask("venue", self.tr("&Venue"), self.venue)
        hint = self.tr("Counted per person: a couple takes two.")
        self.form.ask("places", self.tr("&Places"), self.places, hint=hint)
        self.form.ask("remarks", self.tr("&Remarks, where any"), self.remarks)
        self.save_button.setText(self.tr("&Make the session"))
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            create_session,
            on=self.form.day("on"),
            starts=self.form.text("starts"),
            venue=self.form.text("venue"),
            places=self.places.value(),
            remarks=self.form.text("remarks"),
        )


class CancelSession(FormDialog):
    """Asks once more before a session is cancelled, and says who is booked."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("Cancel this session?"), "", Form(), parent)
        self._session = _session(office, place)
        row = self._session
        if row is not None:
            told = self.tr("The session of {day} at {venue}; {booked}.")
            booked = labels.count(row.booked, "person is booked", "people are booked")
            self.form.say(
                told.format(
                    day=labels.in_text(row.on),
                    venue=row.venue or self.tr("a venue not named"),
                    booked=booked,
                )
            )
        self.form.say(
            self.tr(
                "The bookings stay in the register, so that you can tell each household and book "
                "it anew. A cancelled session cannot be opened again."
            )
        )
        self.cancel_button.setText(self.tr("&Keep it"))
        self.save_button.setText(self.tr("&Cancel the session"))
        self.save_button.setDefault(False)
        self.cancel_button.setFocus()

    @override
    def send(self) -> None:
        if self._session is None:
            raise Problem(self.tr("This session is not there any more: look again."))
        self.do(cancel_session, session_id=self._session.id, on=self.office.today())


def _session(office: Office, place: Place) -> SessionRow | None:
    rows = office.quick(sessions)
    named = place.fact("session")
    if not named:
        return next((row for row in rows if row.cancelled_on is None), None)
    return next((row for row in rows if row.id == UUID(named)), None)
