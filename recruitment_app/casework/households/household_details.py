"""What is kept beside a person: names ever used, addresses, contacts, relations, backgrounds."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change
from recruitment_app.casework.households.households import (
    PEOPLE,
    clean_text,
    contact_value,
    keep_order,
    keep_person,
    partial_text,
    require_person,
    set_address,
)
from recruitment_app.casework.in_force import Law, law_in_force
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Address,
    Background,
    ContactDetail,
    Person,
    PersonName,
    Relationship,
)


class _Dated(Protocol):
    begins: str
    ends: str


_KINDS = {
    "name": PersonName,
    "address": Address,
    "contact": ContactDetail,
    "relationship": Relationship,
    "background": Background,
}


def keep_detail(
    store: Store,
    *,
    person_id: UUID,
    kind: str,
    facts: Mapping[str, str],
    today: date,
    detail_id: UUID | None = None,
    seen: int = 0,
) -> Change:
    """Add or change a name ever used, an address, a contact detail, a relationship or a background.

    Every fact is text; a box that is ticked says “yes”.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: a value cannot be read, or the person or the detail is gone.

    """
    with store.writing(act=f"keep_{kind}") as session:
        person, case, law = require_person(session, store, person_id)
        row = _detail(session, kind, person, detail_id, seen)
        _fill_detail(row, kind, facts, law, today)
        session.add(row)
        session.flush()
        keep_person(session, person)
        return Change(case.id, PEOPLE, "Saved.", row.id)


def drop_detail(store: Store, *, person_id: UUID, kind: str, detail_id: UUID, seen: int) -> Change:
    """Take away what is kept beside a person; the history keeps it.

    Raises:
        ChangedMeanwhile: somebody else changed it since.

    """
    with store.writing(act=f"drop_{kind}") as session:
        person, case, _law = require_person(session, store, person_id)
        row = _detail(session, kind, person, detail_id, seen)
        row.deleted_at = store.clock()
        session.flush()
        keep_person(session, person)
        return Change(case.id, PEOPLE, "Taken away.", row.id)


def set_couple_status(store: Store, *, case_id: UUID, couple_status: str, seen: int) -> Change:
    """Record how the applicants live: single, married, civil partners, living together.

    Raises:
        ChangedMeanwhile: somebody else changed the case since.
        Problem: the status is not in the list.

    """
    with store.writing(act="set_couple_status") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        case = require_case(session, worker, case_id)
        if case.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this case: look again.")
        law_in_force(session).require_code(
            "couple_status", couple_status, what="a status", field="couple_status"
        )
        case.couple_status = couple_status
        return Change(case_id, PEOPLE, "Saved.")


def _detail(session: Session, kind: str, person: Person, detail_id: UUID | None, seen: int) -> Any:
    table = _KINDS[kind]
    if detail_id is None:
        return table(case_id=person.case_id, person_id=person.id)
    row: Any = session.get(table, detail_id)
    if row is None or row.deleted_at is not None or row.person_id != person.id:
        raise Problem("This entry is not there any more: look again.")
    if row.row_version != seen:
        raise ChangedMeanwhile("Somebody else changed this entry: look again.")
    return row


def _fill_detail(row: Any, kind: str, facts: Mapping[str, str], law: Law, today: date) -> None:
    if kind == "contact":
        made = facts.get("kind", "telephone")
        row.kind, row.value, row.value_fold = contact_value(made, facts.get("value", ""))
        row.remark = clean_text(facts.get("remark", ""))
        return
    if kind == "address":
        set_address(row, lines=facts.get("lines", ""), postcode=facts.get("postcode", ""))
        row.authority = clean_text(facts.get("authority", ""))
        row.country = clean_text(facts.get("country", ""))
    elif kind == "name":
        row.name = clean_text(facts.get("name", ""))
        row.kind = clean_text(facts.get("kind", ""))
        if not row.name:
            raise Problem("Type the name.", field="name")
    elif kind == "background":
        _fill_background(row, facts, law)
    else:
        row.kind = clean_text(facts.get("kind", ""))
        if not row.kind:
            raise Problem("Choose the relationship.", field="kind")
        row.other_name = clean_text(facts.get("other_name", ""))
        row.other_id = UUID(facts["other_id"]) if facts.get("other_id") else None
        row.ended_how = clean_text(facts.get("ended_how", ""))
        row.place = clean_text(facts.get("place", ""))
    _set_dates(row, facts, today)


def _fill_background(row: Background, facts: Mapping[str, str], law: Law) -> None:
    row.kind = clean_text(facts.get("kind", ""))
    law.require_code("background_kind", row.kind, what="a kind", field="kind")
    row.what = clean_text(facts.get("what", ""))
    if not row.what:
        raise Problem("Say where: the employer, service, agency or court.", field="what")
    row.post = clean_text(facts.get("post", ""))
    row.is_with_children = facts.get("is_with_children", "") == "yes"
    row.address = facts.get("address", "").strip()


def _set_dates(row: _Dated, facts: Mapping[str, str], today: date) -> None:
    row.begins = partial_text(facts.get("begins", ""), "begins", today)
    row.ends = partial_text(facts.get("ends", ""), "ends", today)
    keep_order(row.begins, row.ends, "ends", "It cannot end before it begins.")
