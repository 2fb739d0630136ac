"""The agency set up and kept: name, year, targets, own days, people, limits and code lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from recruitment_app.casework.agency.agency_rows import AgencyRow, TargetRow
from recruitment_app.casework.agency.workforce import check_password, new_worker
from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.recruitment_years import LAST_SAFE_DAY, year_containing
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Agency,
    OwnDay,
    Target,
    Team,
)

SETTINGS = frozenset({Touched.SETTINGS, Touched.DIARY, Touched.PROGRESS})
USUAL_TARGET = 20
_MOST_LINES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgency:
    """What the first start asks for."""

    name: str
    address: str = ""
    person: str
    role: Role = Role.MANAGER
    password: str
    own_days: Sequence[tuple[date, str]] = ()
    year_starts_month: int = 4
    year_starts_day: int = 1
    target: int = USUAL_TARGET
    sample_today: date | None = None


def create_agency(folder: Path, *, new: NewAgency, today: date) -> tuple[Store, str]:
    """Make a store for a new agency; return it open, and the recovery key to print once.

    Raises:
        Problem: a name is missing, the password is too short, the year cannot
            begin on that day, or a store cannot be kept in that folder.

    """
    if not new.name.strip():
        raise Problem("Type the name of the agency.", field="name")
    if not new.person.strip():
        raise Problem("Type your name.", field="person")
    if new.sample_today is None:
        check_password(new.password)
    _check_year(new.year_starts_month, new.year_starts_day)
    _check_target(new.target)
    person_id = new_id()

    def fill(store: Store) -> None:
        with store.writing(act="create_agency") as session:
            agency = Agency(
                name=new.name.strip(),
                address=_lines(new.address),
                year_starts_month=new.year_starts_month,
                year_starts_day=new.year_starts_day,
                sample_today=new.sample_today,
            )
            session.add(agency)
            session.flush()
            team = Team(agency_id=agency.id, name="Adoption team")
            session.add(team)
            session.flush()
            session.add(new_worker(person_id, team.id, new.person, new.role))
            year = year_containing(today, new.year_starts_month, new.year_starts_day)
            session.add(Target(year_starts_on=year.starts_on, approvals=new.target))
            session.add_all(OwnDay(on=on, name=name) for on, name in new.own_days)

    return Store.create(
        folder,
        person_id=person_id,
        name=new.person.strip(),
        password=new.password,
        fill=fill,
    )


def _check_year(month: int, day: int) -> None:
    if not (1 <= month <= 12 and 1 <= day <= LAST_SAFE_DAY):  # noqa: PLR2004 - months of a year
        raise Problem(
            f"A recruitment year begins on one of the first {LAST_SAFE_DAY} days of a month.",
            field="year",
        )


def _check_target(target: int) -> None:
    if not 0 <= target <= 10_000:  # noqa: PLR2004 - more than England approves in a year
        raise Problem("Give the target as a number of approvals.", field="target")


def agency_row(store: Store) -> AgencyRow:
    """Return the agency and its settings."""
    with store.reading() as session:
        agency = session.scalars(select(Agency)).one()
        days = session.execute(
            select(OwnDay.on, OwnDay.name).where(OwnDay.deleted_at.is_(None)).order_by(OwnDay.on)
        )
        targets = session.scalars(
            select(Target).where(Target.deleted_at.is_(None)).order_by(Target.year_starts_on)
        )
        return AgencyRow(
            agency.id,
            agency.name,
            agency.address,
            agency.reference_prefix,
            agency.year_starts_month,
            agency.year_starts_day,
            agency.backup_folder,
            agency.sample_today,
            tuple((on, name) for on, name in days),
            tuple(
                TargetRow(
                    row.year_starts_on,
                    year_containing(
                        row.year_starts_on, agency.year_starts_month, agency.year_starts_day
                    ).label,
                    row.approvals,
                )
                for row in targets
            ),
            agency.row_version,
        )


def change_agency(
    store: Store,
    *,
    seen: int,
    name: str,
    year_starts_month: int,
    year_starts_day: int,
    backup_folder: str,
    address: str | None = None,
) -> Change:
    """Change the agency's name and address, its year's start and the second place for backups.

    ``address`` stands at the head of letters; None leaves it as it is.

    Raises:
        ChangedMeanwhile: somebody else changed the agency since.
        Problem: the name is missing, or the year cannot begin on that day.

    """
    if not name.strip():
        raise Problem("Type the name of the agency.", field="name")
    if len((address or "").strip().splitlines()) > _MOST_LINES:
        told = f"The head of a letter has room for {_MOST_LINES} lines: make the address shorter."
        raise Problem(told, field="address")
    _check_year(year_starts_month, year_starts_day)
    with store.writing(act="change_agency") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        agency = session.scalars(select(Agency)).one()
        if agency.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed the settings: look again.")
        agency.name = name.strip()
        if address is not None:
            agency.address = _lines(address)
        agency.year_starts_month = year_starts_month
        agency.year_starts_day = year_starts_day
        agency.backup_folder = backup_folder.strip()
        return Change(None, SETTINGS, "Saved.")


def _lines(text: str) -> str:
    """Return what was typed line by line, without blanks around a line and without empty ones."""
    lines = (line.strip() for line in text.replace("\0", "").splitlines())
    return "\n".join(filter(None, lines))


def set_target(store: Store, *, year_starts_on: date, approvals: int) -> Change:
    """Set how many approvals the agency aims at in a recruitment year.

    Raises:
        Problem: it is not a number of approvals.

    """
    _check_target(approvals)
    with store.writing(act="set_target") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = session.scalars(
            select(Target).where(Target.year_starts_on == year_starts_on)
        ).one_or_none()
        if row is None:
            row = Target(year_starts_on=year_starts_on, approvals=approvals)
            session.add(row)
        row.approvals, row.deleted_at = approvals, None
        return Change(None, SETTINGS, "Target saved.")
