"""Works at the real window until it is killed, and prints what the window has shown.

Run as ``python -m tests.store.until_killed KIND FOLDER BEGIN``; the test beside it kills it.
"""

import itertools
import string
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from recruitment_app import app
from recruitment_app.casework.change import Change
from recruitment_app.casework.journey.enquiries import record_enquiry, send_information
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.forms.definition import Box
from recruitment_app.store.keeping import Store
from recruitment_app.ui.agency_door import AgencyDoor
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.main_window import MainWindow
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.pages.new_enquiry_page import NewEnquiryPage
from recruitment_app.ui.pages.sign_in_page import SignInPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.store.enquirers import TODAY, facts_of
from tests.stores import NAME, PASSWORD

ACTS_A_BACKUP = 4
LETTER_MS = 50
LONG_WRITE_S = 1.0
LETTERS_A_SAVE = 17
GIVEN = "Kit"
SPOT = ("b.1", "")


def say(*words: object) -> None:
    """Tell the test what a person would have seen by now."""
    print(*words, flush=True)  # noqa: T201 - the test reads it


def letters_from(begin: int) -> Iterator[str]:
    """Return, one by one, what is typed in a round; no two rounds in a row begin alike."""
    return itertools.islice(itertools.cycle(string.ascii_lowercase), begin % 26, None)


class Acting(QObject):
    """Does one act after another; after every few, a backup is kept beside them."""

    def __init__(self, office: Office, shell: Shell, begin: int) -> None:
        super().__init__(shell)
        self._office = office
        self._shell = shell
        self._numbers = itertools.count(begin)
        self._waiting: list[int] = []
        shell.backing_up.kept.connect(self._on_kept)
        self._enquire()

    def _enquire(self) -> None:
        number = next(self._numbers)
        asking = self._office.asking(then=partial(self._on_saved, number))
        asking.do(record_enquiry, **facts_of(number))

    def _on_saved(self, number: int, change: Change) -> None:
        say("saved", number)
        case_id: UUID | None = change.case_id
        assert case_id is not None
        asking = self._office.asking(then=partial(self._on_sent, number))
        asking.do(send_information, case_id=case_id, on=TODAY, today=TODAY)

    def _on_sent(self, number: int, _change: Change) -> None:
        say("sent", number)
        if number % ACTS_A_BACKUP == 0:
            self._waiting.append(number)
            self._shell.backing_up.back_up()
        self._enquire()

    def _on_kept(self, _at: object, failed: list[str]) -> None:
        assert failed == []
        say("kept", self._waiting.pop(0))


class Typist(QObject):
    """Types what an enquirer says, letter by letter, while long writes come and go."""

    def __init__(self, office: Office, shell: Shell, begin: int) -> None:
        super().__init__(shell)
        self._office = office
        shell.go(Place("new_enquiry"))
        page = shell.page
        assert isinstance(page, NewEnquiryPage)
        say("back", page.form.text("message"))
        page.throw_away()
        QTest.keyClicks(page.form.field("given_names").control, GIVEN)
        self._message = page.form.field("message").control
        self._letters = letters_from(begin)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._type)
        self._timer.start(LETTER_MS)
        self._write_long()

    def _type(self) -> None:
        QTest.keyClicks(self._message, next(self._letters))
        say("typed", time.monotonic())

    def _write_long(self) -> None:
        self._office.send(_hold, self._on_written, writes=True)

    def _on_written(self, _nothing: None) -> None:
        QTimer.singleShot(int(LONG_WRITE_S * 1000), self, self._write_long)


class Author(QObject):
    """Writes in a section of a report letter by letter, and saves it now and then."""

    def __init__(self, office: Office, shell: Shell, begin: int) -> None:
        super().__init__(shell)
        [case] = office.quick(case_ids, wanted=CaseFilter(), today=TODAY)
        shell.go(Place("case", case, {"tab": "report"}))
        page = shell.page
        assert isinstance(page, CaseFilePage)
        self._room = page.report
        self._room.go(SPOT)
        self._text = self._room.editor.boxes[Box.EVIDENCE].text
        say("back", self._text.toPlainText())
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._letters = letters_from(begin)
        self._count = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._type)
        self._timer.start(LETTER_MS)

    def _type(self) -> None:
        QTest.keyClicks(self._text, next(self._letters))
        self._count += 1
        say("typed", time.monotonic())
        if self._count % LETTERS_A_SAVE == 0:
            self._room.save()


def _hold(store: Store, _progress: Progress) -> None:
    with store.writing(act="import"):
        time.sleep(LONG_WRITE_S)


WORK = {"acts": Acting, "drafts": Typist, "reports": Author}


def main(kind: str, folder: Path, begin: int) -> int:
    """Open the window, sign in and work on and on."""
    application = app.make_application()
    window = app.make_window(application, AgencyDoor(folder, today=TODAY))

    def sign_in() -> None:
        page = window.front
        assert isinstance(page, SignInPage)
        page.name.clear()
        QTest.keyClicks(page.name, NAME)
        QTest.keyClicks(page.password, PASSWORD)
        page.button.click()

    def work(_opened: object) -> None:
        assert window.office is not None
        assert window.shell is not None
        WORK[kind](window.office, window.shell, begin)

    window.prepared.connect(sign_in)
    window.signed_in.connect(work)
    window.troubled.connect(partial(_give_up, window))
    return app._show(application, window)


def _give_up(window: MainWindow, trouble: BaseException) -> None:
    """Let the test read of trouble, which a person would see in a box."""
    print(repr(trouble), file=sys.stderr, flush=True)  # noqa: T201 - the test reads it
    window.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
