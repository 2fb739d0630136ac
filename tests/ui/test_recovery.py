import pytest

from recruitment_app import settings
from recruitment_app.ui.dialogs.recover_dialog import RecoverDialog
from recruitment_app.ui.main_window import MainWindow
from recruitment_app.ui.shell import Shell
from tests.stores import NAME
from tests.ui.doors import Door


@pytest.fixture
def window(theme, tmp_path, qtbot) -> MainWindow:
    door = Door(tmp_path).furnish()
    window = MainWindow(theme, door, settings.Settings(), save=lambda _machine: None)
    qtbot.addWidget(window)
    window.show()
    return window


def ask(window, qtbot) -> RecoverDialog:
    window.front.forgotten.click()
    qtbot.waitUntil(lambda: window.findChild(RecoverDialog) is not None)
    return window.findChild(RecoverDialog)


def test_a_forgotten_password_is_replaced_by_the_recovery_key(window, qtbot):
    dialog = ask(window, qtbot)
    dialog.key.setText(window._door.recovery_key)
    dialog.first.setText("a new long password")
    dialog.again.setText("a new long password")
    dialog.main_button.click()
    qtbot.waitUntil(lambda: isinstance(window.front, Shell), timeout=10_000)
    window.lock()
    window.sign_in(NAME, "a new long password")
    qtbot.waitUntil(lambda: isinstance(window.front, Shell), timeout=10_000)
    window.close()


def test_a_wrong_recovery_key_is_refused_in_place(window, qtbot):
    dialog = ask(window, qtbot)
    dialog.key.setText("ABCD-EFGH")
    dialog.first.setText("a new long password")
    dialog.again.setText("another password")
    dialog.main_button.click()
    assert dialog.form.field("again").error.text()
    dialog.again.setText("a new long password")
    dialog.main_button.click()
    qtbot.waitUntil(dialog.main_button.isEnabled, timeout=10_000)
    told = [dialog.form.field(name).error.text() for name in dialog.form.names()]
    assert "".join(told) or dialog.form.summary.text()
    assert not isinstance(window.front, Shell)
    dialog.reject()
    window.close()
