import logging
import sys
import threading

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from recruitment_app.errors import Problem
from recruitment_app.ui.trouble import Trouble, details_of

SECRET = "Alex Example of 1 Sample Street"


@pytest.fixture
def trouble(qapp):
    made = Trouble(parent=qapp)
    yield made
    if made.box is not None:
        made.box.close()
    made.deleteLater()


def break_down() -> None:
    raise RuntimeError(SECRET)


def raised() -> RuntimeError:
    with pytest.raises(RuntimeError) as found:
        break_down()
    return found.value


def test_details_tell_where_it_happened_and_nothing_that_was_typed():
    details = details_of(raised())
    assert "RuntimeError" in details
    assert "test_trouble.py" in details
    assert SECRET not in details


def test_a_problem_is_shown_as_its_sentence_and_nothing_else(trouble):
    trouble.show(Problem("Two referees are needed."))
    assert trouble.box.text() == "Two referees are needed."
    assert trouble.box.informativeText() == ""


def test_a_fault_of_ours_says_that_saved_work_is_safe(trouble, caplog):
    trouble.show(raised())
    assert trouble.box.text() == "Something went wrong; your last saved work is safe."
    assert SECRET not in caplog.text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    caplog.clear()


def test_copying_the_details_copies_no_answers(trouble, caplog):
    trouble.show(raised())
    copying = next(
        button for button in trouble.box.findChildren(QPushButton) if "Copy" in button.text()
    )
    copying.click()
    copied = QApplication.clipboard().text()
    assert "RuntimeError" in copied
    assert SECRET not in copied
    caplog.clear()


def test_one_box_is_open_at_a_time(trouble):
    trouble.show(Problem("First."))
    first = trouble.box
    trouble.show(Problem("Second."))
    assert trouble.box is first


def test_a_fault_that_nobody_caught_ends_in_a_box(trouble, qtbot, monkeypatch, caplog):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(
        "recruitment_app.ui.trouble.qInstallMessageHandler", lambda handler: handler
    )
    trouble.install()
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: trouble.box is not None)
    assert "Something went wrong" in trouble.box.text()
    caplog.clear()
