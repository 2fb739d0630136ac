"""Single figures that the work goes by: as shipped, each with its source, or the agency's own."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.agency_law import SETTINGS
from recruitment_app.casework.change import Change
from recruitment_app.casework.check_settings import keep_own, read_check_settings
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.paths import resources
from recruitment_app.rules.check_settings import CheckNumber
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import CheckSetting

QUIET_DAYS: Final = "today.quiet_days"
LEAST_FOR_SHARE: Final = "sources.least_for_share"
DAYS_AFTER: Final = "sources.days_after"
_FIGURES: Final = (QUIET_DAYS, LEAST_FOR_SHARE, DAYS_AFTER)
"""A name begins with that of its file among the resources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure as the agency has it, beside the shipped one and its source."""

    name: str
    title: str
    value: int
    shipped: int
    least: int
    most: int
    unit: str
    source: str
    dated: date
    certainty: str
    is_own: bool
    reason: str


def figure(session: Session, name: str) -> int:
    """Return a figure that holds today."""
    row = _own(session, name)
    return int(row.value) if row is not None else _shipped(name).value


def figure_row(store: Store, *, name: str) -> FigureRow:
    """Return a figure with its source.

    Raises:
        Problem: there is no such figure.

    """
    shipped = _shipped(name)
    with store.reading() as session:
        signed_in(session, store)
        row = _own(session, name)
    return FigureRow(
        name=name,
        title=shipped.title,
        value=int(row.value) if row is not None else shipped.value,
        shipped=shipped.value,
        least=shipped.least,
        most=shipped.most,
        unit=shipped.unit,
        source=shipped.source,
        dated=shipped.dated,
        certainty=shipped.certainty,
        is_own=row is not None,
        reason=row.reason if row is not None else "",
    )


def figure_rows(store: Store) -> tuple[FigureRow, ...]:
    """Return every figure with its source."""
    return tuple(figure_row(store, name=name) for name in _FIGURES)


def set_figure(store: Store, *, name: str, value: str, reason: str) -> Change:
    """Set a figure for this agency; the shipped one and its source stay in view.

    Raises:
        NotAllowed: the role has no leave for it.
        Problem: there is no such figure or no reason, or it is no whole number within its bounds.

    """
    shipped = _shipped(name)
    try:
        kept = shipped.typed(value).shown
    except Problem as problem:
        raise Problem(str(problem), field="value") from problem
    with store.writing(act="set_figure") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        keep_own(session, name, kept, reason)
        return Change(None, SETTINGS, "Saved.")


@cache
def _shipped(name: str) -> CheckNumber:
    if name not in _FIGURES:
        raise Problem("There is no such figure.", field="name")
    return read_check_settings(resources() / f"{name.partition('.')[0]}.toml").numbers[name]


def _own(session: Session, name: str) -> CheckSetting | None:
    return session.scalars(
        select(CheckSetting).where(CheckSetting.name == name, CheckSetting.deleted_at.is_(None))
    ).one_or_none()
