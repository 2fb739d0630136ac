"""The health reports of a household as they came, for tests of what comes after them."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Check, Person


def health_reports_came(store: Store, case_id: UUID, on: date) -> None:
    """Record in one go that the health report of each applicant was asked for and came."""
    with store.writing(act="receive_check") as session:
        applicants = session.scalars(
            select(Person.id).where(Person.case_id == case_id, Person.standing == "applicant")
        )
        session.add_all(
            Check(
                case_id=case_id,
                kind="health_report",
                person_id=person_id,
                asked_on=on,
                received_on=on,
                added_at=store.clock(),
                added_by=store.person_id,
            )
            for person_id in applicants
        )
