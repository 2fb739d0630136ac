"""The frame of every dialog that asks for facts: a heading, a form, Save and Cancel."""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.notice import Notice


class FormDialog(QDialog):
    """Enter saves, Escape leaves; what cannot be done is said beside its field.

    The heading is the window's title too, so it never holds a name: ``told`` may.
    """

    wished = Signal(object)
    """A Place that somebody asked for in the dialog."""

    def __init__(
        self, office: Office, heading: str, told: str, form: Form, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.office = office
        self.form = form
        self._is_waiting = False
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setMinimumWidth(tokens.DIALOG_WIDTH)
        self.notice = Notice("notice", self)
        self.save_button = QPushButton(self.tr("&Save"), self)
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("&Cancel"), self)
        self.buttons = QHBoxLayout()
        self._lay_out(heading, told)
        self.save_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.reject)
        form.submitted.connect(self.submit)
        saving = QShortcut(QKeySequence("Ctrl+S"), self)
        saving.activated.connect(self.submit)

    def focus_first(self) -> None:
        """Put the keys into the first field that is still to be filled in, else into the first."""
        names = [name for name in self.form.names() if not self.form.field(name).control.isHidden()]
        empty = [name for name in names if _is_empty(self.form, name)]
        for name in (*empty, *names):
            self.form.field(name).control.setFocus()
            return

    @abstractmethod
    def send(self) -> None:
        """Read the form and do the act; each dialog says which."""

    def do(self, act: Callable[..., Change], **facts: object) -> None:
        """Do an act; the dialog closes when it is done, and says why where it is not."""
        self._wait(waiting=True)
        self.office.asking(then=self.on_done, sorry=self.on_refused).do(act, **facts)

    def on_done(self, _change: Change) -> None:
        """Hear that the act was done."""
        self.accept()

    @override
    def reject(self) -> None:
        if not self._is_waiting:
            super().reject()

    @Slot()
    def submit(self) -> None:
        """Try to save."""
        if not self.save_button.isEnabled():
            return
        try:
            self.send()
        except Problem as problem:
            self.on_refused(problem)

    @Slot()
    def fit(self) -> None:
        """Take the room that the fields need now."""
        QTimer.singleShot(0, self, self._take_room)

    @Slot()
    def _take_room(self) -> None:
        take_room(self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_room()

    def on_refused(self, problem: Problem) -> None:
        """Say beside its field why the act was not done."""
        self._wait(waiting=False)
        self.form.show_problem(problem)
        self.fit()

    def _wait(self, *, waiting: bool) -> None:
        self._is_waiting = waiting
        self.save_button.setEnabled(not waiting)
        self.form.setEnabled(not waiting)

    def _lay_out(self, heading: str, told: str) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(label(heading, "title", wraps=True))
        if told:
            whole.addWidget(label(told, "second", wraps=True))
        whole.addWidget(self.notice)
        whole.addWidget(self.form)
        whole.addStretch(1)
        self.buttons.setSpacing(tokens.SMALL)
        self.buttons.addWidget(self.save_button)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addStretch(1)
        whole.addLayout(self.buttons)


def take_room(dialog: QDialog) -> None:
    """Let a dialog grow or shrink to what its words need, as wide as they will be."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    wide = max(dialog.minimumWidth(), layout.totalMinimumSize().width())
    high = layout.totalHeightForWidth(wide)
    dialog.resize(wide, high if high > 0 else layout.totalSizeHint().height())


def _is_empty(form: Form, name: str) -> bool:
    try:
        return not form.text(name)
    except TypeError:
        return False
