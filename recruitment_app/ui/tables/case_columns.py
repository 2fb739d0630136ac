"""The columns of the list of cases: what each shows of a case, and what it is sorted by."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.lists.case_order import CaseSort
from recruitment_app.casework.rows import CaseRow
from recruitment_app.rules.stages import Status
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tokens import Tint

_SOON: Final = 10


def case_columns(
    limits: Mapping[str, str], sources: Mapping[str, str], today: Callable[[], date]
) -> tuple[Column[CaseRow], ...]:
    """Return the columns, with the words of the limits and of the sources of enquiries."""
    wide, date_wide = tokens.COLUMN_USUAL, tokens.COLUMN_DATE
    return (
        Column(
            "reference",
            _said("Reference"),
            lambda row: row.reference,
            CaseSort.REFERENCE,
            tokens.COLUMN_NARROW,
        ),
        Column(
            "title",
            _said("Applicants"),
            lambda row: row.title,
            CaseSort.TITLE,
            wide + tokens.WIDE + tokens.SMALL,
        ),
        Column(
            "stage",
            _said("Stage"),
            lambda row: labels.stage(row.stage),
            CaseSort.STAGE,
            wide - tokens.LARGE,
        ),
        Column(
            "status",
            _said("Status"),
            lambda row: labels.status(row.status),
            CaseSort.STATUS,
            wide + tokens.WIDE + tokens.MEDIUM,
            tinted=_status_tint,
        ),
        Column(
            "next_limit",
            _said("Next limit"),
            lambda row: limits.get(row.next_limit, ""),
            width=wide + tokens.LARGE,
        ),
        Column(
            "next_due_on",
            _said("Due on"),
            lambda row: row.next_due_on,
            CaseSort.NEXT_DUE_ON,
            date_wide + tokens.WIDE,
            tinted=lambda row: _due_tint(row, today()),
        ),
        Column(
            "opened_on", _said("Enquiry"), lambda row: row.opened_on, CaseSort.OPENED_ON, date_wide
        ),
        Column("worker", _said("Worker"), lambda row: row.worker, CaseSort.WORKER),
        Column(
            "source",
            _said("Source"),
            lambda row: sources.get(row.source, row.source),
            CaseSort.SOURCE,
            wide + wide // 2,
            hidden=True,
        ),
        Column("flags", _said("To check"), _flags, width=wide + wide // 2, hidden=True),
        Column(
            "approved_on",
            _said("Approved on"),
            lambda row: row.approved_on,
            width=date_wide,
            hidden=True,
        ),
        Column(
            "closed_on", _said("Closed on"), lambda row: row.closed_on, width=date_wide, hidden=True
        ),
    )


def _flags(row: CaseRow) -> str:
    said = []
    if row.fault_count:
        said.append(labels.count(row.fault_count, "entry to check", "entries to check"))
    if row.possible_duplicate_of:
        said.append(_said("perhaps the same as {who}").format(who=row.possible_duplicate_of))
    return "; ".join(said)


def _due_tint(row: CaseRow, today: date) -> Tint | None:
    if row.next_due_on is None:
        return None
    left = (row.next_due_on - today).days
    if left < 0:
        return Tint.LATE
    return Tint.DUE if left <= _SOON else None


def _status_tint(row: CaseRow) -> Tint | None:
    """Return the tint of a status; what is simply in hand needs none."""
    return None if row.status is Status.ACTIVE else labels.status_tint(row.status)


def _said(words: str) -> str:
    return QCoreApplication.translate("case_columns", words)
