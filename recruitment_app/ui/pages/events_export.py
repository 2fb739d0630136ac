"""The button that writes the lists of events, and what is to come as a calendar."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from recruitment_app.casework.events.event_calendars import Wanted
from recruitment_app.ui.dialogs.calendar_errands import CalendarErrands
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.widgets.notice import Notice

LISTS = ("sessions", "bookings", "feedback")


class EventsExport(ExportButton):
    """``month`` tells, when it is asked for, which month the page shows."""

    def __init__(
        self, office: Office, notice: Notice, parent: QWidget, month: Callable[[], date]
    ) -> None:
        super().__init__(office, notice, LISTS, parent)
        self._month = month
        self.calendars = CalendarErrands(office, self)
        self.calendars.refused.connect(self._on_refused)
        self.choices.addSeparator()
        self.all = self.choices.addAction(self.tr("Calendar of all to come…"), self._on_all)
        self.one_month = self.choices.addAction("", self._on_month)
        self.mine = self.choices.addAction(self.tr("Calendar of what I lead…"), self._on_mine)
        self.choices.aboutToShow.connect(self._name_month)
        self._name_month()

    @Slot()
    def _name_month(self) -> None:
        told = self.tr("Calendar of {month}…")
        self.one_month.setText(told.format(month=f"{self._month():%B %Y}"))

    @Slot()
    def _on_all(self) -> None:
        self.calendars.ask(Wanted(since=self._office.today()), "events.ics")

    @Slot()
    def _on_month(self) -> None:
        first = self._month()
        last = first.replace(day=monthrange(first.year, first.month)[1])
        self.calendars.ask(Wanted(since=first, until=last), f"events-{first:%Y-%m}.ics")

    @Slot()
    def _on_mine(self) -> None:
        wanted = Wanted(since=self._office.today(), is_mine=True)
        self.calendars.ask(wanted, "events-i-lead.ics")
