"""Measures the open window: the list against a plain one, and what a person waits for most.

Run as ``python -m tests.benchmarks.within STORE ROUNDS``; writes one JSON object.
"""

import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from recruitment_app import app, settings
from recruitment_app.casework.finding import find, likely_same
from recruitment_app.casework.lists.case_list import CaseFilter, CaseSort, case_ids, case_rows
from recruitment_app.rules.likeness import Identity
from recruitment_app.store.engine import connect
from recruitment_app.ui.agency_door import AgencyDoor
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.rooms import REGISTRY, find_in
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.theme import Theme
from recruitment_app.ui.tidying import Tidying
from recruitment_app.ui.widgets.table_view import TableView
from tests.benchmarks.plain_list import Overheard, PlainList

SIZE = (1280, 800)
SORTED_BY = "title"
GROUP = "open"
CASES_OPENED = 12


class Timed:
    """Milliseconds by name, one for each time that something was done."""

    def __init__(self):
        self.told = defaultdict(list)

    def take(self, name, act, *facts):
        """Do it, and note how long it took."""
        began = time.perf_counter()
        done = act(*facts)
        self.told[name].append((time.perf_counter() - began) * 1000)
        return done


class Desk:
    """The shell of somebody who has signed in, in a window that was painted once."""

    def __init__(self, folder):
        self.application = QApplication.instance() or app.make_application()
        Tidying(self.application)  # as the application does
        theme = Theme(self.application)
        theme.wear(settings.Theme.LIGHT)
        theme.add_other_fonts()
        self.door = AgencyDoor(folder)
        self.door.prepare()
        doorway = self.door.doorway()
        self.opened = self.door.sign_in(folder, doorway.name, os.environ["RECRUITMENT_PASSWORD"])
        self.store = self.opened.store
        self.store.wait_for_checks()
        self.window = QMainWindow()
        self.window.resize(*SIZE)
        self.window.show()
        self.sit_down()

    def sit_down(self):
        """Build the shell anew, as at a sign-in: no page of it was shown yet."""
        self.office = Office(
            self.store,
            today=self.opened.today,
            person=self.opened.person,
            settings=settings.Settings(),
            parent=self.window,
        )
        self.shell = Shell(self.office, self.opened, REGISTRY, find_in(self.office), self.window)
        self.window.setCentralWidget(self.shell)
        self.application.processEvents()

    def go(self, place):
        """Show a place and paint it."""
        self.shell.go(place)
        self.application.processEvents()

    def rest(self):
        """Wait until nothing is read any more, and all that was read is painted."""
        self.application.processEvents()
        while self.office.is_busy:
            self.application.processEvents()

    @property
    def view(self):
        """The table of the page that is shown."""
        return self.shell.page.findChild(TableView)

    def go_to_end(self):
        """Show the end of the list and paint it."""
        self.view.scrollToBottom()
        self.application.processEvents()

    def sort(self, column, order):
        """Sort the list and paint it."""
        self.view.horizontalHeader().setSortIndicator(column, order)  # as a click does
        self.application.processEvents()

    def leave(self):
        """Close the store."""
        self.office.close()
        self.opened.store.close(is_backed_up=False)


def measure_list(desk, timed, rounds):
    """Open, sort, go to the end and filter, in ours and in the plain list by turns."""
    home = desk.store._home
    connection = connect(home.database, home.data_key)
    desk.go(Place("cases"))
    by = [column.name for column in desk.view.model().columns].index(SORTED_BY)
    for turn in range(rounds + 1):
        noted = timed if turn else Timed()  # the first round warms both
        desk.sit_down()
        plain = PlainList(connection, desk.window.size())
        steps = (
            ("open", desk.go, (Place("cases"),), plain.open),
            ("sort", desk.sort, (by, Qt.SortOrder.AscendingOrder), plain.show),
            ("end", desk.go_to_end, (), plain.go_to_end),
            ("filter", desk.go, (Place("cases", facts={"group": GROUP}),), plain.show),
        )
        for name, act, facts, shown in steps:
            with Overheard() as overheard:
                noted.take(f"list_{name}", act, *facts)
            noted.take(f"plain_{name}", shown, overheard.statements)
        plain.view.close()
    connection.close()


def measure_waiting(desk, timed):
    """Open cases and a new enquiry, search while typing, and look for duplicates."""
    today = desk.opened.today()
    ids = case_ids(desk.store, wanted=CaseFilter(), today=today, sort=CaseSort.REFERENCE)
    chosen = ids[:: max(len(ids) // CASES_OPENED, 1)][:CASES_OPENED]
    for case_id in chosen:
        timed.take("case_page", desk.go, Place("case", case_id))
    for _ in range(5):
        desk.sit_down()
        timed.take("new_enquiry", desk.go, Place("new_enquiry"))
    for row in case_rows(desk.store, ids=chosen):
        words = row.title.split()
        typed = words[-1][:6]
        for length in range(1, len(typed) + 1):
            words = typed[:length]
            timed.take("search_as_typed", lambda words=words: find(desk.store, words=words))
        typed_person = Identity(given=words[0], family=words[-1])
        timed.take(
            "duplicates_as_typed", lambda who: likely_same(desk.store, typed=[who]), typed_person
        )


def main(folder, rounds):
    """Measure everything on one store and write it down."""
    desk = Desk(folder)
    timed = Timed()
    measure_list(desk, timed, rounds)
    measure_waiting(desk, timed)
    desk.leave()
    sys.stdout.write(json.dumps(timed.told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
