"""Settings of the people: who they are, what they do, and whether they can sign in."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.change import Touched
from recruitment_app.casework.rows import WorkerRow
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.pages.settings_page import SettingsPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.table_view import TableView


class PeopleSettings(SettingsPage):
    """The people of the agency; Enter or a double click changes one."""

    concerns = frozenset({Touched.SETTINGS, Touched.CASES})

    def __init__(self, office: Office) -> None:
        super().__init__(office, "settings_people", scrolls=False)
        self.table: ShortTable[WorkerRow] = ShortTable(self._columns(), lambda row: row.id)
        self.list = TableView(self.tr("People of the agency"), self)
        self.new_button = QPushButton(self.tr("A&dd a person…"), self)
        self.new_button.setProperty("kind", "primary")
        self.change_button = QPushButton(self.tr("Chan&ge…"), self)
        self.password_button = QPushButton(self.tr("Give a new pass&word…"), self)
        self.leave_button = QPushButton(self.tr("Ha&s left…"), self)
        self.hand_button = QPushButton(self.tr("Hand cases o&ver…"), self)
        self.cases_button = QPushButton(self.tr("&Show the open cases"), self)
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read the people."""
        rows = self.office.quick(workers, with_leavers=True)
        self.table.show_rows(sorted(rows, key=lambda row: (row.left_on is not None, row.name)))
        if self.list.chosen() is None and rows:
            self.list.selectRow(0)
        self._offer()

    def _columns(self) -> list[Column[WorkerRow]]:
        def state(row: WorkerRow) -> str:
            if row.left_on is not None:
                return self.tr("Left {day}").format(day=labels.in_table(row.left_on))
            return self.tr("Can sign in") if row.has_key else self.tr("No password yet")

        def tint(row: WorkerRow) -> Tint:
            if row.left_on is not None:
                return Tint.PLAIN
            return Tint.MET if row.has_key else Tint.DUE

        return [
            Column("name", self.tr("Name"), lambda row: row.name, "name", width=tokens.COLUMN_NAME),
            Column(
                "role",
                self.tr("Role"),
                lambda row: ROLE_WORDS[row.role],
                "role",
                width=tokens.COLUMN_NAME,
            ),
            Column(
                "job", self.tr("Job title"), lambda row: row.job_title, width=tokens.COLUMN_NAME
            ),
            Column(
                "cases",
                self.tr("Open cases"),
                lambda row: row.open_cases,
                "cases",
                width=tokens.COLUMN_NARROW,
                at_right=True,
            ),
            Column("state", "", state, tinted=tint),
        ]

    def _arrange(self) -> None:
        self.list.show_table(self.table)
        self.list.fill_with("name")
        card = Card("", self)
        card.body.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in self._of_one():
            row.addWidget(button)
            button.setVisible(self.may_change)
        row.addWidget(self.cases_button)
        row.addStretch(1)
        card.body.addLayout(row)
        self.corner.addWidget(ExportButton(self.office, self.notice, ("workers",), self))
        self.corner.addWidget(self.new_button)
        self.new_button.setVisible(self.may_change)
        self.inside.addWidget(card, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new_pressed)
        self.change_button.clicked.connect(self._on_change_pressed)
        self.password_button.clicked.connect(self._on_password_pressed)
        self.leave_button.clicked.connect(self._on_leave_pressed)
        self.hand_button.clicked.connect(self._on_hand_pressed)
        self.cases_button.clicked.connect(self._on_cases_pressed)
        self.list.record_opened.connect(self._on_change_pressed)
        self.list.record_chosen.connect(self._on_chosen)

    def _of_one(self) -> tuple[QPushButton, ...]:
        """Return what may be done with the person chosen by whoever may change people."""
        return (self.change_button, self.password_button, self.hand_button, self.leave_button)

    def _offer(self) -> None:
        row = self.list.chosen()
        is_here = isinstance(row, WorkerRow) and row.left_on is None
        for button in self._of_one():
            button.setEnabled(is_here)
        self.hand_button.setEnabled(is_here and isinstance(row, WorkerRow) and row.open_cases > 0)
        self.cases_button.setEnabled(isinstance(row, WorkerRow) and row.open_cases > 0)

    def _wish(self, dialog: str) -> None:
        row = self.list.chosen()
        if isinstance(row, WorkerRow) and row.left_on is None and self.may_change:
            self.wished.emit(Place(dialog, facts={"worker": str(row.id)}))

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        self._offer()

    @Slot()
    def _on_new_pressed(self) -> None:
        self.wished.emit(Place("new_worker"))

    @Slot()
    def _on_cases_pressed(self) -> None:
        row = self.list.chosen()
        if isinstance(row, WorkerRow):
            mine = {"worker_id": str(row.id), "group": "open"}
            self.wished.emit(Place("cases", facts=mine))

    @Slot()
    def _on_change_pressed(self) -> None:
        self._wish("change_worker")

    @Slot()
    def _on_password_pressed(self) -> None:
        self._wish("give_password")

    @Slot()
    def _on_hand_pressed(self) -> None:
        self._wish("hand_over")

    @Slot()
    def _on_leave_pressed(self) -> None:
        self._wish("worker_leaves")
