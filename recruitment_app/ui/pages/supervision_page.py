"""Supervision: the sheets of the workers, each case with its drift, what was said and decided."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout
from typing_extensions import override

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.supervising import supervision
from recruitment_app.casework.supervising.supervision_papers import supervision_paper
from recruitment_app.casework.supervising.supervision_rows import (
    SupervisionLineRow,
    SupervisionRow,
    SupervisionSheet,
    SupervisionState,
    supervision_sheet,
    supervisions,
)
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.scrolling import scrolling
from recruitment_app.ui.widgets.table_view import TableView

_STATES: Final = {
    SupervisionState.OPEN: ("Open", Tint.DUE),
    SupervisionState.TO_BE_SIGNED: ("Worker to sign", Tint.INFORMATION),
    SupervisionState.SIGNED: ("Signed", Tint.MET),
}
_SHARES: Final = (0, 1)


class SupervisionPage(Page):
    """The list of the sheets, and the one that is chosen with its cases."""

    concerns = frozenset({Touched.SUPERVISION, Touched.CASES, Touched.SETTINGS})

    def __init__(self, office: Office) -> None:
        super().__init__("", scrolls=False)
        self._office = office
        self._sheet: SupervisionSheet | None = None
        self.say(self.tr("Supervision"))
        self.setAccessibleName(self.tr("Supervision"))
        self.papers = PaperErrands(office, self)
        self.table: ShortTable[SupervisionRow] = ShortTable(self._columns(), lambda row: row.id)
        self.lines: ShortTable[SupervisionLineRow] = ShortTable(
            self._line_columns(), lambda row: row.id
        )
        self.list = TableView(self.tr("Supervisions"), self)
        self.cases = TableView(self.tr("Cases of the sheet"), self)
        self.listed = Card("", self)
        self.detail = Card(self.tr("The sheet"), self)
        self.head = label("", "second", wraps=True)
        self.said = label("", wraps=True)
        self.notice = Notice(parent=self)
        self.no_case = label(self.tr("The worker has no open case."), "second")
        makes = may(office.person.role, Duty.SUPERVISE)
        words = self.tr("What was said and decided of each case in supervision stands here.")
        self.empty = EmptyState(words, self.tr("New super&vision…"), self)
        self.empty.button.setVisible(makes)
        self.new_button = QPushButton(self.tr("New super&vision…"), self)
        self.new_button.setProperty("kind", "primary")
        self.new_button.setVisible(makes)
        self.print_button = self._small(self.tr("Print the s&heet…"), self._on_print_pressed)
        self.sign_button = self._small(self.tr("Si&gn"), self._on_sign_pressed)
        self.head_button = self._small(self.tr("Day and re&marks…"), self._on_head_pressed)
        self.look_button = self._small(self.tr("&Look again"), self._on_look_pressed)
        self.drop_button = self._small(self.tr("Thro&w away"), self._on_drop_pressed)
        self.back_button = self._small(self.tr("Take signature &back"), self._on_back_pressed)
        self.write_button = self._small(self.tr("Write of the &case…"), self._on_write_pressed)
        self.open_button = self._small(self.tr("&Open the case"), self._on_open_pressed)
        self._arrange()
        self._connect()

    @override
    def reload(self) -> None:
        try:
            rows = self._office.quick(supervisions)
        except NotAllowed as problem:
            self.empty.say(str(problem))
            rows = ()
        self.table.show_rows(rows)
        for part in (self.listed, self.detail):
            part.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.new_button.setVisible(bool(rows) and may(self._office.person.role, Duty.SUPERVISE))
        wanted = self._wanted(rows)
        if wanted is not None:
            self.list.choose(wanted)
        self._show(wanted)

    @override
    def window_title(self) -> str:
        return self.tr("Supervision")

    def _wanted(self, rows: tuple[SupervisionRow, ...]) -> UUID | None:
        """Return the sheet to be shown: the one chosen, that of the place, or the first."""
        named = self.place.fact("supervision") if self.place else ""
        chosen = self._sheet.row.id if self._sheet else None
        known = [row.id for row in rows]
        for wanted in (UUID(named) if named and chosen is None else chosen, *known[:1]):
            if wanted in known:
                return wanted
        return None

    @override
    def show_place(self, place: Place) -> None:
        self._sheet = None if place.fact("supervision") else self._sheet
        super().show_place(place)

    def _show(self, wanted: UUID | None) -> None:
        self.notice.say("")
        if wanted is None:
            self._sheet = None
            return
        sheet = self._office.quick(supervision_sheet, supervision_id=wanted)
        self._sheet = sheet
        row = sheet.row
        self.detail.set_heading(f"{row.worker}, {labels.in_text(row.held_on)}")
        self.head.setText(self._head(row))
        chosen = self.cases.chosen()
        self.lines.show_rows(sheet.lines)
        self.cases.setVisible(bool(sheet.lines))
        self.no_case.setVisible(not sheet.lines)
        same = isinstance(chosen, SupervisionLineRow) and self.cases.choose(chosen.id)
        if sheet.lines and not same:
            self.cases.choose(sheet.lines[0].id)
        self._show_line()
        is_open = row.state is SupervisionState.OPEN
        is_mine = row.supervisor_id == self._office.person.id
        self.sign_button.setVisible(sheet.may_sign)
        self.head_button.setVisible(sheet.may_decide)
        self.look_button.setVisible(is_open)
        self.drop_button.setVisible(sheet.may_decide)
        self.back_button.setVisible(row.state is SupervisionState.TO_BE_SIGNED and is_mine)

    def _head(self, row: SupervisionRow) -> str:
        parts = [self.tr("Supervised by {name}").format(name=row.supervisor)]
        if row.next_on is not None:
            parts.append(self.tr("next on {day}").format(day=labels.in_text(row.next_on)))
        signed = (
            (row.supervisor, row.supervisor_signed_on),
            (row.worker, row.worker_signed_on),
        )
        parts += [
            self.tr("signed by {name} on {day}").format(name=name, day=labels.in_text(day))
            for name, day in signed
            if day is not None
        ]
        told = "; ".join(parts)
        return "\n".join(part for part in (told, row.remarks) if part)

    def _show_line(self) -> None:
        line = self.cases.chosen()
        has_line = isinstance(line, SupervisionLineRow) and bool(self.lines.rowCount())
        self.write_button.setVisible(self._sheet is not None and self._sheet.may_write)
        self.write_button.setEnabled(has_line)
        self.open_button.setEnabled(has_line)
        parts = []
        if isinstance(line, SupervisionLineRow) and has_line:
            drift = line.drift or self.tr("Nothing that is late or goes unnoticed.")
            parts = [
                f"{line.reference} · {line.title} · {labels.stage(line.stage)}",
                drift,
                self.tr("Said: {words}").format(words=line.narrative) if line.narrative else "",
                self.tr("Decided: {words}").format(words=line.decision) if line.decision else "",
            ]
        self.said.setText("\n".join(part for part in parts if part))

    def _columns(self) -> list[Column[SupervisionRow]]:
        return [
            Column(
                "worker", self.tr("Worker"), lambda row: row.worker, "worker", tokens.COLUMN_NAME
            ),
            Column("day", self.tr("Date"), lambda row: row.held_on, "day", tokens.COLUMN_DATE),
            Column(
                "state",
                "",
                lambda row: self.tr(_STATES[row.state][0]),
                width=tokens.COLUMN_DATE,
                tinted=lambda row: _STATES[row.state][1],
            ),
        ]

    def _line_columns(self) -> list[Column[SupervisionLineRow]]:
        return [
            Column("case", self.tr("Case"), lambda row: row.reference, width=tokens.COLUMN_NARROW),
            Column(
                "household", self.tr("Household"), lambda row: row.title, width=tokens.COLUMN_DATE
            ),
            Column("drift", self.tr("Drift"), lambda row: _first(row.drift)),
            Column(
                "decision",
                self.tr("Decision"),
                lambda row: _first(row.decision),
                width=tokens.COLUMN_DATE,
            ),
            Column("by", self.tr("By"), lambda row: row.due_on, width=tokens.COLUMN_DATE),
        ]

    def _small(self, words: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "small")
        button.clicked.connect(slot)
        return button

    def _arrange(self) -> None:
        self.corner.addWidget(self.new_button)
        self.list.show_table(self.table)
        self.list.fill_with("worker")
        self.list.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        wide = tokens.COLUMN_NAME + 2 * tokens.COLUMN_DATE + 2 * tokens.LARGE
        self.listed.setMinimumWidth(wide)
        self.listed.body.addWidget(self.list)
        self.cases.show_table(self.lines)
        self.cases.fill_with("drift")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.corner.addWidget(self.print_button)
        self.detail.body.addWidget(self.head)
        self.detail.body.addWidget(self.notice)
        self.detail.body.addWidget(self.cases, 2)
        self.detail.body.addWidget(self.no_case, 2)
        reading = scrolling(self.said)
        reading.setAccessibleName(self.tr("What stands of the case that is chosen"))
        reading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.detail.body.addWidget(reading, 1)
        of_case = (self.write_button, self.open_button)
        of_sheet = (
            self.sign_button,
            self.back_button,
            self.head_button,
            self.look_button,
            self.drop_button,
        )
        for buttons in (of_case, of_sheet):
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
        for at, share in enumerate(_SHARES):
            both.setStretchFactor(at, share)
        whole = QVBoxLayout()
        whole.addWidget(both, 1)
        whole.addWidget(self.empty, 1)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new_pressed)
        self.empty.wished.connect(self._on_new_pressed)
        self.list.record_chosen.connect(self._on_sheet_chosen)
        self.cases.record_chosen.connect(self._on_case_chosen)
        self.cases.record_opened.connect(self._on_case_opened)

    def _do(self, act: Callable[..., Change], **facts: object) -> None:
        if self._sheet is not None:
            told = {"supervision_id": self._sheet.row.id, **facts}
            self._office.asking(sorry=self._on_refused).do(act, **told)

    def _wish(self, name: str, facts: dict[str, str]) -> None:
        self.wished.emit(Place(name, facts=facts))

    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))

    @Slot(object)
    def _on_sheet_chosen(self, row: object) -> None:
        is_other = self._sheet is None or (
            isinstance(row, SupervisionRow) and row.id != self._sheet.row.id
        )
        if isinstance(row, SupervisionRow) and is_other:
            self._show(row.id)

    @Slot(object)
    def _on_case_chosen(self, _row: object) -> None:
        self._show_line()

    @Slot(object)
    def _on_case_opened(self, _row: object) -> None:
        if self._sheet is not None and self._sheet.may_write:
            self._on_write_pressed()
        else:
            self._on_open_pressed()

    @Slot()
    def _on_new_pressed(self) -> None:
        self._wish("new_supervision", {})

    @Slot()
    def _on_write_pressed(self) -> None:
        line = self.cases.chosen()
        if isinstance(line, SupervisionLineRow) and self._sheet is not None:
            facts = {"supervision": str(self._sheet.row.id), "line": str(line.id)}
            self._wish("supervision_line", facts)

    @Slot()
    def _on_open_pressed(self) -> None:
        line = self.cases.chosen()
        if isinstance(line, SupervisionLineRow):
            self.wished.emit(Place("case", line.case_id))

    @Slot()
    def _on_head_pressed(self) -> None:
        if self._sheet is not None:
            self._wish("supervision_head", {"supervision": str(self._sheet.row.id)})

    @Slot()
    def _on_look_pressed(self) -> None:
        self._do(supervision.look_again, today=self._office.today())

    @Slot()
    def _on_sign_pressed(self) -> None:
        today = self._office.today()
        self._do(supervision.sign_supervision, on=today, today=today)

    @Slot()
    def _on_back_pressed(self) -> None:
        self._do(supervision.take_back_signature)

    @Slot()
    def _on_drop_pressed(self) -> None:
        self._do(supervision.drop_supervision)

    @Slot()
    def _on_print_pressed(self) -> None:
        if self._sheet is None:
            return
        wanted, today = self._sheet.row.id, self._office.today()

        def make(store: Store) -> bytes:
            return supervision_paper(store, supervision_id=wanted, today=today)

        day = labels.in_text(self._sheet.row.held_on)
        title = self.tr("Supervision sheet, {day}").format(day=day)
        name = f"supervision-{self._sheet.row.held_on.isoformat()}.pdf"
        self.papers.open(make, title=title, file_name=name, sorry=self._on_refused)


def _first(words: str) -> str:
    """Return the first line, with how many more there are."""
    lines = words.splitlines()
    if len(lines) < 2:  # noqa: PLR2004 - one line is all
        return words
    return f"{lines[0]} (+{len(lines) - 1})"
