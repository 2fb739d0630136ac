import io
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from recruitment_app.errors import StoreTrouble
from recruitment_app.store import attachments, backup, checking, restoring, rotation
from recruitment_app.store.attachments import PIECE, SealedFiles
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store, now
from recruitment_app.store.tables import Agency, Attachment, AttachmentPiece
from tests.store.attached import add, not_whole
from tests.stores import NAME, PASSWORD, make_store

HOUSE = Path(__file__).resolve().parents[2]
KEY = bytes(range(32))
OLD = 31 * 24 * 60 * 60


def read(store, mac):
    return b"".join(store.attachments.pieces(mac))


def files_in(folder):
    return sorted(path for path in (folder / "attachments").rglob("*") if path.is_file())


class InDrips(io.RawIOBase):
    """A source that gives fewer bytes than it is asked for."""

    def __init__(self, content):
        self._content = io.BytesIO(content)

    def read(self, size=-1):
        return self._content.read(min(size, 1000) if size > 0 else size)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_what_is_kept_is_read_again_byte_for_byte_on_either_engine(each_store, size):
    content = os.urandom(size)
    mac = add(each_store, content)
    assert read(each_store, mac) == content
    assert each_store.attachments.is_whole(mac, size)
    assert not each_store.attachments.is_whole(mac, size + 1)


@settings(max_examples=25, deadline=None)
@given(content=st.binary(max_size=3000))
def test_any_content_comes_back_however_the_source_gives_it(tmp_path_factory, content):
    files = SealedFiles(tmp_path_factory.mktemp("files"), KEY, new_id())
    kept = files.keep(InDrips(content))
    assert b"".join(files.pieces(kept.mac)) == content
    assert files.place(kept.mac).stat().st_size == attachments.sealed_size(len(content))


def test_the_same_content_is_one_file_and_its_name_tells_nothing_without_the_key(tmp_path):
    files = SealedFiles(tmp_path / "one", KEY, new_id())
    other = SealedFiles(tmp_path / "two", bytes(32), new_id())
    kept = [files.keep(io.BytesIO(b"the same words")) for _ in range(2)]
    assert kept[0] == kept[1]
    assert len(files_in(tmp_path / "one")) == 1
    assert other.keep(io.BytesIO(b"the same words")).mac != kept[0].mac
    assert b"same words" not in files.place(kept[0].mac).read_bytes()
    assert files.place(kept[0].mac).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["flip", "cut", "swap", "gone", "other", "empty", "grown"])
def test_a_file_that_was_altered_is_never_read_as_whole(tmp_path, harm):
    files = SealedFiles(tmp_path, KEY, new_id())
    kept = files.keep(io.BytesIO(os.urandom(3 * PIECE)))
    other = files.keep(io.BytesIO(b"other"))
    place = files.place(kept.mac)
    content = bytearray(place.read_bytes())
    piece = PIECE + 28
    head = len(content) - 3 * piece
    if harm == "flip":
        content[len(content) // 2] ^= 1
    elif harm == "cut":  # at the end of a piece, where nothing shows it but the seal
        del content[head + 2 * piece :]
    elif harm == "swap":
        first, second = content[head : head + piece], content[head + piece : head + 2 * piece]
        content[head : head + 2 * piece] = second + first
    elif harm == "other":
        content = bytearray(files.place(other.mac).read_bytes())
    elif harm == "empty":
        content = bytearray()
    elif harm == "grown":
        content += content[-piece:]
    place.write_bytes(content)
    if harm == "gone":
        place.unlink()
    assert not files.is_whole(kept.mac, kept.size)
    with pytest.raises(StoreTrouble, match="bring it back from a backup"):
        b"".join(files.pieces(kept.mac))


def test_a_damaged_file_is_healed_by_adding_it_again(tmp_path):
    files = SealedFiles(tmp_path, KEY, new_id())
    kept = files.keep(io.BytesIO(b"words"))
    files.place(kept.mac).write_bytes(b"rubbish")
    assert files.keep(io.BytesIO(b"words")) == kept
    assert files.is_whole(kept.mac, kept.size)


def test_a_source_that_fails_leaves_nothing_behind(tmp_path):
    class Failing(io.BytesIO):
        def read(self, _size=-1):
            raise OSError(5, "no answer")

    files = SealedFiles(tmp_path, KEY, new_id())
    with pytest.raises(StoreTrouble, match="did not answer"):
        files.keep(Failing())
    assert files_in(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="asks the kernel for a full disk")
def test_a_full_disk_gets_its_sentence_and_leaves_nothing_behind(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", FILLING, str(tmp_path)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "The disk is full" in told.stdout, told.stderr
    assert files_in(tmp_path) == []


FILLING = """
import io, resource, signal, sys
from pathlib import Path
from recruitment_app.errors import StoreTrouble
from recruitment_app.store.attachments import SealedFiles
from recruitment_app.store.ids import new_id
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3 << 20, 3 << 20))
try:
    SealedFiles(Path(sys.argv[1]), bytes(32), new_id()).keep(io.BytesIO(bytes(9 << 20)))
except StoreTrouble as trouble:
    print(trouble)
"""


def test_files_that_no_row_names_are_swept_after_thirty_days(tmp_path):
    files = SealedFiles(tmp_path, KEY, new_id())
    named, orphan, fresh = (files.keep(io.BytesIO(word)).mac for word in (b"a", b"b", b"c"))
    unfinished = tmp_path / "attachments" / ".part-left"
    unfinished.touch()
    then = time.time() - OLD
    for path in (files.place(named), files.place(orphan), unfinished):
        os.utime(path, (then, then))
    assert files.sweep({named}) == 2
    assert files_in(tmp_path) == sorted([files.place(named), files.place(fresh)])


def test_an_orphan_that_is_kept_again_is_young_again(tmp_path):
    files = SealedFiles(tmp_path, KEY, new_id())
    mac = files.keep(io.BytesIO(b"a")).mac
    os.utime(files.place(mac), (1, 1))
    files.keep(io.BytesIO(b"a"))
    assert files.sweep(set()) == 0


def test_the_checks_of_a_start_sweep_and_say_how_many_files_are_missing(tmp_path):
    store, _ = make_store(tmp_path / "store")
    lost, there = add(store, b"lost"), add(store, b"there")
    orphan = store.attachments.keep(io.BytesIO(b"orphan")).mac
    os.utime(store.attachments.place(orphan), (1, 1))
    os.utime(store.attachments.place(there), (1, 1))
    store.attachments.place(lost).unlink()
    store.close(is_backed_up=False)
    with Store.open(tmp_path / "store", NAME, PASSWORD) as again:
        assert again.wait_for_checks(60)
        assert again.findings == (checking.FILES_MISSING.format(count=1, files="file is"),)
        assert files_in(tmp_path / "store") == [again.attachments.place(there)]
        again.close(is_backed_up=False)


def test_a_file_that_is_missing_comes_back_from_the_backups_if_it_is_whole_there(tmp_path, caplog):
    store, _ = make_store(tmp_path / "store")
    kept = {add(store, word): word for word in (b"one", b"two", os.urandom(PIECE + 1))}
    store.close()
    beside = tmp_path / "store" / "backups" / "attachments"
    one, two, three = kept
    for mac in (one, two):
        attachments.place_in(tmp_path / "store" / "attachments", mac).unlink()
    rotten = bytearray(attachments.place_in(beside, two).read_bytes())
    rotten[-1] ^= 1
    attachments.place_in(beside, two).write_bytes(rotten)
    attachments.place_in(tmp_path / "store" / "attachments", three).write_bytes(b"cut")
    with Store.open(tmp_path / "store", NAME, PASSWORD) as again:
        assert again.wait_for_checks(60)
        assert again.findings == (checking.FILES_MISSING.format(count=1, files="file is"),)
        assert read(again, one) == b"one"
        assert read(again, three) == kept[three]
        with pytest.raises(StoreTrouble):
            read(again, two)
        again.close(is_backed_up=False)
    assert "2 missing files were brought back" in caplog.text
    caplog.clear()


def test_an_act_that_fails_leaves_no_row_and_on_a_server_no_piece(each_store):
    with pytest.raises(ZeroDivisionError), each_store.writing(act="attach"):
        kept = each_store.attachments.keep(io.BytesIO(b"words"))
        _ = 1 / 0
    with each_store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 0
        assert session.scalar(select(func.count()).select_from(AttachmentPiece)) == 0
    assert add(each_store, b"words") == kept.mac
    assert read(each_store, kept.mac) == b"words"


@pytest.fixture
def furnished(file_store):
    """A store with three attached files, one of which is lost."""
    words = [b"one", os.urandom(PIECE + 5), b"lost"]
    macs = [add(file_store, word) for word in words]
    file_store.attachments.place(macs[2]).unlink()
    return file_store, dict(zip(macs[:2], words[:2], strict=True)), macs[2]


def test_a_backup_on_wish_is_one_file_that_brings_the_attached_files_back(furnished, tmp_path):
    store, kept, lost = furnished
    store.back_up(tmp_path / "one")
    (tmp_path / "far").mkdir()
    shutil.move(tmp_path / "one", tmp_path / "far" / "one")
    restoring.restore(tmp_path / "far" / "one", tmp_path / "again", NAME, PASSWORD, at=now())
    with Store.open(tmp_path / "again", NAME, PASSWORD) as again:
        assert {mac: read(again, mac) for mac in kept} == kept
        assert again.check() == ()
        with pytest.raises(StoreTrouble, match="not in the store's folder"):
            read(again, lost)
        again.close(is_backed_up=False)


def test_backups_kept_in_turn_share_each_file_and_restore_it(furnished, tmp_path):
    store, kept, _ = furnished
    folder, second = store.folder, tmp_path / "share"
    backup.back_up(store._home, now())
    first = files_in(folder / "backups")
    add(store, b"later")
    backup.back_up(store._home, now())
    assert len(files_in(folder / "backups")) == len(first) + 1 == 3
    file = rotation.newest(folder / "backups", store.database_id)
    with zipfile.ZipFile(file) as packed:
        assert not any("attachments" in name for name in packed.namelist())
    shutil.copytree(folder / "backups", second)
    restoring.restore(second / file.name, tmp_path / "again", NAME, PASSWORD, at=now())
    with Store.open(tmp_path / "again", NAME, PASSWORD) as again:
        assert {mac: read(again, mac) for mac in kept} == kept
        again.close(is_backed_up=False)


def test_the_second_place_gets_the_attached_files_too(furnished, tmp_path):
    store, kept, _ = furnished
    with store.writing(act="set_backup_folder") as session:
        session.scalars(select(Agency)).one().backup_folder = str(tmp_path / "share")
    assert backup.back_up(store._home, now()) == []
    assert {path.name for path in files_in(tmp_path / "share")} == set(kept)


def test_a_backup_whose_attached_file_was_changed_is_refused(furnished, tmp_path):
    store, kept, _ = furnished
    store.back_up(tmp_path / "one")
    content = bytearray((tmp_path / "one").read_bytes())
    biggest = max(kept, key=lambda mac: len(kept[mac]))
    at = content.index(store.attachments.place(biggest).read_bytes()[:200])
    content[at + 1000] ^= 1
    (tmp_path / "one").write_bytes(content)
    with pytest.raises(StoreTrouble, match="damaged"):
        restoring.restore(tmp_path / "one", tmp_path / "again", NAME, PASSWORD, at=now())
    assert not (tmp_path / "again").exists()


KEEPING = """
import io, itertools, sys
from pathlib import Path
from tests.stores import NAME, PASSWORD
from tests.store.attached import add
from recruitment_app.store.keeping import Store
store = Store.open(Path(sys.argv[1]), NAME, PASSWORD)
for number in itertools.count(int(sys.argv[2])):
    print("kept", number, add(store, f"{number} ".encode() * 400_000), flush=True)
"""


@pytest.mark.long
def test_no_file_shown_as_kept_is_lost_when_the_process_is_killed(tmp_path):
    store, _ = make_store(tmp_path / "store")
    store.close(is_backed_up=False)
    shown = {}
    for round_ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", KEEPING, str(tmp_path / "store"), str(100 * (round_ + 1))],
            cwd=HOUSE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for line in process.stdout:
            _, number, mac = line.split()
            shown[mac] = number
            if len(shown) >= 4 * (round_ + 1):
                time.sleep(0.01 * round_)
                process.kill()
        process.wait()
        process.stdout.close()
        with Store.open(tmp_path / "store", NAME, PASSWORD) as again:
            assert again.check() == ()
            with again.reading() as session:
                rows = dict(session.execute(select(Attachment.mac, Attachment.size)).all())
            assert set(shown) <= set(rows)
            assert not_whole(again) == []
            again.close(is_backed_up=False)


MEMORY = """
import io, resource, sys
from pathlib import Path
from recruitment_app.store.attachments import SealedFiles
from recruitment_app.store.ids import new_id

class Long(io.RawIOBase):
    left = int(sys.argv[2])
    def read(self, size=-1):
        size = min(size, self.left)
        self.left -= size
        return bytes(size)

files = SealedFiles(Path(sys.argv[1]), bytes(32), new_id())
kept = files.keep(Long())
assert files.is_whole(kept.mac, int(sys.argv[2]))
status = Path("/proc/self/status")
if status.exists():
    line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
    print(int(line.split()[1]) // 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20)
"""


@pytest.mark.long
def test_a_file_of_two_hundred_megabytes_takes_no_more_memory_than_one_of_one(tmp_path):
    pytest.importorskip("resource")
    most = []
    for size in (1 << 20, 200 << 20):
        told = subprocess.run(
            [sys.executable, "-c", MEMORY, str(tmp_path / str(size)), str(size)],
            cwd=HOUSE,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        most.append(int(told.stdout))
    assert most[1] <= most[0] + 16
