"""Works at a store until it is killed, and prints what it was told is saved.

Run as ``python -m tests.store.until_killed KIND FOLDER BEGIN``; the test beside it kills it.
It does what the window does on a person's behalf: acts, drafts of typing, and backups.
"""

import itertools
import sys
import threading
from datetime import date
from pathlib import Path

from recruitment_app.casework.enquiries import record_enquiry
from recruitment_app.casework.households import NewPerson
from recruitment_app.store.keeping import Store
from tests.stores import NAME, PASSWORD

TODAY = date(2014, 11, 14)
SPOTS = 3


def say(*words: object) -> None:
    """Tell the test what is saved: this is what a person would have seen."""
    print(*words, flush=True)  # noqa: T201 - the test reads it


def acts(store: Store, number: int) -> None:
    """Record an enquiry, and after a few keep a backup."""
    record_enquiry(
        store,
        received_on=TODAY,
        applicants=[NewPerson(given_names="Kit", family_name=f"Number{number}")],
        source="agency_website",
        channel="telephone",
        today=TODAY,
    )
    say("saved", number)
    if number % 4 == 0:
        assert store.back_up_if_changed() == []
        say("kept", number)


def drafts(store: Store, number: int) -> None:
    """Type at one of a few spots, at times while a long write has the store."""
    if number % 5:
        store.save_draft(f"spot/{number % SPOTS}", f"{number}")
        say("saved", number)
        return
    begun, may_end = threading.Event(), threading.Event()

    def write() -> None:
        with store.writing(act="import"):
            begun.set()
            may_end.wait(30)

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait(30)
    store.save_draft(f"spot/{number % SPOTS}", f"{number}")
    say("saved", number)
    may_end.set()
    thread.join()


WORK = {"acts": acts, "drafts": drafts}


def main(kind: str, folder: Path, begin: int) -> None:
    """Work on and on."""
    store = Store.open(folder, NAME, PASSWORD)
    say("ready")
    for number in itertools.count(begin):
        WORK[kind](store, number)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
