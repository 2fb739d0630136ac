"""What is still known of households that were merged, so that a file brings none of them back."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.stepping import standing_case
from recruitment_app.rules import values
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.tables import Address, Case, CaseEvent, ContactDetail, Person


@dataclass(frozen=True, slots=True)
class MergedHousehold:
    """A case that stays, as it was known before: its days, names, numbers and ways to reach it.

    ``called`` holds the folded names of the applicants of each of the cases.
    """

    case: Case
    days: frozenset[date]
    called: tuple[tuple[str, ...], ...]
    numbers: frozenset[str]
    ways: frozenset[str]


def merged_households(session: Session) -> Iterator[MergedHousehold]:
    """Give every case that others were merged into, with all that those were known by."""
    of: dict[UUID, list[UUID]] = defaultdict(list)
    for case_id in session.scalars(select(Case.id).where(Case.merged_into_id.is_not(None))):
        of[standing_case(session, case_id)].append(case_id)
    for standing, merged in of.items():
        case = session.get_one(Case, standing)
        if case.deleted_at is None:
            yield _known(session, case, [standing, *merged])


def _known(session: Session, case: Case, cases: list[UUID]) -> MergedHousehold:
    """Read what the cases were known by; what a merge put aside stands with them still."""

    def rows(table: Any, *columns: Any) -> Any:
        return session.execute(select(*columns).where(table.case_id.in_(cases)))

    called: dict[UUID, list[str]] = defaultdict(list)
    numbers = set()
    people = rows(Person, Person.case_id, Person.name_fold, Person.identifier, Person.standing)
    for case_id, name, number, standing in people:
        if standing == "applicant":
            called[case_id].append(name)
            numbers.add(values.name_fold(number))
    ways = {
        f"{kind}:{fold}"
        for kind, fold in rows(ContactDetail, ContactDetail.kind, ContactDetail.value_fold)
    }
    ways |= {
        f"postcode:{values.fold_postcode(code)}"
        for (code,) in rows(Address, Address.postcode)
        if code
    }
    days = {
        on
        for on, kind in rows(CaseEvent, CaseEvent.on, CaseEvent.kind)
        if kind is EventKind.ENQUIRY_RECEIVED
    }
    names = tuple(tuple(sorted(each)) for each in called.values())
    return MergedHousehold(case, frozenset(days), names, frozenset(numbers - {""}), frozenset(ways))
