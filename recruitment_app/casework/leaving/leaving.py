"""What every list that leaves is read with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.checks.check_grid import GridFilter
from recruitment_app.casework.in_force import Law
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Worker


@dataclass(frozen=True)
class Leaving:
    """One reading of a list: by whom, on which day, under which law.

    ``ids`` keeps a list of cases to these, in this order; ``year_label`` names the
    recruitment year of a list that is about one, else it is today's; ``checks`` says which
    checks are wanted; ``days`` the first and the last day of a list that is of some days;
    ``is_mine`` whether one's own work alone is wanted (None: as one's role begins with), and
    ``what_if`` on which days further workshops are tried.
    """

    session: Session
    store: Store
    worker: Worker
    law: Law
    today: date
    ids: Sequence[UUID] | None = None
    year_label: str | None = None
    checks: GridFilter | None = None
    days: tuple[date, date] | None = None
    is_mine: bool | None = None
    what_if: Sequence[date] = ()

    @cached_property
    def names(self) -> Mapping[UUID, str]:
        """The name of each of the agency's people, also of those who left."""
        rows = self.session.execute(select(Worker.id, Worker.name))
        return {row.id: row.name for row in rows}

    def name(self, worker_id: UUID | None) -> str:
        """Return the name of one of the agency's people, or nothing."""
        return self.names.get(worker_id, "") if worker_id else ""


def day_of(moment: datetime | None) -> date | None:
    """Return the day of a moment, as it was on this machine."""
    return moment.astimezone().date() if moment else None


def partial(stored: str) -> date | str:
    """Return a date as it is kept, perhaps partial: a day where it is known to the day."""
    if not stored:
        return ""
    known = PartialDate.stored(stored)
    return known.earliest if known.is_whole else known.shown
