"""The figures by which Today looks for work that nobody noticed: shipped, or the agency's own."""

from functools import cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.agency_law import SETTINGS
from recruitment_app.casework.change import Change
from recruitment_app.casework.check_settings import CheckSettingRow, read_check_settings
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.paths import resources
from recruitment_app.rules.check_settings import CheckNumber
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import CheckSetting

QUIET_DAYS: Final = "today.quiet_days"


@cache
def _shipped() -> CheckNumber:
    return read_check_settings(resources() / "today.toml").numbers[QUIET_DAYS]


def quiet_days(session: Session) -> int:
    """Return for how many days nobody may have spoken with a family before Today says so."""
    row = _own(session)
    return int(row.value) if row is not None else _shipped().value


def quiet_days_row(store: Store) -> CheckSettingRow:
    """Return the figure as the agency has it, beside the shipped one and its source."""
    with store.reading() as session:
        signed_in(session, store)
        row = _own(session)
    shipped = _shipped()
    return CheckSettingRow(
        name=QUIET_DAYS,
        check=0,
        title=shipped.title,
        value=row.value if row is not None else shipped.shown,
        shipped=shipped.shown,
        unit=shipped.unit,
        source=shipped.source,
        dated=shipped.dated,
        certainty=shipped.certainty,
        is_own=row is not None,
        reason=row.reason if row is not None else "",
    )


def set_quiet_days(store: Store, *, value: str, reason: str) -> Change:
    """Set for this agency how long a family may be quiet; the shipped figure stays in view.

    Raises:
        NotAllowed: the role has no leave for it.
        Problem: there is no reason, or it is no whole number within its bounds.

    """
    try:
        kept = _shipped().typed(value).shown
    except Problem as problem:
        raise Problem(str(problem), field="value") from problem
    if not reason.strip():
        raise Problem("Say why the agency sets this.", field="reason")
    with store.writing(act="set_quiet_days") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        named = select(CheckSetting).where(CheckSetting.name == QUIET_DAYS)
        row = session.scalars(named).one_or_none()
        if row is None:
            row = CheckSetting(name=QUIET_DAYS, value=kept)
            session.add(row)
        row.value, row.reason, row.deleted_at = kept, reason.strip(), None
        return Change(None, SETTINGS, "Saved.")


def _own(session: Session) -> CheckSetting | None:
    return session.scalars(
        select(CheckSetting).where(
            CheckSetting.name == QUIET_DAYS, CheckSetting.deleted_at.is_(None)
        )
    ).one_or_none()
