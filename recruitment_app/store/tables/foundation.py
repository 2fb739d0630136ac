"""What every table shares: the base, its types and its naming.

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
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    TypeDecorator,
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
        """Return the key of the case."""
        return mapped_column(ForeignKey("cases.id"), index=True)
