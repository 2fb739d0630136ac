"""The cases as a team's own tracker has them: one row a household, one column a date."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.leaving.leaving import Leaving
from recruitment_app.casework.stepping import parts_of_cases
from recruitment_app.exchange import tracker
from recruitment_app.exchange.cells import Cell
from recruitment_app.exchange.fields import FIELDS
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.tables import Address, Case, CaseEvent, ContactDetail, Person

TRACKER = tracker.HEADINGS
PANEL = FIELDS["panel"].label
_SOURCES = FIELDS["source"].list_name
_NAMELESS = "Adopter"


@dataclass(slots=True)
class _Household:
    """What the tracker tells of one case."""

    names: list[tuple[str, str]] = field(default_factory=list)
    ways: Mapping[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    postcode: str = ""
    days: dict[EventKind, date] = field(default_factory=dict)
    panel_on: date | None = None


def households(leaving: Leaving) -> Iterator[Sequence[Cell]]:
    """Give every case in the headings of a tracker, by reference.

    Of a step that was taken twice the later day is given, of a panel its booking
    where it is still to sit; a case that was reopened is not closed.
    """
    for some in parts_of_cases(leaving.session, leaving.worker):
        ids = [case.id for case in some]
        gathered = _gathered(leaving, ids)
        heads = {
            case.id: case
            for case in leaving.session.execute(
                select(Case.id, Case.opened_on, Case.closed_on, Case.source, Case.worker_id).where(
                    Case.id.in_(ids)
                )
            )
        }
        for case_id in ids:
            _, opened_on, closed_on, source, worker_id = heads[case_id]
            household = gathered[case_id]
            if closed_on is None:
                household.days.pop(EventKind.CLOSED, None)
            first, second = (*household.names, ("", ""), ("", ""))[:2]
            yield (
                opened_on,
                first[0],
                first[1] or _NAMELESS,
                *second,
                "; ".join(household.ways["telephone"]),
                "; ".join(household.ways["email"]),
                household.postcode,
                _word(leaving, source),
                leaving.name(worker_id),
                *(_day(household, column, leaving.today) for column in tracker.STEPS),
            )


def _gathered(leaving: Leaving, ids: Sequence[UUID]) -> Mapping[UUID, _Household]:
    found: dict[UUID, _Household] = defaultdict(_Household)
    session = leaving.session
    people = (
        select(Person.case_id, Person.given_names, Person.family_name, Person.identifier)
        .where(Person.case_id.in_(ids), Person.standing == "applicant", Person.deleted_at.is_(None))
        .order_by(Person.case_id, Person.place)
    )
    for case_id, given, family, identifier in session.execute(people):
        # a first name alone stands under Surname, which no row of a tracker may lack
        known = (given, family) if family else ("", given or f"{_NAMELESS} {identifier}".strip())
        found[case_id].names.append(known)
    ways = (
        select(ContactDetail.case_id, ContactDetail.kind, ContactDetail.value)
        .join(Person, Person.id == ContactDetail.person_id)
        .where(
            ContactDetail.case_id.in_(ids),
            ContactDetail.deleted_at.is_(None),
            Person.standing == "applicant",
        )
        .order_by(Person.place, ContactDetail.id)
    )
    for case_id, kind, value in session.execute(ways):
        if value not in found[case_id].ways[kind]:
            found[case_id].ways[kind].append(value)
    homes = (
        select(Address.case_id, Address.postcode)
        .join(Person, Person.id == Address.person_id)
        .where(
            Address.case_id.in_(ids),
            Address.deleted_at.is_(None),
            Address.ends == "",
            Address.postcode != "",
            Person.standing == "applicant",
        )
        .order_by(Person.place, Address.id)
    )
    for case_id, postcode in session.execute(homes):
        found[case_id].postcode = found[case_id].postcode or postcode
    standing = (CaseEvent.case_id.in_(ids), CaseEvent.struck_at.is_(None))
    in_order = (CaseEvent.on, CaseEvent.place)
    entries = (
        select(CaseEvent.case_id, CaseEvent.kind, CaseEvent.on)
        .where(*standing, CaseEvent.kind.in_(tuple(tracker.STEPS.values())))
        .order_by(*in_order)
    )
    for case_id, kind, on in session.execute(entries):
        found[case_id].days[kind] = on
    panels = (
        select(CaseEvent.case_id, CaseEvent.facts)
        .where(*standing, CaseEvent.kind == EventKind.PANEL_BOOKED)
        .order_by(*in_order)
    )
    for case_id, facts in session.execute(panels):
        sits = facts.get("panel_on", "")
        found[case_id].panel_on = date.fromisoformat(sits) if sits else None
    return found


def _day(household: _Household, column: str, today: date) -> date | None:
    day = household.days.get(tracker.STEPS[column])
    is_booked = household.panel_on is not None and household.panel_on > today
    return household.panel_on if column == PANEL and day is None and is_booked else day


def _word(leaving: Leaving, source: str) -> str:
    """Return the words for a source, or its code where its words are known to mean another."""
    codes = leaving.law.codes[_SOURCES]
    words = leaving.law.label(_SOURCES, source)
    meant = codes.find(words)
    return words if meant is not None and meant.code == source else source
