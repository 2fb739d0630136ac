"""Events: the list or the month, and the one chosen with its register and waiting list."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSplitter, QVBoxLayout, QWidget

from recruitment_app.casework.change import Touched
from recruitment_app.casework.events.event_rows import EventRow, events
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.demand_panel import DemandPanel
from recruitment_app.ui.pages.event_columns import event_columns, places_words
from recruitment_app.ui.pages.event_detail import EventDetail
from recruitment_app.ui.pages.events_export import EventsExport
from recruitment_app.ui.part_lines import hours
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.month_view import Entry, MonthView
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.table_view import TableView

_LATELY: Final = timedelta(days=366)
_SHARES: Final = (640, 520)
LIST: Final = "list"
MONTH: Final = "month"


class EventsPage(Page):
    """The next event is shown first; earlier ones than of a year are read when wished."""

    concerns = frozenset({Touched.EVENTS, Touched.LETTERS, Touched.JOURNEY})

    def __init__(self, office: Office) -> None:
        super().__init__("", scrolls=False)
        self._office = office
        self._wanted: UUID | None = None
        self._shows_all = False
        self._is_reading = False
        self._month = office.today().replace(day=1)
        may_make = may(office.person.role, Duty.ENTER_DATES)
        self.say(self.tr("Events"), self.tr("Information sessions, workshops, open evenings"))
        self.setAccessibleName(self.tr("Events"))
        self.list_button = self._switch(self.tr("L&ist"))
        self.month_button = self._switch(self.tr("&Month"))
        self.list_button.setChecked(True)
        self.either = QButtonGroup(self)
        self.either.addButton(self.list_button)
        self.either.addButton(self.month_button)
        self.all_button = QPushButton(self.tr("Show e&arlier events"), self)
        self.all_button.setProperty("kind", "link")
        self.table: ShortTable[EventRow] = ShortTable(
            event_columns(office.today()), lambda row: row.id
        )
        self.list = TableView(self.tr("Events"), self)
        self.month = MonthView(self.tr("Events of the month"), self)
        self.listed = Card("", self)
        self.empty = EmptyState(
            self.tr("Information sessions, workshops and other events stand here."),
            self.tr("New &event"),
        )
        self.empty.button.setVisible(may_make)
        self.detail = EventDetail(office, self)
        self.demand = DemandPanel(office, self)
        self.told = Notice(parent=self)
        self.export = EventsExport(office, self.told, self, lambda: self._month)
        self._arrange()
        self._connect()

    def show_place(self, place: Place) -> None:
        """Show the event that the place names, else the next, in the list or the month."""
        shown = {LIST: self.list_button, MONTH: self.month_button}.get(place.fact("view"))
        if shown is not None:
            shown.setChecked(True)
        named = place.fact("event")
        if named:
            self._wanted = UUID(named)
        super().show_place(place)
        if named and self.detail.shown is not None:
            self._show_month(self.detail.shown.begins_on.replace(day=1))

    def reload(self) -> None:
        """Read the events, and the one chosen."""
        self.demand.reload()
        if self._shows_all:  # a region holds thousands in ten years
            self._office.look("events", events, self._show_events)
        else:
            since = self._office.today() - _LATELY
            self._show_events(self._office.quick(events, since=since))

    def keyed(self) -> tuple[QWidget, ...]:
        """Return the page with the register and the month, which have keys of their own."""
        return (self, self.detail, self.month)

    def window_title(self) -> str:
        """Return the words for the window's title."""
        return self.tr("Events")

    def _show_events(self, rows: tuple[EventRow, ...]) -> None:
        wanted = self._next(rows)
        self._is_reading = True  # what the table chooses meanwhile is nobody's wish
        self.table.show_rows(rows)
        self.listed.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._show_month(self._month)
        self.detail.setVisible(wanted is not None)
        if wanted is not None:
            self.list.choose(wanted)
            self._show(wanted)
        self._is_reading = False

    def _next(self, rows: tuple[EventRow, ...]) -> UUID | None:
        """Return the event to show: the one chosen, else the next, else the last held."""
        if self._wanted is not None and any(row.id == self._wanted for row in rows):
            return self._wanted
        today = self._office.today()
        coming = [row for row in rows if row.ends_on >= today and row.cancelled_on is None]
        if coming:
            return coming[0].id
        return rows[-1].id if rows else None

    def _show(self, event_id: UUID) -> None:
        self._wanted = event_id
        self.detail.show_event(event_id)

    def _switch(self, words: str) -> QPushButton:
        made = QPushButton(words, self)
        made.setProperty("kind", "filter")
        made.setCheckable(True)
        return made

    def _arrange(self) -> None:
        for button in (self.list_button, self.month_button):
            self.corner.addWidget(button)
        self.corner.addWidget(self.export)
        self.list.show_table(self.table)
        self.list.fill_with("event")
        self.list.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.month.hide()
        self.listed.body.addWidget(self.list, 1)
        self.listed.body.addWidget(self.month, 1)
        self.listed.body.addWidget(self.all_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.listed.body.addWidget(self.demand)
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(tokens.LARGE)
        both.addWidget(self.listed)
        both.addWidget(self.detail)
        both.setSizes(_SHARES)
        whole = QVBoxLayout()
        whole.addWidget(self.told)
        whole.addWidget(both, 1)
        whole.addWidget(self.empty, 1)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self.list_button.toggled.connect(self._on_switched)
        self.all_button.clicked.connect(self._on_all_wished)
        self.empty.wished.connect(self._on_new_wished)
        self.list.record_chosen.connect(self._on_event_chosen)
        self.month.chosen.connect(self._on_event_of_month_chosen)
        self.month.month_wished.connect(self._on_month_wished)
        self.detail.wished.connect(self.wished)
        self.demand.wished.connect(self.wished)

    def _show_month(self, month: date) -> None:
        """Read the events of a month and show it."""
        self._month = month
        last = month.replace(day=monthrange(month.year, month.month)[1])
        entries: dict[date, list[Entry]] = defaultdict(list)
        for row in self._office.quick(events, since=month, until=last):
            name = self.tr("{name} (cancelled)") if row.cancelled_on else "{name}"
            for part in row.parts:
                words = name.format(name=row.called)
                told = " ".join(filter(None, (hours(part), words, places_words(row), row.venue)))
                entries[part.on].append(Entry(row.id, words, told))
        self.month.show_month(month, entries)

    @Slot(bool)
    def _on_switched(self, is_list: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.list.setVisible(is_list)
        self.all_button.setVisible(is_list and not self._shows_all)
        self.month.setVisible(not is_list)

    @Slot()
    def _on_all_wished(self) -> None:
        self._shows_all = True
        self.all_button.hide()
        self.reload()

    @Slot(object)
    def _on_month_wished(self, month: date) -> None:
        self._show_month(month)

    @Slot(object)
    def _on_event_of_month_chosen(self, event_id: UUID) -> None:
        self.list.choose(event_id)
        self._show(event_id)

    @Slot(object)
    def _on_event_chosen(self, row: object) -> None:
        if self._is_reading:
            return
        if isinstance(row, EventRow) and row.id != self._wanted:
            self._show(row.id)

    @Slot()
    def _on_new_wished(self) -> None:
        self.wished.emit(Place("new_event"))
