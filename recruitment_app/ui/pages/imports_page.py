"""The imports that were made: what came in from which file, its report, and its undo."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Touched
from recruitment_app.casework.importing.import_undo import why_no_undo
from recruitment_app.casework.importing.kept_imports import ImportRow, imports
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.roles import Duty, require
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.import_errands import ImportErrands, printing
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.table_view import TableView
from recruitment_app.ui.widgets.working_bar import WorkingBar


class ImportsPage(Page):
    """A table of imports, the last one first, and what can be done with the one chosen."""

    concerns = frozenset({Touched.CASES, Touched.PEOPLE})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Imports"), scrolls=False, parent=parent)
        self._office = office
        self._chosen: ImportRow | None = None
        self.new_button = QPushButton(self.tr("I&mport from a file…"), self)
        self.new_button.setProperty("kind", "primary")
        self.table: ShortTable[ImportRow] = ShortTable(self._columns(), parent=self)
        self.view = TableView(self.tr("Imports"), self)
        self.listed = QFrame(self)
        self.listed.setProperty("kind", "card")
        self.detail = Card(self.tr("Import"), self)
        self.facts = label("", "second", wraps=True)
        self.notice = Notice("notice", self)
        self.written = Notice(parent=self)
        self.export_button = ExportButton(office, self.written, ("imports",), self)
        self.working = WorkingBar(self)
        self._errands = ImportErrands(office, self.working, self)
        self.report_button = QPushButton(self.tr("P&rint the report…"), self)
        self.undo_button = QPushButton(self.tr("&Undo this import…"), self)
        self.empty = EmptyState(
            self.tr("What is brought in from a file is listed here, with its report and its undo."),
            self.tr("I&mport from a file…"),
        )
        self._arrange()
        self._connect()

    @override
    def show_place(self, place: Place) -> None:
        try:
            require(self._office.person.role, Duty.IMPORT)
        except NotAllowed as problem:
            self.place = place
            self._show_refusal(str(problem))
            return
        super().show_place(place)
        if self.table.ids:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def reload(self) -> None:
        """Read the imports."""
        rows = self._office.quick(imports)
        for card in (self.listed, self.detail):
            card.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.export_button.setEnabled(bool(rows))
        self.new_button.setVisible(bool(rows))
        self.table.show_rows(rows)
        self.say(self.title.text(), labels.count(len(rows), "import", "imports") if rows else "")
        wanted = self._chosen.number if self._chosen is not None else None
        at = next((at for at, row in enumerate(rows) if row.number == wanted), 0)
        if rows:
            self.view.setCurrentIndex(self.table.index(at, 0))
            self._show(rows[at])

    def _show_refusal(self, why: str) -> None:
        self.listed.hide()
        self.detail.hide()
        self.new_button.hide()
        self.empty.say(why)
        self.empty.button.hide()

    def _show(self, row: ImportRow) -> None:
        self._chosen = row
        self.detail.set_heading(self.tr("Import {number}").format(number=row.number))
        told = (
            row.file_name,
            self.tr("{when} by {who}").format(when=labels.moment(row.at), who=row.by),
            self.tr("columns: {mapping}").format(mapping=row.mapping),
        )
        self.facts.setText(" · ".join(told))
        why = self._office.quick(why_no_undo, number=row.number)
        self.notice.say(why)
        self.undo_button.setVisible(not why)

    def _columns(self) -> list[Column[ImportRow]]:
        def counted(name: str, words: str) -> Column[ImportRow]:
            return Column(
                name,
                words,
                lambda row: f"{getattr(row, name):,}",
                width=tokens.COLUMN_NARROW,
                at_right=True,
            )

        return [
            Column(
                "number",
                self.tr("No."),
                lambda row: row.number,
                width=tokens.COLUMN_SHORT,
                at_right=True,
            ),
            Column("file", self.tr("File"), lambda row: row.file_name, width=tokens.COLUMN_NAME),
            Column(
                "at",
                self.tr("Brought in"),
                lambda row: labels.moment(row.at),
                width=tokens.COLUMN_NAME,
            ),
            Column("by", self.tr("By"), lambda row: row.by, width=tokens.COLUMN_FIGURE),
            counted("new", self.tr("New")),
            counted("changed", self.tr("Changed")),
            counted("duplicates", self.tr("Skipped")),
            Column(
                "undone",
                "",
                lambda row: self.tr("Undone") if row.undone_at else "",
                width=tokens.COLUMN_NARROW,
                tinted=lambda row: Tint.DUE if row.undone_at else None,
            ),
        ]

    def _arrange(self) -> None:
        self.corner.addWidget(self.export_button)
        self.corner.addWidget(self.new_button)
        self.view.show_table(self.table)
        self.view.fill_with("file")
        inner = QVBoxLayout(self.listed)
        inner.setContentsMargins(tokens.TIGHT, tokens.TIGHT, tokens.TIGHT, tokens.TIGHT)
        inner.addWidget(self.view)
        self.detail.corner.addWidget(self.report_button)
        self.detail.corner.addWidget(self.undo_button)
        for part in (self.facts, self.notice, self.working):
            self.detail.body.addWidget(part)
        self.body.addWidget(self.written)
        self.body.addWidget(self.listed, 1)
        self.body.addWidget(self.detail)
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new_pressed)
        self.empty.wished.connect(self._on_new_pressed)
        self.view.record_chosen.connect(self._on_chosen)
        self.view.record_opened.connect(self._on_opened)
        self.report_button.clicked.connect(self._on_report_pressed)
        self.undo_button.clicked.connect(self._on_undo_pressed)

    @Slot(object)
    def _on_chosen(self, row: object) -> None:
        if isinstance(row, ImportRow):
            self._show(row)

    @Slot(object)
    def _on_opened(self, _row: object) -> None:
        self._on_report_pressed()

    @Slot()
    def _on_new_pressed(self) -> None:
        self.wished.emit(Place("import"))

    @Slot()
    def _on_undo_pressed(self) -> None:
        if self._chosen is not None:
            facts = {"import": str(self._chosen.number)}
            self.wished.emit(Place("undo_import", facts=facts))

    @Slot()
    def _on_report_pressed(self) -> None:
        if self._chosen is None:
            return
        self.report_button.setEnabled(False)
        self._errands.send(
            printing(self._chosen.number, self._office.today()),
            self.tr("Writing the report…"),
            self._show_report,
            self._on_refused,
            self._on_stopped,
        )

    def _show_report(self, paper: bytes) -> None:
        self.report_button.setEnabled(True)
        number = self._chosen.number if self._chosen is not None else 0
        self.preview = PaperPreview(
            paper, self.tr("Report of the import"), f"import-{number}.pdf", self
        )
        self.preview.open()

    def _on_refused(self, problem: Problem) -> None:
        self.report_button.setEnabled(True)
        self.notice.say(str(problem))

    def _on_stopped(self) -> None:
        self.report_button.setEnabled(True)
