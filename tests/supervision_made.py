"""A delay with a record that lacks something, and the sheet of a supervision, for the pages."""

from datetime import date, timedelta
from uuid import UUID

from recruitment_app.casework.agency.workforce import me, workers
from recruitment_app.casework.journey import waiting
from recruitment_app.casework.journey.delay_ledger import delay_ledger
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.supervising import supervision
from recruitment_app.casework.supervising.supervision_rows import supervision_sheet, supervisions
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from recruitment_app.ui.places import Place


def _delayed(store: Store, today: date) -> UUID:
    """Return the case that is held up: one in Stage Two that is not on hold."""
    wanted = CaseFilter(stages=(Stage.STAGE_TWO,), group="open")
    return case_ids(store, wanted=wanted, today=today)[-1]


def supervise_somebody(store: Store, today: date) -> None:
    """Hold a case up and extend its limit, and make the sheet of a worker's supervision."""
    case_id = _delayed(store, today)
    facts = {"case_id": case_id, "today": today}
    manager = me(store).id
    begins = today - timedelta(days=16)
    waiting.hold(
        store,
        by="applicant",
        reason="bereavement",
        words="They asked for ten days.",
        on=begins,
        agreed_by=manager,
        told_on=begins + timedelta(days=1),
        told_how="letter",
        evidence="Their e-mail of that morning",
        **facts,
    )
    waiting.resume(store, on=begins + timedelta(days=10), **facts)
    waiting.extend(
        store,
        limit_id="T13",
        due_on=today + timedelta(days=120),
        reason="medical_late",
        on=today,
        **facts,
    )
    worker = max(
        (row for row in workers(store) if row.role is Role.SOCIAL_WORKER),
        key=lambda row: row.open_cases,
    )
    sheet_id = supervision.begin_supervision(
        store, worker_id=worker.id, held_on=today, today=today
    ).record_id
    line = max(
        supervision_sheet(store, supervision_id=sheet_id).lines, key=lambda each: len(each.drift)
    )
    supervision.write_line(
        store,
        line_id=line.id,
        seen=line.version,
        narrative="The surgery has both forms; its doctor is away until Monday.",
        decision="Ring the surgery again, and tell the family what was said.",
        due_on=today + timedelta(days=7),
    )


def supervision_places(store: Store, today: date) -> dict[str, list[tuple[str, Place]]]:
    """Return the places of the pages and dialogs that need more than their name."""
    case_id = _delayed(store, today)
    entry = str(delay_ledger(store, case_id=case_id, today=today).delays[-1].event_id)
    row = supervisions(store)[0]
    line = max(
        supervision_sheet(store, supervision_id=row.id).lines, key=lambda each: len(each.drift)
    )
    facts = {"supervision": str(row.id), "line": str(line.id)}
    shown = {
        "complete_delay": Place("complete_delay", case_id, {"entry": entry}),
        "hand_over": Place("hand_over", facts={"worker": str(row.worker_id)}),
        "supervision_line": Place("supervision_line", facts=facts),
    }
    return {name: [(name, place)] for name, place in shown.items()}


def ledger_places(store: Store, today: date) -> list[tuple[str, Place]]:
    """Return the case whose clocks show a ledger with delays."""
    return [("case_ledger", Place("case", _delayed(store, today), {"tab": "clocks"}))]
