"""Works at a store until it is killed, and prints what it was told is saved.

Run as ``python -m tests.store.until_killed KIND FOLDER``; the test beside it kills it.
"""

import itertools
import sys
import threading
from datetime import UTC, date, datetime
from pathlib import Path

from recruitment_app.casework.enquiries import record_enquiry
from recruitment_app.casework.households import NewPerson
from recruitment_app.casework.imports import import_cases, plan_import
from recruitment_app.store import restoring
from recruitment_app.store.keeping import Store
from tests.stores import NAME, PASSWORD

TODAY = date(2014, 11, 14)
ROWS = 7  # in each file that is brought in
SPOTS = 3


def say(*words: object) -> None:
    """Tell the test what is saved: this is what a person would have seen."""
    print(*words, flush=True)  # noqa: T201 - the test reads it


def acts(store: Store, number: int) -> None:
    """Record an enquiry."""
    record_enquiry(
        store,
        received_on=TODAY,
        applicants=[NewPerson(given_names="Kit", family_name=f"Number{number}")],
        source="agency_website",
        channel="telephone",
        today=TODAY,
    )
    say("saved", number)


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


def imports(store: Store, number: int) -> None:
    """Bring in a file of a few rows."""
    assert store.folder is not None
    file = store.folder.parent / "rows.csv"
    rows = [f"13/11/2014,Kit{number},Row{number}x{row}" for row in range(ROWS)]
    file.write_text("\n".join(["Date of enquiry,First name,Surname", *rows]), "utf-8")
    plan = plan_import(store, path=file, mapping="tracker", today=TODAY)
    import_cases(store, plan=plan, today=TODAY)
    say("saved", number)


def backups(store: Store, number: int) -> None:
    """Save an act, then keep a backup of it."""
    acts(store, number)
    assert store.back_up_if_changed() == []
    say("kept", number)


def restores(store: Store, number: int) -> None:
    """Bring a backup back into a new folder."""
    assert store.folder is not None
    room = store.folder.parent
    restoring.restore(room / "one", room / f"again-{number}", NAME, PASSWORD, at=datetime.now(UTC))
    say("kept", number)


WORK = {
    "acts": acts,
    "drafts": drafts,
    "imports": imports,
    "backups": backups,
    "restores": restores,
}


def main(kind: str, folder: Path, begin: int) -> None:
    """Work on and on."""
    store = Store.open(folder, NAME, PASSWORD)
    say("ready")
    for number in itertools.count(begin):
        WORK[kind](store, number)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
