"""The agency, its people and its settings."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.rules.roles import Role
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables.foundation import Base, Kept


class Agency(Kept, Base):
    """The agency and its settings; one row on a laptop."""

    __tablename__ = "agencies"

    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(Text, default="")
    """What stands below the name at the head of each letter, a line each."""
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
    # who may write a report for the panel (rules/report_authors.py)
    registration_number: Mapped[str] = mapped_column(String(60), default="")
    qualified_on: Mapped[date | None]
    has_adoption_experience: Mapped[bool] = mapped_column(default=False)
    engaged_as: Mapped[str] = mapped_column(String(20), default="employed")


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
