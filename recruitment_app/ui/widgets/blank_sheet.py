"""A blank sheet over a page: nothing is to be read until the password is typed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.fields import PasswordBox


class BlankSheet(QWidget):
    """One field in an empty window; Enter hands over what was typed."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "page")
        self.setAccessibleName(self.tr("The window is blank"))
        self.password = PasswordBox(self)
        self.password.setAccessibleName(self.tr("Your password"))
        self.password.setFixedWidth(tokens.SIGN_IN_WIDTH)
        self.sentence = label(self.tr("Type your password and press Enter to go on."), "second")
        self._lay_out()
        self.password.returnPressed.connect(self._on_typed)

    def begin(self) -> None:
        """Ask anew, with nothing typed."""
        self.password.clear()
        self.password.setEnabled(True)
        self.sentence.setText(self.tr("Type your password and press Enter to go on."))
        self.password.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it stays blank."""
        self.password.setEnabled(True)
        self.password.selectAll()
        self.password.setFocus()
        self.sentence.setText(sentence)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setSpacing(tokens.SMALL)
        whole.addStretch(3)
        for part in (self.password, self.sentence):
            whole.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(2)

    @Slot()
    def _on_typed(self) -> None:
        if self.password.text():
            self.password.setEnabled(False)
            self.typed.emit(self.password.text())
