import json
import stat
import uuid

import pytest

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import keys
from tests.stores import CHEAP

ANN, BEN = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def data_key():
    return keys.new_data_key()


@pytest.fixture
def ring(data_key):
    empty = keys.KeyRing(database_id=uuid.uuid4())
    return keys.add_person(
        empty, data_key, person_id=ANN, name="Ann Example", password="blue kettle", cost=CHEAP
    )


def test_a_person_unlocks_the_data_key_by_name_and_password(ring, data_key):
    assert keys.unlock(ring, "Ann Example", "blue kettle") == (ANN, data_key)


def test_a_name_is_the_same_in_capitals_and_with_stray_spaces(ring, data_key):
    assert keys.unlock(ring, "  ANN   example ", "blue kettle") == (ANN, data_key)


def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(ring):
    told = set()
    for name, password in (("Ann Example", "blue"), ("Ben", "blue kettle"), ("Ann Example", "")):
        with pytest.raises(Problem) as problem:
            keys.unlock(ring, name, password)
        told.add(str(problem.value))
    assert told == {"The name or the password is not right."}


def test_each_person_has_a_password_of_their_own(ring, data_key):
    ring = keys.add_person(
        ring, data_key, person_id=BEN, name="Ben", password="red lamp", cost=CHEAP
    )
    assert keys.unlock(ring, "Ben", "red lamp") == (BEN, data_key)
    with pytest.raises(Problem):
        keys.unlock(ring, "Ben", "blue kettle")


@pytest.mark.parametrize(
    ("person", "name", "told"),
    [(BEN, "ann  EXAMPLE", "already signs in"), (ANN, "Annie", "already has"), (BEN, " ", "needs")],
)
def test_a_sign_in_name_belongs_to_one_person(ring, data_key, person, name, told):
    with pytest.raises(Problem, match=told):
        keys.add_person(ring, data_key, person_id=person, name=name, password="x", cost=CHEAP)


def test_a_changed_password_takes_the_place_of_the_old(ring, data_key):
    ring = keys.set_password(ring, data_key, person_id=ANN, password="green door", cost=CHEAP)
    assert keys.unlock(ring, "Ann Example", "green door") == (ANN, data_key)
    with pytest.raises(Problem):
        keys.unlock(ring, "Ann Example", "blue kettle")


def test_a_password_may_be_typed_in_another_composition_of_its_letters(ring, data_key):
    ring = keys.set_password(ring, data_key, person_id=ANN, password="caf\u00e9", cost=CHEAP)
    assert keys.unlock(ring, "Ann Example", "cafe\u0301") == (ANN, data_key)


def test_somebody_removed_can_no_longer_unlock(ring, data_key):
    ring = keys.add_person(ring, data_key, person_id=BEN, name="Ben", password="x", cost=CHEAP)
    ring = keys.remove_person(ring, BEN)
    with pytest.raises(Problem, match="not right"):
        keys.unlock(ring, "Ben", "x")


def test_the_only_person_cannot_be_removed(ring):
    with pytest.raises(Problem, match="only person"):
        keys.remove_person(ring, ANN)


def test_the_recovery_key_unlocks_however_it_is_typed(ring, data_key):
    ring, printed = keys.with_recovery(ring, data_key, CHEAP)
    assert len(printed.replace("-", "")) == 32
    assert keys.unlock_with_recovery(ring, printed) == data_key
    misread = printed.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert keys.unlock_with_recovery(ring, misread) == data_key


@pytest.mark.parametrize("typed", ["", "0000-0000-0000-0000-0000-0000-0000-0000", "blue kettle"])
def test_a_wrong_recovery_key_is_refused(ring, data_key, typed):
    ring, _ = keys.with_recovery(ring, data_key, CHEAP)
    with pytest.raises(Problem, match="recovery key is not right"):
        keys.unlock_with_recovery(ring, typed)


def test_a_new_recovery_key_takes_the_place_of_the_old(ring, data_key):
    ring, old = keys.with_recovery(ring, data_key, CHEAP)
    ring, new = keys.with_recovery(ring, data_key, CHEAP)
    assert keys.unlock_with_recovery(ring, new) == data_key
    with pytest.raises(Problem):
        keys.unlock_with_recovery(ring, old)


def test_a_wrap_cannot_be_passed_off_as_another_persons(ring, data_key):
    ring = keys.add_person(ring, data_key, person_id=BEN, name="Ben", password="x", cost=CHEAP)
    told = json.loads(keys.ring_to_text(ring))
    told["people"][0]["holder"], told["people"][1]["holder"] = (
        told["people"][1]["holder"],
        told["people"][0]["holder"],
    )
    with pytest.raises(Problem, match="not right"):
        keys.unlock(keys.ring_from_text(json.dumps(told)), "Ben", "x")


def test_a_ring_reads_as_it_was_written_and_is_its_owners_alone(tmp_path, ring):
    keys.write_ring(tmp_path, ring)
    assert keys.read_ring(tmp_path) == ring
    assert stat.S_IMODE((tmp_path / keys.KEYS_NAME).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [keys.KEYS_NAME]


def test_the_data_key_and_the_passwords_stand_nowhere_in_the_file(ring, data_key):
    text = keys.ring_to_text(ring)
    assert data_key.hex() not in text
    assert "blue kettle" not in text


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"recruitment_keys": 1}', "nonsense"])
def test_a_damaged_key_file_says_so(tmp_path, text):
    (tmp_path / keys.KEYS_NAME).write_text(text)
    with pytest.raises(StoreTrouble, match="damaged"):
        keys.read_ring(tmp_path)


def test_a_key_file_of_a_newer_application_is_refused(ring):
    told = json.loads(keys.ring_to_text(ring)) | {"recruitment_keys": 2}
    with pytest.raises(Problem, match="newer version"):
        keys.ring_from_text(json.dumps(told))


def test_keys_for_different_purposes_differ(data_key):
    made = {keys.sub_key(data_key, purpose) for purpose in ("backups", "drafts")}
    assert len(made | {data_key}) == 3


def test_the_last_to_sign_in_is_named_first(ring, data_key):
    ring = keys.add_person(ring, data_key, person_id=BEN, name="Ben", password="x", cost=CHEAP)
    assert keys.replace(ring, last_person=BEN).names == ("Ben", "Ann Example")
