"""Today: what is overdue, due next, promised or unnoticed, approvals, and my cases on a clock."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Touched
from recruitment_app.casework.events.attendance import finish_place_follow_up
from recruitment_app.casework.today.diary import MOST_LINES, today_page
from recruitment_app.casework.today.tasks import finish_task
from recruitment_app.casework.today.todo import DATED, NEXT_WORKING_DAYS, looked_through
from recruitment_app.casework.today.todo_rows import TodayPage as TodayRows
from recruitment_app.casework.today.todo_rows import Todo, TodoPart
from recruitment_app.casework.visiting.visits import finish_follow_up
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.todo import OUTLOOKS
from recruitment_app.rules.todo import TodoState as S
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.actions import Wish, make
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.today_lines import AT_ONCE, clock_line, due_line
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.lines_card import LinesCard
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.target_bar import TargetBar

NEW_TASK: Final = Wish("new_task", "New task", "Ctrl+T", "", "Note something to be done")
MINE, EVERYBODY = "mine", "everybody"
LISTS: Final = ("todo", "tasks", "promises")
FIRST_LINES: Final = 8
FEW_LINES: Final = 4
FIRST_CLOCKS: Final = 10
_TWO_THIRDS: Final = (17, 8)
_NOT_DATED: Final = (S.WAITS, S.RUNS_OUT, S.QUIET, S.NO_NEXT_ACTION, S.UNALLOCATED)


def _starts_with_mine(office: Office) -> bool:
    return OUTLOOKS[office.person.role].begins_with_own


class TodayPage(Page):
    """The page that the day begins with."""

    concerns = frozenset(
        {
            Touched.DIARY,
            Touched.CASES,
            Touched.PROGRESS,
            Touched.SETTINGS,
            Touched.NOTES,
            Touched.TASKS,
            Touched.CHECKS,
            Touched.VISITS,
            Touched.SUPERVISION,
            Touched.LETTERS,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__("")
        self._office = office
        self._mine = _starts_with_mine(office)
        self._most = FIRST_CLOCKS
        self._rows: TodayRows | None = None
        self.is_whole = False
        """Whether every section is shown, also those for which all cases are looked through."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look_through)
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
        self.notice = Notice(parent=self)
        self.export_button = QPushButton(f"{self.tr('E&xport')} ▾", self)
        self.export_button.setAccessibleName(self.tr("Export"))
        self.export_button.setToolTip(self.tr("Write what is to be done as a spreadsheet"))
        self.export_button.setVisible(may(office.person.role, Duty.EXPORT))
        self.exports: QMenu | None = None
        self.new_task = QPushButton(self.tr("Ne&w task…"), self)
        self.parts = {
            state: LinesCard(heading, empty, first, self)
            for state, heading, empty, first in self._sections()
        }
        self.overdue, self.due = self.parts[S.OVERDUE], self.parts[S.DUE_NEXT]
        self.lapsed = self.parts[S.LAPSED]
        self.send_button = QPushButton(self.tr("Print and send &letters…"), self)
        self.send_button.setProperty("kind", "small")
        self.send_button.setVisible(may(office.person.role, Duty.ENTER_DATES))
        self.parts[S.TO_SEND].corner.addWidget(self.send_button)
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
        for state in _NOT_DATED:
            self.parts[state].hide()  # until they are read

    def reload(self) -> None:
        """Read what is due today."""
        today, mine, most = self._office.today(), self._mine, self._most
        rows = self._office.quick(today_page, today=today, mine=mine, most=most, wanted=DATED)
        self._rows = rows
        self.title.setText(labels.with_weekday(today))
        self.setAccessibleName(self.tr("Today"))
        self._show_counts(rows)
        self._show_parts({state: rows.part(state) for state in self.parts.keys() - _NOT_DATED})
        self.clocks.set_heading(
            self.tr("My cases on a clock") if self._mine else self.tr("Cases on a clock")
        )
        self.clocks.show_lines([clock_line(row) for row in rows.my_clocks], rows.clock_count)
        self._show_approvals(rows)
        self.is_whole = False
        self._soon.start()

    @Slot()
    def _look_through(self) -> None:
        """Look through every case in hand, once what is dated is painted."""
        today, mine, most = self._office.today(), self._mine, self._most

        def look_through(store: Store) -> Todo:
            return looked_through(store, today=today, mine=mine, most=most)

        self._office.look("today", look_through, self._show_looked_through)

    def _show_looked_through(self, parts: Todo) -> None:
        self._show_parts({state: parts.get(state, TodoPart()) for state in _NOT_DATED})
        self.is_whole = True

    def _show_parts(self, parts: Todo) -> None:
        today = self._office.today()
        for state, part in parts.items():
            card = self.parts[state]
            card.show_lines([due_line(row, today) for row in part.rows], part.count)

    def window_title(self) -> str:
        """Return the words for the window's title."""
        return self.tr("Today")

    @override
    def keyed(self) -> tuple[QWidget, ...]:
        return (self, self.overdue.lines)

    def _sections(self) -> Sequence[tuple[S, str, str, int]]:
        """Return the cards of the left column: heading, words where it is empty, first lines."""
        soon = self.tr("Nothing falls due in the next {days} working days.")
        return (
            (S.OVERDUE, self.tr("Overdue"), self.tr("Nothing is overdue."), FIRST_LINES),
            (S.DUE_NEXT, self.tr("Due next"), soon.format(days=NEXT_WORKING_DAYS), FIRST_LINES),
            (S.WAITS, self.tr("To be judged, decided or signed"), "", FEW_LINES),
            (S.TO_SEND, self.tr("Letters made, to be sent"), "", FEW_LINES),
            (S.PROMISED, self.tr("Promised: they will hear from us by"), "", FEW_LINES),
            (S.RUNS_OUT, self.tr("Checks that run out before panel"), "", FEW_LINES),
            (S.QUIET, self.tr("Quiet: nobody has spoken with them"), "", FEW_LINES),
            (S.NO_NEXT_ACTION, self.tr("No next action"), "", FEW_LINES),
            (S.UNALLOCATED, self.tr("To be allocated"), "", FEW_LINES),
            (S.LATER, self.tr("My tasks for later"), "", FEW_LINES),
            (S.LAPSED, self.tr("Applicants' time has passed"), "", FEW_LINES),
        )

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

    def _kept_to(self, name: str) -> Mapping[str, Any]:
        return {"is_mine": self._mine} if name == "todo" else {}

    def _link(self) -> QPushButton:
        made = QPushButton(self)
        made.setProperty("kind", "count")
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return made

    def _arrange(self) -> None:
        self.corner.addWidget(self.export_button)
        self.corner.addWidget(self.new_task)
        self.corner.addWidget(self.whose)
        links = (self.overdue_link, self.due_link, self.mine_link, self.queue_link)
        for link in links:
            self.under.addWidget(link)
        self.under.addStretch(1)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, tuple(self.parts.values())),
            (right, (self._approvals(), self.clocks)),
        ):
            column.setSpacing(tokens.MEDIUM)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self.body.addWidget(self.notice)
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
        self.export_button.clicked.connect(self._on_export_wished)
        make(NEW_TASK, self, self._on_task_wished)
        self.new_task.clicked.connect(self._on_task_wished)
        self.send_button.clicked.connect(self._on_letters_wished)
        for card in (*self.parts.values(), self.clocks):
            card.lines.wished.connect(self.wished)
            card.lines.acted.connect(self._on_acted)
            card.all_wished.connect(self._on_all_wished)

    @Slot()
    def _on_task_wished(self) -> None:
        self.wished.emit(Place("task"))

    @Slot()
    def _on_export_wished(self) -> None:
        from recruitment_app.ui.pages.export_button import (  # noqa: PLC0415 - its lists need half the store's verbs, and this page opens first
            ExportButton,
        )

        if self.exports is None:
            offers = ExportButton(self._office, self.notice, LISTS, self, self._kept_to)
            offers.hide()
            self.exports = offers.choices
        below = QPoint(0, self.export_button.height())
        self.exports.popup(self.export_button.mapToGlobal(below))

    @Slot()
    def _on_letters_wished(self) -> None:
        self.wished.emit(Place("letters_to_send"))

    @Slot(object)
    def _on_acted(self, place: Place) -> None:
        """Do what a line offers: at once where it asks nothing, else where it is asked."""
        if place.name not in AT_ONCE:
            self.wished.emit(place)
            return
        today, record = self._office.today(), UUID(place.fact("record"))
        if place.name == "finish_task":
            self._office.do(finish_task, task_id=record, on=today, today=today)
        elif place.name == "finish_place_follow_up":
            self._office.do(finish_place_follow_up, place_id=record, on=today, today=today)
        else:
            self._office.do(finish_follow_up, visit_id=record, on=today, today=today)

    @Slot()
    def _on_all_wished(self) -> None:
        self._most = MOST_LINES
        self.reload()

    @Slot(object)
    def _on_whose_chosen(self, whose: object) -> None:
        self._mine = whose == MINE
        for state in _NOT_DATED:
            self.parts[state].hide()  # of whom it was before is not shown meanwhile
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
