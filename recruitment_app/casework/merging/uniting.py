"""One person becomes another within an act that is open: fields chosen, details of both once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.households.households import keep_person
from recruitment_app.casework.merging.merge_rows import PersonPair
from recruitment_app.casework.merging.people_pairs import (
    REMARKS,
    same_address,
    same_background,
    same_contact,
    same_name,
)
from recruitment_app.casework.merging.uniting_reports import point_checks_anew
from recruitment_app.rules import values
from recruitment_app.rules.merging import is_former_name
from recruitment_app.store.tables import (
    Address,
    Background,
    ContactDetail,
    NotTheSame,
    Person,
    PersonName,
    Relationship,
)

_OUR_OWN = frozenset({"id", "row_version", "deleted_at", "case_id", "person_id", "value_fold"})


@dataclass(frozen=True, slots=True)
class Becoming:
    """Who becomes whom in a merge: the keys of those that go, with the keys of those that stay."""

    session: Session
    case_id: UUID
    now: datetime
    who: Mapping[UUID, UUID]

    def unite(self, pair: PersonPair) -> None:
        """Let somebody of whom there are two records be one: what the pair says is kept."""
        if pair.ours is None:
            return
        ours = self.session.get_one(Person, pair.ours)
        theirs = self.session.get_one(Person, pair.theirs)
        self._keep_former_name(ours, theirs, pair)
        for field in pair.fields:
            if field.takes_theirs:
                setattr(ours, field.name, field.value)
        _unite_remarks(ours, theirs)
        whole = f"{ours.given_names} {ours.family_name}"
        ours.name_fold, ours.name_plain = values.name_fold(whole), values.name_plain(whole)
        same: tuple[tuple[Any, Callable[[Any, Any], bool]], ...] = (
            (PersonName, same_name),
            (Address, same_address),
            (ContactDetail, same_contact),
            (Relationship, self._same_relation),
            (Background, same_background),
        )
        for table, is_same in same:
            self._unite_details(table, ours, theirs, is_same)
        theirs.deleted_at = self.now
        self.session.flush()

    def point_anew(self) -> None:
        """Let relationships and what was said of likeness name those that stay."""
        self._relate_anew()
        self._say_anew()
        self.session.flush()

    def keep(self, further: Iterable[UUID] = ()) -> None:
        """Keep what follows from everybody concerned, and from others that came too."""
        for person_id in dict.fromkeys((*self.who, *self.who.values(), *further)):
            keep_person(self.session, self.session.get_one(Person, person_id))

    def _details(self, table: Any, person_id: UUID) -> list[Any]:
        query = select(table).where(table.person_id == person_id, table.deleted_at.is_(None))
        return list(self.session.scalars(query.order_by(table.id)))

    def _unite_details(
        self, table: Any, ours: Person, theirs: Person, is_same: Callable[[Any, Any], bool]
    ) -> None:
        mine = self._details(table, ours.id)
        gone: dict[str, str] = {}
        for row in self._details(table, theirs.id):
            twin = next((each for each in mine if is_same(each, row)), None)
            if twin is not None and _fullness(row) <= _fullness(twin):
                row.deleted_at = self.now
                gone[str(row.id)] = str(twin.id)
                continue
            if twin is not None:
                twin.deleted_at = self.now
                gone[str(twin.id)] = str(row.id)
            row.case_id, row.person_id = self.case_id, ours.id
        self.session.flush()
        if gone:
            point_checks_anew(self.session, gone)

    def _same_relation(self, one: Any, other: Any) -> bool:
        ends = [
            (
                row.kind,
                self.who.get(row.other_id, row.other_id),
                values.name_fold(row.other_name),
            )
            for row in (one, other)
        ]
        return ends[0] == ends[1]

    def _keep_former_name(self, ours: Person, theirs: Person, pair: PersonPair) -> None:
        """Keep a family name that does not stay among the names ever used, unless misspelt."""
        taken = {field.name for field in pair.fields if field.takes_theirs}
        kept, other = (theirs, ours) if "family_name" in taken else (ours, theirs)
        if not is_former_name(kept.family_name, other.family_name):
            return
        name = f"{other.given_names} {other.family_name}".strip()
        known = [*self._details(PersonName, ours.id), *self._details(PersonName, theirs.id)]
        if values.name_fold(name) not in {values.name_fold(row.name) for row in known}:
            self.session.add(PersonName(case_id=self.case_id, person_id=ours.id, name=name))

    def _relate_anew(self) -> None:
        rows = self.session.scalars(
            select(Relationship).where(
                or_(
                    Relationship.other_id.in_(self.who),
                    Relationship.person_id.in_(set(self.who.values())),
                ),
                Relationship.deleted_at.is_(None),
            )
        )
        for row in rows:
            if row.other_id is not None and row.other_id in self.who:
                row.other_id = self.who[row.other_id]
            if row.other_id == row.person_id:
                row.deleted_at = self.now

    def _say_anew(self) -> None:
        """Let "not the same" hold of who stays; that the two are not the same, no longer."""
        rows = self.session.scalars(
            select(NotTheSame).where(
                or_(NotTheSame.person_id.in_(self.who), NotTheSame.other_id.in_(self.who)),
                NotTheSame.deleted_at.is_(None),
            )
        ).all()
        for row in rows:
            row.deleted_at = self.now
            first, second = sorted(
                (self.who.get(each, each) for each in (row.person_id, row.other_id)),
                key=lambda key: key.hex,
            )
            if first != second:
                say(self.session, first, second, by=row.said_by, at=row.said_at)


def say(session: Session, person_id: UUID, other_id: UUID, *, by: UUID, at: datetime) -> None:
    """Note that two people are not the same, within an act that is open."""
    first, second = sorted((person_id, other_id), key=lambda key: key.hex)
    row = session.scalars(
        select(NotTheSame).where(NotTheSame.person_id == first, NotTheSame.other_id == second)
    ).one_or_none()
    if row is None:
        session.add(NotTheSame(person_id=first, other_id=second, said_at=at, said_by=by))
    elif row.deleted_at is not None:
        row.deleted_at, row.said_at, row.said_by = None, at, by
    session.flush()


def _unite_remarks(ours: Person, theirs: Person) -> None:
    one, other = getattr(ours, REMARKS), getattr(theirs, REMARKS)
    if other and other not in one:
        ours.remarks = f"{one} {other}".strip()


def _fullness(row: Any) -> int:
    """Return how much a detail says, to keep the fuller of two that are the same."""
    names = [column.key for column in type(row).__table__.columns if column.key not in _OUR_OWN]
    return sum(len(str(getattr(row, name) or "")) for name in names)
