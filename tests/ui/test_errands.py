import threading

from PySide6.QtCore import QObject, QTimer

from recruitment_app.errors import Problem
from recruitment_app.ui.errands import Errands

ROUNDS = 300


class Held:
    """What only an errand still knows; it tells on which thread it went."""

    def __init__(self, gone_on: list[str]) -> None:
        self._gone_on = gone_on

    def __del__(self) -> None:
        self._gone_on.append(threading.current_thread().name)


def test_what_an_errand_held_goes_on_the_window_thread(qtbot):
    errands = Errands("held")
    gone_on: list[str] = []

    def ask(number: int) -> None:
        work, listener, answer = Held(gone_on), Held(gone_on), Held(gone_on)

        def errand() -> Held:
            here = work
            if number % 3 == 0:
                raise Problem("Not today.")
            if number % 3 == 1:
                raise ValueError(here)
            return answer

        def hear(_answer: object) -> Held:
            return listener

        errands.run(errand, hear, hear)

    for number in range(ROUNDS):
        ask(number)
        qtbot.waitUntil(lambda: not errands.is_busy)
    errands.close()
    assert len(gone_on) == 3 * ROUNDS
    assert set(gone_on) == {threading.main_thread().name}


def test_a_page_that_only_its_errand_still_knows_goes_without_a_word_from_qt(qtbot):
    errands = Errands("held")
    ended: list[int] = []

    def ask(number: int) -> None:
        page = QObject()
        QTimer(page).start(60_000)

        def hear(_answer: object) -> None:
            page.setObjectName("told")
            ended.append(number)

        errands.run(lambda: None, hear)

    for number in range(ROUNDS):
        ask(number)
        qtbot.waitUntil(lambda number=number: len(ended) == number + 1)
    errands.close()
