"""The same letter to several households: each is shown first, then all are made, or none."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.letters.event_letters import choices_for_many
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_previews import (
    LetterPreview,
    preview_letters,
    print_letters,
)
from recruitment_app.casework.letters.letters import make_letters
from recruitment_app.errors import Problem
from recruitment_app.rules.letters import WAY_WORDS
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.clipboard import keep_out_of_history
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.import_errands import ImportErrands
from recruitment_app.ui.letter_asks import LetterAsks
from recruitment_app.ui.letter_audiences import Audience, audiences
from recruitment_app.ui.letter_columns import tr
from recruitment_app.ui.letters_shown import LettersShown
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.card import clear, label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.working_bar import WorkingBar


class LettersAtOnce(FormDialog):
    """To those of an event, or to the cases chosen in the list; nothing is made unseen."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        named = place.fact("event")
        self._event_id = UUID(named) if named else None
        self._audiences = audiences(office, place)
        self._kinds = {
            row.name: row for row in office.quick(choices_for_many, event_id=self._event_id)
        }
        self.previews: Sequence[LetterPreview] = ()
        self.preview: PaperPreview | None = None
        self._wanted: Wanted | None = None
        heading, told = tr("Write to several households"), self._audiences[0].words
        if self._event_id is not None:
            event = office.quick(event_page, event_id=self._event_id).event
            heading = tr("Letters about an event")
            told = f"{event.called}, {labels.with_weekday(event.begins_on)}"
        super().__init__(office, heading, told, Form(enter_submits=False), parent)
        self.setMinimumWidth(tokens.PREVIEW_SIZE[0])
        self.audience: Choice[str] = Choice(
            [(each.words, str(at)) for at, each in enumerate(self._audiences)], filters=False
        )
        self.letter: Choice[str] = Choice(
            [(row.title, row.name) for row in self._kinds.values()],
            filters=self._event_id is None,
        )
        self.on = date_box(office, is_today=True)
        self.way: Choice[str] = Choice(
            [(tr(words), way) for way, words in WAY_WORDS.items()], filters=False
        )
        self.is_large = QCheckBox(self.tr("In &large print"))
        self.asked = LetterAsks(office, None, "")
        self._below = QVBoxLayout()
        self.summary = label("", "strong", wraps=True)
        self.shown = LettersShown(self)
        self.working = WorkingBar(self)
        self._errands = ImportErrands(office, self.working, self)
        self.make_button = QPushButton(self)
        self.see_button = QPushButton(self.tr("&See them as they print"), self)
        self.copy_button = QPushButton(self.tr("C&opy the refusals"), self)
        self._ask()
        self._lay_out_preview()
        self._connect()
        self._on_audience_chosen()
        self.focus_first()

    @override
    def send(self) -> None:
        """Look at each letter; what is shown then is what is made."""
        for form in (self.form, self.asked):
            form.clear_problems()
        wanted, cases, today = self._typed(), self._cases(), self.office.today()
        self._wanted = wanted

        def look(store: Store, progress: Progress) -> Sequence[LetterPreview]:
            return preview_letters(
                store, cases=cases, wanted=wanted, today=today, tell=progress.tell
            )

        self._work(look, self.tr("Looking at each letter; nothing is kept…"), self._on_previewed)

    @override
    def reject(self) -> None:
        if self.working.is_watching:
            self.working.cancel()
        else:
            self.asked.keep()
            super().reject()

    @override
    def on_refused(self, problem: Problem) -> None:
        self._hold(waiting=False)
        shows = problem.field in self.asked.names()
        (self.asked if shows else self.form).show_problem(problem)
        self.fit()

    @property
    def able(self) -> list[LetterPreview]:
        """Return the letters that can be made."""
        return [row for row in self.previews if not row.is_refused]

    def _typed(self) -> Wanted:
        kind = self._kinds.get(self.letter.value() or "")
        if kind is None:
            raise Problem(self.tr("Choose a letter from the list."), field="letter")
        return Wanted(
            name=kind.name,
            on=self.form.day("on"),
            asks=self.asked.typed(),
            way=self.way.value() or "",
            is_large_print=self.is_large.isChecked(),
            event_id=self._event_id,
        )

    def _audience(self) -> Audience:
        return self._audiences[int(self.audience.value() or 0)]

    def _cases(self) -> tuple[UUID, ...]:
        return self._audience().cases

    def _work(
        self, errand: Callable[[Store, Progress], Any], title: str, then: Callable[[Any], object]
    ) -> None:
        self._hold(waiting=True)
        self._errands.send(errand, title, then, self.on_refused, self._on_stopped)
        self.fit()

    def _hold(self, *, waiting: bool) -> None:
        self._wait(waiting=waiting)
        for part in (self.asked, self.make_button, self.see_button):
            part.setEnabled(not waiting)

    def _on_stopped(self) -> None:
        self._hold(waiting=False)
        self.summary.setText(self.tr("Stopped: no letter was made."))
        self.summary.show()
        self.fit()

    def _on_previewed(self, previews: Sequence[LetterPreview]) -> None:
        self._hold(waiting=False)
        self.previews = previews
        able, refused = len(self.able), len(previews) - len(self.able)
        told = self.tr("{letters} can be made; refused: {refused:,}.")
        counted = labels.count(able, "letter", "letters")
        self.summary.setText(told.format(letters=counted, refused=refused))
        self.make_button.setText(self.tr("&Make {letters}").format(letters=counted))
        self._show_preview(shown=True)
        self.make_button.setEnabled(able > 0)
        self.see_button.setEnabled(able > 0)
        self.copy_button.setVisible(refused > 0)
        self.shown.show_letters(previews)
        (self.make_button if able else self.cancel_button).setFocus()
        self.fit()

    @Slot()
    def _on_make_pressed(self) -> None:
        wanted, today, seen = self._wanted, self.office.today(), self.able
        if wanted is None or not seen:
            return

        def make(store: Store, progress: Progress) -> Change:
            return make_letters(
                store,
                cases=[row.case_id for row in seen],
                wanted=wanted,
                today=today,
                tell=progress.tell,
                seen=seen,
            )

        self._work(make, self.tr("Making the letters; all of them or none…"), self._on_made)

    def _on_made(self, change: Change) -> None:
        self._hold(waiting=False)
        self.asked.forget()
        self.office.changed.emit(change)
        self.accept()
        ids = ",".join(map(str, change.record_ids))
        self.wished.emit(Place("letters_to_send", facts={"ids": ids}))

    @Slot()
    def _on_see_pressed(self) -> None:
        able = self.able

        def draw(_store: Store, progress: Progress) -> bytes:
            return print_letters(able, progress.tell)

        self._work(draw, self.tr("Setting the letters…"), self._on_drawn)

    def _on_drawn(self, paper: bytes) -> None:
        self._hold(waiting=False)
        title = labels.count(len(self.able), "letter", "letters")
        self.preview = PaperPreview(paper, title, "letters.pdf", self)
        self.preview.open()
        self.fit()

    @Slot()
    def _on_copy_pressed(self) -> None:
        told = [f"{row.reference}: {' '.join(row.refusals)}" for row in self.previews]
        refused = [line for line, row in zip(told, self.previews, strict=True) if row.is_refused]
        carried = QMimeData()
        carried.setText("\n".join(refused))
        QGuiApplication.clipboard().setMimeData(keep_out_of_history(carried))

    @Slot()
    def _on_audience_chosen(self, *_facts: object) -> None:
        usual = self._audience().letter
        if usual in self._kinds:
            self.letter.choose(usual)
        self._on_letter_chosen()

    @Slot()
    def _on_letter_chosen(self, *_facts: object) -> None:
        """Ask what is typed for this letter alone."""
        self.asked.keep()
        clear(self._below)
        kind = self._kinds.get(self.letter.value() or "")
        self.asked = LetterAsks(self.office, kind, str(self._event_id or ""))
        back = self.tr("What you typed here before is back.")
        self.notice.say(back if self.asked.is_back else "")
        self.asked.edited.connect(self._forget_preview)
        self._below.addWidget(self.asked)
        self._forget_preview()
        self.fit()

    @Slot()
    def _forget_preview(self) -> None:
        """Take the preview away: it was of other answers."""
        if self.previews or not self.summary.isHidden():
            self.previews = ()
            self._show_preview(shown=False)
            self.fit()

    def _show_preview(self, *, shown: bool) -> None:
        for part in (self.summary, self.shown, self.make_button, self.see_button):
            part.setVisible(shown)
        self.copy_button.hide()

    def _ask(self) -> None:
        audience = self.form.ask("audience", self.tr("Letters &for"), self.audience, wide=True)
        letter = self.form.ask("letter", self.tr("&Which letter"), self.letter, wide=True)
        self.form.beside(audience, letter)
        self.form.beside(
            self.form.ask("on", self.tr("&Dated"), self.on, wide=True),
            self.form.ask("way", self.tr("How they &go"), self.way, wide=True),
        )
        self.form.ask("is_large", self.is_large.text(), self.is_large)
        self.way.setCurrentIndex(0)
        self.audience.setCurrentIndex(0)
        if self._event_id is None:
            self.form.show_field("audience", shown=False)
        self.form.column.addLayout(self._below)

    def _lay_out_preview(self) -> None:
        self.save_button.setText(self.tr("&Preview"))
        self.save_button.setProperty("kind", "")
        self.make_button.setProperty("kind", "primary")
        for place, button in enumerate((self.make_button, self.see_button), start=1):
            self.buttons.insertWidget(place, button)
        self.buttons.insertWidget(4, self.copy_button)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            at = whole.indexOf(self.form) + 1
            for place, part in enumerate((self.working, self.summary, self.shown), start=at):
                whole.insertWidget(place, part)
        self._show_preview(shown=False)

    def _connect(self) -> None:
        self.audience.chosen.connect(self._on_audience_chosen)
        self.letter.chosen.connect(self._on_letter_chosen)
        self.form.edited.connect(self._forget_preview)
        self.on.date_edited.connect(self._forget_preview)
        self.make_button.clicked.connect(self._on_make_pressed)
        self.see_button.clicked.connect(self._on_see_pressed)
        self.copy_button.clicked.connect(self._on_copy_pressed)
