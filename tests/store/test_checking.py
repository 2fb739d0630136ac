import shutil
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from recruitment_app.store import anchors, audit, checking, faults
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import OwnDay
from tests.stores import NAME, PASSWORD, Ticking, make_store

ALL = range(1, 9)


def add_days(store, numbers):
    for number in numbers:
        with store.writing(act="add_own_day") as session:
            session.add(OwnDay(name=f"day {number}", on=date(2014, 12, number)))


@pytest.fixture
def closed(tmp_path):
    """The folder of a closed store with some acts in it."""
    store, _ = make_store(tmp_path / "store")
    add_days(store, ALL)
    store.close()
    return store.folder


@pytest.fixture
def opened(closed):
    stores = []

    def opened(folder=closed, **options):
        store = Store.open(folder, NAME, PASSWORD, **options)
        stores.append(store)
        assert store.wait_for_checks(60)
        return store

    yield opened
    for store in stores:
        store.close(is_backed_up=False)


def raw(store, statement, *facts):
    """Change the file as somebody with the key and another program could."""
    connection = store._engine.raw_connection()
    connection.cursor().execute("PRAGMA query_only = OFF")
    connection.cursor().execute(statement, facts)
    connection.close()


def test_a_whole_store_has_nothing_to_report(opened):
    store = opened()
    assert store.findings == ()
    assert store.check() == ()


def test_an_entry_altered_in_the_middle_is_found_at_its_number(opened):
    store = opened()
    raw(store, "UPDATE audit_entries SET payload = replace(payload, 'day 3', 'day 4')")
    with store.reading() as session:
        assert audit.verify(session).first_bad == 4
    assert store.check()[0] == checking.CHAIN_BROKEN.format(seq=4)


def test_a_lost_tail_is_reported_at_the_start_and_by_the_check(opened):
    store = opened()
    raw(store, "DELETE FROM audit_entries WHERE seq > 6")
    assert store.check() == (checking.TAIL_LOST,)
    store.close(is_backed_up=False)
    store = opened()
    assert store.findings == (checking.TAIL_LOST,)


def test_a_tail_rewritten_with_right_hashes_is_reported(opened):
    store = opened()
    raw(store, "DELETE FROM audit_entries WHERE seq > 6")
    add_days(store, [20, 21, 22, 23])
    with store.reading() as session:
        assert audit.verify(session).is_whole
    assert store.check() == (checking.TAIL_LOST,)


def test_a_chain_longer_than_its_anchors_is_whole(opened, closed):
    heads = anchors.read_anchors(closed)
    anchors.begin_anchors(closed, heads[:4], datetime(2014, 1, 1, tzinfo=UTC))
    store = opened()
    assert store.findings == ()
    assert store.check() == ()


def test_missing_anchors_are_reported(opened, closed):
    (closed / anchors.ANCHORS_NAME).unlink()
    store = opened()
    assert store.findings == (checking.NO_ANCHORS,)
    assert store.check() == (checking.NO_ANCHORS,)


def test_an_anchor_in_a_backups_manifest_counts_too(opened, closed):
    heads = anchors.read_anchors(closed)
    anchors.begin_anchors(closed, heads[:4], datetime(2014, 1, 1, tzinfo=UTC))
    store = opened()
    raw(store, "DELETE FROM audit_entries WHERE seq > 6")
    assert store.check() == (checking.TAIL_LOST,)


@pytest.mark.parametrize("loss", ["missing", "cut"])
def test_a_log_lost_with_saved_acts_in_it_is_reported(tmp_path, loss):
    store, _ = make_store(tmp_path / "store")
    add_days(store, ALL)
    copied = tmp_path / "copied"  # as somebody does who copies a living store
    shutil.copytree(store.folder, copied)
    store.close(is_backed_up=False)
    log = copied / "store.db-wal"
    (copied / "store.db-shm").unlink(missing_ok=True)
    if loss == "missing":
        log.unlink()
    else:
        content = log.read_bytes()
        log.write_bytes(content[: len(content) * 2 // 3])
    with Store.open(copied, NAME, PASSWORD) as found:
        assert found.wait_for_checks(60)
        assert checking.TAIL_LOST in found.findings
        assert checking.TAIL_LOST in found.check()
        found.close(is_backed_up=False)


def test_a_flipped_byte_is_found_before_a_wrong_value_is_shown(opened, closed, caplog):
    database = closed / "store.db"
    content = bytearray(database.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 + 1000] ^= 1
    database.write_bytes(content)
    with pytest.raises(Exception, match="damaged"):
        opened()
    caplog.clear()


def test_acts_are_saved_while_the_checks_of_the_week_run_beside_a_long_reading(opened, closed):
    store = opened()
    add_days(store, [20])
    (closed / "checked.txt").unlink(missing_ok=True)
    with store.reading() as session:
        session.execute(text("SELECT count(*) FROM own_days")).all()
        add_days(store, [21])  # so that the log holds what this reading does not see
        watch = checking.Watch(store._home, Ticking())
        watch._is_awaited.set()
        add_days(store, range(22, 30))
        assert watch.wait(60)
    assert watch.findings == ()
    assert (closed / "checked.txt").exists()


def test_one_flipped_byte_is_told_by_the_checks_of_the_start(opened, closed):
    store = opened()
    with store.reading() as session:
        page = session.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'notes'"))
    store.close(is_backed_up=False)
    database = closed / "store.db"
    content = bytearray(database.read_bytes())
    content[(page - 1) * 4096 + 1000] ^= 1
    database.write_bytes(content)
    store = opened()
    assert store.findings == (faults.DAMAGED,)
    assert store.check() == (faults.DAMAGED,)


def test_a_search_index_that_lost_its_trigger_is_reported(opened):
    store = opened()
    raw(store, "DROP TRIGGER search_entries_added")
    assert "search" in store.check()[0]


def test_a_clock_set_back_breaks_nothing(opened):
    clock = Ticking()
    store = opened(clock=clock)
    clock.at -= timedelta(days=3)
    add_days(store, [25])
    clock.at += timedelta(days=400)
    add_days(store, [26])
    clock.at -= timedelta(days=500)
    add_days(store, [27])
    assert store.check() == ()
    with store.reading() as session:
        acts = session.execute(
            select(audit.AuditEntry.seq, audit.AuditEntry.at).order_by(audit.AuditEntry.seq)
        ).all()
    assert [entry.seq for entry in acts] == list(range(1, 13))
    assert acts[-1].at < acts[0].at
    store.close()
    assert opened(clock=clock).findings == ()


def test_the_anchors_do_not_grow_without_end(closed):
    heads = anchors.read_anchors(closed)
    at = datetime(2014, 1, 1, tzinfo=UTC)
    anchors.begin_anchors(closed, heads * 100, at)
    anchors.shorten(closed, at)
    assert anchors.read_anchors(closed)[-1] == heads[-1]
    assert (closed / anchors.ANCHORS_NAME).stat().st_size < 32 * 1024


def test_a_torn_anchor_is_passed_over_and_the_next_stands_by_itself(opened, closed):
    path = closed / anchors.ANCHORS_NAME
    whole = path.read_text()
    path.write_text(whole[:-30])
    store = opened()
    assert store.findings == ()
    add_days(store, [30])
    assert anchors.read_anchors(closed)[-1].seq == 10
    assert store.check() == ()


def test_a_search_index_that_fell_behind_is_reported_and_can_be_rebuilt(opened, closed):
    store = opened()
    raw(store, "INSERT INTO search_text(rowid, text_fold) VALUES (999, ' nobody')")
    assert "search" in store.check()[0]
    store.close(is_backed_up=False)
    (closed / "checked.txt").unlink()
    store = opened()
    assert "build it anew" in store.findings[0]
    store.rebuild_search()
    assert store.check() == ()
