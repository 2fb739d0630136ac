"""Who of those in a file is in the store, or earlier in the file, certainly already."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from recruitment_app.casework.merging.merged_households import MergedHousehold, merged_households
from recruitment_app.casework.stepping import may_see
from recruitment_app.exchange.incoming import IncomingCase
from recruitment_app.rules import values
from recruitment_app.store.tables import Address, Case, ContactDetail, Person, Worker

HIDDEN = "a case that you may not see"

_AT_ONCE = 1_000
_HEAD = (Case.id, Case.reference, Case.opened_on, Case.is_restricted, Case.worker_id)
_LIVING = (
    Person.standing == "applicant",
    Person.deleted_at.is_(None),
    Case.deleted_at.is_(None),
)

_Condition: TypeAlias = ColumnElement[bool]
Thing = TypeVar("Thing")


def in_parts(whole: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Give a long list in parts that one statement can hold."""
    rest = iter(whole)
    while part := list(islice(rest, _AT_ONCE)):
        yield part


@dataclass(frozen=True, slots=True)
class Known:
    """The household that is certainly the same: its reference, or the row that gave it first.

    ``case_id`` is that of a case of the store that may be seen.
    """

    label: str
    case_id: UUID | None = None


class CertainDuplicates:
    """Finds the household that is certainly the same.

    Of a numbered person: the same number and date of enquiry. Of a named one:
    the same date of enquiry, the same names, and a telephone, e-mail or postcode.
    """

    def __init__(self, session: Session, worker: Worker, cases: Sequence[IncomingCase]) -> None:
        self._numbered: dict[tuple[str, date], Known] = {}
        self._named: dict[tuple[date, tuple[str, ...]], list[tuple[Known, set[str]]]] = defaultdict(
            list
        )
        numbered = [case for case in cases if case.people[0].identifier]
        named = [case for case in cases if not case.people[0].identifier]
        if numbered:
            self._load_numbered(session, worker, _within(numbered))
        if named:
            names = {name for case in named for name in _named(case)[1]}
            self._load_named(session, worker, names, _within(named))
        for merged in merged_households(session):
            self._add_merged(_as_known(worker, merged.case), merged)

    def _add_merged(self, known: Known, merged: MergedHousehold) -> None:
        """Know a case by everything that the cases merged into it were known by, too."""
        for day in merged.days:
            for number in merged.numbers:
                self._numbered[number, day] = known
            for names in merged.called:
                self._named[day, names].append((known, set(merged.ways)))

    def _load_numbered(self, session: Session, worker: Worker, within: _Condition) -> None:
        for row in session.execute(
            select(*_HEAD, Person.identifier)
            .join(Person, Person.case_id == Case.id)
            .where(within, Person.identifier != "", *_LIVING)
        ):
            known = _as_known(worker, row)
            self._numbered[values.name_fold(row.identifier), row.opened_on] = known

    def _load_named(
        self, session: Session, worker: Worker, names: Iterable[str], within: _Condition
    ) -> None:
        meant: set[UUID] = set()
        for part in in_parts(sorted(names)):
            meant.update(
                session.scalars(
                    select(Case.id)
                    .join(Person, Person.case_id == Case.id)
                    .where(within, Person.name_fold.in_(part), *_LIVING)
                )
            )
        for some in in_parts(sorted(meant)):
            heads = {}
            called: dict[UUID, list[str]] = defaultdict(list)
            for row in session.execute(
                select(*_HEAD, Person.name_fold)
                .join(Person, Person.case_id == Case.id)
                .where(Case.id.in_(some), *_LIVING)
            ):
                heads[row.id] = row
                called[row.id].append(row.name_fold)
            ways = _ways(session, some)
            for case_id, head in heads.items():
                key = (head.opened_on, tuple(sorted(called[case_id])))
                self._named[key].append((_as_known(worker, head), ways[case_id]))

    def of_numbered(self, case: IncomingCase, at: int) -> Known | None:
        """Return whose number one person of a case has on that day."""
        identifier = case.people[at].identifier
        return self._numbered.get((values.name_fold(identifier), case.enquiry_on))

    def of_named(self, case: IncomingCase) -> Known | None:
        """Return who has the names of a case on that day and is reached alike."""
        called_alike = self._named.get(_named(case))
        if not called_alike:
            return None
        ours = _reached(case)
        return next((known for known, theirs in called_alike if ours & theirs), None)

    def add(self, case: IncomingCase, label: str) -> None:
        """Count a case of the file, as it is known by now, among those that are known."""
        at = self._named[_named(case)]
        ways = next((ways for known, ways in at if known.label == label), None)
        if ways is None:
            at.append((Known(label), _reached(case)))
        else:
            ways.update(_reached(case))


def _within(cases: Sequence[IncomingCase]) -> _Condition:
    days = [case.enquiry_on for case in cases]
    return Case.opened_on.between(min(days), max(days))


def _as_known(worker: Worker, head: Any) -> Known:
    return Known(head.reference, head.id) if may_see(worker, head) else Known(HIDDEN)


def _ways(session: Session, cases: Sequence[UUID]) -> Mapping[UUID, set[str]]:
    """Return how each of these cases is reached."""
    ways: dict[UUID, set[str]] = defaultdict(set)
    for case_id, kind, folded in session.execute(
        select(ContactDetail.case_id, ContactDetail.kind, ContactDetail.value_fold).where(
            ContactDetail.case_id.in_(cases), ContactDetail.deleted_at.is_(None)
        )
    ):
        ways[case_id].add(f"{kind}:{folded}")
    for case_id, postcode in session.execute(
        select(Address.case_id, Address.postcode).where(
            Address.case_id.in_(cases), Address.deleted_at.is_(None), Address.postcode != ""
        )
    ):
        ways[case_id].add(f"postcode:{values.fold_postcode(postcode)}")
    return ways


def _named(case: IncomingCase) -> tuple[date, tuple[str, ...]]:
    names = (values.name_fold(f"{who.given_names} {who.family_name}") for who in case.people)
    return case.enquiry_on, tuple(sorted(names))


def _reached(case: IncomingCase) -> set[str]:
    telephones = (*case.telephones, *case.second_telephones)
    emails = (*case.emails, *case.second_emails)
    ways = {f"telephone:{values.fold_phone(number)}" for number in telephones}
    ways |= {f"email:{values.fold_email(address)}" for address in emails}
    if case.postcode:
        ways.add(f"postcode:{values.fold_postcode(case.postcode)}")
    return ways
