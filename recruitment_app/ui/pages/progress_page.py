"""Progress: the year's approvals by month against its target, on screen, on paper and as a list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from recruitment_app.casework.agency.oversight import (
    progress,
    progress_paper,
    recruitment_years,
)
from recruitment_app.casework.change import Touched
from recruitment_app.drawings.charts import progress_chart
from recruitment_app.drawings.progress_figures import (
    MonthRow,
    ProgressFigures,
    last_counted_day,
    month_rows,
    month_starts,
    standing,
)
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.chart_view import ChartView
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.table_view import TableView

_SHARES: Final = (1, 1)


@dataclass(frozen=True)
class MonthLine:
    """One month of the table with the days that it counts."""

    row: MonthRow
    begins: date
    ends: date
    has_target: bool


class ProgressPage(Page):
    """How the recruitment year stands."""

    concerns = frozenset({Touched.PROGRESS, Touched.SETTINGS})

    def __init__(self, office: Office) -> None:
        super().__init__("")
        self._office = office
        self._label: str | None = None
        self._figures: ProgressFigures | None = None
        self.setAccessibleName(self.tr("Progress"))
        self.year: Choice[str] = Choice(filters=False)
        self.year.setAccessibleName(self.tr("Recruitment year"))
        self.notice = Notice(parent=self)
        self.export_button = ExportButton(
            office, self.notice, ("progress",), self, lambda _name: {"year_label": self._label}
        )
        self.print_button = QPushButton(self.tr("P&rint…"), self)
        self.print_button.setProperty("kind", "primary")
        self.approved = QPushButton(self)
        self.approved.setProperty("kind", "figure")
        self.standing = label("", "second", wraps=True)
        self.chart = ChartView(self.tr("Approvals against target"))
        self.table: ShortTable[MonthLine] = ShortTable(self._columns())
        self.months = TableView(self.tr("Month by month"), self)
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read the year's figures."""
        today = self._office.today()
        years = self._office.quick(recruitment_years, today=today)
        self.year.offer([(_dashed(year.label), year.label) for year in years])
        figures = self._office.quick(progress, year_label=self._label, today=today)
        self._figures = figures
        self.year.choose(figures.year_label)
        target = (
            self.tr("target {count} new approvals by {day}").format(
                count=figures.target, day=labels.in_text(figures.ends_on)
            )
            if figures.target
            else self.tr("no target is set")
        )
        self.say(
            self.tr("Recruitment progress {year}").format(year=_dashed(figures.year_label)),
            self.tr("{first} to {last} · {target}").format(
                first=labels.in_text(figures.starts_on),
                last=labels.in_text(last_counted_day(figures)),
                target=target,
            ),
        )
        self.standing.setText(standing(figures))
        self.approved.setText(f"{sum(line.row.approvals or 0 for line in _lines(figures)):,}")
        self.approved.setAccessibleName(
            self.tr("{count} approved: show them").format(count=self.approved.text())
        )
        self.chart.show_drawing(partial(progress_chart, figures))
        self.table.show_rows(_lines(figures))
        high = self.months.horizontalHeader().sizeHint().height()
        rows = self.table.rowCount() * tokens.ROW_HEIGHT
        self.months.setFixedHeight(high + rows + 2 * tokens.FOCUS_LINE)

    def window_title(self) -> str:
        """Return the words for the window's title."""
        return self.tr("Progress")

    def _columns(self) -> list[Column[MonthLine]]:
        def straight(line: MonthLine) -> str:
            return f"{line.row.straight_line:.1f}" if line.has_target else "–"

        columns: tuple[tuple[str, str, Callable[[MonthLine], object]], ...] = (
            ("approvals", self.tr("Approvals"), lambda line: _shown(line.row.approvals)),
            ("so_far", self.tr("So far"), lambda line: _shown(line.row.cumulative)),
            ("line", self.tr("Target line"), straight),
            ("before", self.tr("Year before"), lambda line: _shown(line.row.last_year)),
        )
        month: Column[MonthLine] = Column(
            "month",
            self.tr("Month"),
            lambda line: f"{line.begins:%b %Y}",
            width=tokens.COLUMN_NARROW,
        )
        return [
            month,
            *(
                Column(name, words, shown, width=tokens.COLUMN_NARROW, at_right=True)
                for name, words, shown in columns
            ),
        ]

    def _arrange(self) -> None:
        for part in (self.year, self.export_button, self.print_button):
            self.corner.addWidget(part)
        self.months.show_table(self.table)
        self.months.fill_with("month")
        self.months.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.months.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        chart = Card(self.tr("Approvals against target"), self)
        figure = QHBoxLayout()
        figure.setSpacing(tokens.MEDIUM)
        figure.addWidget(self.approved)
        figure.addWidget(self.standing, 1)
        chart.body.addLayout(figure)
        chart.body.addWidget(self.chart, 1)
        table = Card(self.tr("Month by month"), self)
        table.body.addWidget(self.months)
        table.body.addWidget(
            label(
                self.tr("Each approval counts on the day of the agency's decision."),
                "small",
                wraps=True,
            )
        )
        table.body.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(tokens.LARGE)
        both.addWidget(chart, _SHARES[0])
        both.addWidget(table, _SHARES[1])
        inside = QVBoxLayout()
        inside.setSpacing(tokens.MEDIUM)
        inside.addWidget(self.notice)
        inside.addLayout(both)
        inside.addStretch(1)
        self.body.addLayout(inside)

    def _connect(self) -> None:
        self.year.chosen.connect(self._on_year_chosen)
        self.print_button.clicked.connect(self._on_print_pressed)
        self.approved.clicked.connect(self._on_approved_pressed)
        self.months.record_opened.connect(self._on_month_opened)

    @Slot(object)
    def _on_year_chosen(self, year: object) -> None:
        self._label = year if isinstance(year, str) else None
        self.reload()

    @Slot()
    def _on_approved_pressed(self) -> None:
        figures = self._figures
        if figures is not None:
            self._wish(figures.starts_on, last_counted_day(figures))

    @Slot(object)
    def _on_month_opened(self, line: object) -> None:
        if isinstance(line, MonthLine):
            self._wish(line.begins, line.ends)

    def _wish(self, begins: date, ends: date) -> None:
        days = {"approved_from": begins.isoformat(), "approved_to": ends.isoformat()}
        self.wished.emit(Place("cases", facts=days))

    def _on_refused(self, problem: Problem) -> None:
        self.print_button.setEnabled(True)
        self.notice.say(str(problem))

    @Slot()
    def _on_print_pressed(self) -> None:
        label_now, today = self._label, self._office.today()

        def errand(store: Store, _progress: Progress) -> bytes:
            return progress_paper(store, year_label=label_now, today=today)

        self.print_button.setEnabled(False)
        self._office.send(errand, self._on_paper_made, self._on_refused)

    def _on_paper_made(self, paper: bytes) -> None:
        self.print_button.setEnabled(True)
        name = f"recruitment-progress-{self.year.value()}.pdf"
        self.preview = PaperPreview(paper, self.tr("Recruitment progress"), name, self)
        self.preview.open()


def _lines(figures: ProgressFigures) -> list[MonthLine]:
    starts = (*month_starts(figures), figures.ends_on + timedelta(days=1))
    return [
        MonthLine(row, begins, after - timedelta(days=1), figures.target > 0)
        for row, begins, after in zip(month_rows(figures), starts[:-1], starts[1:], strict=True)
    ]


def _shown(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _dashed(year: str) -> str:
    return year.replace("-", "–")
