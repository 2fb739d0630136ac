"""The first start: a new agency in four steps, or the sample, or a backup brought back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.errands import Errands
from recruitment_app.ui.first_start_steps import AgencyStep, PersonStep, Step, YearStep
from recruitment_app.ui.front_door import AgencyFacts, Doorway, FrontDoor
from recruitment_app.ui.widgets.card import label, rule
from recruitment_app.ui.widgets.folder_box import FolderBox
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.one_at_a_time import OneAtATime
from recruitment_app.ui.widgets.scrolling import scrolling


class Welcome(QWidget):
    """The three ways to begin."""

    new_wished = Signal()
    sample_wished = Signal()
    restore_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(label(self.tr("Welcome"), "title"))
        self.new_button = self._offer(
            column,
            self.tr("&Start a new agency"),
            self.tr("Your agency's own store, encrypted on this machine. It takes two minutes."),
            primary=True,
        )
        column.addWidget(rule())
        self.sample_button = self._offer(
            column,
            self.tr("&Open the sample agency"),
            self.tr("Three recruitment years of invented people, to look around and to learn on."),
        )
        column.addWidget(rule())
        self.restore_button = self._offer(
            column,
            self.tr("&Restore a backup"),
            self.tr("Bring a store back from a backup file, with the passwords it had."),
        )
        column.addStretch(1)
        self.new_button.clicked.connect(self.new_wished)
        self.sample_button.clicked.connect(self.sample_wished)
        self.restore_button.clicked.connect(self.restore_wished)

    def _offer(
        self, column: QVBoxLayout, words: str, told: str, *, primary: bool = False
    ) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleDescription(told)
        if primary:
            button.setProperty("kind", "primary")
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(told, "second", wraps=True))
        return button


class RecoveryStep(QWidget):
    """Shows the recovery key once, to print or to write down."""

    printed = Signal()
    finished = Signal()

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = label(key, "heading", wraps=True)
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.key.setAccessibleName(self.tr("Recovery key"))
        self.key.setAccessibleDescription(key)
        self.kept = QCheckBox(self.tr("I have &printed it or written it down"), self)
        self.print_button = QPushButton(self.tr("P&rint…"), self)
        self.done = QPushButton(self.tr("&Go to sign in"), self)
        self.done.setProperty("kind", "primary")
        self.done.setEnabled(False)
        self.kept.toggled.connect(self.done.setEnabled)
        self.print_button.clicked.connect(self.printed)
        self.done.clicked.connect(self.finished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(label(self.tr("Your recovery key"), "title"))
        told = self.tr(
            "If every password is forgotten, only this key opens the store. It is shown now "
            "and never again. Keep it on paper in a safe place, away from this machine."
        )
        column.addWidget(label(told, "second", wraps=True))
        column.addWidget(self.key)
        column.addWidget(self.print_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.kept)
        column.addWidget(self.done, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


class RestoreStep(Form):
    """Asks for a backup file and for the folder the store goes to."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = FolderBox(self.tr("Choose a backup file"), choose_file=True)
        self.folder = FolderBox(self.tr("Choose a folder"))
        self.folder.set_path(folder)
        self.say(self.tr("Restore a backup"), "title")
        self.ask("file", self.tr("&Backup file"), self.file)
        hint = self.tr("An empty folder on this machine, not a shared or synced one.")
        self.ask("folder", self.tr("Folder for the &store"), self.folder, hint=hint)
        self.name = QLineEdit()
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        hint = self.tr("Yours on the day of the backup, or the recovery key of that day.")
        self.ask("name", self.tr("&Name"), self.name)
        self.ask("password", self.tr("&Password"), self.password, hint=hint)
        self.main = self.button(self.tr("&Restore"))


class FirstStart(QWidget):
    """Leads through the steps and asks the front door to do what was chosen."""

    store_ready = Signal(object)
    left = Signal()

    def __init__(self, door: FrontDoor, errands: Errands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Start"))
        self._door = door
        self._errands = errands
        self._agency = ""
        self._key = ""
        self._doorway: Doorway | None = None
        self.welcome = Welcome(self)
        self.agency = AgencyStep(door.usual_folder(), door.now_on())
        self.year = YearStep(door.now_on())
        self.person = PersonStep()
        self.restore = RestoreStep(door.usual_folder())
        self.recovery: RecoveryStep | None = None
        self.steps = OneAtATime(self)
        self.sentence = label("", "second", wraps=True)
        self.sentence.hide()
        self.back_button = QPushButton(self.tr("Bac&k"), self)
        self.leave_button = QPushButton(self.tr("&Cancel"), self)
        self._lay_out()
        self._connect()
        self._show(self.welcome)

    def can_leave(self, *, may: bool) -> None:
        """Offer the way back to the sign-in page where there is a store to sign in to."""
        self.leave_button.setVisible(may)

    @property
    def step(self) -> QWidget | None:
        """The step that is shown."""
        return self.steps.shown

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("kind", "card")
        card.setFixedWidth(tokens.DIALOG_WIDTH)
        for step in (self.welcome, self.agency, self.year, self.person, self.restore):
            self.steps.add(step)
        column = QVBoxLayout(card)
        column.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.WIDE)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(label(self.tr("Adopter Recruitment"), "brand"))
        column.addWidget(self.steps)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        column.addLayout(row)
        inside = QWidget(self)
        inside.setProperty("ground", "page")
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(tokens.LARGE, tokens.WIDE, tokens.LARGE, tokens.WIDE)
        middle.addStretch(1)
        across = QHBoxLayout()  # an alignment would make the height follow the page, not the card
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        middle.addLayout(across)
        middle.addStretch(2)
        area = scrolling(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _connect(self) -> None:
        self.welcome.new_wished.connect(self._on_new_wished)
        self.welcome.sample_wished.connect(self._on_sample_wished)
        self.welcome.restore_wished.connect(self._on_restore_wished)
        self.agency.done.connect(self._on_agency_done)
        self.year.done.connect(self._on_year_done)
        self.person.done.connect(self._on_person_done)
        self.restore.submitted.connect(self._on_restore_submitted)
        self.back_button.clicked.connect(self._on_back_pressed)
        self.leave_button.clicked.connect(self.left)

    def _show(self, step: QWidget) -> None:
        self.steps.show_part(step)
        self.back_button.setVisible(step is not self.welcome and step is not self.recovery)
        self.sentence.hide()
        if isinstance(step, Form):
            step.field(step.names()[0]).control.setFocus()

    def _wait(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.steps.setEnabled(not sentence)
        self.back_button.setEnabled(not sentence)

    @Slot()
    def _on_new_wished(self) -> None:
        self._show(self.agency)

    @Slot()
    def _on_restore_wished(self) -> None:
        self._show(self.restore)

    @Slot()
    def _on_back_pressed(self) -> None:
        before: dict[QWidget | None, Step] = {self.year: self.agency, self.person: self.year}
        self._show(before.get(self.step, self.welcome))

    @Slot()
    def _on_agency_done(self) -> None:
        self._show(self.year)

    @Slot()
    def _on_year_done(self) -> None:
        self._show(self.person)

    @Slot()
    def _on_person_done(self) -> None:
        facts = AgencyFacts(
            agency=self.agency.text("agency"),
            days_off=self.agency.days_off(),
            year_starts_on=self.year.starts_on(),
            target=self.year.target(),
            person=self.person.text("person"),
            role=self.person.role(),
            password=self.person.password(),
        )
        folder = self.agency.folder.path()
        self._agency = facts.agency
        self._doorway = Doorway(folder, facts.person)
        self._wait(self.tr("Making the store…"))
        make = partial(self._door.create_agency, folder, facts)
        self._errands.run(make, self._on_agency_made, self._on_refused)

    def _on_agency_made(self, key: str) -> None:
        self._wait("")
        self._key = key
        self.recovery = RecoveryStep(key, self)
        self.recovery.printed.connect(self._on_print_wished)
        self.recovery.finished.connect(self._on_finished)
        self.steps.add(self.recovery)
        self.leave_button.hide()
        self._show(self.recovery)
        self.person.forget()

    def _on_refused(self, problem: Problem) -> None:
        self._wait("")
        for step in (self.agency, self.year, self.person):
            if problem.field in step.names() and self.step is not self.restore:
                self._show(step)
                break
        shown = self.step
        if isinstance(shown, Form):
            shown.show_problem(problem)
        else:
            self.sentence.setText(str(problem))
            self.sentence.show()

    @Slot()
    def _on_print_wished(self) -> None:
        make = partial(self._door.recovery_key_paper, self._agency, self._key)
        self._errands.run(make, self._on_paper_made, self._on_refused)

    def _on_paper_made(self, paper: bytes) -> None:
        preview = PaperPreview(paper, self.tr("Recovery key"), "recovery-key.pdf", self)
        preview.open()

    @Slot()
    def _on_finished(self) -> None:
        self._key = ""
        self.store_ready.emit(self._doorway)

    @Slot()
    def _on_sample_wished(self) -> None:
        self._wait(self.tr("Opening the sample agency; the first time it is made anew…"))
        self._errands.run(self._door.open_sample, self._on_sample_ready, self._on_refused)

    def _on_sample_ready(self, doorway: Doorway) -> None:
        self._wait("")
        self.store_ready.emit(doorway)

    @Slot()
    def _on_restore_submitted(self) -> None:
        file, folder = self.restore.file.path(), self.restore.folder.path()
        if not self.restore.file.text().strip():
            sentence = self.tr("Choose the backup file to bring back.")
            self.restore.show_problem(Problem(sentence, field="file"))
            return
        name, password = self.restore.name.text().strip(), self.restore.password.text()
        self._doorway = Doorway(folder, name)
        self._wait(self.tr("Restoring and checking the backup…"))
        bring_back = partial(self._door.restore, file, folder, name, password)
        self._errands.run(bring_back, self._on_restored, self._on_refused)

    def _on_restored(self, _nothing: None) -> None:
        self._wait("")
        self.store_ready.emit(self._doorway)
