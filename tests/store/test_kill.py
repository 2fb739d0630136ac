"""Kill -9 at any moment: nothing shown as saved is lost, and nothing is half done.

RECRUITMENT_KILL_ROUNDS says how many rounds in all (6 unless set; 100 in .ci/run).
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import func, select

from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.reports.report_reading import report_page, section_page
from recruitment_app.forms.definition import Box
from recruitment_app.forms.prose import plain_text
from recruitment_app.rules.stages import EventKind
from recruitment_app.store import backup, restoring, rotation
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, CaseEvent, Person
from recruitment_app.ui.section_work import content_of_json
from tests.casework.reports import begun
from tests.store import until_killed
from tests.store.attached import add, not_whole
from tests.store.enquirers import TODAY, enquire
from tests.stores import NAME, PASSWORD, make_store

pytestmark = pytest.mark.long

HOUSE = Path(__file__).resolve().parents[2]
KINDS = ("acts", "drafts", "imports", "backups", "restores", "reports")
ROUNDS = int(os.environ.get("RECRUITMENT_KILL_ROUNDS", "6"))
ROWS = 40  # in each file that is brought in
MOST_LOST_S = 2.0  # of typing


@dataclass
class Scene:
    """One store, what every round so far was told is saved, and when the next is killed."""

    room: Path
    kind: str
    saved: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    typed: str = ""
    seconds: float = 0.0

    @property
    def folder(self) -> Path:
        return self.room / "store"

    def chance(self, number: int) -> random.Random:
        return random.Random(f"{self.kind} {number}")  # noqa: S311 - when to kill is no secret


def count(store: Store, kind: type) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(kind))


def families(store: Store) -> set[str]:
    with store.reading() as session:
        return set(session.scalars(select(Person.family_name)))


def informed(store: Store) -> set[str]:
    """Return the titles of the cases whose information was sent."""
    sent = select(CaseEvent.case_id).where(CaseEvent.kind == EventKind.INFORMATION_SENT)
    with store.reading() as session:
        return set(session.scalars(select(Case.title).where(Case.id.in_(sent))))


def restored(file: Path, scene: Scene) -> set[str]:
    """Bring a backup back, check it from end to end, and return who is in it."""
    folder = scene.room / "proof"
    restoring.restore(file, folder, NAME, PASSWORD, at=datetime.now(UTC))
    found = whole(folder)
    shutil.rmtree(folder)
    return found


def whole(folder: Path) -> set[str]:
    """Open a store, check it from end to end, and return who is in it."""
    with Store.open(folder, NAME, PASSWORD) as store:
        assert store.wait_for_checks(60)
        assert store.findings == ()
        assert store.check() == ()
        assert not_whole(store) == []
        found = families(store)
        store.close(is_backed_up=False)
    return found


def window_until_killed(scene: Scene, begin: int, seconds: float) -> list[list[str]]:
    """Let a window work for a while after its first act or key, kill it; return what it showed."""
    with (scene.room / "faults").open("w+") as faults:
        process = subprocess.Popen(
            [
                sys.executable,
                *("-m", "tests.store.until_killed", scene.kind, str(scene.folder), str(begin)),
            ],
            cwd=HOUSE,
            stdout=subprocess.PIPE,
            stderr=faults,
            text=True,
        )
        assert process.stdout is not None
        lines = []
        try:
            for line in process.stdout:
                lines.append(line.split())
                if lines[-1][0] in {"saved", "typed"}:
                    time.sleep(seconds)
                    break
        finally:
            process.kill()
        lines += [line.split() for line in process.stdout]
        process.stdout.close()
        faults.seek(0)
        told = faults.read()
    assert process.wait() == -signal.SIGKILL, told
    assert not told
    return lines


def command_until_killed(scene: Scene, number: int, *arguments: str) -> bool:
    """Run the application's own command, kill it at some moment; say whether it had ended well.

    The first is let run, to know how long one takes.
    """
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "recruitment_app", *arguments],
        cwd=HOUSE,
        env=os.environ | {"RECRUITMENT_PASSWORD": PASSWORD},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        if scene.seconds:
            share = scene.chance(number).uniform(0.3, 1.1)
            process.wait(share * scene.seconds)
        else:
            process.wait(120)
            scene.seconds = time.monotonic() - begun
    except subprocess.TimeoutExpired:
        process.kill()
    _, faults = process.communicate()
    assert not faults, faults
    return process.returncode == 0


def act(scene: Scene, number: int) -> None:
    begin = max([0, *scene.saved]) + 10
    for word, told in window_until_killed(scene, begin, scene.chance(number).uniform(0, 1.5)):
        {"saved": scene.saved, "sent": scene.sent, "kept": scene.kept}[word].append(int(told))
    found = whole(scene.folder)
    assert found >= {f"Number{saved}" for saved in scene.saved}
    with Store.open(scene.folder, NAME, PASSWORD) as store:
        assert count(store, Case) == count(store, Person)
        assert informed(store) >= {f"Number{sent}" for sent in scene.sent}
        files = rotation.all_in(scene.folder / backup.BACKUPS_NAME, store.database_id)
        store.close(is_backed_up=False)
    for file in files[-1:]:
        assert restored(file, scene) >= {f"Number{kept}" for kept in scene.kept}


def type_drafts(scene: Scene, number: int) -> None:
    """Type at one window after another, each of which first shows what the one before kept.

    The last letter shown is taken for the moment of the kill: while the window takes no keys,
    nobody types, and a busy machine may halt it for longer than a draft waits.
    """
    shown = window_until_killed(scene, number, scene.chance(number).uniform(0, 5))
    back, *typed = shown
    assert back == (["back", scene.typed] if scene.typed else ["back"])
    stamps = [float(stamp) for word, stamp in typed if word == "typed"]
    whole(scene.folder)
    with Store.open(scene.folder, NAME, PASSWORD) as store:
        draft = json.loads(store.drafts().get("new_enquiry", "{}"))
        store.close(is_backed_up=False)
    scene.typed = draft.get("message", "")
    old = sum(stamp <= stamps[-1] - MOST_LOST_S for stamp in stamps)
    assert len(scene.typed) >= old
    assert scene.typed == "".join(islice(until_killed.letters_from(number), len(scene.typed)))
    if old:
        assert draft["given_names"] == until_killed.GIVEN


def write_report(scene: Scene, number: int) -> None:
    """Write on and on in one section, by one window after another; each shows what was kept."""
    shown = window_until_killed(scene, number, scene.chance(number).uniform(0, 5))
    back, *typed = shown
    assert back == (["back", scene.typed] if scene.typed else ["back"])
    stamps = [float(stamp) for word, stamp in typed if word == "typed"]
    whole(scene.folder)
    kept = kept_in_section(scene)
    assert kept.startswith(scene.typed)
    added = kept[len(scene.typed) :]
    assert len(added) >= sum(stamp <= stamps[-1] - MOST_LOST_S for stamp in stamps)
    assert added == "".join(islice(until_killed.letters_from(number), len(added)))
    scene.typed = kept


def kept_in_section(scene: Scene) -> str:
    """Return what a section holds: its draft, where something was typed that was not saved."""
    with Store.open(scene.folder, NAME, PASSWORD) as store:
        [case] = case_ids(store, wanted=CaseFilter(), today=TODAY)
        form = report_page(store, case_id=case)
        page = section_page(store, form_id=form.id, section=until_killed.SPOT[0])
        draft = json.loads(store.drafts().get(page.draft_spot, "{}"))
        store.close(is_backed_up=False)
    content = content_of_json(draft["content"]) if draft else page.content
    return plain_text(content.box(Box.EVIDENCE))


def bring_in(scene: Scene, number: int) -> None:
    file = scene.room / "rows.csv"
    rows = [f"13/11/2014,Kit{number},Row{number}x{row}" for row in range(ROWS)]
    file.write_text("\n".join(["Date of enquiry,First name,Surname", *rows]), "utf-8")
    arguments = ("import", str(file), "--store", str(scene.folder), "--mapping", "tracker")
    is_done = command_until_killed(scene, number, *arguments, "--today", "2014-11-14")
    found = {name for name in whole(scene.folder) if name.startswith(f"Row{number}x")}
    assert len(found) in ({ROWS} if is_done else {0, ROWS})
    if is_done:
        scene.saved.append(number)
    with Store.open(scene.folder, NAME, PASSWORD) as store:
        assert count(store, Case) % ROWS == 0
        assert count(store, Case) >= ROWS * len(scene.saved)
        store.close(is_backed_up=False)


def back_up(scene: Scene, number: int) -> None:
    file = scene.room / f"backup-{number}"
    arguments = ("backup", str(file), "--store", str(scene.folder))
    is_done = command_until_killed(scene, number, *arguments)
    assert file.exists() >= is_done
    found = whole(scene.folder)
    if file.exists():
        assert restored(file, scene) == found


def restore(scene: Scene, number: int) -> None:
    with Store.open(scene.folder, NAME, PASSWORD) as store:
        if not (scene.room / "one").exists():
            store.back_up(scene.room / "one")
        store.close(is_backed_up=False)
    again = scene.room / f"again-{number}"
    is_done = command_until_killed(scene, number, "restore", str(scene.room / "one"), str(again))
    assert again.exists() >= is_done
    if again.exists():
        assert whole(again) == whole(scene.folder)


ROUND = dict(zip(KINDS, (act, type_drafts, bring_in, back_up, restore, write_report), strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_shown_as_saved_is_lost_when_the_process_is_killed(kind, tmp_path):
    rounds = ROUNDS // len(KINDS) + (KINDS.index(kind) < ROUNDS % len(KINDS))
    store, _ = make_store(tmp_path / "store")
    if kind in {"backups", "restores"}:
        with store.writing(act="set_up"):
            for number in range(1, 50):
                enquire(store, number)
        for number in range(3):
            add(store, bytes([number]) * 2_500_000)
    if kind == "reports":
        begun(store)
    store.close(is_backed_up=False)
    scene = Scene(tmp_path, kind)
    for number in range(rounds + (kind in {"imports", "backups", "restores"})):
        ROUND[kind](scene, number)
