"""The command that lists the checks of a case, or of every open case."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from recruitment_app.casework.case_page import case_by_reference
from recruitment_app.casework.checks.check_grid import GridFilter, check_grid
from recruitment_app.casework.checks.check_rows import CheckRow, case_checks
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.telling import tell_rows
from recruitment_app.rules.check_states import CheckState
from recruitment_app.store.keeping import Store

CHECK_FIELDS = (
    "case",
    "person",
    "check",
    "about",
    "basis",
    "required",
    "state",
    "asked_on",
    "chased_on",
    "received_on",
    "valid_until",
    "waiting_days",
)


def list_checks(asked: Asked) -> int:
    """List the checks of a case, or of every case from Stage One to the decision."""
    with opened(asked) as (store, today):
        rows = [_told(reference, row) for reference, row in _found(store, asked, today)]
    tell_rows(rows, CHECK_FIELDS, as_json=asked.as_json)
    return DONE


def _found(store: Store, asked: Asked, today: date) -> Iterator[tuple[str, CheckRow]]:
    if asked.reference:
        case_id = case_by_reference(store, reference=asked.reference)
        for row in case_checks(store, case_id=case_id, today=today):
            yield asked.reference.strip().upper(), row
        return
    for line in check_grid(store, today=today, wanted=GridFilter(states=frozenset(CheckState))):
        yield line.reference, line.check


def _told(reference: str, row: CheckRow) -> dict[str, Any]:
    return {
        "case": reference,
        "person": row.person or None,
        "check": row.key.kind,
        "about": row.key.about,
        "basis": row.basis,
        "required": row.is_required,
        "state": row.state.value,
        "asked_on": _day(row.asked_on),
        "chased_on": _day(row.chased_on),
        "received_on": _day(row.received_on),
        "valid_until": _day(row.valid_until),
        "waiting_days": row.waiting_days,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
