"""Writing many cases at once: the rows of every table, and what follows from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.households import household_name, identity_of, searchable
from recruitment_app.casework.in_force import Law
from recruitment_app.casework.stepping import clock_columns, columns, next_due
from recruitment_app.exchange.incoming import IncomingCase, IncomingPerson
from recruitment_app.rules import clocks, values
from recruitment_app.rules.likeness import keys_of
from recruitment_app.store import search
from recruitment_app.store.audit import insert_rows
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Address,
    Agency,
    Base,
    Case,
    CaseClock,
    CaseEvent,
    ContactDetail,
    LikenessKey,
    Note,
    Person,
    SearchEntry,
    Worker,
)

_LONGEST_TITLE = 400
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
    writing = _Writing(law, worker.id, store.clock(), today)
    for number, each in enumerate(new, start=first):
        like = ", ".join(references.get(label, label) for label in each.like)
        while len(like) > _LONGEST_LIST:
            like = like.rpartition(", ")[0]
        writing.add(
            each.case,
            {
                "agency_id": agency.id,
                "team_id": worker.team_id,
                "worker_id": each.worker_id,
                "reference": references[f"row {each.case.rows[0]}"],
                "reference_number": number,
                "possible_duplicate_of": like,
                "imported_from": mapping,
            },
        )
    for kind, rows in writing.rows.items():
        insert_rows(session, kind, rows)


def _no_rows() -> dict[type[Base], list[dict[str, Any]]]:
    """Return a list for each table, in the order in which they must be written."""
    kinds = (
        Case,
        CaseEvent,
        Person,
        ContactDetail,
        Address,
        Note,
        CaseClock,
        LikenessKey,
        SearchEntry,
    )
    return {kind: [] for kind in kinds}


@dataclass(slots=True)
class _Writing:
    """The rows gathered for each table, by whom and when."""

    law: Law
    by: UUID
    now: datetime
    today: date
    rows: dict[type[Base], list[dict[str, Any]]] = field(default_factory=_no_rows)

    def add(self, case: IncomingCase, head: Mapping[str, Any]) -> None:
        """Gather the rows of one case."""
        case_id = new_id()
        self._case(case_id, case, head)
        self.rows[CaseEvent] += [
            {
                "case_id": case_id,
                "kind": event.kind,
                "on": event.on,
                "place": event.order,
                "facts": dict(event.facts),
                "recorded_at": self.now,
                "recorded_by": self.by,
            }
            for event in case.events
        ]
        for place, who in enumerate(case.people):
            self._person(case_id, place, who, case)
        if case.remarks:
            self._note(case_id, case.remarks)

    def _case(self, case_id: UUID, case: IncomingCase, head: Mapping[str, Any]) -> None:
        title = household_name([(who.given_names, who.family_name) for who in case.people])
        runs = clocks.runs(case.events, self.law.limits, self.law.calendar)
        next_limit, next_due_on = next_due(runs)
        self.rows[Case].append(
            {
                "id": case_id,
                **head,
                **columns(case.events),
                "opened_on": case.enquiry_on,
                "title": title[:_LONGEST_TITLE],
                "title_fold": values.name_fold(title)[:_LONGEST_TITLE],
                "source": case.source or _NOT_KNOWN,
                "family_identifier": case.family_identifier,
                "next_limit": next_limit,
                "next_due_on": next_due_on,
            }
        )
        self.rows[CaseClock] += [
            {"case_id": case_id, "limit_id": run.limit_id, **clock_columns(run)} for run in runs
        ]
        text = f"{head['reference']} {case.family_identifier}".strip()
        self._findable("case", case_id, case_id, text)

    def _findable(self, kind: str, case_id: UUID, record_id: UUID, text: str) -> None:
        found = search.entry(kind=kind, case_id=case_id, record_id=record_id, text=text)
        self.rows[SearchEntry].append(found)

    def _person(self, case_id: UUID, place: int, who: IncomingPerson, case: IncomingCase) -> None:
        contacts: list[tuple[str, str]] = []
        postcodes: list[str] = []
        if place == 0:  # a file gives one way to reach a household: it is kept with the first
            contacts += [("telephone", number) for number in case.telephones]
            contacts += [("email", address) for address in case.emails]
            postcodes += [case.postcode] if case.postcode else []
        person_id = new_id()
        below = {"case_id": case_id, "person_id": person_id}
        for kind, value in contacts:
            fold = values.fold_email(value) if kind == "email" else values.fold_phone(value)
            self.rows[ContactDetail].append(
                {**below, "kind": kind, "value": value, "value_fold": fold}
            )
        self.rows[Address] += [{**below, "postcode": postcode} for postcode in postcodes]
        row = _person_row(who, place)
        self.rows[Person].append({"id": person_id, "case_id": case_id, **row})
        told = Person(**row)  # never added: what is kept of it is read as of any person
        keys = keys_of(identity_of(told, contacts, postcodes))
        self.rows[LikenessKey] += [{**below, "key": key} for key in sorted(keys)]
        text = searchable(told, [], [value for _, value in contacts], postcodes)
        self._findable("person", case_id, person_id, text)

    def _note(self, case_id: UUID, remarks: Sequence[str]) -> None:
        note_id = new_id()
        text = "\n".join(["From the file that was brought in:", *remarks])
        self.rows[Note].append(
            {
                "id": note_id,
                "case_id": case_id,
                "kind": "file_note",
                "on": self.today,
                "text": text,
                "written_at": self.now,
                "written_by": self.by,
            }
        )
        self._findable("note", case_id, note_id, text)


def _person_row(who: IncomingPerson, place: int) -> dict[str, Any]:
    whole = f"{who.given_names} {who.family_name}"
    return {
        "standing": "applicant",
        "place": place,
        "given_names": who.given_names,
        "family_name": who.family_name,
        "known_as": "",
        "name_fold": values.name_fold(whole),
        "name_plain": values.name_plain(whole),
        "identifier": who.identifier,
        "gender": who.gender,
        "ethnicity": who.ethnicity,
        "disability": who.disability,
    }
