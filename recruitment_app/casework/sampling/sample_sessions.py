"""The sample agency's information sessions and panels: when they are, and who has a place."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.ids import new_id

_PLACES = 24
_SEATS_AN_ENQUIRY = 1.6  # what a household books, with room to spare
_VENUES = ("Sampleton Town Hall", "Acorn Lane Library", "Riverside Centre", "Online")
_LONGEST_WAIT = timedelta(days=60)
_WEEKS_BETWEEN_PANELS = 2


@dataclass(slots=True)
class SampleSession:
    """An information session and the places that are taken."""

    on: date
    venue: str
    starts: str
    places: int = _PLACES
    taken: int = 0
    id: UUID = field(default_factory=new_id)
    part_id: UUID = field(default_factory=new_id)


@dataclass(slots=True)
class SampleBooking:
    """A household's places at a session, and what came of them."""

    session: SampleSession
    people: int
    booked_on: date
    outcome: str = ""


class Meetings:
    """Every session and every panel day of the years that a sample tells of."""

    def __init__(
        self, rng: Random, calendar: Calendar, first: date, today: date, enquiries: int
    ) -> None:
        days = (today - first).days
        wanted = max(1.25 * enquiries * _SEATS_AN_ENQUIRY / _PLACES, days / 28)
        step = days / wanted
        count = round((days + 60) / step)
        self.sessions = [
            SampleSession(
                calendar.after(first + timedelta(days=round(step * number)), 1),
                rng.choice(_VENUES),
                rng.choice(("10:00", "18:30", "18:30", "19:00")),
            )
            for number in range(count)
        ]
        thursday = first + timedelta(days=(3 - first.weekday()) % 7)
        self._panels = [
            calendar.on_or_before(thursday + timedelta(weeks=weeks))
            for weeks in range(0, days // 7 + 60, _WEEKS_BETWEEN_PANELS)
        ]
        self._from = 0

    def begin(self, opened_on: date) -> None:
        """Look no further back than the enquiry that is told next."""
        self._from = bisect_left(self.sessions, opened_on, key=lambda session: session.on)

    def book(self, on: date, people: int) -> SampleBooking | None:
        """Take places at the next session that has them, or none within two months."""
        for place in range(self._from, len(self.sessions)):
            session = self.sessions[place]
            if session.on <= on:
                continue
            if session.on > on + _LONGEST_WAIT:
                return None
            if session.taken + people <= session.places:
                session.taken += people
                return SampleBooking(session, people, on)
        return None

    def panel_after(self, day: date) -> date:
        """Return the first panel day after a day."""
        return next(panel for panel in self._panels if panel > day)
