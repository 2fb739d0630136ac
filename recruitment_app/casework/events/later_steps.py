"""How long the agency takes from an accepted registration to the decision, step by step."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.in_force import Law
from recruitment_app.casework.raw_rows import plainly
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.timescales import due_on
from recruitment_app.rules.workshop_demand import Known, Pace, Step
from recruitment_app.store.tables import Case, CaseEvent

K = EventKind
LEAST_HISTORY: Final = 5
"""Of fewer cases than this no median is told: the limit stands in its place."""
HISTORY_YEARS: Final = 3
_DAYS_OF_A_YEAR: Final = 365
_STEPS: Final[Mapping[str, tuple[EventKind, EventKind, str]]] = {
    "stage_one": (K.REGISTRATION_ACCEPTED, K.STAGE_ONE_ENDED, "T08"),
    "between": (K.STAGE_ONE_ENDED, K.NOTIFIED_TO_PROCEED, "T11"),
    "stage_two": (K.NOTIFIED_TO_PROCEED, K.DECISION_MADE, "T13"),
}


def pace_of(session: Session, law: Law, today: date) -> tuple[Pace, tuple[Known, ...]]:
    """Return how long each later step takes: the agency's own median, or its limit."""
    dated = _dated(session, today - timedelta(days=HISTORY_YEARS * _DAYS_OF_A_YEAR))
    told: list[Known] = []
    steps: dict[str, Step] = {}
    for step, (begins, ends, limit_id) in _STEPS.items():
        days = [
            (each[ends][1] - each[begins][0]).days
            for each in dated.values()
            if begins in each and ends in each and each[ends][1] >= each[begins][0]
        ]
        known = round(median(days)) if len(days) >= LEAST_HISTORY else None
        told.append(Known(step=step, cases=len(days), days=known))
        steps[step] = _step(law, limit_id, known)
    return Pace(**steps), tuple(told)


def _step(law: Law, limit_id: str, days: int | None) -> Step:
    def done_on(begun: date) -> date:
        if days is not None:
            return begun + timedelta(days=days)
        return due_on(law.limits[limit_id], begun, law.calendar) or begun

    return done_on


def _dated(session: Session, since: date) -> Mapping[UUID, Mapping[EventKind, tuple[date, date]]]:
    """Return the first and last day of each of these steps, by case approved since a day."""
    kinds = {kind for begins, ends, _limit in _STEPS.values() for kind in (begins, ends)}
    lately = select(Case.id).where(
        Case.approved_on >= since, Case.deleted_at.is_(None), Case.is_fast_track.is_(False)
    )
    rows = session.execute(
        select(CaseEvent.case_id, CaseEvent.kind, CaseEvent.on).where(
            CaseEvent.case_id.in_(lately),
            # by case alone: the index of a kind holds what happened in all years
            plainly(CaseEvent.kind).in_(kinds),
            CaseEvent.struck_at.is_(None),
        )
    )
    found: dict[UUID, dict[EventKind, tuple[date, date]]] = defaultdict(dict)
    for case_id, kind, day in rows:
        first, last = found[case_id].get(kind, (day, day))
        found[case_id][kind] = (min(first, day), max(last, day))
    return found
