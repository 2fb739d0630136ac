import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import text

from recruitment_app.store.stopping import Reading, Stopped
from recruitment_app.ui.looks import Looks
from tests.ui.opened import settled

WITHOUT_END = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
)


def read_on(store):
    """Read what has no end: only somebody else can break it off."""
    with store.reading() as session:
        return session.scalar(WITHOUT_END)


def test_a_newer_question_breaks_the_older_one_off_and_is_answered_alone(furnished, qtbot):
    looks = Looks(furnished)
    begun, heard, troubles = threading.Event(), [], []
    looks.troubled.connect(troubles.append)

    def read(store):
        begun.set()
        return read_on(store)

    looks.look("search", read, heard.append)
    assert begun.wait(20)
    looks.look("search", lambda _store: "newer", heard.append)
    qtbot.waitUntil(lambda: not looks.is_busy, timeout=20_000)
    assert heard == ["newer"]
    assert troubles == []


def test_what_is_dropped_is_not_answered_and_closing_waits_for_nothing(furnished, qtbot):
    looks = Looks(furnished)
    heard = []
    looks.look("search", read_on, heard.append)
    looks.drop("search")
    qtbot.waitUntil(lambda: not looks.is_busy, timeout=20_000)
    looks.look("search", read_on, heard.append)
    looks.look("other", lambda _store: "never begun", heard.append)
    looks.close()
    qtbot.waitUntil(lambda: not looks.is_busy, timeout=20_000)
    assert heard == []


def test_an_answer_that_came_too_late_is_void(furnished, qtbot):
    looks = Looks(furnished)
    heard = []
    looks.look("search", lambda _store: "older", heard.append)
    looks.look("search", lambda _store: "newer", heard.append)
    qtbot.waitUntil(lambda: not looks.is_busy, timeout=20_000)
    assert heard == ["newer"]


def test_a_fault_of_a_question_is_told(furnished, qtbot):
    looks = Looks(furnished)
    troubles = []
    looks.troubled.connect(troubles.append)

    def fail(_store):
        raise ValueError("no")

    looks.look("search", fail, print)
    qtbot.waitUntil(lambda: bool(troubles), timeout=20_000)
    assert isinstance(troubles[0], ValueError)


def test_what_is_stopped_before_it_begins_reads_nothing(furnished):
    reading = Reading()
    reading.stop()
    with pytest.raises(Stopped), reading.begin(), furnished.reading():
        pytest.fail("it read on")
    with furnished.reading() as session:  # others read on
        assert session.scalar(text("SELECT 1")) == 1


def test_each_key_is_answered_by_the_newest_words_alone(window, desk, qtbot):
    window.search.setFocus()
    QTest.keyClicks(window.search, "th")
    window.search.search()
    QTest.keyClicks(window.search, "orn")
    window.search.search()
    settled(qtbot, desk)
    found = window.search.results.list
    assert window.search.results.isVisible()
    assert {found.item(row).text().split(" ")[0] for row in range(found.count())} == {"Thorn"}


def test_enter_waits_for_the_answer_and_then_goes_there(window, desk, qtbot):
    window.search.setFocus()
    QTest.keyClicks(window.search, "thorn")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    settled(qtbot, desk)
    assert window.place.name == "case"


def test_an_answer_after_escape_opens_nothing(window, desk, qtbot):
    window.search.setFocus()
    QTest.keyClicks(window.search, "thorn")
    window.search.search()
    window.search.clear()
    settled(qtbot, desk)
    assert not window.search.results.isVisible()
