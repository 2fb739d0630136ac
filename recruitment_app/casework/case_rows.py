"""The rows of many cases written at once, with everything that follows from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.households.households import household_name, identity_of, searchable
from recruitment_app.casework.in_force import Law
from recruitment_app.casework.stepping import clock_columns, columns, next_due
from recruitment_app.rules import clocks, values
from recruitment_app.rules.likeness import keys_of
from recruitment_app.rules.stages import Event
from recruitment_app.store import search
from recruitment_app.store.audit import insert_rows
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import (
    Address,
    Attendance,
    Base,
    Case,
    CaseClock,
    CaseEvent,
    ContactDetail,
    EventPlace,
    LikenessKey,
    Note,
    Person,
    PersonName,
    Relationship,
    SearchEntry,
)

_LONGEST_TITLE = 400
_UNKNOWN = {"known_as": "", "identifier": "", "deleted_at": None}
_IN_ORDER: tuple[type[Base], ...] = (
    Case,
    CaseEvent,
    Person,
    PersonName,
    ContactDetail,
    Address,
    Relationship,
    Note,
    EventPlace,
    Attendance,
    CaseClock,
    LikenessKey,
    SearchEntry,
)


@dataclass(slots=True)
class CaseRows:
    """The rows gathered for each table, by whom and when; written in an order that keys allow."""

    law: Law
    by: UUID
    now: datetime
    rows: dict[type[Base], list[dict[str, Any]]] = field(
        default_factory=lambda: {kind: [] for kind in _IN_ORDER}
    )

    def write(self, session: Session) -> None:
        """Write everything gathered within the act that is open, audited."""
        for kind, rows in self.rows.items():
            insert_rows(session, kind, rows)
            rows.clear()

    def case(
        self,
        case_id: UUID,
        *,
        events: Sequence[Event],
        names: Sequence[tuple[str, str]],
        head: Mapping[str, Any],
    ) -> None:
        """Gather a case with its clocks; what follows from its events is read from them.

        ``names`` are the applicants' given and family names; ``head`` holds the
        columns that are given, and outranks what follows from the events.
        """
        title = household_name(names)
        runs = clocks.runs(events, self.law.limits, self.law.calendar)
        next_limit, next_due_on = next_due(runs)
        self.rows[Case].append(
            {
                "id": case_id,
                **columns(events),
                "title": title[:_LONGEST_TITLE],
                "title_fold": values.name_fold(title)[:_LONGEST_TITLE],
                "next_limit": next_limit,
                "next_due_on": next_due_on,
                **head,
            }
        )
        self.rows[CaseClock] += [
            {"case_id": case_id, "limit_id": run.limit_id, **clock_columns(run)} for run in runs
        ]
        text = f"{head['reference']} {head.get('family_identifier', '')}".strip()
        self.findable("case", case_id, case_id, text)

    def event(self, case_id: UUID, event: Event, **more: Any) -> UUID:
        """Gather a dated event; ``more`` outranks who recorded it now."""
        event_id = new_id()
        self.rows[CaseEvent].append(
            {
                "id": event_id,
                "case_id": case_id,
                "kind": event.kind,
                "on": event.on,
                "place": event.order,
                "facts": dict(event.facts),
                "recorded_at": self.now,
                "recorded_by": self.by,
                **more,
            }
        )
        return event_id

    def person(
        self,
        case_id: UUID,
        facts: Mapping[str, Any],
        *,
        contacts: Sequence[tuple[str, str]] = (),
        addresses: Sequence[Mapping[str, str]] = (),
        names: Sequence[Mapping[str, str]] = (),
    ) -> UUID:
        """Gather a person with their contacts (kind, value), addresses and names ever used."""
        person_id = new_id()
        below = {"case_id": case_id, "person_id": person_id}
        for kind, value in contacts:
            fold = values.fold_email(value) if kind == "email" else values.fold_phone(value)
            self.rows[ContactDetail].append(
                {**below, "kind": kind, "value": value, "value_fold": fold}
            )
        self.rows[Address] += [{**below, **address} for address in addresses]
        self.rows[PersonName] += [{**below, **name} for name in names]
        whole = f"{facts['given_names']} {facts['family_name']}"
        row = {
            **facts,
            "name_fold": values.name_fold(whole),
            "name_plain": values.name_plain(whole),
        }
        self.rows[Person].append({"id": person_id, "case_id": case_id, **row})
        told = cast("Person", SimpleNamespace(**{**_UNKNOWN, **row}))  # quicker than a record
        postcodes = [
            each["postcode"] for each in addresses if each.get("postcode") and not each.get("ends")
        ]
        called = [name["name"] for name in names]
        keys = keys_of(identity_of(told, contacts, postcodes, called))
        self.rows[LikenessKey] += [{**below, "key": key} for key in sorted(keys)]
        reached = [value for _, value in contacts]
        text = searchable(told, called, reached, postcodes)
        self.findable("person", case_id, person_id, text)
        return person_id

    def note(self, case_id: UUID, *, kind: str, on: date, text: str, **more: Any) -> None:
        """Gather a note; ``more`` outranks who wrote it now."""
        note_id = new_id()
        self.rows[Note].append(
            {
                "id": note_id,
                "case_id": case_id,
                "kind": kind,
                "on": on,
                "text": text,
                "written_at": self.now,
                "written_by": self.by,
                **more,
            }
        )
        self.findable("note", case_id, note_id, text)

    def add(self, kind: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
        """Gather rows of which nothing follows."""
        self.rows[kind] += [dict(row) for row in rows]

    def findable(self, kind: str, case_id: UUID, record_id: UUID, text: str) -> None:
        """Gather the text by which a record is found."""
        found = search.entry(kind=kind, case_id=case_id, record_id=record_id, text=text)
        self.rows[SearchEntry].append(found)
