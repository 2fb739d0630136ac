"""Measures who waits for a workshop: the reckoning against the painting of its page.

Run as ``python -m tests.benchmarks.demand FOLDER ROUNDS``; writes one JSON object. The sample has
three hundred households more in Stage One and forty workshops to come. What is measured is the
whole reading and reckoning with three further days; the baseline is the page from being asked for
until it is painted, without that; both in processor time.
"""

import json
import sys
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import inspect, select

from recruitment_app.casework.events.events import EventFacts, make_event
from recruitment_app.casework.events.workshop_waiting import demand
from recruitment_app.casework.sampling.sample import (
    MANAGER,
    USUAL_TODAY,
    open_sample,
    usual_password,
)
from recruitment_app.rules.events import Part
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, CaseClock, CaseEvent, Person
from recruitment_app.ui.pages import demand_page
from recruitment_app.ui.places import Place
from tests.benchmarks import starting
from tests.benchmarks.figures import Ratio, Told
from tests.benchmarks.within import Desk

HOUSEHOLDS, WORKSHOPS, PLACES = 300, 40, 12
FIRST_NUMBER = 900_000
FURTHER = tuple(USUAL_TODAY + timedelta(days=days) for days in (5, 33, 61))


def measure(folder, rounds, environment):
    """Measure in a process of its own, whose sample is made in the folder."""
    words = [sys.executable, "-m", "tests.benchmarks.demand", str(folder), str(rounds)]
    told = json.loads(starting.run(words, environment))
    name = f"{told['waiting']} households reckoned, {told['workshops']} workshops"
    return [
        Ratio(f"{name}, against its page", told["reckoned"], told["painted"], 1.0),
        Told("the same page painted again", told["again"]),
    ]


def make_wait(store):
    """Let three hundred households wait, each like the first in Stage One, and make workshops."""
    (first, *_) = demand(store, today=USUAL_TODAY).rows
    with store.writing(act="set_up") as session:
        for number in range(HOUSEHOLDS):
            case_id, earlier = new_id(), timedelta(days=number % 40)
            kept = session.get(Case, first.case_id)
            at = FIRST_NUMBER + number
            session.add(
                like(
                    kept, id=case_id, reference_number=at, reference=f"AR-{at}", is_restricted=False
                )
            )
            for table in (Person, CaseEvent, CaseClock):
                for row in session.scalars(select(table).where(table.case_id == first.case_id)):
                    dated = {"on": row.on - earlier} if table is CaseEvent else {}
                    session.add(like(row, id=new_id(), case_id=case_id, **dated))
    for number in range(WORKSHOPS):
        day = USUAL_TODAY + timedelta(days=10 + 7 * number)
        parts = tuple(Part(on=day + timedelta(days=7 * week)) for week in range(4))
        make_event(store, facts=EventFacts(kind="workshop", places=PLACES, parts=parts))


def like(row, **others):
    """Return another row of the same table, with the same in every column but these."""
    same = {each.key: getattr(row, each.key) for each in inspect(type(row)).column_attrs}
    return type(row)(**{**same, **others})


class Inner:
    """Stands in for the reckoning of the page, and notes how long each took."""

    def __init__(self):
        self.took = 0.0

    def __call__(self, store, **facts):
        began = time.process_time()
        page = demand(store, **facts)
        self.took = (time.process_time() - began) * 1000
        self.page = page
        return page


def measure_page(place, rounds):
    """Show the page in a shell that was built anew, round after round."""
    desk = Desk(place)
    inner = demand_page.demand = Inner()
    wanted = Place("demand", facts={"what_if": ",".join(day.isoformat() for day in FURTHER)})
    told = {"reckoned": [], "painted": [], "again": []}
    for turn in range(rounds + 1):
        desk.sit_down()
        began = time.process_time()
        desk.go(wanted)
        whole = (time.process_time() - began) * 1000
        began = time.process_time()
        desk.shell.page.grab()
        again = (time.process_time() - began) * 1000
        if turn:  # the first round warms everything
            told["reckoned"].append(inner.took)
            told["painted"].append(whole - inner.took)
            told["again"].append(again)
    told["waiting"] = inner.page.then.households
    told["workshops"] = len(inner.page.begins) + len(FURTHER)
    desk.leave()
    return told


def main(folder, rounds):
    """Make the sample, let them wait, and measure."""
    place = open_sample(Path(folder) / "waiting-sample")
    with Store.open(place, MANAGER, usual_password()) as store:
        make_wait(store)
    sys.stdout.write(json.dumps(measure_page(place, rounds)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
