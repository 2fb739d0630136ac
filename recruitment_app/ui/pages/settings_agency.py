"""Settings of the agency itself: its name and year, its targets, its own days off."""

import calendar
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout

from recruitment_app.casework.agency.agency import agency_row, change_agency
from recruitment_app.casework.agency.agency_law import remove_own_day
from recruitment_app.casework.agency.agency_rows import AgencyRow, TargetRow
from recruitment_app.casework.change import Change
from recruitment_app.casework.own_figures import FigureRow, figure_rows
from recruitment_app.errors import Problem
from recruitment_app.rules.recruitment_years import LAST_SAFE_DAY
from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_page import SETTINGS, SettingsPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.folder_box import FolderBox
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.number_box import NumberBox
from recruitment_app.ui.widgets.table_view import TableView


@dataclass(frozen=True)
class DayOff:
    """A day that the agency has off."""

    on: date
    name: str


class AgencySettings(SettingsPage):
    """The agency's name, year, second place for backups, targets and own days."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, SETTINGS)
        self._row: AgencyRow | None = None
        self.name = QLineEdit()
        self.address = QPlainTextEdit()
        self.address.setFixedHeight(tokens.TEXT_HEIGHT)
        self.day = NumberBox(1, LAST_SAFE_DAY, 1)
        self.month: Choice[int] = Choice(
            [(calendar.month_name[number], number) for number in range(1, 13)], filters=False
        )
        self.second_place = FolderBox(self.tr("Choose a folder"))
        self.form = Form(self)
        self.targets: ShortTable[TargetRow] = ShortTable(self._target_columns())
        self.target_list = TableView(self.tr("Targets by year"), self)
        self.days: ShortTable[DayOff] = ShortTable(self._day_columns())
        self.day_list = TableView(self.tr("Own days off"), self)
        self.no_days = EmptyState(
            self.tr("The bank holidays of England and Wales are built in; yours stand here.")
        )
        self.target_button = QPushButton(self.tr("Set ta&rget…"), self)
        self.day_button = QPushButton(self.tr("Add a &day…"), self)
        self.remove_button = QPushButton(self.tr("Take o&ut"), self)
        self.figures: ShortTable[FigureRow] = ShortTable(self._figure_columns())
        self.figure_list = TableView(self.tr("Figures that we go by"), self)
        self.figure_button = QPushButton(self.tr("Set the &value…"), self)
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read the agency's settings."""
        row = self.office.quick(agency_row)
        is_edited = self._row is not None and self._edited(self._row)
        if not is_edited:
            self.name.setText(row.name)
            self.address.setPlainText(row.address)
            self.day.setValue(row.year_starts_day)
            self.month.choose(row.year_starts_month)
            self.second_place.setText(row.backup_folder)
        self._row = row
        self.figures.show_rows(self.office.quick(figure_rows))
        self.targets.show_rows(sorted(row.targets, key=lambda one: one.label, reverse=True))
        self.days.show_rows([DayOff(on, name) for on, name in row.own_days])
        self.day_list.setVisible(bool(row.own_days))
        self.no_days.setVisible(not row.own_days)
        self.remove_button.setVisible(self.may_change and bool(row.own_days))

    def _edited(self, row: AgencyRow) -> bool:
        typed = (
            self.form.text("name"),
            self.form.text("address"),
            self.day.value(),
            self.month.value(),
            self.form.text("backup_folder"),
        )
        year = (row.year_starts_day, row.year_starts_month)
        return typed != (row.name, row.address, *year, row.backup_folder)

    def _target_columns(self) -> list[Column[TargetRow]]:
        return [
            Column("year", self.tr("Year"), lambda row: row.label.replace("-", "–")),
            Column(
                "target",
                self.tr("Approvals to reach"),
                lambda row: row.approvals or self.tr("no target"),
                at_right=True,
            ),
        ]

    def _day_columns(self) -> list[Column[DayOff]]:
        return [
            Column("on", self.tr("Date"), lambda row: row.on, "on", width=tokens.COLUMN_NARROW),
            Column("name", self.tr("What it is"), lambda row: row.name),
        ]

    def _figure_columns(self) -> list[Column[FigureRow]]:
        def value(row: FigureRow) -> str:
            own = self.tr(" (ours)") if row.is_own else ""
            return f"{row.value} {row.unit}{own}"

        return [
            Column("figure", self.tr("What we go by"), lambda row: f"{row.title}…"),
            Column("value", self.tr("Value"), value, width=tokens.COLUMN_USUAL),
        ]

    def _arrange(self) -> None:
        form = self.form
        form.ask("name", self.tr("A&gency's full name"), self.name)
        head = self.tr("Below the agency's name: address, telephone, e-mail, a line each.")
        form.ask("address", self.tr("Head of &its letters"), self.address, hint=head)
        day = form.ask("day", self.tr("Year begins on da&y"), self.day)
        form.beside(day, form.ask("year", self.tr("of &month"), self.month))
        hint = self.tr("A folder on another disk. Each backup is copied there, encrypted.")
        form.ask(
            "backup_folder", self.tr("Second place for bac&kups"), self.second_place, hint=hint
        )
        self.save_button = form.button(self.tr("&Save"))
        self.save_button.setVisible(self.may_change)
        for control in (self.name, self.address, self.day, self.month, self.second_place):
            control.setEnabled(self.may_change)
        agency = Card(self.tr("The agency"), self)
        agency.body.addWidget(form)
        targets = Card(self.tr("Target by year"), self)
        targets.corner.addWidget(self.target_button)
        targets.body.addWidget(self.target_list)
        days = Card(self.tr("Own days off"), self)
        days.corner.addWidget(self.remove_button)
        days.corner.addWidget(self.day_button)
        days.body.addWidget(self.day_list)
        days.body.addWidget(self.no_days)
        for view, table in ((self.target_list, self.targets), (self.day_list, self.days)):
            view.show_table(table)
            view.fill_with(table.columns[-1].name)
            view.setFixedHeight(tokens.SHORT_LIST_HEIGHT)
        figures = Card(self.tr("Figures that we go by"), self)
        figures.corner.addWidget(self.figure_button)
        figures.body.addWidget(self.figure_list)
        self.figure_list.show_table(self.figures)
        self.figure_list.fill_with("figure")
        self.figure_list.setFixedHeight(tokens.SHORT_LIST_HEIGHT)
        for button in (
            self.target_button,
            self.day_button,
            self.remove_button,
            self.figure_button,
        ):
            button.setProperty("kind", "small")
            button.setVisible(self.may_change)
        right = QVBoxLayout()
        right.setSpacing(tokens.MEDIUM)
        right.addWidget(targets)
        right.addWidget(days)
        right.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(tokens.MEDIUM)
        left.addWidget(agency)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(tokens.LARGE)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.inside.addLayout(both)
        self.inside.addWidget(figures)
        self.inside.addStretch(1)

    def _connect(self) -> None:
        self.form.submitted.connect(self._on_submitted)
        self.target_button.clicked.connect(self._on_target_pressed)
        self.target_list.record_opened.connect(self._on_target_opened)
        self.day_button.clicked.connect(self._on_day_pressed)
        self.remove_button.clicked.connect(self._on_remove_pressed)
        self.figure_button.clicked.connect(self._on_figure_pressed)
        self.figure_list.record_opened.connect(self._on_figure_opened)

    @Slot()
    def _on_submitted(self) -> None:
        if self._row is None or not self.may_change:
            return
        self.form.clear_problems()
        self.office.asking(then=self._on_saved, sorry=self._on_refused).do(
            change_agency,
            seen=self._row.version,
            name=self.form.text("name"),
            address=self.form.text("address"),
            year_starts_month=self.month.value() or 1,
            year_starts_day=self.day.value(),
            backup_folder=self.form.text("backup_folder"),
        )

    def _on_saved(self, _change: Change) -> None:
        self._row = None

    def _on_refused(self, problem: Problem) -> None:
        self.form.show_problem(problem)

    @Slot()
    def _on_target_pressed(self) -> None:
        self._on_target_opened(self.target_list.chosen())

    @Slot(object)
    def _on_target_opened(self, row: object) -> None:
        if self.may_change:
            year = row.year_starts_on.isoformat() if isinstance(row, TargetRow) else ""
            self.wished.emit(Place("target", facts={"year": year}))

    @Slot()
    def _on_day_pressed(self) -> None:
        self.wished.emit(Place("own_day"))

    @Slot()
    def _on_figure_pressed(self) -> None:
        row = self.figure_list.chosen()
        self._on_figure_opened(row if row is not None else self.figures.record(0))

    @Slot(object)
    def _on_figure_opened(self, row: object) -> None:
        if self.may_change and isinstance(row, FigureRow):
            self.wished.emit(Place("figure", facts={"figure": row.name}))

    @Slot()
    def _on_remove_pressed(self) -> None:
        row = self.day_list.chosen()
        if isinstance(row, DayOff):
            self.office.asking(sorry=self._on_refused).do(remove_own_day, on=row.on)
