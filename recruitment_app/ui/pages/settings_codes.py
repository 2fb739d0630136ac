"""Settings of the code lists: what may be chosen, added to, renamed and retired."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from recruitment_app.casework.agency.agency_law import code_rows, set_code
from recruitment_app.casework.agency.agency_rows import CodeRow
from recruitment_app.casework.law import shipped_codes
from recruitment_app.errors import Problem
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.pages.settings_page import SettingsPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.fields import field_block
from recruitment_app.ui.widgets.table_view import TableView

FIRST_LIST = "source_of_enquiry"


class CodesSettings(SettingsPage):
    """One list at a time; a shipped list of the law or of a return stays as it is."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, "settings_codes", scrolls=False)
        self._rows: dict[str, tuple[str, list[CodeRow]]] = {}
        self.choice: Choice[str] = Choice(filters=False)
        self.source = label("", "small", wraps=True)
        self.table: ShortTable[CodeRow] = ShortTable(self._columns())
        self.list = TableView(self.tr("Codes of the list"), self)
        self.new_button = QPushButton(self.tr("A&dd…"), self)
        self.rename_button = QPushButton(self.tr("Rena&me…"), self)
        self.retire_button = QPushButton(self.tr("&Retire"), self)
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read the lists."""
        self._rows = self.office.quick(code_rows)
        named = sorted(self._rows.items(), key=lambda item: item[1][0])
        self.choice.offer([(title, name) for name, (title, _rows) in named])
        if self.choice.value() is None:
            self.choice.choose(FIRST_LIST)
        self._show()

    def _columns(self) -> list[Column[CodeRow]]:
        def state(row: CodeRow) -> str:
            if row.is_retired:
                return self.tr("Retired")
            return self.tr("Your own") if row.is_own else self.tr("Shipped")

        def tint(row: CodeRow) -> Tint:
            return Tint.INFORMATION if row.is_own and not row.is_retired else Tint.PLAIN

        return [
            Column("label", self.tr("Words"), lambda row: row.label, width=tokens.COLUMN_WIDE),
            Column(
                "owner",
                self.tr("Whose time"),
                lambda row: labels.owner(row.owner) if row.owner else "",
            ),
            Column("code", self.tr("Code"), lambda row: row.code),
            Column("state", "", state, tinted=tint),
        ]

    def _show(self) -> None:
        name = self.choice.value() or FIRST_LIST
        rows = self._rows[name][1]
        shipped = shipped_codes()[name]
        self.table.show_rows(rows)
        self.list.setColumnHidden(1, not any(row.owner for row in rows))
        if self.list.chosen() is None and rows:
            self.list.selectRow(0)
        told = self.tr("Source: {source} ({day}).")
        source = told.format(source=shipped.source, day=labels.in_text(shipped.dated))
        fixed = self.tr("This list follows the law or a return and is not changed here.")
        self.source.setText(source if shipped.editable else f"{fixed} {source}")
        for button in (self.new_button, self.rename_button, self.retire_button):
            button.setVisible(self.may_change and shipped.editable)
        self._offer()

    def _offer(self) -> None:
        row = self.list.chosen()
        is_retired = isinstance(row, CodeRow) and row.is_retired
        self.retire_button.setText(self.tr("B&ring back") if is_retired else self.tr("&Retire"))
        for button in (self.rename_button, self.retire_button):
            button.setEnabled(isinstance(row, CodeRow))

    def _arrange(self) -> None:
        self.corner.addWidget(ExportButton(self.office, self.notice, ("codes",), self))
        self.list.show_table(self.table)
        self.list.fill_with("label")
        card = Card("", self)
        block = field_block(self.tr("Li&st"), self.choice)
        block.setMaximumWidth(tokens.FORM_WIDTH)
        card.body.addWidget(block)
        card.body.addWidget(self.source)
        card.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in (self.new_button, self.rename_button, self.retire_button):
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        self.inside.addWidget(card, 1)

    def _connect(self) -> None:
        self.choice.chosen.connect(self._on_list_chosen)
        self.list.record_chosen.connect(self._on_code_chosen)
        self.list.record_opened.connect(self._on_rename_pressed)
        self.new_button.clicked.connect(self._on_new_pressed)
        self.rename_button.clicked.connect(self._on_rename_pressed)
        self.retire_button.clicked.connect(self._on_retire_pressed)

    @Slot(object)
    def _on_list_chosen(self, _name: object) -> None:
        self._show()

    @Slot(object)
    def _on_code_chosen(self, _row: object) -> None:
        self._offer()

    @Slot()
    def _on_new_pressed(self) -> None:
        self.wished.emit(Place("code", facts={"list": self.choice.value() or FIRST_LIST}))

    @Slot()
    def _on_rename_pressed(self) -> None:
        row = self.list.chosen()
        if isinstance(row, CodeRow) and not self.rename_button.isHidden():
            facts = {"list": row.list_name, "code": row.code}
            self.wished.emit(Place("code", facts=facts))

    @Slot()
    def _on_retire_pressed(self) -> None:
        row = self.list.chosen()
        if isinstance(row, CodeRow):
            self.office.asking(sorry=self._on_refused).do(
                set_code,
                list_name=row.list_name,
                code=row.code,
                label=row.label,
                is_retired=not row.is_retired,
                owner=row.owner,
            )

    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))
