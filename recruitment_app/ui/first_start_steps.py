"""What the first start asks of a new agency: itself, its year and target, and its first person."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from recruitment_app.errors import Problem
from recruitment_app.rules.recruitment_years import LAST_SAFE_DAY, RecruitmentYear
from recruitment_app.rules.roles import ROLE_WORDS, Role
from recruitment_app.rules.values import read_date
from recruitment_app.ui import labels
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.date_box import DateBox
from recruitment_app.ui.widgets.fields import PasswordBox
from recruitment_app.ui.widgets.folder_box import FolderBox
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.number_box import NumberBox

USUAL_TARGET = 20
MOST_APPROVALS = 999
YEAR_STARTS_IN_MONTH = 4
LEAST_PASSWORD = 8
DAYS_SHOWN = 3


class Step(Form):
    """One step: it is done when nothing in it is wrong."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.submitted.connect(self._on_submitted)

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        return {}

    @Slot()
    def _on_submitted(self) -> None:
        found = self.problems()
        self.show_problems(found)
        if not found:
            self.done.emit()


class AgencyStep(Step):
    """The agency's name, its own days off and the folder of its store."""

    def __init__(self, folder: Path, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.agency = QLineEdit()
        self.days = QPlainTextEdit()
        self.days.setFixedHeight(self.days.fontMetrics().lineSpacing() * (DAYS_SHOWN + 1))
        self.folder = FolderBox(self.tr("Choose a folder"))
        self.folder.set_path(folder)
        self.say(self.tr("Your agency"), "title")
        self.ask("agency", self.tr("Agency's &name"), self.agency)
        hint = self.tr(
            "One a line, with a reason where you like: 2 June 2022 extra bank holiday. "
            "The bank holidays of England and Wales are built in."
        )
        self.ask(
            "days", self.tr("Your own &days that count as bank holidays"), self.days, hint=hint
        )
        hint = self.tr("An empty folder on this machine, not a shared or synced one.")
        self.ask("folder", self.tr("&Folder for the store"), self.folder, hint=hint)
        self.button(self.tr("Ne&xt"))

    def days_off(self) -> tuple[tuple[date, str], ...]:
        """Return the days typed, each with its reason; a Problem names the line at fault."""
        lines = map(str.strip, self.days.toPlainText().splitlines())
        return tuple(self._day_off(line) for line in lines if line)

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        found = {}
        if not self.text("agency"):
            found["agency"] = self.tr("Enter the agency's name.")
        try:
            self.days_off()
        except Problem as problem:
            found["days"] = str(problem)
        if not self.folder.text().strip():
            found["folder"] = self.tr("Choose a folder for the store.")
        return found

    def _day_off(self, line: str) -> tuple[date, str]:
        """Read a line: the longest beginning that is a date, and the rest as its reason."""
        words = line.split()
        for end in range(len(words), 0, -1):
            try:
                day = read_date(" ".join(words[:end]), today=self._today)
            except Problem:
                continue
            return day, " ".join(words[end:]).strip("-,:; ")
        raise Problem(self.tr("There is no date in the line “{line}”.").format(line=line))


class YearStep(Step):
    """The recruitment year and how many approvals it is to bring."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        started = today.year if today.month >= YEAR_STARTS_IN_MONTH else today.year - 1

        def read(typed: str) -> date:
            return read_date(typed, today=today)

        self.begins = DateBox(read, today=today, needed=True)
        self.begins.set_day(date(started, YEAR_STARTS_IN_MONTH, 1))
        self.number = NumberBox(0, MOST_APPROVALS, USUAL_TARGET)
        self.say(self.tr("Your recruitment year"), "title")
        self.ask("begins", self.tr("The year &begins on"), self.begins)
        self.ask("number", self.tr("&Approvals to reach"), self.number)
        self.until = self.say("")
        self.button(self.tr("Ne&xt"))
        self.begins.date_edited.connect(self._tell_end)
        self.begins.editingFinished.connect(self._tell_end)
        self._tell_end()

    def starts_on(self) -> date:
        """Return the first day of the year."""
        return _certain(self.begins)

    def target(self) -> int:
        """Return how many approvals the year is to bring."""
        return self.number.value()

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        try:
            begins = self.starts_on()
        except Problem as problem:
            return {"begins": str(problem)}
        if begins.day > LAST_SAFE_DAY:
            told = self.tr("Begin the year on one of the first {last} days of a month.")
            return {"begins": told.format(last=LAST_SAFE_DAY)}
        return {}

    @Slot()
    def _tell_end(self) -> None:
        if self.problems():
            self.until.setText("")
            return
        told = self.tr("They are to be reached by {day}, the last day of the year.")
        self.until.setText(
            told.format(day=labels.in_text(RecruitmentYear(self.starts_on()).ends_on))
        )


class PersonStep(Step):
    """The first person, who sets up the others later."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = QLineEdit()
        self.roles: Choice[Role] = Choice(
            [(words, role) for role, words in ROLE_WORDS.items()], filters=False
        )
        self.roles.choose(Role.MANAGER)
        self.first = PasswordBox()
        self.again = PasswordBox()
        self.say(self.tr("The first person"), "title")
        self.say(self.tr("Others are added in Settings, each with a password of their own."))
        self.ask("person", self.tr("&Name"), self.person)
        self.ask("role", self.tr("&Role"), self.roles)
        hint = self.tr("At least {least} letters; a few words in a row are easy to keep in mind.")
        self.ask(
            "password", self.tr("&Password"), self.first, hint=hint.format(least=LEAST_PASSWORD)
        )
        self.ask("again", self.tr("The password &again"), self.again)
        self.button(self.tr("&Make the store"))

    def role(self) -> str:
        """Return the code of the role."""
        return self.roles.value() or Role.MANAGER

    def password(self) -> str:
        """Return the password."""
        return self.first.text()

    def forget(self) -> None:
        """Empty both fields of the password."""
        self.first.clear()
        self.again.clear()

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        found = {}
        if not self.text("person"):
            found["person"] = self.tr("Enter your name.")
        if len(self.first.text()) < LEAST_PASSWORD:
            told = self.tr("A password needs at least {least} letters.")
            found["password"] = told.format(least=LEAST_PASSWORD)
        elif self.first.text() != self.again.text():
            found["again"] = self.tr("The two passwords differ: type the password again.")
        return found


def _certain(box: DateBox) -> date:
    day = box.day()
    if day is None:
        raise Problem("Enter a date.")
    return day
