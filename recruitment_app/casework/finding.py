"""Finding people, references and notes, and whoever may be the person being typed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.rows import FoundRow, LikeRow
from recruitment_app.casework.stepping import may_see, signed_in
from recruitment_app.rules.likeness import Identity, Likeness, compare, keys_of
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


def index_text(session: Session, *, kind: str, case_id: UUID, record_id: UUID, text: str) -> None:
    """Let a text be found by the search, in place of what stood for the record before."""
    texts.put(session, kind=kind, case_id=case_id, record_id=record_id, text=text)


def find(store: Store, *, words: str, most: int = 50) -> list[FoundRow]:
    """Return the people, references and notes in which every word begins one of theirs."""
    with store.reading() as session:
        worker = signed_in(session, store)
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
            text = hit.text
            if hit.kind == "case" and hit.record_id != case.id:
                text = f"{text}, merged into {case.reference}"
            rows.append(FoundRow(hit.kind, case.id, case.reference, case.title, text, case.stage))
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
    shared = _shared_keys(session, typed, but_not)
    people = session.execute(
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
        .where(
            Person.id.in_(list(shared)),
            Person.standing == "applicant",
            Person.deleted_at.is_(None),
            Case.deleted_at.is_(None),
        )
    ).all()
    before = _by_person(session, PersonName.person_id, PersonName.name, shared)
    hopeful = [
        person
        for person in people
        if any(
            compare(each, _at_best(person, each, shared[person.id], before[person.id]))
            for each in typed
        )
    ]
    for person, known in _known(session, hopeful, before):
        likenesses = [like for each in typed if (like := compare(each, known)) is not None]
        if likenesses:
            yield _Alike(person, max(likenesses, key=lambda like: like.weight))


def _shared_keys(
    session: Session, typed: Sequence[Identity], but_not: UUID | None
) -> dict[UUID, Any]:
    """Return whoever shares a key, the most first, and whether it is of a number or an address."""
    keys = {key for identity in typed for key in keys_of(identity)}
    if not keys:
        return {}
    kinds = [
        func.max(case((LikenessKey.key.in_([key for key in keys if key[:2] == kind]), 1), else_=0))
        for kind in ("p:", "m:", "c:")
    ]
    query = (
        select(LikenessKey.person_id, *kinds)
        .where(LikenessKey.key.in_(keys))
        .group_by(LikenessKey.person_id)
        .order_by(func.count().desc())
        .limit(MOST_CANDIDATES)
    )
    if but_not is not None:
        query = query.where(LikenessKey.case_id != but_not)
    return {person_id: of for person_id, *of in session.execute(query)}


def _at_best(person: Any, typed: Identity, shared: Sequence[int], before: list[str]) -> Identity:
    """Return a person as like somebody typed as the keys that are shared allow."""
    phone, email, postcode = shared
    return Identity(
        given=person.given_names,
        family=person.family_name,
        phones=typed.phones if phone else (),
        emails=typed.emails if email else (),
        postcode=typed.postcode if postcode else "",
        former=former_names(before),
    )


def _known(
    session: Session, people: Sequence[Any], before: Mapping[UUID, list[str]]
) -> Iterable[tuple[Any, Identity]]:
    """Return people with all that is known of them."""
    ids = [person.id for person in people]
    if not ids:
        return
    contacts: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for person_id, kind, value in session.execute(
        select(ContactDetail.person_id, ContactDetail.kind, ContactDetail.value).where(
            ContactDetail.person_id.in_(ids), ContactDetail.deleted_at.is_(None)
        )
    ):
        contacts[person_id].append((kind, value))
    postcodes = _by_person(session, Address.person_id, Address.postcode, ids)
    for person in people:
        known = Identity(
            given=person.given_names,
            family=person.family_name,
            phones=tuple(v for kind, v in contacts[person.id] if kind == "telephone"),
            emails=tuple(v for kind, v in contacts[person.id] if kind == "email"),
            postcode=next(iter(postcodes[person.id]), ""),
            former=former_names(before[person.id]),
        )
        yield person, known


def _by_person(
    session: Session, person: Any, value: Any, people: Iterable[UUID]
) -> Mapping[UUID, list[str]]:
    """Return what stands of each person in a table, where anything does."""
    found: dict[UUID, list[str]] = defaultdict(list)
    query = select(person, value).where(
        person.in_(list(people)), person.class_.deleted_at.is_(None), value > ""
    )
    for person_id, each in session.execute(query):
        found[person_id].append(each)
    return found


def former_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the family names among the names that somebody used: the last word of each."""
    return tuple(name.split()[-1] for name in names if name.split())
