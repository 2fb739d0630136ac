"""The command that lists the visits of a case."""

from datetime import date
from typing import Any

from recruitment_app.casework.case_page import case_by_reference
from recruitment_app.casework.visit_rows import VisitRow
from recruitment_app.casework.visiting.case_visits import case_visits
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.telling import tell_rows
from recruitment_app.rules.visits import VisitState

VISIT_FIELDS = (
    "case",
    "state",
    "kind",
    "planned_on",
    "starts",
    "held_on",
    "minutes",
    "worker",
    "seen",
    "alone",
    "home_seen",
    "focus",
    "follow_up",
    "follow_up_on",
    "followed_up_on",
)


def list_visits(asked: Asked) -> int:
    """List the visits of a case, by their days."""
    with opened(asked) as (store, today):
        case_id = case_by_reference(store, reference=asked.reference)
        found = case_visits(store, case_id=case_id, today=today)
    rows = [_told(found.reference, visit) for visit in found.visits]
    tell_rows(rows, VISIT_FIELDS, as_json=asked.as_json)
    return DONE


def _told(reference: str, visit: VisitRow) -> dict[str, Any]:
    people = visit.seen if visit.state is VisitState.HELD else visit.people
    return {
        "case": reference,
        "state": visit.state.value,
        "kind": visit.kind,
        "planned_on": _day(visit.planned_on),
        "starts": visit.starts,
        "held_on": _day(visit.held_on),
        "minutes": visit.minutes,
        "worker": visit.worker or None,
        "seen": [person.name for person in people],
        "alone": [person.name for person in people if person.is_alone],
        "home_seen": visit.home_was_seen,
        "focus": visit.focus,
        "follow_up": visit.follow_up,
        "follow_up_on": _day(visit.follow_up_on),
        "followed_up_on": _day(visit.followed_up_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
