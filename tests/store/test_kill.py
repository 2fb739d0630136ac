"""Kill -9 at any moment: nothing shown as saved is lost, and nothing is half done.

RECRUITMENT_KILL_ROUNDS says how many rounds in all (5 unless set; 100 in CI).
"""

import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from recruitment_app.store import backup, restoring, rotation
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Person
from tests.store import until_killed
from tests.stores import NAME, PASSWORD, make_store

HOUSE = Path(__file__).resolve().parents[2]
KINDS = tuple(until_killed.WORK)
ROUNDS = int(os.environ.get("RECRUITMENT_KILL_ROUNDS", "5"))
LONGEST = {"acts": 0.5, "drafts": 0.5, "imports": 0.8, "backups": 0.8, "restores": 0.8}


def work_until_killed(kind: str, folder: Path, begin: int, chance: random.Random) -> list[str]:
    """Let a process work for a moment, kill it, and return what it had told."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.until_killed", kind, str(folder), str(begin)],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        told = process.stdout.readline()
        assert told == "ready\n", process.stderr.read()
        time.sleep(chance.uniform(0, LONGEST[kind]))
    finally:
        process.kill()
    rest, faults = process.communicate()
    assert not faults, faults
    return [line for line in rest.splitlines() if line]


def numbers(told: list[str], word: str) -> list[int]:
    return [int(line.split()[1]) for line in told if line.startswith(word)]


def count(store: Store, kind: type) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(kind))


class Told:
    """What every round so far was told is saved."""

    def __init__(self) -> None:
        self.saved: list[int] = []
        self.kept: list[int] = []

    def add(self, told: list[str]) -> None:
        self.saved += numbers(told, "saved")
        self.kept += numbers(told, "kept")

    @property
    def next(self) -> int:
        return max([0, *self.saved, *self.kept]) + 10


def families(store: Store) -> set[str]:
    with store.reading() as session:
        return set(session.scalars(select(Person.family_name)))


def look_at_acts(store: Store, told: Told) -> None:
    assert families(store) >= {f"Number{number}" for number in told.saved}
    assert count(store, Case) == count(store, Person)


def look_at_drafts(store: Store, told: Told) -> None:
    kept = {spot: int(text) for spot, text in store.drafts().items()}
    for spot in range(until_killed.SPOTS):
        typed = [number for number in told.saved if number % until_killed.SPOTS == spot]
        if typed:
            assert kept[f"spot/{spot}"] >= typed[-1]


def look_at_imports(store: Store, told: Told) -> None:
    rows = until_killed.ROWS
    assert count(store, Case) % rows == 0
    assert families(store) >= {f"Row{number}x{row}" for number in told.saved for row in range(rows)}


def look_at_backups(store: Store, told: Told) -> None:
    look_at_acts(store, told)
    assert store.folder is not None
    files = rotation.all_in(store.folder / backup.BACKUPS_NAME, store.database_id)
    for file in files[-2:]:
        again = file.parent.parent.parent / "proof"
        restoring.restore(file, again, NAME, PASSWORD, at=datetime.now(UTC))
        with Store.open(again, NAME, PASSWORD) as proof:
            assert proof.check() == ()
            if file == files[-1]:
                assert families(proof) >= {f"Number{number}" for number in told.kept}
            proof.close(is_backed_up=False)
        subprocess.run(["rm", "-r", str(again)], check=True)


def look_at_restores(store: Store, told: Told) -> None:
    assert store.folder is not None
    room = store.folder.parent
    stand = {int(path.name.split("-")[1]): path for path in room.glob("again-*")}
    assert stand.keys() >= set(told.kept)
    for number in sorted(stand)[-2:]:
        with Store.open(stand[number], NAME, PASSWORD) as again:
            assert count(again, Case) == count(store, Case)
            assert again.check() == ()
            again.close(is_backed_up=False)


LOOKS = {
    "acts": look_at_acts,
    "drafts": look_at_drafts,
    "imports": look_at_imports,
    "backups": look_at_backups,
    "restores": look_at_restores,
}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_shown_as_saved_is_lost_when_the_process_is_killed(kind, tmp_path):
    rounds = ROUNDS // len(KINDS) + (KINDS.index(kind) < ROUNDS % len(KINDS))
    store, _ = make_store(tmp_path / "store")
    if kind == "restores":
        for number in range(5):
            until_killed.acts(store, number)
        store.back_up(tmp_path / "one")
    store.close(is_backed_up=False)
    told = Told()
    for number in range(rounds):
        chance = random.Random(f"{kind} {number}")  # noqa: S311 - when to kill is no secret
        told.add(work_until_killed(kind, store.folder, told.next, chance))
        with Store.open(store.folder, NAME, PASSWORD) as again:
            assert again.wait_for_checks(60)
            assert again.findings == ()
            assert again.check() == ()
            LOOKS[kind](again, told)
            again.close(is_backed_up=False)
