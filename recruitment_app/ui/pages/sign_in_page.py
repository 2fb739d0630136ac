"""Sign-in: a name and a password, complete and taking keys at the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.fields import PasswordBox, field_block, words

if TYPE_CHECKING:
    from recruitment_app.errors import Problem
    from recruitment_app.ui.front_door import Doorway


class SignInPage(QWidget):
    """Asks who is there; while the store opens, the button says so."""

    signed = Signal(str, str)
    other_wished = Signal()
    recovery_wished = Signal()

    def __init__(self, doorway: Doorway, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Sign in"))
        self.name = QLineEdit(doorway.name, self)
        self.name.setAccessibleName(self.tr("Name"))
        self.password = PasswordBox(self)
        self.password.setText(doorway.password)
        self.password.setAccessibleName(self.tr("Password"))
        self.news = words("", "second", wraps=True)
        self.news.hide()
        self.sentence = words("", "error", wraps=True)
        self.sentence.hide()
        self.button = QPushButton(self.tr("&Sign in"), self)
        self.button.setProperty("kind", "primary")
        self.other = QPushButton(self.tr("&Open another store, or start a new one"), self)
        self.other.setProperty("kind", "link")
        self.forgotten = QPushButton(self.tr("&Forgotten the password?"), self)
        self.forgotten.setProperty("kind", "link")
        self.forgotten.setVisible(not doorway.is_sample)
        self._lay_out(doorway)
        self.name.returnPressed.connect(self._on_submitted)
        self.password.returnPressed.connect(self._on_submitted)
        self.button.clicked.connect(self._on_submitted)
        self.other.clicked.connect(self.other_wished)
        self.forgotten.clicked.connect(self.recovery_wished)

    def take_keys(self) -> None:
        """Put the cursor where something is still to be typed."""
        (self.password if self.name.text() else self.name).setFocus()

    def show_problem(self, problem: Problem) -> None:
        """Say why signing in did not work, and ask again."""
        self._wait(waiting=False)
        self.sentence.setText(str(problem))
        self.sentence.show()
        box = self.name if problem.field == "name" else self.password
        box.setFocus()
        box.selectAll()

    def say(self, sentence: str) -> None:
        """Show a sentence above the fields: that the window was locked, for one."""
        self.news.setText(sentence)
        self.news.setVisible(bool(sentence))

    def _lay_out(self, doorway: Doorway) -> None:
        card = QFrame(self)
        card.setProperty("kind", "card")
        card.setFixedWidth(tokens.SIGN_IN_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.WIDE)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(words(self.tr("Adopter Recruitment"), "brand"))
        column.addWidget(words(self.tr("Sign in"), "title"))
        if doorway.is_sample:
            told = self.tr(
                "This is the sample agency; its people are invented.\n"
                "Name: {name}\nPassword: {password}"
            ).format(name=doorway.name, password=doorway.password)
            column.addWidget(words(told, "second", wraps=True))
        elif doorway.folder is not None:
            where = self.tr("Store: {folder}").format(folder=doorway.folder.name)
            column.addWidget(words(where, "second", wraps=True))
        column.addWidget(self.news)
        column.addWidget(self.sentence)
        column.addWidget(field_block(self.tr("&Name"), self.name))
        column.addWidget(field_block(self.tr("&Password"), self.password))
        column.addWidget(self.button)
        column.addWidget(self.forgotten)
        column.addWidget(self.other)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)

    def _wait(self, *, waiting: bool) -> None:
        self.button.setText(self.tr("Opening the store…") if waiting else self.tr("&Sign in"))
        for part in (self.button, self.forgotten, self.other, self.name, self.password):
            part.setEnabled(not waiting)

    @Slot()
    def _on_submitted(self) -> None:
        name, password = self.name.text().strip(), self.password.text()
        if not name or not password:
            missing = self.name if not name else self.password
            self.sentence.setText(self.tr("Enter your name and your password."))
            self.sentence.show()
            missing.setFocus()
            return
        self.sentence.hide()
        self._wait(waiting=True)
        self.signed.emit(name, password)
