"""What changed in the shipped wording of a letter since the agency worded it itself."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.letters.letter_texts import keep_own_text
from recruitment_app.forms.prose import of_text
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.letter_text_dialog import wording_of
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.difference_view import DifferenceView
from recruitment_app.ui.widgets.form import Form


class ShippedWording(FormDialog):
    """Shows what changed; the agency keeps its own wording, or words the letter anew."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = row = wording_of(office, place)
        heading = office.tr("The shipped wording has changed")
        super().__init__(office, heading, row.title, Form(), parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        words = self.tr(
            "The agency's own wording holds. This is what has changed in the one that comes with"
            " the application since the agency worded it:"
        )
        self.form.say(words)
        self.difference = DifferenceView(self.tr("What has changed"), self)
        self.difference.setMinimumHeight(tokens.TEXT_HEIGHT * 2)
        self.form.column.addWidget(self.difference)
        subject, body = row.based_on or (row.shipped_subject, row.shipped_body)
        self.difference.compare(
            (
                (self.tr("Subject"), of_text(subject), of_text(row.shipped_subject)),
                (self.tr("Wording"), of_text(body), of_text(row.shipped_body)),
            )
        )
        self.word_button = QPushButton(self.tr("&Change the wording…"), self)
        self.word_button.setAutoDefault(False)
        self.buttons.insertWidget(1, self.word_button)
        self.word_button.clicked.connect(self._on_word_pressed)
        self.save_button.setText(self.tr("&Keep the agency's"))
        self.cancel_button.setText(self.tr("C&lose"))
        is_changed = row.based_on is not None and may(office.person.role, Duty.WORD_LETTERS)
        for button in (self.save_button, self.word_button):
            button.setVisible(is_changed)
        self.difference.setFocus()

    @override
    def send(self) -> None:
        self.do(keep_own_text, name=self._row.name, seen=self._row.number)

    @Slot()
    def _on_word_pressed(self) -> None:
        self.reject()
        self.wished.emit(Place("word_letter", facts={"text": self._row.name}))
