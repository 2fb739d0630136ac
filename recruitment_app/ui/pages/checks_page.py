"""The checks of all cases: who lacks what, for how long, chased when, and chased again at once."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import worker_names
from recruitment_app.casework.change import Touched
from recruitment_app.casework.checks.check_acts import ASK, CHASE, acts_on
from recruitment_app.casework.checks.check_grid import GridFilter, GridRow, check_grid
from recruitment_app.casework.checks.check_kinds import rules_of_checks
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.store.keeping import Store
from recruitment_app.ui import actions, labels, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.check_filters import LIST, ChecksWanted, wanted_by
from recruitment_app.ui.check_places import line_of, many_of
from recruitment_app.ui.dialogs.check_many import MOST
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.check_filter_row import CheckFilterRow
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.pages.view_menu import ViewMenu
from recruitment_app.ui.places import Place
from recruitment_app.ui.rail_views import ARRANGED, VIEW
from recruitment_app.ui.tables.check_columns import Listed, check_columns, in_order
from recruitment_app.ui.tables.record_table import RecordTable
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.table_view import TableView

FIND: Final = Wish("find", "Filter", "Ctrl+F", "search", "Filter the list by words")
EXPORT: Final = Wish("export", "E&xport…", "Ctrl+E", "export", "Write the list as a spreadsheet")
DO_CHASE: Final = Wish("chase", "&Chase…", "Ctrl+H", "", "Chase the checks that are chosen")
DO_ASK: Final = Wish("ask", "&Ask for…", "Ctrl+Shift+A", "", "Ask for the checks that are chosen")
_FIRST_ARRANGED: Final = json.dumps({"columns": [], "sort": ["reference", False]})
_MOST_FOUND: Final = 5000
Found = tuple[Sequence[GridRow], Sequence[int], GridFilter]
"""The checks as they come, the places of them in order, and what was asked of the grid."""


class ChecksPage(Page):
    """One list over all open cases; several may be chosen, and chased after a preview."""

    concerns = frozenset({Touched.CHECKS, Touched.CASES, Touched.PEOPLE, Touched.JOURNEY})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Checks"), scrolls=False, parent=parent)
        self._office = office
        self._grid: Sequence[GridRow] = ()
        self._order: Sequence[int] = ()
        self._wanted: GridFilter | None = None
        self.filters = CheckFilterRow(self)
        self.table = RecordTable[Listed](
            check_columns(), self._ids, self._rows, lambda each: each[0], self
        )
        self.view = TableView(self.tr("Checks"), self)
        self.notice = Notice("notice", self)
        self.empty = EmptyState("", self.tr("Show all checks"))
        self.stack = QStackedWidget(self)
        self.columns_button = QPushButton(self.tr("C&olumns"), self)
        self.export_button = ExportButton(office, self.notice, (LIST,), self, self._kept_to)
        self.view_menu = ViewMenu(office, self, LIST, self._shown_now, self)
        self.ask_button = QPushButton(self.tr(DO_ASK.words), self)
        self.chase_button = QPushButton(self.tr(DO_CHASE.words), self)
        self.chase_button.setProperty("kind", "primary")
        self._lay_out_list()
        self._connect()
        self.view.show_table(self.table, self._usually_arranged())
        self.view.fill_with("check")
        self.view.let_many_be_chosen()
        self.view.selectionModel().selectionChanged.connect(self._on_chosen)

    @override
    def show_place(self, place: Place) -> None:
        kinds = self._office.quick(rules_of_checks).kinds
        offered = [(name, kind.title) for name, kind in kinds.items()]
        self.filters.offer(offered, self._office.quick(worker_names))
        self.filters.show_wanted(wanted_by(place, self._usual()))
        if place.fact(VIEW) or (self.place is not None and self.place.fact(VIEW)):
            self.view.arrange(place.fact(ARRANGED) or self._usually_arranged())
        super().show_place(place)
        self.view.setFocus()

    @override
    def reload(self) -> None:
        self.table.reload()

    def chosen(self) -> list[GridRow]:
        """Return the rows that are chosen, as many as may be acted on at once and one more."""
        return [self._grid[self._order[one.int]] for one in self.view.chosen_ids()[: MOST + 1]]

    @Slot()
    def chase(self) -> None:
        """Chase those of the chosen that are waited for."""
        self._wish_many(CHASE, self.tr("None of the chosen checks is waited for."))

    @Slot()
    def ask(self) -> None:
        """Ask for those of the chosen that were not asked for yet."""
        self._wish_many(ASK, self.tr("None of the chosen checks is still to be asked for."))

    def _wish_many(self, act: str, none: str) -> None:
        if not may(self._office.person.role, Duty.ENTER_DATES):
            return
        rows = self.chosen()
        if len(rows) > MOST:
            told = self.tr("Choose {most} checks at most: a longer preview is not read.")
            self.notice.say(told.format(most=MOST))
            return
        role = self._office.person.role
        keys = [
            row.check.key
            for row in rows
            if act in acts_on(row.check, role) and row.check.received_on is None
        ]
        self.notice.say("" if keys else none)
        if keys:
            self.wished.emit(many_of(act, keys))

    def _usual(self) -> Mapping[str, str]:
        """Return what is asked for at first: a social worker's own cases."""
        person = self._office.person
        return {"worker": str(person.id)} if person.role is Role.SOCIAL_WORKER else {}

    def _usually_arranged(self) -> str:
        return self._office.settings.columns.get(LIST, "") or _FIRST_ARRANGED

    def _shown_now(self) -> tuple[Mapping[str, str], str]:
        """Return what a view of this page keeps."""
        return self.filters.wanted().facts(), self.view.arranged()

    def _kept_to(self, _name: str) -> Mapping[str, Any]:
        """Keep the list that leaves to what is shown."""
        return {"checks": self._wanted}

    def _ids(self, sorted_by: str, from_last: bool) -> Sequence[UUID]:  # noqa: FBT001 - the table's call
        if self.place is not None:
            asked = partial(
                _read,
                wanted=self.filters.wanted(),
                today=self._office.today(),
                sorted_by=sorted_by,
                from_last=from_last,
            )
            self._office.look(LIST, asked, self._on_found)
        return self.table.ids

    def _rows(self, ids: Sequence[UUID]) -> Sequence[Listed]:
        return [(one, self._grid[self._order[one.int]]) for one in ids]

    def _on_found(self, found: Found) -> None:
        self._grid, self._order, self._wanted = found
        self.table.show_ids([UUID(int=place) for place in range(len(self._order))])
        count = len(self._order)
        self.stack.setCurrentIndex(0 if count else 1)
        if not count:
            self._say_empty()
        self.export_button.setEnabled(count > 0)
        if count and not self.view.currentIndex().isValid():
            self.view.choose(self.table.ids[0])
        self.say(self.title.text(), labels.count(count, "check", "checks"))
        self._offer_acts()

    def _say_empty(self) -> None:
        if self.filters.wanted() == ChecksWanted():
            told = self.tr(
                "Nothing is to do. Checks stand here from the day on which a registration is"
                " accepted."
            )
        else:
            told = self.tr("No check is like this.")
        self.empty.say(told)

    def _lay_out_list(self) -> None:
        card = QFrame(self)
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(tokens.TIGHT, tokens.TIGHT, tokens.TIGHT, tokens.TIGHT)
        inner.addWidget(self.view)
        self.stack.addWidget(card)
        self.stack.addWidget(self.empty)
        may_record = may(self._office.person.role, Duty.ENTER_DATES)
        for button in (self.ask_button, self.chase_button):
            button.setVisible(may_record)
        for button in (
            self.view_menu,
            self.columns_button,
            self.export_button,
            self.ask_button,
            self.chase_button,
        ):
            self.corner.addWidget(button)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        wishes: tuple[tuple[Wish, Callable[[], object]], ...] = (
            (FIND, self.filters.words.setFocus),
            (EXPORT, self.export_button.ask_first),
            (DO_CHASE, self.chase),
            (DO_ASK, self.ask),
        )
        for wish, slot in wishes:
            actions.make(wish, self, slot)
        chosen = self.tr("Choose several with Shift or Ctrl, or all of them with Ctrl+A")
        for button, slot in ((self.ask_button, self.ask), (self.chase_button, self.chase)):
            button.setToolTip(chosen)
            button.clicked.connect(slot)
        self.filters.filtered.connect(self.table.reload)
        self.filters.words.returnPressed.connect(self.view.setFocus)
        self.view.record_opened.connect(self._on_record_opened)
        self.view.columns_arranged.connect(self._on_columns_arranged)
        self.empty.wished.connect(self._on_all_wished)
        self.columns_button.clicked.connect(self._on_columns_pressed)

    def _offer_acts(self) -> None:
        count = self.view.chosen_count()
        many = f" {count}" if count > 1 else ""
        self.ask_button.setText(self.tr("&Ask for{many}…").format(many=many))
        self.chase_button.setText(self.tr("&Chase{many}…").format(many=many))
        for button in (self.ask_button, self.chase_button):
            button.setEnabled(count > 0)

    @Slot()
    def _on_chosen(self) -> None:
        self._offer_acts()

    @Slot(object)
    def _on_record_opened(self, listed: Listed | None) -> None:
        if listed is not None:
            self.wished.emit(line_of(listed[1].check.key))

    @Slot(str)
    def _on_columns_arranged(self, arranged: str) -> None:
        if self.place is not None and self.place.fact(VIEW):
            return  # a view stands as it was kept
        machine = self._office.settings
        self._office.keep(replace(machine, columns={**machine.columns, LIST: arranged}))

    @Slot()
    def _on_columns_pressed(self) -> None:
        where = self.columns_button.rect().bottomLeft()
        self.view.columns_menu().popup(self.columns_button.mapToGlobal(where))

    @Slot()
    def _on_all_wished(self) -> None:
        self.filters.show_wanted(ChecksWanted(show="all"))
        self.table.reload()


def _read(
    store: Store, *, wanted: ChecksWanted, today: date, sorted_by: str, from_last: bool
) -> Found:
    """Return the checks that are wanted, the order in which they stand, and what was asked."""
    cases: tuple[UUID, ...] = ()
    if wanted.words:
        words = CaseFilter(words=wanted.words, group="open")
        cases = tuple(case_ids(store, wanted=words, today=today)[:_MOST_FOUND])
    asked = wanted.grid(cases)
    if wanted.words and not cases:
        return (), (), asked
    grid = check_grid(store, today=today, wanted=asked)
    return grid, in_order(grid, sorted_by, from_last=from_last), asked
