"""What is expected of the visits of a case, and how far its visits meet that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from recruitment_app.casework.check_settings import settings_in_force
from recruitment_app.casework.rows import PersonRow
from recruitment_app.casework.shipped_tables import made_by_id, read_table
from recruitment_app.casework.visit_rows import VisitRow
from recruitment_app.paths import resources
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.visit_expectations import (
    Expectation,
    Followed,
    Manner,
    Resident,
    Seeing,
    followed,
)
from recruitment_app.rules.visits import AT_HOME, VisitState

_FILE: Final = "visits.toml"


@dataclass(frozen=True, slots=True)
class AtAVisit:
    """The kinds of check that visit mode shows, and what of the report it leaves out."""

    checks: frozenset[str]
    parts_left_out: frozenset[str]
    sections_left_out: frozenset[str]


@cache
def shipped_expectations() -> tuple[Expectation, ...]:
    """Return what is expected of visits as shipped."""
    return read_expectations(resources() / _FILE)


def read_expectations(file: Path) -> tuple[Expectation, ...]:
    """Read a file of expectations.

    Raises:
        Problem: it is wrong; the sentence names file, row and reason.

    """
    rows = read_table(file).get("expectation", ())
    return tuple(made_by_id(file, rows, _expectation).values())


@cache
def shown_at_a_visit() -> AtAVisit:
    """Return what visit mode may show of the checks and of the report."""
    told = read_table(resources() / _FILE)["at_a_visit"]
    return AtAVisit(**{name: frozenset(told[name]) for name in AtAVisit.__slots__})


def _expectation(row: Mapping[str, Any]) -> Expectation:
    return Expectation(**{**row, "manner": Manner(row.get("manner", ""))})


def expected_of(
    session: Session, people: Iterable[PersonRow], visits: Iterable[VisitRow], today: date
) -> tuple[Followed, ...]:
    """Return how far the visits of a household meet what is expected, within an open reading."""
    return followed(
        shipped_expectations(),
        [resident_of(person) for person in people],
        [seeing_of(visit) for visit in visits if visit.state is not VisitState.CALLED_OFF],
        least=settings_in_force(session).number("sessions_least"),
        today=today,
    )


def resident_of(person: PersonRow) -> Resident:
    """Return a person of a case as the rules of visits read them."""
    return Resident(
        key=str(person.id),
        name=person.name,
        standing=person.standing,
        relation=person.relation,
        born=PartialDate.stored(person.born) if person.born else None,
        is_gone=bool(person.died or person.moved_out),
    )


def seeing_of(visit: VisitRow) -> Seeing:
    """Return a visit as far as it counts: before it, whom it is to see; after it, who was seen."""
    is_held = visit.state is VisitState.HELD
    counted = [each for each in visit.people if not is_held or each.was_seen]
    return Seeing(
        on=visit.held_on if is_held else visit.planned_on,
        is_held=is_held,
        seen=frozenset(str(each.person_id) for each in counted),
        apart=frozenset(str(each.person_id) for each in counted if each.is_alone),
        is_home_seen=visit.home_was_seen if is_held else visit.kind in AT_HOME,
    )
