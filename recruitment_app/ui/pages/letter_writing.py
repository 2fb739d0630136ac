"""A letter as it is being made: what it asks at the left, how it reads at the right."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from recruitment_app.casework.change import Change
from recruitment_app.casework.letters.letter_offers import LetterOffers, letter_offers
from recruitment_app.casework.letters.letter_previews import (
    LetterChoice,
    LetterPreview,
    preview_letter,
    print_letters,
)
from recruitment_app.casework.letters.letters import make_letter
from recruitment_app.errors import Problem
from recruitment_app.rules.letters import EMAIL
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.act_form import said
from recruitment_app.ui.acts import ACTS
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.letter_form import LetterForm
from recruitment_app.ui.widgets.card import Card, clear, label
from recruitment_app.ui.widgets.letter_view import LetterView, ShownLetter
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.scrolling import scrolling

_LOOK = "letter"


class LetterWriting(Card):
    """The preview follows the typing; what stands against the letter is said above it."""

    made = Signal(object)
    """The key of the letter that was made."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("\u2026", parent)
        self._office = office
        self._case_id: UUID | None = None
        self._reference = ""
        self._now: tuple[UUID, LetterChoice, LetterOffers] | None = None
        self.letter: LetterChoice | None = None
        self.form: LetterForm | None = None
        self.preview: LetterPreview | None = None
        self.papers = PaperErrands(office, self)
        self.refused = Notice("trouble", self)
        self.warned = Notice("notice", self)
        self.drafted = Notice("notice", self)
        self.view = LetterView(self.tr("The letter as it will read"), self)
        self.follows = label("", "small", wraps=True)
        self.make_button = QPushButton(self.tr("Make the lette&r"), self)
        self.make_button.setProperty("kind", "primary")
        self.print_button = QPushButton(self.tr("A&s it prints"), self)
        self._drafting = Drafting(office, _LOOK, self._typing, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(tokens.TYPING_PAUSE_MS)
        self._place = QWidget()
        self._arrange()
        self._pause.timeout.connect(self.look)
        self.make_button.clicked.connect(self.make)
        self.print_button.clicked.connect(self.show_paper)
        self.drafted.offer(self.tr("Throw it away")).clicked.connect(self._on_thrown_away)

    def show_letter(
        self, case_id: UUID, reference: str, letter: LetterChoice, event: str = ""
    ) -> None:
        """Begin a letter of a case; the same one again only reads its preview anew."""
        offers = self._office.quick(
            letter_offers, case_id=case_id, name=letter.name, today=self._office.today()
        )
        now = (case_id, letter, offers)
        if self._now == now and not event:
            self.look()
            return
        self._drafting.save_now()
        self._now = now
        self._case_id, self._reference, self.letter = case_id, reference, letter
        self.set_heading(letter.title)
        clear(self._asked)
        self.form = LetterForm(self._office, letter, offers)
        if event and self.form.about_event is not None:
            self.form.about_event.choose(UUID(event))
        self._asked.addWidget(self.form)
        self._drafting.move_to(f"letter:{case_id}:{letter.name}")
        kept = self._drafting.kept()
        self.form.fill(kept)
        self._drafting.forget_touch()
        told = self.tr("What you typed here before is back.")
        self.drafted.say(told if self.form.is_typed else "")
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.make)
        self.look()

    def look(self) -> None:
        """Read how the letter reads now."""
        self._pause.stop()
        form, case_id, today = self.form, self._case_id, self._office.today()
        if form is None or case_id is None:
            return
        try:
            wanted = form.wanted()
        except Problem as problem:
            self._office.stop_looking(_LOOK)
            self._tell(problem)
            return

        def read(store: Store) -> LetterPreview | Problem:
            try:
                return preview_letter(store, case_id=case_id, wanted=wanted, today=today)
            except Problem as problem:
                return problem

        self._office.look(_LOOK, read, self._tell)

    @Slot()
    def make(self) -> None:
        """Make the letter; a refusal is said above it, or beside its field."""
        form, case_id = self.form, self._case_id
        if form is None or case_id is None or not self.make_button.isEnabled():
            return
        try:
            wanted = form.wanted()
        except Problem as problem:
            self._on_refused(problem)
            return
        self.make_button.setEnabled(False)
        asking = self._office.asking(then=self._on_made, sorry=self._on_refused)
        asking.do(make_letter, case_id=case_id, wanted=wanted, today=self._office.today())

    def leave(self) -> None:
        """Keep what is typed: another page is shown, or another letter."""
        self._drafting.save_now()

    def _tell(self, found: LetterPreview | Problem) -> None:
        if isinstance(found, Problem):
            self.preview = None
            self.refused.say(str(found))
            self.make_button.setEnabled(False)
            self.print_button.setEnabled(False)
            return
        self.preview = found
        unfit = self.letter.why_not if self.letter is not None else ""
        self.refused.say(unfit or "\n".join(found.refusals))
        headless = self.tr("The letter bears no address of yours: set it in Settings, Agency.")
        warnings = found.warnings if found.address else (*found.warnings, headless)
        self.warned.say("\n".join(warnings))
        self.make_button.setEnabled(not found.is_refused)
        self.print_button.setEnabled(not found.is_refused)
        is_posted = found.wanted.way != EMAIL
        address = found.to_address
        by_email = self.tr("By e-mail: {address}").format(address=address)
        self.view.show_letter(
            ShownLetter(
                agency=found.agency,
                head="\n".join(filter(None, (found.team, found.address))),
                reference=found.reference,
                dated_on=found.wanted.on,
                to_name=found.to_name,
                to_address=address if is_posted or not address else by_email,
                subject=found.subject,
                body=found.body,
                is_large_print=found.wanted.is_large_print,
            )
        )
        self.follows.setText(self._after(found))

    def _after(self, found: LetterPreview) -> str:
        """Say what the letter promises, and which act is offered once it was sent."""
        told = []
        if found.promise and found.promise_by is not None:
            day = labels.in_text(found.promise_by)
            words = self.tr("It promises that they hear by {day} {what}. Today reminds of it.")
            told.append(words.format(day=day, what=found.promise))
        act = ACTS.get(found.act)
        if act is not None:
            words = self.tr("Once it was sent, this is offered: {act}.")
            told.append(words.format(act=said(act.words).removesuffix("\u2026")))
        return " ".join(told)

    def _arrange(self) -> None:
        self._asked = QVBoxLayout(self._place)
        self._asked.setContentsMargins(0, 0, tokens.SMALL, 0)
        self._place.setProperty("ground", "card")
        area = scrolling(self._place, is_upright=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SMALL)
        buttons.addWidget(self.make_button)
        buttons.addWidget(self.print_button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(tokens.MEDIUM)
        left.addWidget(area, 1)
        left.addLayout(buttons)
        right = QVBoxLayout()
        right.setSpacing(tokens.SMALL)
        right.addWidget(self.view, 1)
        right.addWidget(self.follows)
        both = QHBoxLayout()
        both.setSpacing(tokens.MEDIUM)
        both.addLayout(left, 4)
        both.addLayout(right, 5)
        for notice in (self.drafted, self.refused, self.warned):
            notice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self.body.addWidget(notice)
        self.body.addLayout(both, 1)

    def _typing(self) -> Mapping[str, str]:
        return self.form.typed() if self.form is not None else {}

    @Slot()
    def _on_edited(self) -> None:
        self._drafting.touch()
        self._pause.start()

    @Slot()
    def _on_thrown_away(self) -> None:
        self._drafting.discard()
        if self.form is not None:
            self.form.fill(dict.fromkeys(self.form.typed(), ""))
        self.drafted.say("")

    def _on_made(self, change: Change) -> None:
        self._drafting.discard()
        if self.form is not None:
            self.form.fill(dict.fromkeys(self.form.typed(), ""))
            self._drafting.forget_touch()
        self.drafted.say("")
        self.made.emit(change.record_id)

    def _on_refused(self, problem: Problem) -> None:
        self.make_button.setEnabled(True)
        if self.form is not None and problem.field in self.form.names():
            self.form.show_problem(problem)
        else:
            self.refused.say(str(problem))

    @Slot()
    def show_paper(self) -> None:
        """Show the letter as it would print; nothing is kept."""
        found = self.preview
        if found is None or self.letter is None or found.is_refused:
            return

        def make(_store: Store) -> bytes:
            return print_letters([found])

        title = self.tr("{reference} \u00b7 {letter}").format(
            reference=self._reference, letter=self.letter.title
        )
        name = f"{self._reference}-{self.letter.name.replace('_', '-')}.pdf"
        self.papers.open(make, title=title, file_name=name)
