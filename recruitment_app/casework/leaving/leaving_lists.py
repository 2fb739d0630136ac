"""Every list of the application that may leave as a file, and the act of writing one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from recruitment_app.casework.checks.check_grid import GridFilter
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.leaving import (
    leaving_agency,
    leaving_cases,
    leaving_checks,
    leaving_duplicates,
    leaving_file,
    leaving_sources,
    leaving_tracker,
    leaving_visits,
    leaving_work,
)
from recruitment_app.casework.leaving.leaving import Leaving
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import Cell
from recruitment_app.exchange.writing import write_table
from recruitment_app.rules.roles import Duty, require
from recruitment_app.store.audit import tell
from recruitment_app.store.keeping import Store


@dataclass(frozen=True, slots=True)
class LeavingList:
    """A list: what it is called, its headings and rows, and the leave it takes besides.

    Cases that a person may not see are in none of them.
    """

    title: str
    headings: tuple[str, ...]
    rows: Callable[[Leaving], Iterable[Sequence[Cell]]]
    duty: Duty = Duty.EXPORT


_cases, _agency, _file, _work = leaving_cases, leaving_agency, leaving_file, leaving_work
LISTS: Mapping[str, LeavingList] = {
    "cases": LeavingList("Enquiries and cases", _cases.CASES, _cases.cases),
    "tracker": LeavingList(
        "Cases as a tracker", leaving_tracker.TRACKER, leaving_tracker.households
    ),
    "people": LeavingList("People of the households", _cases.PEOPLE, _cases.people),
    "events": LeavingList("Dated history of the cases", _cases.EVENTS, _cases.events),
    "clocks": LeavingList("Clocks of the cases", _cases.CLOCKS, _cases.clocks),
    "notes": LeavingList("Notes on the cases", _cases.NOTES, _cases.notes, Duty.WRITE_NOTES),
    "checks": LeavingList("Checks of the open cases", leaving_checks.CHECKS, leaving_checks.checks),
    "visits": LeavingList(
        "Visits to the households", leaving_visits.VISITS, leaving_visits.visits, Duty.WRITE_NOTES
    ),
    "letters": LeavingList("Letters to the households", _file.LETTERS, _file.letters),
    "documents": LeavingList("Documents of the cases", _file.DOCUMENTS, _file.documents),
    "referees": LeavingList("Referees", _file.REFEREES, _file.referees),
    "promises": LeavingList(
        "Promises to the households", _work.PROMISES, _work.promises, Duty.WRITE_NOTES
    ),
    "tasks": LeavingList("Tasks", _work.TASKS, _work.tasks, Duty.KEEP_TASKS),
    "todo": LeavingList("What is to be done", _work.TODO, _work.to_be_done),
    "sessions": LeavingList("Events", _agency.SESSIONS, _agency.events_held),
    "bookings": LeavingList("Places at events", _agency.BOOKINGS, _agency.places_held),
    "feedback": LeavingList("Feedback on events", _agency.FEEDBACK, _agency.feedback_given),
    "waiting": LeavingList("Waiting for a workshop", _work.WAITING, _work.waiting),
    "sources": LeavingList(
        "Sources of enquiries", leaving_sources.SOURCES, leaving_sources.sources_of_days
    ),
    "campaigns": LeavingList("Campaigns", leaving_sources.CAMPAIGNS, leaving_sources.campaigns),
    "progress": LeavingList("Progress by month", _agency.PROGRESS, _agency.months),
    "workers": LeavingList("People of the agency", _agency.WORKERS, _agency.agency_people),
    "limits": LeavingList("Time limits", _agency.LIMITS, _agency.limits),
    "codes": LeavingList("Code lists", _agency.CODES, _agency.codes),
    "duplicates": LeavingList(
        "Possible duplicates", leaving_duplicates.PAIRS, leaving_duplicates.pairs, Duty.MERGE
    ),
    "imports": LeavingList("Imports", _agency.IMPORTS, _agency.imports, Duty.IMPORT),
}
"""Each list by the name that commands know it by."""


def export_list(
    store: Store,
    *,
    name: str,
    path: Path,
    today: date,
    ids: Sequence[UUID] | None = None,
    year_label: str | None = None,
    checks: GridFilter | None = None,
    days: tuple[date, date] | None = None,
    is_mine: bool | None = None,
    what_if: Sequence[date] = (),
) -> int:
    """Write a list as .xlsx, .ods or .csv and tell the audit; return how many rows it has.

    ``ids`` keeps the list of cases to these, in this order; ``year_label`` names the
    recruitment year of the progress; ``checks`` says which of the open cases' checks; ``days``
    the first and last day of the sources' enquiries, else all of them; ``is_mine`` whether of
    what is to be done one's own alone, else as one's role begins with; ``what_if`` the days of
    further workshops that are tried on who waits.

    Raises:
        NotAllowed: the person may not take this list away.
        Problem: there is no such list, or the file cannot be written there.

    """
    wanted = LISTS.get(name.strip().casefold())
    if wanted is None:
        named = ", ".join(LISTS)
        raise Problem(f"There is no list “{name}”: choose one of {named}.", field="name")

    def told(count: int) -> None:
        with store.writing(act="export_list") as session:
            tell(session, exported=name, kind=path.suffix.casefold(), rows=str(count))

    with store.reading() as session:
        worker = ask_leave(session, store, Duty.EXPORT)
        require(worker.role, wanted.duty)
        law = read_law(session)
        kept_to = (ids, year_label, checks, days, is_mine, what_if)
        leaving = Leaving(session, store, worker, law, today, *kept_to)
        return write_table(path, wanted.headings, wanted.rows(leaving), before_it_stands=told)
