"""The sample's workshops for prospective adopters: their days, and who of a household came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from typing import Any, Final
from uuid import UUID

from recruitment_app.casework.case_rows import CaseRows
from recruitment_app.casework.sampling.sample_cases import SampleCase
from recruitment_app.casework.sampling.sample_families import days_from_told
from recruitment_app.casework.sampling.sample_gathering import AssessedCase, at
from recruitment_app.rules.events import BOOKED, CAME, MISSED, WAITING
from recruitment_app.rules.stages import EventKind, Stage
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Attendance, EventPlace

K = EventKind
PARTS: Final = (
    "Why children need new families",
    "What early harm does",
    "Parenting that repairs",
    "Contact, identity and the years ahead",
)
STARTS, ENDS = "09:30", "15:30"
_DAYS: Final = (0, 1, 14, 15)  # of the parts, after the first
_ONE: Final = date(2014, 5, 8)
"""The first day of one of them, as the reports of the families tell it (sample_families)."""
_EVERY: Final = timedelta(weeks=4)
_SINCE, _UNTIL = timedelta(days=550), timedelta(days=100)
_PEOPLE_AN_ENQUIRY: Final = 0.37  # who come to Stage One, of couples and of one
_ROUNDS_A_YEAR: Final = 13
_FEW: Final = 5  # people in a round, for whom a small workshop is enough
_SMALL, _SMALLEST, _LARGE = 8, 4, 24
_FILLED: Final = 16
_VENUES: Final = ("Riverside Centre", "Acorn Lane Library")
_WEEKS: Final = 4  # in which the workshops of a round begin, one after another
_NOTICE: Final = timedelta(days=10)  # from the acceptance to a workshop, at least
_AGAIN: Final = timedelta(days=7)
_MISSES_EVERY: Final = 3  # of the households in Stage One who came
_MADE_UP_EVERY: Final = 7  # of those who went on
_TURNS: Final = 3  # nobody has booked yet, a place, on the waiting list


@dataclass(slots=True)
class SampleWorkshop:
    """A workshop of several parts and the places that are taken."""

    days: tuple[date, ...]
    venue: str
    places: int
    leader: UUID | None
    taken: int = 0
    promised: int = 0
    id: UUID = field(default_factory=new_id)
    part_ids: tuple[UUID, ...] = field(default_factory=lambda: tuple(new_id() for _ in PARTS))

    @property
    def begins_on(self) -> date:
        """Return the day of its first part."""
        return self.days[0]

    @property
    def room(self) -> int:
        """Return how many places are free."""
        return self.places - self.taken - self.promised


class Workshops:
    """The workshops of the last year and a half and of the weeks to come, as they fill.

    Around Christmas and Easter, where one of the days is no working day, none is held. The families
    whose reports tell when they came, the fixed cases, have their places promised beforehand.
    """

    def __init__(
        self,
        calendar: Calendar,
        *,
        today: date,
        enquiries_a_year: float,
        leaders: Sequence[UUID],
        fixed: Sequence[SampleCase] = (),
    ) -> None:
        self._calendar = calendar
        self._today = today
        self._came = self._asked = 0
        people = enquiries_a_year * _PEOPLE_AN_ENQUIRY / _ROUNDS_A_YEAR
        one = _ONE + timedelta(days=days_from_told(today))
        rounds = range((today - _SINCE - one) // _EVERY, (today + _UNTIL - one) // _EVERY + 1)
        held = [
            SampleWorkshop(
                days,
                _VENUES[group] if group < len(_VENUES) else f"Sampleton School, room {group}",
                _places(people, turn),
                leaders[(turn + group) % len(leaders)] if group < _WEEKS else None,
            )
            for turn in rounds
            for group in range(_groups(people))
            if all(map(calendar.is_working_day, days := _days(one + turn * _EVERY, group)))
        ]
        self.held: tuple[SampleWorkshop, ...] = tuple(sorted(held, key=lambda each: each.begins_on))
        self._promised: dict[str, SampleWorkshop] = {}
        for case in fixed:
            self._promise(case)

    @property
    def coming(self) -> Iterator[SampleWorkshop]:
        """Return those that are still to begin."""
        return (each for each in self.held if each.begins_on > self._today)

    def tell(self, rows: CaseRows, told: AssessedCase, *, recorded_by: UUID) -> None:
        """Gather the places of a household that was assessed, and who came to which part."""
        after = told.accepted_on + _NOTICE
        is_waiting = told.stage is Stage.STAGE_ONE
        if told.case.journey.fast_track:
            if told.stage is Stage.STAGE_TWO:
                self._book(rows, told, self._next(told, max(after, self._today), date.max))
            return
        last = None if is_waiting else told.days.get(K.STAGE_ONE_ENDED)
        found = self._kept_for(told) or self._next(told, after, last or told.known_until)
        if found is None:
            if is_waiting:
                self._ask(rows, told, after)
            return
        missed = self._missed(told, found, is_waiting=is_waiting)
        places = self._book(rows, told, found, missed=missed if is_waiting else None)
        for person, place in enumerate(places):
            for part, on in enumerate(found.days):
                if on > told.known_until:
                    continue
                is_missed = missed is not None and missed[:2] == (person, part)
                mark = {
                    "case_id": told.case_id,
                    "event_place_id": place,
                    "part_id": found.part_ids[part],
                    "outcome": MISSED if is_missed else CAME,
                    "made_up_part_id": missed[2] if missed and is_missed else None,
                    "recorded_at": at(on, person),
                    "recorded_by": recorded_by,
                }
                rows.add(Attendance, [mark])

    def _promise(self, case: SampleCase) -> None:
        days = [event.on for event in case.events if event.kind is K.REGISTRATION_ACCEPTED]
        people = len(case.household.applicants)
        for each in self.held:
            if days and each.begins_on >= days[-1] + _NOTICE and each.room >= people:
                each.promised += people
                self._promised[case.report] = each
                return

    def _kept_for(self, told: AssessedCase) -> SampleWorkshop | None:
        """Return the workshop that is promised to a household, whose places are free for it now."""
        found = self._promised.pop(told.case.report, None) if told.case.is_fixed else None
        if found is not None:
            found.promised -= len(told.applicants)
        return found

    def _next(self, told: AssessedCase, after: date, until: date) -> SampleWorkshop | None:
        people = len(told.applicants)
        return next(
            (
                each
                for each in self.held
                if after <= each.begins_on <= until and each.room >= people
            ),
            None,
        )

    def _ask(self, rows: CaseRows, told: AssessedCase, after: date) -> None:
        """Let a household that came to none do nothing yet, have a place, or wait for one."""
        turn, self._asked = self._asked % _TURNS, self._asked + 1
        if not turn:
            return
        first = next((each for each in self.coming if each.begins_on >= after), None)
        if turn > 1 and first is not None and first.room < len(told.applicants):
            self._book(rows, told, first, waits=True)
        else:
            self._book(rows, told, self._next(told, max(after, self._today), date.max))

    def _book(
        self,
        rows: CaseRows,
        told: AssessedCase,
        workshop: SampleWorkshop | None,
        *,
        waits: bool = False,
        missed: tuple[int, int, UUID | None] | None = None,
    ) -> list[UUID]:
        """Gather a place for each applicant; return their keys."""
        if workshop is None:
            return []
        asked_on = self._calendar.after(told.accepted_on, 1 + told.number % 3)
        asked_on = min(asked_on, self._today, workshop.begins_on)
        keys = []
        for person, person_id in enumerate(told.applicants):
            row: dict[str, Any] = {
                "id": new_id(),
                "case_id": told.case_id,
                "event_id": workshop.id,
                "person_id": person_id,
                "state": WAITING if waits else BOOKED,
                "asked_on": asked_on,
                "booked_on": None if waits else asked_on,
            }
            if missed is not None and missed[0] == person:
                row["follow_up"] = f"Offer a day on “{PARTS[missed[1]]}” at another workshop."
                row["follow_up_on"] = self._today + _AGAIN
            rows.add(EventPlace, [row])
            keys.append(row["id"])
        if not waits:
            workshop.taken += len(keys)
        return keys

    def _missed(
        self, told: AssessedCase, workshop: SampleWorkshop, *, is_waiting: bool
    ) -> tuple[int, int, UUID | None] | None:
        """Return who missed which part, if anybody did, and the part at which it was made up."""
        person = len(told.applicants) - 1
        if is_waiting:
            turn, self._came = self._came % _MISSES_EVERY, self._came + 1
            past = sum(on <= self._today for on in workshop.days)
            return (person, min(past, 3) - 1, None) if not turn and past else None
        if told.number % _MADE_UP_EVERY or told.case.is_fixed:
            return None
        for later in self.held:
            if workshop.days[-1] < later.begins_on and later.days[1] <= told.known_until:
                return person, 1, later.part_ids[1]
        return None


def _groups(people: float) -> int:
    return 1 if people <= _FEW else ceil(people / _FILLED)


def _places(people: float, turn: int) -> int:
    """Return the places of a workshop: where few come it is small, and now and then smaller."""
    if people > _FEW:
        return _LARGE
    return _SMALLEST if turn % 4 == 3 else _SMALL  # noqa: PLR2004 - one round in four


def _days(begins_on: date, group: int) -> tuple[date, ...]:
    begins_on += timedelta(weeks=group % _WEEKS)
    return tuple(begins_on + timedelta(days=days) for days in _DAYS)
