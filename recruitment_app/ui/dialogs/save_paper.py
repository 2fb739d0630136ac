"""Saves a paper as a PDF, on request locked with a password."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.reports.saving_papers import save_paper
from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.ui import tokens
from recruitment_app.ui.dialogs.form_dialog import take_room
from recruitment_app.ui.errands import Errands
from recruitment_app.ui.widgets.fields import PasswordBox
from recruitment_app.ui.widgets.form import Form


class SavePaper(QDialog):
    """Asks whether to lock the file and where to put it; stays until the file stands there.

    It needs no open store, for the recovery key is saved before there is one.
    """

    saved = Signal(str)
    """A sentence that says where the paper stands now."""

    def __init__(self, paper: bytes, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = paper
        self._file_name = file_name
        self._key: str | None = None
        self._is_waiting = False
        self._errands = Errands("saving", self)
        self._errands.troubled.connect(self._on_troubled)
        title = self.tr("Save as PDF")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(tokens.DIALOG_WIDTH)
        self.is_locked = QCheckBox(self.tr("&Lock it with a password"), self)
        self.password = PasswordBox(self)
        self.again = PasswordBox(self)
        self.form = Form(self)
        self.heading = self.form.say(title, "title")
        self.told = self.form.say(
            self.tr("Without a password, anybody who comes by the file can read it."), "second"
        )
        warning = self.tr(
            "Whoever opens the file needs the password. It is kept nowhere and cannot be got back."
        )
        self.form.ask("is_locked", self.is_locked.text(), self.is_locked, hint=warning)
        self.form.ask("password", self.tr("&Password of the file"), self.password)
        self.form.ask("again", self.tr("The password &again"), self.again)
        self.cancel_button = QPushButton(self.tr("&Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.save_button = self.form.button(self.tr("Choose &where…"), self.cancel_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.addWidget(self.form)
        self.cancel_button.clicked.connect(self.reject)
        self.form.submitted.connect(self.submit)
        self.is_locked.toggled.connect(self._on_locked)
        self.finished.connect(self._on_finished)
        self._on_locked(False)  # noqa: FBT003 - as Qt tells it

    @Slot()
    def submit(self) -> None:
        """Hold the passwords against each other, then ask where the file is to stand."""
        if self._is_waiting:
            return
        try:
            self._key = self._agreed() if self.is_locked.isChecked() else None
        except Problem as problem:
            self.show_problem(problem)
            return
        self.show_problem(None)
        chooser = QFileDialog(self, self.windowTitle(), self._file_name)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(Path(self._file_name).suffix.lstrip("."))
        chooser.selectFile(self._file_name)
        chooser.fileSelected.connect(self._on_file_chosen)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_to(self, file: Path) -> None:
        """Write the paper off the window's thread; close once it stands there."""
        write = self.writing(self._key)

        def errand() -> Path:
            try:
                write(file)
            except StoreTrouble:
                raise
            except Problem as problem:
                raise Problem(str(problem), field="password") from problem
            return file

        self._wait(waiting=True)
        self._errands.run(errand, self._on_saved, self.show_problem)

    def writing(self, key: str | None) -> Callable[[Path], object]:
        """Return what writes the file, locked where there is a key; it runs on another thread."""
        paper = self._paper
        return lambda file: save_paper(file, paper, key)

    def show_problem(self, problem: Problem | None) -> None:
        """Say why the paper is not saved, beside the field at fault; nothing where all is well."""
        self._wait(waiting=False)
        if problem is None:
            self.form.clear_problems()
        else:
            self.form.show_problem(problem)
        QTimer.singleShot(0, self, self._take_room)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        take_room(self)

    @override
    def reject(self) -> None:
        if not self._is_waiting:
            super().reject()

    def _agreed(self) -> str:
        first = self.password.text()
        if not first.strip():
            raise Problem(self.tr("Type the password that the file is to have."), field="password")
        if first != self.again.text():
            told = self.tr("The two passwords are not the same: type them again.")
            raise Problem(told, field="again")
        return first

    @Slot()
    def _take_room(self) -> None:
        take_room(self)

    def _wait(self, *, waiting: bool) -> None:
        self._is_waiting = waiting
        self.form.setEnabled(not waiting)

    @Slot(bool)
    def _on_locked(self, on: bool) -> None:  # noqa: FBT001 - Qt tells it by place
        for name in ("password", "again"):
            field = self.form.field(name)
            field.control.setEnabled(on)
            if field.heading is not None:
                field.heading.setEnabled(on)
        if on:
            self.password.setFocus()
        else:
            self.form.clear_problems()
            QTimer.singleShot(0, self, self._take_room)

    @Slot(str)
    def _on_file_chosen(self, path: str) -> None:
        self.save_to(Path(path))

    def _on_saved(self, file: Path) -> None:
        told = (
            self.tr("Saved as {file}.")
            if self._key is None
            else self.tr("Saved as {file}, locked with the password.")
        )
        self.saved.emit(told.format(file=file))
        self.accept()

    @Slot(object)
    def _on_troubled(self, trouble: Exception) -> None:
        self._wait(waiting=False)
        raise trouble  # as any fault on the window's thread, so that a person hears of it

    @Slot(int)
    def _on_finished(self, _answer: int) -> None:
        self._key = None
        self.password.clear()
        self.again.clear()
        self._errands.close()
