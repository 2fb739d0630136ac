"""How long an import takes and what it holds, beside reading the file and writing bare rows.

Run as ``python -m tests.benchmarks.importing KIND FILE FOLDER``; writes one JSON object.
"""

import json
import random
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import openpyxl
import sqlcipher3.dbapi2

from recruitment_app.casework.importing.imports import import_cases, plan_import
from recruitment_app.exchange import tracker
from recruitment_app.exchange.spreadsheets import write_table
from recruitment_app.store.keeping import Store
from tests.benchmarks import starting
from tests.benchmarks.figures import Limited, Ratio
from tests.stores import NAME, PASSWORD, make_store

ROWS = 10_000
ROUNDS = 3  # each takes half a minute
TODAY = date(2014, 11, 14)
COLUMNS = tracker.HEADINGS[:10]
AT_MOST = 15.0
MOST_MEGABYTES = 400.0
SYLLABLES = ("ba", "cor", "den", "fal", "gri", "hol", "jen", "kel", "lam", "mor", "nor", "pel")
SOURCES = ("Website", "TV", "Radio", None)


def measure(folder: Path, rounds: int, environment: dict[str, str]) -> list[Ratio | Limited]:
    """Bring one tracker in, in turn with the baseline, each time into a new store."""
    file = folder / "tracker.xlsx"
    write_table(file, COLUMNS, rows(random.Random(2014)))  # noqa: S311 - invented people
    store, _ = make_store(folder / "empty")
    store.close(is_backed_up=False)
    plain, ours = [], []
    for turn in range(min(rounds, ROUNDS)):
        copytree(folder / "empty", folder / f"store-{turn}")
        for kind, told, room in (("plain", plain, "bare"), ("ours", ours, "store")):
            where = str(folder / f"{room}-{turn}")
            words = [sys.executable, "-m", "tests.benchmarks.importing", kind, str(file), where]
            told.append(json.loads(starting.run(words, environment)))
    return [
        Ratio(
            f"import of {ROWS:,} rows, {len(COLUMNS)} columns",
            [one["ms"] for one in ours],
            [one["ms"] for one in plain],
            AT_MOST,
        ),
        Limited("memory of that import", max(one["mb"] for one in ours), MOST_MEGABYTES, "MB"),
    ]


def rows(chance: random.Random) -> list[list[object]]:
    """Return the rows of a tracker: single people and couples, each reached in three ways."""

    def name() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3)))).title()

    def postcode() -> str:
        return f"RM{chance.randrange(1, 20)} {chance.randrange(1, 9)}{chance.choice('ABDEF')}Z"

    made: list[list[object]] = []
    for number in range(ROWS):
        family, is_couple = name(), chance.random() < 0.6
        second = [name(), family if chance.random() < 0.5 else name()]
        made.append(
            [
                date(2011, 4, 1) + timedelta(days=chance.randrange(1300)),
                name(),
                family,
                *(second if is_couple else [None, None]),
                f"07700 9{number:05}",
                f"person{number}@example.org",
                postcode(),
                chance.choice(SOURCES),
                None,
            ]
        )
    return made


def read_and_write_plainly(file: Path, folder: Path) -> None:
    """Read the file with openpyxl and write its values into a bare encrypted table."""
    book = openpyxl.load_workbook(file, read_only=True)
    cells = [
        [value.isoformat() if isinstance(value, date) else value for value in row]
        for row in book.worksheets[0].iter_rows(max_col=len(COLUMNS), values_only=True)
    ]
    connection = sqlcipher3.dbapi2.connect(str(folder))
    connection.execute(f"""PRAGMA key = "x'{"ab" * 32}'" """)
    connection.execute(f"CREATE TABLE rows ({', '.join(f'c{at}' for at in range(len(COLUMNS)))})")
    places = ", ".join("?" for _ in COLUMNS)
    connection.executemany(f"INSERT INTO rows VALUES ({places})", cells)  # noqa: S608 - marks alone
    connection.commit()
    connection.close()


def bring_in(file: Path, folder: Path) -> None:
    """Bring the file in as a person does: the dry run, then all of it."""
    with Store.open(folder, NAME, PASSWORD) as store:
        plan = plan_import(store, path=file, mapping=tracker.NAME, today=TODAY)
        import_cases(store, plan=plan, today=TODAY)
        store.close(is_backed_up=False)


def main(kind: str, file: Path, folder: Path) -> None:
    """Do the one or the other, and write down how long it took and what it held at most."""
    act = {"plain": read_and_write_plainly, "ours": bring_in}[kind]
    began = time.perf_counter()
    act(file, folder)
    took = (time.perf_counter() - began) * 1000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000
    sys.stdout.write(json.dumps({"ms": took, "mb": most}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
