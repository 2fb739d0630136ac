"""The personal referees of a household as they are shown, each with the interview that counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Referee, RefereeInterview, Worker


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview of a referee. ``weight`` is empty for who may not read what is confidential."""

    id: UUID
    version: int
    written_form_id: UUID | None
    held_on: date
    minutes: int | None
    venue: str
    is_alone: bool
    interviewed_by: str
    confirmed_on: date | None
    confirmed_how: str
    weight: str
    weighed_on: date | None
    weighed_by: str


@dataclass(frozen=True, slots=True)
class RefereeRow:
    """A referee as they were named; ``knows`` is the key of the one applicant whom they know."""

    id: UUID
    version: int
    name: str
    place: int
    relation: str
    is_relative: bool
    knows: str
    known_since: str
    address: str
    contact: str
    person_id: UUID | None
    interview: InterviewRow | None
    may_read: bool

    @property
    def initials(self) -> str:
        """Return the initials by which a report names them: "J. M."."""
        words = self.name.replace("-", " ").split()
        return " ".join(f"{word[0].upper()}." for word in words)


def referee_rows(store: Store, *, case_id: UUID) -> tuple[RefereeRow, ...]:
    """Return the referees of a case in their order, each with the last interview.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case_id = standing_case(session, case_id)
        require_case(session, worker, case_id)
        return referees_within(session, worker, case_id)


def referees_within(session: Session, worker: Worker, case_id: UUID) -> tuple[RefereeRow, ...]:
    """Return the referees of a case within a transaction, as this person may read them."""
    may_read = may(worker.role, Duty.READ_CONFIDENTIAL)
    names = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
    held = {
        row.referee_id: _interview_row(row, names, may_read=may_read)
        for row in session.scalars(
            select(RefereeInterview)
            .where(RefereeInterview.case_id == case_id, RefereeInterview.deleted_at.is_(None))
            .order_by(RefereeInterview.held_on, RefereeInterview.id)
        )
    }
    return tuple(
        RefereeRow(
            row.id,
            row.row_version,
            row.name,
            row.place,
            row.relation,
            row.is_relative,
            row.knows,
            row.known_since,
            row.address,
            row.contact,
            row.person_id,
            held.get(row.id),
            may_read,
        )
        for row in named_referees(session, case_id)
    )


def _interview_row(
    row: RefereeInterview, names: Mapping[UUID, str], *, may_read: bool
) -> InterviewRow:
    return InterviewRow(
        row.id,
        row.row_version,
        row.written_form_id if may_read else None,
        row.held_on,
        row.minutes,
        row.venue,
        row.is_alone,
        names.get(row.interviewed_by, ""),
        row.confirmed_on,
        row.confirmed_how,
        row.weight if may_read else "",
        row.weighed_on,
        names.get(row.weighed_by, "") if row.weighed_by else "",
    )


def named_referees(session: Session, case_id: UUID) -> Sequence[Referee]:
    """Return the rows of a case's referees, in their order."""
    return session.scalars(
        select(Referee)
        .where(Referee.case_id == case_id, Referee.deleted_at.is_(None))
        .order_by(Referee.place, Referee.id)
    ).all()
