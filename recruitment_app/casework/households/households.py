"""The people of a household: typed once, kept with every name, address and relationship."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.events.open_events import EVENTS
from recruitment_app.casework.finding import former_names, index_text
from recruitment_app.casework.households.household_events import leave_events
from recruitment_app.casework.in_force import Law, law_in_force
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules import values
from recruitment_app.rules.likeness import Identity, keys_of
from recruitment_app.rules.partial_dates import PartialDate, read_partial_date
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Address,
    Case,
    ContactDetail,
    LikenessKey,
    Person,
    PersonName,
)

STANDINGS: Mapping[str, str] = {  # those nearest to the household first
    "applicant": "Applicant",
    "household": "Somebody else at home",
    "child_elsewhere": "Child living elsewhere",
    "relative": "Relative living elsewhere",
}
MOST_APPLICANTS = 2
CODED = {"gender": "gender", "ethnicity": "ethnicity", "disability": "disability"}
PARTIAL = ("born", "died", "moved_in", "moved_out")
TEXTS = (
    "given_names",
    "family_name",
    "known_as",
    "relation",
    "birth_place",
    "nationality",
    "religion",
    "language",
    "occupation",
    "identifier",
    "remarks",
)
PEOPLE = frozenset({Touched.PEOPLE, Touched.CASES})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person as typed with an enquiry; everything but one name may be empty."""

    given_names: str = ""
    family_name: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    born: str = ""
    gender: str = ""
    ethnicity: str = ""
    disability: str = ""
    identifier: str = ""


def add_person(
    session: Session,
    case: Case,
    new: NewPerson,
    *,
    standing: str,
    place: int,
    law: Law,
    today: date,
) -> Person:
    """Add a person with what was typed, within an act that is open.

    Raises:
        Problem: the person has no name, or a value cannot be read.

    """
    person = Person(case_id=case.id, standing=standing, place=place)
    facts: dict[str, str] = {
        "given_names": new.given_names,
        "family_name": new.family_name,
        "born": new.born,
        "gender": new.gender,
        "ethnicity": new.ethnicity,
        "disability": new.disability,
        "identifier": new.identifier,
    }
    _set(person, facts, law, today)
    session.add(person)
    session.flush()
    if new.telephone.strip():
        session.add(_contact(person, "telephone", new.telephone))
    if new.email.strip():
        session.add(_contact(person, "email", new.email))
    if new.address.strip() or new.postcode.strip():
        address = Address(case_id=case.id, person_id=person.id)
        set_address(address, lines=new.address, postcode=new.postcode)
        session.add(address)
    session.flush()
    keep_person(session, person)
    return person


def keep_person(session: Session, person: Person) -> None:
    """Keep what follows from a person: the keys of likeness and what search finds."""
    contacts = session.scalars(
        select(ContactDetail)
        .where(ContactDetail.person_id == person.id, ContactDetail.deleted_at.is_(None))
        .order_by(ContactDetail.id)  # here and below: the same record is found by the same text
    ).all()
    postcodes = session.scalars(
        select(Address.postcode)
        .where(Address.person_id == person.id, Address.deleted_at.is_(None), Address.ends == "")
        .order_by(Address.id)
    ).all()
    names = session.scalars(
        select(PersonName.name)
        .where(PersonName.person_id == person.id, PersonName.deleted_at.is_(None))
        .order_by(PersonName.id)
    ).all()
    identity = identity_of(person, [(c.kind, c.value) for c in contacts], postcodes, names)
    session.execute(delete(LikenessKey).where(LikenessKey.person_id == person.id))
    if person.deleted_at is None:
        session.add_all(
            LikenessKey(case_id=person.case_id, person_id=person.id, key=key)
            for key in sorted(keys_of(identity))
        )
    index_text(
        session,
        kind="person",
        case_id=person.case_id,
        record_id=person.id,
        text=searchable(person, names, [c.value for c in contacts], postcodes),
    )


def searchable(
    person: Person, names: Sequence[str], contacts: Sequence[str], postcodes: Sequence[str]
) -> str:
    """Return the text by which a person is found; empty for one who was taken out."""
    if person.deleted_at is not None:
        return ""
    said = [person.given_names, person.family_name, person.known_as, person.identifier]
    return " ".join(filter(None, [*said, *names, *contacts, *postcodes]))


def identity_of(
    person: Person,
    contacts: Sequence[tuple[str, str]],
    postcodes: Sequence[str],
    names: Sequence[str] = (),
) -> Identity:
    """Return what likeness compares."""
    return Identity(
        given=person.given_names,
        family=person.family_name,
        phones=tuple(value for kind, value in contacts if kind == "telephone"),
        emails=tuple(value for kind, value in contacts if kind == "email"),
        postcode=next((code for code in postcodes if code), ""),
        former=former_names(names),
    )


def name_household(session: Session, case: Case) -> None:
    """Write the household's name for lists: “Okafor and Hughes”, or “Marsh and Marsh”."""
    applicants = session.scalars(
        select(Person)
        .where(
            Person.case_id == case.id,
            Person.standing == "applicant",
            Person.deleted_at.is_(None),
        )
        .order_by(Person.place)
    ).all()
    case.title = household_name([(p.given_names, p.family_name) for p in applicants])
    case.title_fold = values.name_fold(case.title)
    index_text(session, kind="case", case_id=case.id, record_id=case.id, text=reference_text(case))


def reference_text(case: Case) -> str:
    """Return what a case itself is found by: its references."""
    return f"{case.reference} {case.family_identifier}".strip()


def household_name(names: Sequence[tuple[str, str]]) -> str:
    """Return how a household of applicants (given, family names) is called in lists."""
    said = [family.strip() or given.strip() or "Name not known" for given, family in names]
    return " and ".join(said) or "Name not known"


def change_person(
    store: Store, *, person_id: UUID, seen: int, facts: Mapping[str, str], today: date
) -> Change:
    """Change what is recorded of a person; ``seen`` is the version that was on the screen.

    Dates may be partial and are typed freely. Keys of ``facts`` are the fields
    of a person.

    Raises:
        ChangedMeanwhile: somebody else changed the person since.
        Problem: a value cannot be read.

    """
    with store.writing(act="change_person") as session:
        person, case, law = require_person(session, store, person_id, seen)
        _set(person, facts, law, today)
        session.flush()
        keep_person(session, person)
        name_household(session, case)
        return Change(case.id, PEOPLE, "Saved.", person.id)


def add_to_household(
    store: Store, *, case_id: UUID, standing: str, facts: Mapping[str, str], today: date
) -> Change:
    """Add somebody to a household: an applicant, somebody at home, a child or relative elsewhere.

    Raises:
        Problem: there are two applicants already, or a value cannot be read.

    """
    if standing not in STANDINGS:
        raise Problem("Choose how the person belongs to the household.", field="standing")
    with store.writing(act="add_to_household") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        case = require_case(session, worker, case_id)
        present = session.scalars(
            select(Person).where(Person.case_id == case_id, Person.deleted_at.is_(None))
        ).all()
        applicants = sum(person.standing == "applicant" for person in present)
        if standing == "applicant" and applicants >= MOST_APPLICANTS:
            raise Problem("A case has one applicant or two, and this one has two already.")
        law = law_in_force(session)
        person = Person(case_id=case_id, standing=standing, place=len(present))
        _set(person, facts, law, today)
        session.add(person)
        session.flush()
        keep_person(session, person)
        name_household(session, case)
        return Change(case_id, PEOPLE, "Added.", person.id)


def take_out(store: Store, *, person_id: UUID, seen: int) -> Change:
    """Take a person out of a household; the record of them stays in the history.

    Their places at events go, where nobody marked yet whether they came.

    Raises:
        Problem: it is the only applicant.

    """
    with store.writing(act="take_out") as session:
        person, case, _law = require_person(session, store, person_id, seen)
        others = session.scalars(
            select(Person.id).where(
                Person.case_id == case.id,
                Person.standing == "applicant",
                Person.deleted_at.is_(None),
                Person.id != person.id,
            )
        ).all()
        if person.standing == "applicant" and not others:
            raise Problem("A case needs an applicant: close the case instead.")
        person.deleted_at = store.clock()
        leave_events(session, person)
        session.flush()
        keep_person(session, person)
        name_household(session, case)
        return Change(case.id, PEOPLE | EVENTS, "Taken out of the household.", person.id)


def require_person(
    session: Session, store: Store, person_id: UUID, seen: int | None = None
) -> tuple[Person, Case, Law]:
    """Return a person that may be changed, with their case and the law.

    Raises:
        Problem: the person is gone.
        ChangedMeanwhile: somebody else changed them since.

    """
    worker = ask_leave(session, store, Duty.ENTER_DATES)
    person = session.get(Person, person_id)
    if person is None or person.deleted_at is not None:
        raise Problem("This person is not in the household any more: look again.")
    case = require_case(session, worker, person.case_id)
    if seen is not None and person.row_version != seen:
        raise ChangedMeanwhile("Somebody else changed this person: look again.")
    return person, case, law_in_force(session)


def _set(person: Person, facts: Mapping[str, str], law: Law, today: date) -> None:
    """Set the fields given, each read and checked."""
    for name in TEXTS:
        if name in facts:
            setattr(person, name, clean_text(facts[name]))
    for name in PARTIAL:
        if name in facts:
            setattr(person, name, partial_text(facts[name], name, today))
    for name, codes in CODED.items():
        if facts.get(name):
            law.require_code(codes, facts[name], what=f"the {name}", field=name)
        if name in facts:
            setattr(person, name, facts[name])
    if not (person.given_names or person.family_name):
        raise Problem("Type at least one name.", field="family_name")
    keep_order(person.born, person.died, "died", "Nobody can die before they are born.")
    whole = f"{person.given_names} {person.family_name}"
    person.name_fold = values.name_fold(whole)
    person.name_plain = values.name_plain(whole)


def partial_text(typed: str, field: str, today: date) -> str:
    """Return a date typed as far as it is known, as it is kept.

    Raises:
        Problem: it cannot be read, or is still to come.

    """
    if not typed.strip():
        return ""
    try:
        found = read_partial_date(typed, today=today)
    except Problem as problem:
        raise Problem(str(problem), field=field) from problem
    if field != "ends" and found.earliest > today:
        raise Problem("This date is still to come.", field=field)
    return str(found)


def keep_order(first: str, last: str, field: str, sentence: str) -> None:
    """Raise Problem where a date as it is kept comes before another, as far as both are known.

    Raises:
        Problem: it does.

    """
    if first and last and PartialDate.stored(last).latest < PartialDate.stored(first).earliest:
        raise Problem(sentence, field=field)


def _contact(person: Person, kind: str, typed: str) -> ContactDetail:
    made, value, fold = contact_value(kind, typed)
    return ContactDetail(
        case_id=person.case_id, person_id=person.id, kind=made, value=value, value_fold=fold
    )


def contact_value(kind: str, typed: str) -> tuple[str, str, str]:
    """Return the kind, the value and its folded form of a contact typed.

    Raises:
        Problem: it cannot be read.

    """
    try:
        if kind == "email":
            value = values.read_email(typed)
            return kind, value, values.fold_email(value)
        value = values.read_phone(typed)
    except Problem as problem:
        field = "email" if kind == "email" else "telephone"
        raise Problem(str(problem), field=field) from problem
    return "telephone", value, values.fold_phone(value)


def set_address(row: Address, *, lines: str, postcode: str) -> None:
    """Set an address and its postcode.

    Raises:
        Problem: both are empty, or the postcode cannot be read.

    """
    row.lines = lines.replace("\0", "").strip()
    try:
        row.postcode = values.read_postcode(postcode) if postcode.strip() else ""
    except Problem as problem:
        raise Problem(str(problem), field="postcode") from problem
    if not (row.lines or row.postcode):
        raise Problem("Type the address or its postcode.", field="lines")


def clean_text(text: str) -> str:
    """Return typed text on one line, single-spaced."""
    return " ".join(text.replace("\0", "").split())
