"""The commands that list what the store holds: cases, clocks and likely duplicates."""

from recruitment_app.casework.journey.clock_list import clock_rows
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids, case_rows
from recruitment_app.casework.lists.case_order import CaseSort
from recruitment_app.casework.merging.duplicates import duplicates
from recruitment_app.casework.reports.report_progress import report_words
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.telling import tell_rows

CASE_FIELDS = ("reference", "stage", "status", "opened_on", "worker", "report_words")
CLOCK_FIELDS = (
    "limit",
    "case",
    "trigger_on",
    "due_on",
    "met_on",
    "state",
    "gross_days",
    "net_days",
    "days_by_owner",
)
DUPLICATE_FIELDS = ("case", "other", "weight", "reasons", "people")
_AT_ONCE = 500


def list_cases(asked: Asked) -> int:
    """List every case that this person may see, by reference."""
    with opened(asked) as (store, today):
        ids = case_ids(
            store, wanted=CaseFilter(), today=today, sort=CaseSort.REFERENCE, descending=False
        )
        words = report_words(store)
        rows = [
            {
                "reference": row.reference,
                "stage": row.stage.value,
                "status": row.status.value,
                "opened_on": row.opened_on.isoformat(),
                "worker": row.worker or None,
                "report_words": words.get(row.id, 0),
            }
            for at in range(0, len(ids), _AT_ONCE)
            for row in case_rows(store, ids=ids[at : at + _AT_ONCE])
        ]
    tell_rows(rows, CASE_FIELDS, as_json=asked.as_json)
    return DONE


def list_clocks(asked: Asked) -> int:
    """List the clocks of every case, or of one."""
    with opened(asked) as (store, today):
        rows = [
            {
                "limit": row.limit,
                "case": row.case,
                "trigger_on": row.trigger_on.isoformat() if row.trigger_on else None,
                "due_on": row.due_on.isoformat() if row.due_on else None,
                "met_on": row.met_on.isoformat() if row.met_on else None,
                "state": row.state.value,
                "gross_days": row.gross_days,
                "net_days": row.net_days,
                "days_by_owner": {owner.value: n for owner, n in row.days_by_owner.items()},
            }
            for row in clock_rows(store, today=today, reference=asked.reference)
        ]
    tell_rows(rows, CLOCK_FIELDS, as_json=asked.as_json)
    return DONE


def list_duplicates(asked: Asked) -> int:
    """List the pairs of cases that may be one household, the likeliest first."""
    with opened(asked) as (store, _today):
        rows = [
            {
                "case": row.reference,
                "other": row.other_reference,
                "weight": row.weight,
                "reasons": list(row.reasons),
                "people": list(row.people),
            }
            for row in duplicates(store)
        ]
    tell_rows(rows, DUPLICATE_FIELDS, as_json=asked.as_json)
    return DONE
