"""Two households of whom somebody said that they are two: not offered again, until taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import product
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.merging.known_households import in_parts
from recruitment_app.casework.merging.merge_rows import DuplicateRow, duplicate_row
from recruitment_app.casework.merging.merging import shortened
from recruitment_app.casework.merging.uniting import say
from recruitment_app.casework.stepping import ask_leave, may_see, require_case, standing_case
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, NotTheSame, Person, Worker

TOUCHED = frozenset({Touched.CASES, Touched.DUPLICATES})
TAKEN_BACK_BY = "take_back_not_the_same"


def say_not_the_same(store: Store, *, case_id: UUID, other_id: UUID) -> Change:
    """Say that two households are two: each of their applicants is somebody else.

    Raises:
        NotAllowed: the person may not merge cases.
        Problem: it is one case twice, or one that this person may not see.

    """
    if case_id == other_id:
        raise Problem("This is one case: choose another.")
    with store.writing(act="say_not_the_same") as session:
        worker = ask_leave(session, store, Duty.MERGE)
        case, other = (require_case(session, worker, each) for each in (case_id, other_id))
        say_of_cases(session, case_id, [other_id], by=worker.id, at=store.clock())
        for one, another in ((case, other), (other, case)):
            named = [each.strip() for each in one.possible_duplicate_of.split(",")]
            one.possible_duplicate_of = shortened(e for e in named if e and e != another.reference)
        told = f"{case.reference} and {other.reference} stay two: they are not offered again."
        return Change(case_id, TOUCHED, told, other_id, TAKEN_BACK_BY)


def take_back_not_the_same(store: Store, *, case_id: UUID, other_id: UUID) -> Change:
    """Take back that two households are two: they are offered again where they are alike.

    Raises:
        NotAllowed: the person may not merge cases.
        Problem: nobody has said so of these two.

    """
    with store.writing(act="take_back_not_the_same") as session:
        worker = ask_leave(session, store, Duty.MERGE)
        case, other = (require_case(session, worker, each) for each in (case_id, other_id))
        pairs = {
            tuple(sorted(pair, key=lambda key: key.hex))
            for pair in product(_applicants(session, case_id), _applicants(session, other_id))
        }
        rows = [
            row
            for row in session.scalars(select(NotTheSame).where(NotTheSame.deleted_at.is_(None)))
            if (row.person_id, row.other_id) in pairs
        ]
        if not rows:
            raise Problem("Nobody has said of these two that they are not the same: look again.")
        for row in rows:
            row.deleted_at = store.clock()
        told = f"{case.reference} and {other.reference} may be the same again."
        return Change(case_id, TOUCHED, told, other_id)


def said_not_the_same(store: Store) -> list[DuplicateRow]:
    """Return the pairs of households of which somebody said so, the latest first."""
    with store.reading() as session:
        worker = ask_leave(session, store, Duty.MERGE)
        said = _said_of_cases(session)
        ids = {each for pair in said for each in pair}
        cases: dict[UUID, Case] = {}
        for part in in_parts(sorted(ids)):
            found = session.scalars(
                select(Case).where(Case.id.in_(part), Case.deleted_at.is_(None))
            )
            cases |= {case.id: case for case in found if may_see(worker, case)}
        rows = []
        for pair, (at, by) in sorted(said.items(), key=lambda each: each[1][0], reverse=True):
            if all(each in cases for each in pair):
                ends = sorted((cases[each] for each in pair), key=lambda c: c.reference_number)
                reason = f"said by {by}, {long_date(at.date())}"
                rows.append(duplicate_row(*ends, weight=0.0, reasons=(reason,)))
        return rows


def still_offered(store: Store, rows: Sequence[DuplicateRow]) -> list[DuplicateRow]:
    """Return those of a list of pairs that were neither merged nor said to be two since."""
    with store.reading() as session:
        ask_leave(session, store, Duty.MERGE)
        gone = set(session.scalars(select(Case.id).where(Case.merged_into_id.is_not(None))))
        said = _said_of_cases(session)
        return [
            row
            for row in rows
            if not gone & {row.case_id, row.other_id}
            and frozenset((row.case_id, row.other_id)) not in said
        ]


def _said_of_cases(session: Session) -> dict[frozenset[UUID], tuple[datetime, str]]:
    """Return when, and by whom, it was said of which pairs of cases."""
    one, other = aliased(Person), aliased(Person)
    query = (
        select(one.case_id, other.case_id, NotTheSame.said_at, Worker.name)
        .join(one, one.id == NotTheSame.person_id)
        .join(other, other.id == NotTheSame.other_id)
        .join(Worker, Worker.id == NotTheSame.said_by)
        .where(NotTheSame.deleted_at.is_(None))
    )
    return {frozenset((a, b)): (at, by) for a, b, at, by in session.execute(query) if a != b}


def remember_likeness(
    session: Session,
    case: Case,
    *,
    like: Iterable[UUID],
    not_like: Sequence[UUID],
    worker: Worker,
    at: datetime,
) -> None:
    """Keep with a new case whom it was like when it was recorded, and whom it is not."""
    session.flush()
    shown = (session.get(Case, standing_case(session, each)) for each in like)
    seen = [each for each in shown if each is not None and may_see(worker, each)]
    case.possible_duplicate_of = shortened(dict.fromkeys(each.reference for each in seen))
    say_of_cases(session, case.id, not_like, by=worker.id, at=at)


def say_of_cases(
    session: Session, case_id: UUID, others: Iterable[UUID], *, by: UUID, at: datetime
) -> None:
    """Note of every applicant of a case that they are nobody of these others."""
    ours = _applicants(session, case_id)
    for other_id in others:
        for one, another in product(ours, _applicants(session, other_id)):
            say(session, one, another, by=by, at=at)


def _applicants(session: Session, case_id: UUID) -> Sequence[UUID]:
    return session.scalars(
        select(Person.id).where(
            Person.case_id == case_id,
            Person.standing == "applicant",
            Person.deleted_at.is_(None),
        )
    ).all()
