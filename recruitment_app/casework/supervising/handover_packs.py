"""The handover pack of a worker's whole caseload, or of one case, gathered for the printer."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select

from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.stepping import signed_in
from recruitment_app.casework.supervising.handing_over import caseload, worker_by_name
from recruitment_app.casework.supervising.handover_cases import pack_case
from recruitment_app.errors import NotAllowed
from recruitment_app.rules.roles import ROLE_WORDS, Duty, may
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Task

if TYPE_CHECKING:
    from recruitment_app.documents.handover_pack import HandoverPack


def handover_paper(store: Store, *, worker_id: UUID, today: date) -> bytes:
    """Return the pack of all that a worker has in hand as PDF.

    Raises:
        NotAllowed: it is somebody else's, and who is signed in does not allocate cases.
        Problem: there is no such person.

    """
    from recruitment_app.documents import handover_pack  # noqa: PLC0415 - reportlab

    return handover_pack.render(handover_pack_of(store, worker_id=worker_id, today=today))


def case_handover_paper(store: Store, *, case_id: UUID, today: date) -> bytes:
    """Return the pack of one case as PDF.

    Raises:
        Problem: there is no such case that this person may see.

    """
    from recruitment_app.documents import handover_pack  # noqa: PLC0415 - reportlab

    with store.reading() as session:
        role = signed_in(session, store).role
    case = pack_case(store, case_id=case_id, today=today)
    return handover_pack.render(
        handover_pack.HandoverPack(
            agency=agency_row(store).name,
            worker="",
            printed_on=today,
            printed_by_role=ROLE_WORDS[role],
            cases=(case,),
        )
    )


def worker_named(store: Store, name: str) -> UUID:
    """Return the key of the person of the agency of this name.

    Raises:
        Problem: there is none, or there are several.

    """
    with store.reading() as session:
        signed_in(session, store)
        return worker_by_name(session, name).id


def handover_pack_of(store: Store, *, worker_id: UUID, today: date) -> "HandoverPack":
    """Gather the pack of all that a worker has in hand.

    Raises:
        NotAllowed: it is somebody else's, and who is signed in does not allocate cases.
        Problem: there is no such person.

    """
    from recruitment_app.documents.handover_pack import HandoverPack  # noqa: PLC0415 - reportlab

    load = caseload(store, worker_id=worker_id)
    with store.reading() as session:
        mine = signed_in(session, store)
        if mine.id != worker_id and not may(mine.role, Duty.ALLOCATE):
            raise NotAllowed(
                "A handover pack is printed by the worker themselves, a manager or an"
                " administrator: ask one of them."
            )
        every = session.scalar(
            select(func.count()).where(
                Case.worker_id == worker_id,
                Case.deleted_at.is_(None),
                Case.stage.not_in((Stage.CLOSED, Stage.PLACED)),
            )
        )
        tasks = session.scalars(
            select(Task)
            .where(
                Task.worker_id == worker_id,
                Task.case_id.is_(None),
                Task.done_on.is_(None),
                Task.deleted_at.is_(None),
            )
            .order_by(Task.due_on, Task.made_at)
        ).all()
        own_tasks = _told(tasks)
    return HandoverPack(
        agency=agency_row(store).name,
        worker=load.name,
        printed_on=today,
        printed_by_role=ROLE_WORDS[mine.role],
        cases=tuple(pack_case(store, case_id=case.id, today=today) for case in load.cases),
        own_tasks=own_tasks,
        withheld=(every or 0) - len(load.cases),
    )


def _told(tasks: Sequence[Task]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (task.what, f"{task.due_on.day} {task.due_on:%b %Y}" if task.due_on else "")
        for task in tasks
    )
