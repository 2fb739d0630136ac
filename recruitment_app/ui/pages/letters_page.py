"""The letters of one case: those that may be written now, and those that were made."""

from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.letters.letter_previews import LetterChoice, letter_choices
from recruitment_app.casework.letters.letter_rows import LetterRow, letters_of_case
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import actions, labels, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.letter_made import LetterMade
from recruitment_app.ui.pages.letter_writing import LetterWriting
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.table_view import TableView

MAKE: Final = Wish("make_letter", "Make the letter", "Ctrl+Return", "", "Make the letter")
PAPER: Final = Wish("letter_paper", "As it prints", "Ctrl+P", "print", "Show the letter's paper")
_SHARES: Final = (360, 700)


class LettersPage(Page):
    """Who sends letters begins with those that fit now; who only reads sees those made."""

    concerns = frozenset(
        {
            Touched.LETTERS,
            Touched.CASES,
            Touched.JOURNEY,
            Touched.PEOPLE,
            Touched.EVENTS,
            Touched.CHECKS,
            Touched.SETTINGS,
            Touched.TASKS,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office.tr("Letters"), scrolls=False)
        self._office = office
        self._case_id: UUID | None = None
        self._reference = ""
        self._wanted: UUID | None = None
        self._is_reading = False
        self._is_begun = False
        self._may = may(office.person.role, Duty.ENTER_DATES)
        self.case_button = QPushButton(self.tr("&Back to the case"), self)
        self.write_button = self._switch(self.tr("To wr&ite"))
        self.made_button = self._switch(self.tr("&Made"))
        self.either = QButtonGroup(self)
        self.either.addButton(self.write_button)
        self.either.addButton(self.made_button)
        self.choices: ShortTable[LetterChoice] = ShortTable(self._choice_columns(), _key_of)
        self.choice_list = TableView(self.tr("Letters that may be written"), self)
        self.rows: ShortTable[LetterRow] = ShortTable(self._row_columns(), lambda row: row.id)
        self.made_list = TableView(self.tr("Letters that were made"), self)
        self.nothing = EmptyState(self.tr("Letters that were made for this household stand here."))
        self.nobody = EmptyState("")
        self.writing = LetterWriting(office, self)
        self.letter = LetterMade(office, self)
        self.lists, self.detail = QStackedWidget(self), QStackedWidget(self)
        self._arrange()
        self._connect()

    @override
    def show_place(self, place: Place) -> None:
        is_other = self.place is None or self.place.case_id != place.case_id
        if is_other:
            self._wanted, self._is_begun = None, False
        named, letter = place.fact("name"), place.fact("letter")
        if letter:
            self._wanted = UUID(letter)
        is_made = bool(letter) or not self._may
        if is_other or letter or named:
            (self.made_button if is_made else self.write_button).setChecked(True)
        super().show_place(place)
        if named and self._may:
            self.choice_list.choose(_key(named))
            self._show_choice(place.fact("event"))
        if is_other or letter or named:
            (self.made_list if self.made_button.isChecked() else self.choice_list).setFocus()

    @override
    def reload(self) -> None:
        if self.place is None or self.place.case_id is None:
            return
        today = self._office.today()
        case = self._office.quick(case_page, case_id=self.place.case_id, today=today)
        case_id = self._case_id = case.id  # of a case that was merged, the one that stands
        self._reference = case.reference
        told = self.tr("{reference} \u00b7 {stage} \u00b7 Letters")
        stage = labels.stage(case.stage)
        self.say(case.title, told.format(reference=case.reference, stage=stage))
        self.setAccessibleName(self.window_title())
        rows = self._office.quick(letters_of_case, case_id=case_id)
        self._is_reading = True
        self.rows.show_rows(rows)
        unsent = sum(row.sent_on is None for row in rows)
        made = self.tr("&Made: {count}").format(count=len(rows))
        to_send = self.tr("{made}, to send: {count}").format(made=made, count=unsent)
        self.made_button.setText(to_send if unsent else made)
        if self._may:
            self.choices.show_rows(self._office.quick(letter_choices, case_id=case_id))
            if not self._is_begun and self.choices.ids:
                self.choice_list.choose(self.choices.ids[0])
                self._is_begun = True
        if rows:
            wanted = self._wanted if self._wanted in self.rows.ids else None
            self.made_list.choose(wanted or rows[0].id)
        self._is_reading = False
        self._show()

    @override
    def is_concerned(self, change: Change) -> bool:
        return change.case_id in {None, self._case_id} and super().is_concerned(change)

    @override
    def window_title(self) -> str:
        return self.tr("{reference} \u00b7 Letters").format(reference=self._reference)

    def _show(self) -> None:
        """Show what is chosen in the list that is looked at."""
        if self.made_button.isChecked():
            row = self.made_list.chosen()
            has_rows = bool(self.rows.ids)
            self.lists.setCurrentWidget(self.made_list if has_rows else self.nothing)
            self.writing.leave()
            if isinstance(row, LetterRow):
                self._wanted = row.id
                self.letter.show_letter(row)
                self.detail.setCurrentWidget(self.letter)
            else:
                self.nobody.say(self.tr("No letter was made yet."))
                self.detail.setCurrentWidget(self.nobody)
            return
        self.lists.setCurrentWidget(self.choice_list)
        self._show_choice()

    def _show_choice(self, event: str = "") -> None:
        choice = self.choice_list.chosen()
        if not isinstance(choice, LetterChoice) or self._case_id is None:
            self.nobody.say(self.tr("Choose a letter at the left."))
            self.detail.setCurrentWidget(self.nobody)
            return
        self.writing.show_letter(self._case_id, self._reference, choice, event)
        self.detail.setCurrentWidget(self.writing)

    def _switch(self, words: str) -> QPushButton:
        made = QPushButton(words, self)
        made.setProperty("kind", "filter")
        made.setCheckable(True)
        return made

    def _choice_columns(self) -> list[Column[LetterChoice]]:
        return [
            Column("letter", self.tr("Letter"), lambda row: row.title),
            Column(
                "now",
                self.tr("Now"),
                lambda row: self.tr("Not now") if row.why_not else self.tr("Fits"),
                width=tokens.COLUMN_NARROW,
                tinted=lambda row: Tint.PLAIN if row.why_not else Tint.BRAND,
            ),
        ]

    def _row_columns(self) -> list[Column[LetterRow]]:
        return [
            Column("letter", self.tr("Letter"), lambda row: row.title),
            Column(
                "state",
                self.tr("Sent"),
                lambda row: labels.in_table(row.sent_on) or self.tr("To be sent"),
                width=tokens.COLUMN_FIGURE,
                tinted=lambda row: Tint.MET if row.sent_on else Tint.DUE,
            ),
        ]

    def _arrange(self) -> None:
        self.corner.addWidget(self.case_button)
        for view, table in ((self.choice_list, self.choices), (self.made_list, self.rows)):
            view.show_table(table)
            view.fill_with("letter")
            self.lists.addWidget(view)
        self.lists.addWidget(self.nothing)
        for part in (self.writing, self.letter, self.nobody):
            self.detail.addWidget(part)
        listed = Card("", self)
        switches = QHBoxLayout()
        switches.setSpacing(tokens.SMALL)
        switches.addWidget(self.write_button)
        switches.addWidget(self.made_button)
        switches.addStretch(1)
        self.write_button.setVisible(self._may)
        listed.body.addLayout(switches)
        listed.body.addWidget(self.lists, 1)
        both = QSplitter(self)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(tokens.LARGE)
        both.addWidget(listed)
        both.addWidget(self.detail)
        both.setSizes(_SHARES)
        self.body.addWidget(both, 1)

    def _connect(self) -> None:
        actions.make(MAKE, self, self._on_make_wished)
        actions.make(PAPER, self, self._on_paper_wished)
        self.case_button.clicked.connect(self._on_case_wished)
        self.either.buttonToggled.connect(self._on_switched)
        self.choice_list.record_chosen.connect(self._on_chosen)
        self.choice_list.record_opened.connect(self._on_choice_opened)
        self.made_list.record_chosen.connect(self._on_chosen)
        self.made_list.record_opened.connect(self._on_made_opened)
        self.writing.made.connect(self._on_made)
        self.letter.wished.connect(self.wished)

    @Slot()
    def _on_case_wished(self) -> None:
        self.wished.emit(Place("case", self._case_id))

    @Slot()
    def _on_make_wished(self) -> None:
        if self.detail.currentWidget() is self.writing:
            self.writing.make()

    @Slot()
    def _on_paper_wished(self) -> None:
        if self.detail.currentWidget() is self.letter:
            self.letter.open_paper()
        elif self.detail.currentWidget() is self.writing:
            self.writing.show_paper()

    @Slot(QWidget, bool)
    def _on_switched(self, _button: QWidget, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_on and not self._is_reading and self._reference:
            self._show()

    @Slot(object)
    def _on_chosen(self, row: object) -> None:
        if not self._is_reading and row is not None:
            self._show()

    @Slot(object)
    def _on_choice_opened(self, _row: object) -> None:
        """Go into what the letter asks."""
        form = self.writing.form
        if form is not None:
            form.field(form.names()[0]).control.setFocus()

    @Slot(object)
    def _on_made_opened(self, row: object) -> None:
        if isinstance(row, LetterRow):
            self.letter.show_letter(row)
            self.letter.open_paper()

    @Slot(object)
    def _on_made(self, letter_id: UUID) -> None:
        """Go to the letter that was made: the page is read anew right after."""
        self._wanted = letter_id
        self._is_reading = True
        self.made_button.setChecked(True)
        self._is_reading = False


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


def _key_of(row: LetterChoice) -> UUID:
    return _key(row.name)
