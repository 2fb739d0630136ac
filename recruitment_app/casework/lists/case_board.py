"""The board of the journey: the same cases as the list, stage by stage, each with its clock."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, func, select

from recruitment_app.casework.lists.case_list import UNDER_WAY, CaseFilter, narrowing
from recruitment_app.rules.stages import Stage, Status
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, CaseClock, Worker

MOST_CARDS: Final = 500
"""A column shows no more cards than these; the list shows them all."""


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A case on the board; ``begun_on`` is the day on which its next limit began to run."""

    id: UUID
    reference: str
    title: str
    status: Status
    worker: str
    opened_on: date
    next_limit: str
    next_due_on: date | None
    begun_on: date | None


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A stage with how many cases stand at it, and the first of them by what is due next."""

    stage: Stage
    count: int
    cards: tuple[BoardCard, ...]


def board_of(store: Store, *, wanted: CaseFilter, today: date) -> tuple[BoardColumn, ...]:
    """Return the columns of the board in the order of the journey.

    The stages that lie behind, children placed and closed, stand there only where the filter
    asks for them.
    """
    narrow = narrowing(store, wanted, today)
    with store.reading() as session:
        by_stage: Any = select(Case.stage, func.count()).group_by(Case.stage)
        counted = narrow(session, by_stage)
        counts = {stage: int(count) for stage, count in session.execute(counted)}
        asked = {*UNDER_WAY, *wanted.stages}
        if wanted.group == "closed" or Status.CLOSED in wanted.statuses:
            asked |= {Stage.CLOSED}
        stages = [stage for stage in Stage if stage in asked]
        columns = []
        for stage in stages:
            count = counts.get(stage, 0)
            query: Any = (
                select(
                    Case.id,
                    Case.reference,
                    Case.title,
                    Case.status,
                    Worker.name,
                    Case.opened_on,
                    Case.next_limit,
                    Case.next_due_on,
                    CaseClock.trigger_on,
                )
                .outerjoin(Worker, Worker.id == Case.worker_id)
                .outerjoin(
                    CaseClock,
                    and_(CaseClock.case_id == Case.id, CaseClock.limit_id == Case.next_limit),
                )
                .where(Case.stage == stage)
                .order_by(Case.next_due_on.asc().nulls_last(), Case.reference_number)
                .limit(MOST_CARDS)
            )
            found = session.execute(narrow(session, query)) if count else ()
            columns.append(BoardColumn(stage, count, tuple(BoardCard(*row) for row in found)))
        return tuple(columns)
