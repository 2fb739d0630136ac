"""The list of enquiries and cases: ids in order, rows by windows, counts, and out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.ordered_ids import OrderedIds
from recruitment_app.casework.rows import CaseRow
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.exchange.writing import write_table
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.rules.stages import STAGE_WORDS, STATUS_WORDS, Stage, Status
from recruitment_app.store.keeping import Store
from recruitment_app.store.search import fold, matching_cases
from recruitment_app.store.tables import Case, Worker


class CaseSort(StrEnum):
    """What the list may be sorted by."""

    REFERENCE = "reference"
    TITLE = "title"
    STAGE = "stage"
    STATUS = "status"
    OPENED_ON = "opened_on"
    WORKER = "worker"
    SOURCE = "source"
    NEXT_DUE_ON = "next_due_on"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the list shows; empty fields leave everything in.

    ``group`` is one of "open", "closed", "unallocated", "flagged", "duplicates",
    "overdue" or "" for all; ``words`` must each begin a word of a name, contact
    detail or reference; ``ids`` names the cases themselves.
    """

    words: str = ""
    stages: tuple[Stage, ...] = ()
    statuses: tuple[Status, ...] = ()
    worker_id: UUID | None = None
    source: str = ""
    group: str = ""
    opened_from: date | None = None
    opened_to: date | None = None
    approved_from: date | None = None
    approved_to: date | None = None
    ids: tuple[UUID, ...] = ()


_SORTED: dict[CaseSort, tuple[Any, ...]] = {
    CaseSort.REFERENCE: (Case.reference_number,),
    CaseSort.TITLE: (Case.title_fold,),
    CaseSort.STAGE: (Case.stage,),
    CaseSort.STATUS: (Case.status,),
    CaseSort.OPENED_ON: (Case.opened_on,),
    CaseSort.WORKER: (Worker.name_fold,),
    CaseSort.SOURCE: (Case.source,),
    CaseSort.NEXT_DUE_ON: (Case.next_due_on,),
}


def case_ids(
    store: Store,
    *,
    wanted: CaseFilter,
    today: date,
    sort: CaseSort = CaseSort.OPENED_ON,
    descending: bool = True,
) -> Sequence[UUID]:
    """Return the ids of the cases wanted, in order; the rows come by windows."""
    with store.reading() as session:
        query = _filtered(select(type_coerce(Case.id, String)), session, store, wanted, today)
        if sort is CaseSort.WORKER:
            query = query.outerjoin(Worker, Worker.id == Case.worker_id)
        order = [
            (column.desc() if descending else column.asc()).nulls_last() for column in _SORTED[sort]
        ]
        tie = Case.reference_number.desc() if descending else Case.reference_number.asc()
        found = session.connection().execute(query.order_by(*order, tie))
        return OrderedIds(found.scalars().all())


def count_cases(store: Store, *, wanted: CaseFilter, today: date) -> int:
    """Return how many cases are wanted, of those that this person may see."""
    with store.reading() as session:
        query = _filtered(select(func.count(Case.id)), session, store, wanted, today)
        return int(session.scalars(query).one())


def case_rows(store: Store, *, ids: Sequence[UUID]) -> list[CaseRow]:
    """Return the rows of these cases in the order of the ids; one that is gone is left out."""
    with store.reading() as session:
        found = {
            row.id: CaseRow(*tuple(row))
            for row in session.execute(
                select(
                    Case.id,
                    Case.reference,
                    Case.title,
                    Case.stage,
                    Case.status,
                    Case.closing_reason,
                    Case.opened_on,
                    Worker.name,
                    Case.worker_id,
                    Case.source,
                    Case.next_limit,
                    Case.next_due_on,
                    Case.approved_on,
                    Case.closed_on,
                    Case.fault_count,
                    Case.possible_duplicate_of,
                )
                .outerjoin(Worker, Worker.id == Case.worker_id)
                .where(Case.id.in_(ids))
            )
        }
        return [found[each] for each in ids if each in found]


def _filtered(
    query: Select[Any], session: Session, store: Store, wanted: CaseFilter, today: date
) -> Select[Any]:
    worker = signed_in(session, store)
    query = query.where(Case.deleted_at.is_(None))
    if worker.role is not Role.MANAGER:
        query = query.where(or_(Case.is_restricted.is_(False), Case.worker_id == worker.id))
    plain: tuple[tuple[bool, Any], ...] = (
        (bool(wanted.stages), Case.stage.in_(wanted.stages)),
        (bool(wanted.statuses), Case.status.in_(wanted.statuses)),
        (wanted.worker_id is not None, Case.worker_id == wanted.worker_id),
        (bool(wanted.source), Case.source == wanted.source),
        (wanted.opened_from is not None, Case.opened_on >= (wanted.opened_from or date.min)),
        (wanted.opened_to is not None, Case.opened_on <= (wanted.opened_to or date.max)),
        (wanted.approved_from is not None, Case.approved_on >= (wanted.approved_from or date.min)),
        (wanted.approved_to is not None, Case.approved_on <= (wanted.approved_to or date.max)),
    )
    query = query.where(*(condition for is_wanted, condition in plain if is_wanted))
    if wanted.ids:
        query = query.where(Case.id.in_(wanted.ids))
    if wanted.group:
        query = query.where(_group(wanted.group, today))
    if fold(wanted.words):
        query = query.where(
            Case.id.in_(matching_cases(session, wanted.words, kinds=("case", "person")))
        )
    return query


def _group(group: str, today: date) -> Any:
    is_open = Case.status != Status.CLOSED
    return {
        "open": and_(is_open, Case.stage.not_in([Stage.PLACED])),
        "closed": Case.status == Status.CLOSED,
        "unallocated": and_(
            is_open,
            Case.worker_id.is_(None),
            Case.stage.not_in([Stage.APPROVED, Stage.MATCHED, Stage.PLACED]),
        ),
        "flagged": Case.fault_count > 0,
        "duplicates": Case.possible_duplicate_of != "",
        "overdue": and_(is_open, Case.next_due_on < today),
    }[group]


HEADINGS = (
    "Reference",
    "Applicants",
    "Stage",
    "Status",
    "Date of enquiry",
    "Worker",
    "Source",
    "Next limit",
    "Due on",
    "Approved on",
    "Closed on",
    "Reason for closing",
)


def export_cases(store: Store, *, ids: Sequence[UUID], path: Path) -> int:
    """Write these cases as a spreadsheet (.xlsx or .csv); return how many there are.

    Raises:
        NotAllowed: the person may not export.
        Problem: the file cannot be written there.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.EXPORT)
        law = read_law(session)
    rows = case_rows(store, ids=ids)
    write_table(
        path,
        HEADINGS,
        [
            (
                row.reference,
                row.title,
                STAGE_WORDS[row.stage],
                STATUS_WORDS[row.status],
                row.opened_on,
                row.worker or "",
                law.label("source_of_enquiry", row.source),
                law.limits[row.next_limit].title if row.next_limit else "",
                row.next_due_on,
                row.approved_on,
                row.closed_on,
                law.label("closing_reason", row.closing_reason),
            )
            for row in rows
        ],
    )
    return len(rows)
