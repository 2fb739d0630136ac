"""Measures the checks of a full report against reading the text of its papers.

Run as ``python -m tests.benchmarks.checking FOLDER``; writes one JSON object. The report is that
of the sample's couple, its papers are finished; both are read in the same process by turns.
"""

import json
import sys
import time
from pathlib import Path

from sqlalchemy import select

from recruitment_app.casework.reports.report_checking import findings_of
from recruitment_app.casework.reports.report_papers import report_paper
from recruitment_app.casework.sampling.sample import (
    MANAGER,
    USUAL_TODAY,
    open_sample,
    usual_password,
)
from recruitment_app.documents.reading_back import read_back
from recruitment_app.forms.definition import Edition
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case
from tests.benchmarks import starting
from tests.benchmarks.figures import Ratio

PAPERS = (Edition.APPLICANTS, Edition.PROFILE, Edition.ADDENDUM)
MOST = 3.0


def measure(folder, rounds, environment):
    """Measure in a process of its own, whose sample is made in the folder."""
    words = [sys.executable, "-m", "tests.benchmarks.checking", str(folder), str(rounds)]
    told = json.loads(starting.run(words, environment))
    name = f"all checks of a report of {told['pages']} pages, against reading them"
    return [Ratio(name, told["checks"], told["reading"], MOST)]


def main(folder, rounds):
    """Check and read by turns, once for the imports and then by the clock."""
    place = open_sample(Path(folder) / "checked-sample")
    with Store.open(place, MANAGER, usual_password()) as store:
        with store.reading() as session:
            case_id = session.scalars(select(Case.id).where(Case.title.contains("Quillwort"))).one()
        pdfs = {
            edition: report_paper(store, case_id=case_id, edition=edition, today=USUAL_TODAY)
            for edition in PAPERS
        }
        told = {"checks": [], "reading": []}
        for turn in range(rounds + 1):
            began = time.process_time()
            pages = sum(len(read_back(str(each), pdf).pages) for each, pdf in pdfs.items())
            read = time.process_time()
            findings_of(store, case_id, USUAL_TODAY, pdfs=pdfs)
            done = time.process_time()
            if turn:
                told["reading"].append((read - began) * 1000)
                told["checks"].append((done - read) * 1000)
    sys.stdout.write(json.dumps({**told, "pages": pages}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
