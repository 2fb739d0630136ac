"""Take everything out: the whole store as open files, for the day the agency leaves."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget
from typing_extensions import override

from recruitment_app.casework.leaving.whole_store import WARNING, TakenOut, export_all
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.folder_box import FolderBox
from recruitment_app.ui.widgets.form import Form

_FOLDER = "adopter-recruitment-files"


class TakeEverythingOut(FormDialog):
    """Asks for a new folder and for the word that the files are not encrypted; then waits."""

    def __init__(self, office: Office, _place: Place, parent: QWidget | None = None) -> None:
        told = office.tr(
            "Writes every table of the store as a text file, with a description of each column "
            "for people and for machines. Restricted cases are among them. The store stays as it "
            "is."
        )
        super().__init__(office, office.tr("Take everything out"), told, Form(), parent)
        self._progress: Progress | None = None
        self.folder = FolderBox(self.tr("Folder for the files"))
        self.known = QCheckBox(self.tr("I &know that the files are not encrypted"), self)
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(self.tr("Progress of the files"))
        self.bar.hide()
        hint = self.tr("A new or an empty folder on this computer's own disk.")
        self.form.ask("folder", self.tr("&Folder for the files"), self.folder, hint=hint)
        self.form.ask("known", self.known.text(), self.known, hint=self.tr(WARNING))
        self.form.column.addWidget(self.bar)
        self.save_button.setText(self.tr("&Write the files"))
        if office.store.folder is not None:
            self.folder.set_path(office.store.folder.parent / _FOLDER)
        self.focus_first()

    @override
    def send(self) -> None:
        if not self.folder.text().strip():
            raise Problem(self.tr("Choose a new folder."), field="folder")
        if not self.known.isChecked():
            raise Problem(self.tr("Say that you know what this means."), field="known")
        folder, today = self.folder.path(), self.office.today()

        def errand(store: Store, progress: Progress) -> TakenOut:
            return export_all(store, folder=folder, today=today, tell=progress.tell)

        self._wait(waiting=True)
        self.form.clear_problems()
        self.notice.say("")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.fit()
        self._progress = self.office.send(errand, self._on_written, self.on_refused)
        self._progress.moved.connect(self._on_moved)

    @override
    def reject(self) -> None:
        if self._progress is None:
            super().reject()
            return
        self._progress.cancel()
        self._progress.moved.disconnect(self._on_moved)
        self._rest()
        self._wait(waiting=False)
        self.notice.say(self.tr("Stopped; nothing was written."))

    @override
    def on_refused(self, problem: Problem) -> None:
        self._rest()
        super().on_refused(problem)

    @Slot(int, int, str)
    def _on_moved(self, done: int, of: int, sentence: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.setAccessibleDescription(sentence)

    def _on_written(self, taken: TakenOut) -> None:
        self._rest()  # also where Cancel came too late to stop it: the files stand there
        self._wait(waiting=False)
        self.form.hide()
        self.save_button.hide()
        self.cancel_button.setText(self.tr("&Close"))
        self.cancel_button.setFocus()
        told = self.tr(
            "{rows} of {tables} stand in {folder}. README.txt says what each file holds."
        )
        rows = labels.count(taken.rows, "row", "rows")
        tables = labels.count(taken.tables, "table", "tables")
        self.notice.say(told.format(rows=rows, tables=tables, folder=taken.folder))
        self.fit()

    def _rest(self) -> None:
        self._progress = None
        self.bar.hide()
        self.fit()
