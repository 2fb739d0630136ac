"""A region's numbers against a team's: the same steps with 100,000 enquiries and with 1,000.

Run as ``python -m tests.benchmarks.at_scale SMALL LARGE ROUNDS``; writes one JSON object. Both
windows stand in one process, each step is done in the small store and then in the large one,
and one connection each of the bare driver gives the baselines of the search and the look-up.
"""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt

from recruitment_app.casework.finding import find, likely_same
from recruitment_app.casework.lists.case_list import CaseFilter, CaseSort, case_ids, case_rows
from recruitment_app.rules.likeness import Identity, keys_of
from recruitment_app.rules.stages import Stage
from recruitment_app.store.engine import connect
from recruitment_app.store.search import fold
from recruitment_app.ui.places import Place
from tests.benchmarks import reads, starting
from tests.benchmarks.figures import Limited, Ratio, Told
from tests.benchmarks.filing import measure_timeline
from tests.benchmarks.within import Desk, Timed

SMALL, LARGE, YEARS = 1_000, 100_000, 10
LONGEST_SAMPLE = 600.0
GROUPS = ("open", "closed")  # others leave the small list shorter than the window
BY_WORDS = "filter: words, until shown"
WHOLE_TODAY = "Today, until every section is shown"
UNBOUND = (BY_WORDS, WHOLE_TODAY)
"""What is read on another thread, the window's hands free: told, and held to no bound."""
CASES_OPENED = 8
PEOPLE_TYPED = 12
WORDS = "basil"  # a name of which the small store fills the window too
FOUND = 20
RANKED_FROM = 4
RANKED = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rank LIMIT ?"
UNRANKED = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?"
LOOK_UP = (
    "SELECT people.* FROM likeness_keys JOIN people ON people.id = likeness_keys.person_id"
    " WHERE likeness_keys.key = ?"
)
ORDERS = {
    "up": Qt.SortOrder.AscendingOrder,
    "down": Qt.SortOrder.DescendingOrder,
}


def measure(
    folder: Path, rounds: int, environment: dict[str, str], large: Path | None
) -> list[Ratio | Limited | Told]:
    """Make the stores that are not there, measure, and tell each figure."""
    told: list[Ratio | Limited | Told] = []
    small = folder / "small"
    _make(small, SMALL, environment)
    if large is None:
        large = folder / "large"
        took = _make(large, LARGE, environment)
        told.append(Limited(f"sample of {LARGE:,} enquiries made", took, LONGEST_SAMPLE, "s"))
    words = [sys.executable, "-m", "tests.benchmarks.at_scale", str(small), str(large), str(rounds)]
    figures = json.loads(starting.run(words, environment))
    told += [
        Ratio(f"at {LARGE:,}: {name}", of["large"], of["small"], 1.5)
        for name, of in figures["steps"].items()
        if name not in UNBOUND
    ]
    told += [
        Ratio("search as typed, against bare FTS5", *figures["search"], 5.0),
        Ratio("duplicates as typed, against one look-up", *figures["alike"], 10.0),
        Ratio("timeline of a long case, against SELECTs", *figures["timeline"], 3.0),
        *(Told(name, figures["steps"][name]["large"]) for name in UNBOUND),
        Told("longest that a key typed was held", figures["held"]),
        *reads.measure(large, rounds, environment),
    ]
    return told


def _make(store: Path, enquiries: int, environment: dict[str, str]) -> float:
    words = ("sample", str(store), "--enquiries", str(enquiries), "--years", str(YEARS))
    began = time.perf_counter()
    starting.run(starting.command(*words, "--seed", "2014", "--today", "2014-11-14"), environment)
    return time.perf_counter() - began


class Steps:
    """The steps that are measured, each by its name, in one of the two windows."""

    def __init__(self, desk: Desk, timed: Timed):
        self.desk = desk
        self.timed = timed
        today = desk.opened.today()
        ids = case_ids(desk.store, wanted=CaseFilter(), today=today, sort=CaseSort.REFERENCE)
        desk.go(Place("cases"))
        self.columns = [column for column in desk.view.model().columns if column.sorted_by]
        self.names = [column.name for column in desk.view.model().columns]
        self.cases = ids[:: max(len(ids) // CASES_OPENED, 1)][:CASES_OPENED]

    def all(self):
        """Return every step: its name, what to do before it, and what is measured."""
        yield "open the list", self.desk.sit_down, lambda: self.desk.go(Place("cases"))
        for column in self.columns:
            yield f"sort by {column.name}", self._unsorted, lambda c=column: self._sort(c)
        yield "go to the end", self._to_top, self.desk.go_to_end
        for group in GROUPS:
            yield f"filter: {group}", self._every_case, lambda g=group: self._filter("group", g)
        stage = Stage.ENQUIRY
        yield "filter: a stage", self._every_case, lambda: self._filter("stage", stage)
        yield BY_WORDS, self._every_case, self._filter_by_words
        yield "a case page", self._every_case, self._next_case
        yield "Today", self.desk.sit_down, lambda: self.desk.go(Place("today"))
        yield WHOLE_TODAY, self.desk.sit_down, self._whole_today

    def _unsorted(self):
        self.desk.go(Place("cases"))
        self.desk.sort(self.names.index("opened_on"), ORDERS["down"])
        self.desk.sort(self.names.index("reference"), ORDERS["up"])

    def _sort(self, column):
        self.desk.sort(self.names.index(column.name), ORDERS["down"])

    def _to_top(self):
        self.desk.sit_down()
        self.desk.go(Place("cases"))

    def _every_case(self):
        self.desk.go(Place("cases"))
        self.desk.shell.page.filters.clear()
        self.desk.application.processEvents()

    def _filter(self, field, value):
        choice = getattr(self.desk.shell.page.filters, field)
        choice.choose(value)
        choice.chosen.emit(value)  # as a person who chooses it
        self.desk.application.processEvents()

    def _filter_by_words(self):
        filters = self.desk.shell.page.filters
        filters.words.setText(WORDS)
        filters.filtered.emit()
        self.desk.rest()

    def _whole_today(self):
        self.desk.go(Place("today"))
        self.desk.rest()

    def _next_case(self):
        self.cases = [*self.cases[1:], self.cases[0]]
        self.desk.go(Place("case", self.cases[0]))


def measure_steps(desks, rounds):
    """Do each step in the small store and in the large one, round after round."""
    timed = {size: Timed() for size in desks}
    steps = {size: Steps(desk, timed[size]) for size, desk in desks.items()}
    for desk in desks.values():
        desk.go(Place("cases"))
    for turn in range(rounds + 1):
        for parts in zip(*(list(steps[size].all()) for size in desks), strict=True):
            for size, (name, prepare, act) in zip(desks, parts, strict=True):
                for desk in desks.values():
                    desk.rest()  # what the other store's window still reads is not this one's
                prepare()
                (timed[size] if turn else Timed()).take(name, act)  # the first round warms
    return {name: {size: timed[size].told[name] for size in desks} for name in timed["small"].told}


def typed_names(desk):
    """Return given and family names of people in the store, spread over its years."""
    today = desk.opened.today()
    ids = case_ids(desk.store, wanted=CaseFilter(), today=today, sort=CaseSort.REFERENCE)
    rows = case_rows(desk.store, ids=ids[7 :: max(len(ids) // PEOPLE_TYPED, 1)][:PEOPLE_TYPED])
    names = [row.title.split(" and ")[0].split() for row in rows]
    return [(words[0], words[-1]) for words in names if words]


def measure_search(desk, connection, rounds):
    """Search for each beginning of names, ours and by the bare driver in the same order."""
    ours, bare = [], []
    for turn in range(rounds + 1):
        sums = [0.0, 0.0]
        for _given, family in typed_names(desk):
            typed = fold(family).split()[0][:7] if fold(family) else "larks"
            for length in range(1, len(typed) + 1):
                word = typed[:length]
                bare_query = RANKED if length >= RANKED_FROM else UNRANKED
                sums[1] += _took(_all, connection, bare_query, f'"{word}"*', 2 * FOUND)
                sums[0] += _took(lambda words: find(desk.store, words=words, most=FOUND), word)
        if turn:
            ours.append(sums[0])
            bare.append(sums[1])
    return ours, bare


def measure_alike(desk, connection, rounds):
    """Look for duplicates of people typed, and look one key of each up by the bare driver."""
    ours, bare = [], []
    for turn in range(rounds + 1):
        sums = [0.0, 0.0]
        for given, family in typed_names(desk):
            who = Identity(given=given, family=family)
            key = next((key for key in sorted(keys_of(who)) if key.startswith("l:")), "")
            sums[1] += _took(_all, connection, LOOK_UP, key)
            sums[0] += _took(lambda one: likely_same(desk.store, typed=[one]), who)
        if turn:
            ours.append(sums[0])
            bare.append(sums[1])
    return ours, bare


def measure_held(desk):
    """Type into the search box; return how long the window was away from its keys, at most."""
    held = []
    box = desk.shell.search
    for _given, family in typed_names(desk):
        box.setFocus()
        for length in range(1, len(family) + 1):
            timer = QElapsedTimer()
            timer.start()
            box.setText(family[:length])
            box.search()
            desk.application.processEvents()
            held.append(timer.nsecsElapsed() / 1e6)
        while desk.office.is_busy:
            began = time.perf_counter()
            desk.application.processEvents()
            held.append((time.perf_counter() - began) * 1000)
        box.clear()
    return held


def _all(connection, statement, *parameters):
    return connection.execute(statement, parameters).fetchall()


def _took(act, *facts):
    began = time.perf_counter()
    act(*facts)
    return (time.perf_counter() - began) * 1000


def main(small, large, rounds):
    """Measure everything on the two stores and write it down."""
    desks = {"small": Desk(small), "large": Desk(large)}
    home = desks["large"].store._home
    connection = connect(home.database, home.data_key)
    told = defaultdict(list)
    told["steps"] = measure_steps(desks, rounds)
    told["search"] = measure_search(desks["large"], connection, rounds)
    told["alike"] = measure_alike(desks["large"], connection, rounds)
    told["timeline"], _lines = measure_timeline(desks["large"].store, rounds)
    told["held"] = measure_held(desks["large"])
    connection.close()
    for desk in desks.values():
        desk.leave()
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
