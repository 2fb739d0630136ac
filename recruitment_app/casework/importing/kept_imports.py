"""The imports that were made: each with what came of its rows, for the list and the paper."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from recruitment_app.casework.importing.import_plan import ImportPlan, Verdict
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import Problem
from recruitment_app.exchange.fields import FIELDS
from recruitment_app.rules.roles import Duty
from recruitment_app.store.audit import Head
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Import, Worker

_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import: its number, its file, who made it when, how many rows were what, its undo."""

    number: int
    file_name: str = field(repr=False)
    mapping: str
    at: datetime
    by: str
    new: int
    changed: int
    duplicates: int
    undone_at: datetime | None = None
    undone_by: str = ""


def imports(store: Store) -> tuple[ImportRow, ...]:
    """Return every import, the last one first.

    Raises:
        NotAllowed: the person may not bring cases in.

    """
    undoer = aliased(Worker)
    with store.reading() as session:
        ask_leave(session, store, Duty.IMPORT)
        found = session.execute(
            select(Import, Worker.name, undoer.name)
            .join(Worker, Worker.id == Import.brought_in_by)
            .outerjoin(undoer, undoer.id == Import.undone_by)
            .order_by(Import.number.desc())
        )
        return tuple(_as_row(kept, by, undone_by or "") for kept, by, undone_by in found)


def require_import(session: Session, number: int) -> Import:
    """Return an import by its number.

    Raises:
        Problem: there is none.

    """
    found = session.scalars(select(Import).where(Import.number == number)).first()
    if found is None:
        raise Problem(f"There is no import {number}: look at the list of imports.")
    return found


def keep_import(
    session: Session,
    plan: ImportPlan,
    *,
    worker: Worker,
    at: datetime,
    before: Head | None,
    added: dict[str, list[str]],
) -> Import:
    """Keep an import within the act that makes it; its new cases then name it."""
    last = session.scalar(select(func.max(Import.number))) or 0
    kept = Import(
        id=new_id(),
        number=last + 1,
        file_name=plan.file_name[:_LONGEST_NAME],
        mapping=plan.mapping,
        brought_in_at=at,
        brought_in_by=worker.id,
        new_count=plan.count(Verdict.NEW),
        changed_count=plan.count(Verdict.CHANGED),
        duplicate_count=plan.count(Verdict.DUPLICATE),
        report=json.dumps(_report(plan), ensure_ascii=False, separators=(",", ":")),
        added=json.dumps(added, separators=(",", ":")) if added else "",
        audit_seq=before.seq if before else 0,
    )
    session.add(kept)
    session.flush()
    return kept


def added_to(kept: Import) -> dict[UUID, list[UUID]]:
    """Return the keys of what an import added to cases that stood already, by case."""
    told = json.loads(kept.added) if kept.added else {}
    return {UUID(case_id): [UUID(key) for key in keys] for case_id, keys in told.items()}


def _report(plan: ImportPlan) -> dict[str, Any]:
    """Return what the paper tells and the cases do not; of most new rows that is their number."""
    return {
        "new": [list(each.case.rows) for each in plan.new],
        "rows": [
            [row.row, row.verdict.value, row.of, row.why]
            for row in plan.rows
            if row.verdict is not Verdict.NEW or row.why
        ],
        "ignored": list(plan.ignored),
        "manner": [list(each) for each in plan.manner],
        "columns": [
            [column.name, FIELDS[column.field].label]
            for column in (plan.layout.columns if plan.layout else ())
            if column.field
        ],
    }


def _as_row(kept: Import, by: str, undone_by: str) -> ImportRow:
    return ImportRow(
        kept.number,
        kept.file_name,
        kept.mapping,
        kept.brought_in_at,
        by,
        kept.new_count,
        kept.changed_count,
        kept.duplicate_count,
        kept.undone_at,
        undone_by,
    )
