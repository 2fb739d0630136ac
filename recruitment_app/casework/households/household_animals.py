"""The animals that live with a household."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change
from recruitment_app.casework.households.households import (
    PEOPLE,
    clean_text,
    keep_order,
    partial_text,
)
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Animal

_LINES: Final = ("name", "breed", "size", "kept_where")


def keep_animal(
    store: Store,
    *,
    case_id: UUID,
    facts: Mapping[str, str],
    today: date,
    animal_id: UUID | None = None,
    seen: int = 0,
) -> Change:
    """Add or change an animal of a household.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        NotAllowed: the role has no leave for it.
        Problem: the kind is not in the list, a date cannot be read, or the animal is gone.

    """
    with store.writing(act="keep_animal") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        case = require_case(session, worker, case_id)
        if animal_id is None:
            row = Animal(case_id=case.id)
        else:
            row = _known(session, animal_id, seen)
            require_case(session, worker, row.case_id)
        row.kind = clean_text(facts.get("kind", ""))
        law_in_force(session).require_code("animal_kind", row.kind, what="a kind", field="kind")
        for name in _LINES:
            setattr(row, name, clean_text(facts.get(name, "")))
        row.remarks = facts.get("remarks", "").strip()
        row.born = partial_text(facts.get("born", ""), "born", today)
        row.gone_on = partial_text(facts.get("gone_on", ""), "gone_on", today)
        keep_order(row.born, row.gone_on, "gone_on", "It cannot be gone before it was born.")
        session.add(row)
        session.flush()
        return Change(case.id, PEOPLE, "Saved.", row.id)


def drop_animal(store: Store, *, animal_id: UUID, seen: int) -> Change:
    """Take an animal away that was recorded by mistake; the history keeps it.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        NotAllowed: the role has no leave for it.
        Problem: it is gone.

    """
    with store.writing(act="drop_animal") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        row = _known(session, animal_id, seen)
        case = require_case(session, worker, row.case_id)
        row.deleted_at = store.clock()
        return Change(case.id, PEOPLE, "Taken away.", row.id)


def _known(session: Session, animal_id: UUID, seen: int) -> Animal:
    row = session.get(Animal, animal_id)
    if row is None or row.deleted_at is not None:
        raise Problem("This animal is not there any more: look again.")
    if row.row_version != seen:
        raise ChangedMeanwhile("Somebody else changed this animal: look again.")
    return row
