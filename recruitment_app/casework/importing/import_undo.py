"""Undoing a whole import, as long as nobody has worked on its cases since."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change
from recruitment_app.casework.households.households import keep_person
from recruitment_app.casework.importing.import_plan import Progress, quietly
from recruitment_app.casework.importing.imports import TOUCHED
from recruitment_app.casework.importing.kept_imports import added_to, require_import
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.in_one_go import in_one_go
from recruitment_app.casework.merging.known_households import HIDDEN, in_parts
from recruitment_app.casework.stepping import as_event, ask_leave, events_of, keep, may_see
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store import audit, search
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Address,
    AuditEntry,
    Case,
    CaseClock,
    CaseEvent,
    ContactDetail,
    Import,
    LikenessKey,
    Merge,
    Note,
    Person,
    SearchEntry,
    Worker,
)

_MOST_NAMED = 5
_MERGES = frozenset({"merge_cases", "merge_people", "undo_merge"})
_RECOUNTED = frozenset({"next_limit", "next_due_on", "row_version"})
_LAW = frozenset({"limit_overrides", "own_days", "code_entries"})
_FOLLOWING: tuple[Any, ...] = (SearchEntry, LikenessKey, CaseClock)


def undo_import(store: Store, *, number: int, today: date, progress: Progress = quietly) -> Change:
    """Take back a whole import: its new cases, and what it added to others.

    Nothing is deleted: cases get their tombstone, added entries are struck. The
    same file brought in again comes in as new.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: there is no such import, it is undone already, or somebody has
            worked on one of its cases; the sentence names them.

    """
    with in_one_go(), store.writing(act="undo_import") as session:
        worker = ask_leave(session, store, Duty.IMPORT)
        kept = require_import(session, number)
        why = _refusal(session, worker, kept)
        if why:
            raise Problem(why)
        kept.undone_at, kept.undone_by = store.clock(), worker.id
        taken_back = _take_back(session, store, worker, kept, today)
        gone = _take_out(session, store, kept, progress)
        told = "1 case is" if gone == 1 else f"{gone} cases are"
        more = f" What it added to {_cases(taken_back)} is taken back." if taken_back else ""
        return Change(None, TOUCHED, f"Import {number} is undone: {told} taken out.{more}", kept.id)


def why_no_undo(store: Store, *, number: int) -> str:
    """Return why an import may not be undone now, or an empty text.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: there is no such import.

    """
    with store.reading() as session:
        worker = ask_leave(session, store, Duty.IMPORT)
        return _refusal(session, worker, require_import(session, number))


def _refusal(session: Session, worker: Worker, kept: Import) -> str:
    if kept.undone_at is not None:
        return f"Import {kept.number} was undone already, on {long_date(kept.undone_at.date())}."
    ids = list(session.scalars(select(Case.id).where(Case.import_id == kept.id)))
    worked_on, later = _worked_on(session, kept, [*ids, *added_to(kept)])
    if not worked_on and not later:
        return ""
    if later:
        numbers = " and ".join(str(number) for number in sorted(later))
        why = f"import {numbers} has added to its cases since. Undo that one first."
        if not worked_on:
            return f"Import {kept.number} cannot be undone: {why}"
    named = _named(session, worker, sorted(worked_on))
    return (
        f"Import {kept.number} cannot be undone: {named} {'was' if len(worked_on) == 1 else 'were'}"
        " worked on since. Correct or close its cases one by one instead."
    )


def _worked_on(session: Session, kept: Import, ids: Sequence[UUID]) -> tuple[set[UUID], set[int]]:
    """Return which of these cases somebody worked on since, and which imports added to them."""
    every = session.execute(
        select(Import.audit_seq, Import.number, Import.undone_at).order_by(
            Import.audit_seq, Import.number
        )
    ).all()
    merged = _merged(session)
    worked_on: set[UUID] = set()
    later: set[int] = set()
    for part in in_parts(ids):
        for case_id, seq, act, payload in session.execute(
            select(AuditEntry.case_id, AuditEntry.seq, AuditEntry.act, AuditEntry.payload).where(
                AuditEntry.case_id.in_(part),
                AuditEntry.seq > kept.audit_seq,
                AuditEntry.act != "undo_import",
            )
        ):
            if act == "import_cases":
                made = [each for each in every if each.audit_seq < seq][-1]
                if made.number != kept.number and made.undone_at is None:
                    later.add(made.number)
            elif case_id is None or (act in _MERGES and case_id not in merged):
                continue
            elif not _only_recounted(json.loads(payload)):
                worked_on.add(case_id)
    return worked_on, later


def _merged(session: Session) -> set[UUID]:
    """Return the cases of merges that stand: what an undone one did is as if it had not been."""
    query = select(Merge.case_id, Merge.merged_case_id).where(Merge.undone_at.is_(None))
    return {each for pair in session.execute(query) for each in pair if each is not None}


def _only_recounted(rows: Sequence[dict[str, Any]]) -> bool:
    """Tell whether an entry is no more than clocks counted anew after a limit was changed."""
    return all(
        row.get("table") in _LAW
        or (row.get("table") == "cases" and "old" in row and row["old"].keys() <= _RECOUNTED)
        for row in rows
    )


def _named(session: Session, worker: Worker, ids: Sequence[UUID]) -> str:
    """Return the references of cases, a few of them, in words."""
    found: list[Case] = []
    for part in in_parts(ids):
        found += session.scalars(select(Case).where(Case.id.in_(part)))
    found.sort(key=lambda case: case.reference_number)
    named = list(
        dict.fromkeys(case.reference if may_see(worker, case) else HIDDEN for case in found)
    )
    if len(named) > _MOST_NAMED:
        rest = len(named) - _MOST_NAMED
        return f"{', '.join(named[:_MOST_NAMED])} and {rest} more"
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def _take_back(session: Session, store: Store, worker: Worker, kept: Import, today: date) -> int:
    """Take back what an import added to cases that stood already; return how many there are."""
    law = law_in_force(session)
    added = added_to(kept)
    for case_id, keys in added.items():
        for event in _rows(session, CaseEvent, keys):
            event.struck_at, event.struck_by = store.clock(), worker.id
            event.struck_why = f"Import {kept.number} was undone on {long_date(today)}."
        for table in (ContactDetail, Address, Note):
            for row in _rows(session, table, keys):
                row.deleted_at = store.clock()
                if table is Note:
                    search.take_out(session, kind="note", record_id=row.id)
        session.flush()
        case = session.get_one(Case, case_id)
        keep(session, case, [as_event(row) for row in events_of(session, case_id)], law)
        for person in session.scalars(
            select(Person).where(Person.case_id == case_id, Person.deleted_at.is_(None))
        ):
            keep_person(session, person)
    return len(added)


def _rows(session: Session, table: Any, keys: Collection[UUID]) -> Iterator[Any]:
    for part in in_parts(keys):
        yield from session.scalars(select(table).where(table.id.in_(part)))


def _take_out(session: Session, store: Store, kept: Import, progress: Progress) -> int:
    """Take the new cases of an import out of everything; return how many there are."""
    ids = list(session.scalars(select(Case.id).where(Case.import_id == kept.id)))
    done = 0
    for part in in_parts(ids):
        progress(done, len(ids), "Taking the cases out.")
        now = store.clock()
        for case in session.scalars(select(Case).where(Case.id.in_(part))):
            case.deleted_at = now
        for person in session.scalars(select(Person).where(Person.case_id.in_(part))):
            person.deleted_at = now
        for table in _FOLLOWING:
            session.execute(delete(table).where(table.case_id.in_(part)))
        audit.settle(session)
        session.expire_all()
        done += len(part)
    _take_off_flags(session, kept)
    return len(ids)


def _take_off_flags(session: Session, kept: Import) -> None:
    """Let no case be flagged as perhaps the same as one that is taken out."""
    gone = set(session.scalars(select(Case.reference).where(Case.import_id == kept.id)))
    for case in session.scalars(
        select(Case).where(Case.possible_duplicate_of != "", Case.deleted_at.is_(None))
    ):
        named = case.possible_duplicate_of.split(", ")
        case.possible_duplicate_of = ", ".join(each for each in named if each not in gone)


def _cases(count: int) -> str:
    return "1 other case" if count == 1 else f"{count} other cases"
