"""The personal referees of a household: named, interviewed, their word confirmed, then weighed."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.checks.open_checks import CHECKED, clean_words, not_to_come
from recruitment_app.casework.checks.referee_rows import named_referees
from recruitment_app.casework.households.households import clean_text, partial_text
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.rules.typed_cells import is_yes
from recruitment_app.rules.values import name_fold
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Check,
    Person,
    Referee,
    RefereeInterview,
    Worker,
    WrittenForm,
)

_REFEREES: Final = CHECKED | {Touched.REPORT}


def name_referee(store: Store, *, case_id: UUID, facts: Mapping[str, str], today: date) -> Change:
    """Record somebody whom the applicants named as a referee.

    ``facts`` are name, relation, is_relative ("yes"), knows, known_since, address, contact and
    person_id.

    Raises:
        Problem: they are an applicant, live there, are named already, or are a relative too many.

    """
    with store.writing(act="name_referee") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        require_case(session, worker, case_id)
        others = named_referees(session, case_id)
        place = max((other.place for other in others), default=0) + 1
        row = Referee(case_id=case_id, name="", place=place)
        _fill(session, row, others, facts, today)
        session.add(row)
        session.flush()
        undo = partial(take_off_referee, referee_id=row.id, seen=row.row_version)
        return Change(case_id, _REFEREES, f"Named as a referee: {row.name}.", row.id, undo=undo)


def change_referee(
    store: Store, *, referee_id: UUID, seen: int, facts: Mapping[str, str], today: date
) -> Change:
    """Change what is recorded of a referee; ``seen`` is the version that was on the screen.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: as with ``name_referee``.

    """
    with store.writing(act="change_referee") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        row = _referee(session, worker, referee_id)
        if row.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this referee: look again.")
        others = [each for each in named_referees(session, row.case_id) if each.id != row.id]
        _fill(session, row, others, facts, today)
        for check in _checks_of(session, row):
            check.about = row.name
        return Change(row.case_id, _REFEREES, "Saved.", row.id)


def take_off_referee(store: Store, *, referee_id: UUID, seen: int) -> Change:
    """Take somebody off the list of referees; the history keeps them.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: their reference came already.

    """
    with store.writing(act="take_off_referee") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        row = _referee(session, worker, referee_id)
        if row.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this referee: look again.")
        checks = _checks_of(session, row)
        if any(check.received_on for check in checks):
            raise Problem(f"{row.name}'s reference came already: it stays with its referee.")
        row.deleted_at = store.clock()
        for check in checks:
            check.deleted_at = row.deleted_at
        return Change(row.case_id, _REFEREES, f"Taken off: {row.name}.", row.id)


def _fill(
    session: Session,
    row: Referee,
    others: Sequence[Referee],
    facts: Mapping[str, str],
    today: date,
) -> None:
    row.name = clean_text(facts.get("name", ""))
    if not row.name:
        raise Problem("Type the referee's name.", field="name")
    row.person_id = UUID(facts["person_id"]) if facts.get("person_id") else None
    _refuse_household(session, row)
    if any(name_fold(other.name) == name_fold(row.name) for other in others):
        raise Problem(f"{row.name} is named as a referee already.", field="name")
    row.is_relative = is_yes(facts.get("is_relative", ""))
    most = check_rules(session).number("relatives")
    relatives = [other.name for other in others if other.is_relative]
    if row.is_relative and len(relatives) >= most:
        raise Problem(_too_many_relatives(most, relatives), field="is_relative")
    row.relation = clean_text(facts.get("relation", ""))
    row.knows = clean_text(facts.get("knows", ""))
    row.known_since = partial_text(facts.get("known_since", ""), "known_since", today)
    row.address = clean_words(facts.get("address", ""))
    row.contact = clean_text(facts.get("contact", ""))


def _too_many_relatives(most: int, relatives: Sequence[str]) -> str:
    if not most:
        return "None of the referees may be a relative: name somebody else."
    may_be = "one of the referees may be a relative" if most == 1 else f"{most} may be relatives"
    are = "is one" if len(relatives) == 1 else "are"
    told = f"{' and '.join(relatives)} {are}"
    return f"Only {may_be}, and {told}: name somebody else, or take one off first."


def _refuse_household(session: Session, row: Referee) -> None:
    """Raise Problem where a referee is an applicant or lives with them."""
    people = session.scalars(
        select(Person).where(Person.case_id == row.case_id, Person.deleted_at.is_(None))
    )
    for person in people:
        if person.standing not in {"applicant", "household"}:
            continue
        wholes = (f"{name} {person.family_name}" for name in (person.given_names, person.known_as))
        is_same = _words(row.name) in map(_words, wholes) and person.standing == "applicant"
        if person.id == row.person_id or is_same:
            who = "an applicant" if person.standing == "applicant" else "of the household"
            raise Problem(
                f"{row.name} is {who} and cannot be a referee: name somebody else.", field="name"
            )


def _words(name: str) -> list[str]:
    """Return the words of a name in whichever order they are written: "Larkspur, Fern"."""
    return sorted(name_fold(name.replace(",", " ")).split())


def record_interview(
    store: Store,
    *,
    referee_id: UUID,
    held_on: date,
    today: date,
    minutes: int | None = None,
    venue: str = "",
    is_alone: bool = False,
    written_form_id: UUID | None = None,
) -> Change:
    """Record that a referee was interviewed; what they said stands in a written form of its own.

    Raises:
        Problem: the day is still to come, or the form is not of this case.

    """
    not_to_come(held_on, today, "held_on")
    with store.writing(act="record_referee_interview") as session:
        worker = ask_leave(session, store, Duty.ASSESS)
        referee = _referee(session, worker, referee_id)
        if written_form_id is not None:
            form = session.get(WrittenForm, written_form_id)
            if form is None or form.case_id != referee.case_id:
                raise Problem("This form is not there any more: look again.")
        row = RefereeInterview(
            case_id=referee.case_id,
            referee_id=referee.id,
            written_form_id=written_form_id,
            held_on=held_on,
            minutes=minutes,
            venue=clean_text(venue),
            is_alone=is_alone,
            interviewed_by=worker.id,
        )
        session.add(row)
        session.flush()
        told = f"Interview with {referee.name} recorded."
        undo = partial(take_back_interview, interview_id=row.id)
        return Change(referee.case_id, _REFEREES, told, row.id, undo=undo)


def confirm_interview(
    store: Store, *, interview_id: UUID, on: date, how: str, today: date
) -> Change:
    """Record that the referee confirmed what was written of the interview, and how.

    Raises:
        Problem: the day is still to come, or before the interview.

    """
    not_to_come(on, today, "on")
    with store.writing(act="confirm_referee_interview") as session:
        row = _interview(session, ask_leave(session, store, Duty.ASSESS), interview_id)
        if on < row.held_on:
            raise Problem(
                f"The interview was on {long_date(row.held_on)}: what was written of it is"
                " confirmed on that day or later.",
                field="on",
            )
        row.confirmed_on, row.confirmed_how = on, clean_text(how)
        undo = partial(take_back_interview, interview_id=row.id)
        return Change(row.case_id, _REFEREES, "Confirmed by the referee.", row.id, undo=undo)


def weigh_interview(
    store: Store, *, interview_id: UUID, words: str, on: date, today: date
) -> Change:
    """Record what weight the worker gives a reference, once the referee has confirmed it.

    Raises:
        Problem: the referee has not confirmed it, no words say what weight, or the day does not
            fit.

    """
    not_to_come(on, today, "on")
    if not words.strip():
        raise Problem("Write what weight you give it, and why.", field="words")
    with store.writing(act="weigh_referee_interview") as session:
        worker = ask_leave(session, store, Duty.ASSESS)
        row = _interview(session, worker, interview_id)
        if row.confirmed_on is None:
            raise Problem("The referee confirms what was written first; then it is weighed.")
        if on < row.confirmed_on:
            raise Problem(
                f"The referee confirmed it on {long_date(row.confirmed_on)}: it is weighed on that"
                " day or later.",
                field="on",
            )
        row.weight, row.weighed_on, row.weighed_by = clean_words(words), on, worker.id
        undo = partial(take_back_interview, interview_id=row.id)
        return Change(row.case_id, _REFEREES, "Weight recorded.", row.id, undo=undo)


def take_back_interview(store: Store, *, interview_id: UUID) -> Change:
    """Take back the weight, else the confirmation, else the interview; the history keeps it."""
    with store.writing(act="take_back_referee_interview") as session:
        row = _interview(session, ask_leave(session, store, Duty.ASSESS), interview_id)
        if row.weighed_on is not None:
            row.weight, row.weighed_on, row.weighed_by = "", None, None
        elif row.confirmed_on is not None:
            row.confirmed_on, row.confirmed_how = None, ""
        else:
            row.deleted_at = store.clock()
        return Change(row.case_id, _REFEREES, "Taken back.", row.id)


def _referee(session: Session, worker: Worker, referee_id: UUID) -> Referee:
    row = session.get(Referee, referee_id)
    if row is None or row.deleted_at is not None:
        raise Problem("This referee is not named any more: look again.")
    require_case(session, worker, row.case_id)
    return row


def _interview(session: Session, worker: Worker, interview_id: UUID) -> RefereeInterview:
    row = session.get(RefereeInterview, interview_id)
    if row is None or row.deleted_at is not None:
        raise Problem("This interview is not there any more: look again.")
    require_case(session, worker, row.case_id)
    return row


def _checks_of(session: Session, row: Referee) -> Sequence[Check]:
    return session.scalars(
        select(Check).where(
            Check.case_id == row.case_id,
            Check.about_key == str(row.id),
            Check.deleted_at.is_(None),
        )
    ).all()
