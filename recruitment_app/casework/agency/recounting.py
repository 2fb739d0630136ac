"""Keeping the clocks of every case anew, where a limit or a day off has changed."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from recruitment_app.casework.in_force import Law
from recruitment_app.casework.stepping import as_event, clock_columns, next_due
from recruitment_app.rules import clocks
from recruitment_app.rules.stages import Event
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Case, CaseClock, CaseEvent


def recount(session: Session, law: Law) -> None:
    """Write the clocks of all cases as the law in force has them; only what moved is written."""
    events: dict[UUID, list[Event]] = defaultdict(list)
    for row in session.scalars(select(CaseEvent).where(CaseEvent.struck_at.is_(None))):
        events[row.case_id].append(as_event(row))
    kept: dict[UUID, dict[str, CaseClock]] = defaultdict(dict)
    for clock in session.scalars(select(CaseClock)):
        kept[clock.case_id][clock.limit_id] = clock
    made, gone = [], []
    for case in session.scalars(select(Case).where(Case.deleted_at.is_(None))):
        found = clocks.runs(events[case.id], law.limits, law.calendar)
        before = kept[case.id]
        for run in found:
            columns = clock_columns(run)
            known = before.pop(run.limit_id, None)
            if known is None:
                row_id = new_id()
                made.append(
                    {
                        "id": row_id,
                        "row_version": 1,
                        "case_id": case.id,
                        "limit_id": run.limit_id,
                        **columns,
                    }
                )
            elif any(getattr(known, name) != value for name, value in columns.items()):
                session.execute(
                    update(CaseClock.__table__)  # type: ignore[arg-type]  # a mapped table is one
                    .where(CaseClock.__table__.c.id == known.id)
                    .values(**columns)
                )
        gone += [clock.id for clock in before.values()]
        case.next_limit, case.next_due_on = next_due(found)
    if made:
        session.execute(insert(CaseClock.__table__), made)  # type: ignore[arg-type]  # as above
    for at in range(0, len(gone), 500):
        session.execute(
            delete(CaseClock.__table__).where(  # type: ignore[arg-type]  # as above
                CaseClock.__table__.c.id.in_(gone[at : at + 500])
            )
        )
