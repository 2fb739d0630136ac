import threading

import pytest

from recruitment_app.store.audit import last_head
from recruitment_app.store.drafts import DRAFTS_NAME
from recruitment_app.store.keeping import Store
from tests.stores import NAME, PASSWORD


def again(store):
    store.close(is_backed_up=False)
    return Store.open(store.folder, NAME, PASSWORD)


def test_typing_is_kept_by_its_spot_until_it_is_discarded(each_store):
    each_store.save_draft("note/1", "The visit went")
    each_store.save_draft("note/1", "The visit went well")
    each_store.save_draft("note/2", "Another")
    assert each_store.drafts() == {"note/1": "The visit went well", "note/2": "Another"}
    each_store.discard_draft("note/1")
    each_store.discard_draft("note/3")
    assert each_store.drafts() == {"note/2": "Another"}


def test_typing_is_there_at_the_next_start(file_store):
    file_store.save_draft("note/1", "The visit went well")
    with again(file_store) as store:
        assert store.drafts() == {"note/1": "The visit went well"}
        store.close(is_backed_up=False)


def test_a_draft_is_no_act_and_leaves_no_entry(file_store):
    file_store.save_draft("note/1", "x")
    file_store.discard_draft("note/1")
    assert file_store.check() == ()
    with file_store.reading() as session:
        assert last_head(session).seq == 1


@pytest.fixture
def long_write(file_store):
    """A write that another thread has begun and not ended."""
    begun, may_end = threading.Event(), threading.Event()

    def write():
        with file_store.writing(act="import") as session:
            session.connection()
            begun.set()
            may_end.wait(30)

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait(30)
    yield may_end, thread
    may_end.set()
    thread.join()


def test_while_a_long_write_runs_typing_is_kept_beside_the_store(file_store, long_write):
    may_end, thread = long_write
    file_store.save_draft("note/1", "typed meanwhile")
    path = file_store.folder / DRAFTS_NAME
    assert b"typed meanwhile" not in path.read_bytes()
    assert file_store.drafts() == {"note/1": "typed meanwhile"}
    may_end.set()
    thread.join()
    file_store.save_draft("note/2", "typed afterwards")
    assert not path.exists()
    assert file_store.drafts() == {"note/1": "typed meanwhile", "note/2": "typed afterwards"}


def test_typing_beside_the_store_is_brought_in_at_the_next_start(file_store, long_write):
    may_end, thread = long_write
    file_store.save_draft("note/1", "one")
    file_store.save_draft("note/1", "two")
    file_store.save_draft("note/2", "gone")
    file_store.discard_draft("note/2")
    kept = (file_store.folder / DRAFTS_NAME).read_bytes()
    may_end.set()
    thread.join()
    file_store.close(is_backed_up=False)
    (file_store.folder / DRAFTS_NAME).write_bytes(kept + kept[:9])  # the last piece torn
    with Store.open(file_store.folder, NAME, PASSWORD) as store:
        assert store.drafts() == {"note/1": "two"}
        assert not (store.folder / DRAFTS_NAME).exists()
        store.close(is_backed_up=False)


def test_a_draft_saved_within_a_block_outlives_the_blocks_failure(file_store):
    with pytest.raises(ZeroDivisionError), file_store.writing(act="import"):
        file_store.save_draft("note/1", "kept")
        raise ZeroDivisionError
    assert file_store.drafts() == {"note/1": "kept"}
