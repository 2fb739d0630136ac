"""The list of enquiries and cases, and their board: filtered, counted, opened and acted on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import worker_names
from recruitment_app.casework.change import Touched
from recruitment_app.casework.choices import words_of_codes
from recruitment_app.casework.law import shipped_limits
from recruitment_app.casework.lists.case_board import BoardColumn, board_of
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids, case_rows, count_cases
from recruitment_app.casework.lists.case_order import CaseSort
from recruitment_app.casework.many_at_once import MOST_AT_ONCE
from recruitment_app.casework.rows import CaseRow
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import actions, labels, many_acts, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.case_filters import LIST, facts_of, told, wanted_by
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_filter_row import CaseFilterRow
from recruitment_app.ui.pages.cases_board import columns_shown
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.pages.view_menu import ViewMenu
from recruitment_app.ui.places import Place
from recruitment_app.ui.rail_views import ARRANGED, VIEW
from recruitment_app.ui.tables.case_columns import case_columns
from recruitment_app.ui.tables.record_table import RecordTable
from recruitment_app.ui.widgets.board_view import BoardView
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.list_or_board import ListOrBoard
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.place_button import PlaceButton
from recruitment_app.ui.widgets.table_view import TableView

FIND: Final = Wish("find", "Filter", "Ctrl+F", "search", "Filter the list by words")
EXPORT: Final = Wish("export", "E&xport…", "Ctrl+E", "export", "Write the list as a spreadsheet")
LISTS: Final = (
    *("cases", "tracker", "people", "referees", "events", "clocks"),
    *("notes", "visits", "letters", "documents"),
)
_FIRST_ARRANGED: Final = json.dumps({"columns": [], "sort": ["opened_on", True]})
SHOWS: Final = "shows"
BOARD: Final = "board"


class CasesPage(Page):
    """Every enquiry and case there is, as this person may see them."""

    concerns = frozenset({Touched.CASES, Touched.PEOPLE})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Enquiries and cases"), scrolls=False, parent=parent)
        self._office = office
        self._codes = office.quick(words_of_codes)
        self._every: int | None = None  # of all there are, until something changes
        self._counted: CaseFilter | None = None
        self._is_looking = False
        self._limits = {limit.id: limit.title for limit in shipped_limits()}
        self.filters = CaseFilterRow(self)
        columns = case_columns(self._limits, self._codes["source_of_enquiry"], office.today)
        self.table = RecordTable[CaseRow](columns, self._ids, self._rows, lambda row: row.id, self)
        self.view = TableView(self.tr("Enquiries and cases"), self)
        self.view.let_many_be_chosen()
        self.board = BoardView(self.tr("Board of the journey"), self)
        self.shows = ListOrBoard(self)
        self.act_button = QPushButton(self)
        self.act_button.setToolTip(
            self.tr("Choose several with Shift or Ctrl, or all of them with Ctrl+A")
        )
        self.act_button.setVisible(bool(many_acts.for_role(office.person.role)))
        self.write_button = QPushButton(self)
        self.write_button.setVisible(may(office.person.role, Duty.ENTER_DATES))
        self.notice = Notice("notice", self)
        self.empty = EmptyState("", self.tr("Record a new enquiry"))
        self.nothing = EmptyState(self.tr("No case is like this."), self.tr("Show all cases"))
        self.stack = QStackedWidget(self)
        self.view_menu = ViewMenu(office, self, LIST, self._shown_now, self)
        self.columns_button = QPushButton(self.tr("C&olumns"), self)
        self.duplicates_button = PlaceButton(
            self.tr("Possible &duplicates"), Place("duplicates"), kind=""
        )
        self.duplicates_button.setVisible(may(office.person.role, Duty.MERGE))
        self.import_button = PlaceButton(self.tr("I&mport…"), Place("import"), kind="")
        self.import_button.setToolTip(self.tr("Bring cases in from a file"))
        self.import_button.setVisible(may(office.person.role, Duty.IMPORT))
        self.export_button = ExportButton(office, self.notice, LISTS, self, self._kept_to)
        self._lay_out_list()
        self._connect()
        self.view.show_table(self.table, self._usually_arranged())

    @override
    def show_place(self, place: Place) -> None:
        self.filters.offer(
            self._office.quick(worker_names), list(self._codes["source_of_enquiry"].items())
        )
        self.filters.show_wanted(wanted_by(place))
        if place.fact(VIEW) or (self.place is not None and self.place.fact(VIEW)):
            self.view.arrange(place.fact(ARRANGED) or self._usually_arranged())
            self.shows.choose_board(is_board=place.fact(SHOWS) == BOARD)
        super().show_place(place)
        self._mark_first()
        self._take_keys()

    @override
    def reload(self) -> None:
        self._every = self._counted = None
        self._show_filtered()

    def _usually_arranged(self) -> str:
        return self._office.settings.columns.get(LIST, "") or _FIRST_ARRANGED

    def _shown_now(self) -> tuple[Mapping[str, str], str]:
        """Return what a view of this page keeps."""
        facts = facts_of(self.filters.wanted())
        if self.shows.is_board:
            facts[SHOWS] = BOARD
        return facts, self.view.arranged()

    @Slot()
    def _show_filtered(self) -> None:
        self.table.reload()
        if not self.shows.is_board or self.place is None:
            self._office.stop_looking(BOARD)
            return
        wanted, today = self.filters.wanted(), self._office.today()
        asked = partial(board_of, wanted=wanted, today=today)
        if wanted.words:
            self._office.look(BOARD, asked, self._on_board_found)
        else:
            self._office.stop_looking(BOARD)
            self._on_board_found(self._office.quick(asked))

    def _on_board_found(self, columns: Sequence[BoardColumn]) -> None:
        self.board.show_columns(columns_shown(columns, self._limits, self._office.today()))

    @Slot()
    def _take_keys(self) -> None:
        if self.shows.is_board:
            self.board.begin()
        else:
            self.view.setFocus()

    def _kept_to(self, name: str) -> Mapping[str, Any]:
        """Keep the list of cases to those shown, in their order."""
        return {"ids": self.table.ids} if name == LISTS[0] else {}

    def _ids(self, sorted_by: str, from_last: bool) -> Sequence[UUID]:  # noqa: FBT001 - the table's call
        if self.place is None:
            return ()
        wanted = self.filters.wanted()
        asked = partial(
            case_ids,
            wanted=wanted,
            today=self._office.today(),
            sort=CaseSort(sorted_by),
            descending=from_last,
            count=len(self.table.ids) if wanted == self._counted else None,
        )
        self._is_looking = bool(wanted.words)
        if not self._is_looking:
            self._office.stop_looking(LIST)
            self._counted = wanted  # to sort it another way changes no count
            return self._office.quick(asked)
        self._counted = None
        self._office.look(LIST, asked, self._on_found)  # words may be of any number of cases
        return self.table.ids

    def _on_found(self, ids: Sequence[UUID]) -> None:
        self._is_looking = False
        self.table.show_ids(ids)
        self._mark_first()

    def _mark_first(self) -> None:
        """Choose the first case: with the keys alone it would not be marked."""
        if self.table.ids and not self._is_looking and not self.view.currentIndex().isValid():
            self.view.choose(self.table.ids[0])

    def _rows(self, ids: Sequence[UUID]) -> Sequence[CaseRow]:
        return self._office.quick(case_rows, ids=ids)

    def _lay_out_list(self) -> None:
        card = QFrame(self)
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(tokens.TIGHT, tokens.TIGHT, tokens.TIGHT, tokens.TIGHT)
        inner.addWidget(self.view)
        for part in (card, self.board, self.empty, self.nothing):
            self.stack.addWidget(part)
        self.under.addWidget(self.shows)
        self.under.addWidget(self.act_button)
        self.under.addWidget(self.write_button)
        self.corner.addWidget(self.duplicates_button)
        self.corner.addWidget(self.view_menu)
        self.corner.addWidget(self.columns_button)
        self.corner.addWidget(self.import_button)
        self.corner.addWidget(self.export_button)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        actions.make(FIND, self, self.filters.words.setFocus)
        actions.make(EXPORT, self, self.export_button.ask_first)
        self.filters.filtered.connect(self._show_filtered)
        self.filters.words.returnPressed.connect(self._take_keys)
        self.shows.chosen.connect(self._on_shows_chosen)
        self.board.wished.connect(self.wished)
        self.view.many_chosen.connect(self._tell_chosen)
        self.act_button.clicked.connect(self._on_act_pressed)
        self.write_button.clicked.connect(self._on_write_pressed)
        self.table.counted.connect(self._on_counted)
        self.view.record_opened.connect(self._on_record_opened)
        self.view.columns_arranged.connect(self._on_columns_arranged)
        self.empty.wished.connect(self._on_new_wished)
        self.nothing.wished.connect(self.filters.clear)
        self.duplicates_button.wished.connect(self.wished)
        self.import_button.wished.connect(self.wished)
        self.columns_button.clicked.connect(self._on_columns_pressed)

    @Slot(int)
    def _on_counted(self, count: int) -> None:
        if self.place is None or self._is_looking:
            return
        wanted = self.filters.wanted()
        every = count if wanted == CaseFilter() else self._every
        if every is None:
            every = self._office.quick(count_cases, wanted=CaseFilter(), today=self._office.today())
        self._every = every
        counted = labels.count(every, "case", "cases")
        if wanted != CaseFilter():
            counted = f"{count:,} of {counted}"
        self.say(self.title.text(), " · ".join(part for part in (counted, told(wanted)) if part))
        self.export_button.setEnabled(count > 0)
        if count:
            self.stack.setCurrentIndex(1 if self.shows.is_board else 0)
        elif every:
            self.stack.setCurrentWidget(self.nothing)
        else:
            self.empty.say(self.tr("Every enquiry stands here from its first telephone call on."))
            self.stack.setCurrentWidget(self.empty)

    @Slot(object)
    def _on_record_opened(self, row: CaseRow | None) -> None:
        if row is not None:
            self.wished.emit(Place("case", row.id))

    @Slot()
    def _on_shows_chosen(self) -> None:
        self._show_filtered()
        self._tell_chosen()
        self.columns_button.setEnabled(not self.shows.is_board)

    @Slot()
    def _tell_chosen(self) -> None:
        """Say how many cases an act would be for."""
        count = 0 if self.shows.is_board else self.view.chosen_count()
        self.act_button.setEnabled(count > 0)
        counted = labels.count(count, "case", "cases")
        self.act_button.setText(
            self.tr("&Act on {cases}…").format(cases=counted) if count else self.tr("&Act on…")
        )
        self.write_button.setEnabled(count > 0)
        self.write_button.setText(
            self.tr("W&rite to {cases}…").format(cases=counted) if count else self.tr("W&rite to…")
        )

    @Slot()
    def _on_act_pressed(self) -> None:
        self._wish_with_chosen("many_at_once")

    @Slot()
    def _on_write_pressed(self) -> None:
        self._wish_with_chosen("letters_at_once")

    def _wish_with_chosen(self, name: str) -> None:
        """Open a dialog about the cases that are chosen."""
        if self.view.chosen_count() > MOST_AT_ONCE:
            told = self.tr("Choose at most {most:,} cases at once: filter the list first.")
            self.notice.say(told.format(most=MOST_AT_ONCE))
            return
        self.notice.say("")
        chosen = ",".join(str(one) for one in self.view.chosen_ids())
        self.wished.emit(Place(name, facts={"ids": chosen}))

    @Slot(str)
    def _on_columns_arranged(self, arranged: str) -> None:
        if self.place is not None and self.place.fact(VIEW):
            return  # the view has an arrangement of its own
        machine = self._office.settings
        self._office.keep(replace(machine, columns={**machine.columns, LIST: arranged}))

    @Slot()
    def _on_columns_pressed(self) -> None:
        where = self.columns_button.rect().bottomLeft()
        self.view.columns_menu().popup(self.columns_button.mapToGlobal(where))

    @Slot()
    def _on_new_wished(self) -> None:
        self.wished.emit(Place("new_enquiry"))
