"""Waiting for a workshop: when each household gets a place, and what further ones would change."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout
from typing_extensions import override

from recruitment_app.casework.change import Touched
from recruitment_app.casework.events.later_steps import HISTORY_YEARS
from recruitment_app.casework.events.workshop_paper import demand_paper
from recruitment_app.casework.events.workshop_waiting import DemandPage, WaitingRow, demand
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.workshop_words import (
    NO_WORKSHOP,
    NOBODY,
    changed,
    hidden,
    reckoned,
    standing,
    sums,
)
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.demand_columns import INSTEAD, OF_FURTHER, demand_columns
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import Card, clear, label
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.fact_grid import FactGrid
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.table_view import TableView

_IN_A_ROW: Final = 3
_LEAVE_OUT: Final = "\N{MULTIPLICATION SIGN}"


class WorkshopDemandPage(Page):
    """The list of who waits; a day that is added above it moves up whom it can, and nobody down.

    The place may name days of further workshops: ``what_if`` as 2015-01-10,2015-02-14.
    """

    concerns = frozenset(
        {Touched.EVENTS, Touched.JOURNEY, Touched.CASES, Touched.PEOPLE, Touched.SETTINGS}
    )

    def __init__(self, office: Office) -> None:
        super().__init__("", scrolls=False)
        self._office = office
        self._page: DemandPage | None = None
        self._days: list[date] = []
        self._asked: frozenset[date] = frozenset()
        self._has_further: bool | None = None
        self._may = may(office.person.role, Duty.ENTER_DATES)
        self.say(self.tr("Waiting for a workshop"))
        self.setAccessibleName(self.tr("Waiting for a workshop"))
        self.papers = PaperErrands(office, self)
        self.notice = Notice(parent=self)
        self.export_button = ExportButton(
            office, self.notice, ("waiting",), self, lambda _list: {"what_if": tuple(self._days)}
        )
        self.print_button = QPushButton(self.tr("P&rint…"), self)
        self.make_button = QPushButton(self.tr("&Make these workshops…"), self)
        self.make_button.setProperty("kind", "primary")
        self.day = date_box(office, needed=False)
        self.add_button = QPushButton(self.tr("&Add this day"), self)
        self.asking = Card(self.tr("What would a further workshop change?"), self)
        self.like = label("", "small", wraps=True)
        self.chosen = QGridLayout()
        self.summed = Card(self.tr("In all"), self)
        self.figures = QVBoxLayout()
        self.told = label("", wraps=True)
        self.listed = Card("", self)
        self.table: ShortTable[WaitingRow] = ShortTable(demand_columns(), lambda row: row.case_id)
        self.list = TableView(self.tr("Who waits for a workshop"), self)
        self.foot = label("", "small", wraps=True)
        self.empty = EmptyState(NOBODY, parent=self)
        self._arrange()
        self._connect()

    @override
    def show_place(self, place: Place) -> None:
        typed = filter(None, place.fact("what_if").split(","))
        self._days = sorted({date.fromisoformat(each) for each in typed})
        super().show_place(place)

    @override
    def reload(self) -> None:
        page = self._read()
        if made := self._asked.intersection(page.begins):  # by the button of this page
            self._asked -= made
            self._days = [day for day in self._days if day not in made]
            page = self._read()
        self._page = page
        chosen = self.list.chosen()
        self.table.show_rows(page.rows)
        for part in (self.listed, self.asking, self.summed, self.export_button, self.print_button):
            part.setVisible(bool(page.now.households))
        self.empty.setVisible(not page.now.households)
        self._show_columns(has_further=bool(page.more))
        if page.rows and not isinstance(chosen, WaitingRow):
            self.list.choose(page.rows[0].case_id)
        self._tell(page)
        self._show_days(page)

    @override
    def window_title(self) -> str:
        return self.tr("Waiting for a workshop")

    def _read(self) -> DemandPage:
        today = self._office.today()
        self._days = [day for day in self._days if day > today]
        try:
            return self._office.quick(demand, today=today, more=self._days)
        except Problem:  # the last workshop was cancelled meanwhile: nothing tells of another
            self._days = []
            return self._office.quick(demand, today=today)

    def _show_columns(self, *, has_further: bool) -> None:
        """Show what further workshops change where there are some."""
        if self._has_further == has_further:
            return  # what somebody hid or showed stays so
        self._has_further = has_further
        for at, column in enumerate(self.table.columns):
            if column.name in (*OF_FURTHER, INSTEAD):
                self.list.setColumnHidden(at, (column.name == INSTEAD) is has_further)

    def _tell(self, page: DemandPage) -> None:
        sentences = (standing(page.now, page.last_on), hidden(page.hidden))
        self.say(self.tr("Waiting for a workshop"), " ".join(filter(None, sentences)))
        self.told.setText(changed(page.now, page.then, page.more))
        self.told.setVisible(bool(page.more))
        self.notice.say(" ".join(page.warnings))
        self.foot.setText(reckoned(page.pace, HISTORY_YEARS))
        clear(self.figures)
        facts = [
            (words, f"{now:,}" if not page.more else self._both(now, then))
            for words, now, then in sums(page.now, page.then, page.year_ends_on)
        ]
        grid = FactGrid(facts)
        grid.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.figures.addWidget(grid)

    def _both(self, now: int, then: int) -> str:
        if now == then:
            return f"{now:,}"
        return self.tr("{now}, then {then}").format(now=f"{now:,}", then=f"{then:,}")

    def _show_days(self, page: DemandPage) -> None:
        self.make_button.setVisible(self._may and bool(page.more or page.last is None))
        last = page.last
        if last is None:
            self.like.setText(NO_WORKSHOP)
            self.make_button.setText(self.tr("&Make a workshop…"))
        else:
            words = self.tr("Each with the parts and places of the last one: {parts}, {places}.")
            parts = labels.count(len(last.parts), "part", "parts")
            places = labels.count(last.places, "place", "places") if last.places else ""
            uncounted = self.tr("places not counted")
            self.like.setText(words.format(parts=parts, places=places or uncounted))
            self.make_button.setText(self.tr("&Make these workshops…"))
        for control in (self.day, self.add_button):
            control.setEnabled(last is not None)
        clear(self.chosen)
        for at, day in enumerate(page.more):
            button = QPushButton(f"{labels.in_table(day)} {_LEAVE_OUT}", self)
            button.setProperty("kind", "small")
            told = self.tr("Leave out {day}").format(day=labels.in_text(day))
            button.setAccessibleName(told)
            button.setToolTip(told)
            button.clicked.connect(partial(self._leave_out, day))
            self.chosen.addWidget(button, *divmod(at, _IN_A_ROW))

    def _arrange(self) -> None:
        self.corner.addWidget(self.export_button)
        self.corner.addWidget(self.print_button)
        self.corner.addWidget(self.make_button)
        begins = label(self.tr("Another workshop &begins on"), "field")
        begins.setBuddy(self.day)
        self.day.setAccessibleName(self.tr("Another workshop begins on"))
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.day, 1)
        row.addWidget(self.add_button)
        self.chosen.setSpacing(tokens.SMALL)
        self.chosen.setColumnStretch(_IN_A_ROW, 1)
        self.asking.body.addWidget(begins)
        self.asking.body.addLayout(row)
        self.asking.body.addLayout(self.chosen)
        self.asking.body.addWidget(self.like)
        self.asking.body.addStretch(1)
        self.summed.body.addLayout(self.figures)
        self.summed.body.addWidget(self.told)
        self.summed.body.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(tokens.LARGE)
        both.addWidget(self.asking, 1)
        both.addWidget(self.summed, 1)
        self.list.show_table(self.table)
        self.list.fill_with("household")
        self.list.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.listed.body.addWidget(self.list, 1)
        self.listed.body.addWidget(self.foot)
        whole = QVBoxLayout()
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(self.notice)
        whole.addLayout(both)
        whole.addWidget(self.listed, 1)
        whole.addWidget(self.empty, 1)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.day.returnPressed.connect(self._on_add)
        self.print_button.clicked.connect(self._on_print)
        self.make_button.clicked.connect(self._on_make)
        self.list.record_opened.connect(self._on_opened)

    def _leave_out(self, day: date, *_facts: object) -> None:
        self._days = [each for each in self._days if each != day]
        self.reload()
        self.day.setFocus()

    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))

    @Slot()
    def _on_add(self) -> None:
        try:
            day = self.day.day()
        except Problem as problem:
            self.notice.say(str(problem))
            return
        if day is None:
            self.notice.say(self.tr("Give the day on which the further workshop begins."))
            return
        if day <= self._office.today():
            self.notice.say(self.tr("Give a day to come for the further workshop."))
            return
        self._days = sorted({*self._days, day})
        self.day.clear()
        self.reload()

    @Slot()
    def _on_make(self) -> None:
        page = self._page
        if page is None or page.last is None:
            self.wished.emit(Place("new_event", facts={"kind": "workshop"}))
            return
        self._asked = frozenset(page.more)
        days = "\n".join(labels.in_text(day) for day in page.more)
        facts = {"event": str(page.last.id), "days": days}
        self.wished.emit(Place("copy_event", facts=facts))

    @Slot()
    def _on_print(self) -> None:
        today, days = self._office.today(), tuple(self._days)

        def make(store: Store) -> bytes:
            return demand_paper(store, today=today, more=days)

        title = self.tr("Waiting for a workshop")
        name = f"waiting-for-a-workshop-{today.isoformat()}.pdf"
        self.papers.open(make, title=title, file_name=name, sorry=self._on_refused)

    @Slot(object)
    def _on_opened(self, row: object) -> None:
        if isinstance(row, WaitingRow):
            self.wished.emit(Place("case", row.case_id))
