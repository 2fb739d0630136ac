import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import disk, faults, schema
from recruitment_app.store import engine as engines
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Note, OwnDay, Worker
from tests.stores import CHEAP, NAME, PASSWORD, make_store, set_up


@pytest.fixture
def closed(tmp_path):
    """The folder of a closed store."""
    store, _ = make_store(tmp_path / "store")
    store.close()
    return store.folder


def content_of(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@contextmanager
def small_disk(place: Path, size: str = "3m") -> Iterator[Path]:
    """A disk of its own that is soon full; skipped where none may be mounted."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_store_just_made_is_open_and_opens_again(tmp_path):
    store, printed = make_store(tmp_path / "store")
    assert printed.count("-") == 7
    person_id = store.person_id
    store.close()
    with Store.open(store.folder, NAME, PASSWORD) as again:
        assert again.person_id == person_id
        assert again.database_id == store.database_id
        with again.reading() as session:
            assert session.scalars(select(Worker.name)).all() == [NAME]


def test_the_file_is_encrypted_and_nothing_of_it_is_readable_while_it_is_written(file_store):
    with file_store.writing(act="add_own_day") as session:
        session.add(OwnDay(name="a word to look for", on=date(2014, 12, 24)))
    for name, content in content_of(file_store.folder).items():
        assert b"a word to look for" not in content, name
        assert b"SQLite format 3" not in content, name
    assert (file_store.folder.stat().st_mode & 0o777) == 0o700


@pytest.mark.parametrize(("name", "password"), [(NAME, "wrong"), ("Nobody", PASSWORD)])
def test_a_wrong_name_or_password_opens_nothing_and_changes_nothing(closed, name, password):
    before = content_of(closed)
    with pytest.raises(Problem, match="The name or the password is not right"):
        Store.open(closed, name, password)
    assert content_of(closed) == before
    Store.open(closed, NAME, PASSWORD).close()


@pytest.mark.parametrize("kind", ["missing", "empty", "other"])
def test_what_is_no_store_is_refused_and_nothing_is_made(tmp_path, kind):
    folder = tmp_path / "folder"
    if kind != "missing":
        folder.mkdir()
    if kind == "other":
        (folder / "store.db").write_text("something else")
    with pytest.raises(Problem, match="no store in this folder"):
        Store.open(folder, NAME, PASSWORD)
    assert not folder.exists() or [path.name for path in folder.iterdir()] == (
        ["store.db"] if kind == "other" else []
    )


@pytest.mark.parametrize("kind", ["text", "empty", "another store", "header", "gone"])
def test_a_file_that_is_not_this_store_is_refused_as_it_is(closed, tmp_path, kind):
    database = closed / "store.db"
    if kind == "text":
        database.write_text("not a database at all\n" * 2000)
    elif kind == "empty":
        database.write_bytes(b"")
    elif kind == "another store":
        other, _ = make_store(tmp_path / "other")
        other.close(is_backed_up=False)
        shutil.copy(other.folder / "store.db", database)
    elif kind == "header":
        content = bytearray(database.read_bytes())
        content[100] ^= 1
        database.write_bytes(content)
    else:
        database.unlink()
    before = content_of(closed)
    with pytest.raises(StoreTrouble) as trouble:
        Store.open(closed, NAME, PASSWORD)
    assert "store" in str(trouble.value)
    assert content_of(closed) == before


def test_a_second_instance_is_told_who_has_the_store(closed):
    with Store.open(closed, NAME, PASSWORD), pytest.raises(StoreTrouble) as trouble:
        Store.open(closed, NAME, PASSWORD)
    assert f"process {os.getpid()}" in str(trouble.value)
    Store.open(closed, NAME, PASSWORD).close()


def test_the_lock_dies_with_its_process(closed):
    script = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from recruitment_app.store.keeping import Store
        store = Store.open(Path({str(closed)!r}), {NAME!r}, {PASSWORD!r})
        print("open", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    told = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert told.stdout == "open\n"
    Store.open(closed, NAME, PASSWORD).close()


@pytest.mark.parametrize("is_still", [True, False], ids=["closed", "killed"])
def test_a_newer_store_is_refused_with_its_bytes_unchanged(tmp_path, is_still):
    store, _ = make_store(tmp_path / "store")
    with store._engine.execution_options(**{engines.WRITING: True}).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    folder = store.folder
    if not is_still:  # the new version stands in the log alone
        folder = tmp_path / "killed"
        shutil.copytree(store.folder, folder)
        (folder / "store.db-shm").unlink()
        (folder / "store.lock").write_bytes(b"")
        assert (folder / "store.db-wal").stat().st_size
    store.close(is_backed_up=False)
    before = content_of(folder)
    with pytest.raises(Problem, match=r"version 9999.*up to " + schema.HEAD):
        Store.open(folder, NAME, PASSWORD)
    assert content_of(folder) == before


def test_a_store_is_never_made_where_something_is(closed):
    before = content_of(closed)
    with pytest.raises(Problem, match="not empty"):
        make_store(closed)
    assert content_of(closed) == before


def test_a_store_whose_first_rows_fail_does_not_appear(tmp_path):
    def fill(store):
        set_up(store)
        raise Problem("no")

    with pytest.raises(Problem, match="no"):
        Store.create(
            tmp_path / "store",
            person_id=new_id(),
            name=NAME,
            password=PASSWORD,
            fill=fill,
            cost=CHEAP,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_not_made_in_a_synced_folder(tmp_path):
    with pytest.raises(Problem, match="Dropbox"):
        make_store(tmp_path / "Dropbox" / "store")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_nothing_saved_is_lost(tmp_path, caplog):
    with small_disk(tmp_path / "disk") as room:
        store, _ = make_store(room / "store")
        saved = 0
        with pytest.raises(StoreTrouble) as trouble:
            for number in range(1000):
                with store.writing(act="rename") as session:
                    session.get(Worker, store.person_id).job_title = f"{number}"
                    session.add(OwnDay(name="x" * 200, on=day_of(number)))
                saved += 1
        assert str(trouble.value) == disk.FULL
        with store.reading() as session:
            assert len(session.scalars(select(OwnDay.id)).all()) == saved
        assert "not enough room" in store.close()[0]
        caplog.clear()
        shutil.copytree(room / "store", tmp_path / "moved")
    with Store.open(tmp_path / "moved", NAME, PASSWORD) as again:
        assert again.check() == ()
        with again.reading() as session:
            assert len(session.scalars(select(OwnDay.id)).all()) == saved


def test_a_store_that_finds_no_room_while_it_is_made_does_not_appear(tmp_path):
    with small_disk(tmp_path / "disk", "300k") as room:
        with pytest.raises(StoreTrouble):
            make_store(room / "store")
        assert list(room.iterdir()) == []


def test_a_backup_that_finds_no_room_does_not_appear(file_store, tmp_path):
    with small_disk(tmp_path / "disk", "300k") as room:
        with pytest.raises(StoreTrouble, match="not enough room"):
            file_store.back_up(room / "one")
        assert list(room.iterdir()) == []


def test_a_folder_that_may_only_be_read_is_refused_with_a_sentence(closed, tmp_path):
    place = tmp_path / "read only"
    place.mkdir()
    bound = subprocess.run(
        ["mount", "--bind", "-o", "ro", str(closed), str(place)], check=False, capture_output=True
    )
    if bound.returncode:
        pytest.skip("no folder can be mounted here")
    try:
        with pytest.raises(StoreTrouble) as trouble:
            Store.open(place, NAME, PASSWORD)
        with pytest.raises(StoreTrouble):
            make_store(place / "new")
    finally:
        subprocess.run(["umount", str(place)], check=True)
    assert str(trouble.value) == disk.READ_ONLY


def test_a_busy_store_says_so(file_store):
    blocker = engines.connect(file_store.folder / "store.db", file_store._home.data_key)
    blocker.execute("BEGIN IMMEDIATE")
    with file_store._engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA busy_timeout = 1")
    with (
        pytest.raises(StoreTrouble, match="busy") as trouble,
        file_store.writing(act="add_own_day") as session,
    ):
        session.scalars(select(Note)).all()
    blocker.close()
    assert str(trouble.value) == faults.LOCKED


def test_the_last_to_sign_in_is_remembered(file_store):
    other = new_id()
    file_store.sign_ins.add(person_id=other, name="Kit Example", password="y", cost=CHEAP)
    assert file_store.sign_ins.has(other)
    assert file_store.sign_ins.names == (NAME, "Kit Example")
    file_store.close(is_backed_up=False)
    with Store.open(file_store.folder, "Kit Example", "y") as store:
        assert store.person_id == other
        assert store.sign_ins.names == ("Kit Example", NAME)
        store.close(is_backed_up=False)


def test_a_lost_password_is_mended_with_the_recovery_key(tmp_path):
    store, printed = make_store(tmp_path / "store")
    store.close(is_backed_up=False)
    with pytest.raises(Problem, match="recovery key"):
        Store.recover(store.folder, "wrong", name=NAME, new_password="new", cost=CHEAP)
    Store.recover(store.folder, printed, name=NAME, new_password="new", cost=CHEAP).close()
    with pytest.raises(Problem, match="not right"):
        Store.open(store.folder, NAME, PASSWORD)
    with Store.open(store.folder, NAME, "new") as again:
        newer = again.sign_ins.new_recovery_key(CHEAP)
        again.sign_ins.set_password(person_id=again.person_id, password="third", cost=CHEAP)
    with pytest.raises(Problem, match="recovery key"):
        Store.recover(store.folder, printed, name=NAME, new_password="x", cost=CHEAP)
    Store.recover(store.folder, newer, name=NAME, new_password="x", cost=CHEAP).close()


def day_of(number):
    return date(2000, 1, 1) + timedelta(days=number)
