"""The report of an import, gathered for the printer."""

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.importing.import_plan import Verdict
from recruitment_app.casework.importing.kept_imports import require_import
from recruitment_app.casework.merging.known_households import HIDDEN, in_parts
from recruitment_app.casework.stepping import ask_leave, may_see
from recruitment_app.rules.roles import ROLE_WORDS, Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Import, Worker

if TYPE_CHECKING:
    from recruitment_app.documents.import_report import ImportReport


def import_paper(store: Store, *, number: int, today: date) -> bytes:
    """Return the report of an import as PDF.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: there is no such import.

    """
    from recruitment_app.documents import import_report  # noqa: PLC0415 - reportlab

    return import_report.render(report_of_import(store, number=number, today=today))


def report_of_import(store: Store, *, number: int, today: date) -> "ImportReport":
    """Gather what came of an import, row by row.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: there is no such import.

    """
    from recruitment_app.documents.import_report import ImportReport  # noqa: PLC0415 - reportlab

    agency = agency_row(store).name
    with store.reading() as session:
        worker = ask_leave(session, store, Duty.IMPORT)
        kept = require_import(session, number)
        told = json.loads(kept.report)
        new = _new_cases(session, worker, kept, told)
        titles = _titles(session, worker, {row[2] for row in told["rows"]})
        titles.update({f"row {rows.split()[0]}": title for rows, _, title, _ in new})
        return ImportReport(
            agency=agency,
            number=number,
            brought_in=_head(session, kept, told),
            printed_on=today,
            printed_by_role=ROLE_WORDS[worker.role],
            new=new,
            changed=_lines(told, Verdict.CHANGED, titles),
            duplicates=_lines(told, Verdict.DUPLICATE, titles),
            columns=tuple((heading, meaning) for heading, meaning in told["columns"]),
            ignored=tuple(told["ignored"]),
        )


def _head(session: Session, kept: Import, told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    def who(key: Any) -> str:
        found = session.get(Worker, key)
        return found.name if found else ""

    undone = ""
    if kept.undone_at is not None:
        undone = f"{long_date(kept.undone_at.date())} by {who(kept.undone_by)}"
    return (
        ("File", kept.file_name),
        ("Read by the mapping", kept.mapping),
        *((name, words) for name, words in told.get("manner", ())),
        ("Brought in", f"{long_date(kept.brought_in_at.date())} by {who(kept.brought_in_by)}"),
        *((("Undone", undone),) if undone else ()),
    )


def _new_cases(
    session: Session, worker: Worker, kept: Import, told: Mapping[str, Any]
) -> tuple[tuple[str, str, str, str], ...]:
    """Return each case that came in, in the order of the file: its references run so too."""
    remarks = {row[0]: row[3] for row in told["rows"] if row[1] == Verdict.NEW}
    cases = session.scalars(
        select(Case).where(Case.import_id == kept.id).order_by(Case.reference_number)
    )
    lines = []
    for rows, case in zip(told["new"], cases, strict=True):
        seen = may_see(worker, case)
        where = " and ".join(str(row) for row in rows)
        who = (case.reference, case.title) if seen else (HIDDEN, HIDDEN)
        lines.append((where, *who, remarks.get(rows[0]) or "None"))
    return tuple(lines)


def _titles(session: Session, worker: Worker, labels: set[str]) -> dict[str, str]:
    """Return the households of the cases that rows repeat, as far as they may be seen."""
    found = {}
    for part in in_parts(sorted(labels)):
        for case in session.scalars(select(Case).where(Case.reference.in_(part))):
            found[case.reference] = case.title if may_see(worker, case) else HIDDEN
    return found


def _lines(
    told: Mapping[str, Any], verdict: Verdict, titles: Mapping[str, str]
) -> tuple[tuple[str, str, str, str], ...]:
    lines = []
    for row, found, of, why in told["rows"]:
        if found == verdict:
            title = titles.get(of, of)
            lines.append((str(row), of if title != HIDDEN else HIDDEN, title, why))
    return tuple(lines)
