"""Information sessions: made, booked by household, and their register kept."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency_rows import BookingRow, SessionRow
from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.stepping import ask_leave, on_case, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind, long_date
from recruitment_app.rules.values import is_time
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Booking, Case, InformationSession

K = EventKind
MOST_OF_A_HOUSEHOLD = 2
SESSIONS = frozenset({Touched.SESSIONS})
OUTCOMES = ("attended", "missed", "cancelled")


def create_session(
    store: Store, *, on: date, starts: str, venue: str, places: int, remarks: str = ""
) -> Change:
    """Make an information session; places are counted per person.

    Raises:
        Problem: it has no places, or the time is not one of the day.

    """
    if places < 1:
        raise Problem("A session has at least one place.", field="places")
    if starts and not is_time(starts):
        raise Problem("Give the time as 18:30.", field="starts")
    with store.writing(act="create_session") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        row = InformationSession(
            on=on, starts=starts, venue=venue.strip(), places=places, remarks=remarks.strip()
        )
        session.add(row)
        session.flush()
        return Change(None, SESSIONS, f"Information session on {long_date(on)} made.", row.id)


def book_session(
    store: Store, *, case_id: UUID, session_id: UUID, people: int, on: date, today: date
) -> Change:
    """Book a household on an information session, for one person or two; this also meets T02.

    Raises:
        Problem: the session is over, cancelled or full, or the household is
            booked already.

    """
    if not 1 <= people <= MOST_OF_A_HOUSEHOLD:
        raise Problem("Book one place or two.", field="people")
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="book_session", today=today
    ) as opened:
        meeting = _session(opened.session, session_id)
        if meeting.cancelled_on is not None:
            raise Problem("This session is cancelled: choose another.", field="session_id")
        if meeting.on < on:
            raise Problem(
                f"This session was on {long_date(meeting.on)}: choose one to come.",
                field="session_id",
            )
        bookings = _bookings(opened.session, session_id)
        if any(booking.case_id == case_id for booking in bookings):
            raise Problem("This household is booked on the session already.", field="session_id")
        left = meeting.places - sum(booking.people for booking in bookings)
        if people > left:
            what = "no place" if left == 0 else "only one place"
            raise Problem(f"The session has {what} left: choose another.", field="session_id")
        opened.record(K.SESSION_BOOKED, on, {"session": str(session_id)})
        booking = Booking(case_id=case_id, session_id=session_id, people=people)
        opened.session.add(booking)
        opened.session.flush()
        return Change(case_id, STEP | SESSIONS, f"Booked for {long_date(meeting.on)}.", booking.id)


def mark_attendance(store: Store, *, booking_id: UUID, outcome: str, today: date) -> Change:
    """Record whether a household came, missed the session, or cancelled its place.

    Raises:
        Problem: the outcome is recorded already, or the session is still to come.

    """
    if outcome not in OUTCOMES:
        raise Problem("Choose whether they came.", field="outcome")
    with store.reading() as session:
        found = session.get(Booking, booking_id)
        if found is None or found.deleted_at is not None:
            raise Problem("This booking is not there any more: look again.")
        case_id = found.case_id
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="mark_attendance", today=today
    ) as opened:
        booking = opened.session.get_one(Booking, booking_id)
        meeting = _session(opened.session, booking.session_id)
        if booking.outcome:
            raise Problem("This is recorded already: correct that entry if it is mistaken.")
        if outcome != "cancelled":
            if meeting.on > today:
                raise Problem(f"The session is on {long_date(meeting.on)}: mark who came after it.")
            kind = K.SESSION_ATTENDED if outcome == "attended" else K.SESSION_MISSED
            opened.record(kind, meeting.on, {"session": str(meeting.id)})
        booking.outcome = outcome
        said = {"attended": "Came.", "missed": "Did not come.", "cancelled": "Place given up."}
        return Change(case_id, STEP | SESSIONS, said[outcome], booking.id)


def cancel_session(store: Store, *, session_id: UUID, on: date) -> Change:
    """Cancel an information session; its bookings stay to be told and booked anew.

    Raises:
        Problem: it is cancelled already, or attendance is marked.

    """
    with store.writing(act="cancel_session") as session:
        ask_leave(session, store, Duty.ENTER_DATES)
        meeting = _session(session, session_id)
        if meeting.cancelled_on is not None:
            raise Problem("This session is cancelled already.")
        if any(booking.outcome == "attended" for booking in _bookings(session, session_id)):
            raise Problem("People came to this session: it cannot be cancelled any more.")
        meeting.cancelled_on = on
        return Change(None, SESSIONS, "Session cancelled; tell the households booked.", meeting.id)


def sessions(store: Store, *, since: date = date.min) -> list[SessionRow]:
    """Return the sessions from a day on, the latest first, each with its places taken."""
    with store.reading() as session:
        signed_in(session, store)
        held = select(InformationSession).where(
            InformationSession.deleted_at.is_(None), InformationSession.on >= since
        )
        among = held.with_only_columns(InformationSession.id)
        taken = {
            session_id: (booked, attended)
            for session_id, booked, attended in session.execute(
                select(
                    Booking.session_id,
                    func.sum(Booking.people),
                    func.sum(Booking.people).filter(Booking.outcome == "attended"),
                )
                .where(
                    Booking.session_id.in_(among),
                    Booking.deleted_at.is_(None),
                    Booking.outcome != "cancelled",
                )
                .group_by(Booking.session_id)
            )
        }
        return [
            SessionRow(
                row.id,
                row.on,
                row.starts,
                row.venue,
                row.places,
                int(taken.get(row.id, (0, 0))[0] or 0),
                int(taken.get(row.id, (0, 0))[1] or 0),
                row.remarks,
                row.cancelled_on,
                row.row_version,
            )
            for row in session.scalars(
                held.order_by(InformationSession.on.desc(), InformationSession.starts)
            )
        ]


def register(store: Store, *, session_id: UUID) -> list[BookingRow]:
    """Return the households booked on a session, by name."""
    with store.reading() as session:
        signed_in(session, store)
        return [
            BookingRow(
                booking.id, case.id, case.reference, case.title, booking.people, booking.outcome
            )
            for booking, case in session.execute(
                select(Booking, Case)
                .join(Case, Case.id == Booking.case_id)
                .where(Booking.session_id == session_id, Booking.deleted_at.is_(None))
                .order_by(Case.title_fold, Case.reference_number)
            )
        ]


def _session(session: Session, session_id: UUID) -> InformationSession:
    found = session.get(InformationSession, session_id)
    if found is None or found.deleted_at is not None:
        raise Problem("This session is not there any more: look again.", field="session_id")
    return found


def _bookings(session: Session, session_id: UUID) -> Sequence[Booking]:
    return session.scalars(
        select(Booking).where(
            Booking.session_id == session_id,
            Booking.deleted_at.is_(None),
            Booking.outcome != "cancelled",
        )
    ).all()
