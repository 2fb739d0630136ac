"""Killed in the middle of a large import or of its undo, the store is as it was."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recruitment_app.casework import checking
from recruitment_app.casework.importing.import_undo import undo_import
from recruitment_app.casework.importing.imports import import_cases
from recruitment_app.store.keeping import Store
from tests.casework.test_import_undo import shown
from tests.casework.test_imports import TODAY, plan
from tests.stores import NAME, PASSWORD, make_store

pytestmark = pytest.mark.long

HOUSE = Path(__file__).resolve().parents[2]
ROWS = 1_100  # written, and taken out, in more than one part


@pytest.mark.parametrize("act", ["import", "undo"])
def test_nothing_is_half_done_by_a_kill(tmp_path, act):
    file = tmp_path / "rows.csv"
    lines = [f"13/11/2014,Kit,Row{at},01632 9{at:05}" for at in range(ROWS)]
    file.write_text("\n".join(["Date of enquiry,First name,Surname,Telephone", *lines]), "utf-8")
    store, _ = make_store(tmp_path / "store")
    if act == "undo":
        import_cases(store, plan=plan(store, file), today=TODAY)
    before = shown(store)
    store.close(is_backed_up=False)

    words = ["-m", "tests.casework.bringing_in_slowly", act, str(tmp_path / "store"), str(file)]
    process = subprocess.Popen(
        [sys.executable, *words], cwd=HOUSE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        done, of = (int(word) for word in line.split()[:2])
        if 0 < done < of:
            break
    process.kill()
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()

    with Store.open(tmp_path / "store", NAME, PASSWORD) as store:
        assert checking.check(store) == []
        assert shown(store) == before
        if act == "undo":
            undo_import(store, number=1, today=TODAY)
        else:
            import_cases(store, plan=plan(store, file), today=TODAY)
        assert shown(store) != before
        store.close(is_backed_up=False)
