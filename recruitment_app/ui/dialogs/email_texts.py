"""The texts of several letters for e-mails, one after another, to be copied over."""

from uuid import UUID

from PySide6.QtCore import QMimeData, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.letters.letter_previews import email_text
from recruitment_app.casework.letters.letter_rows import unsent_letters
from recruitment_app.errors import Problem
from recruitment_app.rules.letters import EMAIL
from recruitment_app.ui import tokens
from recruitment_app.ui.clipboard import keep_out_of_history
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.letter_dialogs import PrivateText
from recruitment_app.ui.letter_columns import tr
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.form import Form


class EmailTexts(FormDialog):
    """Address, subject and words of each letter that goes by e-mail; the application sends none."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        ids = frozenset(UUID(one) for one in place.fact("ids").split(",") if one)
        rows = office.quick(unsent_letters)
        self._rows = [row for row in rows if row.way == EMAIL and (row.id in ids or not ids)]
        if not self._rows:
            raise Problem(tr("None of these letters goes by e-mail: print them instead."))
        told = tr("The application sends no e-mail: copy address, subject and words over.")
        super().__init__(office, tr("Texts for e-mails"), told, Form(), parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self._at = 0
        self.which = label("", "strong")
        self.to, self.subject, self.words = QLineEdit(), QLineEdit(), PrivateText("")
        self.words.setFixedHeight(tokens.LETTERS_HEIGHT)
        self.form.column.addWidget(self.which)
        for name, asked, control in (
            ("to", self.tr("&To"), self.to),
            ("subject", self.tr("S&ubject"), self.subject),
            ("words", self.tr("&Words"), self.words),
        ):
            control.setReadOnly(True)
            self.form.ask(name, asked, control, wide=True)
        self.save_button.setText(self.tr("Cop&y the words"))
        self.cancel_button.setText(self.tr("&Close"))
        self.next_button = self._button(self.tr("&Next"), self._on_next)
        self.before_button = self._button(self.tr("&Before"), self._on_before)
        for at, (words, slot) in enumerate(
            (
                (self.tr("Copy the &address"), self._on_copy_address),
                (self.tr("Copy the &subject"), self._on_copy_subject),
            )
        ):
            self.buttons.insertWidget(at, self._button(words, slot))
        self.buttons.addWidget(self.before_button)
        self.buttons.addWidget(self.next_button)
        self._show()
        self.save_button.setFocus()

    @override
    def send(self) -> None:
        self._copy(self.words.toPlainText())

    def _button(self, words: str, slot: object) -> QPushButton:
        made = QPushButton(words, self)
        made.setAutoDefault(False)
        made.clicked.connect(slot)
        return made

    def _show(self) -> None:
        row = self._rows[self._at]
        told = self.tr("{at} of {count}: {reference}, {household}")
        self.which.setText(
            told.format(
                at=self._at + 1,
                count=len(self._rows),
                reference=row.reference,
                household=row.household,
            )
        )
        self.to.setText(row.to_address)
        self.subject.setText(row.subject)
        self.words.setPlainText(email_text(row))
        self.before_button.setEnabled(self._at > 0)
        self.next_button.setEnabled(self._at + 1 < len(self._rows))
        self.notice.say("")

    def _copy(self, words: str) -> None:
        carried = QMimeData()
        carried.setText(words)
        QGuiApplication.clipboard().setMimeData(keep_out_of_history(carried))
        self.notice.say(self.tr("Copied. It is left out of the clipboard's history."))
        self.fit()

    @Slot()
    def _on_copy_address(self) -> None:
        self._copy(self.to.text())

    @Slot()
    def _on_copy_subject(self) -> None:
        self._copy(self.subject.text())

    @Slot()
    def _on_next(self) -> None:
        self._at += 1
        self._show()

    @Slot()
    def _on_before(self) -> None:
        self._at -= 1
        self._show()
