"""In a merge a referee that both have named, and an animal that both have, are there once."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.merging.uniting_reports import point_checks_anew
from recruitment_app.rules.values import name_fold
from recruitment_app.store.tables import Animal, Referee, RefereeInterview, WrittenForm

_OF_A_REFEREE: Final = ("person_id", "relation", "known_since", "address", "contact", "check_id")
_OF_AN_ANIMAL: Final = ("breed", "size", "born", "kept_where")


def unite_referees(session: Session, case_id: UUID, other_id: UUID, now: datetime) -> None:
    """Let who was named as a referee in both cases be one, within an act that is open.

    Their interviews and checks are those of the one; what was written of each stands under it.
    """
    gone = {}
    for ours, theirs in _twice(session, Referee, case_id, other_id, _same_referee):
        _fill(ours, theirs, _OF_A_REFEREE)
        ours.is_relative = ours.is_relative or theirs.is_relative
        theirs.deleted_at = now
        gone[str(theirs.id)] = str(ours.id)
        for held in session.scalars(
            select(RefereeInterview).where(RefereeInterview.referee_id == theirs.id)
        ):
            held.referee_id = ours.id
    for written in session.scalars(select(WrittenForm).where(WrittenForm.subject_key.in_(gone))):
        written.subject_key = gone[written.subject_key]
    point_checks_anew(session, gone)
    session.flush()


def unite_animals(session: Session, case_id: UUID, other_id: UUID, now: datetime) -> None:
    """Let an animal of one kind and name that lives in both households be one."""
    gone = {}
    for ours, theirs in _twice(session, Animal, case_id, other_id, _same_animal):
        _fill(ours, theirs, _OF_AN_ANIMAL)
        if theirs.remarks not in ours.remarks:
            ours.remarks = f"{ours.remarks}\n{theirs.remarks}".strip()
        theirs.deleted_at = now
        gone[str(theirs.id)] = str(ours.id)
    point_checks_anew(session, gone)
    session.flush()


def _twice(
    session: Session,
    table: Any,
    case_id: UUID,
    other_id: UUID,
    is_same: Callable[[Any, Any], bool],
) -> Iterable[tuple[Any, Any]]:
    """Give each row of a table that both cases have, ours and theirs."""

    def living(of: UUID) -> list[Any]:
        query = select(table).where(table.case_id == of, table.deleted_at.is_(None))
        return list(session.scalars(query.order_by(table.id)))

    mine = living(case_id)
    for theirs in living(other_id):
        ours = next((each for each in mine if is_same(each, theirs)), None)
        if ours is not None:
            mine.remove(ours)
            yield ours, theirs


def _same_referee(one: Referee, other: Referee) -> bool:
    return name_fold(one.name) == name_fold(other.name)


def _same_animal(one: Animal, other: Animal) -> bool:
    known = name_fold(one.name)
    is_same = known != "" and (one.kind, known) == (other.kind, name_fold(other.name))
    return is_same and one.gone_on == other.gone_on


def _fill(ours: Any, theirs: Any, names: Iterable[str]) -> None:
    """Let ours say what only theirs says."""
    for name in names:
        if not getattr(ours, name):
            setattr(ours, name, getattr(theirs, name))
