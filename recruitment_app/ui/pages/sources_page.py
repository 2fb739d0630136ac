"""Sources: what came of each, with its campaigns and events, and what a campaign cost."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import NAMESPACE_OID, UUID, uuid5

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.oversight import recruitment_years
from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.sources.campaigns import (
    CampaignRow,
    campaign_notes,
    campaigns,
    end_campaign,
    take_off_campaign,
)
from recruitment_app.casework.sources.sources import (
    LineKind,
    SourceLine,
    SourceTable,
    sources,
    sources_paper,
)
from recruitment_app.drawings.yield_steps import YIELD_HEIGHT, yield_steps
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.source_yields import pounds, told
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import Card, clear, label, rule
from recruitment_app.ui.widgets.chart_view import ChartView
from recruitment_app.ui.widgets.date_box import DateBox
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.fact_grid import FactGrid
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.scrolling import scrolling
from recruitment_app.ui.widgets.table_view import TableView

_SHARES: Final = (5, 2)
_BENEATH: Final = "\N{EN SPACE}\N{EN DASH} "


class SourcesPage(Page):
    """The table of the sources, and beside it the source, campaign or event that is chosen."""

    concerns = frozenset({Touched.SOURCES, Touched.CASES, Touched.EVENTS, Touched.SETTINGS})

    def __init__(self, office: Office) -> None:
        super().__init__("", scrolls=False)
        self._office = office
        self._found: SourceTable | None = None
        self._campaigns: Mapping[UUID, CampaignRow] = {}
        self._may = may(office.person.role, Duty.RECORD_ENQUIRIES)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(tokens.TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.reload)
        self.say(self.tr("Sources of enquiries"))
        self.setAccessibleName(self.tr("Sources of enquiries"))
        self.papers = PaperErrands(office, self)
        self.notice = Notice(parent=self)
        self.first = self._day_box(self.tr("Enquiries from"))
        self.last = self._day_box(self.tr("Enquiries to"))
        self._begin()
        self.export_button = ExportButton(
            office, self.notice, ("sources", "campaigns"), self, self._facts_of_list
        )
        self.print_button = QPushButton(self.tr("P&rint…"), self)
        self.new_button = QPushButton(self.tr("New campai&gn…"), self)
        self.new_button.setProperty("kind", "primary")
        self.new_button.setVisible(self._may)
        self.table: ShortTable[SourceLine] = ShortTable(self._columns(), _key)
        self.list = TableView(self.tr("Sources of enquiries"), self)
        self.listed = Card("", self)
        self.whole = label("", wraps=True)
        self.empty = EmptyState(
            self.tr("No enquiry came in these days, and no campaign ran."), parent=self
        )
        self.detail = Card(self.tr("The source"), self)
        self.shown = QVBoxLayout()
        self.chart = ChartView(self.tr("How far they came"), self)
        self.cases_button = self._small(self.tr("Show the enqu&iries"), self._on_cases_pressed)
        self.change_button = self._small(self.tr("C&hange…"), self._on_change_pressed)
        self.note_button = self._small(self.tr("&Add a note…"), self._on_note_pressed)
        self.end_button = self._small(self.tr("Ends to&day"), self._on_end_pressed)
        self.drop_button = self._small(self.tr("Take o&ff"), self._on_drop_pressed)
        self._arrange()
        self._connect()

    @override
    def reload(self) -> None:
        try:
            days = self._days()
            found = self._office.quick(sources, first=days[0], last=days[1])
        except Problem as problem:
            self.notice.say(str(problem))
            return
        self.notice.say("")
        self._found = found
        self._campaigns = {row.id: row for row in self._office.quick(campaigns)}
        chosen = self.list.chosen()
        self.whole.setText(told(found.total, found.least))
        self.table.show_rows(found.lines)
        for part in (self.listed, self.detail):
            part.setVisible(bool(found.lines))
        self.empty.setVisible(not found.lines)
        if not found.lines:
            return
        wanted = _key(chosen) if isinstance(chosen, SourceLine) else None
        if wanted is None or not self.list.choose(wanted):
            self.list.choose(_key(found.lines[0]))
        self._show_line()

    @override
    def window_title(self) -> str:
        return self.tr("Sources of enquiries")

    def _begin(self) -> None:
        """Ask for the recruitment year as far as it has gone."""
        today = self._office.today()
        year = self._office.quick(recruitment_years, today=today)[0]
        self.first.set_day(year.starts_on)
        self.last.set_day(today)

    def _days(self) -> tuple[date, date]:
        first, last = self.first.day(), self.last.day()
        if first is None or last is None:
            raise Problem(self.tr("Give the first and the last day of the enquiries."))
        return first, last

    def _facts_of_list(self, name: str) -> Mapping[str, Any]:
        found = self._found
        return {"days": (found.first, found.last)} if found and name == "sources" else {}

    def _columns(self) -> list[Column[SourceLine]]:
        def title(line: SourceLine) -> str:
            if line.kind is LineKind.SOURCE:
                return line.title
            words = line.title
            if line.kind is LineKind.EVENT and line.begins_on is not None:  # as in a table
                words = words.replace(
                    labels.in_text(line.begins_on), labels.in_table(line.begins_on)
                )
            return f"{_BENEATH}{words}"

        def approved(line: SourceLine) -> str:
            share = line.found.share(line.found.approved, self._found.least if self._found else 0)
            count = line.found.approved
            return str(count) if share is None else f"{count} ({share} %)"

        def figure(
            name: str, words: str, shown: Callable[[SourceLine], object]
        ) -> Column[SourceLine]:
            return Column(name, words, shown, width=tokens.COLUMN_NARROW, at_right=True)

        return [
            Column("source", self.tr("Source"), title, width=tokens.COLUMN_NAME),
            figure("enquiries", self.tr("Enquiries"), lambda line: line.found.enquiries),
            figure("registered", self.tr("Registered"), lambda line: line.found.registered),
            figure("stage_one", self.tr("Stage One"), lambda line: line.found.stage_one),
            figure("approved", self.tr("Approved"), approved),
            figure("in_hand", self.tr("On the way"), lambda line: line.found.in_hand),
        ]

    def _show_line(self) -> None:
        line, found = self.list.chosen(), self._found
        if not isinstance(line, SourceLine) or found is None:
            return
        clear(self.shown)
        row = self._campaigns.get(line.id) if line.id else None
        is_source = line.kind is LineKind.SOURCE
        self.cases_button.setVisible(is_source and bool(line.source and line.found.enquiries))
        for button in (self.change_button, self.note_button, self.drop_button):
            button.setVisible(row is not None and self._may)
        self.end_button.setVisible(row is not None and self._may and self._runs(row))
        self.detail.set_heading(line.title)
        self.shown.addWidget(label(told(line.found, found.least), wraps=True))
        self.chart.show_drawing(partial(yield_steps, line.found))
        self.chart.setVisible(bool(line.found.enquiries))
        facts = [fact for fact in (*self._told(line, row), *self._costs(line, row)) if fact[1]]
        if facts:
            self.shown.addWidget(FactGrid(facts))
        if row is not None:
            self._show_notes(row)

    def _runs(self, row: CampaignRow) -> bool:
        """Tell whether a campaign has begun and goes on after today."""
        today = self._office.today()
        is_over = row.facts.ends_on is not None and row.facts.ends_on <= today
        return row.facts.begins_on <= today and not is_over

    def _told(self, line: SourceLine, row: CampaignRow | None) -> list[tuple[str, str]]:
        if line.begins_on is None:
            return []
        if row is None:
            return [(self.tr("Held on"), labels.in_text(line.begins_on))]
        ends = labels.in_text(row.facts.ends_on) if row.facts.ends_on else self.tr("goes on")
        return [
            (self.tr("Kind"), row.kind_words),
            (self.tr("From"), labels.in_text(row.facts.begins_on)),
            (self.tr("To"), ends),
            (self.tr("Remarks"), row.facts.remarks),
        ]

    def _costs(self, line: SourceLine, row: CampaignRow | None) -> list[tuple[str, str]]:
        found = line.found
        cost = pounds(found.cost)
        if found.cost is None and row is not None and row.facts.cost is not None:
            cost = self.tr("{cost}, counted where it began").format(cost=pounds(row.facts.cost))
        each = pounds(found.cost_per_approval)
        if found.cost is not None and not found.approved:
            each = self.tr("no approval yet")
        return [
            (self.tr("Cost"), cost),
            (self.tr("Per enquiry"), pounds(found.cost_per_enquiry)),
            (self.tr("Per approval"), each),
        ]

    def _show_notes(self, row: CampaignRow) -> None:
        for note in self._office.quick(campaign_notes, campaign_id=row.id):
            self.shown.addWidget(rule())
            head = f"{labels.in_table(note.on)} · {note.written_by}"
            self.shown.addWidget(label(head, "small"))
            self.shown.addWidget(label(note.text, wraps=True))

    def _day_box(self, name: str) -> DateBox:
        box = date_box(self._office)
        box.setAccessibleName(name)
        box.setFixedWidth(tokens.COLUMN_NAME)
        box.date_edited.connect(self._pause.start)
        return box

    def _small(self, words: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "small")
        button.clicked.connect(slot)
        return button

    def _arrange(self) -> None:
        for part in (self.export_button, self.print_button, self.new_button):
            self.corner.addWidget(part)
        days = QHBoxLayout()
        days.setSpacing(tokens.SMALL)
        days.addWidget(label(self.tr("Enquiries from"), "second"))
        days.addWidget(self.first)
        days.addWidget(label(self.tr("to"), "second"))
        days.addWidget(self.last)
        days.addWidget(self.whole, 1)
        self.list.show_table(self.table)
        self.list.fill_with("source")
        self.listed.body.addWidget(self.list)
        self.listed.body.addWidget(
            label(
                self.tr(
                    "Each household counts once, by the day of its enquiry, as far as it is today."
                    " A campaign or an event counts every enquiry that names it."
                ),
                "small",
                wraps=True,
            )
        )
        self.shown.setSpacing(tokens.SMALL)
        inside = QWidget(self)
        inside.setProperty("ground", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        scale = self.chart.logicalDpiY() / tokens.POINTS_PER_INCH
        self.chart.setFixedHeight(round(YIELD_HEIGHT * scale))
        self.chart.setMinimumWidth(tokens.FILTER_WIDTH)
        self.chart.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.addWidget(self.chart)
        column.addLayout(self.shown)
        column.addStretch(1)
        reading = scrolling(inside, is_upright=True)
        reading.setAccessibleName(self.tr("What is known of the one that is chosen"))
        reading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.detail.body.addWidget(reading, 1)
        for buttons in (
            (self.cases_button, self.change_button, self.note_button),
            (self.end_button, self.drop_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(tokens.SMALL)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self.detail.body.addLayout(row)
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(tokens.LARGE)
        both.addWidget(self.listed)
        both.addWidget(self.detail)
        both.setSizes([share * tokens.COLUMN_NAME for share in _SHARES])
        for at, share in enumerate(_SHARES):
            both.setStretchFactor(at, share)
        whole = QVBoxLayout()
        whole.setSpacing(tokens.MEDIUM)
        whole.addLayout(days)
        whole.addWidget(self.notice)
        whole.addWidget(both, 1)
        whole.addWidget(self.empty, 1)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new_pressed)
        self.print_button.clicked.connect(self._on_print_pressed)
        self.list.record_chosen.connect(self._on_line_chosen)
        self.list.record_opened.connect(self._on_line_opened)

    def _campaign(self) -> UUID | None:
        line = self.list.chosen()
        is_one = isinstance(line, SourceLine) and line.kind is LineKind.CAMPAIGN
        return line.id if is_one else None

    def _wish(self, name: str) -> None:
        self.wished.emit(Place(name, facts={"campaign": str(self._campaign() or "")}))

    def _do(self, act: Callable[..., Change], **facts: object) -> None:
        self._office.asking(sorry=self._on_refused).do(act, campaign_id=self._campaign(), **facts)

    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))

    @Slot(object)
    def _on_line_chosen(self, _line: object) -> None:
        self._show_line()

    @Slot(object)
    def _on_line_opened(self, _line: object) -> None:
        if self.change_button.isVisible():
            self._on_change_pressed()
        elif self.cases_button.isVisible():
            self._on_cases_pressed()

    @Slot()
    def _on_cases_pressed(self) -> None:
        line, found = self.list.chosen(), self._found
        if isinstance(line, SourceLine) and found is not None:
            days = {"opened_from": found.first.isoformat(), "opened_to": found.last.isoformat()}
            self.wished.emit(Place("cases", facts={"source": line.source, **days}))

    @Slot()
    def _on_new_pressed(self) -> None:
        self.wished.emit(Place("campaign"))

    @Slot()
    def _on_change_pressed(self) -> None:
        self._wish("campaign")

    @Slot()
    def _on_note_pressed(self) -> None:
        self._wish("campaign_note")

    @Slot()
    def _on_end_pressed(self) -> None:
        self._do(end_campaign, on=self._office.today())

    @Slot()
    def _on_drop_pressed(self) -> None:
        self._do(take_off_campaign)

    @Slot()
    def _on_print_pressed(self) -> None:
        found, today = self._found, self._office.today()
        if found is None:
            return

        def make(store: Store) -> bytes:
            return sources_paper(store, first=found.first, last=found.last, today=today)

        title = self.tr("Sources of enquiries")
        name = f"sources-{found.first.isoformat()}-{found.last.isoformat()}.pdf"
        self.papers.open(make, title=title, file_name=name, sorry=self._on_refused)


def _key(line: SourceLine) -> UUID:
    return line.id or uuid5(NAMESPACE_OID, line.source)
