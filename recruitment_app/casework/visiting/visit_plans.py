"""Visits planned from the sessions of the Stage Two plan, each once, moved where the plan moves."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change
from recruitment_app.casework.expected_visits import resident_of
from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.households.people_of_record import report_people
from recruitment_app.casework.reports.report_access import current_form, form_of
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.report_rows import Row
from recruitment_app.casework.rows import PersonRow
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.casework.visit_rows import VisitRow, visits_within
from recruitment_app.casework.visiting.open_visits import OpenVisits, VisitDetails
from recruitment_app.casework.visiting.visits import TOUCHED
from recruitment_app.errors import Problem
from recruitment_app.rules.report_prose import is_named
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.typed_cells import date_in, is_yes
from recruitment_app.rules.visits import VisitState, why_not_planned
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import WrittenForm

PLAN: Final = "stage_two_plan"
SESSIONS: Final = "two.sessions"
_BOTH: Final = re.compile(
    r"\b(?:both|couple|applicants?|together|all|everybody|family)\b", re.IGNORECASE
)
_CHILDREN: Final = re.compile(r"\b(?:child|children|all|everybody|family)\b", re.IGNORECASE)
_KINDS: Final = (
    ("second_opinion", re.compile(r"\bsecond opinion\b", re.IGNORECASE)),
    ("video", re.compile(r"\b(?:video|online|virtual|remote)\b", re.IGNORECASE)),
    ("office", re.compile(r"\b(?:office|agency)\b", re.IGNORECASE)),
)
_LONGEST_KEY: Final = 32


class SessionState(StrEnum):
    """What planning from the plan would do with one of its sessions."""

    NEW = "new"
    MOVED = "moved"
    """It is planned already, for another day than the plan has now."""
    PLANNED = "planned"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class PlanSession:
    """A session of the Stage Two plan beside the visit that was planned from it.

    ``feeds`` is what the plan says of the sections of the report that it feeds.
    """

    key: str
    state: SessionState
    on: date | None
    about: str
    who: str
    task: str
    feeds: str
    people: Mapping[UUID, bool]
    visit_id: UUID | None = None


def plan_sessions(store: Store, *, case_id: UUID, today: date) -> tuple[PlanSession, ...]:
    """Return the sessions of the Stage Two plan that is worked on; none where it was not begun.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        people = people_of(session, case.id)
        visits = visits_within(session, case.id, today)
        return sessions_within(session, case.id, people, visits, today)


def plan_from_sessions(
    store: Store, *, case_id: UUID, today: date, keys: Collection[str] | None = None
) -> Change:
    """Plan a visit for each session of the Stage Two plan, or for those of these keys.

    A session that is planned already is moved where the plan has another day for it.

    Raises:
        Problem: the plan has no session that is still to be planned, or the case is closed.

    """
    with store.writing(act="plan_from_sessions") as session:
        opened = OpenVisits.of(session, store, case_id, Duty.ENTER_DATES, today)
        people = people_of(session, case_id)
        visits = visits_within(session, case_id, today)
        written = current_form(session, case_id, PLAN)
        found = sessions_within(session, case_id, people, visits, today)
        wanted = [
            each
            for each in found
            if each.state in {SessionState.NEW, SessionState.MOVED}
            and (keys is None or each.key in keys)
        ]
        if not wanted or written is None:
            raise Problem(_why_none(found))
        for each in wanted:
            _plan(opened, each, written)
        count = len(wanted)
        told = "1 visit" if count == 1 else f"{count} visits"
        return Change(case_id, TOUCHED, f"{told} planned from the Stage Two plan.")


def sessions_within(
    session: Session,
    case_id: UUID,
    people: Sequence[PersonRow],
    visits: Sequence[VisitRow],
    today: date,
) -> tuple[PlanSession, ...]:
    """Return the sessions of a case's Stage Two plan within an open reading."""
    written = current_form(session, case_id, PLAN)
    section = form_of(session, written).by_key.get(SESSIONS) if written else None
    if written is None or section is None:
        return ()
    content = contents_of(session, written, [section]).get((SESSIONS, ""))
    if content is None:
        return ()
    made = {visit.plan_row: visit for visit in visits if visit.plan_row}
    return tuple(
        _session(key, row, people, made.get(key), today) for key, row in keyed(content.rows)
    )


def _plan(opened: OpenVisits, each: PlanSession, written: WrittenForm) -> None:
    row = opened.visit(each.visit_id)
    if each.on is not None:
        opened.refuse(why_not_planned, each.on, "on")
    if each.visit_id is None:
        words = f"{each.about} {each.who}"
        kind = next((code for code, said in _KINDS if said.search(words)), "home")
        focus = "\n".join(filter(None, (each.about, f"To prepare: {each.task}" * bool(each.task))))
        opened.fill(row, VisitDetails(kind=kind, focus=focus))
        row.plan_form_id, row.plan_row = written.id, each.key
        opened.keep_people(row, each.people, was_seen=None)
    row.planned_on = each.on


def _why_none(found: Sequence[PlanSession]) -> str:
    if not found:
        return "The Stage Two plan has no sessions yet: write them there first."
    return "Every session of the Stage Two plan is planned already, or its day is past."


def keyed(rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """Give each session with a key that stays when its day changes or others come before it."""
    met: Counter[str] = Counter()
    for row in rows:
        said = "\n".join(row.get(name, "") for name in ("about", "who", "is_alone"))
        key = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_LONGEST_KEY]
        met[key] += 1
        yield f"{key}.{met[key]}", row


def _session(
    key: str, row: Row, people: Sequence[PersonRow], visit: VisitRow | None, today: date
) -> PlanSession:
    day = date_in(row.get("held_on", ""), today=today)
    on = day.earliest if day is not None and day.is_whole else None
    return PlanSession(
        key=key,
        state=_state(on, visit, today),
        on=on,
        about=row.get("about", ""),
        who=row.get("who", ""),
        task=row.get("task", ""),
        feeds=row.get("feeds", ""),
        people=_people(row, people, today),
        visit_id=visit.id if visit else None,
    )


def _state(on: date | None, visit: VisitRow | None, today: date) -> SessionState:
    if visit is not None:
        is_open = visit.state in {VisitState.PLANNED, VisitState.TO_RECORD}
        is_moved = is_open and on not in {visit.planned_on, None} and on is not None and on >= today
        return SessionState.MOVED if is_moved else SessionState.PLANNED
    return SessionState.PAST if on is not None and on < today else SessionState.NEW


def _people(row: Row, people: Sequence[PersonRow], today: date) -> dict[UUID, bool]:
    """Return whom a session is with, as far as its words tell."""
    who, is_alone = row.get("who", ""), is_yes(row.get("is_alone", ""))
    found: dict[UUID, bool] = {}
    for person, named in zip(people, report_people(people), strict=True):
        group = resident_of(person).group(today)
        is_meant = (
            bool(group and is_named(named, who))
            or (group == "applicant" and _BOTH.search(who) is not None)
            or (group == "child" and _CHILDREN.search(who) is not None)
        )
        if is_meant:
            found[person.id] = is_alone
    return found
