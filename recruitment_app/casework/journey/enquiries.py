"""The first steps: an enquiry recorded, allocated, answered and visited."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.households.households import NewPerson, add_person, name_household
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.merging.not_the_same import remember_likeness
from recruitment_app.casework.notes import add_note
from recruitment_app.casework.sources.came_from import CameFrom, keep_came_from
from recruitment_app.casework.stepping import OpenCase, ask_leave, keep, on_case, step
from recruitment_app.casework.work_going_along import work_goes_along
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.rules.stages import EventKind, Stage, Status, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Case, Team, Worker

K = EventKind
MOST_APPLICANTS = 2


def record_enquiry(
    store: Store,
    *,
    received_on: date,
    applicants: Sequence[NewPerson],
    source: str,
    channel: str,
    today: date,
    came_from: str = "",
    message: str = "",
    couple_status: str = "",
    wants_visit: bool = False,
    like: Sequence[UUID] = (),
    not_like: Sequence[UUID] = (),
) -> Change:
    """Record an enquiry by one or two people and open their case.

    ``came_from`` is the code of the campaign or event that they came from, if it is known.
    ``like`` names the cases that were shown as perhaps theirs, which is kept
    with the new one; ``not_like`` those of which somebody said that they are not.

    Raises:
        Problem: the day is still to come, nobody or more than two people
            enquire, a name is missing, a code is not in its list, or what they came
            from had not begun.

    """
    if not 1 <= len(applicants) <= MOST_APPLICANTS:
        raise Problem("An enquiry is made by one person or by two.", field="applicants")
    with store.writing(act="record_enquiry") as session:
        worker = ask_leave(session, store, Duty.RECORD_ENQUIRIES)
        law = law_in_force(session)
        law.require_code("source_of_enquiry", source, what="where they heard of us", field="source")
        law.require_code("channel", channel, what="how the enquiry came", field="channel")
        if couple_status:
            law.require_code(
                "couple_status", couple_status, what="a relationship", field="couple_status"
            )
        if received_on > today:
            raise Problem(
                f"{long_date(received_on)} is still to come: give the day of the enquiry.",
                field="received_on",
            )
        agency = session.query(Agency).one()
        team = session.get(Team, worker.team_id)
        number = agency.next_reference
        agency.next_reference = number + 1
        case = Case(
            agency_id=agency.id,
            team_id=team.id if team else worker.team_id,
            reference=f"{agency.reference_prefix}-{number:04}",
            reference_number=number,
            source=source,
            channel=channel,
            couple_status=couple_status,
            opened_on=received_on,
            stage=Stage.ENQUIRY,
            status=Status.ACTIVE,
        )
        keep_came_from(session, case, CameFrom.of(came_from))
        session.add(case)
        session.flush()
        opened = OpenCase(session, store, case, worker, law, today, [])
        opened.record(K.ENQUIRY_RECEIVED, received_on, {"source": source, "channel": channel})
        if wants_visit:
            opened.record(K.VISIT_REQUESTED, received_on)
        for place, person in enumerate(applicants):
            add_person(
                session, case, person, standing="applicant", place=place, law=law, today=today
            )
        name_household(session, case)
        remember_likeness(
            session, case, like=like, not_like=not_like, worker=worker, at=store.clock()
        )
        if message.strip():
            add_note(
                store,
                case_id=case.id,
                kind="telephone" if channel == "telephone" else "file_note",
                on=received_on,
                text=message,
                today=today,
            )
        keep(session, case, opened.events, law)
        touched = STEP | {Touched.PEOPLE, Touched.NOTES, Touched.SOURCES}
        return Change(case.id, touched, f"Enquiry {case.reference} recorded.")


def allocate(store: Store, *, case_id: UUID, worker_id: UUID, on: date, today: date) -> Change:
    """Allocate a case to a social worker or the manager, or hand it to another.

    What the one before was still to do in it goes along: open tasks and planned visits.

    Raises:
        Problem: the person does not assess, has left, or has the case already.

    """
    with on_case(store, case_id=case_id, duty=Duty.ALLOCATE, act="allocate", today=today) as opened:
        worker = opened.session.get(Worker, worker_id)
        if worker is None or worker.role not in {Role.SOCIAL_WORKER, Role.MANAGER}:
            raise Problem("Choose a social worker or the manager.", field="worker_id")
        if worker.left_on is not None:
            raise Problem("This person has left: choose somebody else.", field="worker_id")
        if opened.case.worker_id == worker_id:
            raise Problem("This person has the case already.", field="worker_id")
        row = opened.record(K.ALLOCATED, on, {"worker": str(worker_id)})
        before, opened.case.worker_id = opened.case.worker_id, worker_id
        went = work_goes_along(opened.session, case_id, before, worker_id)
        told = f"{opened.case.reference} allocated{went}."
        return Change(case_id, STEP | went.touched, told, row.id)


def send_information(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the information was sent, which meets T01."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="send_information",
        kind=K.INFORMATION_SENT,
        on=on,
        today=today,
        sentence="Information sent.",
    )


def ask_for_detail(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the enquirers asked for more detail, which starts T02 anew."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="ask_for_detail",
        kind=K.DETAIL_REQUESTED,
        on=on,
        today=today,
        sentence="More detail asked for; a session, visit or call is to be offered.",
    )


def offer_meeting(store: Store, *, case_id: UUID, meeting: str, on: date, today: date) -> Change:
    """Record that a session, a visit or a planned call was offered, which meets T02.

    Raises:
        Problem: the kind of meeting is not in the list.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="offer_meeting", today=today
    ) as opened:
        opened.law.require_code("meeting_kind", meeting, what="what was offered", field="meeting")
        row = opened.record(K.MEETING_OFFERED, on, {"meeting": meeting})
        words = opened.law.label("meeting_kind", meeting)
        return Change(case_id, STEP, f"{words} offered.", row.id)


def ask_for_visit(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the enquirers asked for an initial visit, which starts T03."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="ask_for_visit",
        kind=K.VISIT_REQUESTED,
        on=on,
        today=today,
        sentence="Initial visit asked for; first contact is due.",
    )


def make_first_contact(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record the first contact after a visit was asked for, which meets T03."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="make_first_contact",
        kind=K.FIRST_CONTACT_MADE,
        on=on,
        today=today,
        sentence="First contact made.",
    )


def hold_visit(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the initial visit was held, which starts T04 and T05."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="hold_visit",
        kind=K.VISIT_HELD,
        on=on,
        today=today,
        sentence="Initial visit held; its write-up and outcome are due.",
    )


def write_up_visit(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the initial visit was written up for the manager, which meets T04."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="write_up_visit",
        kind=K.VISIT_WRITTEN_UP,
        on=on,
        today=today,
        sentence="Initial visit written up.",
    )


def tell_visit_outcome(
    store: Store, *, case_id: UUID, outcome: str, on: date, today: date
) -> Change:
    """Record that the enquirers were told the outcome of the visit, which meets T05.

    Raises:
        Problem: the outcome is not in the list.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="tell_visit_outcome", today=today
    ) as opened:
        opened.law.require_code("visit_outcome", outcome, what="the outcome", field="outcome")
        row = opened.record(K.VISIT_OUTCOME_TOLD, on, {"outcome": outcome})
        return Change(case_id, STEP, "Outcome of the visit told.", row.id)
