"""The delay ledger of a case, gathered for the printer."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.journey.delay_ledger import delay_ledger, figures_of, reason_words
from recruitment_app.casework.stepping import signed_in
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.store.keeping import Store

if TYPE_CHECKING:
    from recruitment_app.documents.delay_ledger import LedgerPaper


def ledger_paper(store: Store, *, case_id: UUID, today: date) -> bytes:
    """Return the delay ledger of a case as PDF.

    Raises:
        Problem: there is no such case that this person may see.

    """
    from recruitment_app.documents import delay_ledger as printed  # noqa: PLC0415 - reportlab

    return printed.render(paper_of_ledger(store, case_id=case_id, today=today))


def paper_of_ledger(store: Store, *, case_id: UUID, today: date) -> "LedgerPaper":
    """Gather what the printed ledger holds.

    Raises:
        Problem: there is no such case that this person may see.

    """
    from recruitment_app.documents.delay_ledger import (  # noqa: PLC0415 - reportlab
        LedgerPaper,
        PrintedDelay,
        PrintedPart,
        PrintedStretch,
    )

    ledger = delay_ledger(store, case_id=case_id, today=today)
    with store.reading() as session:
        role = signed_in(session, store).role
    return LedgerPaper(
        agency=agency_row(store).name,
        reference=ledger.reference,
        household=ledger.title,
        printed_on=today,
        printed_by_role=ROLE_WORDS[role],
        figures=figures_of(ledger),
        parts=tuple(
            PrintedPart(
                part.words,
                part.begins,
                part.ends,
                part.days,
                part.net_days,
                part.by_owner,
                part.due_on,
                part.first_due_on,
            )
            for part in ledger.parts
        ),
        stretches=tuple(
            PrintedStretch(row.begins, row.ends, row.days, row.owner, reason_words(row))
            for row in ledger.rows
        ),
        delays=tuple(
            PrintedDelay(
                each.what,
                each.begins,
                each.ends,
                each.due_on,
                each.reason,
                each.words,
                each.agreed_by,
                each.told_on,
                each.told_how,
                "; ".join(part for part in (each.evidence, *each.documents) if part),
                each.lacking,
            )
            for each in ledger.delays
        ),
    )
