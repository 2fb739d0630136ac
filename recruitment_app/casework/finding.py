"""Finding people, references and notes, and whoever may be the person being typed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, String, bindparam, case, func, select, type_coerce
from sqlalchemy.orm import Session

from recruitment_app.casework.rows import FoundRow, LikeRow
from recruitment_app.casework.stepping import may_see, signed_in
from recruitment_app.rules.likeness import Identity, Likeness, compare, keys_of
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store import search as texts
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Address,
    Case,
    ContactDetail,
    LikenessKey,
    Person,
    PersonName,
)

MOST_CANDIDATES = 400
CONFIDENTIAL_DOCUMENT = "confidential"
"""The kind of a searchable text that is found by those alone who may read what is confidential."""


def index_text(session: Session, *, kind: str, case_id: UUID, record_id: UUID, text: str) -> None:
    """Let a text be found by the search, in place of what stood for the record before."""
    texts.put(session, kind=kind, case_id=case_id, record_id=record_id, text=text)


def find(store: Store, *, words: str, most: int = 50) -> list[FoundRow]:
    """Return people, references, notes and documents in which every word begins one of theirs."""
    with store.reading() as session:
        worker = signed_in(session, store)
        reads_confidential = may(worker.role, Duty.READ_CONFIDENTIAL)
        found = texts.search(session, words, limit=most * 2)
        cases = {
            row.id: row
            for row in session.execute(
                select(
                    Case.id,
                    Case.reference,
                    Case.title,
                    Case.stage,
                    Case.is_restricted,
                    Case.worker_id,
                ).where(Case.id.in_({hit.case_id for hit in found}), Case.deleted_at.is_(None))
            )
        }
        rows = []
        for hit in found:
            case = cases.get(hit.case_id)
            if case is None or not may_see(worker, case):
                continue
            if hit.kind == CONFIDENTIAL_DOCUMENT and not reads_confidential:
                continue
            text = hit.text
            if hit.kind == "case" and hit.record_id != case.id:
                text = f"{text}, merged into {case.reference}"
            told = (case.id, case.reference, case.title, text, case.stage)
            rows.append(FoundRow(hit.kind, hit.record_id, *told))
        return rows[:most]


def likely_same(
    store: Store, *, typed: Sequence[Identity], but_not: UUID | None = None, most: int = 10
) -> list[LikeRow]:
    """Return who in the store may be one of the people typed, the likeliest first."""
    with store.reading() as session:
        worker = signed_in(session, store)
        found = [
            each for each in _candidates(session, typed, but_not) if may_see(worker, each.person)
        ]
    found.sort(key=lambda each: (-each.likeness.weight, each.person.reference))
    best: dict[UUID, LikeRow] = {}
    for each in found:
        who = each.person
        name = f"{who.given_names} {who.family_name}".strip()
        row = LikeRow(
            who.case_id,
            who.reference,
            who.title,
            name,
            who.opened_on,
            who.stage,
            each.likeness.reasons,
        )
        best.setdefault(row.case_id, row)
    return list(best.values())[:most]


@dataclass(frozen=True, slots=True)
class _Alike:
    """Somebody in the store, with the columns of their case, and how they are like one typed."""

    person: Any
    likeness: Likeness


def _candidates(
    session: Session, typed: Sequence[Identity], but_not: UUID | None
) -> Iterable[_Alike]:
    """Return everybody in the store who is like somebody typed.

    People are found by their keys in one indexed look-up. A key that is shared tells
    already whether a number, an address or a postcode is; so the rest is read only of
    those whom it could make alike. Applicants only: a family has many a common name.
    """
    keys = {key for identity in typed for key in keys_of(identity)}
    if not keys:
        return
    asked = {"keys": list(keys), **{k: [key for key in keys if key[:2] == k] for k in _TELLING}}
    before: dict[Any, list[str]] = defaultdict(list)
    for person_id, name in session.connection().execute(_FORMER, {"keys": list(keys)}):
        before[person_id].append(name)
    hopeful: dict[UUID, list[str]] = {}
    judged: dict[Identity, bool] = {}  # of a hundred who share a key, many share their names
    for person in session.connection().execute(_SHARING, asked).all():
        names = before.get(person.id, [])
        for each in typed:
            at_best = _at_best(person, each, names)
            if at_best not in judged:
                judged[at_best] = any(compare(one, at_best) for one in typed)
            if judged[at_best]:
                made = UUID(person.id) if isinstance(person.id, str) else person.id
                hopeful[made] = names
    for person, known in _known(session, hopeful):
        likenesses = [like for each in typed if (like := compare(each, known)) is not None]
        if likenesses and person.case_id != but_not:
            yield _Alike(person, max(likenesses, key=lambda like: like.weight))


def _sharing() -> Select[Any]:
    """Return the query for whoever shares a key, the most first, and which kinds of keys they are.

    Ids stay as the driver gives them: hundreds share a key, and few are looked at again.
    """
    kinds = (
        func.max(case((LikenessKey.key.in_(bindparam(start, expanding=True)), 1), else_=0)).label(
            name
        )
        for start, name in _TELLING.items()
    )
    shared = (
        select(LikenessKey.person_id, *kinds)
        .where(LikenessKey.key.in_(_KEYS))
        .group_by(LikenessKey.person_id)
        .order_by(func.count().desc())
        .limit(MOST_CANDIDATES)
        .subquery()
    )
    return (
        select(
            type_coerce(Person.id, String).label("id"),
            Person.given_names,
            Person.family_name,
            shared.c.phone,
            shared.c.email,
            shared.c.postcode,
        )
        .join(shared, shared.c.person_id == Person.id)
        .where(Person.standing == "applicant", Person.deleted_at.is_(None))
    )


_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_TELLING = {"p:": "phone", "m:": "email", "c:": "postcode"}
_SHARING = _sharing()
_FORMER = select(type_coerce(PersonName.person_id, String), PersonName.name).where(
    PersonName.person_id.in_(select(LikenessKey.person_id).where(LikenessKey.key.in_(_KEYS))),
    PersonName.deleted_at.is_(None),
)


def _at_best(person: Any, typed: Identity, before: Sequence[str]) -> Identity:
    """Return a person as like somebody typed as the keys that are shared allow."""
    return Identity(
        given=person.given_names,
        family=person.family_name,
        phones=typed.phones if person.phone else (),
        emails=typed.emails if person.email else (),
        postcode=typed.postcode if person.postcode else "",
        former=former_names(before),
    )


def _known(
    session: Session, people: Mapping[UUID, Sequence[str]]
) -> Iterable[tuple[Any, Identity]]:
    """Return people, whose names used before are known, with their case and all the rest."""
    if not people:
        return
    ids = list(people)
    contacts: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for person_id, kind, value in session.execute(
        select(ContactDetail.person_id, ContactDetail.kind, ContactDetail.value).where(
            ContactDetail.person_id.in_(ids), ContactDetail.deleted_at.is_(None)
        )
    ):
        contacts[person_id].append((kind, value))
    postcodes: dict[UUID, str] = {}
    for person_id, postcode in session.execute(
        select(Address.person_id, Address.postcode).where(
            Address.person_id.in_(ids), Address.deleted_at.is_(None), Address.postcode > ""
        )
    ):
        postcodes.setdefault(person_id, postcode)
    for person in session.execute(
        select(
            Person.id,
            Person.given_names,
            Person.family_name,
            Case.id.label("case_id"),
            Case.reference,
            Case.title,
            Case.opened_on,
            Case.stage,
            Case.is_restricted,
            Case.worker_id,
        )
        .join(Case, Case.id == Person.case_id)
        .where(Person.id.in_(ids), Case.deleted_at.is_(None))
    ):
        known = Identity(
            given=person.given_names,
            family=person.family_name,
            phones=tuple(v for kind, v in contacts[person.id] if kind == "telephone"),
            emails=tuple(v for kind, v in contacts[person.id] if kind == "email"),
            postcode=postcodes.get(person.id, ""),
            former=former_names(people[person.id]),
        )
        yield person, known


def former_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the family names among the names that somebody used: the last word of each."""
    return tuple(name.split()[-1] for name in names if name.split())
