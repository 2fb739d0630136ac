"""Which households in the store, or earlier in a file, another may be: alike, not certain."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.merging.known_households import in_parts
from recruitment_app.casework.stepping import may_see
from recruitment_app.exchange.incoming import IncomingCase
from recruitment_app.rules.likeness import Identity, compare, keys_of
from recruitment_app.store.tables import Address, Case, ContactDetail, LikenessKey, Person, Worker

_MOST_COMPARED = 12
_MOST_HOLDERS = 100  # a key that more people share tells nobody apart
_MOST_NAMED = 5
_WAYS = frozenset({"p:", "m:"})  # keys of a telephone and an e-mail
_ALONE = 5  # one of these tells as much as many keys of a name
_SAME_FAMILY = 10.0


@dataclass(frozen=True, slots=True)
class Alike:
    """A household that may be the same: its reference or its row, how much so, and why."""

    of: str
    weight: float
    reasons: tuple[str, ...]


def identities(case: IncomingCase) -> tuple[Identity, ...]:
    """Return what likeness compares of each applicant; the postcode is the first's."""
    return tuple(
        Identity(
            given=person.given_names,
            family=person.family_name,
            phones=case.telephones if at == 0 else case.second_telephones,
            emails=case.emails if at == 0 else case.second_emails,
            postcode=case.postcode if at == 0 else "",
        )
        for at, person in enumerate(case.people)
    )


class PossibleDuplicates:
    """Finds the households that are like another: names, ways to reach them, or the family."""

    def __init__(self, session: Session, worker: Worker, cases: Sequence[IncomingCase]) -> None:
        self._people: list[tuple[Identity, str]] = []
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._families: dict[str, list[str]] = defaultdict(list)
        if session.scalars(select(LikenessKey.person_id).limit(1)).first() is not None:
            self._load(session, worker, cases)
        self._load_families(session, worker, cases)

    def _load(self, session: Session, worker: Worker, cases: Sequence[IncomingCase]) -> None:
        keys = {key for case in cases for who in identities(case) for key in keys_of(who)}
        shared: dict[UUID, list[str]] = defaultdict(list)
        for some_keys in in_parts(sorted(keys)):
            telling = (
                select(LikenessKey.key)
                .where(LikenessKey.key.in_(some_keys))
                .group_by(LikenessKey.key)
                .having(func.count() <= _MOST_HOLDERS)
            )
            for person_id, key in session.execute(
                select(LikenessKey.person_id, LikenessKey.key).where(LikenessKey.key.in_(telling))
            ):
                shared[person_id].append(key)
        for part in in_parts(shared):
            for person_id, known, label in _known_people(session, worker, part):
                self._keep(known, label, shared[person_id])

    def _load_families(
        self, session: Session, worker: Worker, cases: Sequence[IncomingCase]
    ) -> None:
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

    def of(self, case: IncomingCase, label: str) -> tuple[Alike, ...]:
        """Return the households most like a case, the likeliest first; the case is known then."""
        best: dict[str, Alike] = {}
        family = case.family_identifier
        for other in self._families.get(family, ()):
            best[other] = Alike(other, _SAME_FAMILY, ("same family identifier",))
        whole = [(who, keys_of(who)) for who in identities(case)]
        for who, keys in whole:
            for at in self._meeting(keys):
                identity, of = self._people[at]
                likeness = compare(who, identity)
                if likeness is not None and (of not in best or likeness.weight > best[of].weight):
                    best[of] = Alike(of, likeness.weight, likeness.reasons)
        if family:
            self._families[family].append(label)
        for who, keys in whole:
            self._keep(who, label, keys)
        return tuple(sorted(best.values(), key=lambda each: -each.weight)[:_MOST_NAMED])

    def _meeting(self, keys: Iterable[str]) -> list[int]:
        """Return the places of those who share most of these keys."""
        shared: Counter[int] = Counter()
        for key in keys:
            holders = self._by_key.get(key, ())
            if len(holders) <= _MOST_HOLDERS:
                for at in holders:
                    shared[at] += _ALONE if key[:2] in _WAYS else 1
        return [at for at, _ in shared.most_common(_MOST_COMPARED)]


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
