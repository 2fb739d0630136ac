"""The visits of the sample's households in Stage Two: held, planned, called off."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from recruitment_app.casework.sampling.sample_gathering import INVENTED, AssessedCase, Rows, at
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.tables import Visit, VisitNote, VisitPerson

K = EventKind

_SESSIONS: Final = (
    ("both", "The plan, and why they wish to adopt", "b.2"),
    ("first", "Childhood, school and work", "b.3"),
    ("second", "Childhood, school and work", "b.3"),
    ("both", "Home, safety and money", "b.12"),
    ("all", "The children's views, and a day in the household", "b.9"),
    ("both", "What a child may bring: the grid", "b.21"),
    ("both", "The birth family, contact and telling", "b.22"),
)
"""Who is seen, what about, and the section of the report that a note of it belongs to."""
_AT_HOME: Final = frozenset({0, 3, 4, 6})
_OBSERVED: Final = (
    "A warm, busy house; both spoke freely and let each other finish.",
    "Quieter on their own, and more open about the years before they met.",
    "Had read what we agreed and came with questions.",
)
_FOLLOW_UPS: Final = (
    "Send the leaflet on therapeutic parenting",
    "Ask for the date of the last gas safety check",
    "Ring about the network meeting",
)
_EVERY: Final = 8  # working days from one session to the next
_CALLED_OFF: Final = 2  # which session, in each of so many cases
_CALLED_OFF_EVERY: Final = 6


def add_visits(rows: Rows, told: AssessedCase, calendar: Calendar) -> None:
    """Add the sessions of Stage Two: held up to today, and those still planned."""
    begun = told.days.get(K.STAGE_TWO_STARTED)
    if begun is None:
        return
    until = told.days.get(K.REPORT_SENT) or told.left_on
    on = begun
    for place, session in enumerate(_SESSIONS):
        on = calendar.after(on, _EVERY + (told.number + place) % 3)
        if until is not None and on >= until:
            return
        if place == _CALLED_OFF and told.number % _CALLED_OFF_EVERY == 0 and on <= told.known_until:
            _call_off(rows, told, on)
            on = calendar.after(on, 3)
        _add(rows, told, place, session, on)


def _call_off(rows: Rows, told: AssessedCase, on: date) -> None:
    off_on = on - timedelta(days=1)
    facts = {"planned_on": on, "called_off_on": off_on, "called_off_why": "One of them was ill."}
    _visit(rows, told, off_on, {**facts, "kind": "home", "focus": _SESSIONS[2][1]})


def _add(
    rows: Rows, told: AssessedCase, place: int, session: tuple[str, str, str], on: date
) -> None:
    whom, focus, section = session
    is_held = on <= told.known_until
    if told.left_on is not None and not is_held:
        return
    is_home = place in _AT_HOME
    facts: dict[str, object] = {
        "kind": "home" if is_home else "office",
        "planned_on": on,
        "starts": ("10:00", "14:00", "18:00")[(told.number + place) % 3],
        "venue": "" if is_home else "Civic Offices",
        "focus": focus,
    }
    if is_held:
        facts |= {
            "held_on": on,
            "minutes": 75 + 15 * ((told.number + place) % 4),
            "home_was_seen": is_home,
            "observations": _OBSERVED[(told.number + place) % len(_OBSERVED)] + INVENTED,
        }
        facts |= _follow_up(told, place, on)
    visit_id = _visit(rows, told, on if is_held else min(on, told.known_until), facts)
    seen = _seen(told, whom)
    add_people(rows, told, visit_id, seen, is_alone=len(seen) == 1, was_seen=is_held or None)
    if is_held and (told.number + place) % 3 == 0:
        rows.add(
            VisitNote,
            {
                "case_id": told.case_id,
                "visit_id": visit_id,
                "section": section,
                "text": f"For the report: {focus.lower()}." + INVENTED,
                "written_at": at(on, 9),
                "written_by": told.worker,
            },
        )


def _follow_up(told: AssessedCase, place: int, on: date) -> dict[str, object]:
    if (told.number + place) % 4:
        return {}
    due_on = on + timedelta(days=7)
    words = _FOLLOW_UPS[(told.number + place) % len(_FOLLOW_UPS)]
    is_done = due_on + timedelta(days=10) < told.known_until or told.left_on is not None
    done_on = min(due_on, told.known_until) if is_done else None
    return {"follow_up": words, "follow_up_on": due_on, "followed_up_on": done_on}


def _seen(told: AssessedCase, whom: str) -> Sequence[UUID]:
    applicants = told.applicants
    if whom == "first":
        return applicants[:1]
    if whom == "second":
        return applicants[-1:]
    if whom == "both":
        return applicants
    at_home = [
        key
        for key, person in zip(told.people, told.case.household.people, strict=False)
        if person.standing == "household" and _lives(person.moved_in, told.known_until)
    ]
    return [*applicants, *at_home]


def _lives(moved_in: str, on: date) -> bool:
    return not moved_in or PartialDate.stored(moved_in).earliest <= on


def _visit(rows: Rows, told: AssessedCase, recorded_on: date, facts: dict[str, object]) -> UUID:
    return rows.add(
        Visit,
        {
            "case_id": told.case_id,
            "worker_id": told.worker,
            "recorded_at": at(recorded_on, 8),
            "recorded_by": told.worker,
            **facts,
        },
    )


def add_people(
    rows: Rows,
    told: AssessedCase,
    visit_id: UUID,
    people: Sequence[UUID],
    *,
    is_alone: bool,
    was_seen: bool | None,
) -> None:
    """Add who is to be seen at a visit, or was."""
    for key in people:
        rows.add(
            VisitPerson,
            {
                "case_id": told.case_id,
                "visit_id": visit_id,
                "person_id": key,
                "is_alone": is_alone,
                "was_seen": was_seen,
            },
        )
