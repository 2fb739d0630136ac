"""The place where a note or a contact of a case is written, or the correction of one."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from recruitment_app.casework.choices import choices
from recruitment_app.casework.file.timeline_rows import TimelineRow
from recruitment_app.errors import Problem
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.notice import Notice

USUAL_KIND: Final = "telephone"
_BEGINNING: Final = 80


class CaseNotes(Card):
    """A note is written once; a mistake is put right by a further one."""

    note_written = Signal(object)
    """The facts of a note that somebody wishes to add."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(_said("A new note"), parent)
        self._office = office
        self._shown_case = ""
        self._corrects: UUID | None = None
        self.form = Form(self, enter_submits=False)
        self.notice = Notice("notice", self)
        offers = [(words, kind) for kind, words in office.quick(choices, list_name="note_kind")]
        self.kind: Choice[str] = Choice(offers, filters=False)
        self.day = date_box(office, is_today=True)
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(tokens.NOTE_HEIGHT)
        self._drafting = Drafting(office, "note", self._typing, self)
        self._lay_out_once()
        self.form.edited.connect(self._drafting.touch)
        self.form.submitted.connect(self.submit)
        self.notice.offer(self.tr("Throw it away")).clicked.connect(self.throw_away)

    def show_case(self, case_id: UUID) -> None:
        """Write notes of this case; what was typed of it before, and never filed, comes back."""
        if self._shown_case != str(case_id):
            self._shown_case = str(case_id)
            self._drafting.move_to(f"note:{case_id}")
            self._begin()
            self._restore()

    def correct(self, note: TimelineRow, kind: str) -> None:
        """Begin a further note that corrects one, with its kind and day."""
        self.throw_away()
        self._corrects = note.id
        self.kind.choose(kind)
        self.day.set_day(note.on)
        told = self.tr("This corrects the note of {day}: {words}")
        beginning = " ".join(note.text.split())[:_BEGINNING]
        self.notice.say(told.format(day=labels.in_table(note.on), words=beginning))
        self.begin_note()

    @Slot()
    def submit(self) -> None:
        """Wish for the note to be added."""
        if not self.add_button.isEnabled():
            return
        self.form.clear_problems()
        try:
            on = self.day.day()
        except Problem as problem:
            self.form.show_problem(Problem(str(problem), field="on"))
            return
        self.add_button.setEnabled(False)
        text = self.text.toPlainText()
        facts = {"kind": self.kind.value() or "", "on": on, "text": text}
        self.note_written.emit({**facts, "corrects_id": self._corrects})

    def on_added(self) -> None:
        """Hear that the note stands in the case."""
        self._drafting.discard()
        self._begin()

    def on_refused(self, problem: Problem) -> None:
        """Hear why the note could not be added."""
        self.add_button.setEnabled(True)
        self.form.show_problem(problem)

    @Slot()
    def throw_away(self) -> None:
        """Forget what is typed."""
        self._drafting.discard()
        self._begin()

    def begin_note(self) -> None:
        """Take the keys for a new note."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out_once(self) -> None:
        kind = self.form.ask("kind", self.tr("Kind"), self.kind)
        day = self.form.ask("on", self.tr("Date"), self.day)
        self.form.beside(kind, day)
        self.form.ask("text", self.tr("What happened, in &your words"), self.text, wide=True)
        self.add_button = self.form.button(self.tr("File this note"))
        self.add_button.setToolTip(self.tr("Ctrl+Enter"))
        self.body.addWidget(self.notice)
        self.body.addWidget(self.form)

    def _begin(self) -> None:
        self._corrects = None
        self.add_button.setEnabled(True)
        self.kind.choose(USUAL_KIND)
        self.day.set_day(self._office.today())
        self.text.setPlainText("")
        self._drafting.forget_touch()
        self.form.clear_problems()
        self.notice.say("")

    def _restore(self) -> None:
        kept = self._drafting.kept()
        if kept.get("text"):
            self.kind.choose(kept.get("kind", USUAL_KIND))
            self.day.setText(kept.get("on", ""))
            self.text.setPlainText(kept["text"])
            self._corrects = UUID(kept["corrects"]) if kept.get("corrects") else None
            self._drafting.forget_touch()
            self.notice.say(self.tr("What you typed here before, and never filed, is back."))

    def _typing(self) -> Mapping[str, str]:
        text = self.text.toPlainText()
        if not text.strip():
            return {}
        typed = {"kind": self.kind.value() or "", "on": self.day.text(), "text": text}
        return {**typed, "corrects": str(self._corrects) if self._corrects else ""}


def _said(words: str) -> str:
    return QCoreApplication.translate("case_notes", words)
