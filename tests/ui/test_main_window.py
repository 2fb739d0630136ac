from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from recruitment_app import settings
from recruitment_app.casework.change import Change, Touched
from recruitment_app.ui.front_door import Opened
from recruitment_app.ui.main_window import MainWindow
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.sign_in_page import SignInPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.registry import DialogEntry, PageEntry, Registry
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.search_box import Found
from tests.stores import NAME, PASSWORD
from tests.ui.conftest import TODAY
from tests.ui.doors import Door


class Counting(Page):
    """A page that counts how often it is read."""

    built = 0
    concerns = frozenset({Touched.NOTES})

    def __init__(self, _office: Office) -> None:
        super().__init__("Counting")
        type(self).built += 1
        self.read = 0

    def reload(self) -> None:
        self.read += 1
        self.say(f"Page {self.place.name}" if self.place else "")


class Asking(QDialog):
    def __init__(self, _office: Office, _place: Place, parent: QWidget | None) -> None:
        super().__init__(parent)
        QVBoxLayout(self).addWidget(QLineEdit(self))


ROOMS = Registry(
    pages=(
        PageEntry("today", Counting, "&Today", "today", badge=lambda _office: 3),
        PageEntry("cases", Counting, "&Enquiries and cases", "cases"),
        PageEntry("case", Counting, belongs_to="cases"),
        PageEntry("settings", Counting, "&Settings", "settings", at_foot=True),
    ),
    dialogs=(DialogEntry("new_enquiry", Asking),),
)


@pytest.fixture
def shell(office: Office, qtbot) -> Shell:
    opened = Opened(office.store, office.person, "Sample agency", lambda: TODAY, is_sample=True)

    def find(typed: str, then: Callable[[Sequence[Found]], object]) -> None:
        then([Found("AR-0007", f"found by {typed}", Place("case"))])

    made = Shell(office, opened, ROOMS, find)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.go(ROOMS.first)
    return made


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


@pytest.fixture
def kept() -> list[settings.Settings]:
    return []


@pytest.fixture
def window(theme, door: Door, kept, qtbot) -> Iterator[MainWindow]:
    door.furnish()
    made = MainWindow(theme, door, settings.Settings(), kept.append)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def pressed(shell: Shell, qtbot, keys: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(shell, keys, modifier)


CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_a_page_is_built_when_it_is_first_shown_and_not_again(shell: Shell):
    before = Counting.built
    shell.go(Place("cases"))
    shell.go(Place("today"))
    shell.go(Place("cases"))
    assert Counting.built == before + 1


def test_alt_left_goes_back_and_the_rail_follows(shell: Shell, qtbot):
    shell.go(Place("cases"))
    shell.go(Place("case"))
    assert shell.rail.buttons["cases"].isChecked()
    pressed(shell, qtbot, Qt.Key.Key_Left, ALT)
    pressed(shell, qtbot, Qt.Key.Key_Left, ALT)
    assert shell.place == Place("today")
    assert shell.rail.buttons["today"].isChecked()
    pressed(shell, qtbot, Qt.Key.Key_Left, ALT)
    assert shell.place == Place("today")


def test_a_change_reloads_the_page_shown_and_the_others_when_they_are_next_shown(shell: Shell):
    shell.go(Place("cases"))
    cases = shell.page
    shell.go(Place("today"))
    today = shell.page
    assert isinstance(cases, Counting)
    assert isinstance(today, Counting)
    read = (cases.read, today.read)
    shell._on_changed(Change(None, frozenset({Touched.NOTES}), "Note written."))
    assert (cases.read, today.read) == (read[0], read[1] + 1)
    shell.go(Place("cases"))
    assert cases.read == read[0] + 1


def test_a_change_that_touches_nothing_on_a_page_leaves_it_alone(shell: Shell):
    page = shell.page
    assert isinstance(page, Counting)
    read = page.read
    shell._on_changed(Change(None, frozenset({Touched.SETTINGS}), "Saved."))
    assert page.read == read
    assert shell.toast.sentence.text() == "Saved."
    assert shell.toast.isVisible()


def test_control_n_opens_the_new_enquiry(shell: Shell, qtbot):
    pressed(shell, qtbot, Qt.Key.Key_N, CONTROL)
    assert isinstance(shell.dialog, Asking)
    shell.dialog.reject()
    assert shell.dialog is None


def test_control_k_searches_and_enter_goes_there(shell: Shell, qtbot):
    pressed(shell, qtbot, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(shell.search, "alex")
    qtbot.keyClick(shell.search, Qt.Key.Key_Return)
    assert shell.place == Place("case")


def test_the_search_offers_the_places_of_the_rail_too(shell: Shell, qtbot):
    qtbot.keyClicks(shell.search, "enquir")
    shell.search.search()
    listed = [
        shell.search.results.list.item(row).text()
        for row in range(shell.search.results.list.count())
    ]
    assert [words.split("\n")[0] for words in listed] == [
        "Enquiries and cases",
        "New enquiry",
        "AR-0007",
    ]


def test_f1_lists_the_keys_of_the_page(shell: Shell, qtbot):
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    assert shell.dialog is not None
    assert shell.dialog.windowTitle() == "Keys of this page"
    shell.dialog.reject()


def test_a_badge_counts_what_is_overdue(shell: Shell):
    assert shell.rail.buttons["today"].accessibleName() == "Today, 3 overdue"


def test_a_sample_says_so_and_tells_its_own_today(shell: Shell):
    banner = shell.findChild(QFrame, "sample_banner")
    assert "14 November 2014" in banner.findChild(QLabel).text()


def test_every_control_of_the_shell_has_a_name(shell: Shell):
    unnamed = [
        widget
        for widget in shell.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert unnamed == []


def test_the_first_paint_is_the_whole_sign_in_page_and_it_takes_keys(window, qtbot):
    page = window.front
    assert isinstance(page, SignInPage)
    assert page.name.text() == NAME
    qtbot.keyClicks(page.password, "wrong")
    assert page.password.text() == "wrong"


def test_a_wrong_password_is_told_on_the_page(window, qtbot):
    page = window.front
    page.password.setText("wrong")
    page.button.click()
    qtbot.waitUntil(page.sentence.isVisible)
    assert page.sentence.text()
    assert page.button.isEnabled()


def test_empty_fields_are_told_without_asking_the_store(window):
    page = window.front
    page.password.clear()
    page.button.click()
    assert page.sentence.text() == "Enter your name and your password."


def test_signing_in_opens_the_first_page(window, door, qtbot, monkeypatch):
    sign_in(window, qtbot, monkeypatch)
    assert isinstance(window.shell, Shell)
    assert window.windowTitle().startswith("Page today")
    assert door.open_stores == 1


def test_locking_closes_the_store_blanks_the_window_and_comes_back(
    window, door, qtbot, monkeypatch
):
    sign_in(window, qtbot, monkeypatch)
    window.shell.go(Place("cases"))
    window.lock()
    assert isinstance(window.front, SignInPage)
    qtbot.waitUntil(lambda: door.open_stores == 0)
    assert window.front.password.text() == ""
    sign_in(window, qtbot, monkeypatch)
    assert window.shell.place == Place("cases")


def test_the_window_locks_itself_when_nobody_is_there(window, qtbot, monkeypatch):
    sign_in(window, qtbot, monkeypatch)
    assert window._idleness.timer.interval() == 10 * 60_000
    window._idleness.timer.start(1)
    qtbot.waitUntil(lambda: isinstance(window.front, SignInPage))


def test_a_key_in_the_window_puts_the_lock_off(window, qtbot, monkeypatch):
    sign_in(window, qtbot, monkeypatch)
    timer = window._idleness.timer
    timer.setInterval(1_000)
    qtbot.wait(300)
    left = timer.remainingTime()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert timer.remainingTime() > left


def test_closing_closes_the_store_and_remembers_it(window, door, kept, qtbot, monkeypatch):
    sign_in(window, qtbot, monkeypatch)
    window.close()
    assert door.open_stores == 0
    assert kept[-1].last_store == door.doorway().folder
    assert kept[-1].geometry


def test_a_key_closes_the_window_and_the_store(window, door, qtbot, monkeypatch):
    sign_in(window, qtbot, monkeypatch)
    (quitting,) = [action for action in window.shell.actions() if action.objectName() == "quit"]
    assert quitting.shortcut().toString() == "Ctrl+Q"
    quitting.trigger()
    assert not window.isVisible()
    assert door.open_stores == 0


def test_settings_kept_at_the_desk_are_saved_and_worn(window, theme, kept, qtbot, monkeypatch):
    sign_in(window, qtbot, monkeypatch)
    window.office.keep(replace(window.machine, theme=settings.Theme.DARK))
    assert kept[-1].theme is settings.Theme.DARK
    assert theme.is_dark


def test_a_sample_shows_name_and_password_on_the_page(theme, tmp_path, qtbot):
    door = Door(tmp_path, is_sample=True).furnish()
    made = MainWindow(theme, door, settings.Settings(), lambda _settings: None)
    qtbot.addWidget(made)
    page = made.front
    assert isinstance(page, SignInPage)
    assert (page.name.text(), page.password.text()) == (NAME, PASSWORD)
    told = " ".join(label.text() for label in page.findChildren(QLabel))
    assert NAME in told
    assert PASSWORD in told
    made.close()


def sign_in(window: MainWindow, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("recruitment_app.ui.rooms.REGISTRY", ROOMS)
    page = window.front
    assert isinstance(page, SignInPage)
    page.password.setText(PASSWORD)
    with qtbot.waitSignal(window.signed_in):
        page.button.click()
