"""Letters that were made and are not sent: printed together, sent on a day, or taken out."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.letters.acts_after import OfferedToMany, offered_acts
from recruitment_app.casework.letters.event_letters import misleading
from recruitment_app.casework.letters.letter_rows import LetterRow, letters_paper, unsent_letters
from recruitment_app.casework.letters.letters import mark_many_sent, take_out_letters
from recruitment_app.casework.many_at_once import do_at_once, strike_again
from recruitment_app.errors import Problem
from recruitment_app.rules.letters import EMAIL, WAY_WORDS
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.act_form import said
from recruitment_app.ui.acts import ACTS
from recruitment_app.ui.dialogs.email_texts import EmailTexts
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.import_errands import ImportErrands
from recruitment_app.ui.letter_columns import tr, unsent_columns
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.table_view import TableView
from recruitment_app.ui.widgets.working_bar import WorkingBar

_SELECT: Final = QItemSelectionModel.SelectionFlag


class LettersToSend(FormDialog):
    """All that wait, those of an event, or some; what says it as it was is not chosen at first."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        rows = _rows(office, place)
        if not rows:
            raise Problem(tr("No letter is made and waits to be sent."))
        self._misled = office.quick(misleading, letters=rows, today=office.today())
        counted = labels.count(len(rows), "letter is", "letters are")
        told = tr("{letters} made and not sent. Print those that are chosen, send them, then say")
        told = f"{told} {tr('on which day: limits and promises run from it.')}"
        heading = tr("Letters to send")
        super().__init__(office, heading, "", Form(enter_submits=False), parent)
        self.told = label(told.format(letters=counted), "second", wraps=True)
        self.setMinimumWidth(tokens.PREVIEW_SIZE[0])
        self.preview: PaperPreview | None = None
        self.texts: EmailTexts | None = None
        self._by_email = frozenset(row.id for row in rows if row.way == EMAIL)
        self.offered: Sequence[OfferedToMany] = ()
        self._sent: list[UUID] = []
        self.table = ShortTable[LetterRow](unsent_columns(self._misled), lambda row: row.id, self)
        self.view = TableView(self.tr("Letters to send"), self)
        self.misled = label("", "error", wraps=True)
        self.on = date_box(office, is_today=True)
        self.way: Choice[str] = Choice(
            [
                (tr("As each letter says"), ""),
                *((tr(words), way) for way, words in WAY_WORDS.items()),
            ],
            filters=False,
        )
        self.working = WorkingBar(self)
        self._errands = ImportErrands(office, self.working, self)
        self.print_button = QPushButton(self.tr("&Print them…"), self)
        self.texts_button = QPushButton(self.tr("&E-mail texts…"), self)
        self.out_button = QPushButton(self.tr("&Take them out"), self)
        self._arrange()
        self.table.show_rows(rows)
        self._choose_usual()
        self.view.many_chosen.connect(self._offer)
        self.print_button.clicked.connect(self._on_print_pressed)
        self.texts_button.clicked.connect(self._on_texts_pressed)
        self.out_button.clicked.connect(self._on_out_pressed)
        self._offer()
        self.view.setFocus()

    @property
    def chosen(self) -> list[UUID]:
        """Return the letters that are chosen, in their order."""
        return self.view.chosen_ids()

    @override
    def send(self) -> None:
        self.form.clear_problems()
        if self.offered:
            offer = self.offered[0]
            self.do(
                do_at_once,
                each=ACTS[offer.act].carry_out,
                cases=offer.cases,
                facts=offer.facts,
                today=self.office.today(),
                take_back=strike_again,
            )
            return
        self._sent = self.chosen
        self.do(
            mark_many_sent,
            letters=self.chosen,
            on=self.form.day("on"),
            today=self.office.today(),
            way=self.way.value() or "",
        )

    @override
    def reject(self) -> None:
        if self.working.is_watching:
            self.working.cancel()
        else:
            super().reject()

    @override
    def on_refused(self, problem: Problem) -> None:
        super().on_refused(problem)
        self.form.show()
        if not self.offered:
            self._offer()

    @Slot()
    def _offer(self) -> None:
        """Say of how many letters something is done."""
        count = len(self.chosen)
        counted = labels.count(count, "letter was", "letters were")
        self.save_button.setText(self.tr("{letters} &sent").format(letters=counted))
        for button in (self.save_button, self.print_button, self.out_button):
            button.setEnabled(count > 0)
        self.texts_button.setEnabled(bool(self._by_email.intersection(self.chosen)))

    @Slot()
    def _on_print_pressed(self) -> None:
        chosen = self.chosen

        def draw(store: Store, progress: Progress) -> bytes:
            return letters_paper(store, letters=chosen, tell=progress.tell)

        self._wait(waiting=True)
        title = self.tr("Setting the letters…")
        self._errands.send(draw, title, self._on_drawn, self.on_refused, self._on_stopped)
        self.fit()

    def _on_drawn(self, paper: bytes) -> None:
        self._on_stopped()
        title = labels.count(len(self.chosen), "letter", "letters")
        self.preview = PaperPreview(paper, title, "letters.pdf", self)
        self.preview.open()

    def _on_stopped(self) -> None:
        self._wait(waiting=False)
        self._offer()
        self.fit()

    @Slot()
    def _on_texts_pressed(self) -> None:
        facts = {"ids": ",".join(map(str, self.chosen))}
        self.texts = EmailTexts(self.office, Place("email_texts", facts=facts), self)
        self.texts.open()

    @Slot()
    def _on_out_pressed(self) -> None:
        self._sent = []
        self.do(take_out_letters, letters=self.chosen)

    @override
    def on_done(self, change: Change) -> None:
        if self.offered:
            self._on_offered(self.offered[1:])
        elif self._sent:
            self._look_what_starts()
        else:
            self.accept()

    def _look_what_starts(self) -> None:
        letters, today = self._sent, self.office.today()

        def look(store: Store, progress: Progress) -> Sequence[OfferedToMany]:
            return offered_acts(store, letters=letters, today=today, tell=progress.tell)

        title = self.tr("Sent. Looking what they start…")
        self._errands.send(look, title, self._on_looked, self.on_refused, self.accept)
        self.fit()

    def _on_looked(self, offered: Sequence[OfferedToMany]) -> None:
        self._on_offered([offer for offer in offered if _is_whole(offer)])

    def _on_offered(self, offered: Sequence[OfferedToMany]) -> None:
        """Offer the step that the letters were about, for all cases that wait for it."""
        self.offered = offered
        if not offered:
            self.accept()
            return
        self._wait(waiting=False)
        offer = offered[0]
        counted = labels.count(len(offer.cases), "case waits", "cases wait")
        step = said(ACTS[offer.act].words).removesuffix("…")
        self.told.setText(
            self.tr("They are sent. {cases} for the step that they are about: {step}.").format(
                cases=counted, step=step
            )
        )
        buttons = (self.print_button, self.texts_button, self.out_button)
        for part in (self.misled, self.form, self.view, *buttons):
            part.hide()
        count = labels.count(len(offer.cases), "case", "cases")
        self.save_button.setText(self.tr("&Record it for {cases}").format(cases=count))
        self.save_button.setEnabled(True)
        self.cancel_button.setText(self.tr("&Not now"))
        self.save_button.setFocus()
        self.fit()

    def _choose_usual(self) -> None:
        """Choose all but those that say it as it was."""
        self.view.selectAll()
        model = self.view.selectionModel()
        for at, key in enumerate(self.table.ids):
            if key in self._misled:
                model.select(self.table.index(at, 0), _SELECT.Deselect | _SELECT.Rows)

    def _arrange(self) -> None:
        self.form.beside(
            self.form.ask("on", self.tr("Sent &on"), self.on, wide=True),
            self.form.ask("way", self.tr("&How they went"), self.way, wide=True),
        )
        self.way.setCurrentIndex(0)
        self.cancel_button.setText(self.tr("&Close"))
        self.buttons.insertWidget(1, self.print_button)
        self.buttons.insertWidget(2, self.texts_button)
        self.buttons.insertWidget(3, self.out_button)
        self.texts_button.setVisible(bool(self._by_email))
        self.view.let_many_be_chosen()
        self.view.show_table(self.table)
        self.view.fill_with("household")
        self.view.setFixedHeight(tokens.LETTERS_HEIGHT)
        counted = labels.count(len(self._misled), "letter does", "letters do")
        self.misled.setText(
            self.tr(
                "{letters} not say it as it is now: the event has changed or is cancelled, or the"
                " place was given up. Take out what has not gone out already."
            ).format(letters=counted)
        )
        self.misled.setVisible(bool(self._misled))
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            at = whole.indexOf(self.form)
            for place, part in enumerate(
                (self.told, self.misled, self.view, self.working), start=at
            ):
                whole.insertWidget(place, part)


def _is_whole(offer: OfferedToMany) -> bool:
    """Tell whether an act asks for nothing more; what does is done case by case."""
    asks = ACTS[offer.act].asks if offer.act in ACTS else ()
    return bool(asks) and all(ask.name in offer.facts or not ask.is_needed for ask in asks)


def _rows(office: Office, place: Place) -> Sequence[LetterRow]:
    """Return the letters that the place names: some, those of an event, or all that wait."""
    rows = office.quick(unsent_letters)
    ids = frozenset(UUID(one) for one in place.fact("ids").split(",") if one)
    event = place.fact("event")
    if ids:
        return [row for row in rows if row.id in ids]
    return [row for row in rows if str(row.event_id) == event] if event else rows
