"""Measures what a worker reads all day against the very SELECTs that it needs, by the bare driver.

Run as ``python -m tests.benchmarks.reads STORE ROUNDS`` on a sample; writes one JSON object. Each
read is done as the window does it, its SELECTs are overheard, and both are done by turns; what
counts is processor time.
"""

import json
import os
import sys
import time
from pathlib import Path

from recruitment_app.casework.checks.check_grid import check_grid
from recruitment_app.casework.sampling.sample import MANAGER, sample_mark
from recruitment_app.casework.today.diary import today_page
from recruitment_app.casework.today.todo import overdue_count
from recruitment_app.store.engine import connect
from recruitment_app.store.keeping import Store
from recruitment_app.ui.pages.today_page import FIRST_CLOCKS
from tests.benchmarks import starting
from tests.benchmarks.figures import Ratio, Told
from tests.benchmarks.plain_list import Overheard

MOST = 3.0

_SCREENFUL = 40


def _check_grid(store, today):
    """Read the grid of checks, and make the rows of a window of it."""
    return list(check_grid(store, today=today)[:_SCREENFUL])


READS = {
    "Today": lambda store, today: today_page(store, today=today, mine=False, most=FIRST_CLOCKS),
    "the grid of checks": _check_grid,
}
"""What is read of all open cases, by its name, and held to the bound: add yours here."""
SHORT = {
    "Today, one's own": lambda store, today: today_page(
        store, today=today, mine=True, most=FIRST_CLOCKS
    ),
    "the badge of Today": lambda store, today: overdue_count(store, today=today),
}
"""What is of a few cases, so that the statements themselves are most of it: told, and not held."""


def measure(store, rounds, environment):
    """Measure in a process of its own, on a sample that is there."""
    words = [sys.executable, "-m", "tests.benchmarks.reads", str(store), str(rounds)]
    told = json.loads(starting.run(words, environment))
    held = [Ratio(f"{name}, against its SELECTs", *told[name], MOST) for name in READS]
    return [*held, *(Told(f"{name}, read", told[name][0]) for name in SHORT)]


def main(folder, rounds):
    """Read and select by turns, once for the caches and then by the clock."""
    today = sample_mark(folder).today
    with Store.open(folder, MANAGER, os.environ["RECRUITMENT_PASSWORD"]) as store:
        store.wait_for_checks()
        bare = connect(store._home.database, store._home.data_key)
        told = {name: ([], []) for name in {**READS, **SHORT}}
        for turn in range(rounds + 1):
            for name, read in {**READS, **SHORT}.items():
                with Overheard() as overheard:
                    read(store, today)
                began = time.process_time()
                read(store, today)
                done = time.process_time()
                for statement, parameters in overheard.statements:
                    bare.execute(statement, parameters).fetchall()
                selected = time.process_time()
                if turn:
                    told[name][0].append((done - began) * 1000)
                    told[name][1].append((selected - done) * 1000)
        bare.close()
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
