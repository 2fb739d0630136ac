"""Finding people, references and notes, and whoever may be the person being typed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.rows import FoundRow, LikeRow
from recruitment_app.casework.stepping import may_see, signed_in
from recruitment_app.rules.likeness import Identity, compare, keys_of
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
        found = []
        for weight, case, row in candidates(session, typed, but_not):
            if may_see(worker, case):
                found.append((weight, row))
        found.sort(key=lambda each: (-each[0], each[1].reference))
        best: dict[UUID, LikeRow] = {}
        for _weight, row in found:
            best.setdefault(row.case_id, row)
        return list(best.values())[:most]


def candidates(
    session: Session, typed: Sequence[Identity], but_not: UUID | None = None
) -> list[tuple[float, Case, LikeRow]]:
    """Return everybody in the store who is like somebody typed: how much so, and why.

    People are found by their keys in one indexed look-up, then compared one by
    one. Applicants only: a family has many a common name at home.
    """
    keys = {key for identity in typed for key in keys_of(identity)}
    if not keys:
        return []
    query = (
        select(LikenessKey.person_id)
        .where(LikenessKey.key.in_(keys))
        .group_by(LikenessKey.person_id)
        .order_by(func.count().desc())
        .limit(MOST_CANDIDATES)
    )
    if but_not is not None:
        query = query.where(LikenessKey.case_id != but_not)
    people = session.execute(
        select(Person, Case)
        .join(Case, Case.id == Person.case_id)
        .where(
            Person.id.in_(session.scalars(query).all()),
            Person.standing == "applicant",
            Person.deleted_at.is_(None),
            Case.deleted_at.is_(None),
        )
    ).all()
    contacts, postcodes, names = _details(session, [person.id for person, _ in people])
    found = []
    for person, case in people:
        known = Identity(
            given=person.given_names,
            family=person.family_name,
            phones=tuple(v for kind, v in contacts[person.id] if kind == "telephone"),
            emails=tuple(v for kind, v in contacts[person.id] if kind == "email"),
            postcode=next(iter(postcodes[person.id]), ""),
            former=former_names(names[person.id]),
        )
        likenesses = [like for each in typed if (like := compare(each, known)) is not None]
        if not likenesses:
            continue
        best = max(likenesses, key=lambda like: like.weight)
        name = f"{person.given_names} {person.family_name}".strip()
        row = LikeRow(
            case.id, case.reference, case.title, name, case.opened_on, case.stage, best.reasons
        )
        found.append((best.weight, case, row))
    return found


def _details(
    session: Session, people: Sequence[UUID]
) -> tuple[dict[UUID, list[tuple[str, str]]], dict[UUID, list[str]], dict[UUID, list[str]]]:
    contacts: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for person_id, kind, value in session.execute(
        select(ContactDetail.person_id, ContactDetail.kind, ContactDetail.value).where(
            ContactDetail.person_id.in_(people), ContactDetail.deleted_at.is_(None)
        )
    ):
        contacts[person_id].append((kind, value))
    postcodes: dict[UUID, list[str]] = defaultdict(list)
    for person_id, postcode in session.execute(
        select(Address.person_id, Address.postcode).where(
            Address.person_id.in_(people), Address.deleted_at.is_(None), Address.postcode != ""
        )
    ):
        postcodes[person_id].append(postcode)
    names: dict[UUID, list[str]] = defaultdict(list)
    for person_id, name in session.execute(
        select(PersonName.person_id, PersonName.name).where(
            PersonName.person_id.in_(people), PersonName.deleted_at.is_(None)
        )
    ):
        names[person_id].append(name)
    return contacts, postcodes, names


def former_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the family names among the names that somebody used: the last word of each."""
    return tuple(name.split()[-1] for name in names if name.split())
