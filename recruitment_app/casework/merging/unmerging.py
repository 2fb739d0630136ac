"""A merge taken back: everything is as before, as long as nobody has changed what it touched."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change
from recruitment_app.casework.households.households import keep_person
from recruitment_app.casework.merging.merge_rows import MergeRow
from recruitment_app.casework.merging.merging import (
    DETAILS,
    MERGED,
    find_notes,
    find_references,
    keep_anew,
)
from recruitment_app.casework.merging.uniting_reports import is_report_worked_on
from recruitment_app.casework.stepping import ask_leave, require_case, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    AuditEntry,
    Case,
    CaseEvent,
    Draft,
    Merge,
    Person,
    Relationship,
    Worker,
)
from recruitment_app.store.taking_back import Remembered


def undo_merge(store: Store, *, merge_id: UUID) -> Change:
    """Take a merge back: both cases, or both people, are as they were before it.

    What was added to the case that stays since, such as a note, stays with it.

    Raises:
        NotAllowed: the person may not merge cases.
        Problem: it is undone already, or somebody has changed what it touched.

    """
    with store.writing(act="undo_merge") as session:
        worker = ask_leave(session, store, Duty.MERGE)
        merge = session.get(Merge, merge_id)
        if merge is None:
            raise Problem("This merge is not in the store: look again.")
        if merge.undone_at is not None:
            raise Problem("This merge is undone already.")
        case = require_case(session, worker, merge.case_id)
        remembered = Remembered(session, merge.taken_back)
        _refuse_worked_on(session, case, merge, remembered)
        remembered.put_back(store.clock())
        for person_id in _people(remembered):
            keep_person(session, session.get_one(Person, person_id))
        _put_drafts_back(session, remembered)
        merge.undone_at, merge.undone_by = store.clock(), worker.id
        if merge.merged_case_id is None:
            find_references(session, case)
            return Change(case.id, MERGED, "The two people are two again.")
        other = session.get_one(Case, merge.merged_case_id)
        for each in (case, other):
            keep_anew(session, each)
            find_notes(session, each.id)
            find_references(session, each)
        told = f"{other.reference} is a case of its own again."
        return Change(None, MERGED, told, other.id)


def merges_of(store: Store, *, case_id: UUID) -> list[MergeRow]:
    """Return the merges that made a case what it is, the latest first."""
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, case_id)
        names = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
        rows = session.scalars(
            select(Merge).where(Merge.case_id == case.id).order_by(Merge.merged_at.desc())
        )
        return [
            MergeRow(
                row.id,
                case.id,
                _what(session, row),
                row.merged_at,
                names.get(row.merged_by, ""),
                row.undone_at,
                names.get(row.undone_by, "") if row.undone_by else "",
            )
            for row in rows
        ]


def _what(session: Session, row: Merge) -> str:
    if row.merged_case_id is not None:
        other = session.get_one(Case, row.merged_case_id)
        return f"{other.reference} merged into this case"
    person = session.get(Person, row.merged_person_id) if row.merged_person_id else None
    name = f"{person.given_names} {person.family_name}".strip() if person else ""
    return f"Two records of one person made one: {name}"


def _people(remembered: Remembered) -> list[UUID]:
    """Return everybody whose names, contacts or addresses the merge touched."""
    ids = set(remembered.ids(Person))
    for table in DETAILS:
        ids |= {row.person_id for row in remembered.found(table)}
    lent = {row["new"].get("person_id") for row in remembered.rows}
    return sorted(ids | {UUID(each) for each in lent if each})


def _refuse_worked_on(session: Session, case: Case, merge: Merge, remembered: Remembered) -> None:
    later = session.scalars(
        select(Merge).where(
            Merge.case_id == case.id,
            Merge.merged_at > merge.merged_at,
            Merge.undone_at.is_(None),
            Merge.merged_case_id.is_not(None),
        )
    ).first()
    if later is not None and later.merged_case_id is not None and merge.merged_case_id is not None:
        reference = session.get_one(Case, later.merged_case_id).reference
        raise Problem(f"{reference} was merged into {case.reference} since: undo that first.")
    if remembered.is_as_left(_undone_since(session, merge)) and not _is_worked_on(
        session, merge, remembered
    ):
        return
    raise Problem(
        f"{case.reference} was changed after the merge{_by_whom(session, merge)}: the merge cannot"
        " be undone any more. Correct the case as it stands instead."
    )


def _undone_since(session: Session, merge: Merge) -> list[Remembered]:
    """Return what the merges since changed that were taken back, the one undone last first."""
    texts = session.scalars(
        select(Merge.taken_back)
        .where(Merge.merged_at > merge.merged_at, Merge.undone_at.is_not(None))
        .order_by(Merge.undone_at.desc())
    )
    return [Remembered(session, text) for text in texts]


def _is_worked_on(session: Session, merge: Merge, remembered: Remembered) -> bool:
    """Tell whether the united journey goes on, or something hangs on what came with it."""
    if merge.merged_case_id is None:
        return is_report_worked_on(session, remembered, since=merge.merged_at)
    since = or_(CaseEvent.recorded_at > merge.merged_at, CaseEvent.struck_at > merge.merged_at)
    if _any(session, CaseEvent.case_id == merge.case_id, since):
        return True
    came = remembered.came(Person)
    if is_report_worked_on(session, remembered, since=merge.merged_at):
        return True
    for table in DETAILS:
        hanging: ColumnElement[bool] = table.person_id.in_(came)
        if table is Relationship:
            hanging = or_(hanging, Relationship.other_id.in_(came))
        living = table.deleted_at.is_(None)  # what a merge since added, its undo took out
        query = select(table.id).where(hanging, living, table.id.not_in(remembered.ids(table)))
        if came and session.scalars(query.limit(1)).first() is not None:
            return True
    return False


def _any(session: Session, *conditions: ColumnElement[bool]) -> bool:
    return session.scalars(select(CaseEvent.id).where(*conditions).limit(1)).first() is not None


def _by_whom(session: Session, merge: Merge) -> str:
    """Return who changed the case last, and when, as it goes on in a sentence."""
    found = session.execute(
        select(Worker.name, AuditEntry.at)
        .join(Worker, Worker.id == AuditEntry.by_id)
        .where(AuditEntry.case_id == merge.case_id, AuditEntry.act != "undo_merge")
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).first()
    if found is None:
        return ""
    at: datetime = found.at
    return f", last by {found.name} on {long_date(at.date())}"


def _put_drafts_back(session: Session, remembered: Remembered) -> None:
    for worker_id, old, new in reversed(remembered.more.get("drafts", ())):
        row = session.scalars(
            select(Draft).where(Draft.worker_id == UUID(worker_id), Draft.spot == new)
        ).first()
        if row is not None:
            row.spot = old
