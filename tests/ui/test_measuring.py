import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stores import PASSWORD, make_store

pytestmark = pytest.mark.long

HOUSE = Path(__file__).resolve().parents[2]


def measure_start(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "recruitment_app", "--measure-start", "--store", str(folder)],
        cwd=HOUSE,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path) -> Path:
    store, _key = make_store(tmp_path / "store")
    store.close(is_backed_up=False)
    return tmp_path / "store"


def test_a_start_is_told_as_one_json_object(folder):
    told = measure_start(folder, RECRUITMENT_PASSWORD=PASSWORD)
    assert told.returncode == 0, told.stderr
    figures = json.loads(told.stdout)
    names = ["first_paint_ms", "import_ms", "unlock_ms", "today_ms", "whole_ms", "rss_mib"]
    assert list(figures) == names
    assert all(figures[name] > 0 for name in names)


def test_measuring_leaves_the_settings_of_the_machine_alone(folder, tmp_path):
    assert measure_start(
        folder, RECRUITMENT_PASSWORD=PASSWORD, XDG_CONFIG_HOME=str(tmp_path / "own")
    ).stdout
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("wrong", "The name or the password is not right."), ("", "Set RECRUITMENT_PASSWORD")],
)
def test_a_start_that_stays_shut_says_why(folder, password, sentence):
    told = measure_start(folder, RECRUITMENT_PASSWORD=password)
    assert told.returncode == 1
    assert told.stderr.startswith(sentence)
    assert told.stdout == ""


def test_a_folder_without_a_store_is_told(tmp_path):
    told = measure_start(tmp_path, RECRUITMENT_PASSWORD=PASSWORD)
    assert (told.returncode, told.stderr) == (1, "There is no store in this folder.\n")
