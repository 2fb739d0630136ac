"""The households of one case or of many, gathered in few queries for the rules of checks."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from recruitment_app.casework.raw_rows import plainly, raw, raw_rows, rows_of
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
    """A household with the days that its checks turn on; the keys in it are digits alone."""

    household: CheckedHousehold
    panel_on: date | None
    panel_expected: date


def below(
    table: Any, which: Conditions, *columns: ColumnElement[Any] | InstrumentedAttribute[Any]
) -> Select[Any]:
    """Return the query for columns of what lies below the cases, each row beginning with its case.

    Cases are found first, so that an index of the table by its case serves: whoever reads the
    rows passes over those that were taken out, whose last column is not empty.
    """
    return (
        select(raw(table.case_id), *columns, type_coerce(table.deleted_at, String))
        .join(Case, Case.id == table.case_id)
        .where(*which)
    )


def checked_cases(session: Session, which: Conditions, today: date) -> dict[str, CheckedCase]:
    """Return the household of each case that the conditions leave in, by the digits of its key."""
    query = select(raw(Case.id), Case.couple_status, Case.registered_on).where(*which)
    members = _members(session, which)
    pets, referees = _pets(session, which), _referees(session, which)
    booked = {case_id.hex: day for case_id, day in panels_booked(session, which).items()}
    due = {case_id.hex: day for case_id, day in stage_two_ends(session, which).items()}
    found = {}
    for case_id, couple_status, registered_on in rows_of(session, query):
        panel_on = booked.get(case_id)
        expected = panel_on or due.get(case_id) or _expected(registered_on, today)
        household = CheckedHousehold(
            members=tuple(members.get(case_id, ())),
            couple_status=couple_status,
            pets=tuple(pets.get(case_id, ())),
            referees=tuple(referees.get(case_id, ())),
        )
        found[case_id] = CheckedCase(household, panel_on, max(expected, today))
    return found


def _expected(registered_on: date | None, today: date) -> date:
    return months_after(registered_on or today, _MONTHS_TO_PANEL)


def _pets(session: Session, which: Conditions) -> dict[str, list[Pet]]:
    columns = (raw(Animal.id), Animal.kind, Animal.name, Animal.breed, Animal.gone_on)
    found: dict[str, list[Pet]] = defaultdict(list)
    for case, key, kind, name, breed, gone_on, gone in raw_rows(
        session, below(Animal, which, *columns)
    ):
        if gone is None and not gone_on:
            found[case].append(Pet(key, kind, name or breed))
    return found


def _referees(session: Session, which: Conditions) -> dict[str, list[NamedReferee]]:
    query = below(Referee, which, raw(Referee.id), Referee.name)
    found: dict[str, list[NamedReferee]] = defaultdict(list)
    for case, key, name, gone in raw_rows(session, query.order_by(Referee.place, Referee.id)):
        if gone is None:
            found[case].append(NamedReferee(key, name))
    return found


def panels_booked(session: Session, which: Conditions) -> dict[UUID, date]:
    """Return the day of the panel that was booked last, by case."""
    kind = plainly(CaseEvent.kind)  # by their cases: panels of all years are many
    query = (
        select(CaseEvent.case_id, CaseEvent.facts)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(kind == EventKind.PANEL_BOOKED, CaseEvent.struck_at.is_(None), *which)
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


def _members(session: Session, which: Conditions) -> dict[str, list[Member]]:
    stays, bonds, pasts = _stays(session, which), _bonds(session, which), _pasts(session, which)
    columns = (
        raw(Person.id),
        Person.given_names,
        Person.family_name,
        Person.standing,
        Person.relation,
        Person.born,
        Person.died,
        Person.moved_out,
    )
    query = below(Person, which, *columns).order_by(Person.place, Person.id)
    found: dict[str, list[Member]] = defaultdict(list)
    for case, key, given, family, standing, relation, born, died, out, gone in raw_rows(
        session, query
    ):
        if gone is None:
            found[case].append(
                Member(
                    key=key,
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


def _stays(session: Session, which: Conditions) -> dict[Any, list[Stay]]:
    columns = (
        raw(Address.person_id),
        raw(Address.id),
        Address.authority,
        Address.country,
        Address.postcode,
        Address.begins,
        Address.ends,
    )
    found: dict[Any, list[Stay]] = defaultdict(list)
    for _, person, key, authority, country, postcode, begins, ends, gone in raw_rows(
        session, below(Address, which, *columns)
    ):
        if gone is None:
            made = Stay(key, authority, country, postcode, _date(begins), _date(ends))
            found[person].append(made)
    return found


def _bonds(session: Session, which: Conditions) -> dict[Any, list[Bond]]:
    columns = (
        raw(Relationship.person_id),
        raw(Relationship.id),
        Relationship.kind,
        raw(Relationship.other_id),
        Relationship.other_name,
        Relationship.begins,
        Relationship.ends,
    )
    found: dict[Any, list[Bond]] = defaultdict(list)
    for _, person, key, kind, other, name, begins, ends, gone in raw_rows(
        session, below(Relationship, which, *columns)
    ):
        if gone is None:
            made = Bond(key, kind, other or "", name, _date(begins), _date(ends))
            found[person].append(made)
    return found


def _pasts(session: Session, which: Conditions) -> dict[Any, list[Past]]:
    columns = (
        raw(Background.person_id),
        raw(Background.id),
        Background.kind,
        Background.what,
        Background.is_with_children,
        Background.begins,
        Background.ends,
    )
    found: dict[Any, list[Past]] = defaultdict(list)
    for _, person, key, kind, what, with_children, begins, ends, gone in raw_rows(
        session, below(Background, which, *columns)
    ):
        if gone is None:
            made = Past(key, kind, what, bool(with_children), _date(begins), _date(ends))
            found[person].append(made)
    return found


@lru_cache(maxsize=4096)
def _date(stored: str) -> PartialDate | None:
    return PartialDate.stored(stored) if stored else None
