"""The sheet of a supervision, gathered for the printer."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.stepping import signed_in
from recruitment_app.casework.supervising.supervision_rows import supervision_sheet
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.store.keeping import Store

if TYPE_CHECKING:
    from recruitment_app.documents.supervision_sheet import PrintedSheet


def supervision_paper(store: Store, *, supervision_id: UUID, today: date) -> bytes:
    """Return the sheet of a supervision as PDF.

    Raises:
        NotAllowed: who is signed in is neither a manager nor the worker.
        Problem: it is not there any more.

    """
    from recruitment_app.documents import supervision_sheet as printed  # noqa: PLC0415 - reportlab

    return printed.render(printed_sheet(store, supervision_id=supervision_id, today=today))


def printed_sheet(store: Store, *, supervision_id: UUID, today: date) -> "PrintedSheet":
    """Gather what the printed sheet holds.

    Raises:
        NotAllowed: who is signed in is neither a manager nor the worker.
        Problem: it is not there any more.

    """
    from recruitment_app.documents.supervision_sheet import (  # noqa: PLC0415 - reportlab
        PrintedCase,
        PrintedSheet,
    )

    sheet = supervision_sheet(store, supervision_id=supervision_id)
    with store.reading() as session:
        role = signed_in(session, store).role
    row = sheet.row
    return PrintedSheet(
        agency=agency_row(store).name,
        worker=row.worker,
        supervisor=row.supervisor,
        held_on=row.held_on,
        printed_on=today,
        printed_by_role=ROLE_WORDS[role],
        next_on=row.next_on,
        remarks=row.remarks,
        supervisor_signed_on=row.supervisor_signed_on,
        worker_signed_on=row.worker_signed_on,
        cases=tuple(
            PrintedCase(
                line.reference,
                line.title,
                line.stage,
                line.drift,
                line.narrative,
                line.decision,
                line.due_on,
            )
            for line in sheet.lines
        ),
    )
