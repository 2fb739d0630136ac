import gc
import threading
import weakref

from recruitment_app.ui.tidying import Tidying


class Ring:
    """Two of these that know each other go only when Python clears rings away."""

    other: "Ring | None" = None


def a_ring() -> weakref.ref:
    one, two = Ring(), Ring()
    one.other, two.other = two, one
    return weakref.ref(one)


def test_no_ring_is_cleared_away_on_another_thread(qapp):
    tidying = Tidying(qapp)
    ring = a_ring()

    def work() -> None:
        kept = [[] for _ in range(200_000)]
        assert kept

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ring() is not None
    gc.collect()
    assert ring() is None
    tidying.deleteLater()


def test_enough_that_gathers_is_cleared_away_on_the_window_thread(qapp):
    tidying = Tidying(qapp)
    ring = a_ring()
    kept = [[] for _ in range(50_000)]
    tidying.tidy()
    assert ring() is None
    assert kept
    tidying.deleteLater()
