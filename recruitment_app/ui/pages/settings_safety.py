"""Backups and safety: a backup on wish, the check of the store, its recovery key, my password."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton

from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.safekeeping import (
    SUFFIX,
    back_up_now,
    check_store,
    last_backup_at,
    rebuild_search,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_page import SettingsPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.notice import Notice


class SafetySettings(SettingsPage):
    """Long work runs off the window's thread, with its progress and what came of it."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, "settings_safety", duty=None)
        self._checking: Progress | None = None
        self.backups = label("", "second", wraps=True)
        self.backup_button = QPushButton(self.tr("Bac&k up now…"), self)
        self.backup_result = Notice(parent=self)
        self.check_button = QPushButton(self.tr("Check no&w"), self)
        self.search_button = QPushButton(self.tr("B&uild the search anew"), self)
        self.stop_button = QPushButton(self.tr("Cance&l"), self)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(self.tr("Progress of the check"))
        self.check_result = Notice(parent=self)
        self.key_button = QPushButton(self.tr("&Make a new recovery key…"), self)
        self.password_button = QPushButton(self.tr("Change my passwor&d…"), self)
        self.everything_button = QPushButton(self.tr("Take e&verything out…"), self)
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read when the last backup was made, and where backups go."""
        last = self.office.quick(last_backup_at)
        when = labels.moment(last) if last else self.tr("none yet")
        second = self.office.quick(agency_row).backup_folder
        also = (
            self.tr("Each is copied to the second place that is set under Agency.")
            if second
            else self.tr("No second place is set; a manager sets one under Agency.")
        )
        told = self.tr(
            "A backup is kept in the store's own folder whenever the store is closed after a "
            "change. Last backup: {when}. {also}"
        )
        self.backups.setText(told.format(when=when, also=also))

    def back_up_to(self, file: Path) -> None:
        """Write a backup to a file, off the window's thread."""

        def errand(store: Store, _progress: Progress) -> tuple[str, int]:
            return file.name, back_up_now(store, file=file)

        self.backup_button.setEnabled(False)
        self.backup_result.say(self.tr("Making and proving the backup…"))
        self.office.send(errand, self._on_backed_up, self._on_backup_refused)

    def _arrange(self) -> None:
        self.progress.hide()
        self.stop_button.hide()
        left = Qt.AlignmentFlag.AlignLeft
        backups = Card(self.tr("Backups"), self)
        backups.body.addWidget(self.backups)
        backups.body.addWidget(self.backup_button, alignment=left)
        backups.body.addWidget(self.backup_result)
        check = Card(self.tr("Check of the store"), self)
        told = self.tr(
            "Looks through the whole store: its file, its record of changes, and whether every "
            "stage and clock is what the dated events say."
        )
        check.body.addWidget(label(told, "second", wraps=True))
        check.body.addWidget(self.check_button, alignment=left)
        check.body.addWidget(self.search_button, alignment=left)
        check.body.addWidget(self.progress)
        check.body.addWidget(self.stop_button, alignment=left)
        check.body.addWidget(self.check_result)
        key = Card(self.tr("Recovery key"), self)
        told = self.tr(
            "Opens the store when every password is forgotten. A new one makes the one before "
            "worthless; print it and keep it sealed."
        )
        key.body.addWidget(label(told, "second", wraps=True))
        key.body.addWidget(self.key_button, alignment=left)
        key.setVisible(may(self.office.person.role, Duty.SET_UP_AGENCY))
        password = Card(self.tr("My password"), self)
        password.body.addWidget(self.password_button, alignment=left)
        everything = Card(self.tr("Everything as open files"), self)
        told = self.tr(
            "For the day the agency leaves this application: every table as a text file that "
            "says what it holds. The files are not encrypted."
        )
        everything.body.addWidget(label(told, "second", wraps=True))
        everything.body.addWidget(self.everything_button, alignment=left)
        everything.setVisible(may(self.office.person.role, Duty.EXPORT_ALL))
        for card in (backups, check, key, password, everything):
            self.inside.addWidget(card)
        self.inside.addStretch(1)

    def _connect(self) -> None:
        self.backup_button.clicked.connect(self._on_backup_pressed)
        self.check_button.clicked.connect(self._on_check_pressed)
        self.search_button.clicked.connect(self._on_search_pressed)
        self.stop_button.clicked.connect(self._on_stop_pressed)
        self.key_button.clicked.connect(self._on_key_pressed)
        self.password_button.clicked.connect(self._on_password_pressed)
        self.everything_button.clicked.connect(self._on_everything_pressed)

    @Slot()
    def _on_backup_pressed(self) -> None:
        name = f"adopter-recruitment-{self.office.today().isoformat()}{SUFFIX}"
        kinds = self.tr("Backups (*{suffix})").format(suffix=SUFFIX)
        dialog = QFileDialog(self, self.tr("Back up to"), name, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    @Slot(str)
    def _on_file_chosen(self, path: str) -> None:
        self.back_up_to(Path(path))

    def _on_backed_up(self, made: tuple[str, int]) -> None:
        name, cases = made
        self.backup_button.setEnabled(True)
        told = self.tr("Backed up to {file} and proved by opening it: {cases}.")
        self.backup_result.say(told.format(file=name, cases=labels.count(cases, "case", "cases")))
        self.reload()

    def _on_backup_refused(self, problem: Problem) -> None:
        self.backup_button.setEnabled(True)
        self.backup_result.say(str(problem))

    @Slot()
    def _on_check_pressed(self) -> None:
        def errand(store: Store, progress: Progress) -> tuple[str, ...]:
            return check_store(store, tell=progress.tell)

        self._wait(waiting=True)
        self.check_result.say("")
        self._checking = self.office.send(errand, self._on_checked, self._on_check_refused)
        self._checking.moved.connect(self._on_moved)

    @Slot()
    def _on_search_pressed(self) -> None:
        self.office.do(rebuild_search)

    @Slot(int, int, str)
    def _on_moved(self, done: int, of: int, _sentence: str) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)

    @Slot()
    def _on_stop_pressed(self) -> None:
        if self._checking is not None:
            self._checking.cancel()
        self._wait(waiting=False)
        self.check_result.say(self.tr("The check was stopped; nothing was changed."))

    def _on_checked(self, findings: tuple[str, ...]) -> None:
        self._wait(waiting=False)
        self.check_result.say(
            "\n".join(findings) if findings else self.tr("Checked: everything is in order.")
        )

    def _on_check_refused(self, problem: Problem) -> None:
        self._wait(waiting=False)
        self.check_result.say(str(problem))

    def _wait(self, *, waiting: bool) -> None:
        self.check_button.setEnabled(not waiting)
        self.progress.setRange(0, 0)
        self.progress.setVisible(waiting)
        self.stop_button.setVisible(waiting)

    @Slot()
    def _on_key_pressed(self) -> None:
        self.wished.emit(Place("recovery_key"))

    @Slot()
    def _on_password_pressed(self) -> None:
        self.wished.emit(Place("password"))

    @Slot()
    def _on_everything_pressed(self) -> None:
        self.wished.emit(Place("take_everything"))
