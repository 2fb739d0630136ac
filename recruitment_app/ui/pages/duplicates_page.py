"""The review list of possible duplicates: looked for on wish, seen to pair by pair."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.merging.duplicates import MOST_PAIRS, duplicates
from recruitment_app.casework.merging.merge_rows import DuplicateRow
from recruitment_app.casework.merging.not_the_same import (
    said_not_the_same,
    say_not_the_same,
    still_offered,
    take_back_not_the_same,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store.keeping import Store
from recruitment_app.ui import actions, labels, merge_words, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.errands import Cancelled, Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.table_view import TableView
from recruitment_app.ui.widgets.working_bar import WorkingBar

LOOK: Final = Wish("look_again", "Look a&gain", "Ctrl+R", "", "Look through the whole store again")
BOTH: Final = Wish("side_by_side", "Side by si&de", "Ctrl+B", "", "See the two side by side")
TWO: Final = Wish("not_the_same", "N&ot the same", "Ctrl+D", "", "Say that they are two")
OPEN, SAID = "open", "said"
_FIRST_ARRANGED: Final = '{"columns": [], "sort": ["weight", true]}'


class DuplicatesPage(Page):
    """Pairs of households that are alike, the likeliest first, until each is seen to."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Possible duplicates"), scrolls=False, parent=parent)
        self._office = office
        self._found: Sequence[DuplicateRow] | None = None
        self._looked_at: datetime | None = None
        self.group: Choice[str] = Choice(
            [
                (self.tr("At least one case open"), OPEN),
                (self.tr("Said not to be the same"), SAID),
            ],
            none=self.tr("Every pair"),
            filters=False,
        )
        self.group.setAccessibleName(self.tr("Which pairs"))
        self.group.setMinimumWidth(tokens.COLUMN_WIDE)
        self.table: ShortTable[DuplicateRow] = ShortTable(_columns(self.tr))
        self.view = TableView(self.tr("Possible duplicates"), self)
        self.why = label("", "small", wraps=True)
        self.bar = WorkingBar(self)
        self.notice = Notice("trouble", self)
        self.written = Notice(parent=self)
        self.export_button = ExportButton(office, self.written, ("duplicates",), self)
        self.empty = EmptyState(
            self.tr("No two households in the store look like one."), self.tr("Look again")
        )
        self.stack = QStackedWidget(self)
        self.look_button = QPushButton(self.tr(LOOK.words), self)
        self.two_button = QPushButton(self.tr(TWO.words), self)
        self.both_button = QPushButton(self.tr(BOTH.words), self)
        self.both_button.setProperty("kind", "primary")
        self._lay_out_list()
        self._connect()

    @override
    def show_place(self, place: Place) -> None:
        super().show_place(place)
        self.view.setFocus()

    @override
    def is_concerned(self, change: Change) -> bool:
        return Touched.DUPLICATES in change.touched

    @override
    def reload(self) -> None:
        if self._found is None:
            self.look()
        else:
            self._show()

    @Slot()
    def look(self) -> None:
        """Look for likely duplicates over the whole store, beside the window's thread."""
        if self.bar.is_watching:
            return

        def search(store: Store, progress: Progress) -> list[DuplicateRow] | None:
            try:
                return duplicates(store, tell=progress.tell)
            except Cancelled:
                return None

        self.notice.say("")
        self.look_button.setEnabled(False)
        progress = self._office.send(search, self._on_found, self._on_refused)
        self.bar.watch(progress, self.tr("Looking for households that are alike…"))

    @Slot()
    def open_both(self) -> None:
        """See the chosen pair side by side."""
        row = self.view.chosen()
        if isinstance(row, DuplicateRow) and self.group.value() != SAID:
            self.wished.emit(Place("merge", row.case_id, {"other": str(row.other_id)}))
        elif isinstance(row, DuplicateRow):
            self.wished.emit(Place("case", row.case_id))

    @Slot()
    def settle(self) -> None:
        """Say of the chosen pair that they are not the same, or take that back."""
        row = self.view.chosen()
        if not isinstance(row, DuplicateRow) or not self.two_button.isEnabled():
            return
        act = take_back_not_the_same if self.group.value() == SAID else say_not_the_same
        self.two_button.setEnabled(False)
        asking = self._office.asking(sorry=self._on_refused)
        asking.do(act, case_id=row.case_id, other_id=row.other_id)

    def _rows(self) -> Sequence[DuplicateRow]:
        """Return what the list is to show: all that is offered still, or what was said."""
        if not may(self._office.person.role, Duty.MERGE):
            return ()
        if self.group.value() == SAID:
            return self._office.quick(said_not_the_same)
        if self._found is None:
            return ()
        rows = self._office.quick(still_offered, rows=self._found)
        return [row for row in rows if row.is_open or self.group.value() != OPEN]

    def _show(self) -> None:
        said = self.group.value() == SAID
        rows = self._rows()
        self.table.show_rows(rows)
        self.two_button.setText(self.tr("Take it &back") if said else self.tr(TWO.words))
        self.both_button.setText(self.tr("&Open") if said else self.tr(BOTH.words))
        if rows:
            self.stack.setCurrentIndex(0)
            if not self.view.currentIndex().isValid():
                self.view.choose(self.table.ids[0])
            self._tell_why()
        else:
            self._say_empty()
            self.stack.setCurrentWidget(self.empty)
        for button in (self.two_button, self.both_button):
            button.setEnabled(bool(rows))
        self._say_count(len(rows))

    def _say_empty(self) -> None:
        if self.group.value() == SAID:
            told = self.tr("Pairs that somebody said are not the same stand here.")
        elif self._found is None:
            told = self.tr("The search was stopped before its end.")
        else:
            told = self.tr("No two households in the store look like one.")
        self.empty.say(told)

    def _say_count(self, count: int) -> None:
        parts = [labels.count(count, "pair", "pairs")]
        if self.group.value() != SAID and self._found is not None:
            if len(self._found) >= MOST_PAIRS:
                parts.append(self.tr("the likeliest of many more"))
            else:
                parts.append(self.tr("the likeliest first"))
        if self._looked_at is not None:
            at = self._looked_at.astimezone()
            parts.append(self.tr("looked for at {time:%H:%M}").format(time=at))
        self.say(self.title.text(), " · ".join(parts))

    def _lay_out_list(self) -> None:
        card = QFrame(self)
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(tokens.TIGHT, tokens.TIGHT, tokens.TIGHT, tokens.TIGHT)
        inner.addWidget(self.view, 1)
        inner.addWidget(self.why)
        self.why.setContentsMargins(tokens.SMALL, 0, tokens.SMALL, tokens.TIGHT)
        self.stack.addWidget(card)
        self.stack.addWidget(self.empty)
        self.view.show_table(self.table, _FIRST_ARRANGED)
        self.view.fill_with("reasons")
        row = QHBoxLayout()
        row.addWidget(self.group)
        row.addStretch(1)
        for button in (self.export_button, self.look_button, self.two_button, self.both_button):
            self.corner.addWidget(button)
        self.body.addLayout(row)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.written)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        wishes: tuple[tuple[Wish, QPushButton, Callable[[], None]], ...] = (
            (LOOK, self.look_button, self.look),
            (TWO, self.two_button, self.settle),
            (BOTH, self.both_button, self.open_both),
        )
        for wish, button, slot in wishes:
            actions.make(wish, self, slot)
            button.setToolTip(self.tr(wish.explained))
            button.clicked.connect(slot)
        self.view.record_opened.connect(self.open_both)
        self.view.record_chosen.connect(self._tell_why)
        self.group.chosen.connect(self._on_group_chosen)
        self.empty.wished.connect(self.look)

    @Slot()
    def _tell_why(self) -> None:
        """Say in full of the chosen pair who is alike and why: the column is too narrow for it."""
        row = self.view.chosen()
        if isinstance(row, DuplicateRow):
            told = filter(None, (", ".join(row.people), "; ".join(row.reasons)))
            self.why.setText(f"{': '.join(told)}.")

    @Slot()
    def _on_group_chosen(self) -> None:
        self._show()

    def _on_found(self, rows: list[DuplicateRow] | None) -> None:
        self.bar.leave()
        self.look_button.setEnabled(True)
        if rows is not None:
            self._found = rows
            self._looked_at = datetime.now(UTC)
        self._show()

    def _on_refused(self, problem: Problem) -> None:
        self.bar.leave()
        self.look_button.setEnabled(True)
        self.notice.say(str(problem))
        self._show()


def _columns(tr: Callable[[str], str]) -> list[Column[DuplicateRow]]:
    def likely(row: DuplicateRow) -> str:
        return merge_words.how_likely(row.weight)[0]

    def tint(row: DuplicateRow) -> Tint:
        return merge_words.how_likely(row.weight)[1]

    narrow, name, day = tokens.COLUMN_NARROW, tokens.COLUMN_USUAL, tokens.COLUMN_DATE
    return [
        Column("reference", tr("Case"), lambda row: row.reference, "reference", narrow),
        Column("title", tr("Applicants"), lambda row: row.title, "title", name),
        Column("opened_on", tr("Enquiry"), lambda row: row.opened_on, "opened_on", day),
        Column("other", tr("Other case"), lambda row: row.other_reference, "other", narrow),
        Column("other_title", tr("Applicants"), lambda row: row.other_title, "other_title", name),
        Column(
            "other_opened_on", tr("Enquiry"), lambda row: row.other_opened_on, "other_opened", day
        ),
        Column("likely", "", likely, width=day + tokens.LARGE, tinted=tint),
        Column("reasons", tr("Why"), lambda row: "; ".join(row.reasons)),
        Column(
            "people",
            tr("Who is alike"),
            lambda row: ", ".join(row.people),
            width=tokens.COLUMN_WIDE,
            hidden=True,
        ),
        Column(
            "stage",
            tr("Stage"),
            lambda row: labels.stage(row.stage),
            "stage",
            hidden=True,
        ),
        Column(
            "other_stage",
            tr("Other's stage"),
            lambda row: labels.stage(row.other_stage),
            "other_stage",
            hidden=True,
        ),
        Column(
            "weight",
            tr("Likeness"),
            lambda row: row.weight,
            "weight",
            tokens.COLUMN_SHORT,
            at_right=True,
            hidden=True,
        ),
    ]
