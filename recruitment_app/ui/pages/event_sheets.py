"""The button with an event's papers and calendars: to sign in on, to read, to take in elsewhere."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from recruitment_app.casework.events.event_calendars import Wanted
from recruitment_app.casework.events.event_papers import event_list, sign_in_sheet
from recruitment_app.casework.events.event_rows import EventRow, PlaceRow
from recruitment_app.rules.events import WAITING
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import labels
from recruitment_app.ui.dialogs.calendar_errands import CalendarErrands
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.office import Office

_ARROW: Final = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"


class EventSheets(QPushButton):
    """A calendar of who is chosen is that person's own: it names nobody else."""

    refused = Signal(object)
    """The sentence why a paper was not made, or a calendar not written."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(f"{self.tr('&Sheets')} {_ARROW}", parent)
        self.setProperty("kind", "small")
        self.setAccessibleName(self.tr("Sheets and calendars of the event"))
        self._office = office
        self._event: EventRow | None = None
        self._chosen: PlaceRow | None = None
        self.papers = PaperErrands(office, parent)
        self.calendars = CalendarErrands(office, parent)
        self.calendars.refused.connect(self.refused)
        self.choices = QMenu(self)
        add = self.choices.addAction
        self.sign_in = add(self.tr("Sign-in sheet…"), self._on_sign_in)
        self.list = add(self.tr("List of the event…"), self._on_list)
        self.choices.addSeparator()
        self.whole = add(self.tr("Calendar of the event…"), self._on_calendar)
        self.own = add("", self._on_own)
        may_export = may(office.person.role, Duty.EXPORT)
        self.whole.setVisible(may_export)
        self.setMenu(self.choices)

    def show_event(self, event: EventRow, chosen: PlaceRow | None) -> None:
        """Offer the papers of an event, and the calendar of who is chosen in its register."""
        self._event, self._chosen = event, chosen
        self.sign_in.setEnabled(event.cancelled_on is None)
        is_own = chosen is not None and chosen.state != WAITING
        self.own.setVisible(is_own and self.whole.isVisible())
        if chosen is not None:
            told = self.tr("Calendar of {name}…")
            self.own.setText(told.format(name=(chosen.name or chosen.title).replace("&", "&&")))

    @Slot()
    def _on_sign_in(self) -> None:
        self._print(sign_in_sheet, self.tr("Sign-in sheet"), "sign-in-sheet")

    @Slot()
    def _on_list(self) -> None:
        self._print(event_list, self.tr("List of the event"), "event")

    @Slot()
    def _on_calendar(self) -> None:
        if self._event is not None:
            name = f"event-{self._event.begins_on.isoformat()}.ics"
            self.calendars.ask(Wanted(event_id=self._event.id), name)

    @Slot()
    def _on_own(self) -> None:
        row = self._chosen
        if row is not None:
            wanted = Wanted(case_id=row.case_id, person_id=row.person_id)
            self.calendars.ask(wanted, f"{row.reference}-events.ics")

    def _print(self, make: Callable[..., bytes], what: str, name: str) -> None:
        event = self._event
        if event is None:
            return
        self.papers.open(
            partial(make, event_id=event.id, today=self._office.today()),
            title=f"{what} · {labels.in_text(event.begins_on)}",
            file_name=f"{name}-{event.begins_on.isoformat()}.pdf",
            sorry=self.refused.emit,
        )
