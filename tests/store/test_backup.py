import json
import shutil
import threading
import zipfile
from datetime import date

import pytest
from sqlalchemy import select

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import audit, backup, restoring, rotation
from recruitment_app.store.keeping import Store, now
from recruitment_app.store.tables import Agency, AuditEntry, OwnDay
from tests.stores import CHEAP, NAME, PASSWORD, make_store


def add_day(store, number=0):
    with store.writing(act="add_own_day") as session:
        session.add(OwnDay(name=f"day {number}", on=date(2014, 12, 1 + number)))


def days(store):
    with store.reading() as session:
        return sorted(session.scalars(select(OwnDay.name)))


def backups(store):
    return rotation.all_in(store.folder / "backups", store.database_id)


@pytest.fixture
def file(file_store, tmp_path):
    add_day(file_store)
    file_store.back_up(tmp_path / "one.recruitment-backup")
    return tmp_path / "one.recruitment-backup"


def test_a_backup_is_restored_whole_by_a_persons_own_password(file_store, file, tmp_path):
    add_day(file_store, 1)
    told = restoring.restore(file, tmp_path / "again", NAME, PASSWORD, at=now())
    with Store.open(tmp_path / "again", NAME, PASSWORD) as again:
        assert days(again) == ["day 0"]
        assert again.wait_for_checks(30)
        assert again.check() == ()
        assert again.findings == ()
        with again.reading() as session:
            assert audit.last_head(session) == told.head
        add_day(again, 2)
        assert again.check() == ()
        assert again.stream != file_store.stream
    assert days(file_store) == ["day 0", "day 1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "again",
        "one.recruitment-backup",
        "store",
    ]


def test_a_backup_is_restored_by_the_recovery_key(tmp_path):
    store, printed = make_store(tmp_path / "store")
    store.back_up(tmp_path / "one")
    store.close(is_backed_up=False)
    typed = printed.lower().replace("-", " ")
    restoring.restore(tmp_path / "one", tmp_path / "again", "", typed, at=now())
    again = Store.recover(
        tmp_path / "again", printed, name=NAME, new_password="new one", cost=CHEAP
    )
    again.close(is_backed_up=False)
    Store.open(tmp_path / "again", NAME, "new one").close(is_backed_up=False)


def test_a_password_that_looks_like_a_recovery_key_restores_too(tmp_path):
    store = make_store(tmp_path / "store")[0]
    password = "ABCD" * 8
    store.sign_ins.change_password(name=NAME, old=PASSWORD, new=password, cost=CHEAP)
    store.back_up(tmp_path / "one")
    store.close(is_backed_up=False)
    restoring.restore(tmp_path / "one", tmp_path / "again", NAME, password, at=now())
    Store.open(tmp_path / "again", NAME, password).close(is_backed_up=False)


def test_a_backup_opens_with_the_password_of_its_day(file_store, file, tmp_path):
    file_store.sign_ins.change_password(name=NAME, old=PASSWORD, new="another", cost=CHEAP)
    with pytest.raises(Problem, match="not right"):
        restoring.restore(file, tmp_path / "again", NAME, "another", at=now())
    assert not (tmp_path / "again").exists()
    restoring.restore(file, tmp_path / "again", NAME, PASSWORD, at=now())
    assert restoring.people_of(file) == (file_store.database_id, (NAME,))


def test_a_restore_never_goes_over_what_is_there(file_store, file, tmp_path):
    before = days(file_store)
    with pytest.raises(Problem, match="not empty"):
        restoring.restore(file, file_store.folder, NAME, PASSWORD, at=now())
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(Problem, match="not empty"):
        restoring.restore(file, tmp_path / "notes", NAME, PASSWORD, at=now())
    assert days(file_store) == before


def test_an_empty_folder_may_be_restored_into(file, tmp_path):
    (tmp_path / "again").mkdir()
    restoring.restore(file, tmp_path / "again", NAME, PASSWORD, at=now())
    Store.open(tmp_path / "again", NAME, PASSWORD).close(is_backed_up=False)


def test_a_backup_tells_nothing_about_people_but_the_names_to_sign_in_with(file):
    told = file.read_bytes()
    for secret in (b"day 0", b"Sample agency", PASSWORD.encode()):
        assert secret not in told
    manifest = backup.read_manifest(file)
    assert manifest.rows["own_days"] == 1
    assert manifest.head.seq == 2
    assert "Example" not in file.name


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9, 0.999])
def test_a_backup_with_a_changed_byte_is_refused_and_nothing_appears(file, tmp_path, place):
    content = bytearray(file.read_bytes())
    content[int(len(content) * place)] ^= 1
    file.write_bytes(content)
    with pytest.raises(Problem):
        restoring.restore(file, tmp_path / "again", NAME, PASSWORD, at=now())
    assert not (tmp_path / "again").exists()


def test_a_manifest_that_was_rewritten_is_refused(file, tmp_path):
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    told = json.loads(parts[backup.MANIFEST_NAME])
    told["seq"] = 1
    parts[backup.MANIFEST_NAME] = json.dumps(told).encode()
    with zipfile.ZipFile(file, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    with pytest.raises(StoreTrouble, match="damaged"):
        restoring.restore(file, tmp_path / "again", NAME, PASSWORD, at=now())


@pytest.mark.parametrize("kind", ["text", "empty", "cut", "other zip", "folder", "missing"])
def test_what_is_no_backup_gets_a_sentence(file, tmp_path, kind):
    other = tmp_path / "other"
    if kind == "text":
        other.write_text("not a backup")
    elif kind == "empty":
        other.touch()
    elif kind == "cut":
        other.write_bytes(file.read_bytes()[:-200])
    elif kind == "other zip":
        with zipfile.ZipFile(other, "w") as packed:
            packed.writestr("a.txt", "a")
    elif kind == "folder":
        other.mkdir()
    with pytest.raises(Problem, match=r"not a backup|no such file"):
        restoring.restore(other, tmp_path / "again", NAME, PASSWORD, at=now())
    assert not (tmp_path / "again").exists()


def test_a_backup_is_kept_on_close_where_an_act_was_saved_since_the_last(tmp_path):
    store, _ = make_store(tmp_path / "store")
    assert store.close() == []
    assert len(backups(store)) == 1
    store = Store.open(tmp_path / "store", NAME, PASSWORD)
    store.close()
    assert len(backups(store)) == 1
    store = Store.open(tmp_path / "store", NAME, PASSWORD)
    add_day(store)
    store.close()
    kept = backups(store)
    assert [backup.read_manifest(path).head.seq for path in kept][-1] == 2


def test_a_backup_that_is_broken_off_leaves_a_closed_store_and_nothing_behind(tmp_path):
    store, _ = make_store(tmp_path / "store")
    store.close()
    for number in range(2):  # before it begins, and by another thread at some moment of it
        store = Store.open(tmp_path / "store", NAME, PASSWORD)
        add_day(store, number)
        breaking = threading.Timer(0.01 * number, store.do_without_backup)
        breaking.start()
        if not number:
            breaking.join()
        assert store.close() == []
        breaking.join()
        assert not list((tmp_path / "store" / "backups").glob(".backup-*"))
        if not number:
            assert len(backups(store)) == 1
    with Store.open(tmp_path / "store", NAME, PASSWORD) as again:
        assert days(again) == ["day 0", "day 1"]
    assert backup.read_manifest(rotation.newest(tmp_path / "store" / "backups", store.database_id))
    with_all = backups(store)[-1]
    assert backup.read_manifest(with_all).head.seq == 3


def test_each_backup_goes_to_the_second_place_too(tmp_path):
    store, _ = make_store(tmp_path / "store")
    with store.writing(act="set_backup_folder") as session:
        session.scalars(select(Agency)).one().backup_folder = str(tmp_path / "share" / "backups")
    assert store.close() == []
    (first,) = backups(store)
    second = tmp_path / "share" / "backups" / first.name
    assert second.read_bytes() == first.read_bytes()
    restoring.restore(second, tmp_path / "again", NAME, PASSWORD, at=now())


def test_a_second_place_out_of_reach_is_told_and_the_first_stands(tmp_path):
    (tmp_path / "file").touch()
    store, _ = make_store(tmp_path / "store")
    with store.writing(act="set_backup_folder") as session:
        session.scalars(select(Agency)).one().backup_folder = str(tmp_path / "file" / "x")
    told = store.close()
    assert len(told) == 1
    assert "second place" in told[0]
    assert len(backups(store)) == 1


def test_a_backup_never_takes_the_place_of_another_file(file_store, tmp_path):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(Problem, match="already a file"):
        file_store.back_up(tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"


def test_what_a_killed_backup_left_is_swept(file_store, tmp_path):
    left = tmp_path / ".backup-left"
    left.mkdir()
    (left / "store.db").touch()
    file_store.back_up(tmp_path / "one")
    assert not left.exists()


def test_what_a_killed_restore_left_is_swept(file, tmp_path):
    left = tmp_path / ".another.making-00000000"
    left.mkdir()
    (left / "store.db").touch()
    restoring.restore(file, tmp_path / "again", NAME, PASSWORD, at=now())
    assert not left.exists()


def test_a_backup_while_somebody_writes_holds_one_moment(file_store, tmp_path):
    add_day(file_store)
    with file_store.writing(act="add_own_day") as session:
        session.add(OwnDay(name="unsaved", on=date(2015, 1, 1)))
        session.flush()
        file_store.back_up(tmp_path / "one")
    restoring.restore(tmp_path / "one", tmp_path / "again", NAME, PASSWORD, at=now())
    with Store.open(tmp_path / "again", NAME, PASSWORD) as again:
        assert days(again) == ["day 0"]


def test_a_backup_of_a_newer_application_is_refused(file_store, tmp_path):
    with file_store._engine.execution_options(recruitment_writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    file_store.back_up(tmp_path / "one")
    with pytest.raises(Problem, match="9999"):
        restoring.restore(tmp_path / "one", tmp_path / "again", NAME, PASSWORD, at=now())


def test_a_copied_folder_is_a_store_of_its_own_right(file_store, tmp_path):
    add_day(file_store)
    file_store.close()
    shutil.copytree(file_store.folder, tmp_path / "moved")
    with Store.open(tmp_path / "moved", NAME, PASSWORD) as moved:
        assert days(moved) == ["day 0"]
        assert moved.check() == ()
        with moved.reading() as session:
            assert len(session.scalars(select(AuditEntry.id)).all()) == 2
