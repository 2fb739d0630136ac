"""The tables, one set for SQLCipher and PostgreSQL: thin records without behaviour.

Day-one choices: UUIDv7 keys, ``row_version`` on every business table, the case
as the root that every row below it names, tombstones instead of deletes, plain
dates apart from UTC instants, portable types, and names for every constraint.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from typing_extensions import override

from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind, Stage, Status
from recruitment_app.store.ids import new_id

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, kept in UTC; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "an instant needs its time zone"
            raise ValueError(msg)
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _words(kind: type[Role | EventKind | Stage | Status]) -> Enum:
    """Return a column type that keeps an enum's values as plain text on both engines."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """All tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: Mapping[Any, Any] = {
        UUID: Uuid(),
        datetime: UtcDateTime(),
        date: Date(),
        dict[str, str]: JSON().with_variant(JSONB(), "postgresql"),
        Role: _words(Role),
        EventKind: _words(EventKind),
        Stage: _words(Stage),
        Status: _words(Status),
    }

    @override
    def __repr__(self) -> str:
        return f"<{type(self).__name__} {getattr(self, 'id', '')}>"


class Kept:
    """What every business row has: key, version for optimistic locking, tombstone."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    row_version: Mapped[int] = mapped_column(Integer, nullable=False, default=1)
    deleted_at: Mapped[datetime | None]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        return {"version_id_col": cls.row_version}


class OfCase(Kept):
    """A row below a case, however far down."""

    @declared_attr
    def case_id(cls) -> Mapped[UUID]:  # noqa: N805 - SQLAlchemy passes the class
        return mapped_column(ForeignKey("cases.id"), index=True)


class Agency(Kept, Base):
    """The agency and its settings; one row on a laptop."""

    __tablename__ = "agencies"

    name: Mapped[str] = mapped_column(String(200))
    reference_prefix: Mapped[str] = mapped_column(String(8), default="AR")
    next_reference: Mapped[int] = mapped_column(Integer, default=1)
    year_starts_month: Mapped[int] = mapped_column(Integer, default=4)
    year_starts_day: Mapped[int] = mapped_column(Integer, default=1)
    backup_folder: Mapped[str] = mapped_column(Text, default="")
    sample_today: Mapped[date | None]
    store_epoch: Mapped[UUID] = mapped_column(default=new_id)


class Team(Kept, Base):
    """A team of the agency."""

    __tablename__ = "teams"

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str] = mapped_column(String(200))


class Worker(Kept, Base):
    """A person of the agency: who signs in, to whom cases are allocated."""

    __tablename__ = "workers"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id"))
    name: Mapped[str] = mapped_column(String(200))
    name_fold: Mapped[str] = mapped_column(String(200), index=True)
    role: Mapped[Role]
    job_title: Mapped[str] = mapped_column(String(200), default="")
    left_on: Mapped[date | None]


class Target(Kept, Base):
    """How many approvals the agency aims at in one recruitment year."""

    __tablename__ = "targets"

    year_starts_on: Mapped[date] = mapped_column(unique=True)
    approvals: Mapped[int] = mapped_column(Integer)


class OwnDay(Kept, Base):
    """A day off that counts as a bank holiday, added by the agency."""

    __tablename__ = "own_days"

    on: Mapped[date] = mapped_column("day", unique=True)
    name: Mapped[str] = mapped_column(String(200))


class LimitOverride(Kept, Base):
    """What the agency sets in place of a shipped limit; the shipped row stays visible."""

    __tablename__ = "limit_overrides"

    limit_id: Mapped[str] = mapped_column(String(8), unique=True)
    number: Mapped[int | None] = mapped_column(Integer)
    unit: Mapped[str] = mapped_column(String(20), default="")
    is_on: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(Text, default="")


class CodeEntry(Kept, Base):
    """A code that the agency added, renamed or retired in one of the code lists."""

    __tablename__ = "code_entries"
    __table_args__ = (UniqueConstraint("list_name", "code"),)

    list_name: Mapped[str] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(200))
    place: Mapped[int] = mapped_column(Integer, default=0)
    is_retired: Mapped[bool] = mapped_column(default=False)
    owner: Mapped[str] = mapped_column(String(20), default="")


class Case(Kept, Base):
    """A household on its way: one or two applicants, with stage and status read from its events."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_stage_status", "stage", "status"),
        UniqueConstraint("agency_id", "reference"),
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id"))
    worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"), index=True)
    is_restricted: Mapped[bool] = mapped_column(default=False)
    reference: Mapped[str] = mapped_column(String(20))
    reference_number: Mapped[int] = mapped_column(Integer, index=True)
    title: Mapped[str] = mapped_column(String(400), default="")
    title_fold: Mapped[str] = mapped_column(String(400), default="", index=True)
    source: Mapped[str] = mapped_column(String(60), default="", index=True)
    channel: Mapped[str] = mapped_column(String(60), default="")
    couple_status: Mapped[str] = mapped_column(String(60), default="")
    family_identifier: Mapped[str] = mapped_column(String(60), default="", index=True)
    imported_from: Mapped[str] = mapped_column(String(60), default="")
    possible_duplicate_of: Mapped[str] = mapped_column(String(200), default="")
    opened_on: Mapped[date] = mapped_column(index=True)
    # read from the events, written with them, and read again by `check`
    stage: Mapped[Stage]
    status: Mapped[Status]
    closing_reason: Mapped[str] = mapped_column(String(60), default="")
    left_from: Mapped[Stage | None]
    registered_on: Mapped[date | None]
    approved_on: Mapped[date | None] = mapped_column(index=True)
    closed_on: Mapped[date | None]
    is_fast_track: Mapped[bool] = mapped_column(default=False)
    fault_count: Mapped[int] = mapped_column(Integer, default=0)
    next_due_on: Mapped[date | None] = mapped_column(index=True)
    next_limit: Mapped[str] = mapped_column(String(8), default="")


class CaseEvent(OfCase, Base):
    """What happened on a day. A mistaken entry is struck, never changed or removed."""

    __tablename__ = "case_events"

    kind: Mapped[EventKind]
    on: Mapped[date] = mapped_column("day")
    place: Mapped[int] = mapped_column(Integer)
    facts: Mapped[dict[str, str]] = mapped_column(default=dict)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_events.id"))
    struck_at: Mapped[datetime | None]
    struck_by: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"))
    struck_why: Mapped[str] = mapped_column(Text, default="")


class CaseClock(OfCase, Base):
    """A clock as far as it does not depend on today; states are told when it is read."""

    __tablename__ = "case_clocks"
    __table_args__ = (
        UniqueConstraint("case_id", "limit_id"),
        Index("ix_case_clocks_open", "ended_on", "due_on"),
    )

    limit_id: Mapped[str] = mapped_column(String(8))
    trigger_on: Mapped[date]
    due_on: Mapped[date | None]
    first_due_on: Mapped[date | None]
    met_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class Person(OfCase, Base):
    """One person of a household: an applicant, somebody at home, a child living elsewhere."""

    __tablename__ = "people"

    standing: Mapped[str] = mapped_column(String(40))  # applicant, household, child_elsewhere
    place: Mapped[int] = mapped_column(Integer, default=0)
    given_names: Mapped[str] = mapped_column(String(200), default="")
    family_name: Mapped[str] = mapped_column(String(200), default="")
    name_fold: Mapped[str] = mapped_column(String(400), default="", index=True)
    name_plain: Mapped[str] = mapped_column(String(400), default="", index=True)
    known_as: Mapped[str] = mapped_column(String(200), default="")
    relation: Mapped[str] = mapped_column(String(60), default="")
    born: Mapped[str] = mapped_column(String(10), default="")  # 1979, 1979-05 or 1979-05-12
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


class LikenessKey(OfCase, Base):
    """A key by which people who may be the same are found: a sound, a number, a postcode."""

    __tablename__ = "likeness_keys"
    __table_args__ = (Index("ix_likeness_keys_key_person", "key", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    key: Mapped[str] = mapped_column(String(120))


class Note(OfCase, Base):
    """A note or a contact, added once and never altered; a correction is a further note."""

    __tablename__ = "notes"

    kind: Mapped[str] = mapped_column(String(60))
    on: Mapped[date] = mapped_column("day", index=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("notes.id"))


class InformationSession(Kept, Base):
    """An information session that enquirers are booked on."""

    __tablename__ = "information_sessions"

    on: Mapped[date] = mapped_column("day", index=True)
    starts: Mapped[str] = mapped_column(String(5), default="")  # 18:30, local time
    zone: Mapped[str] = mapped_column(String(60), default="Europe/London")
    venue: Mapped[str] = mapped_column(String(300), default="")
    places: Mapped[int] = mapped_column(Integer)
    remarks: Mapped[str] = mapped_column(Text, default="")
    cancelled_on: Mapped[date | None]


class Booking(OfCase, Base):
    """A household's places at an information session; places are counted per person."""

    __tablename__ = "bookings"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("information_sessions.id"), index=True)
    people: Mapped[int] = mapped_column(Integer, default=1)
    outcome: Mapped[str] = mapped_column(String(20), default="")  # "", attended, missed, cancelled


class SearchEntry(Base):
    """One searchable text; the full-text index lies over it by its own integer key."""

    __tablename__ = "search_entries"

    fts_rowid: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    kind: Mapped[str] = mapped_column(String(20))  # case, person, note
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    record_id: Mapped[UUID] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)
    text_fold: Mapped[str] = mapped_column(Text)


class AuditEntry(Base):
    """One link of the chain: what one act changed, with old and new values."""

    __tablename__ = "audit_entries"
    __table_args__ = (UniqueConstraint("stream", "seq"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    stream: Mapped[UUID]
    seq: Mapped[int] = mapped_column(Integer, index=True)
    at: Mapped[datetime]
    by_id: Mapped[UUID | None]
    act: Mapped[str] = mapped_column(String(80))
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    payload: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Draft(Base):
    """Typing that has not been saved as an act yet."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("worker_id", "spot"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    worker_id: Mapped[UUID]
    spot: Mapped[str] = mapped_column(String(200))  # the page and the case where it was typed
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
