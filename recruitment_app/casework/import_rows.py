"""Writing the cases that a file brings in: their rows, and whom each may be a duplicate of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.case_rows import CaseRows
from recruitment_app.casework.in_force import Law
from recruitment_app.exchange.incoming import IncomingCase, IncomingPerson
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Worker

_LONGEST_LIST = 200
_NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case that comes in: to whom it is allocated, and which it may be a duplicate of.

    ``like`` holds references of the store, or "row 7" for a case of the same file.
    """

    case: IncomingCase = field(repr=False)
    worker_id: UUID | None = None
    like: tuple[str, ...] = ()


def write_cases(
    session: Session,
    store: Store,
    worker: Worker,
    law: Law,
    new: Sequence[NewCase],
    *,
    mapping: str,
    today: date,
) -> None:
    """Write the cases within the act that is open; each has its own entry in the audit."""
    agency = session.query(Agency).one()
    first = agency.next_reference
    agency.next_reference = first + len(new)
    references = {
        f"row {each.case.rows[0]}": f"{agency.reference_prefix}-{number:04}"
        for number, each in enumerate(new, start=first)
    }
    rows = CaseRows(law, worker.id, store.clock())
    for number, each in enumerate(new, start=first):
        like = ", ".join(references.get(label, label) for label in each.like)
        while len(like) > _LONGEST_LIST:
            like = like.rpartition(", ")[0]
        case = each.case
        case_id = new_id()
        rows.case(
            case_id,
            events=case.events,
            names=[(who.given_names, who.family_name) for who in case.people],
            head={
                "agency_id": agency.id,
                "team_id": worker.team_id,
                "worker_id": each.worker_id,
                "reference": references[f"row {case.rows[0]}"],
                "reference_number": number,
                "possible_duplicate_of": like,
                "imported_from": mapping,
                "opened_on": case.enquiry_on,
                "source": case.source or _NOT_KNOWN,
                "family_identifier": case.family_identifier,
            },
        )
        _add_below(rows, case_id, case, today)
    rows.write(session)


def _add_below(rows: CaseRows, case_id: UUID, case: IncomingCase, today: date) -> None:
    for event in case.events:
        rows.event(case_id, event)
    for place, who in enumerate(case.people):
        _add_person(rows, case_id, place, who, case)
    if case.remarks:
        text = "\n".join(["From the file that was brought in:", *case.remarks])
        rows.note(case_id, kind="file_note", on=today, text=text)


def _add_person(
    rows: CaseRows, case_id: UUID, place: int, who: IncomingPerson, case: IncomingCase
) -> None:
    contacts: list[tuple[str, str]] = []
    addresses: list[dict[str, str]] = []
    if place == 0:  # a file gives one way to reach a household: it is kept with the first
        contacts += [("telephone", number) for number in case.telephones]
        contacts += [("email", address) for address in case.emails]
        addresses += [{"postcode": case.postcode}] if case.postcode else []
    facts = {
        "standing": "applicant",
        "place": place,
        "given_names": who.given_names,
        "family_name": who.family_name,
        "identifier": who.identifier,
        "gender": who.gender,
        "ethnicity": who.ethnicity,
        "disability": who.disability,
    }
    rows.person(case_id, facts, contacts=contacts, addresses=addresses)
