"""What people said of an event: entered one after the other, read, taken off."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.events.feedback import (
    FeedbackRow,
    add_feedback,
    feedback_of,
    take_off_feedback,
)
from recruitment_app.rules.events import RATINGS, ratings_told
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.table_view import TableView

_WORDS: Final = {RATINGS[0]: "{rating}, poor", RATINGS[-1]: "{rating}, very good"}


class FeedbackDialog(FormDialog):
    """Stays open after each answer, for they come as a heap of forms; it asks for no name."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._event_id = UUID(place.fact("event"))
        self._known: set[UUID] = set()
        event = office.quick(event_page, event_id=self._event_id).event
        told = f"{event.called}, {labels.in_text(event.begins_on)}."
        super().__init__(office, office.tr("Feedback"), told, Form(enter_submits=False), parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self.in_all = self.form.say("")
        self.said: ShortTable[FeedbackRow] = ShortTable(
            [
                Column(
                    "on", self.tr("Said on"), lambda row: row.given_on, width=tokens.COLUMN_DATE
                ),
                Column(
                    "rating",
                    self.tr("Rating"),
                    lambda row: "" if row.rating is None else str(row.rating),
                    width=tokens.COLUMN_NARROW,
                ),
                Column("words", self.tr("What they said"), lambda row: " ".join(row.words.split())),
            ],
            lambda row: row.id,
        )
        self.list = TableView(self.tr("What was said"), self)
        self.list.setFixedHeight(tokens.SHORT_LIST_HEIGHT)
        self.list.show_table(self.said)
        self.form.column.addWidget(self.list)
        self.whole = self.form.say("")
        self.off_button = QPushButton(self.tr("&Take it off"), self)
        self.off_button.setProperty("kind", "small")
        self.form.column.addWidget(self.off_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.rating = Choice[int](
            [(_WORDS.get(each, "{rating}").format(rating=each), each) for each in RATINGS[::-1]],
            none=self.tr("None given"),
            filters=False,
        )
        self.words = QPlainTextEdit()
        self.words.setFixedHeight(tokens.TEXT_HEIGHT)
        self.on = date_box(office, is_today=True)
        self.form.beside(
            self.form.ask("rating", self.tr("&Rating"), self.rating, wide=True),
            self.form.ask("on", self.tr("Said &on"), self.on, wide=True),
        )
        hint = self.tr("Leave names out: it is kept for the event, not for a household.")
        self.form.ask("words", self.tr("What they &said"), self.words, hint=hint, wide=True)
        self.save_button.setText(self.tr("&Add"))
        self.cancel_button.setText(self.tr("&Close"))
        if not may(office.person.role, Duty.ENTER_DATES) or event.cancelled_on is not None:
            self._only_show()
        self._drafting = Drafting(office, f"feedback:{self._event_id}", self._typing, self)
        self.words.setPlainText(self._drafting.kept().get("words", ""))
        self.form.edited.connect(self._drafting.touch)
        self.list.record_chosen.connect(self._on_chosen)
        self.off_button.clicked.connect(self._on_off)
        self._read()
        self.rating.setFocus()

    @override
    def send(self) -> None:
        self.do(
            add_feedback,
            event_id=self._event_id,
            rating=self.rating.value(),
            words=self.form.text("words"),
            on=self.form.day("on"),
            today=self.office.today(),
        )

    @override
    def on_done(self, change: Change) -> None:
        """Show it among the others and ask for the next."""
        self._wait(waiting=False)
        self.form.clear_problems()
        if change.record_id is not None and change.record_id not in self._known:
            self._drafting.discard()
            self.words.clear()
            self.rating.choose(None)
            self.rating.setFocus()
        self._read()

    @override
    def reject(self) -> None:
        self._drafting.save_now()
        super().reject()

    def _only_show(self) -> None:
        for name in self.form.names():
            self.form.show_field(name, shown=False)
        self.save_button.hide()

    def _typing(self) -> Mapping[str, str]:
        return {"words": self.form.text("words")}

    def _read(self) -> None:
        rows = self.office.quick(feedback_of, event_id=self._event_id)
        self._known = {row.id for row in rows}
        nothing = self.tr("Nothing was said of it yet.")
        self.in_all.setText(ratings_told(row.rating for row in rows) or nothing)
        self.said.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._on_chosen()
        self.fit()

    @Slot()
    def _on_chosen(self, *_facts: object) -> None:
        row = self.list.chosen()
        is_chosen = isinstance(row, FeedbackRow)
        self.whole.setText(row.words if isinstance(row, FeedbackRow) else "")
        self.whole.setVisible(isinstance(row, FeedbackRow) and bool(row.words))
        self.off_button.setVisible(is_chosen and not self.save_button.isHidden())
        self.fit()

    @Slot()
    def _on_off(self) -> None:
        row = self.list.chosen()
        if isinstance(row, FeedbackRow):
            self.do(take_off_feedback, feedback_id=row.id)
