import threading
from dataclasses import replace

import pytest

from recruitment_app.casework.change import Change, Touched
from recruitment_app.errors import Problem
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office

NOTES = frozenset({Touched.NOTES})


def note(_store, *, words: str) -> Change:
    return Change(None, NOTES, words)


def refuse(_store, *, words: str) -> Change:
    raise Problem(words, field="words")


def break_down(_store) -> Change:
    raise RuntimeError("Alex Example")


def test_an_act_is_told_to_everybody_when_it_is_done(office: Office, qtbot):
    with qtbot.waitSignal(office.changed) as told:
        office.do(note, words="Noted.")
    assert told.args[0].sentence == "Noted."


def test_acts_run_in_order_on_one_thread_that_is_not_the_windows(office: Office, qtbot):
    seen = []

    def act(_store, *, number: int) -> Change:
        seen.append((number, threading.current_thread().name))
        return Change(None, NOTES, "")

    heard = []
    office.changed.connect(heard.append)
    for number in range(20):
        office.do(act, number=number)
    qtbot.waitUntil(lambda: len(heard) == 20)
    assert [number for number, _ in seen] == list(range(20))
    assert len({name for _, name in seen}) == 1
    assert seen[0][1] != threading.main_thread().name


def test_a_refusal_goes_to_whoever_asked_and_to_nobody_else(office: Office, qtbot):
    heard, troubled = [], []
    office.troubled.connect(troubled.append)
    office.asking(sorry=heard.append).do(refuse, words="Not today.")
    qtbot.waitUntil(lambda: bool(heard))
    assert (str(heard[0]), heard[0].field) == ("Not today.", "words")
    assert troubled == []


def test_a_refusal_that_nobody_asked_about_is_a_trouble(office: Office, qtbot):
    with qtbot.waitSignal(office.troubled) as told:
        office.do(refuse, words="Not today.")
    assert str(told.args[0]) == "Not today."


def test_a_fault_of_ours_is_a_trouble_even_where_somebody_listens(office: Office, qtbot):
    heard = []
    with qtbot.waitSignal(office.troubled) as told:
        office.asking(sorry=heard.append).do(break_down)
    assert isinstance(told.args[0], RuntimeError)
    assert heard == []


def test_an_errand_runs_beside_the_acts_and_tells_how_far_it_is(office: Office, qtbot):
    answers, steps = [], []
    go_on = threading.Event()

    def errand(_store, progress: Progress) -> str:
        progress.tell(1, 2, "half")
        go_on.wait(5)
        return "done"

    progress = office.send(errand, answers.append)
    progress.moved.connect(lambda *told: steps.append(told))
    with qtbot.waitSignal(office.changed):
        office.do(note, words="Meanwhile.")
    assert answers == []
    go_on.set()
    qtbot.waitUntil(lambda: answers == ["done"])
    assert steps in ([(1, 2, "half")], [])


def test_a_cancelled_errand_answers_nobody(office: Office, qtbot):
    answers = []
    started, go_on = threading.Event(), threading.Event()

    def errand(_store, progress: Progress) -> str:
        started.set()
        go_on.wait(5)
        progress.tell(1, 2)
        return "done"

    progress = office.send(errand, answers.append)
    assert started.wait(5)
    progress.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not office.is_busy)
    assert answers == []


def test_closing_waits_for_the_act_that_is_under_way(office: Office):
    done = []

    def act(_store) -> Change:
        threading.Event().wait(0.05)
        done.append(True)
        return Change(None, NOTES, "")

    office.do(act)
    office.close()
    assert done == [True]


def test_nobody_hears_an_answer_or_a_refusal_once_the_store_is_let_go(office: Office, qtbot):
    told = []

    def fail(_store, _progress: Progress) -> str:
        raise Problem("It cannot be printed.")

    office.send(lambda _store, _progress: "A paper.", told.append)
    office.send(fail, told.append, told.append)
    office.asking(then=told.append, sorry=told.append).do(refuse, words="Not today.")
    office.close()
    qtbot.waitUntil(lambda: not office.is_busy)
    assert told == []


def test_a_quick_read_answers_at_once(office: Office):
    def read(_store, *, number: int) -> int:
        return number + 1

    assert office.quick(read, number=1) == 2


@pytest.mark.parametrize("minutes", [5, 15])
def test_settings_kept_at_the_desk_are_told(office: Office, qtbot, minutes):
    with qtbot.waitSignal(office.settings_changed) as told:
        office.keep(replace(office.settings, auto_lock_minutes=minutes))
    assert told.args[0].auto_lock_minutes == minutes
