"""Settings of the letters: each letter and passage as it reads, and the agency's own wording."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QPushButton
from typing_extensions import override

from recruitment_app.casework.change import Touched
from recruitment_app.casework.letters.letter_texts import (
    LetterTextRow,
    letter_texts,
    set_text_back,
)
from recruitment_app.casework.letters.letter_trials import try_wording
from recruitment_app.rules.letters import APPLICANTS
from recruitment_app.rules.roles import Duty
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_sourced import SourcedSettings, certainty_words
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.letter_view import LetterView


class LettersSettings(SourcedSettings[LetterTextRow]):
    """The letters in the order of the journey, then the passages; beside them the one chosen."""

    concerns = frozenset({Touched.SETTINGS, Touched.LETTERS})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "settings_letters",
            listed=office.tr("Letters and passages"),
            one=office.tr("Letter"),
            duty=Duty.WORD_LETTERS,
        )
        self.sheet = LetterView(self.tr("As it reads"), self)
        self.upper.addWidget(self.sheet, 1)
        self.fault = label("", "error", wraps=True)
        self.use = label("", "second", wraps=True)
        self.must = label("", "second", wraps=True)
        self.source = label("", "second", wraps=True)
        self.worded = label("", "second", wraps=True)
        self.word_button = QPushButton(self.tr("Chan&ge the wording…"), self)
        self.history_button = QPushButton(self.tr("Histor&y…"), self)
        self.changed_button = QPushButton(self.tr("&What has changed…"), self)
        parts = (self.fault, self.use, self.must, self.source, self.worded)
        buttons = (self.word_button, self.history_button, self.changed_button, self.restore_button)
        self.lay_out(parts, buttons)
        self.list.record_opened.connect(self._on_word_pressed)
        self.word_button.clicked.connect(self._on_word_pressed)
        self.history_button.clicked.connect(self._on_history_pressed)
        self.changed_button.clicked.connect(self._on_changed_pressed)

    @override
    def rows(self) -> Sequence[LetterTextRow]:
        return self.office.quick(letter_texts)

    @override
    def restore(self, row: LetterTextRow) -> None:
        self.do(set_text_back, name=row.name, seen=row.number)

    @override
    def columns(self) -> Sequence[Column[LetterTextRow]]:
        def title(row: LetterTextRow) -> str:
            if not row.is_passage:
                return row.title
            return self.tr("Passage: {title}").format(title=row.title)

        def state(row: LetterTextRow) -> str:
            if row.based_on is not None:
                return self.tr("Look again")
            return self.tr("The agency's") if row.is_own else self.tr("As shipped")

        def tint(row: LetterTextRow) -> Tint:
            if row.based_on is not None:
                return Tint.DUE
            return Tint.INFORMATION if row.is_own else Tint.PLAIN

        return [
            Column("title", self.tr("Title"), title, width=tokens.COLUMN_WIDE),
            Column("state", self.tr("Whose"), state, tinted=tint, width=tokens.COLUMN_FIGURE),
        ]

    @override
    def show_row(self, row: LetterTextRow) -> None:
        tried = self.office.quick(try_wording, name=row.name, subject=row.subject, body=row.body)
        if tried.fault is None:
            self.sheet.show_words(tried.body, tried.subject)
        else:
            self.sheet.show_words(row.body, row.subject)
        self.sheet.verticalScrollBar().setValue(0)
        self.detail.set_heading(row.title)
        _tell(self.fault, str(tried.fault) if tried.fault else "")
        _tell(self.use, self._use(row))
        must = ", ".join(each.label for each in tried.must)
        _tell(self.must, self.tr("It has to tell: {must}.").format(must=must) if must else "")
        source = self.tr("Source: {source} ({certainty}, {day})")
        _tell(
            self.source,
            source.format(
                source=row.source,
                certainty=certainty_words(row.certainty).lower(),
                day=labels.in_text(row.dated),
            )
            if row.source
            else "",
        )
        _tell(self.worded, self._worded(row))
        self.history_button.setVisible(bool(row.number))
        self.changed_button.setVisible(row.based_on is not None)
        self.restore_button.setVisible(self.may_change and row.is_own)

    def _use(self, row: LetterTextRow) -> str:
        if row.is_passage:
            if not row.used_in:
                return self.tr("No letter holds this passage.")
            told = self.tr("A passage that stands in: {letters}.")
            return told.format(letters=labels.first_of(row.used_in))
        if row.to == APPLICANTS:
            return self.tr("A letter to the household.")
        return self.tr("A letter to a doctor, a referee or whoever else is asked.")

    def _worded(self, row: LetterTextRow) -> str:
        if row.written_at is None:
            return ""
        told = (
            self.tr("Worded by {by}, {at}. {reason}")
            if row.is_own
            else self.tr("{by} went back to the shipped wording, {at}. {reason}")
        )
        when = labels.moment(row.written_at)
        words = told.format(by=row.written_by, at=when, reason=row.reason).strip()
        if row.based_on is None:
            return words
        return f"{words}\n{self.tr('The shipped wording has changed since: see what changed.')}"

    @Slot()
    def _on_word_pressed(self, *_row: object) -> None:
        row = self.chosen()
        if row is not None and self.may_change:
            self.wished.emit(Place("word_letter", facts={"text": row.name}))

    @Slot()
    def _on_history_pressed(self) -> None:
        row = self.chosen()
        if row is not None:
            self.wished.emit(Place("wording_history", facts={"text": row.name}))

    @Slot()
    def _on_changed_pressed(self) -> None:
        row = self.chosen()
        if row is not None:
            self.wished.emit(Place("shipped_wording", facts={"text": row.name}))


def _tell(part: QLabel, words: str) -> None:
    """Show words; a part that has none takes no room."""
    part.setText(words)
    part.setVisible(bool(words))
