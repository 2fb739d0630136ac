"""Runs every benchmark, prints each ratio beside its bound, and exits 1 when one is missed."""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import (
    at_scale,
    checking,
    demand,
    drawing,
    filing,
    importing,
    letters,
    papers,
    starting,
    writing,
)
from tests.benchmarks.figures import Limited, Ratio, Told

CASES = 10_000
ROUNDS = 7
FEWEST_ROUNDS = 5
LONGEST_SAMPLE = 60.0
STEPS = {"import_ms": "import behind the sign-in page", "unlock_ms": "unlocking"}
LIST_STEPS = {
    "open": "open the list",
    "sort": "sort it by name",
    "filter": "filter it to the open cases",
    "end": "go to its end",
}
WAITED_FOR = {
    "case_page": "case page opened",
    "new_enquiry": "new enquiry opened",
    "search_as_typed": "search, each letter typed",
    "duplicates_as_typed": "duplicates of a person typed",
}

Part = Callable[[Path, int, dict[str, str]], list[Ratio | Limited | Told]]
"""What a module of this folder measures in a folder of its own: rounds, and the environment of
every command it runs. It makes what it needs there, and raises ``starting.Failed``."""

PARTS: tuple[Part, ...] = (
    importing.measure,
    papers.measure,
    drawing.measure,
    writing.measure,
    checking.measure,
    filing.measure,
    letters.measure,
    demand.measure,
)
"""Measured after the window and its list, each by a module of its own: add its function here."""


def main() -> int:
    """Measure and tell; the exit code is the verdict."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="recruitment-benchmarks-") as name:
        folder = Path(name)
        environment = starting.surroundings(folder)
        told: list[Ratio | Limited | Told] = []
        try:
            if not asked.only_large:
                told += _of_window(asked, folder, environment)
                told += [one for part in PARTS for one in part(folder, asked.rounds, environment)]
            if asked.large or asked.only_large:
                store = asked.large_store
                told += at_scale.measure(folder, asked.rounds, environment, store)
        except starting.Failed as failed:
            sys.stderr.write(f"{failed}\n")
            return 1
    held = [one for one in told if not isinstance(one, Told)]
    _write(f"medians of {asked.rounds} rounds")
    _write(*(f"  {one.told()}" for one in held))
    _write("held to no bound:", *(f"  {one.told()}" for one in told if isinstance(one, Told)))
    missed = [one.name for one in held if not one.is_met]
    _write("every bound is met" if not missed else f"missed: {', '.join(missed)}")
    return 1 if missed else 0


def _of_window(
    asked: argparse.Namespace, folder: Path, environment: dict[str, str]
) -> list[Ratio | Limited | Told]:
    """Measure the starts, Today and the list against a bare window and a plain list."""
    store = asked.store or folder / "sample"
    made = [] if asked.store else [_made(store, asked.cases, environment)]
    ours, bare = starting.starts(store, asked.rounds, environment)
    words = [sys.executable, "-m", "tests.benchmarks.within", str(store), str(asked.rounds)]
    within = json.loads(starting.run(words, environment))
    return [
        *made,
        *_of_starts(ours, bare),
        *_of_list(within),
        *(Told(words, [one[key] for one in ours]) for key, words in STEPS.items()),
        *(Told(words, within[name]) for name, words in WAITED_FOR.items()),
    ]


def _made(store: Path, cases: int, environment: dict[str, str]) -> Limited:
    words = ("sample", str(store), "--enquiries", str(cases), "--seed", "2014")
    began = time.perf_counter()
    starting.run(starting.command(*words, "--today", "2014-11-14"), environment)
    took = time.perf_counter() - began
    return Limited(f"sample of {cases:,} enquiries made", took, LONGEST_SAMPLE, "s")


def _of_starts(ours: list[dict[str, float]], bare: list[dict[str, float]]) -> list[Ratio | Told]:
    def all_of(told: list[dict[str, float]], key: str) -> list[float]:
        return [one[key] for one in told]

    painted, resident = all_of(bare, "first_paint_ms"), all_of(bare, "rss_mib")
    return [
        Ratio("first painted window", all_of(ours, "first_paint_ms"), painted, 1.5),
        Ratio("Today painted, after unlocking", all_of(ours, "today_ms"), painted, 2.0),
        Ratio("memory with Today painted", all_of(ours, "rss_mib"), resident, 3.0, "MiB"),
        Told("Today, until every section is shown", all_of(ours, "whole_ms")),
    ]


def _of_list(within: dict[str, list[float]]) -> list[Ratio]:
    return [
        Ratio(f"list: {words}", within[f"list_{step}"], within[f"plain_{step}"], 3.0)
        for step, words in LIST_STEPS.items()
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"at least {FEWEST_ROUNDS}")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument(
        "--store",
        type=Path,
        help=f"a sample made before, with the password {starting.PASSWORD}; else one is made",
    )
    parser.add_argument(
        "--large",
        action="store_true",
        help=f"measure {at_scale.LARGE:,} enquiries against {at_scale.SMALL:,}, too",
    )
    parser.add_argument("--only-large", action="store_true", help="measure nothing but that")
    parser.add_argument(
        "--large-store",
        type=Path,
        help=f"a sample of {at_scale.LARGE:,} made before with --years {at_scale.YEARS}",
    )
    asked = parser.parse_args()
    if asked.rounds < FEWEST_ROUNDS:
        parser.error(f"at least {FEWEST_ROUNDS} rounds")
    return asked


def _write(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
