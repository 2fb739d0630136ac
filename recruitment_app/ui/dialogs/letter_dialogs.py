"""That a letter was sent, and then the act that it offers; and its words for an e-mail."""

from uuid import UUID

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.letters.letter_previews import email_text
from recruitment_app.casework.letters.letter_rows import letter_row
from recruitment_app.casework.letters.letters import mark_sent
from recruitment_app.rules.letters import EMAIL
from recruitment_app.ui import tokens
from recruitment_app.ui.clipboard import keep_out_of_history
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.letter_places import act_after, ways
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form


class LetterSent(FormDialog):
    """Limits run from the day on which a letter is sent, so that it is asked for."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        row = office.quick(letter_row, letter_id=UUID(place.fact("letter")))
        self._letter_id = row.id
        told = office.tr("{reference} · {title}, to {name}").format(
            reference=row.reference, title=row.title, name=row.to_name
        )
        super().__init__(office, office.tr("Letter sent"), told, Form(), parent)
        hint = self.tr("Limits run from this day, and so does what the letter promises.")
        self.form.ask("on", self.tr("Sent &on"), date_box(office, is_today=True), hint=hint)
        self.way: Choice[str] = Choice(ways(), filters=False)
        self.way.choose(row.way)
        self.form.ask("way", self.tr("&How it went"), self.way)
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            mark_sent,
            letter_id=self._letter_id,
            on=self.form.day("on"),
            today=self.office.today(),
            way=self.way.value() or "",
        )

    @override
    def on_done(self, change: Change) -> None:
        super().on_done(change)
        act = act_after(self.office, self._letter_id)
        if act is not None:
            self.wished.emit(act)


class LetterText(FormDialog):
    """The words of a letter, to be taken over into an e-mail by whoever sends it."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        row = office.quick(letter_row, letter_id=UUID(place.fact("letter")))
        told = office.tr("{reference}. The application sends no e-mail: copy the words over.")
        heading = office.tr("Text for an e-mail")
        super().__init__(office, heading, told.format(reference=row.reference), Form(), parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        to = row.to_address if row.way == EMAIL else ""
        self.to, self.subject = QLineEdit(to), QLineEdit(row.subject)
        self.words = PrivateText(email_text(row))
        self.words.setMinimumHeight(tokens.CHART_HEIGHT)
        for name, asked, control in (
            ("to", self.tr("&To"), self.to),
            ("subject", self.tr("S&ubject"), self.subject),
            ("words", self.tr("&Words"), self.words),
        ):
            if name == "to" and not to:
                continue
            control.setReadOnly(True)
            self.form.ask(name, asked, control, wide=True)
        self.save_button.setText(self.tr("Cop&y the words"))
        self.cancel_button.setText(self.tr("&Close"))
        self.save_button.setFocus()

    @override
    def send(self) -> None:
        carried = QMimeData()
        carried.setText(self.words.toPlainText())
        QGuiApplication.clipboard().setMimeData(keep_out_of_history(carried))
        self.notice.say(self.tr("Copied. The words are left out of the clipboard's history."))
        self.fit()


class PrivateText(QPlainTextEdit):
    """Text of which nothing that is copied stays in a history of the clipboard."""

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        carried = QMimeData()
        carried.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return keep_out_of_history(carried)
