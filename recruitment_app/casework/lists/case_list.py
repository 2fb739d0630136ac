"""The list of enquiries and cases: ids in order, rows by windows, and counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.lists.case_order import CaseSort, Wanted, count_in, in_order
from recruitment_app.casework.raw_rows import plainly
from recruitment_app.casework.rows import CaseRow
from recruitment_app.casework.stepping import seen_references, signed_in
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import OPEN, Stage, Status
from recruitment_app.store.keeping import Store
from recruitment_app.store.search import fold, matching_cases
from recruitment_app.store.tables import Case, CaseEvent, Note, Worker

SOON_DAYS: Final = 30
QUIET_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the list shows; empty fields leave everything in.

    ``group`` is one of "open", "closed", "unallocated", "flagged", "duplicates", "overdue",
    "due_soon" (within thirty days), "quiet" (enquiries of whom nothing was recorded for
    ninety days) or "" for all; ``words`` must each begin a word of a name, contact
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


UNDER_WAY = OPEN - {Stage.PLACED}
"""The stages of a case in hand; by name, not by what they are not: an index finds these."""

_APPROVED = frozenset({Stage.APPROVED, Stage.MATCHED})


def case_ids(
    store: Store,
    *,
    wanted: CaseFilter,
    today: date,
    sort: CaseSort = CaseSort.OPENED_ON,
    descending: bool = True,
    count: int | None = None,
) -> Sequence[UUID]:
    """Return the ids of the cases wanted, in order; they and their rows come by windows.

    ``count`` is how many they are, where nothing has changed since they were counted.

    Words may be of any number of cases: what they find is read at once, which takes
    its time where they are short.
    """
    with store.reading() as session:
        return in_order(
            store,
            session,
            narrowing(store, wanted, today),
            sort,
            descending=descending,
            count=count,
            at_once=bool(fold(wanted.words)),
            in_index=wanted
            == CaseFilter(
                stages=wanted.stages,
                statuses=wanted.statuses,
                group=wanted.group if wanted.group in {"open", "closed"} else "",
            ),
        )


def count_cases(store: Store, *, wanted: CaseFilter, today: date) -> int:
    """Return how many cases are wanted, of those that this person may see."""
    with store.reading() as session:
        return count_in(session, narrowing(store, wanted, today))


def narrowing(store: Store, wanted: CaseFilter, today: date) -> Wanted:
    """Return what narrows a query of cases to those wanted that this person may see."""

    def narrow(session: Session, query: Select[Any], *, by_order: bool = False) -> Select[Any]:
        of = plainly if by_order else _found_by
        return _filtered(query, session, store, wanted, today, of)

    return narrow


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
        flagged = [row for row in found.values() if row.possible_duplicate_of]
        named = (row.possible_duplicate_of for row in flagged)
        seen = seen_references(session, signed_in(session, store), named)
        for row in flagged:
            found[row.id] = replace(row, possible_duplicate_of=seen[row.possible_duplicate_of])
        return [found[each] for each in ids if each in found]


def _found_by(column: Any) -> Any:
    """Return a column as it is: an index over it finds the cases."""
    return column


def _filtered(  # noqa: PLR0917 - private, called once
    query: Select[Any],
    session: Session,
    store: Store,
    wanted: CaseFilter,
    today: date,
    of: Callable[[Any], Any],
) -> Select[Any]:
    worker = signed_in(session, store)
    query = query.where(Case.deleted_at.is_(None))
    if worker.role is not Role.MANAGER:
        query = query.where(or_(Case.is_restricted.is_(False), Case.worker_id == worker.id))
    if wanted.stages:
        query = query.where(of(Case.stage).in_(wanted.stages))
    if wanted.statuses:
        query = query.where(of(Case.status).in_(wanted.statuses))
    if wanted.worker_id is not None:
        query = query.where(of(Case.worker_id) == wanted.worker_id)
    if wanted.source:
        query = query.where(of(Case.source) == wanted.source)
    query = query.where(
        *_within(of(Case.opened_on), wanted.opened_from, wanted.opened_to),
        *_within(of(Case.approved_on), wanted.approved_from, wanted.approved_to),
    )
    if wanted.ids:
        query = query.where(Case.id.in_(wanted.ids))
    if wanted.group:
        query = query.where(_group(wanted.group, today, of))
    if fold(wanted.words):
        query = query.where(
            Case.id.in_(matching_cases(session, wanted.words, kinds=("case", "person")))
        )
    return query


def _within(column: Any, first: date | None, last: date | None) -> list[Any]:
    """Return the conditions for a day that lies between two, each where it is given."""
    from_first = [] if first is None else [column >= first]
    return from_first if last is None else [*from_first, column <= last]


def _group(group: str, today: date, of: Callable[[Any], Any]) -> Any:
    """Return a group's condition; the others are not put together, which takes its time."""
    soon = today + timedelta(days=SOON_DAYS)
    stage = of(Case.stage)
    is_open = of(Case.status) != Status.CLOSED
    made: dict[str, Callable[[], Any]] = {
        "open": lambda: and_(is_open, stage.in_(UNDER_WAY)),
        "closed": lambda: of(Case.status) == Status.CLOSED,
        "unallocated": lambda: and_(
            is_open, of(Case.worker_id).is_(None), stage.in_(UNDER_WAY - _APPROVED)
        ),
        "flagged": lambda: of(Case.fault_count) > 0,
        "duplicates": lambda: of(Case.possible_duplicate_of) > "",
        "overdue": lambda: and_(is_open, of(Case.next_due_on) < today),
        "due_soon": lambda: and_(is_open, of(Case.next_due_on).between(today, soon)),
        "quiet": lambda: and_(
            is_open, stage == Stage.ENQUIRY, *_quiet_since(_quiet_from(today), of)
        ),
    }
    return made[group]()


def _quiet_from(today: date) -> date:
    return today - timedelta(days=QUIET_DAYS)


def _quiet_since(on: date, of: Callable[[Any], Any]) -> tuple[Any, ...]:
    """Return the conditions of a case that nothing was entered or noted of since a day."""
    entered = select(CaseEvent.id).where(
        CaseEvent.case_id == Case.id, CaseEvent.struck_at.is_(None), CaseEvent.on > on
    )
    noted = select(Note.id).where(Note.case_id == Case.id, Note.on > on)
    return of(Case.opened_on) <= on, ~entered.exists(), ~noted.exists()
