"""An event being worked on within one act: its parts, its places, and who leads it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.events import BOOKED, CAME, GIVEN_UP, WAITING, Turn, who_is_next
from recruitment_app.rules.stages import Stage, long_date
from recruitment_app.store.tables import (
    Attendance,
    Case,
    Event,
    EventPart,
    EventPlace,
    Letter,
)

EVENTS = frozenset({Touched.EVENTS, Touched.DIARY})
WHO_IS_NEXT = "Somebody who waits fits: give the place to who is next."


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """An event with its parts and the places that stand, as one act finds them."""

    session: Session
    row: Event
    parts: tuple[EventPart, ...]
    places: tuple[EventPlace, ...]

    @classmethod
    def of(cls, session: Session, event_id: UUID, *, seen: int = 0) -> "OpenEvent":
        """Open an event.

        Raises:
            ChangedMeanwhile: somebody else changed it since.
            Problem: it is not there any more.

        """
        row = session.get(Event, event_id)
        if row is None or row.deleted_at is not None:
            raise Problem("This event is not there any more: look again.", field="event_id")
        if seen and row.row_version != seen:
            raise ChangedMeanwhile(
                "Somebody changed this event meanwhile: look again, then decide."
            )
        parts = session.scalars(
            select(EventPart)
            .where(EventPart.event_id == event_id, EventPart.deleted_at.is_(None))
            .order_by(EventPart.number)
        )
        places = session.scalars(
            select(EventPlace)
            .where(EventPlace.event_id == event_id, EventPlace.deleted_at.is_(None))
            .order_by(EventPlace.asked_on, EventPlace.id)
        )
        return cls(session, row, tuple(parts), tuple(places))

    @property
    def begins_on(self) -> date:
        """Return the day of its first part."""
        return self.parts[0].on

    @property
    def ends_on(self) -> date:
        """Return the day of its last part."""
        return self.parts[-1].on

    @property
    def booked(self) -> tuple[EventPlace, ...]:
        """Return the places that are taken."""
        return tuple(place for place in self.places if place.state == BOOKED)

    @property
    def waiting(self) -> tuple[EventPlace, ...]:
        """Return who waits for a place."""
        return tuple(place for place in self.places if place.state == WAITING)

    @property
    def room(self) -> int | None:
        """Return how many places are free, or None where they are not counted."""
        return self.row.places - len(self.booked) if self.row.places else None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Return the waiting list by household; a closed case has no turn until it is reopened."""
        by_case: dict[UUID, list[EventPlace]] = defaultdict(list)
        for place in self.waiting:
            by_case[place.case_id].append(place)
        closed = select(Case.id).where(Case.id.in_(by_case), Case.stage == Stage.CLOSED)
        for case_id in self.session.scalars(closed):
            del by_case[case_id]
        return tuple(
            Turn(
                key=str(case_id),
                people=len(rows),
                asked_on=min(row.asked_on for row in rows),
                place=min(row.place for row in rows),
            )
            for case_id, rows in by_case.items()
        )

    def fits_somebody(self) -> bool:
        """Tell whether somebody who waits fits what is free."""
        room = len(self.waiting) if self.room is None else self.room
        return bool(who_is_next(self.turns, room))

    def of_case(self, case_id: UUID) -> tuple[EventPlace, ...]:
        """Return the places that a household has or waits for."""
        return tuple(
            place
            for place in self.places
            if place.case_id == case_id and place.state in {BOOKED, WAITING}
        )

    def refuse_cancelled(self) -> None:
        """Refuse what is done with an event that is to take place.

        Raises:
            Problem: it was cancelled.

        """
        if self.row.cancelled_on is not None:
            raise Problem("This event is cancelled: choose another.", field="event_id")

    def refuse_over(self, today: date) -> None:
        """Refuse places at an event that has begun.

        Raises:
            Problem: its first part is past.

        """
        if self.begins_on < today:
            told = f"This event began on {long_date(self.begins_on)}: choose one to come."
            raise Problem(told, field="event_id")

    def refuse_too_many(self, people: int) -> None:
        """Refuse more people than there are free places.

        Raises:
            Problem: too few are left; the sentence says what to do.

        """
        if self.room is None or people <= self.room:
            return
        left = {0: "no place", 1: "only one place"}.get(self.room, f"only {self.room} places")
        told = f"There is {left} left: choose another event, or put them on the waiting list."
        raise Problem(told, field="people")

    def enter_again(self, case_id: UUID) -> None:
        """Let the calendar of a household that gave up places here learn that it has some again."""
        if any(row.case_id == case_id and row.state == GIVEN_UP for row in self.places):
            change_calendar(self.row)

    def marked(self, places: Iterable[EventPlace] | None = None) -> Sequence[Attendance]:
        """Return what is recorded of who came, of all places or of these."""
        ids = [place.id for place in (self.places if places is None else places)]
        return self.session.scalars(
            select(Attendance).where(
                Attendance.event_place_id.in_(ids), Attendance.deleted_at.is_(None)
            )
        ).all()

    def has_come(self) -> bool:
        """Tell whether anybody came to a part, or made one up there."""
        ids = [part.id for part in self.parts]
        query = select(Attendance.id).where(
            or_(
                and_(Attendance.part_id.in_(ids), Attendance.outcome == CAME),
                Attendance.made_up_part_id.in_(ids),
            ),
            Attendance.deleted_at.is_(None),
        )
        return self.session.scalars(query.limit(1)).first() is not None

    def is_of_making_up(self) -> bool:
        """Tell whether somebody made up a part here, or elsewhere what they missed here."""
        ids = [part.id for part in self.parts]
        query = select(Attendance.id).where(
            or_(Attendance.part_id.in_(ids), Attendance.made_up_part_id.in_(ids)),
            Attendance.made_up_part_id.is_not(None),
            Attendance.deleted_at.is_(None),
        )
        return self.session.scalars(query.limit(1)).first() is not None

    def parts_kept(self) -> set[UUID]:
        """Return the parts that are on record: somebody was marked for one, or made it up there."""
        ids = [part.id for part in self.parts]
        query = select(Attendance.part_id, Attendance.made_up_part_id).where(
            or_(Attendance.part_id.in_(ids), Attendance.made_up_part_id.in_(ids)),
            Attendance.deleted_at.is_(None),
        )
        return {key for row in self.session.execute(query) for key in row if key in ids}

    def change(self, sentence: str, case_id: UUID | None = None) -> Change:
        """Return what an act on this event touched."""
        return Change(case_id, EVENTS, sentence, self.row.id)


def change_calendar(event: Event) -> None:
    """Let the calendars that took the event in learn that it changed (RFC 5545, 3.8.7.4)."""
    event.sequence += 1


def told_households(session: Session, *events: UUID) -> int:
    """Return how many households were sent a letter about one of these events."""
    query = select(func.count(func.distinct(Letter.case_id))).where(
        Letter.event_id.in_(events), Letter.sent_on.is_not(None), Letter.deleted_at.is_(None)
    )
    return session.scalar(query) or 0


def households(number: int) -> str:
    """Return how many households are meant, in words."""
    return "one household" if number == 1 else f"{number} households"
