"""Who of those in a file is in the store, or earlier in the file, already."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.stepping import may_see
from recruitment_app.exchange.incoming import IncomingCase
from recruitment_app.rules import values
from recruitment_app.rules.likeness import Identity, compare, keys_of
from recruitment_app.store.tables import Address, Case, ContactDetail, LikenessKey, Person, Worker

HIDDEN = "a case that you may not see"

_AT_ONCE = 1_000
_MOST_COMPARED = 60
_MOST_NAMED = 5
_SAME_FAMILY = 10.0

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Alike:
    """A household that may be the same: its reference or its row, how much so, and why."""

    of: str
    weight: float
    reasons: tuple[str, ...]


def identities(case: IncomingCase) -> tuple[Identity, ...]:
    """Return what likeness compares of each applicant; the ways to reach them are the first's."""
    return tuple(
        Identity(
            given=person.given_names,
            family=person.family_name,
            phones=case.telephones if at == 0 else (),
            emails=case.emails if at == 0 else (),
            postcode=case.postcode if at == 0 else "",
        )
        for at, person in enumerate(case.people)
    )


def in_parts(whole: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Give a long list in parts that one statement can hold."""
    rest = iter(whole)
    while part := list(islice(rest, _AT_ONCE)):
        yield part


class CertainDuplicates:
    """Finds the household that is certainly the same.

    Of a numbered person: the same number and date of enquiry. Of a named one:
    the same date of enquiry, the same names, and a telephone, e-mail or postcode.
    """

    def __init__(self, session: Session, worker: Worker, cases: Sequence[IncomingCase]) -> None:
        self._numbered: dict[tuple[str, date], str] = {}
        self._named: dict[tuple[date, tuple[str, ...]], list[tuple[str, set[str]]]] = defaultdict(
            list
        )
        days = [case.enquiry_on for case in cases]
        if days:
            self._load(session, worker, min(days), max(days))

    def _load(self, session: Session, worker: Worker, first: date, last: date) -> None:
        within = (Case.opened_on.between(first, last), Case.deleted_at.is_(None))
        names: dict[UUID, list[str]] = defaultdict(list)
        known: dict[UUID, tuple[str, date]] = {}
        for case, name, identifier in session.execute(
            select(Case, Person.name_fold, Person.identifier)
            .join(Person, Person.case_id == Case.id)
            .where(*within, Person.standing == "applicant", Person.deleted_at.is_(None))
        ):
            label = case.reference if may_see(worker, case) else HIDDEN
            known[case.id] = (label, case.opened_on)
            names[case.id].append(name)
            if identifier:
                self._numbered[values.name_fold(identifier), case.opened_on] = label
        reached: dict[UUID, set[str]] = defaultdict(set)
        for case_id, kind, folded in session.execute(
            select(ContactDetail.case_id, ContactDetail.kind, ContactDetail.value_fold)
            .join(Case, Case.id == ContactDetail.case_id)
            .where(*within, ContactDetail.deleted_at.is_(None))
        ):
            reached[case_id].add(f"{kind}:{folded}")
        for case_id, postcode in session.execute(
            select(Address.case_id, Address.postcode)
            .join(Case, Case.id == Address.case_id)
            .where(*within, Address.deleted_at.is_(None), Address.postcode != "")
        ):
            reached[case_id].add(f"postcode:{values.fold_postcode(postcode)}")
        for case_id, (label, opened_on) in known.items():
            key = (opened_on, tuple(sorted(names[case_id])))
            self._named[key].append((label, reached[case_id]))

    def of_numbered(self, case: IncomingCase, at: int) -> str:
        """Return whose number one person of a case has on that day, or an empty text."""
        identifier = case.people[at].identifier
        return self._numbered.get((values.name_fold(identifier), case.enquiry_on), "")

    def of_named(self, case: IncomingCase) -> str:
        """Return who has the names of a case on that day and is reached alike."""
        ours = _reached(case)
        for label, theirs in self._named.get(_named(case), ()):
            if ours & theirs:
                return label
        return ""

    def add(self, case: IncomingCase, label: str) -> None:
        """Count a case of the file among those that are known."""
        self._named[_named(case)].append((label, _reached(case)))


def _named(case: IncomingCase) -> tuple[date, tuple[str, ...]]:
    names = (values.name_fold(f"{who.given_names} {who.family_name}") for who in case.people)
    return case.enquiry_on, tuple(sorted(names))


def _reached(case: IncomingCase) -> set[str]:
    ways = {f"telephone:{values.fold_phone(number)}" for number in case.telephones}
    ways |= {f"email:{values.fold_email(address)}" for address in case.emails}
    if case.postcode:
        ways.add(f"postcode:{values.fold_postcode(case.postcode)}")
    return ways


class PossibleDuplicates:
    """Finds the households that are like another: names, ways to reach them, or the family."""

    def __init__(self, session: Session, worker: Worker, cases: Sequence[IncomingCase]) -> None:
        self._people: list[tuple[Identity, str]] = []
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._families: dict[str, list[str]] = defaultdict(list)
        self._load(session, worker, cases)

    def _load(self, session: Session, worker: Worker, cases: Sequence[IncomingCase]) -> None:
        keys = {key for case in cases for who in identities(case) for key in keys_of(who)}
        shared: dict[UUID, list[str]] = defaultdict(list)
        for some_keys in in_parts(sorted(keys)):
            for person_id, key in session.execute(
                select(LikenessKey.person_id, LikenessKey.key).where(LikenessKey.key.in_(some_keys))
            ):
                shared[person_id].append(key)
        for part in in_parts(shared):
            for person_id, known, label in _known_people(session, worker, part):
                self._keep(known, label, shared[person_id])
        families = {case.family_identifier for case in cases if case.family_identifier}
        for names in in_parts(sorted(families)):
            for case in session.scalars(
                select(Case).where(Case.family_identifier.in_(names), Case.deleted_at.is_(None))
            ):
                if may_see(worker, case):
                    self._families[case.family_identifier].append(case.reference)

    def _keep(self, who: Identity, label: str, keys: Iterable[str]) -> None:
        self._people.append((who, label))
        for key in keys:
            self._by_key[key].append(len(self._people) - 1)

    def of(self, case: IncomingCase) -> tuple[Alike, ...]:
        """Return the households most like a case, the likeliest first."""
        best: dict[str, Alike] = {}
        for label in self._families.get(case.family_identifier, ()):
            best[label] = Alike(label, _SAME_FAMILY, ("same family identifier",))
        for who in identities(case):
            meeting = Counter(at for key in keys_of(who) for at in self._by_key.get(key, ()))
            for at, _ in meeting.most_common(_MOST_COMPARED):
                other, label = self._people[at]
                likeness = compare(who, other)
                if likeness is not None and (
                    label not in best or likeness.weight > best[label].weight
                ):
                    best[label] = Alike(label, likeness.weight, likeness.reasons)
        return tuple(sorted(best.values(), key=lambda each: -each.weight)[:_MOST_NAMED])

    def add(self, case: IncomingCase, label: str) -> None:
        """Count a case of the file among those that are known."""
        if case.family_identifier:
            self._families[case.family_identifier].append(label)
        for who in identities(case):
            self._keep(who, label, keys_of(who))


def _known_people(
    session: Session, worker: Worker, ids: Sequence[UUID]
) -> Iterator[tuple[UUID, Identity, str]]:
    """Give the applicants of these keys whose cases may be seen."""
    ways: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    for person_id, kind, value in session.execute(
        select(ContactDetail.person_id, ContactDetail.kind, ContactDetail.value).where(
            ContactDetail.person_id.in_(ids), ContactDetail.deleted_at.is_(None)
        )
    ):
        ways[person_id, kind].append(value)
    for person_id, postcode in session.execute(
        select(Address.person_id, Address.postcode).where(
            Address.person_id.in_(ids), Address.deleted_at.is_(None), Address.postcode != ""
        )
    ):
        ways[person_id, "postcode"].append(postcode)
    for case, person_id, given, family in session.execute(
        select(Case, Person.id, Person.given_names, Person.family_name)
        .join(Case, Case.id == Person.case_id)
        .where(
            Person.id.in_(ids),
            Person.standing == "applicant",
            Person.deleted_at.is_(None),
            Case.deleted_at.is_(None),
        )
    ):
        if may_see(worker, case):
            known = Identity(
                given=given,
                family=family,
                phones=tuple(ways[person_id, "telephone"]),
                emails=tuple(ways[person_id, "email"]),
                postcode=next(iter(ways[person_id, "postcode"]), ""),
            )
            yield person_id, known, case.reference
