"""The register of an event: who came to which part, who missed it and made it up elsewhere."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.events.event_places import INFORMATION_SESSION
from recruitment_app.casework.events.open_events import EVENTS, OpenEvent
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.stepping import OpenCase, ask_leave, may_see, on_case, require_case
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, CAME, MISSED
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind, Stage, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Attendance,
    Case,
    CaseEvent,
    Event,
    EventPart,
    EventPlace,
)

OUTCOMES: Final = (CAME, MISSED)
_TOLD_AS: Final[Mapping[EventKind, str]] = {
    EventKind.SESSION_ATTENDED: CAME,
    EventKind.SESSION_MISSED: MISSED,
}


def mark_attendance(
    store: Store,
    *,
    event_id: UUID,
    part_id: UUID,
    case_id: UUID,
    outcomes: Mapping[UUID, str],
    today: date,
    remark: str = "",
) -> Change:
    """Record who of a household came to a part, by place: "came" or "missed".

    What a couple's two did may differ. Of an information session the case's journey tells that
    the household came as soon as one of them did, and that it missed it when nobody did.

    Raises:
        Problem: the part is still to come, somebody has no place, or an outcome is none.

    """
    if not outcomes or any(outcome not in OUTCOMES for outcome in outcomes.values()):
        raise Problem("Choose for each whether they came.", field="outcomes")
    with on_case(
        store, case_id=case_id, duty=Duty.ENTER_DATES, act="mark_attendance", today=today
    ) as opened:
        event = OpenEvent.of(opened.session, event_id)
        event.refuse_cancelled()
        _refuse_to_come(event, part_id, today)
        places = {row.id: row for row in event.of_case(case_id) if row.state == BOOKED}
        if not outcomes.keys() <= places.keys():
            raise Problem("Somebody marked has no place at this event: look again.")
        kept = select(Attendance).where(
            Attendance.part_id == part_id, Attendance.event_place_id.in_(outcomes)
        )  # one that was struck is made anew
        marks = {mark.event_place_id: mark for mark in opened.session.scalars(kept)}
        was_marked = any(mark.deleted_at is None for mark in marks.values())
        for place_id, outcome in outcomes.items():
            mark = marks.get(place_id)
            if mark is None:
                mark = Attendance(case_id=case_id, event_place_id=place_id, part_id=part_id)
                opened.session.add(mark)
            mark.outcome, mark.deleted_at = outcome, None
            mark.remark = remark.strip() or mark.remark or ""
            mark.made_up_part_id = None if outcome == CAME else mark.made_up_part_id
            mark.recorded_at, mark.recorded_by = store.clock(), opened.worker.id
        opened.session.flush()
        _step_marked(opened, event)
        came = [place_id for place_id, outcome in outcomes.items() if outcome == CAME]
        told = (
            "Came." if len(came) == len(outcomes) else "Did not come." if not came else "Recorded."
        )
        undo = partial(take_off_marks, event_id=event_id, part_id=part_id, outcomes={**outcomes})
        is_undone = event.row.kind != INFORMATION_SESSION and not was_marked
        return Change(case_id, STEP | EVENTS, told, event_id, undo=undo if is_undone else None)


def mark_rest_came(store: Store, *, event_id: UUID, part_id: UUID, today: date) -> Change:
    """Record that everybody with a place who is not marked for a part came to it.

    Places of restricted cases that this person may not see, and of cases that are closed, are left
    as they are, and told of. What is marked at a workshop may be undone at once; at an information
    session each case's journey tells it, and is corrected there.

    Raises:
        Problem: the part is still to come, everybody is marked, or the journey of a case does not
            permit it; nobody is marked then.

    """
    with store.writing(act="mark_rest_came") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        event = OpenEvent.of(session, event_id)
        event.refuse_cancelled()
        _refuse_to_come(event, part_id, today)
        marked = {mark.event_place_id for mark in event.marked() if mark.part_id == part_id}
        rest: dict[UUID, list[UUID]] = defaultdict(list)
        hidden = closed = 0
        for place in event.booked:
            if place.id in marked:
                continue
            case = session.get_one(Case, place.case_id)
            if not may_see(worker, case):
                hidden += 1
            elif case.stage is Stage.CLOSED:
                closed += 1
            else:
                rest[place.case_id].append(place.id)
        if not rest:
            raise Problem(
                "Only people of closed cases are not marked: mark them one by one, or give up their"
                " places."
                if closed
                else "Everybody who has a place is marked for this part."
            )
        for case_id, places in rest.items():
            try:
                mark_attendance(
                    store,
                    event_id=event_id,
                    part_id=part_id,
                    case_id=case_id,
                    outcomes=dict.fromkeys(places, CAME),
                    today=today,
                )
            except Problem as problem:
                reference = session.get_one(Case, case_id).reference
                raise Problem(f"{reference}: {problem} Nobody is marked.") from problem
        made = {place: CAME for places in rest.values() for place in places}
        told = "One more came." if len(made) == 1 else f"{len(made)} more came."
        if hidden:
            told = f"{told} Restricted cases are left as they are: {hidden}."
        if closed:
            told = f"{told} Closed cases are left as they are: {closed}."
        undo = partial(take_off_marks, event_id=event_id, part_id=part_id, outcomes=made)
        is_session = event.row.kind == INFORMATION_SESSION
        return Change(None, STEP | EVENTS, told, event_id, undo=None if is_session else undo)


def take_off_marks(
    store: Store, *, event_id: UUID, part_id: UUID, outcomes: Mapping[UUID, str]
) -> Change:
    """Take back what was just marked of a part, by place, of an event that no journey tells of.

    Raises:
        Problem: it is an information session, or a mark was changed since.

    """
    with store.writing(act="take_off_marks") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        event = OpenEvent.of(session, event_id)
        if event.row.kind == INFORMATION_SESSION:
            raise Problem("Who came to an information session is corrected in the case's history.")
        marks = [
            mark
            for mark in event.marked()
            if mark.part_id == part_id and outcomes.get(mark.event_place_id) == mark.outcome
        ]
        if len(marks) < len(outcomes) or any(mark.made_up_part_id for mark in marks):
            raise Problem("The register was changed since: mark each as it is.")
        for mark in marks:
            require_case(session, worker, mark.case_id)
            mark.deleted_at = store.clock()
        return event.change("The marks are taken back.")


def make_up_part(store: Store, *, attendance_id: UUID, part_id: UUID | None, today: date) -> Change:
    """Record at which part of another event somebody made up what they missed, or take it back.

    Raises:
        Problem: they did not miss it, or the other part is still to come, of the same event, of
            one of another kind or of one that was cancelled.

    """
    with store.writing(act="make_up_part") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        mark = _mark(session, attendance_id)
        require_case(session, worker, mark.case_id)
        if mark.outcome != MISSED:
            raise Problem("They came to this part: there is nothing to make up.")
        if part_id is not None:
            missed, other = (
                session.get_one(EventPart, mark.part_id),
                session.get(EventPart, part_id),
            )
            if other is None or other.deleted_at is not None:
                raise Problem("That part is not there any more: look again.", field="part_id")
            if other.event_id == missed.event_id:
                raise Problem("Choose a part of another event.", field="part_id")
            there, here = (session.get_one(Event, each.event_id) for each in (other, missed))
            if there.kind != here.kind:
                kind = law_in_force(session).label("event_kind", here.kind)
                raise Problem(
                    f"What they missed was of the kind “{kind}”: choose a part of another event of"
                    " that kind.",
                    field="part_id",
                )
            if there.cancelled_on is not None:
                raise Problem("That event was cancelled: choose another.", field="part_id")
            if other.on > today:
                raise Problem(
                    f"That part is on {long_date(other.on)}: record it when they came to it.",
                    field="part_id",
                )
        before, mark.made_up_part_id = mark.made_up_part_id, part_id
        undo = partial(make_up_part, attendance_id=attendance_id, part_id=before, today=today)
        told = "Made up." if part_id else "Still to be made up."
        return Change(mark.case_id, EVENTS, told, mark.id, undo=undo)


def follow_up_place(
    store: Store,
    *,
    place_id: UUID,
    words: str,
    by: date | None,
    today: date,
    done_on: date | None = None,
    saw: Mapping[UUID, str] = MappingProxyType({}),
) -> Change:
    """Say what is to be done with somebody after an event and by when, or that it is done.

    ``saw`` is what those who led it saw of them, by the entry of the register: it stands in the
    file of their case.

    Raises:
        Problem: nothing is to be done, it was done on a day still to come, or an entry of the
            register is of somebody else.

    """
    if done_on is not None and done_on > today:
        raise Problem(
            f"{long_date(done_on)} is still to come: say it when it is done.", field="done_on"
        )
    with store.writing(act="follow_up_place") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        row = session.get(EventPlace, place_id)
        if row is None or row.deleted_at is not None:
            raise Problem("This place is not there any more: look again.")
        require_case(session, worker, row.case_id)
        if not words.strip() and (by is not None or done_on is not None):
            raise Problem("Say what is to be done.", field="words")
        undo = partial(
            follow_up_place,
            place_id=place_id,
            words=row.follow_up,
            by=row.follow_up_on,
            today=today,
            done_on=row.followed_up_on,
            saw={key: _mark_of(session, row, key).remark for key in saw},
        )
        for key, words_of_it in saw.items():
            _mark_of(session, row, key).remark = words_of_it.strip()
        row.follow_up, row.follow_up_on, row.followed_up_on = words.strip(), by, done_on
        touched = EVENTS | {Touched.NOTES}
        return Change(row.case_id, touched, "Done." if done_on else "Saved.", row.id, undo=undo)


def finish_place_follow_up(store: Store, *, place_id: UUID, on: date, today: date) -> Change:
    """Say that what was to be done with somebody after an event is done.

    Raises:
        Problem: there is nothing to be done any more.

    """
    with store.reading() as session:
        row = session.get(EventPlace, place_id)
        if row is None or row.deleted_at is not None or not row.follow_up or row.followed_up_on:
            raise Problem("There is nothing to be done here any more: look again.")
        words, by = row.follow_up, row.follow_up_on
    return follow_up_place(store, place_id=place_id, words=words, by=by, today=today, done_on=on)


def follow_struck_entry(opened: OpenCase, row: CaseEvent) -> None:
    """Let the register follow an entry that was struck: a mark is made anew, a booking goes.

    A booking that was marked stays until its mark is struck.
    """
    if "session" not in row.facts:
        return
    event = OpenEvent.of(opened.session, UUID(row.facts["session"]))
    places = [place for place in event.of_case(opened.case.id) if place.state == BOOKED]
    marks = event.marked(places)
    if row.kind is EventKind.SESSION_BOOKED and not marks:
        for place in places:
            place.deleted_at = opened.store.clock()
    for mark in marks:
        if mark.outcome == _TOLD_AS.get(row.kind):
            mark.deleted_at = opened.store.clock()


def _refuse_to_come(event: OpenEvent, part_id: UUID, today: date) -> None:
    part = next((part for part in event.parts if part.id == part_id), None)
    if part is None:
        raise Problem("This part is not there any more: look again.")
    if part.on > today:
        raise Problem(f"This part is on {long_date(part.on)}: mark who came after it.")


def _mark(session: Session, attendance_id: UUID) -> Attendance:
    mark = session.get(Attendance, attendance_id)
    if mark is None or mark.deleted_at is not None:
        raise Problem("This entry of the register is not there any more: look again.")
    return mark


def _mark_of(session: Session, place: EventPlace, attendance_id: UUID) -> Attendance:
    mark = _mark(session, attendance_id)
    if mark.event_place_id != place.id:
        raise Problem("This entry of the register is of somebody else: look again.")
    return mark


def _step_marked(opened: OpenCase, event: OpenEvent) -> None:
    """Let the journey tell that the household came to an information session, or missed it."""
    if event.row.kind != INFORMATION_SESSION:
        return
    places = [row for row in event.of_case(opened.case.id) if row.state == BOOKED]
    outcomes = {mark.event_place_id: mark.outcome for mark in event.marked(places)}
    told = {
        each.kind
        for each in opened.events
        if each.fact("session") == str(event.row.id)
        and each.kind in {EventKind.SESSION_ATTENDED, EventKind.SESSION_MISSED}
    }
    if CAME in outcomes.values():
        kind = EventKind.SESSION_ATTENDED
    elif len(outcomes) == len(places):
        kind = EventKind.SESSION_MISSED
    else:
        return
    if kind in told:
        return
    if told:
        raise Problem("The case's history tells another outcome: correct that entry first.")
    opened.record(kind, event.begins_on, {"session": str(event.row.id)})
