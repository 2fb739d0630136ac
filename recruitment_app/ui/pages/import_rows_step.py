"""The fourth step of an import: what becomes of each row, each to be corrected in place."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.casework.importing.imports import Verdict
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.import_work import ImportWork
from recruitment_app.ui.tables.plan_table import VERDICTS, DryRow, PlanTable
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.plan_view import PlanView


class RowsStep(QWidget):
    """The dry run: counts that filter, the rows, and in words what the current one is."""

    corrected = Signal(int, int, str)
    case_wished = Signal(str)
    """The reference of the case that a row repeats or is like."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: ImportWork | None = None
        self._shown: ImportWork | None = None
        self._headings: tuple[str, ...] = ()
        self._is_due = False
        self.table: PlanTable | None = None
        self.view = PlanView(self.tr("Rows of the file"), self)
        self.filters = {each: self._filter() for each in (None, *VERDICTS)}
        self.filters[None].setChecked(True)
        self.corrections = label("", "second")
        self.told = label("", wraps=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.fault_button = self._small(self.tr("&Go to the cell"))
        self.case_button = self._small(self.tr("&Open the case"))
        self._lay_out()
        self.view.record_chosen.connect(self._on_row_chosen)
        self.view.record_opened.connect(self._on_row_opened)
        self.view.edited.connect(self._on_edited, Qt.ConnectionType.QueuedConnection)
        self.fault_button.clicked.connect(self._on_fault_pressed)
        self.case_button.clicked.connect(self._on_case_pressed)

    def show_work(self, work: ImportWork) -> None:
        """Show a dry run, as the one before was left; not while somebody types in a cell."""
        self._work = work
        self._count(work)
        self._is_due = self.view.is_editing
        if not self._is_due:
            self._show_rows(work)

    def _show_rows(self, work: ImportWork) -> None:
        table = self.table
        headings = tuple(each.name for each in work.layout.columns)
        cells = bool(work.plan and work.plan.incoming.cells)
        if (
            table is None
            or (headings, work) != (self._headings, self._shown)
            or (cells != bool(table.places))
        ):
            table = self._made(work)
            self._count(work)
        self._headings, self._shown = headings, work
        before = self.view.currentIndex()
        row, column = max(before.row(), 0), max(before.column(), 0)
        table.reload()
        if table.rowCount():
            now = self.view.currentIndex()
            row = now.row() if now.isValid() else min(row, table.rowCount() - 1)
            self.view.setCurrentIndex(table.index(row, column))
        self._on_row_chosen(self.view.chosen())

    def begin(self) -> None:
        """Put the keys on the rows."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_typing(self) -> bool:
        """Take what is being typed in a cell; say whether anything was."""
        was_typing = self.view.is_editing
        if was_typing:
            self.begin()  # the cell loses the keys, and so is done
        return was_typing

    def show_only(self, verdict: Verdict | None) -> None:
        """Show the rows of one verdict, or all."""
        self.filters[verdict].setChecked(True)
        if self.table is not None:
            self.table.show_only(verdict)
            if self.table.rowCount() and not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.table.index(0, 0))
            self._on_row_chosen(self.view.chosen())

    def _made(self, work: ImportWork) -> PlanTable:
        before = self.table
        table = PlanTable(work, self)
        table.corrected.connect(self.corrected)
        self.view.show_table(table)
        self.table = table
        self.filters[None].setChecked(True)
        if before is not None:
            before.deleteLater()
        return table

    def _count(self, work: ImportWork) -> None:
        plan, table = work.plan, self.table
        if plan is None or table is None:
            return
        counts = {verdict: plan.count(verdict) for verdict in VERDICTS}
        self.filters[None].setText(self.tr("All {count}").format(count=f"{len(plan.rows):,}"))
        for verdict, count in counts.items():
            button = self.filters[verdict]
            words = self.tr(VERDICTS[verdict][0])
            button.setText(f"{words} {count:,}")
            button.setAccessibleName(
                self.tr("Show only: {words}, {count}").format(words=words, count=count)
            )
            button.setVisible(count > 0)
        if table.only is not None and not counts[table.only]:
            table.only = None
            self.filters[None].setChecked(True)
        self.corrections.setText(
            labels.count(len(work.corrections), "cell corrected", "cells corrected")
            if work.corrections
            else ""
        )

    def _filter(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "filter")
        button.setCheckable(True)
        return button

    def _small(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "small")
        return button

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        for button in self.filters.values():
            group.addButton(button)
            top.addWidget(button)
            button.clicked.connect(self._on_filter_pressed)
        top.addStretch(1)
        top.addWidget(self.corrections)
        card = QFrame(self)
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(tokens.TIGHT, tokens.TIGHT, tokens.TIGHT, tokens.TIGHT)
        inner.addWidget(self.view)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SMALL)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.fault_button)
        foot.addWidget(self.case_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.MEDIUM)
        whole.addLayout(top)
        whole.addWidget(card, 1)
        whole.addLayout(foot)

    @Slot()
    def _on_edited(self) -> None:
        if self._is_due and self._work is not None and not self.view.is_editing:
            self._is_due = False
            self._show_rows(self._work)

    @Slot()
    def _on_filter_pressed(self) -> None:
        pressed = self.sender()
        for verdict, button in self.filters.items():
            if button is pressed:
                self.show_only(verdict)

    @Slot(object)
    def _on_row_chosen(self, row: object) -> None:
        dry = row if isinstance(row, DryRow) else None
        self.told.setText(_in_words(dry) if dry is not None else "")
        places = self.table.places if self.table is not None else ()
        self.fault_button.setVisible(dry is not None and dry.fault in places)
        self.case_button.setVisible(dry is not None and bool(reference_of(dry)))

    @Slot(object)
    def _on_row_opened(self, row: object) -> None:
        index = self.view.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._edit(index)
        elif isinstance(row, DryRow):
            if self.table is not None and row.fault in self.table.places:
                self._on_fault_pressed()
            elif reference_of(row):
                self._on_case_pressed()

    @Slot()
    def _on_fault_pressed(self) -> None:
        row = self.view.chosen()
        if isinstance(row, DryRow) and self.table is not None and row.fault is not None:
            index = self.table.index(
                self.view.currentIndex().row(), self.table.section_of(row.fault)
            )
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edit(index)

    @Slot()
    def _on_case_pressed(self) -> None:
        row = self.view.chosen()
        if isinstance(row, DryRow):
            self.case_wished.emit(reference_of(row))

    def _edit(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self.view.edit(index)


def reference_of(row: DryRow) -> str:
    """Return the reference of the case of the store that a row repeats or is like, if any."""
    named = [each for each in (row.planned.of, *row.planned.like) if each]
    return next((each for each in named if not each.startswith("row ")), "")


def _in_words(row: DryRow) -> str:
    planned = row.planned
    told = {
        Verdict.NEW: f"Row {planned.row} is new.",
        Verdict.CHANGED: f"Row {planned.row} adds to {planned.of}.",
        Verdict.DUPLICATE: f"Row {planned.row} repeats {planned.of}, and is skipped.",
        Verdict.WRONG: f"Row {planned.row} is wrong.",
    }[planned.verdict]
    return f"{told} {planned.why}".strip()
