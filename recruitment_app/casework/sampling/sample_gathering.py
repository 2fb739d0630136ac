"""Rows of the sample gathered for each table, and the days of a case that they turn on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.sampling.sample_cases import SampleCase
from recruitment_app.rules.stages import EventKind, Stage
from recruitment_app.store.audit import insert_rows
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import (
    Base,
    Check,
    CheckChase,
    CheckOutcome,
    ConfidentialOutcome,
    ConfidentialState,
    Referee,
    RefereeInterview,
    SectionState,
    Supervision,
    SupervisionLine,
    Visit,
    VisitNote,
    VisitPerson,
    WrittenForm,
    WrittenSection,
)

K = EventKind
INVENTED: Final = " (Invented for the sample.)"
_OFFICE_OPENS: Final = time(9, 30)
_MINUTES_OF_OFFICE: Final = 430


_IN_ORDER: Final[tuple[type[Base], ...]] = (
    WrittenForm,
    WrittenSection,
    SectionState,
    ConfidentialState,
    Check,
    CheckChase,
    CheckOutcome,
    ConfidentialOutcome,
    Referee,
    RefereeInterview,
    Visit,
    VisitPerson,
    VisitNote,
    Supervision,
    SupervisionLine,
)
"""What keys allow; any other table is written after these, as it was first added to."""


class Rows:
    """Rows gathered by table, and written table by table."""

    def __init__(self) -> None:
        self._written: dict[type[Base], list[dict[str, Any]]] = {}

    def add(self, kind: type[Base], row: Mapping[str, Any]) -> UUID:
        """Add a row and return its key."""
        made = {"id": new_id(), **row}
        self._written.setdefault(kind, []).append(made)
        return UUID(str(made["id"]))

    def of(self, kind: type[Base], case_id: UUID) -> list[dict[str, Any]]:
        """Return the rows of a case that are gathered in a table: they may still be changed."""
        return [row for row in self._written.get(kind, ()) if row.get("case_id") == case_id]

    def write(self, session: Session) -> None:
        """Write what was gathered, and begin anew."""
        for kind in (*_IN_ORDER, *self._written):
            insert_rows(session, kind, self._written.pop(kind, ()))


@dataclass
class AssessedCase:
    """A case that came to an assessment: its rows as they stand, and its days."""

    case_id: UUID
    number: int
    case: SampleCase
    people: Sequence[UUID]
    worker: UUID
    today: date
    days: dict[EventKind, date] = field(init=False)
    """The day of each kind of entry, the last of them."""

    def __post_init__(self) -> None:
        self.days = {event.kind: event.on for event in self.case.events}

    @property
    def accepted_on(self) -> date:
        """Return the day on which the registration was accepted."""
        return self.days[K.REGISTRATION_ACCEPTED]

    @property
    def begun_on(self) -> date:
        """Return the day on which the checks begin: with the plan, or soon after the notice."""
        planned = self.days.get(K.STAGE_ONE_PLAN_AGREED)
        return planned or min(self.accepted_on + timedelta(days=4), self.today)

    @cached_property
    def stage(self) -> Stage:
        """Return where the case stands."""
        return self.case.journey.stage

    @property
    def left_on(self) -> date | None:
        """Return the day on which the case was closed, if it was."""
        return self.case.journey.closed_on

    @property
    def known_until(self) -> date:
        """Return the last day on which anything was recorded: today, or the day it was closed."""
        return min(self.left_on or self.today, self.today)

    @property
    def applicants(self) -> Sequence[UUID]:
        """Return the keys of the one or two applicants."""
        return self.people[: len(self.case.household.applicants)]

    def dice(self, *salt: int) -> int:
        """Return a number that is the same in each sample of this case."""
        return sum(
            (place + 3) * (number + 1) * 37 for place, number in enumerate((self.number, *salt))
        )


def at(on: date, place: int = 0) -> datetime:
    """Return a moment of a day in the hours of the office."""
    opens = datetime.combine(on, _OFFICE_OPENS, UTC)
    return opens + timedelta(minutes=place * 37 % _MINUTES_OF_OFFICE)
