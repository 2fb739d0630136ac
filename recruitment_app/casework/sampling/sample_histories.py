"""What happens to the invented cases: dated steps that break no rule, towards a given end.

The shares in ``DECK`` are a thousand enquiries' ends. They follow the funnel of returns.md 2.5
(of 100 enquiries 60 to 65 come to a session, 45 to 55 are visited, 18 to 25 register, 14 to 19
end Stage One, 12 to 17 start Stage Two, 8 to 12 are approved).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from uuid import UUID

from recruitment_app.casework.sampling.sample_sessions import Meetings, SampleBooking
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.working_days import Calendar

K = EventKind
STAGE_ONE_MONTHS = 2
BREAK_MONTHS = 6
STAGE_TWO_MONTHS = 4


class End(StrEnum):
    """How an enquiry ends once enough time has passed."""

    NO_VISIT = "no_visit"
    VISIT_ONLY = "visit_only"
    DECLINED = "declined"
    WITHDRAWN_AT_REGISTRATION = "withdrawn_at_registration"
    WITHDRAWN_IN_STAGE_ONE = "withdrawn_in_stage_one"
    NOT_SUITABLE = "not_suitable"
    LAPSED = "lapsed"
    WITHDRAWN_IN_BREAK = "withdrawn_in_break"
    LATE = "late"
    WITHDRAWN_IN_STAGE_TWO = "withdrawn_in_stage_two"
    REFUSED = "refused_after_forty_days"
    REFUSED_AFTER_REPRESENTATIONS = "refused_after_representations"
    REFUSED_AFTER_REVIEW = "refused_after_review"
    APPROVED_AFTER_ALL = "approved_after_all"
    FAST_TRACK = "fast_track"
    APPROVED = "approved"


DECK: Mapping[End, int] = {
    End.NO_VISIT: 460,
    End.VISIT_ONLY: 300,
    End.DECLINED: 12,
    End.WITHDRAWN_AT_REGISTRATION: 8,
    End.WITHDRAWN_IN_STAGE_ONE: 32,
    End.NOT_SUITABLE: 6,
    End.LAPSED: 7,
    End.WITHDRAWN_IN_BREAK: 9,
    End.LATE: 4,
    End.WITHDRAWN_IN_STAGE_TWO: 36,
    End.REFUSED: 3,
    End.REFUSED_AFTER_REPRESENTATIONS: 2,
    End.REFUSED_AFTER_REVIEW: 2,
    End.APPROVED_AFTER_ALL: 2,
    End.FAST_TRACK: 12,
    End.APPROVED: 105,
}
NOT_REGISTERED = frozenset({End.NO_VISIT, End.VISIT_ONLY})
DETERMINED = frozenset(
    {
        End.REFUSED,
        End.REFUSED_AFTER_REPRESENTATIONS,
        End.REFUSED_AFTER_REVIEW,
        End.APPROVED_AFTER_ALL,
    }
)

_SOURCES = (
    ("first4adoption", 12),
    ("agency_website", 22),
    ("web_search", 14),
    ("social_media", 6),
    ("television", 6),
    ("radio", 3),
    ("newspaper", 6),
    ("outdoor", 4),
    ("leaflet", 4),
    ("information_event", 4),
    ("faith_group", 2),
    ("word_of_mouth", 12),
    ("foster_carer", 2),
    ("not_known", 3),
)
_CHANNELS = (("telephone", 46), ("web_form", 30), ("email", 18), ("event", 4), ("letter", 2))
_BEFORE_VISIT = (
    ("no_response", 38),
    ("information_only", 22),
    ("ineligible", 6),
    ("advised_to_wait", 10),
    ("referred_to_another_agency", 6),
    ("redirected", 6),
    ("moved_area", 4),
    ("fertility_treatment", 4),
    ("not_together_long_enough", 4),
)
_AFTER_VISIT = (
    ("withdrawn", 34),
    ("no_response", 16),
    ("work", 10),
    ("accommodation", 10),
    ("needs_of_own_children", 8),
    ("fertility_treatment", 8),
    ("support_network", 8),
    ("one_specific_child", 6),
)
LEAVING = (
    ("withdrawn", 40),
    ("counselled_out", 20),
    ("relationship_ended", 8),
    ("pregnancy", 12),
    ("health", 8),
    ("moved_agency", 6),
    ("work", 6),
)
_CHECKS = (
    ("medical", "medical_late", 40),
    ("dbs", "dbs_late", 30),
    ("referee", "references_late", 15),
    ("local_authority", "local_authority_late", 10),
    ("overseas_check", "overseas_check_late", 5),
)


def weighed(rng: Random, codes: tuple[tuple[str, int], ...]) -> str:
    """Return one of the codes, as often as its weight says."""
    return rng.choices([code for code, _ in codes], [weight for _, weight in codes])[0]


class History:
    """The first steps of one case, from the enquiry to the registration of interest."""

    def __init__(
        self, rng: Random, calendar: Calendar, meetings: Meetings, *, opened_on: date, today: date
    ) -> None:
        self.rng = rng
        self.calendar = calendar
        self.meetings = meetings
        self.opened_on = opened_on
        self.today = today
        self.at = opened_on
        self.steps: list[tuple[date, EventKind, dict[str, str]]] = []
        self.bookings: list[SampleBooking] = []

    def put(self, kind: EventKind, on: date | None = None, **facts: str) -> date:
        """Add a step, on this day or where the history has come to."""
        day = on or self.at
        self.steps.append((day, kind, facts))
        self.at = max(self.at, day)
        return day

    def days(self, least: int, most: int, *, late: float = 0.0, by: int = 0) -> date:
        """Go on by some working days; a share of the cases takes longer."""
        number = self.rng.randint(least, most)
        if late and self.rng.random() < late:
            number = most + self.rng.randint(1, by)
        self.at = self.calendar.after(self.at, number)
        return self.at

    def is_chance(self, share: float) -> bool:
        """Say whether what a share of the cases meets happens in this one."""
        return self.rng.random() < share

    def enquire(self, *, is_visited: bool, people: int, workers: tuple[UUID, ...]) -> None:
        """Tell of the enquiry: received, answered, allocated, and a session offered."""
        rng, opened = self.rng, self.opened_on
        source, channel = weighed(rng, _SOURCES), weighed(rng, _CHANNELS)
        self.put(K.ENQUIRY_RECEIVED, opened, source=source, channel=channel)
        if is_visited and self.is_chance(0.3):
            self.put(K.VISIT_REQUESTED, opened)
            self.put(K.FIRST_CONTACT_MADE, self.days(1, 2, late=0.1, by=3))
        if is_visited or self.is_chance(0.45):
            worker = str(rng.choice(workers))
            self.put(K.ALLOCATED, self.calendar.after(opened, rng.randint(1, 6)), worker=worker)
        self.at = opened
        self.put(K.INFORMATION_SENT, self.days(1, 8, late=0.06, by=8))
        self.at = self.calendar.after(opened, 1)
        comes = self.is_chance(0.82 if is_visited else 0.42)
        if not (comes and self._session(people)):
            meeting = "visit" if is_visited else rng.choice(("session", "call"))
            self.put(K.MEETING_OFFERED, self.days(1, 7, late=0.03, by=4), meeting=meeting)
        self.at = max(self.at, *(day for day, _, _ in self.steps))

    def _session(self, people: int) -> bool:
        booked_on = self.days(1, 7)
        booking = self.meetings.book(booked_on, people) if booked_on <= self.today else None
        if booking is None:
            return False
        self._booked(booking)
        if self.is_chance(0.07):
            booking.outcome = "missed"
            self.put(K.SESSION_MISSED, booking.session.on, session=str(booking.session.id))
            again = self.days(1, 4)
            booking = self.meetings.book(again, people) if again <= self.today else None
            if booking is None:
                return True
            self._booked(booking)
        booking.outcome = "attended"
        self.put(K.SESSION_ATTENDED, booking.session.on, session=str(booking.session.id))
        return True

    def _booked(self, booking: SampleBooking) -> None:
        self.bookings.append(booking)
        self.put(K.SESSION_BOOKED, booking.booked_on, session=str(booking.session.id))

    def visit(self, outcome: str) -> None:
        """Tell of the initial visit and what the enquirers were told after it."""
        if not any(kind is K.VISIT_REQUESTED for _, kind, _ in self.steps):
            self.put(K.VISIT_REQUESTED, self.days(1, 6))
            self.put(K.FIRST_CONTACT_MADE, self.days(1, 2, late=0.1, by=3))
        held = self.put(K.VISIT_HELD, self.days(3, 11))
        self.put(K.VISIT_WRITTEN_UP, self.days(2, 5, late=0.12, by=8))
        written, self.at = self.at, held
        self.put(K.VISIT_OUTCOME_TOLD, self.days(3, 5, late=0.1, by=7), outcome=outcome)
        self.at = max(self.at, written)

    def end_without_visit(self) -> None:
        """Close an enquiry that came to no visit; a few ring back."""
        self._wait_for_applicant(0.2, "reply", 8, 16)
        self.put(K.CLOSED, self.days(8, 26), reason=weighed(self.rng, _BEFORE_VISIT))
        if self.is_chance(0.02):
            self.put(K.REOPENED, self.days(12, 40), words="The enquirer rang back.")
            self.put(K.CLOSED, self.days(10, 30), reason="no_response")

    def end_after_visit(self, outcome: str) -> None:
        """Close an enquiry that was visited and goes no further."""
        if self.is_chance(0.15):
            self.hold("applicant", self.rng.choice(("time_to_think", "moving_home", "work")), 20)
        self._wait_for_applicant(0.3, "registration_form", 10, 25)
        reason = outcome
        if outcome == "invited_to_register":
            reason = weighed(self.rng, _AFTER_VISIT)
        self.put(K.CLOSED, self.days(3, 25), reason=reason)

    def register(self, end: End) -> None:
        """Tell of the registration of interest and the agency's answer."""
        self._wait_for_applicant(0.3, "registration_form", 3, 12)
        received = self.put(K.REGISTRATION_RECEIVED, self.days(2, 14))
        if end is End.DECLINED:
            reason = self.rng.choice(("circumstances", "health", "home", "registered_elsewhere"))
            self.put(K.REGISTRATION_DECLINED, self.days(2, 5), reason=reason)
            return
        if end is End.WITHDRAWN_AT_REGISTRATION:
            self.put(K.CLOSED, self.days(1, 4), reason=self.rng.choice(("withdrawn", "work")))
            return
        facts = {"fast_track": "yes"} if end is End.FAST_TRACK else {}
        if self.is_chance(0.1):
            due = self.calendar.after(received, 5)
            self.extend("T06", self.calendar.after(due, 8), "visit_outstanding", due)
            self.at = due
        self.put(K.REGISTRATION_ACCEPTED, self.days(1, 5, late=0.1, by=5), **facts)

    def extend(self, limit: str, due_on: date, reason: str, due_before: date) -> None:
        """Add an extension, recorded a little before the limit runs out."""
        on = self.calendar.before(due_before, self.rng.randint(1, 3))
        place, self.at = self.at, on
        self.put(K.EXTENDED, on, limit=limit, due_on=due_on.isoformat(), reason=reason)
        self.at = max(place, on)

    def hold(self, by: str, reason: str, least: int) -> None:
        """Add a hold of some working days."""
        self.put(K.HOLD_STARTED, self.days(1, 3), by=by, reason=reason)
        self.put(K.HOLD_ENDED, self.days(least, least + 25))

    def wait(self, whom: str, reason: str, least: int, most: int) -> None:
        """Add a wait of some working days for the applicants or a third party."""
        self.put(K.WAITING_STARTED, self.days(1, 3), **{"for": whom, "reason": reason})
        self.put(K.WAITING_ENDED, self.days(least, most))

    def check(self, *, long: bool) -> str:
        """Wait for one of the checks; return the reason that an extension for it would have."""
        reason, late, _ = self.rng.choices(_CHECKS, [weight for *_, weight in _CHECKS])[0]
        if long:
            reason, late = "medical", "medical_late"
        self.wait("third_party", reason, 30 if long else 6, 45 if long else 18)
        return late

    def _wait_for_applicant(self, share: float, reason: str, least: int, most: int) -> None:
        if self.is_chance(share):
            self.wait("applicant", reason, least, most)

    def later(self, day: date, days: int) -> date:
        """Return a day so many days on."""
        return day + timedelta(days=days)
