"""The review list of likely duplicates: pairs of households over the whole store, likeliest first.

People meet by their keys of likeness; nobody is compared with everybody. A key
that many share says little: rarer keys come first, and the commonest are left
out, so that the work grows with the store and not with its square.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from sqlalchemy import String, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session

from recruitment_app.casework.finding import former_names
from recruitment_app.casework.merging.known_households import in_parts
from recruitment_app.casework.merging.merge_rows import DuplicateRow, duplicate_row
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.rules.likeness import Identity, Likeness, compare
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Address,
    Case,
    ContactDetail,
    LikenessKey,
    NotTheSame,
    Person,
    PersonName,
    Worker,
)

MOST_PAIRS: Final = 5_000
"""No longer list is ever shown; whoever has seen to these looks again."""

_MOST_COMPARED: Final = 200_000
_MOST_SHARING: Final = 40
_WAYS: Final = ("m:", "p:")  # one e-mail or one telephone is enough by itself
_FLAGGED: Final = 4.5
_SAME_FAMILY: Final = 10.0
_BOTH: Final = 2.0
_AT_ONCE: Final = 5_000

Tell = Callable[[int, int, str], object]
Key = Any
"""A key of the store as its driver gives it: cheaper than a UUID, and only ever compared."""


def duplicates(
    store: Store, *, tell: Tell | None = None, most: int = MOST_PAIRS
) -> list[DuplicateRow]:
    """Return the pairs of households that may be one, the likeliest first.

    ``tell`` hears how far the work is, of how much, and may stop it by raising.

    Raises:
        NotAllowed: the person may not merge cases.

    """
    say = tell or _nobody
    with store.reading() as session:
        worker = ask_leave(session, store, Duty.MERGE)
        say(0, 100, "Reading the people")
        people = _People.read(session, worker)
        met = _meet(session, people, say)
        people.learn(session, met, say)
        found = _compared(people, met, say)
        _add_families(session, people, found)
        _add_flagged(session, people, found)
        best = nlargest(most, found.items(), key=lambda each: (each[1].weight, each[0]))
        return _rows(session, people, best)


def _nobody(_done: int, _of: int, _sentence: str) -> None:
    """Hear of no progress."""


@dataclass(slots=True)
class _Pair:
    """What was found of two households: the best likeness, and everybody who is alike."""

    weight: float
    reasons: tuple[str, ...]
    alike: dict[int, tuple[float, int]] = field(default_factory=dict)

    def add(self, one: int, other: int, likeness: Likeness) -> None:
        """Add two people who are alike; the weight is that of the two who are most."""
        if likeness.weight > self.weight:
            self.weight, self.reasons = likeness.weight, likeness.reasons
        self.alike[one] = max(self.alike.get(one, (0.0, 0)), (likeness.weight, other))

    def settle(self) -> None:
        """Count it in where both applicants are alike."""
        if len({other for _, other in self.alike.values()}) > 1:
            self.weight += _BOTH
            self.reasons = (*self.reasons, "both applicants are alike")


@dataclass(slots=True)
class _People:
    """Every applicant who may be seen, by a number; what likeness compares, of those who meet."""

    number: dict[Key, int]
    case: list[Key]
    names: list[tuple[str, str]]
    not_same: set[tuple[int, int]]
    of_case: dict[Key, list[int]]
    known: dict[int, Identity] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session, worker: Worker) -> "_People":
        """Read the applicants of all cases that a person may see."""
        query = (
            select(
                type_coerce(Person.id, String),
                type_coerce(Person.case_id, String),
                Person.given_names,
                Person.family_name,
            )
            .join(Case, Case.id == Person.case_id)
            .where(
                Person.standing == "applicant",
                Person.deleted_at.is_(None),
                Case.deleted_at.is_(None),
            )
        )
        if worker.role is not Role.MANAGER:
            query = query.where(or_(Case.is_restricted.is_(False), Case.worker_id == worker.id))
        people = cls({}, [], [], set(), {})
        for person_id, case_id, given, family in _stream(session, query):
            number = people.number[person_id] = len(people.case)
            people.of_case.setdefault(case_id, []).append(number)
            people.case.append(case_id)
            people.names.append((given, family))
        said = select(
            type_coerce(NotTheSame.person_id, String), type_coerce(NotTheSame.other_id, String)
        ).where(NotTheSame.deleted_at.is_(None))
        for one, other in _stream(session, said):
            if one in people.number and other in people.number:
                people.not_same.add(_ordered(people.number[one], people.number[other]))
        return people

    def may_be_one(self, one: int, other: int) -> bool:
        """Tell whether two people are of two households and nobody said that they are two."""
        return self.case[one] != self.case[other] and (one, other) not in self.not_same

    def learn(self, session: Session, met: set[tuple[int, int]], say: Tell) -> None:
        """Read what likeness compares, of everybody who met somebody."""
        wanted = {each for pair in met for each in pair}
        ways: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        reached: tuple[tuple[Any, Any, Any], ...] = (
            (ContactDetail, ContactDetail.kind, ContactDetail.value),
            (Address, literal("postcode"), Address.postcode),
            (PersonName, literal("name"), PersonName.name),
        )
        for at, (table, kind, value) in enumerate(reached):
            say(30 + 10 * at, 100, "Reading how people are reached")
            query = select(type_coerce(table.person_id, String), kind, value)
            for person_id, which, what in _stream(session, query.where(table.deleted_at.is_(None))):
                number = self.number.get(person_id, -1)
                if number in wanted:
                    ways[number][which].append(what)
        for number in wanted:
            given, family = self.names[number]
            way = ways.get(number, {})
            self.known[number] = Identity(
                given=given,
                family=family,
                phones=tuple(way.get("telephone", ())),
                emails=tuple(way.get("email", ())),
                postcode=next(filter(None, way.get("postcode", ())), ""),
                former=former_names(way.get("name", ())),
            )


def _stream(session: Session, query: Any) -> Iterator[Any]:
    """Give the rows of a long answer as they come."""
    rows = session.connection().execute(query, execution_options={"yield_per": _AT_ONCE})
    yield from rows


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _meet(session: Session, people: _People, say: Tell) -> set[tuple[int, int]]:
    """Return the pairs of people who share a key that few share: the rarer first, up to a limit."""
    say(10, 100, "Looking for what people share")
    largest = _largest_sharing(session)
    met: set[tuple[int, int]] = set()
    shared = (
        select(LikenessKey.key)
        .group_by(LikenessKey.key)
        .having(func.count().between(2, _MOST_SHARING))
    )
    query = (
        select(LikenessKey.key, type_coerce(LikenessKey.person_id, String))
        .where(LikenessKey.key.in_(shared))
        .order_by(LikenessKey.key)
    )
    for done, (key, rows) in enumerate(groupby(_stream(session, query), itemgetter(0))):
        if done % _AT_ONCE == 0:
            say(20, 100, "Looking for what people share")
        numbers = sorted(n for _, each in rows if (n := people.number.get(each, -1)) >= 0)
        if len(numbers) > largest and not key.startswith(_WAYS):
            continue
        met.update(pair for pair in combinations(numbers, 2) if people.may_be_one(*pair))
    return met


def _largest_sharing(session: Session) -> int:
    """Return how many may share a key so that all who do can be compared."""
    counted = func.count(LikenessKey.key).label("people")
    sharing = select(counted).group_by(LikenessKey.key).subquery()
    sizes = session.execute(
        select(sharing.c.people, func.count())
        .where(sharing.c.people.between(2, _MOST_SHARING))
        .group_by(sharing.c.people)
        .order_by(sharing.c.people)
    )
    largest, compared = 2, 0
    for people, keys in sizes:
        compared += keys * people * (people - 1) // 2
        if compared > _MOST_COMPARED:
            break
        largest = people
    return largest


def _compared(
    people: _People, met: set[tuple[int, int]], say: Tell
) -> dict[tuple[Key, Key], _Pair]:
    """Return what is found of each pair of households whose people are alike."""
    found: dict[tuple[Key, Key], _Pair] = {}
    for done, (one, other) in enumerate(sorted(met)):
        if done % _AT_ONCE == 0:
            say(60 + 40 * done // len(met), 100, "Comparing")
        likeness = compare(people.known[one], people.known[other])
        if likeness is None:
            continue
        first, second = sorted((one, other), key=people.case.__getitem__)
        cases = people.case[first], people.case[second]
        found.setdefault(cases, _Pair(0.0, ())).add(first, second, likeness)
    for pair in found.values():
        pair.settle()
    return found


def _add_families(session: Session, people: _People, found: dict[tuple[Key, Key], _Pair]) -> None:
    """Add the households that a return gave one family identifier."""
    shared = (
        select(Case.family_identifier)
        .where(Case.family_identifier != "", Case.deleted_at.is_(None))
        .group_by(Case.family_identifier)
        .having(func.count().between(2, _MOST_SHARING))
    )
    query = (
        select(Case.family_identifier, type_coerce(Case.id, String))
        .where(Case.family_identifier.in_(shared), Case.deleted_at.is_(None))
        .order_by(Case.family_identifier)
    )
    for _family, rows in groupby(_stream(session, query), itemgetter(0)):
        for pair in combinations(sorted(case for _, case in rows), 2):
            _add_pair(people, found, pair, _SAME_FAMILY, "same family identifier")


def _add_flagged(session: Session, people: _People, found: dict[tuple[Key, Key], _Pair]) -> None:
    """Add the households of which somebody saw that they are alike, when they were recorded."""
    flagged = select(type_coerce(Case.id, String), Case.possible_duplicate_of).where(
        Case.possible_duplicate_of != "", Case.deleted_at.is_(None)
    )
    named = {case: [e.strip() for e in text.split(",")] for case, text in _stream(session, flagged)}
    wanted = {each for references in named.values() for each in references}
    of: dict[str, Key] = {}
    for part in in_parts(sorted(wanted)):
        query = select(Case.reference, type_coerce(Case.id, String))
        of |= dict(_stream(session, query.where(Case.reference.in_(part))))
    for case, references in named.items():
        for other in (of[each] for each in references if each in of):
            pair = (case, other) if case < other else (other, case)
            _add_pair(people, found, pair, _FLAGGED, "alike when it was recorded")


def _add_pair(
    people: _People,
    found: dict[tuple[Key, Key], _Pair],
    cases: tuple[Key, Key],
    weight: float,
    reason: str,
) -> None:
    """Add two households that are alike by more than their people, unless said to be two."""
    if cases in found:
        pair = found[cases]
        pair.weight = max(pair.weight, weight)
        if weight > _FLAGGED:
            pair.reasons = (reason, *pair.reasons)
        return
    ours, theirs = (people.of_case.get(case, ()) for case in cases)
    if cases[0] == cases[1] or not (ours and theirs):
        return
    if any(people.may_be_one(*_ordered(one, other)) for one in ours for other in theirs):
        found[cases] = _Pair(weight, (reason,))


def _rows(
    session: Session, people: _People, best: Sequence[tuple[tuple[Key, Key], _Pair]]
) -> list[DuplicateRow]:
    ids = sorted({_uuid(each) for cases, _ in best for each in cases})
    cases: dict[UUID, Any] = {}
    for part in in_parts(ids):
        query = select(
            Case.id, Case.reference, Case.title, Case.opened_on, Case.stage, Case.reference_number
        ).where(Case.id.in_(part))
        cases |= {row.id: row for row in session.execute(query)}
    rows = []
    for keys, pair in best:
        one, other = (cases[_uuid(each)] for each in keys)
        alike = [(first, second) for first, (_, second) in pair.alike.items()]
        if one.reference_number > other.reference_number:
            one, other = other, one
            alike = [(second, first) for first, second in alike]
        names = [_told(people, *each) for each in alike]
        weight = round(pair.weight, 1)
        rows.append(
            duplicate_row(one, other, weight=weight, reasons=pair.reasons, people=tuple(names))
        )
    return sorted(rows, key=lambda row: (-row.weight, row.reference))


def _told(people: _People, one: int, other: int) -> str:
    names = [" ".join(filter(None, people.names[each])) for each in (one, other)]
    return names[0] if names[0] == names[1] else " / ".join(names)


def _uuid(key: Key) -> UUID:
    return key if isinstance(key, UUID) else UUID(key)
