"""The households of one case or of many, gathered in few queries for the rules of checks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from recruitment_app.rules.checked_household import (
    Bond,
    CheckedHousehold,
    Member,
    NamedReferee,
    Past,
    Pet,
    Stay,
)
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.timescales import months_after
from recruitment_app.store.tables import (
    Address,
    Animal,
    Background,
    Case,
    CaseClock,
    CaseEvent,
    Person,
    Referee,
    Relationship,
)

Conditions = Sequence[ColumnElement[bool]]
_STAGE_TWO: Final = ("T13", "T30")
_MONTHS_TO_PANEL: Final = 6  # two of Stage One and four of Stage Two: until a panel is booked


class CheckedCase(NamedTuple):
    """A household with the days that its checks turn on."""

    household: CheckedHousehold
    panel_on: date | None
    panel_expected: date


def checked_cases(session: Session, which: Conditions, today: date) -> dict[UUID, CheckedCase]:
    """Return the household of each case that the conditions leave in, by case."""
    cases = session.execute(
        select(Case.id, Case.couple_status, Case.registered_on).where(*which)
    ).all()
    members = _members(session, which)
    pets = _by_case(
        _rows(session, which, Animal, Animal.id, Animal.kind, Animal.name, Animal.breed, gone=True)
    )
    referees = _by_case(
        _rows(session, which, Referee, Referee.id, Referee.name, order=(Referee.place, Referee.id))
    )
    booked = panels_booked(session, which)
    due = stage_two_ends(session, which)
    found = {}
    for case_id, couple_status, registered_on in cases:
        panel_on = booked.get(case_id)
        expected = panel_on or due.get(case_id) or _expected(registered_on, today)
        household = CheckedHousehold(
            members=tuple(members.get(case_id, ())),
            couple_status=couple_status,
            pets=tuple(
                Pet(str(key), kind, name or breed) for _, key, kind, name, breed in pets[case_id]
            ),
            referees=tuple(NamedReferee(str(key), name) for _, key, name in referees[case_id]),
        )
        found[case_id] = CheckedCase(household, panel_on, max(expected, today))
    return found


def _expected(registered_on: date | None, today: date) -> date:
    return months_after(registered_on or today, _MONTHS_TO_PANEL)


def _rows(
    session: Session,
    which: Conditions,
    table: Any,
    *columns: InstrumentedAttribute[Any],
    order: Sequence[Any] = (),
    gone: bool = False,
) -> Sequence[tuple[Any, ...]]:
    """Return columns of what lies below the cases, each row beginning with its case."""
    query = (
        select(table.case_id, *columns)
        .join(Case, Case.id == table.case_id)
        .where(table.deleted_at.is_(None), *which)
    )
    if gone:
        query = query.where(table.gone_on == "")
    found = session.execute(query.order_by(*order) if order else query)
    return cast("Sequence[tuple[Any, ...]]", found.all())


def _by_case(rows: Iterable[tuple[Any, ...]]) -> Mapping[UUID, list[tuple[Any, ...]]]:
    found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def panels_booked(session: Session, which: Conditions) -> dict[UUID, date]:
    """Return the day of the panel that was booked last, by case."""
    query = (
        select(CaseEvent.case_id, CaseEvent.facts)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(CaseEvent.kind == EventKind.PANEL_BOOKED, CaseEvent.struck_at.is_(None), *which)
        .order_by(CaseEvent.on, CaseEvent.place)
    )
    return {
        case_id: date.fromisoformat(facts["panel_on"])
        for case_id, facts in session.execute(query)
        if facts.get("panel_on")
    }


def stage_two_ends(session: Session, which: Conditions) -> dict[UUID, date]:
    """Return the last day of the four months of Stage Two, by case."""
    query = (
        select(CaseClock.case_id, CaseClock.due_on)
        .join(Case, Case.id == CaseClock.case_id)
        .where(CaseClock.limit_id.in_(_STAGE_TWO), CaseClock.due_on.is_not(None), *which)
    )
    return {case_id: due_on for case_id, due_on in session.execute(query) if due_on}


def _members(session: Session, which: Conditions) -> dict[UUID, list[Member]]:
    stays, bonds, pasts = _stays(session, which), _bonds(session, which), _pasts(session, which)
    query = (
        select(
            Person.case_id,
            Person.id,
            Person.given_names,
            Person.family_name,
            Person.standing,
            Person.relation,
            Person.born,
            Person.died,
            Person.moved_out,
        )
        .join(Case, Case.id == Person.case_id)
        .where(Person.deleted_at.is_(None), *which)
        .order_by(Person.place, Person.id)
    )
    found: dict[UUID, list[Member]] = defaultdict(list)
    for case_id, key, given, family, standing, relation, born, died, out in session.execute(query):
        found[case_id].append(
            Member(
                key=str(key),
                name=f"{given} {family}".strip() or "Name not known",
                standing=standing,
                relation=relation,
                born=_date(born),
                is_dead=bool(died),
                moved_out=_date(out),
                stays=tuple(stays.get(key, ())),
                bonds=tuple(bonds.get(key, ())),
                pasts=tuple(pasts.get(key, ())),
            )
        )
    return found


def _stays(session: Session, which: Conditions) -> dict[UUID, list[Stay]]:
    rows = _rows(
        session,
        which,
        Address,
        Address.person_id,
        Address.id,
        Address.authority,
        Address.country,
        Address.postcode,
        Address.begins,
        Address.ends,
    )
    found: dict[UUID, list[Stay]] = defaultdict(list)
    for _, person, key, authority, country, postcode, begins, ends in rows:
        made = Stay(str(key), authority, country, postcode, _date(begins), _date(ends))
        found[person].append(made)
    return found


def _bonds(session: Session, which: Conditions) -> dict[UUID, list[Bond]]:
    rows = _rows(
        session,
        which,
        Relationship,
        Relationship.person_id,
        Relationship.id,
        Relationship.kind,
        Relationship.other_id,
        Relationship.other_name,
        Relationship.begins,
        Relationship.ends,
    )
    found: dict[UUID, list[Bond]] = defaultdict(list)
    for _, person, key, kind, other, name, begins, ends in rows:
        other_key = str(other) if other else ""
        found[person].append(Bond(str(key), kind, other_key, name, _date(begins), _date(ends)))
    return found


def _pasts(session: Session, which: Conditions) -> dict[UUID, list[Past]]:
    rows = _rows(
        session,
        which,
        Background,
        Background.person_id,
        Background.id,
        Background.kind,
        Background.what,
        Background.is_with_children,
        Background.begins,
        Background.ends,
    )
    found: dict[UUID, list[Past]] = defaultdict(list)
    for _, person, key, kind, what, with_children, begins, ends in rows:
        made = Past(str(key), kind, what, with_children, _date(begins), _date(ends))
        found[person].append(made)
    return found


@lru_cache(maxsize=4096)
def _date(stored: str) -> PartialDate | None:
    return PartialDate.stored(stored) if stored else None
