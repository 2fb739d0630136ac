"""Today: what is overdue and due next, the year's approvals, and my cases on a clock."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from recruitment_app.casework.change import Touched
from recruitment_app.casework.diary import MOST_LINES, NEXT_WORKING_DAYS, today_page
from recruitment_app.casework.rows import TodayPage as TodayRows
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.today_lines import clock_line, due_line
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.line_list import Line, LineList
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.target_bar import TargetBar

MINE, EVERYBODY = "mine", "everybody"
FIRST_LINES: Final = 8
FIRST_CLOCKS: Final = 10
_TWO_THIRDS: Final = (17, 8)


def _starts_with_mine(office: Office) -> bool:
    return office.person.role is Role.SOCIAL_WORKER


class LinesCard(Card):
    """Lines with a heading; the first few, and all of them where wanted."""

    all_wished = Signal()

    def __init__(self, heading: str, empty: str, first: int, parent: QWidget) -> None:
        super().__init__(heading, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._first = first
        self._shows_all = False
        self.lines = LineList(heading, self)
        self.empty = EmptyState(empty, parent=self)
        self.more = QPushButton(self)
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self.show_all)
        self.rest = label("", "small")
        self.body.setSpacing(0)
        self.body.addWidget(self.lines)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.rest)

    def show_lines(self, lines: Sequence[Line], count: int) -> None:
        """Show the first lines of so many."""
        shown = lines if self._shows_all else lines[: self._first]
        self.lines.show_lines(shown)
        self.empty.setVisible(not lines)
        hides = count > len(shown)
        self.more.setVisible(hides and not self._shows_all)
        self.more.setText(self.tr("Show all {count:,}").format(count=count))
        self.more.setAccessibleName(f"{self.more.text()}: {self.heading.text()}")
        told = self.tr("The first {shown:,} of {count:,}.")
        self.rest.setText(told.format(shown=len(shown), count=count))
        self.rest.setVisible(hides and self._shows_all)

    @Slot()
    def show_all(self) -> None:
        """Show every line from now on, and take the keys."""
        self._shows_all = True
        self.all_wished.emit()
        self.lines.setFocus(Qt.FocusReason.ShortcutFocusReason)


class TodayPage(Page):
    """The page that the day begins with."""

    concerns = frozenset({Touched.DIARY, Touched.CASES, Touched.PROGRESS, Touched.SETTINGS})

    def __init__(self, office: Office) -> None:
        super().__init__("")
        self._office = office
        self._mine = _starts_with_mine(office)
        self._most = FIRST_CLOCKS
        self._rows: TodayRows | None = None
        self.whose: Choice[str] = Choice(
            [(self.tr("Mine"), MINE), (self.tr("Everybody's"), EVERYBODY)],
            filters=False,
        )
        self.whose.setAccessibleName(self.tr("Whose cases"))
        self.whose.choose(MINE if self._mine else EVERYBODY)
        self.whose.chosen.connect(self._on_whose_chosen)
        self.overdue_link = self._link()
        self.due_link = self._link()
        self.mine_link = self._link()
        self.queue_link = self._link()
        self.overdue = LinesCard(
            self.tr("Overdue"), self.tr("Nothing is overdue."), FIRST_LINES, self
        )
        self.due = LinesCard(
            self.tr("Due next"),
            self.tr("Nothing falls due in the next {days} working days.").format(
                days=NEXT_WORKING_DAYS
            ),
            FIRST_LINES,
            self,
        )
        self.lapsed = LinesCard(self.tr("Applicants' time has passed"), "", FIRST_LINES, self)
        self.clocks = LinesCard(
            self.tr("My cases on a clock"),
            self.tr("No clock runs."),
            FIRST_CLOCKS,
            self,
        )
        self.approved = QPushButton(self)
        self.approved.setProperty("kind", "figure")
        self.of_target = label("", "second")
        self.bar = TargetBar(self)
        self.standing = label("", "small", wraps=True)
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read what is due today."""
        today = self._office.today()
        rows = self._office.quick(today_page, today=today, mine=self._mine, most=self._most)
        self._rows = rows
        self.title.setText(labels.with_weekday(today))
        self.setAccessibleName(self.tr("Today"))
        self._show_counts(rows)
        self.overdue.show_lines([due_line(row, today) for row in rows.overdue], rows.overdue_count)
        self.due.show_lines([due_line(row, today) for row in rows.due_next], rows.due_next_count)
        self.lapsed.show_lines([due_line(row, today) for row in rows.lapsed], rows.lapsed_count)
        self.lapsed.setVisible(bool(rows.lapsed))
        self.clocks.set_heading(
            self.tr("My cases on a clock") if self._mine else self.tr("Cases on a clock")
        )
        self.clocks.show_lines([clock_line(row) for row in rows.my_clocks], rows.clock_count)
        self._show_approvals(rows)

    def window_title(self) -> str:
        """Return the words for the window's title."""
        return self.tr("Today")

    def _show_counts(self, rows: TodayRows) -> None:
        soon = self.tr("{count:,} &due in the next {days} working days")
        mine = labels.count(rows.my_case_count, "case", "cases")
        queue = labels.count(rows.unallocated_count, "case waits", "cases wait")
        self.overdue_link.setText(self.tr("{count:,} &overdue").format(count=rows.overdue_count))
        self.due_link.setText(soon.format(count=rows.due_next_count, days=NEXT_WORKING_DAYS))
        self.mine_link.setText(self.tr("{cases} of &yours in progress").format(cases=mine))
        self.queue_link.setText(self.tr("{cases} to be &allocated").format(cases=queue))
        allocates = may(self._office.person.role, Duty.ALLOCATE)
        self.queue_link.setVisible(allocates and rows.unallocated_count > 0)

    def _show_approvals(self, rows: TodayRows) -> None:
        self.approved.setText(f"{rows.approved:,}")
        told = self.tr("{count} approved this year: show them")
        self.approved.setAccessibleName(told.format(count=rows.approved))
        ends = labels.in_text(rows.year_ends_on)
        if not rows.target:
            self.of_target.setText(self.tr("by {day}; no target is set").format(day=ends))
            self.bar.hide()
            self.standing.hide()
            return
        of = self.tr("of {target} by {day}").format(target=rows.target, day=ends)
        self.of_target.setText(of)
        self.bar.show_figures(rows.approved, rows.target, rows.expected)
        line = self.tr("The straight line to the target stands at {line:.1f} today.")
        self.standing.setText(line.format(line=rows.expected))

    def _link(self) -> QPushButton:
        made = QPushButton(self)
        made.setProperty("kind", "count")
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return made

    def _arrange(self) -> None:
        self.corner.addWidget(self.whose)
        links = (self.overdue_link, self.due_link, self.mine_link, self.queue_link)
        for link in links:
            self.under.addWidget(link)
        self.under.addStretch(1)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self.overdue, self.due, self.lapsed)),
            (right, (self._approvals(), self.clocks)),
        ):
            column.setSpacing(tokens.MEDIUM)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(tokens.LARGE)
        both.addLayout(left, _TWO_THIRDS[0])
        both.addLayout(right, _TWO_THIRDS[1])
        self.body.addLayout(both, 1)

    def _approvals(self) -> Card:
        card = Card(self.tr("Approvals this year"), self)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.approved)
        row.addWidget(self.of_target, 1, Qt.AlignmentFlag.AlignBottom)
        self.of_target.setContentsMargins(0, 0, 0, tokens.SMALL)
        self.of_target.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        card.body.addLayout(row)
        card.body.addWidget(self.bar)
        card.body.addWidget(self.standing)
        return card

    def _connect(self) -> None:
        self.overdue_link.clicked.connect(self.overdue.show_all)
        self.due_link.clicked.connect(self.due.show_all)
        self.mine_link.clicked.connect(self._on_mine_pressed)
        self.queue_link.clicked.connect(self._on_queue_pressed)
        self.approved.clicked.connect(self._on_approved_pressed)
        for card in (self.overdue, self.due, self.lapsed, self.clocks):
            card.lines.wished.connect(self.wished)
            card.all_wished.connect(self._on_all_wished)

    @Slot()
    def _on_all_wished(self) -> None:
        self._most = MOST_LINES
        self.reload()

    @Slot(object)
    def _on_whose_chosen(self, whose: object) -> None:
        self._mine = whose == MINE
        self.reload()

    @Slot()
    def _on_mine_pressed(self) -> None:
        mine = {"worker_id": str(self._office.person.id), "group": "open"}
        self.wished.emit(Place("cases", facts=mine))

    @Slot()
    def _on_queue_pressed(self) -> None:
        self.wished.emit(Place("cases", facts={"group": "unallocated"}))

    @Slot()
    def _on_approved_pressed(self) -> None:
        rows = self._rows
        if rows is None or rows.year_starts_on is None:
            return
        year = {
            "approved_from": rows.year_starts_on.isoformat(),
            "approved_to": min(rows.today, rows.year_ends_on).isoformat(),
        }
        self.wished.emit(Place("cases", facts=year))
