"""The people of a household: typed once, used everywhere."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.tables.foundation import Base, OfCase


class Person(OfCase, Base):
    """One person of a household, or a relative: their standing says which."""

    __tablename__ = "people"

    # applicant, household, child_elsewhere, relative
    standing: Mapped[str] = mapped_column(String(40))
    place: Mapped[int] = mapped_column(Integer, default=0)
    given_names: Mapped[str] = mapped_column(String(200), default="")
    family_name: Mapped[str] = mapped_column(String(200), default="")
    name_fold: Mapped[str] = mapped_column(String(400), default="", index=True)
    name_plain: Mapped[str] = mapped_column(String(400), default="", index=True)
    known_as: Mapped[str] = mapped_column(String(200), default="")
    relation: Mapped[str] = mapped_column(String(60), default="")
    born: Mapped[str] = mapped_column(String(10), default="")  # 1979, 1979-05 or 1979-05-12
    died: Mapped[str] = mapped_column(String(10), default="")
    birth_place: Mapped[str] = mapped_column(String(200), default="")
    gender: Mapped[str] = mapped_column(String(60), default="")
    ethnicity: Mapped[str] = mapped_column(String(60), default="")
    disability: Mapped[str] = mapped_column(String(60), default="")
    nationality: Mapped[str] = mapped_column(String(200), default="")
    religion: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(200), default="")
    occupation: Mapped[str] = mapped_column(String(200), default="")
    identifier: Mapped[str] = mapped_column(String(60), default="", index=True)
    moved_in: Mapped[str] = mapped_column(String(10), default="")
    moved_out: Mapped[str] = mapped_column(String(10), default="")
    remarks: Mapped[str] = mapped_column(Text, default="")


class PersonName(OfCase, Base):
    """A name ever used."""

    __tablename__ = "person_names"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(400))
    kind: Mapped[str] = mapped_column(String(60), default="")
    begins: Mapped[str] = mapped_column(String(10), default="")
    ends: Mapped[str] = mapped_column(String(10), default="")


class Address(OfCase, Base):
    """Where a person lives or lived, with partial dates."""

    __tablename__ = "addresses"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    lines: Mapped[str] = mapped_column(Text, default="")
    postcode: Mapped[str] = mapped_column(String(12), default="", index=True)
    authority: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(100), default="")  # "" within the United Kingdom
    begins: Mapped[str] = mapped_column(String(10), default="")
    ends: Mapped[str] = mapped_column(String(10), default="")


class ContactDetail(OfCase, Base):
    """A telephone number or an e-mail address of a person."""

    __tablename__ = "contact_details"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # telephone, email
    value: Mapped[str] = mapped_column(String(320))
    value_fold: Mapped[str] = mapped_column(String(320), index=True)
    remark: Mapped[str] = mapped_column(String(200), default="")


class Relationship(OfCase, Base):
    """How two people of a case are or were related: married, partners, parent and child."""

    __tablename__ = "relationships"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    other_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    other_name: Mapped[str] = mapped_column(String(400), default="")
    kind: Mapped[str] = mapped_column(String(60))
    begins: Mapped[str] = mapped_column(String(10), default="")
    ends: Mapped[str] = mapped_column(String(10), default="")
    ended_how: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(200), default="")


class Background(OfCase, Base):
    """What somebody did or was that a check follows from: work, service, an earlier registration.

    ``what`` names the employer or agency, ``post`` the work there.
    """

    __tablename__ = "backgrounds"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(60))
    what: Mapped[str] = mapped_column(String(400), default="")
    post: Mapped[str] = mapped_column(String(400), default="")
    is_with_children: Mapped[bool] = mapped_column(default=False)
    address: Mapped[str] = mapped_column(Text, default="")
    begins: Mapped[str] = mapped_column(String(10), default="")
    ends: Mapped[str] = mapped_column(String(10), default="")


class Animal(OfCase, Base):
    """An animal that lives with the household."""

    __tablename__ = "animals"

    kind: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200), default="")
    breed: Mapped[str] = mapped_column(String(200), default="")
    size: Mapped[str] = mapped_column(String(60), default="")
    born: Mapped[str] = mapped_column(String(10), default="")
    kept_where: Mapped[str] = mapped_column(String(400), default="")
    remarks: Mapped[str] = mapped_column(Text, default="")
    gone_on: Mapped[str] = mapped_column(String(10), default="")


class LikenessKey(OfCase, Base):
    """A key by which people who may be the same are found: a sound, a number, a postcode."""

    __tablename__ = "likeness_keys"
    __table_args__ = (Index("ix_likeness_keys_key_person", "key", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    key: Mapped[str] = mapped_column(String(120))
