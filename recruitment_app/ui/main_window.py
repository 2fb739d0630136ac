"""The window: the sign-in or first-start page before a store is open, the shell after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEventLoop, QTimer, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from recruitment_app import settings
from recruitment_app.ui import tokens
from recruitment_app.ui.errands import Errands
from recruitment_app.ui.pages.sign_in_page import SignInPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from recruitment_app.errors import Problem
    from recruitment_app.ui.front_door import Doorway, FrontDoor, Opened
    from recruitment_app.ui.idleness import Idleness
    from recruitment_app.ui.office import Office
    from recruitment_app.ui.places import Place
    from recruitment_app.ui.shell import Shell
    from recruitment_app.ui.theme import Theme


_A_MOMENT = 1_500  # milliseconds


class MainWindow(QMainWindow):
    """One window for the whole day: opens, locks itself when nobody is there, closes safely."""

    painted = Signal()
    signed_in = Signal(object)
    prepared = Signal()
    troubled = Signal(object)

    def __init__(
        self,
        theme: Theme,
        door: FrontDoor,
        machine: settings.Settings,
        save: Callable[[settings.Settings], None] = settings.save,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._door = door
        self._save = save
        self.machine = machine
        self.office: Office | None = None
        self.shell: Shell | None = None
        self._opened: Opened | None = None
        self._doorway = door.doorway()
        self._return_to: Place | None = None
        self._closing: Opened | None = None
        self._was_painted = False
        self._errands = Errands("front door", self)
        self._errands.troubled.connect(self.troubled)
        self._idleness: Idleness | None = None
        self._stack = QStackedWidget(self)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(*tokens.WINDOW_LEAST)
        self.resize(*tokens.WINDOW_SIZE)
        if machine.geometry:
            self.restoreGeometry(QByteArray.fromBase64(machine.geometry.encode()))
        self._begin()

    @property
    def front(self) -> QWidget | None:
        """What is shown: the sign-in page, the first start or the shell."""
        return self._stack.currentWidget()

    def prepare(self) -> None:
        """Import behind the sign-in page what the store needs."""
        self._errands.run(self._door.prepare, self._on_prepared)

    def sign_in(self, name: str, password: str) -> None:
        """Open the store for somebody, on another thread."""
        folder = self._doorway.folder
        if folder is None:
            return
        self._hurry()

        def open_store() -> Opened:
            return self._door.sign_in(folder, name, password)

        self._errands.run(open_store, self._on_opened, self._on_refused)

    @Slot()
    def lock(self) -> None:
        """Close the store, blank the window and ask who is there; drafts are kept."""
        opened = self._let_go()
        if opened is None:
            return
        page = SignInPage(replace(self._doorway, name=opened.person.name), self)
        page.say(self.tr("The window was locked. What you typed is kept."))
        self._show_sign_in(page)
        self._send_home(opened)

    def _send_home(self, opened: Opened) -> None:
        """Close a store on the other thread, with its backup where something was written."""
        self._closing = opened

        def close_store() -> list[str]:
            return self._door.sign_out(opened)

        self._errands.run(close_store, self._on_closed, lambda told: self._on_closed([str(told)]))

    def _is_home(self) -> bool:
        """Wait a moment for the store that is being closed; say whether the window may go.

        The backup of a large store takes minutes: until it is kept a page says so.
        """
        from recruitment_app.ui.pages.closing_page import (  # noqa: PLC0415 - only when the day ends
            ClosingPage,
        )

        if not isinstance(self.front, ClosingPage):
            page = ClosingPage(self)
            page.hurried.connect(self._hurry)
            self._show(page)
        moment = QEventLoop()
        self._errands.idle.connect(moment.quit)
        QTimer.singleShot(_A_MOMENT, moment, moment.quit)
        moment.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return self._closing is None and isinstance(self.front, ClosingPage)

    @Slot()
    def _hurry(self) -> None:
        """Do without the backup of a store that is being closed: somebody waits for it."""
        if self._closing is not None:
            self._closing.store.do_without_backup()

    def _on_closed(self, went_wrong: list[str]) -> None:
        self._closing = None
        page = self.front
        if page is not None and page.objectName() == "closing":
            if not went_wrong:
                self.close()
                return
            self.open_doorway(self._doorway)  # to say so before the window goes
            page = self.front
        if went_wrong and isinstance(page, SignInPage):
            page.say(" ".join(went_wrong))

    def open_doorway(self, doorway: Doorway) -> None:
        """Ask who is there, at this store."""
        self._doorway = doorway
        self._show_sign_in(SignInPage(doorway, self))

    def _begin(self) -> None:
        if self._doorway.folder is None:
            self._start_first()
        else:
            self.open_doorway(self._doorway)

    @Slot()
    def _start_first(self) -> None:
        from recruitment_app.ui.first_start import (  # noqa: PLC0415 - most starts do not need it
            FirstStart,
        )

        page = FirstStart(self._door, self._errands, self)
        page.store_ready.connect(self.open_doorway)
        page.left.connect(self._begin)
        page.can_leave(may=self._doorway.folder is not None)
        self._show(page)
        self.setWindowTitle(self.tr("Start – Adopter Recruitment"))

    def _show_sign_in(self, page: SignInPage) -> None:
        page.signed.connect(self.sign_in)
        page.other_wished.connect(self._start_first)
        page.recovery_wished.connect(self._ask_recovery_key)
        self._show(page)
        page.take_keys()
        self._title(self.tr("Sign in"))

    @Slot()
    def _ask_recovery_key(self) -> None:
        from recruitment_app.ui.dialogs.recover_dialog import (  # noqa: PLC0415 - seldom needed
            RecoverDialog,
        )

        folder = self._doorway.folder
        if folder is None:
            return
        dialog = RecoverDialog(self._doorway.name, self)
        dialog.finished.connect(dialog.deleteLater)

        def open_store(key: str, name: str, password: str) -> None:
            def recover() -> Opened:
                return self._door.recover(folder, key, name, password)

            def opened(result: Opened) -> None:
                dialog.accept()
                self._on_opened(result)

            self._errands.run(recover, opened, dialog.show_problem)

        dialog.wished.connect(open_store)
        dialog.open()

    def _show(self, page: QWidget) -> None:
        while (old := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    @Slot(object)
    def _on_prepared(self, _nothing: object = None) -> None:
        self.prepared.emit()

    def _on_refused(self, problem: Problem) -> None:
        page = self.front
        if isinstance(page, SignInPage):
            page.show_problem(problem)
        else:
            self.troubled.emit(problem)

    def _on_opened(self, opened: Opened) -> None:
        from recruitment_app.ui.idleness import Idleness  # noqa: PLC0415 - as below
        from recruitment_app.ui.office import Office  # noqa: PLC0415 - behind the sign-in page
        from recruitment_app.ui.rooms import REGISTRY, find_in  # noqa: PLC0415 - as above
        from recruitment_app.ui.shell import Shell  # noqa: PLC0415 - as above

        self._opened = opened
        if not opened.is_sample:
            self.machine = replace(self.machine, last_store=self._doorway.folder)
            self._save(self.machine)
        office = Office(
            opened.store,
            today=opened.today,
            person=opened.person,
            settings=self.machine,
            parent=self,
        )
        office.troubled.connect(self.troubled)
        office.settings_changed.connect(self._on_settings_changed)
        shell = Shell(office, opened, REGISTRY, find_in(office), self)
        shell.titled.connect(self._title)
        shell.lock_wished.connect(self.lock)
        self.office, self.shell = office, shell
        self._show(shell)
        shell.go(self._return_to or REGISTRY.first)
        self._return_to = None
        self._idleness = Idleness(
            self._theme.application, self.windowHandle(), self.machine.auto_lock_minutes, self
        )
        self._idleness.reached.connect(self.lock)
        self.signed_in.emit(opened)

    def _let_go(self) -> Opened | None:
        """Wait for what is under way, and take everything of the store out of the window."""
        opened, office, shell = self._opened, self.office, self.shell
        if opened is None or office is None or shell is None:
            return None
        if self._idleness is not None:
            self._idleness.stop()
            self._idleness.deleteLater()
            self._idleness = None
        self._return_to = shell.place
        office.close()
        office.deleteLater()
        self._opened, self.office, self.shell = None, None, None
        return opened

    @Slot(str)
    def _title(self, place: str) -> None:
        self.setWindowTitle(f"{place} – Adopter Recruitment")

    @Slot(object)
    def _on_settings_changed(self, machine: settings.Settings) -> None:
        self.machine = machine
        self._save(machine)
        if machine.theme is not self._theme.choice:
            self._theme.wear(machine.theme)
        if self._idleness is not None:
            self._idleness.wait(machine.auto_lock_minutes)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name; typing_extensions waits for the first paint
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802, D102 - Qt's name; typing_extensions waits for the first paint
        geometry = self.saveGeometry().toBase64().toStdString()
        folder: Path | None = self._doorway.folder
        machine = replace(self.machine, geometry=geometry)
        if folder is not None and not self._doorway.is_sample:
            machine = replace(machine, last_store=folder)
        opened = self._let_go()
        if opened is not None:
            self._send_home(opened)
        if self._closing is not None and not self._is_home():
            event.ignore()  # it goes when the store is closed, or stays to say what went wrong
            return
        self._errands.close()
        self._save(machine)
        super().closeEvent(event)
