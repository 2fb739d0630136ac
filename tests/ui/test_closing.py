"""A store that takes its time to close: the backup of a large one takes minutes."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from recruitment_app import settings
from recruitment_app.casework.agency.agency import agency_row, change_agency
from recruitment_app.ui import main_window
from recruitment_app.ui.front_door import Opened
from recruitment_app.ui.main_window import MainWindow
from recruitment_app.ui.pages.closing_page import ClosingPage
from recruitment_app.ui.pages.sign_in_page import SignInPage
from recruitment_app.ui.places import Place
from tests.stores import NAME, PASSWORD
from tests.ui.doors import Door


class SlowDoor(Door):
    """Waits at the threshold, as a large store does, until it is let go."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.may_close = threading.Event()

    def sign_out(self, opened: Opened) -> list[str]:
        assert self.may_close.wait(20)
        return super().sign_out(opened)


@pytest.fixture
def door(tmp_path):
    return SlowDoor(tmp_path).furnish()


@pytest.fixture
def window(door, theme, qtbot, monkeypatch):
    monkeypatch.setattr(main_window, "_A_MOMENT", 1)
    made = MainWindow(theme, door, settings.Settings(), save=lambda _machine: None)
    qtbot.addWidget(made)
    made.show()
    made.sign_in(NAME, PASSWORD)
    qtbot.waitUntil(lambda: made.shell is not None, timeout=10_000)
    store = made.office.store
    change_agency(
        store,
        seen=agency_row(store).version,
        name="Another name",
        year_starts_month=4,
        year_starts_day=1,
        backup_folder="",
    )
    yield made
    door.may_close.set()
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=10_000)


def backups(window):
    folder = window._doorway.folder
    assert not list((folder / "backups").glob(".backup-*"))
    return len(list((folder / "backups").iterdir()))


def test_whoever_signs_in_again_does_not_wait_for_the_backup(window, door, qtbot):
    before = backups(window)
    window.lock()
    window.sign_in(NAME, PASSWORD)
    door.may_close.set()
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    assert backups(window) == before
    assert agency_row(window.office.store).name == "Another name"
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert backups(window) == before + 1


def test_a_window_that_closes_says_what_it_waits_for_and_then_goes(window, door, qtbot):
    before = backups(window)
    window.close()
    assert window.isVisible()
    assert isinstance(window.front, ClosingPage)
    door.may_close.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert door.open_stores == 0
    assert backups(window) == before + 1


def test_a_person_in_a_hurry_closes_without_the_backup(window, door, qtbot):
    before = backups(window)
    window.close()
    window.front.button.click()
    assert not window.front.button.isEnabled()
    door.may_close.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert backups(window) == before


def test_what_was_typed_last_is_not_looked_for_in_a_store_that_is_let_go(window, door, qtbot):
    shell = window.shell
    shell.go(Place("cases"))
    filters = shell.page.filters
    qtbot.keyClicks(filters.words, "thorn")
    shell.go(Place("today"))
    shell.page.reload()
    assert {filters, shell.page} < {timer.parent() for timer in waiting(shell)}
    window.lock()
    assert waiting(shell) == []
    assert not shell.isVisible()
    door.may_close.set()
    qtbot.waitUntil(lambda: door.open_stores == 0, timeout=10_000)


def waiting(shell):
    return [timer for timer in shell.findChildren(QTimer) if timer.isActive()]


def test_a_locked_window_that_is_still_closing_its_store_waits_for_it(window, door, qtbot):
    window.lock()
    assert isinstance(window.front, SignInPage)
    window.close()
    assert isinstance(window.front, ClosingPage)
    window.close()
    assert window.isVisible()
    door.may_close.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert door.open_stores == 0
