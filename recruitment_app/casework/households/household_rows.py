"""Everybody of a household with every detail, and its animals, as frozen rows."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.households.households import STANDINGS
from recruitment_app.casework.rows import (
    AddressRow,
    AnimalRow,
    BackgroundRow,
    ContactRow,
    NameRow,
    PersonRow,
    RelationshipRow,
)
from recruitment_app.store.tables import (
    Address,
    Animal,
    Background,
    ContactDetail,
    Person,
    PersonName,
    Relationship,
)


def people_of(session: Session, case_id: UUID) -> tuple[PersonRow, ...]:
    """Return everybody of a case, those nearest to the household first."""
    order = list(STANDINGS)
    people = session.scalars(
        select(Person)
        .where(Person.case_id == case_id, Person.deleted_at.is_(None))
        .order_by(Person.place)
    ).all()

    def grouped(table: Any, made: Callable[[Any], Any]) -> Mapping[UUID, list[Any]]:
        found: dict[UUID, list[Any]] = defaultdict(list)
        for row in session.scalars(
            select(table)
            .where(table.case_id == case_id, table.deleted_at.is_(None))
            .order_by(table.id)
        ):
            found[row.person_id].append(made(row))
        return found

    names = grouped(
        PersonName, lambda r: NameRow(r.id, r.name, r.kind, r.begins, r.ends, r.row_version)
    )
    addresses = grouped(
        Address,
        lambda r: AddressRow(
            r.id, r.lines, r.postcode, r.authority, r.begins, r.ends, r.row_version, r.country
        ),
    )
    contacts = grouped(
        ContactDetail, lambda r: ContactRow(r.id, r.kind, r.value, r.remark, r.row_version)
    )
    relationships = grouped(
        Relationship,
        lambda r: RelationshipRow(
            r.id,
            r.kind,
            r.other_id,
            r.other_name,
            r.begins,
            r.ends,
            r.ended_how,
            r.place,
            r.row_version,
        ),
    )
    backgrounds = grouped(
        Background,
        lambda r: BackgroundRow(
            r.id,
            r.kind,
            r.what,
            r.post,
            r.is_with_children,
            r.address,
            r.begins,
            r.ends,
            r.row_version,
        ),
    )
    return tuple(
        PersonRow(
            person.id,
            person.standing,
            person.place,
            person.given_names,
            person.family_name,
            person.known_as,
            person.relation,
            person.born,
            person.died,
            person.birth_place,
            person.gender,
            person.ethnicity,
            person.disability,
            person.nationality,
            person.religion,
            person.language,
            person.occupation,
            person.identifier,
            person.moved_in,
            person.moved_out,
            person.remarks,
            person.row_version,
            tuple(names[person.id]),
            tuple(addresses[person.id]),
            tuple(contacts[person.id]),
            tuple(relationships[person.id]),
            tuple(backgrounds[person.id]),
        )
        for person in sorted(people, key=lambda p: (order.index(p.standing), p.place))
    )


def animals_of(session: Session, case_id: UUID) -> tuple[AnimalRow, ...]:
    """Return every animal of a household, in the order in which they were recorded."""
    rows = session.scalars(
        select(Animal)
        .where(Animal.case_id == case_id, Animal.deleted_at.is_(None))
        .order_by(Animal.id)
    )
    return tuple(
        AnimalRow(
            row.id,
            row.kind,
            row.name,
            row.breed,
            row.size,
            row.born,
            row.kept_where,
            row.remarks,
            row.gone_on,
            row.row_version,
        )
        for row in rows
    )
