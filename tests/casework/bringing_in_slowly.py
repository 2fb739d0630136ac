"""Brings a file in, or takes an import back, and stays in the middle of it until it is killed.

Run as ``python -m tests.casework.bringing_in_slowly ACT FOLDER FILE``.
"""

import sys
import time
from datetime import date
from pathlib import Path

from recruitment_app.casework.importing.import_undo import undo_import
from recruitment_app.casework.importing.imports import import_cases, plan_import
from recruitment_app.store.keeping import Store
from tests.stores import NAME, PASSWORD

TODAY = date(2014, 11, 14)
LONGER_THAN_THE_TEST = 600.0


def stay(done: int, of: int, sentence: str) -> None:
    """Tell how far it is, and in the middle of writing go no further."""
    print(done, of, sentence, flush=True)  # noqa: T201 - the test reads it
    if 0 < done < of:
        time.sleep(LONGER_THAN_THE_TEST)


def main(act: str, folder: Path, file: Path) -> None:
    """Do the act, slowly."""
    with Store.open(folder, NAME, PASSWORD) as store:
        if act == "undo":
            undo_import(store, number=1, today=TODAY, progress=stay)
            return
        plan = plan_import(store, path=file, mapping="tracker", today=TODAY)
        import_cases(store, plan=plan, today=TODAY, progress=stay)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
