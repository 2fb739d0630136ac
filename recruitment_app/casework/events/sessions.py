"""Information sessions as a household's own page books and marks them: the household as one."""

from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.change import Change
from recruitment_app.casework.events import attendance, event_places
from recruitment_app.casework.events.open_events import OpenEvent
from recruitment_app.casework.stepping import signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, CAME, MISSED
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Person

OUTCOMES = {"attended": CAME, "missed": MISSED}


def book_session(
    store: Store, *, case_id: UUID, session_id: UUID, people: int, on: date, today: date
) -> Change:
    """Book a household on an information session: its first applicant, or both.

    Raises:
        Problem: there are not so many applicants; see ``book_places``.

    """
    with store.reading() as session:
        signed_in(session, store)
        applicants = session.scalars(
            select(Person.id)
            .where(
                Person.case_id == case_id,
                Person.standing == "applicant",
                Person.deleted_at.is_(None),
            )
            .order_by(Person.place)
        ).all()
    if not 1 <= people <= len(applicants):
        raise Problem("Book a place for each applicant who comes, one or two.", field="people")
    return event_places.book_places(
        store,
        event_id=session_id,
        case_id=case_id,
        people=applicants[:people],
        on=on,
        today=today,
    )


def mark_household(
    store: Store, *, event_id: UUID, case_id: UUID, outcome: str, today: date
) -> Change:
    """Record of a household at an event of one part that it came, missed it or gave its place up.

    Raises:
        Problem: it is recorded already, or the day is still to come.

    """
    if outcome == "cancelled":
        return event_places.give_up_places(store, event_id=event_id, case_id=case_id, on=today)
    with store.reading() as session:
        signed_in(session, store)
        event = OpenEvent.of(session, event_id)
        places = [row for row in event.of_case(case_id) if row.state == BOOKED]
        if event.marked(places):
            raise Problem("This is recorded already: correct that entry if it is mistaken.")
        mark = partial(attendance.mark_attendance, store, part_id=event.parts[0].id, today=today)
        outcomes = {row.id: OUTCOMES[outcome] for row in places}
    return mark(event_id=event_id, case_id=case_id, outcomes=outcomes)
