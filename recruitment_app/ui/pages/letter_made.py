"""A letter that was made: how it reads, whether it was sent, and what comes of that."""

from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.letters.letter_rows import LetterRow, letter_paper
from recruitment_app.casework.letters.letters import take_back_sent, take_out_letters
from recruitment_app.errors import Problem
from recruitment_app.rules.letters import EMAIL, WAY_WORDS
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.act_form import said
from recruitment_app.ui.acts import ACTS
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.letter_places import CHASE_DIALOG, act_after
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.letter_view import LetterView, ShownLetter
from recruitment_app.ui.widgets.notice import Notice


class LetterMade(Card):
    """Its paper is as it was sealed; a day of sending is what the limits run from."""

    wished = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("\u2026", parent)
        self._office = office
        self._may = may(office.person.role, Duty.ENTER_DATES)
        self.row: LetterRow | None = None
        self._act: Place | None = None
        self.papers = PaperErrands(office, self)
        self.standing = label("", "second", wraps=True)
        self.trouble = Notice("trouble", self)
        self.offered = Notice("notice", self)
        self.act_button = self.offered.offer(self.tr("&Record it\u2026"))
        self.view = LetterView(self.tr("The letter as it was made"), self)
        self.sent_button = self._button(self.tr("Mark as &sent\u2026"), self._on_sent_pressed)
        self.sent_button.setProperty("kind", "primary")
        self.open_button = self._button(self.tr("&Open the paper"), self._on_open_pressed)
        self.text_button = self._button(self.tr("Te&xt for an e-mail\u2026"), self._on_text_pressed)
        self.out_button = self._button(self.tr("Take it o&ut"), self._on_out_pressed)
        self.back_button = self._button(self.tr("Not sent after &all"), self._on_back_pressed)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SMALL)
        for button in (
            self.sent_button,
            self.open_button,
            self.text_button,
            self.out_button,
            self.back_button,
        ):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self.standing, self.trouble, self.offered):
            self.body.addWidget(part)
        self.body.addLayout(buttons)
        self.body.addWidget(self.view, 1)
        self.act_button.clicked.connect(self._on_act_pressed)

    def show_letter(self, row: LetterRow) -> None:
        """Show a letter as it stands."""
        self.row = row
        self.set_heading(row.title)
        self.standing.setText(self._told(row))
        self.trouble.say("")
        is_sent = row.sent_on is not None
        self.sent_button.setVisible(self._may and not is_sent)
        self.out_button.setVisible(self._may and not is_sent)
        self.back_button.setVisible(self._may and is_sent)
        self.open_button.setVisible(row.has_paper)
        self._offer(row)
        agency = self._office.quick(agency_row)
        by_email = self.tr("By e-mail: {address}").format(address=row.to_address)
        is_by_email = row.way == EMAIL and bool(row.to_address)
        self.view.show_letter(
            ShownLetter(
                agency=agency.name,
                head=agency.address,
                reference=row.reference,
                dated_on=row.written_on,
                to_name=row.to_name,
                to_address=by_email if is_by_email else row.to_address,
                subject=row.subject,
                body=row.body,
                is_large_print=row.is_large_print,
            )
        )

    def open_paper(self) -> None:
        """Show the paper as it was sealed, to be printed or saved."""
        row = self.row
        if row is None:
            return
        letter_id = row.id

        def make(store: Store) -> bytes:
            return letter_paper(store, letter_id=letter_id)

        title = self.tr("{reference} \u00b7 {letter}").format(
            reference=row.reference, letter=row.title
        )
        name = f"{row.reference}-{row.name.replace('_', '-')}.pdf"
        self.papers.open(make, title=title, file_name=name, sorry=self._on_refused)

    def _told(self, row: LetterRow) -> str:
        made = self.tr("Made by {who}, dated {day}.").format(
            who=row.made_by, day=labels.in_text(row.written_on)
        )
        if row.sent_on is None:
            told = [made, self.tr("It is not sent yet: no limit runs from it.")]
        else:
            way = WAY_WORDS.get(row.way, "")
            sent = self.tr("Sent on {day}{how}, recorded by {who}.").format(
                day=labels.in_text(row.sent_on),
                how=f" {way[:1].lower()}{way[1:]}" if way else "",
                who=row.sent_by,
            )
            told = [made, sent]
        if row.promise_kept_on is not None:
            kept = self.tr("What it promises was kept on {day}.")
            told.append(kept.format(day=labels.in_text(row.promise_kept_on)))
        elif row.promise_by is not None:
            by = self.tr("It promises that they hear from us by {day}.")
            told.append(by.format(day=labels.in_text(row.promise_by)))
        return " ".join(told)

    def _offer(self, row: LetterRow) -> None:
        """Offer the act that the letter stands for, while the case waits for it."""
        self._act = act_after(self._office, row.id) if self._may and row.sent_on else None
        if self._act is None:
            self.offered.say("")
            return
        act = ACTS.get(self._act.fact("act"))
        is_chased = self._act.name == CHASE_DIALOG
        of_check = self.tr("Check chased") if is_chased else self.tr("Check asked for")
        words = said(act.words).removesuffix("\u2026") if act else of_check
        told = self.tr("It was sent, and the case does not say so yet. Record: {act}.")
        self.offered.say(told.format(act=words))

    def _button(self, words: str, slot: object) -> QPushButton:
        made = QPushButton(words, self)
        made.clicked.connect(slot)
        return made

    def _facts(self) -> dict[str, str]:
        return {"letter": str(self.row.id)} if self.row is not None else {}

    def _letters(self) -> tuple[UUID, ...]:
        return (self.row.id,) if self.row is not None else ()

    def _on_refused(self, problem: Problem) -> None:
        self.trouble.say(str(problem))

    @Slot()
    def _on_sent_pressed(self) -> None:
        if self.row is not None:
            self.wished.emit(Place("letter_sent", self.row.case_id, self._facts()))

    @Slot()
    def _on_text_pressed(self) -> None:
        if self.row is not None:
            self.wished.emit(Place("letter_text", self.row.case_id, self._facts()))

    @Slot()
    def _on_open_pressed(self) -> None:
        self.open_paper()

    @Slot()
    def _on_act_pressed(self) -> None:
        if self._act is not None:
            self.wished.emit(self._act)

    @Slot()
    def _on_out_pressed(self) -> None:
        asking = self._office.asking(sorry=self._on_refused)
        asking.do(take_out_letters, letters=self._letters())

    @Slot()
    def _on_back_pressed(self) -> None:
        asking = self._office.asking(sorry=self._on_refused)
        asking.do(take_back_sent, letters=self._letters())
