"""The checks and referees of a case as plain values, for the checks of its report."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.checks.check_rows import Gathered
from recruitment_app.casework.checks.referee_rows import named_referees
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.recorded_checks import RecordedCheck, RecordedReferee
from recruitment_app.store.tables import Case, RefereeInterview


def recorded_checks(session: Session, case_id: UUID, today: date) -> tuple[RecordedCheck, ...]:
    """Return what rules ask of a case with how far each is; none where nothing is recorded yet."""
    told = Gathered(session, (Case.id == case_id,), today, reads_all=True)
    rows = [row for row in told.rows_of(case_id) if row.is_required]
    if not any(row.check_id for row in rows):
        return ()
    return tuple(
        RecordedCheck(
            kind=row.key.kind,
            title=row.title,
            person=str(row.key.person_id) if row.key.person_id else "",
            person_name=row.person,
            about=row.key.about,
            is_confidential=row.is_confidential,
            state=row.state,
            asked_on=row.asked_on,
            received_on=row.received_on,
            dated_on=row.issued_on or row.received_on,
            holds_until=row.valid_until,
        )
        for row in rows
    )


def recorded_referees(session: Session, case_id: UUID) -> tuple[RecordedReferee, ...]:
    """Return the referees of a case in their order, each with the last interview."""
    held = {
        row.referee_id: row
        for row in session.scalars(
            select(RefereeInterview)
            .where(RefereeInterview.case_id == case_id, RefereeInterview.deleted_at.is_(None))
            .order_by(RefereeInterview.held_on, RefereeInterview.id)
        )
    }
    found = []
    for row in named_referees(session, case_id):
        interview = held.get(row.id)
        found.append(
            RecordedReferee(
                name=row.name,
                is_relative=row.is_relative,
                knows=row.knows,
                known_since=PartialDate.stored(row.known_since) if row.known_since else None,
                interviewed_on=interview.held_on if interview else None,
                confirmed_on=interview.confirmed_on if interview else None,
                weighed_on=interview.weighed_on if interview else None,
            )
        )
    return tuple(found)
