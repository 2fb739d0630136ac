"""The command that tells what came of each source of enquiry."""

from datetime import date
from typing import Any

from recruitment_app.casework.sources.sources import SourceLine, sources
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.telling import tell_rows

SOURCE_FIELDS = (
    "kind",
    "source",
    "name",
    "begins_on",
    "ends_on",
    "enquiries",
    "registered",
    "stage_one",
    "approved",
    "approved_percent",
    "in_hand",
    "ended",
    "cost_pence",
    "pence_per_enquiry",
    "pence_per_approval",
)


def list_sources(asked: Asked) -> int:
    """List what came of each source, with its campaigns and events beneath it."""
    with opened(asked) as (store, today):
        table = sources(store, first=asked.first or today, last=asked.last or today)
    rows = [_told(line, table.least) for line in table.lines]
    tell_rows(rows, SOURCE_FIELDS, as_json=asked.as_json)
    return DONE


def _told(line: SourceLine, least: int) -> dict[str, Any]:
    found = line.found
    return {
        "kind": line.kind.value,
        "source": line.source or None,
        "name": line.title,
        "begins_on": _day(line.begins_on),
        "ends_on": _day(line.ends_on),
        "enquiries": found.enquiries,
        "registered": found.registered,
        "stage_one": found.stage_one,
        "approved": found.approved,
        "approved_percent": found.share(found.approved, least),
        "in_hand": found.in_hand,
        "ended": found.ended,
        "cost_pence": found.cost,
        "pence_per_enquiry": found.cost_per_enquiry,
        "pence_per_approval": found.cost_per_approval,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
