"""The notes and contacts of a case, with author and time, and the place to write another."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.choices import choices
from recruitment_app.casework.rows import NoteRow
from recruitment_app.errors import Problem
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.people_words import code
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.card import Card, clear, label, rule
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.notice import Notice

USUAL_KIND = "telephone"


class CaseNotes(CasePart):
    """A note is written once; a mistake is put right by a further one."""

    note_written = Signal(object)
    """The facts of a note that somebody wishes to add."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._shown_case = ""
        self.form = Form(self, enter_submits=False)
        self.notice = Notice("notice", self)
        offers = [(words, kind) for kind, words in office.quick(choices, list_name="note_kind")]
        self.kind: Choice[str] = Choice(offers, filters=False)
        self.day = date_box(office, is_today=True)
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(tokens.NOTE_HEIGHT)
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.MEDIUM)
        self._drafting = Drafting(office, "note", self._typing, self)
        self._lay_out_once()
        self.form.edited.connect(self._drafting.touch)
        self.form.submitted.connect(self.submit)
        self.notice.offer(self.tr("Throw it away")).clicked.connect(self.throw_away)

    @override
    def show_case(self, shown: CaseShown) -> None:
        if self._shown_case != str(shown.case.id):
            self._shown_case = str(shown.case.id)
            self._drafting.move_to(f"note:{shown.case.id}")
            self._begin()
            self._restore()
        clear(self._list)
        self.lay_out(shown)

    @override
    def lay_out(self, shown: CaseShown) -> None:
        card = Card(self.tr("Notes and contacts"))
        for place, note in enumerate(shown.case.notes):
            if place:
                card.body.addWidget(rule())
            card.body.addLayout(self._note(shown, note))
        if not shown.case.notes:
            told = self.tr("Every telephone call, letter and visit is noted here.")
            card.body.addWidget(label(told, "second", wraps=True))
        self._list.addWidget(card)
        self._list.addStretch(1)

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
        self.note_written.emit({"kind": self.kind.value() or "", "on": on, "text": text})

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
        kind = self.form.ask("kind", self.tr("&Kind"), self.kind)
        day = self.form.ask("on", self.tr("&Date"), self.day)
        self.form.beside(kind, day)
        self.form.ask("text", self.tr("What happened, in &your words"), self.text, wide=True)
        self.add_button = self.form.button(self.tr("&File this note"))
        self.add_button.setToolTip(self.tr("Ctrl+Enter"))
        card = Card(self.tr("A new note"))
        card.body.addWidget(self.notice)
        card.body.addWidget(self.form)
        left = QVBoxLayout()
        left.addWidget(card)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addLayout(left, 2)
        row.addLayout(self._list, 3)
        self.column.addLayout(row)

    def _note(self, shown: CaseShown, note: NoteRow) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.TIGHT)
        head = f"{labels.in_table(note.on)} · {code(shown.codes, 'note_kind', note.kind)}"
        column.addWidget(label(head, "strong"))
        text = label(note.text, wraps=True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column.addWidget(text)
        foot = f"{note.written_by}, {labels.moment(note.written_at)}"
        column.addWidget(label(foot, "small"))
        return column

    def _begin(self) -> None:
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
            self._drafting.forget_touch()
            self.notice.say(self.tr("What you typed here before, and never filed, is back."))

    def _typing(self) -> Mapping[str, str]:
        text = self.text.toPlainText()
        if not text.strip():
            return {}
        return {"kind": self.kind.value() or "", "on": self.day.text(), "text": text}
