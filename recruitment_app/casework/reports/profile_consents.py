"""The applicants' consent to a profile without names: given, taken back, when and how."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.households.households import require_person
from recruitment_app.casework.stepping import require_case, signed_in
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Person, ProfileConsent, Worker

_TOUCHED: Final = frozenset({Touched.PEOPLE, Touched.REPORT})


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """An applicant and the last that they said of a profile; no day where they never agreed."""

    person_id: UUID
    person: str
    given_on: date | None = None
    how: str = ""
    withdrawn_on: date | None = None
    withdrawn_how: str = ""
    recorded_by: str = ""

    def holds(self, today: date) -> bool:
        """Tell whether the profile may be shown on a day."""
        if self.given_on is None or self.given_on > today:
            return False
        return self.withdrawn_on is None or self.withdrawn_on > today


def profile_consents(store: Store, *, case_id: UUID) -> list[ConsentRow]:
    """Return each applicant of a case with the last that they said of a profile.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        require_case(session, signed_in(session, store), case_id)
        people = session.scalars(
            select(Person)
            .where(
                Person.case_id == case_id,
                Person.standing == "applicant",
                Person.deleted_at.is_(None),
            )
            .order_by(Person.place)
        ).all()
        return [_told(session, person) for person in people]


def give_consent(store: Store, *, person_id: UUID, given_on: date, how: str, today: date) -> Change:
    """Record that an applicant agrees to a profile.

    Raises:
        Problem: it is still to come, not said how, or recorded already.

    """
    _refuse_future(given_on, today, "given_on")
    with store.writing(act="give_profile_consent") as session:
        person, case, _law = require_person(session, store, person_id)
        if person.standing != "applicant":
            raise Problem("An applicant agrees to the profile, nobody else.")
        last = _last(session, person_id)
        if last is not None and last.withdrawn_on is None:
            raise Problem("This consent is recorded already.", field="given_on")
        if last is not None and last.withdrawn_on and given_on < last.withdrawn_on:
            raise Problem("It was taken back on a later day than this.", field="given_on")
        row = ProfileConsent(
            case_id=case.id,
            person_id=person_id,
            given_on=given_on,
            how=_said(how, "how"),
            recorded_at=store.clock(),
            recorded_by=signed_in(session, store).id,
        )
        session.add(row)
        session.flush()
        return Change(case.id, _TOUCHED, "Consent to the profile recorded.", row.id)


def withdraw_consent(
    store: Store, *, person_id: UUID, withdrawn_on: date, how: str, today: date
) -> Change:
    """Record that an applicant took the consent to a profile back: it is not printed any more.

    Raises:
        Problem: there is none, or the day is still to come or before it was given.

    """
    _refuse_future(withdrawn_on, today, "withdrawn_on")
    with store.writing(act="withdraw_profile_consent") as session:
        _person, case, _law = require_person(session, store, person_id)
        row = _last(session, person_id)
        if row is None or row.withdrawn_on is not None:
            raise Problem("No consent is recorded that could be taken back.")
        if withdrawn_on < row.given_on:
            raise Problem("It cannot be taken back before it was given.", field="withdrawn_on")
        row.withdrawn_on, row.withdrawn_how = withdrawn_on, _said(how, "how")
        return Change(case.id, _TOUCHED, "The consent to the profile is taken back.", row.id)


def _told(session: Session, person: Person) -> ConsentRow:
    name = f"{person.given_names} {person.family_name}".strip()
    row = _last(session, person.id)
    if row is None:
        return ConsentRow(person.id, name)
    by = session.get(Worker, row.recorded_by)
    return ConsentRow(
        person.id,
        name,
        row.given_on,
        row.how,
        row.withdrawn_on,
        row.withdrawn_how,
        by.name if by else "",
    )


def _last(session: Session, person_id: UUID) -> ProfileConsent | None:
    return session.scalars(
        select(ProfileConsent)
        .where(ProfileConsent.person_id == person_id, ProfileConsent.deleted_at.is_(None))
        .order_by(ProfileConsent.given_on.desc(), ProfileConsent.id.desc())
    ).first()


def _refuse_future(on: date, today: date, field: str) -> None:
    if on > today:
        raise Problem("This day is still to come.", field=field)


def _said(how: str, field: str) -> str:
    told = " ".join(how.split())
    if not told:
        raise Problem("Say how: in a letter, by e-mail, at a visit.", field=field)
    return told
