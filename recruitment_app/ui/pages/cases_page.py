"""The list of enquiries and cases: filtered, sorted, counted, opened and taken along."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.case_list import CaseFilter, case_ids, case_rows, count_cases
from recruitment_app.casework.case_order import CaseSort
from recruitment_app.casework.change import Touched
from recruitment_app.casework.choices import words_of_codes
from recruitment_app.casework.law import shipped_limits
from recruitment_app.casework.rows import CaseRow
from recruitment_app.casework.workforce import worker_names
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.stages import Status
from recruitment_app.ui import actions, labels, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.case_filters import LIST, told, wanted_by
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_filter_row import CaseFilterRow
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column, RecordTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.place_button import PlaceButton
from recruitment_app.ui.widgets.table_view import TableView

FIND: Final = Wish("find", "Filter", "Ctrl+F", "search", "Filter the list by words")
EXPORT: Final = Wish("export", "E&xport…", "Ctrl+E", "export", "Write the list as a spreadsheet")
LISTS: Final = ("cases", "tracker", "people", "events", "clocks", "notes")
_FIRST_ARRANGED: Final = json.dumps({"columns": [], "sort": ["opened_on", True]})
_SOON: Final = 10


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
        self.table = RecordTable[CaseRow](
            self._columns(), self._ids, self._rows, lambda row: row.id, self
        )
        self.view = TableView(self.tr("Enquiries and cases"), self)
        self.notice = Notice("notice", self)
        self.empty = EmptyState("", self.tr("Record a new enquiry"))
        self.nothing = EmptyState(self.tr("No case is like this."), self.tr("Show all cases"))
        self.stack = QStackedWidget(self)
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
        arranged = office.settings.columns.get(LIST, "") or _FIRST_ARRANGED
        self.view.show_table(self.table, arranged)

    @override
    def show_place(self, place: Place) -> None:
        self.filters.offer(
            self._office.quick(worker_names), list(self._codes["source_of_enquiry"].items())
        )
        self.filters.show_wanted(wanted_by(place))
        super().show_place(place)
        self._mark_first()
        self.view.setFocus()

    @override
    def reload(self) -> None:
        self._every = self._counted = None
        self.table.reload()

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

    def _columns(self) -> tuple[Column[CaseRow], ...]:
        wide, date_wide = tokens.COLUMN_USUAL, tokens.COLUMN_DATE
        return (
            Column(
                "reference",
                self.tr("Reference"),
                lambda row: row.reference,
                CaseSort.REFERENCE,
                tokens.COLUMN_NARROW,
            ),
            Column(
                "title",
                self.tr("Applicants"),
                lambda row: row.title,
                CaseSort.TITLE,
                wide + tokens.WIDE + tokens.SMALL,
            ),
            Column(
                "stage",
                self.tr("Stage"),
                lambda row: labels.stage(row.stage),
                CaseSort.STAGE,
                wide - tokens.LARGE,
            ),
            Column(
                "status",
                self.tr("Status"),
                lambda row: labels.status(row.status),
                CaseSort.STATUS,
                wide + tokens.WIDE + tokens.MEDIUM,
                tinted=_status_tint,
            ),
            Column("next_limit", self.tr("Next limit"), self._limit, width=wide + tokens.LARGE),
            Column(
                "next_due_on",
                self.tr("Due on"),
                lambda row: row.next_due_on,
                CaseSort.NEXT_DUE_ON,
                date_wide + tokens.WIDE,
                tinted=self._due_tint,
            ),
            Column(
                "opened_on",
                self.tr("Enquiry"),
                lambda row: row.opened_on,
                CaseSort.OPENED_ON,
                date_wide,
            ),
            Column("worker", self.tr("Worker"), lambda row: row.worker, CaseSort.WORKER),
            Column(
                "source",
                self.tr("Source"),
                self._source,
                CaseSort.SOURCE,
                wide + wide // 2,
                hidden=True,
            ),
            Column("flags", self.tr("To check"), self._flags, width=wide + wide // 2, hidden=True),
            Column(
                "approved_on",
                self.tr("Approved on"),
                lambda row: row.approved_on,
                width=date_wide,
                hidden=True,
            ),
            Column(
                "closed_on",
                self.tr("Closed on"),
                lambda row: row.closed_on,
                width=date_wide,
                hidden=True,
            ),
        )

    def _limit(self, row: CaseRow) -> str:
        return self._limits.get(row.next_limit, "")

    def _source(self, row: CaseRow) -> str:
        return self._codes["source_of_enquiry"].get(row.source, row.source)

    def _flags(self, row: CaseRow) -> str:
        said = []
        if row.fault_count:
            said.append(labels.count(row.fault_count, "entry to check", "entries to check"))
        if row.possible_duplicate_of:
            said.append(self.tr("perhaps the same as {who}").format(who=row.possible_duplicate_of))
        return "; ".join(said)

    def _due_tint(self, row: CaseRow) -> Tint | None:
        if row.next_due_on is None:
            return None
        left = (row.next_due_on - self._office.today()).days
        if left < 0:
            return Tint.LATE
        return Tint.DUE if left <= _SOON else None

    def _lay_out_list(self) -> None:
        card = QFrame(self)
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(tokens.TIGHT, tokens.TIGHT, tokens.TIGHT, tokens.TIGHT)
        inner.addWidget(self.view)
        for part in (card, self.empty, self.nothing):
            self.stack.addWidget(part)
        self.corner.addWidget(self.duplicates_button)
        self.corner.addWidget(self.columns_button)
        self.corner.addWidget(self.import_button)
        self.corner.addWidget(self.export_button)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        actions.make(FIND, self, self.filters.words.setFocus)
        actions.make(EXPORT, self, self.export_button.ask_first)
        self.filters.filtered.connect(self.table.reload)
        self.filters.words.returnPressed.connect(self.view.setFocus)
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
            self.stack.setCurrentIndex(0)
        elif every:
            self.stack.setCurrentWidget(self.nothing)
        else:
            self.empty.say(self.tr("Every enquiry stands here from its first telephone call on."))
            self.stack.setCurrentWidget(self.empty)

    @Slot(object)
    def _on_record_opened(self, row: CaseRow | None) -> None:
        if row is not None:
            self.wished.emit(Place("case", row.id))

    @Slot(str)
    def _on_columns_arranged(self, arranged: str) -> None:
        machine = self._office.settings
        self._office.keep(replace(machine, columns={**machine.columns, LIST: arranged}))

    @Slot()
    def _on_columns_pressed(self) -> None:
        where = self.columns_button.rect().bottomLeft()
        self.view.columns_menu().popup(self.columns_button.mapToGlobal(where))

    @Slot()
    def _on_new_wished(self) -> None:
        self.wished.emit(Place("new_enquiry"))


def _status_tint(row: CaseRow) -> Tint | None:
    """Return the tint of a status; what is simply in hand needs none."""
    return None if row.status is Status.ACTIVE else labels.status_tint(row.status)
