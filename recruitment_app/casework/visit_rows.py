"""The visits of a case as screens, commands and the report read them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.rules.visits import VisitState, state_of
from recruitment_app.store.tables import Person, Visit, VisitNote, VisitPerson, Worker


@dataclass(frozen=True, slots=True)
class VisitPersonRow:
    """Somebody who is to be seen at a visit, or was; ``was_seen`` is empty before it."""

    person_id: UUID
    name: str
    is_alone: bool
    was_seen: bool | None


@dataclass(frozen=True, slots=True)
class VisitNoteRow:
    """Something noted at a visit, with the section of the report that it belongs to."""

    id: UUID
    visit_id: UUID
    section: str
    person_key: str
    text: str
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit: planned, to be recorded, held or called off."""

    id: UUID
    version: int
    state: VisitState
    kind: str
    planned_on: date | None
    starts: str
    held_on: date | None
    minutes: int | None
    venue: str
    worker_id: UUID | None
    worker: str
    focus: str
    home_was_seen: bool
    was_unannounced: bool
    observations: str
    follow_up: str
    follow_up_on: date | None
    followed_up_on: date | None
    called_off_on: date | None
    called_off_why: str
    plan_row: str
    people: tuple[VisitPersonRow, ...] = ()
    notes: tuple[VisitNoteRow, ...] = ()

    @property
    def on(self) -> date | None:
        """Return the day on which it was held, else for which it is or was planned."""
        return self.held_on or self.planned_on

    @property
    def seen(self) -> tuple[VisitPersonRow, ...]:
        """Return who was seen."""
        return tuple(person for person in self.people if person.was_seen)

    @property
    def has_open_follow_up(self) -> bool:
        """Whether something is still to be done after it."""
        return bool(self.follow_up) and self.followed_up_on is None


def visits_within(session: Session, case_id: UUID, today: date) -> tuple[VisitRow, ...]:
    """Return the visits of a case within an open reading: by their days, those without one last."""
    return visits_of_cases(session, [case_id], today).get(case_id, ())


def visits_of_cases(
    session: Session, case_ids: Sequence[UUID], today: date
) -> Mapping[UUID, tuple[VisitRow, ...]]:
    """Return the visits of some cases, by case, within an open reading."""
    found = session.scalars(
        select(Visit).where(Visit.case_id.in_(case_ids), Visit.deleted_at.is_(None))
    ).all()
    if not found:
        return {}
    workers = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
    people, notes = _people(session, case_ids), _notes(session, case_ids, workers)
    rows: dict[UUID, list[VisitRow]] = defaultdict(list)
    for row in found:
        made = visit_row(row, workers, people[row.id], notes[row.id], today)
        rows[row.case_id].append(made)
    return {
        case_id: tuple(sorted(some, key=lambda row: (row.on or date.max, row.starts, str(row.id))))
        for case_id, some in rows.items()
    }


def visit_row(
    row: Visit,
    workers: Mapping[UUID, str],
    people: Sequence[VisitPersonRow],
    notes: Sequence[VisitNoteRow],
    today: date,
) -> VisitRow:
    """Return a visit as it stands today."""
    return VisitRow(
        id=row.id,
        version=row.row_version,
        state=state_of(
            planned_on=row.planned_on,
            held_on=row.held_on,
            called_off_on=row.called_off_on,
            today=today,
        ),
        kind=row.kind,
        planned_on=row.planned_on,
        starts=row.starts,
        held_on=row.held_on,
        minutes=row.minutes,
        venue=row.venue,
        worker_id=row.worker_id,
        worker=workers.get(row.worker_id, "") if row.worker_id else "",
        focus=row.focus,
        home_was_seen=row.home_was_seen,
        was_unannounced=row.was_unannounced,
        observations=row.observations,
        follow_up=row.follow_up,
        follow_up_on=row.follow_up_on,
        followed_up_on=row.followed_up_on,
        called_off_on=row.called_off_on,
        called_off_why=row.called_off_why,
        plan_row=row.plan_row,
        people=tuple(people),
        notes=tuple(notes),
    )


def _people(session: Session, case_ids: Sequence[UUID]) -> Mapping[UUID, list[VisitPersonRow]]:
    found: dict[UUID, list[VisitPersonRow]] = defaultdict(list)
    query = (
        select(VisitPerson, Person.given_names, Person.family_name)
        .join(Person, Person.id == VisitPerson.person_id)
        .where(VisitPerson.case_id.in_(case_ids), VisitPerson.deleted_at.is_(None))
        .order_by(Person.place, Person.id)
    )
    for row, given, family in session.execute(query):
        if any(each.person_id == row.person_id for each in found[row.visit_id]):
            continue  # two people of one visit were found to be one
        name = f"{given} {family}".strip() or "Name not known"
        found[row.visit_id].append(VisitPersonRow(row.person_id, name, row.is_alone, row.was_seen))
    return found


def _notes(
    session: Session, case_ids: Sequence[UUID], workers: Mapping[UUID, str]
) -> Mapping[UUID, list[VisitNoteRow]]:
    found: dict[UUID, list[VisitNoteRow]] = defaultdict(list)
    query = (
        select(VisitNote)
        .where(VisitNote.case_id.in_(case_ids), VisitNote.deleted_at.is_(None))
        .order_by(VisitNote.written_at, VisitNote.id)
    )
    for row in session.scalars(query):
        found[row.visit_id].append(
            VisitNoteRow(
                row.id,
                row.visit_id,
                row.section,
                row.person_key,
                row.text,
                row.written_at,
                workers.get(row.written_by, ""),
            )
        )
    return found
