import json
import subprocess
import sys
from pathlib import Path

import pytest

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import keys
from recruitment_app.store.ids import new_id
from recruitment_app.store.known_names import KEYS_NAME, names_in
from tests.stores import CHEAP

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def ring(tmp_path):
    data_key = keys.new_data_key()
    made = keys.KeyRing(database_id=new_id())
    for name in ("Morgan Example", "Robin Example"):
        made = keys.add_person(
            made, data_key, person_id=new_id(), name=name, password="a long one", cost=CHEAP
        )
    keys.write_ring(tmp_path, made)
    return made


def test_the_names_are_those_of_the_key_ring(tmp_path, ring):
    assert names_in(tmp_path) == ring.names


@pytest.mark.usefixtures("ring")
def test_the_last_to_sign_in_comes_first(tmp_path):
    told = json.loads((tmp_path / KEYS_NAME).read_text("utf-8"))
    told["last_person"] = told["people"][1]["holder"]
    (tmp_path / KEYS_NAME).write_text(json.dumps(told), "utf-8")
    assert (
        names_in(tmp_path) == ("Robin Example", "Morgan Example") == keys.read_ring(tmp_path).names
    )


def test_a_folder_without_a_store_is_said_to_have_none(tmp_path):
    with pytest.raises(Problem, match="no store"):
        names_in(tmp_path)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"last_person": null, "people": [{}]}'])
def test_damaged_keys_are_told(tmp_path, text):
    (tmp_path / KEYS_NAME).write_text(text, "utf-8")
    with pytest.raises(StoreTrouble):
        names_in(tmp_path)


def test_telling_the_names_imports_nothing_that_opens_a_store():
    asked = "import sys, recruitment_app.store.known_names; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert {"hashlib", "sqlalchemy", "cryptography"} & set(told.stdout.split()) == set()
