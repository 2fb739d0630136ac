"""Measures the file of a case: its timeline against the bare SELECTs, and a large file attached.

Run as ``python -m tests.benchmarks.filing FOLDER ROUNDS``; writes one JSON object. The long case
is one of the sample's, with thousands of notes more. While the file is encrypted the window's
loop goes on: what is told is how long it was away at most, and by how much the memory grew.
"""

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from sqlalchemy import select

from recruitment_app.casework.file.case_documents import documents
from recruitment_app.casework.file.case_timeline import case_timeline
from recruitment_app.casework.notes import write_note
from recruitment_app.casework.sampling.sample import (
    MANAGER,
    USUAL_TODAY,
    open_sample,
    usual_password,
)
from recruitment_app.rules.stages import Stage
from recruitment_app.store.engine import connect
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Note
from recruitment_app.ui.dialogs.document_dialogs import AddDocuments
from recruitment_app.ui.places import Place
from tests.benchmarks import starting
from tests.benchmarks.figures import Limited, Ratio
from tests.benchmarks.plain_list import Overheard
from tests.benchmarks.within import Desk

MOST = 3.0
LINES, SHOWN = 3_000, 40
LARGE = 200 << 20
MOST_GROWN, LONGEST_AWAY = 24.0, 200.0
TICK = 5
LINE = "Telephoned about the school and the garden, and noted what was said of each of them. "


def measure(folder, rounds, environment):
    """Measure in a process of its own, whose sample is made in the folder."""
    words = [sys.executable, "-m", "tests.benchmarks.filing", str(folder), str(rounds)]
    told = json.loads(starting.run(words, environment))
    return [
        Ratio(
            f"timeline of {told['lines']:,} lines, against bare SELECTs", *told["timeline"], MOST
        ),
        Limited("memory grown while 200 MB are attached", told["grown"], MOST_GROWN, "MiB"),
        Limited("longest that the window was away meanwhile", told["away"], LONGEST_AWAY, "ms"),
    ]


def make_long(store):
    """Give the first case in Stage Two thousands of notes, if it has none yet; return its key."""
    with store.reading() as session:
        wanted = select(Case.id).where(Case.stage == Stage.STAGE_TWO, Case.deleted_at.is_(None))
        case_id = session.scalars(wanted.order_by(Case.reference_number)).first()
        has = session.scalars(
            select(Note.id).where(Note.case_id == case_id, Note.text.startswith(LINE)).limit(1)
        ).first()
    if has is None:
        with store.writing(act="add_note") as session:
            for number in range(LINES):
                on = USUAL_TODAY - timedelta(days=number % 300)
                text = f"{LINE}{number}"
                write_note(session, store, case_id, kind="telephone", on=on, text=text)
    return case_id


def measure_timeline(store, rounds):
    """Read the timeline and what is shown of it, and send the same SELECTs by the bare driver."""
    case_id = make_long(store)
    home = store._home
    connection = connect(home.database, home.data_key)
    ours, bare = [], []
    for turn in range(rounds + 1):
        with Overheard() as overheard:
            began = time.process_time()
            timeline = case_timeline(store, case_id=case_id)
            for at in range(SHOWN):
                timeline.row(at)
            ours.append((time.process_time() - began) * 1000)
        began = time.process_time()
        for statement, parameters in overheard.statements:
            connection.execute(statement, parameters).fetchall()
        bare.append((time.process_time() - began) * 1000)
        if not turn:  # the first round warms both
            ours.clear()
            bare.clear()
    connection.close()
    return [ours, bare], len(timeline)


def measure_attaching(folder, place):
    """Attach a large file by the dialog; return how the memory grew, and the longest gap."""
    large = Path(folder) / "large.tif"
    with large.open("wb") as out:
        for _ in range(LARGE >> 20):
            out.write(os.urandom(1 << 20))
    small = Path(folder) / "small.tif"
    small.write_bytes(os.urandom(1 << 20))
    desk = Desk(place)
    case_id = make_long(desk.store)
    attach(desk, case_id, small)  # what is imported for it is there
    watch = Watch()
    attach(desk, case_id, large, watch)
    kept = {row.title: row.size for row in documents(desk.store, case_id=case_id)}
    assert kept["large"] == LARGE
    desk.leave()
    large.unlink()
    return watch.grown, watch.away


class Watch:
    """Looks every few milliseconds how much memory there is, and when the loop came by last."""

    def __init__(self):
        self.grown, self.away = 0.0, 0.0
        self._before = resident()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)

    def begin(self):
        """Watch from now on."""
        self._last = time.perf_counter()
        self._timer.start(TICK)

    def end(self):
        """Watch no longer."""
        self._timer.stop()

    def _tick(self):
        now = time.perf_counter()
        self.away, self._last = max(self.away, (now - self._last) * 1000), now
        self.grown = max(self.grown, resident() - self._before)


def attach(desk, case_id, file, watch=None):
    """Add a file as a person does, and wait until it is a document of the case."""
    dialog = AddDocuments(desk.office, Place("add_documents", case_id, {"files": str(file)}))
    dialog.open()
    desk.application.processEvents()
    if watch is not None:
        watch.begin()
    dialog.submit()
    while desk.office.is_busy:
        desk.application.processEvents()
    if watch is not None:
        watch.end()
    desk.application.processEvents()
    dialog.deleteLater()


def resident():
    """Return the memory of this process in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def main(folder, rounds):
    """Measure everything on one sample and write it down."""
    place = open_sample(Path(folder) / "filed-sample")
    with Store.open(place, MANAGER, usual_password()) as store:
        timeline, lines = measure_timeline(store, rounds)
    grown, away = measure_attaching(folder, place)
    told = {"timeline": timeline, "lines": lines, "grown": grown, "away": away}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
