"""Words a letter or a passage: what may stand in it at its side, and how it will read."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.letters.letter_texts import (
    LetterTextRow,
    letter_texts,
    set_letter_text,
)
from recruitment_app.casework.letters.letter_trials import (
    households_to_try,
    text_fields,
    try_on_household,
    try_wording,
)
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.forms.prose import of_text
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.meanwhile_dialog import TwoTexts, TwoTextsDialog, WayOn
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.field_list import MustList, offers_of
from recruitment_app.ui.widgets.fields import field_block
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.letter_view import LetterView
from recruitment_app.ui.widgets.offer_list import OfferList
from recruitment_app.ui.widgets.wording_box import WordingBox, braced


def wording_of(office: Office, place: Place) -> LetterTextRow:
    """Return the letter or passage that a place names.

    Raises:
        Problem: there is none of that name.

    """
    found = (row for row in office.quick(letter_texts) if row.name == place.fact("text"))
    row = next(found, None)
    if row is None:
        raise Problem("Choose a letter or a passage first.")
    return row


class LetterTextDialog(FormDialog):
    """Subject and text at the left, the fields in the middle, at the right how it will read.

    What would not do is said as it is typed; the last wording that would stays at the right.
    """

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = row = wording_of(office, place)
        self._seen = row.number
        heading = office.tr("Word a passage") if row.is_passage else office.tr("Word a letter")
        super().__init__(office, heading, row.title, Form(), parent)
        fields = office.quick(text_fields, name=row.name)
        self.subject = QLineEdit()
        self.body = WordingBox(frozenset(field.name for field in fields))
        self.reason = QLineEdit()
        self.fields = OfferList(self.tr("Fields"), self, takes_click=False)
        self.fields.show_offers(tuple(offers_of(fields)))
        self.must = MustList(self)
        self.sheet = LetterView(self.tr("As it will read"), self)
        self.whose: Choice[UUID] = Choice(
            [(words, key) for key, words in office.quick(households_to_try, name=row.name)],
            none=self.tr("Nobody: fields by their names"),
            filters=False,
        )
        self.before = label("", "small", wraps=True)
        self.dialog: TwoTextsDialog | None = None
        self._into: QWidget = self.body
        self._typed = ("", "", "")
        self._drafting = Drafting(office, f"letter_text:{row.name}", self._typing, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(tokens.TYPING_PAUSE_MS)
        self._arrange()
        self._connect()
        self._begin()

    @override
    def send(self) -> None:
        self.do(
            set_letter_text,
            name=self._row.name,
            subject=self.subject.text(),
            body=self.body.toPlainText(),
            reason=self.reason.text(),
            seen=self._seen,
        )

    @override
    def on_done(self, change: Change) -> None:
        self._drafting.discard()
        super().on_done(change)

    @override
    def on_refused(self, problem: Problem) -> None:
        super().on_refused(problem)
        if isinstance(problem, ChangedMeanwhile):
            self._show_both(str(problem))

    @override
    def reject(self) -> None:
        self._drafting.save_now()
        super().reject()

    @Slot()
    def throw_away(self) -> None:
        """Forget what was typed and never saved: the wording that holds is back."""
        self._drafting.discard()
        self.notice.say("")
        self._fill(self._row.subject, self._row.body)
        self._seen = self._row.number

    @Slot()
    def try_out(self) -> None:
        """Show how what is typed would read, or why it would not do."""
        self._pause.stop()
        name, wording = self._row.name, (self.subject.text(), self.body.toPlainText())
        tried = self.office.quick(try_wording, name=name, subject=wording[0], body=wording[1])
        self.form.tell_problem(tried.fault)
        self.must.show_must(tried.must)
        self.before.setVisible(tried.fault is not None)
        if tried.fault is not None:
            return
        subject, body, case_id = tried.subject, tried.body, self.whose.value()
        if case_id is not None:
            try:
                found = self.office.quick(
                    try_on_household,
                    case_id=case_id,
                    name=name,
                    wording=wording,
                    today=self.office.today(),
                )
            except Problem as problem:
                self.form.tell_problem(problem)
                return
            subject, body = found.subject, found.body
        self.sheet.show_words(body, subject)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._into = watched
        return super().eventFilter(watched, event)

    @override
    def _lay_out(self, heading: str, told: str) -> None:
        """Lay out the frame; ``_arrange`` fills its middle once the parts are there."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(tokens.LARGE)
        whole.addWidget(label(f"{heading}: {told}", "title", wraps=True))
        whole.addWidget(self.notice)
        whole.addLayout(self.middle, 1)
        self.buttons.setSpacing(tokens.SMALL)
        self.buttons.addWidget(self.save_button)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addStretch(1)
        whole.addLayout(self.buttons)

    @override
    def _take_room(self) -> None:
        """Keep the room that it was given: the texts take what there is."""

    def _arrange(self) -> None:
        ask, row = self.form.ask, self._row
        if not row.is_passage:
            ask("subject", self.tr("Sub&ject"), self.subject, wide=True)
        ask("body", self.tr("&Wording"), self.body, wide=True)
        ask("reason", self.tr("Wh&y it is changed, if you like"), self.reason, wide=True)
        side = QVBoxLayout()
        side.setSpacing(tokens.SMALL)
        heading = label(self.tr("&Fields"), "field")
        heading.setTextFormat(Qt.TextFormat.AutoText)
        heading.setBuddy(self.fields.words)
        side.addWidget(heading)
        hint = self.tr("Enter or a double click puts one where the cursor stands.")
        side.addWidget(label(hint, "small", wraps=True))
        side.addWidget(self.fields, 1)
        if row.must:
            side.addWidget(label(self.tr("It has to tell"), "field"))
        side.addWidget(self.must)
        if row.used_in:
            side.addWidget(label(self.tr("It stands in"), "field"))
            used = label(labels.first_of(row.used_in), "second", wraps=True)
            used.setToolTip("\n".join(row.used_in))
            side.addWidget(used)
        beside = QWidget(self)
        beside.setLayout(side)
        beside.setFixedWidth(tokens.OUTLINE_WIDTH)
        side.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(tokens.SMALL)
        if row.is_passage:
            right.addWidget(label(self.tr("As it will read"), "field"))
            self.whose.hide()
        else:
            right.addWidget(field_block(self.tr("As it will &read to"), self.whose))
        self.before.setText(self.tr("As it was before what is wrong now."))
        self.before.hide()
        right.addWidget(self.before)
        right.addWidget(self.sheet, 1)
        self.middle.addWidget(self.form, 5)
        self.middle.addWidget(beside)
        self.middle.addLayout(right, 5)
        self.resize(*tokens.WORDING_SIZE)

    def _connect(self) -> None:
        self.notice.offer(self.tr("Throw it away")).clicked.connect(self.throw_away)
        for box in (self.subject, self.body):
            box.installEventFilter(self)
        self.fields.picked.connect(self._on_field_picked)
        self.fields.left.connect(self._on_fields_left)
        self.form.edited.connect(self._on_edited)
        self.whose.chosen.connect(self.try_out)
        self._pause.timeout.connect(self.try_out)

    def _begin(self) -> None:
        kept = self._drafting.kept()
        typed = (kept.get("subject", ""), kept.get("body", ""))
        self._fill(self._row.subject, self._row.body)
        if kept and typed != (self._row.subject, self._row.body):
            self._fill(*typed)
            self.reason.setText(kept.get("reason", ""))
            self._seen = int(kept.get("seen") or self._seen)
            self.notice.say(self.tr("What you typed here before, and never saved, is back."))
        self.body.setFocus()

    def _fill(self, subject: str, body: str) -> None:
        self.subject.setText(subject)
        self.body.setPlainText(body)
        self._drafting.forget_touch()
        self.try_out()

    def _typing(self) -> Mapping[str, str]:
        subject, body = self.subject.text(), self.body.toPlainText()
        if (subject, body) == (self._row.subject, self._row.body):
            return {}
        reason = self.reason.text()
        return {"subject": subject, "body": body, "reason": reason, "seen": str(self._seen)}

    def _show_both(self, told: str) -> None:
        """Show what somebody else saved beside what is typed here."""
        theirs = wording_of(self.office, Place("", facts={"text": self._row.name}))
        subject, body = self.subject.text(), self.body.toPlainText()
        safe = self.tr(
            "Yours saved over it leaves theirs in the history. Keeping theirs throws yours away."
        )
        texts = TwoTexts(
            told,
            theirs.written_by,
            theirs.written_at,
            f"{theirs.subject}\n\n{theirs.body}".strip(),
            f"{subject}\n\n{body}".strip(),
            (
                (self.tr("Subject"), of_text(theirs.subject), of_text(subject)),
                (self.tr("Wording"), of_text(theirs.body), of_text(body)),
            ),
            safe,
        )
        self.dialog = dialog = TwoTextsDialog(texts, self)
        dialog.accepted.connect(lambda: self._go_on(dialog.way, theirs))
        dialog.open()

    def _go_on(self, way: WayOn, theirs: LetterTextRow) -> None:
        if way is WayOn.MINE:
            self._seen = theirs.number
            self.submit()
        elif way is WayOn.THEIRS:
            self._row = theirs
            self.throw_away()

    @Slot()
    def _on_edited(self) -> None:
        typed = (self.subject.text(), self.body.toPlainText(), self.reason.text())
        if typed != self._typed:  # a text says that it changed when it was only painted anew
            self._typed = typed
            self._drafting.touch()
            self._pause.start()

    @Slot(str)
    def _on_field_picked(self, name: str) -> None:
        if self._into is self.subject:
            self.subject.insert(braced(name))
        else:
            self.body.put(name)
        self._into.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    @Slot()
    def _on_fields_left(self) -> None:
        self._into.setFocus(Qt.FocusReason.OtherFocusReason)
