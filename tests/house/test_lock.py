import re
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
LOCK = (HOUSE / "packaging" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))

# One library a line, once the lines that end in a backslash are joined and comments are gone.
LINES = [
    line.strip()
    for line in re.sub(r"\s*#.*", "", LOCK.replace("\\\n", " ")).splitlines()
    if line.strip()
]


def plain(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def asked_for() -> list[str]:
    project = PROJECT["project"]
    extras = [asked for extra in project["optional-dependencies"].values() for asked in extra]
    return [*PROJECT["build-system"]["requires"], *project["dependencies"], *extras]


def test_the_lock_gives_no_address():
    assert "://" not in LOCK
    assert not re.search(r"^\s*-", LOCK.replace("--hash", "hash"), re.MULTILINE)


@pytest.mark.parametrize("line", LINES, ids=plain)
def test_each_library_is_pinned_and_hashed(line):
    assert re.fullmatch(r"[a-z0-9._-]+==\S+(?: ; [^#]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+", line)


@pytest.mark.parametrize("requirement", asked_for())
def test_the_lock_holds_all_that_the_project_asks_for(requirement):
    assert plain(requirement) in {plain(line) for line in LINES}


def test_no_other_lock_is_kept():
    assert "uv.lock" in (HOUSE / ".gitignore").read_text(encoding="utf-8").split()
