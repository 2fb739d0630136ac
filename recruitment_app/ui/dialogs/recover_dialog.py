"""Back into a store by its recovery key, when a password is forgotten."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.fields import PasswordBox
from recruitment_app.ui.widgets.form import Form


class RecoverDialog(QDialog):
    """Asks for the recovery key, the name and a new password."""

    wished = Signal(str, str, str)
    """The recovery key, the name, the new password."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("Forgotten password")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.key = QLineEdit(self)
        self.name = QLineEdit(name, self)
        self.first = PasswordBox(self)
        self.again = PasswordBox(self)
        self.form = Form(self)
        self.form.say(title, "title")
        self.form.say(
            self.tr("The recovery key was printed when the store was made. It is kept sealed.")
        )
        self.form.ask("recovery_key", self.tr("Recovery &key"), self.key)
        self.form.ask("name", self.tr("&Name"), self.name)
        self.form.ask("password", self.tr("New &password"), self.first)
        self.form.ask("again", self.tr("The new password &again"), self.again)
        cancel = QPushButton(self.tr("Cance&l"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.main_button = self.form.button(self.tr("&Open the store"), cancel)
        self.form.submitted.connect(self._on_submitted)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.WIDE)
        whole.addWidget(self.form)
        self.setMinimumWidth(tokens.DIALOG_WIDTH)
        self.key.setFocus()

    def show_problem(self, problem: Problem) -> None:
        """Say why the store did not open, beside the field at fault."""
        self.main_button.setEnabled(True)
        self.form.show_problem(problem)

    @Slot()
    def _on_submitted(self) -> None:
        self.form.show_problems({})
        for name, control, sentence in (
            ("recovery_key", self.key, self.tr("Type the recovery key from its paper.")),
            ("name", self.name, self.tr("Type the name that you sign in with.")),
            ("password", self.first, self.tr("Choose a new password.")),
        ):
            if not control.text().strip():
                self.form.show_problem(Problem(sentence, field=name))
                return
        if self.first.text() != self.again.text():
            sentence = self.tr("The two passwords are not the same: type them again.")
            self.form.show_problem(Problem(sentence, field="again"))
            return
        self.main_button.setEnabled(False)
        self.wished.emit(self.key.text().strip(), self.name.text().strip(), self.first.text())
